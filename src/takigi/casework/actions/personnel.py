"""年度替わりの個別支援: prevention cases in bulk to the next person, each with its own words; taken back within the day; an agency's to its successor."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.cases import hand_over
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import Assignment, Case
from takigi.casework.rules.states import CaseKind, CaseRefused
from takigi.organisations import queries as organisations
from takigi.organisations.rules import AgencyKind

CENTRES = frozenset({AgencyKind.SUPPORT_CENTRE, AgencyKind.CITY_SECTION})


@dataclass(frozen=True)
class NextHolder:
    """次の人, and what they are told about this one case."""

    staff_id: int
    note: str


@transaction.atomic
def hand_over_prevention(*, by: Viewer, cases: Mapping[uuid.UUID, NextHolder]) -> int:
    """個別支援をまとめて引き継ぐ inside the centre, all of it or none: every case by the same door as one alone. Returns how many."""
    for case_id, one in cases.items():
        case = policies.seen_case(by, case_id)
        if case.agency_id not in policies.led_agency_ids(by):
            raise NotPermitted("まとめて引き継げるのは、センターの所長と係長です。")
        hand_over(by=by, case_id=case_id, agency_id=case.agency_id, staff_id=one.staff_id, on=by.on, note=one.note)
    return len(cases)


@transaction.atomic
def take_back_handover(*, by: Viewer, case_id: uuid.UUID) -> None:
    """きょうの引き継ぎを元に戻す: whoever had the case has it again, also who has left already. The mistake stays readable."""
    case = policies.case_to_lead(by, case_id)
    pair = next((one for one in policies.handed_on_today(by) if one[0].case_id == case_id), None)
    if pair is None:
        raise CaseRefused(
            "元に戻せるのは、あなたがきょう引き継いだケースだけです。ケースのページで担当を替えてください。"
        )
    now, before = pair
    Assignment.objects.filter(pk=now.pk).update(ended_on=by.on, handover_note=policies.TAKEN_BACK)
    _begin(case, before.agency_id, before.staff_id, by=by)
    save_with_due(case, policies.town_way(by), on=by.on)
    record("casework.handover_taken_back", by, case, staff=before.staff_id)


@transaction.atomic
def reorganise_prevention(*, by: Viewer, from_agency_id: int, to_agency_id: int, reason: str) -> int:
    """機関の統合・分割: every open prevention case goes on with the centre that follows. Returns how many.

    Who moved along stays the owner; the others' cases wait for the head there. Refused where what follows is no centre.
    """
    policies.check_may_reorganise(by)
    agencies = {card.agency_id: card for card in organisations.agencies(by.municipality_id, on=by.on)}
    if not {from_agency_id, to_agency_id} <= agencies.keys():
        raise Unseen
    rows = Case.objects.select_for_update().filter(
        municipality_id=by.municipality_id,
        kind=CaseKind.PREVENTION,
        agency_id=from_agency_id,
        closed_on__isnull=True,
    )
    moved = list(rows.order_by("pk"))
    if moved and agencies[to_agency_id].kind not in CENTRES:
        raise CaseRefused(
            f"なくなる機関には個別支援のケースが{len(moved)}件あります。引き継ぐ機関は、地域包括支援センターか市町村の課にしてください。"
        )
    way = policies.town_way(by)
    working = {one for one in {case.owner_id for case in moved} if one and _works_at(by, one, to_agency_id)}
    for case in moved:
        Assignment.objects.filter(case=case, ended_on__isnull=True).update(
            ended_on=by.on,
            handover_note=reason.strip(),
            readable_until_on=by.on + timedelta(days=way.number("old_centre_reads_days")),
        )
        _begin(case, to_agency_id, case.owner_id if case.owner_id in working else None, by=by)
        save_with_due(case, way, on=by.on)
        record("casework.case_reorganised", by, case, agency=to_agency_id)
    return len(moved)


def _works_at(by: Viewer, staff_id: int, agency_id: int) -> bool:
    return any(post.agency_id == agency_id for post in organisations.posts_held(staff_id, on=by.on))


def _begin(case: Case, agency_id: int, staff_id: int | None, *, by: Viewer) -> None:
    Assignment.objects.create(
        case=case, agency_id=agency_id, staff_id=staff_id, from_on=by.on, recorded_at=by.at, recorded_by_id=by.staff_id
    )
    case.agency_id, case.owner_id = agency_id, staff_id
