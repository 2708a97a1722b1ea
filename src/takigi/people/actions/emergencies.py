"""緊急の閲覧（本人）: a person outside one's area, found by number, opened for 24 hours with a reason."""

import uuid

from django.db import transaction

from takigi.access import actions as access
from takigi.access.grounds import Viewer
from takigi.kernel.folding import fold_number
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty
from takigi.people import policies
from takigi.people.models import Person
from takigi.people.rules import PeopleRefused


@transaction.atomic
def open_person_in_emergency(*, by: Viewer, insured_no: str, reason: str) -> uuid.UUID:
    """緊急に本人の記録を開く by the exact insured number; told at once to those who look after the person."""
    policies.check_may_break_glass(by)
    found = Person.objects.filter(municipality_id=by.municipality_id, insured_no=fold_number(insured_no)).exclude(
        insured_no=""
    )
    person = found.select_related("root").first()
    if person is None:
        raise PeopleRefused("この番号の人は見つかりません。10けたの番号を確かめてください。")
    root = person.root
    owners = organisations.agencies_with_duty(by.municipality_id, Duty.INSURANCE, on=by.on)
    if root.area_id is not None:
        owners |= organisations.agencies_looking_after(root.area_id, on=by.on)
    access.open_emergency(
        by=by, target=policies.target_of(root.pk), reason=reason, owner_agency_ids=owners - by.agency_ids
    )
    return root.pk
