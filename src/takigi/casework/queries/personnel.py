"""年度替わりの個別支援: which prevention cases somebody leaves behind, each with what the next person must know first."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from takigi.access.grounds import Viewer
from takigi.access.relations import Relation
from takigi.audit import actions as audit
from takigi.casework.models import Case, Goal
from takigi.casework.policies import casework_agency_ids, handed_on_today, led_agency_ids, newly_held, target_of
from takigi.casework.queries.board import CaseCard, cards_of
from takigi.casework.rules.due import DueKind
from takigi.casework.rules.states import CaseKind, CaseState
from takigi.kernel.era_names import in_short_japanese
from takigi.organisations.queries import names_of_staff
from takigi.people.queries.names import NamedPerson, named_persons

Holder = tuple[int, int | None]


@dataclass(frozen=True)
class PreventionInHand:
    """受け持っている個別支援. `note`: where it stands, what is promised and what the person wants, to begin the handover with."""

    case_id: uuid.UUID
    agency_id: int
    person: NamedPerson
    state: CaseState
    note: str


@dataclass(frozen=True)
class HandedToday:
    """きょう引き継いだ個別支援, which goes back as it was until the day is over."""

    case_id: uuid.UUID
    person: NamedPerson
    from_name: str
    to_name: str
    handed_at: datetime


def prevention_counts(municipality_id: int, agency_ids: Iterable[int]) -> dict[Holder, int]:
    """How many open prevention cases each has at the agencies. One query."""
    rows = Case.objects.filter(
        municipality_id=municipality_id,
        agency_id__in=set(agency_ids),
        kind=CaseKind.PREVENTION,
        closed_on__isnull=True,
    )
    counted = rows.order_by().values_list("agency_id", "owner_id").annotate(count=Count("pk"))
    return {(agency_id, owner_id): count for agency_id, owner_id, count in counted}


def prevention_in_hand(viewer: Viewer, holders: Iterable[Holder]) -> dict[Holder, tuple[PreventionInHand, ...]]:
    """The cases by name, of the centres that the viewer leads and of no other; the list is noted as read. Ten queries."""
    led = led_agency_ids(viewer)
    asked = {holder for holder in holders if holder[0] in led}
    if not asked:
        return {}
    rows = Case.objects.filter(
        agency_id__in={agency_id for agency_id, _ in asked}, kind=CaseKind.PREVENTION, closed_on__isnull=True
    ).filter(Q(owner_id__in={owner for _, owner in asked if owner}) | Q(owner_id__isnull=True))
    cases = [one for one in rows.order_by("opened_on", "pk") if (one.agency_id, one.owner_id) in asked]
    people = named_persons(viewer.municipality_id, {one.person_id for one in cases})
    goals = _wanted(one.pk for one in cases)
    _note_led(viewer, [one.pk for one in cases])
    found: dict[Holder, list[PreventionInHand]] = defaultdict(list)
    for one in cases:
        note = _note(one, goals.get(one.pk, ""))
        line = PreventionInHand(one.pk, one.agency_id, people[one.person_id], CaseState(one.state), note)
        found[one.agency_id, one.owner_id].append(line)
    return {holder: tuple(lines) for holder, lines in found.items()}


def _wanted(case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The first goal that stands, in the person's own words."""
    rows = Goal.objects.filter(case_id__in=list(case_ids), replaced_by__isnull=True).order_by("-position", "pk")
    return dict(rows.values_list("case_id", "text"))


def _note(case: Case, goal: str) -> str:
    """いまの様子, next steps and promises: never a name, for the note goes where the case goes."""
    told = [f"いまは「{CaseState(case.state).label}」（{in_short_japanese(case.state_from_on)}から）。"]
    if case.due_on:
        told.append(f"次の期限は「{DueKind(case.due_kind).label}」、{in_short_japanese(case.due_on)}。")
    if case.scheduled_visit_on and case.scheduled_visit_on >= case.state_from_on:
        told.append(f"訪問の約束は{in_short_japanese(case.scheduled_visit_on)}。")
    if case.next_step:
        by = f"（{in_short_japanese(case.next_step_on)}まで）" if case.next_step_on else ""
        told.append(f"次にすることは「{case.next_step}」{by}。")
    if goal:
        told.append(f"本人の目標は「{goal}」。")
    return "".join(told)


def _note_led(viewer: Viewer, shown: list[uuid.UUID]) -> None:
    """Whose names a list of the head's showed."""
    if shown:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            at=viewer.at,
            because=[Relation.OWN_SUP.reason],
            shown=[target_of(pk) for pk in shown],
        )


def handed_today(viewer: Viewer) -> list[HandedToday]:
    """What the viewer handed over today inside the centres they lead, and may still take back. Eleven queries."""
    pairs = handed_on_today(viewer)
    people = named_persons(viewer.municipality_id, {now.case.person_id for now, _ in pairs})
    ids = {one.staff_id for pair in pairs for one in pair if one.staff_id}
    names = names_of_staff(viewer.municipality_id, ids)
    _note_led(viewer, [now.case_id for now, _ in pairs])
    return [
        HandedToday(
            now.case_id,
            people[now.case.person_id],
            names.get(before.staff_id or 0, "担当者のいないもの"),
            names.get(now.staff_id or 0, "担当者はこれから"),
            now.recorded_at,
        )
        for now, before in pairs
    ]


def handed_to(viewer: Viewer) -> tuple[CaseCard, ...]:
    """引き継いだばかりのケース: what somebody else handed to the viewer within the last days, for わたしの週. Five queries."""
    mine = Case.objects.filter(
        newly_held(viewer), owner_id=viewer.staff_id, kind=CaseKind.PREVENTION, closed_on__isnull=True
    )
    rows = list(mine.filter(agency_id__in=casework_agency_ids(viewer)).order_by("sorted_on", "pk"))
    return cards_of(viewer, [rows])[0] if rows else ()
