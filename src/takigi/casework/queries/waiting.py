"""訪問を待っている方: newly certified people nobody has taken up, with days waited; nobody is missed silently."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.access.grounds import NotPermitted, Viewer
from takigi.audit import actions as audit
from takigi.casework.models import Case, Consultation, SetAside
from takigi.casework.policies import casework_agency_ids, seen_case, town_way
from takigi.casework.rules.intake import Speaker, Triage
from takigi.casework.rules.settings import TownWay
from takigi.casework.rules.states import CaseKind
from takigi.organisations.queries import names_of_staff
from takigi.people.queries.names import NamedPerson, named_persons
from takigi.people.queries.newly_certified import NewlyCertified, new_decision, newly_certified

# How far back the list looks. Whoever was decided about before that is told as a number, with the way to see them.
LOOKS_BACK = timedelta(days=365)
UNKNOWN_REASONS = frozenset({"", "unknown"})


@dataclass(frozen=True)
class WaitingLine:
    """待っている方の一行."""

    decision: NewlyCertified
    person: NamedPerson
    days: int
    is_late: bool
    has_ended_case: bool


@dataclass(frozen=True)
class Waiting:
    """訪問を待っている方: on the town's list, of unknown reason, of other reasons; and those set aside."""

    targets: tuple[WaitingLine, ...]
    unknown: tuple[WaitingLine, ...]
    others: tuple[WaitingLine, ...]
    set_aside: int
    in_cases: int
    since: date
    counts_from: str


def waiting_for_visit(viewer: Viewer) -> Waiting:
    """Everybody newly certified in the viewer's reach. Eight queries, however many there are; the showing is recorded."""
    if not casework_agency_ids(viewer):
        raise NotPermitted("訪問を待っている方を見られるのは、地域包括支援センターの職員です。")
    way = town_way(viewer)
    since = viewer.on - LOOKS_BACK
    found = newly_certified(viewer, since=since)
    persons = [one.person_id for one in found]
    aside = set(
        SetAside.objects.filter(certification_line__in=[one.line for one in found]).values_list(
            "certification_line", flat=True
        )
    )
    cases = list(
        Case.objects.filter(person__root_id__in=persons, kind=CaseKind.PREVENTION).values_list(
            "person__root_id", "closed_on", "certification_line"
        )
    )
    taken = {line for _, _, line in cases} | aside
    open_for = {person for person, closed_on, _ in cases if closed_on is None}
    rest = [one for one in found if one.line not in taken and one.person_id not in open_for]
    names = named_persons(viewer.municipality_id, (one.person_id for one in rest))
    ended = {person for person, closed_on, _ in cases if closed_on is not None}
    lines = [_line(one, names[one.person_id], way, viewer.on, one.person_id in ended) for one in rest]
    _note(viewer, rest)
    wanted = way.words("target_reasons")
    targets = [one for one in lines if {one.decision.reason_code, one.decision.cause_code} & wanted]
    unknown = [one for one in lines if one not in targets and _is_unknown(one.decision)]
    others = [one for one in lines if one not in targets and one not in unknown]
    counts = (len(aside), len(found) - len(rest) - len(aside))
    return Waiting(tuple(targets), tuple(unknown), tuple(others), *counts, since, way.word("visit_counts_from"))


def _line(one: NewlyCertified, person: NamedPerson, way: TownWay, on: date, has_ended_case: bool) -> WaitingLine:
    begin = one.decided_on
    if way.word("visit_counts_from") == "application" and one.application_on:
        begin = one.application_on
    days = (on - begin).days
    return WaitingLine(one, person, days, days > way.number("visit_within_days"), has_ended_case)


def _is_unknown(decision: NewlyCertified) -> bool:
    return {decision.reason_code, decision.cause_code} <= UNKNOWN_REASONS


def _note(viewer: Viewer, shown: Iterable[NewlyCertified]) -> None:
    audit.record(
        "casework.waiting_read",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        because=("担当圏域のセンターの職員であるため",),
        shown=[f"person:{one.person_id}" for one in shown],
    )


def waiting_count(viewer: Viewer) -> int:
    """How many are on the town's list and wait, for 今日. Not a reading of anybody: only the number goes out. Five queries."""
    if not casework_agency_ids(viewer):
        return 0
    wanted = town_way(viewer).words("target_reasons")
    found = [
        one
        for one in newly_certified(viewer, since=viewer.on - LOOKS_BACK)
        if {one.reason_code, one.cause_code} & wanted
    ]
    lines = [one.line for one in found]
    taken = set(SetAside.objects.filter(certification_line__in=lines).values_list("certification_line", flat=True))
    people = [one.person_id for one in found]
    cases = Case.objects.filter(person__root_id__in=people, kind=CaseKind.PREVENTION).values_list(
        "person__root_id", "closed_on", "certification_line"
    )
    open_for = set()
    for person, closed_on, line in cases:
        taken.add(line)
        if closed_on is None:
            open_for.add(person)
    return sum(one.line not in taken and one.person_id not in open_for for one in found)


def waiting_decision(viewer: Viewer, line: uuid.UUID) -> tuple[NewlyCertified, NamedPerson] | None:
    """One decision with its person, for the screen that takes it up or sets it aside. Two queries."""
    found = new_decision(viewer, line)
    return (found, named_persons(viewer.municipality_id, [found.person_id])[found.person_id]) if found else None


@dataclass(frozen=True)
class ConsultationLine:
    """相談の一行."""

    held_on: date
    speaker: Speaker
    words: str
    triage: Triage
    has_wish_to_recover: bool
    note: str
    by: str


def consultations_of(viewer: Viewer, case_id: uuid.UUID) -> tuple[ConsultationLine, ...]:
    """The consultations of one case, newest first; the reading was noted with the heading. Four queries."""
    rows = list(Consultation.objects.filter(case=seen_case(viewer, case_id)).order_by("-held_on", "-pk"))
    names = names_of_staff(viewer.municipality_id, {row.recorded_by_id for row in rows})
    return tuple(
        ConsultationLine(
            row.held_on,
            Speaker(row.speaker),
            row.words,
            Triage(row.triage),
            row.has_wish_to_recover,
            row.note,
            names.get(row.recorded_by_id, ""),
        )
        for row in rows
    )
