"""個別支援の板: open cases by column, the most pressing first, each with the one thing that is due and why."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from takigi.access.grounds import NotPermitted, Viewer
from takigi.audit import actions as audit
from takigi.casework.models import Case, Move
from takigi.casework.policies import board_agency_ids, casework_agency_ids, town_way, visible_cases
from takigi.casework.rules.due import Due, DueKind
from takigi.casework.rules.states import CaseKind, CaseState, Stage
from takigi.kernel.months import months_after
from takigi.organisations import queries as organisations
from takigi.people.queries.names import NamedPerson, named_persons

CARDS = 20


@dataclass(frozen=True)
class CaseCard:
    """板の札: name, days in the state, the one thing due in words, and who holds it."""

    case_id: uuid.UUID
    person: NamedPerson
    state: CaseState
    days_in_state: int
    due: Due | None
    is_late: bool
    owner_name: str
    agency_id: int


@dataclass(frozen=True)
class BoardColumn:
    """板の列. `cards` holds the most pressing `CARDS`; `count` and `late` count all of them."""

    stage: Stage
    count: int
    late: int
    cards: tuple[CaseCard, ...]


@dataclass(frozen=True)
class Board:
    """板: the columns, and the line of counts above them."""

    columns: tuple[BoardColumn, ...]
    visits_this_month: int
    visits_target: int
    is_mine_only: bool
    agency_id: int | None
    on: date


def case_board(viewer: Viewer, *, agency_id: int | None = None, mine: bool = False) -> Board:
    """The board of one's centre (or of one's own cases): at most 18 queries, however many cases there are.

    Raises NotPermitted for somebody without casework. That the board was looked at is recorded, with the centre.
    """
    if not casework_agency_ids(viewer):
        raise NotPermitted("個別支援の板を見られるのは、相談支援の職員です。")
    agencies = board_agency_ids(viewer)
    asked = agency_id if agency_id in agencies else min(agencies, default=None)
    rows = _rows(viewer, asked, mine=mine)
    counts = _counts(rows, on=viewer.on)
    per_stage = {stage: list(rows.filter(stage=stage).order_by("sorted_on")[:CARDS]) for stage in Stage}
    cards = dict(zip(per_stage, cards_of(viewer, per_stage.values()), strict=True))
    way = town_way(viewer)
    audit.record(
        "casework.board_read",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        detail={"agency": asked, "cases": sum(count for count, _ in counts.values())},
    )
    return Board(
        columns=tuple(BoardColumn(stage, *counts.get(stage, (0, 0)), cards[stage]) for stage in Stage),
        visits_this_month=first_visits(viewer, asked, month=viewer.on),
        visits_target=way.number("monthly_visits"),
        is_mine_only=mine or asked is None,
        agency_id=asked,
        on=viewer.on,
    )


def _rows(viewer: Viewer, agency_id: int | None, *, mine: bool) -> QuerySet[Case]:
    """Rows whose ground is the viewer's own post: one walk along one index, and never more than `visible_cases`."""
    own = Case.objects.filter(closed_on__isnull=True, kind=CaseKind.PREVENTION)
    if mine or agency_id is None:
        return own.filter(owner_id=viewer.staff_id, agency_id__in=casework_agency_ids(viewer))
    return own.filter(agency_id=agency_id)


def _counts(rows: QuerySet[Case], *, on: date) -> dict[str, tuple[int, int]]:
    late = Count("pk", filter=Q(sorted_on__lt=on))
    counted = rows.order_by().values_list("stage").annotate(count=Count("pk"), late=late)
    return {stage: (count, late_count) for stage, count, late_count in counted}


def cards_of(viewer: Viewer, lists: Iterable[list[Case]]) -> list[tuple[CaseCard, ...]]:
    """The lists dressed with names: two queries for all of them together."""
    lists = list(lists)
    every = [case for cases in lists for case in cases]
    people = named_persons(viewer.municipality_id, (case.person_id for case in every))
    staff = organisations.names_of_staff(viewer.municipality_id, {case.owner_id for case in every if case.owner_id})
    return [tuple(_card(case, people[case.person_id], staff, viewer.on) for case in cases) for cases in lists]


def _card(case: Case, person: NamedPerson, staff: dict[int, str], on: date) -> CaseCard:
    # Nothing is asked for in the name of somebody who has died or moved away (V24).
    due = Due(case.due_on, DueKind(case.due_kind), case.due_because) if case.due_on and person.is_resident else None
    return CaseCard(
        case_id=case.pk,
        person=person,
        state=CaseState(case.state),
        days_in_state=(on - case.state_from_on).days,
        due=due,
        is_late=due is not None and due.on < on,
        owner_name=staff.get(case.owner_id or 0, "担当が決まっていません"),
        agency_id=case.agency_id,
    )


def first_visits(viewer: Viewer, agency_id: int | None, *, month: date) -> int:
    """How many cases reached 訪問済み in the month of the day. One query."""
    first = month.replace(day=1)
    rows = Move.objects.filter(
        to_state=CaseState.ASSESSED, effective_on__gte=first, effective_on__lt=months_after(first, 1), corrects=None
    )
    taken_back = Move.objects.filter(corrects=OuterRef("pk"))
    rows = rows.filter(~Exists(taken_back), case__municipality_id=viewer.municipality_id)
    rows = rows.filter(case__owner_id=viewer.staff_id) if agency_id is None else rows.filter(case__agency_id=agency_id)
    return rows.values("case_id").distinct().count()


def column_cards(viewer: Viewer, stage: Stage, *, agency_id: int | None, mine: bool, page: int) -> tuple[CaseCard, ...]:
    """A further page of one column. Five queries."""
    agencies = board_agency_ids(viewer)
    asked = agency_id if agency_id in agencies else min(agencies, default=None)
    start = (page - 1) * CARDS
    rows = _rows(viewer, asked, mine=mine).filter(stage=stage).order_by("sorted_on")
    return cards_of(viewer, [list(rows[start : start + CARDS])])[0]


@dataclass(frozen=True)
class Week:
    """わたしの週: what is late, then day by day; and what the viewer goes along to."""

    late: tuple[CaseCard, ...]
    days: tuple[tuple[date, tuple[CaseCard, ...]], ...]
    along: tuple[CaseCard, ...]


def my_week(viewer: Viewer, *, days: int = 7) -> Week:
    """The viewer's own cases that are late or fall due within the week. Seven queries, however many there are."""
    until = viewer.on + timedelta(days=days - 1)
    mine = visible_cases(viewer).filter(closed_on__isnull=True, owner_id=viewer.staff_id, sorted_on__lte=until)
    along = visible_cases(viewer).filter(
        companions__staff_id=viewer.staff_id, companions__until_on__gte=viewer.on, closed_on__isnull=True
    )
    own, beside = cards_of(viewer, [list(mine.order_by("sorted_on")[:200]), list(along.distinct()[:50])])
    by_day: dict[date, list[CaseCard]] = {viewer.on + timedelta(days=n): [] for n in range(days)}
    late = []
    for card in own:
        if card.due is not None:
            (late if card.is_late else by_day[card.due.on]).append(card)
    return Week(tuple(late), tuple((day, tuple(cards)) for day, cards in by_day.items()), beside)
