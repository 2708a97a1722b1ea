"""世帯ごとのケース: shared cases by their number and by the people of the household in them; ids only, for questions about whole files."""

import uuid
from collections.abc import Iterable

from takigi.access.grounds import Viewer
from takigi.access.relations import Relation
from takigi.collaboration.models import HouseholdMember, OutreachLead, SharedCase
from takigi.collaboration.policies.relations import relations_of


def case_of_number(municipality_id: int, case_no: str) -> uuid.UUID | None:
    """The shared case of a number, exactly. One query."""
    found = SharedCase.objects.filter(municipality_id=municipality_id, case_no=case_no.strip().upper())
    return found.values_list("pk", flat=True).first()


def case_numbers(municipality_id: int, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """How these shared cases are called where nobody is named. One query."""
    rows = SharedCase.objects.filter(municipality_id=municipality_id, pk__in=list(case_ids))
    return dict(rows.values_list("pk", "case_no"))


def cases_with_member(municipality_id: int, record_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Shared cases in whose household any of these people stands. One query."""
    rows = HouseholdMember.objects.filter(case__municipality_id=municipality_id, person_id__in=list(record_ids))
    return frozenset(rows.values_list("case_id", flat=True))


def members_of(case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """People of the register who stand in these households, as they were tied. One query."""
    rows = HouseholdMember.objects.filter(case_id__in=list(case_ids), person_id__isnull=False)
    return frozenset(one for one in rows.values_list("person_id", flat=True) if one)


def leads_to(case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """気になる人の知らせ that became these cases. One query."""
    rows = OutreachLead.objects.filter(case_id__in=list(case_ids))
    return frozenset(rows.values_list("pk", flat=True))


def led_shared_cases(viewer: Viewer, case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """OWN_SUP: those whose owner's agency the viewer leads. Eight queries."""
    return frozenset(pk for pk, held in relations_of(viewer, case_ids).items() if Relation.OWN_SUP in held)
