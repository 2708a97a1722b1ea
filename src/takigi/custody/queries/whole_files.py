"""ひとまとまりの記録: every record of a household, a person or a case, and which of them the viewer may ask about."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.queries.whole_file import CaseOf, cases_among, every_case_of, led_cases
from takigi.collaboration.queries.whole_file import (
    case_numbers,
    case_of_number,
    cases_with_member,
    leads_to,
    led_shared_cases,
)
from takigi.custody.rules.words import Whole
from takigi.organisations.rules import Duty
from takigi.people.queries.asked import household_of, person_of_number, readers_open_to, records_of

AS_AUDITOR = "監査の職務にあるため"
AS_SUPERVISOR = "担当する機関の上司であるため"
NOT_YOURS = "だれが見たかを調べられるのは、監査の職員と、担当する機関の係長・所長、介護保険の係長・課長です。"


@dataclass(frozen=True)
class WholeFile:
    """What belongs together. `named` says each record without naming anybody: `person:…` → 「本人の記録」."""

    whole: Whole
    subject_id: uuid.UUID
    because: str
    named: Mapping[str, str] = field(default_factory=dict)
    # Records of the same household that are not this viewer's to ask about.
    left_out: int = 0


def found_by_number(viewer: Viewer, whole: Whole, number: str) -> tuple[Whole, uuid.UUID] | None:
    """番号で探す: an insured number, or a shared case's own; None where nothing the viewer may ask about has it.

    At most 22 queries.
    """
    town = viewer.municipality_id
    subject_id = case_of_number(town, number) if whole is Whole.CASE else person_of_number(town, number)
    if subject_id is None:
        return None
    try:
        whole_file(viewer, whole, subject_id)
    except (Unseen, NotPermitted):
        return None
    return whole, subject_id


def whole_file(viewer: Viewer, whole: Whole, subject_id: uuid.UUID) -> WholeFile:
    """The records of one household, person or case, as far as the viewer may ask who read them. At most 21 queries.

    Raises Unseen where there is nothing the viewer may know of, NotPermitted for those who may not ask at all.
    """
    check_may_ask(viewer)
    town = viewer.municipality_id
    if whole is Whole.CASE:
        people: frozenset[uuid.UUID] = frozenset()
        records: dict[uuid.UUID, uuid.UUID] = {}
        cases = cases_among(town, [subject_id])
    else:
        household = household_of(town, subject_id)
        people = household if whole is Whole.HOUSEHOLD else household & {subject_id}
        records = records_of(town, people)
        own = every_case_of(town, records)
        # Where somebody of the household stands in another's shared case, that case tells about the household too.
        elsewhere = cases_with_member(town, records) - {case.case_id for case in own}
        cases = [*own, *(cases_among(town, elsewhere) if whole is Whole.HOUSEHOLD and elsewhere else ())]
    if not (people or cases):
        raise Unseen
    return _as_far_as_asked(viewer, whole, subject_id, records, cases)


def may_ask(viewer: Viewer) -> bool:
    """The auditor, and those who lead a centre or the insurance section; the records asked about are weighed one by one."""
    return viewer.is_active and (viewer.has_duty(Duty.AUDIT) or bool(viewer.supervised_agency_ids))


def check_may_ask(viewer: Viewer) -> None:
    """Refuses everybody else, with whom to turn to."""
    if not may_ask(viewer):
        raise NotPermitted(NOT_YOURS)


def _as_far_as_asked(
    viewer: Viewer,
    whole: Whole,
    subject_id: uuid.UUID,
    records: dict[uuid.UUID, uuid.UUID],
    cases: list[CaseOf],
) -> WholeFile:
    people = readers_open_to(viewer, set(records.values())) if records else frozenset()
    is_auditor = viewer.has_duty(Duty.AUDIT)
    shared = [case.case_id for case in cases if case.is_shared]
    led = frozenset() if is_auditor or not shared else led_shared_cases(viewer, shared)
    may = led | led_cases(viewer, [case for case in cases if not case.is_shared])
    open_cases = [case for case in cases if is_auditor or case.case_id in may]
    if not (people or open_cases):
        raise Unseen
    told = {f"person:{pk}": _of_whom(root, subject_id) for pk, root in records.items() if root in people}
    numbers = case_numbers(viewer.municipality_id, [case.case_id for case in open_cases if case.is_shared])
    for case in open_cases:
        no = numbers.get(case.case_id)
        told[f"case:{case.case_id}"] = (
            f"多機関のケース {no}" if no else f"ケース（{case.opened_on.year}年{case.opened_on.month}月から）"
        )
    told |= {f"lead:{pk}": "気になる人の知らせ" for pk in leads_to([case.case_id for case in open_cases])}
    hidden = len(set(records.values()) - people) + len(cases) - len(open_cases)
    return WholeFile(whole, subject_id, AS_AUDITOR if is_auditor else AS_SUPERVISOR, told, hidden)


def _of_whom(root_id: uuid.UUID, subject_id: uuid.UUID) -> str:
    return "本人の記録" if root_id == subject_id else f"同じ世帯の人の記録（{str(root_id)[:8]}）"
