"""会議のあとの確かめの操作: at 30, 90 and 180 days, who is still there and whether the owner is still the owner."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.meetings import sight
from takigi.meetings.actions.deeds import record_item
from takigi.meetings.actions.promises import held_on
from takigi.meetings.models import InvolvementCheck, InvolvementFinding
from takigi.meetings.rules.follow_ups import Involvement, OwnerFound, check_days, owner_found
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations.queries import agencies


@dataclass(frozen=True)
class Found:
    """一つの機関について見たこと."""

    agency_id: int
    finding: Involvement
    note: str = ""


@transaction.atomic
def check_involvement(
    *,
    by: Viewer,
    item_id: uuid.UUID,
    days: int,
    found: Sequence[Found],
    is_elsewhere_in_fact: bool = False,
    note: str = "",
) -> uuid.UUID:
    """関わりを確かめる. The ledger says who the owner is; that somebody else carries the case in fact, people say."""
    item = sight.item_to_follow(by, item_id)
    if item.case is None or item.meeting.held_at is None:
        raise MeetingsRefused("確かめるのは、開かれた会議で話し合ったケースです。")
    check_days(days, held_on=held_on(item), on=by.on)
    if InvolvementCheck.objects.filter(item=item, days=days).exists():
        raise MeetingsRefused(f"{days}日の確かめは、もう記録されています。")
    cards = {card.agency_id: card for card in agencies(by.municipality_id, on=by.on)}
    if not {one.agency_id for one in found} <= cards.keys():
        raise MeetingsRefused("町の名簿にない機関が入っています。ページを開きなおしてください。")
    stations = frozenset(card.agency_id for card in cards.values() if card.is_station)
    at_request = item.owner_agency_at_request_id or item.case.agency_id
    owner = owner_found(at_request=at_request, now=item.case.agency_id, station_ids=stations)
    check = InvolvementCheck.objects.create(
        item=item,
        days=days,
        made_on=by.on,
        made_by_id=by.staff_id,
        owner_agency_id=item.case.agency_id,
        owner_found=OwnerFound.IN_FACT if is_elsewhere_in_fact and owner is OwnerFound.SAME else owner,
        note=note.strip(),
    )
    InvolvementFinding.objects.bulk_create(
        InvolvementFinding(check_made=check, agency_id=one.agency_id, finding=one.finding, note=one.note.strip())
        for one in found
    )
    record_item("meetings.involvement_checked", by, item, days=days, owner=check.owner_found)
    return check.pk
