"""センターの様子: a centre's year and its cases as numbers, each with the way down to what it counts; nobody is ranked."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from takigi.access.grounds import NotPermitted, Viewer
from takigi.audit import actions as audit
from takigi.casework.models import Case, CaseworkSettingValue, Move
from takigi.casework.policies import led_agency_ids
from takigi.casework.queries.board import CaseCard, cards_of
from takigi.casework.queries.waiting import waiting_count
from takigi.casework.rules.due import DueKind
from takigi.casework.rules.settings import SETTING_OF
from takigi.casework.rules.states import CaseKind, CaseState, Stage
from takigi.kernel.months import month_end, months_after
from takigi.kernel.turning import page_in
from takigi.organisations.queries import names_of_agencies, staff_list
from takigi.organisations.rules import Duty, StaffStatus

# Two years that are over and the month that is running: fewer months can hardly be judged.
MONTHS = 25
PAGE = 50
TARGET = "monthly_visits"


@dataclass(frozen=True)
class MonthOfVisits:
    """ひと月の訪問: how many cases had their first visit, and the target that was in force at its end."""

    first_on: date
    visits: int
    target: int


@dataclass(frozen=True)
class StageCount:
    """列ごとの件数."""

    stage: Stage
    count: int
    late: int


@dataclass(frozen=True)
class LateKind:
    """期限の種類ごとの、過ぎている件数."""

    kind: DueKind
    count: int


@dataclass(frozen=True)
class Colleague:
    """職員の受け持ち: how many cases, in the order of names and of nothing else."""

    staff_id: int
    name: str
    cases: int


@dataclass(frozen=True)
class Centre:
    """センターの様子."""

    agency_id: int
    agency_name: str
    others: tuple[tuple[int, str], ...]
    months: tuple[MonthOfVisits, ...]
    stages: tuple[StageCount, ...]
    late: tuple[LateKind, ...]
    colleagues: tuple[Colleague, ...]
    unassigned: int
    waiting: int

    @property
    def year(self) -> int:
        """First visits of the last twelve months, the running one among them."""
        return sum(one.visits for one in self.months[-12:])

    @property
    def open_cases(self) -> int:
        """All cases that go on."""
        return sum(one.count for one in self.stages)


def centre_of(viewer: Viewer, *, agency_id: int | None = None) -> Centre:
    """The centre that the viewer leads: 16 queries at most, however many cases there are. That it was looked at is recorded."""
    asked = _led(viewer, agency_id)
    led = led_agency_ids(viewer)
    names = names_of_agencies(viewer.municipality_id, set(led))
    rows = _open(asked)
    late = Count("pk", filter=Q(sorted_on__lt=viewer.on))
    counted = {
        stage: (count, late_count)
        for stage, count, late_count in rows.order_by().values_list("stage").annotate(count=Count("pk"), late=late)
    }
    by_kind = dict(rows.filter(sorted_on__lt=viewer.on).order_by().values_list("due_kind").annotate(count=Count("pk")))
    held = dict(rows.order_by().values_list("owner_id").annotate(count=Count("pk")))
    audit.record(
        "casework.centre_read",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        detail={"agency": asked, "cases": sum(count for count, _ in counted.values())},
    )
    return Centre(
        agency_id=asked,
        agency_name=names.get(asked, ""),
        others=tuple((key, name) for key, name in names.items() if key != asked),
        months=_months(viewer, asked),
        stages=tuple(StageCount(stage, *counted.get(stage, (0, 0))) for stage in Stage),
        late=tuple(LateKind(kind, by_kind[kind]) for kind in DueKind if by_kind.get(kind)),
        colleagues=_colleagues(viewer, asked, held),
        unassigned=held.get(None, 0),
        waiting=waiting_count(viewer),
    )


def may_see_centre(viewer: Viewer) -> bool:
    """Whether the desk offers the page."""
    return bool(led_agency_ids(viewer))


def _led(viewer: Viewer, agency_id: int | None) -> int:
    led = led_agency_ids(viewer)
    if not led:
        raise NotPermitted("センターの様子を見られるのは、センターの所長と係長です。")
    return agency_id if agency_id in led else min(led)


def _open(agency_id: int) -> QuerySet[Case]:
    return Case.objects.filter(agency_id=agency_id, closed_on__isnull=True, kind=CaseKind.PREVENTION)


def _months(viewer: Viewer, agency_id: int) -> tuple[MonthOfVisits, ...]:
    """First visits by month, this one last; the target as it was decided by the end of each month. Two queries."""
    firsts = [months_after(viewer.on.replace(day=1), -back) for back in range(MONTHS - 1, -1, -1)]
    taken_back = Move.objects.filter(corrects=OuterRef("pk"))
    moves = Move.objects.filter(
        ~Exists(taken_back),
        to_state=CaseState.ASSESSED,
        corrects=None,
        effective_on__gte=firsts[0],
        case__agency_id=agency_id,
    )
    counted = dict(
        moves.annotate(month=TruncMonth("effective_on"))
        .order_by()
        .values_list("month")
        .annotate(cases=Count("case_id", distinct=True))
    )
    decided = list(
        CaseworkSettingValue.objects.filter(municipality_id=viewer.municipality_id, key=TARGET)
        .order_by("from_on", "decided_at", "pk")
        .values_list("from_on", "value")
    )
    return tuple(MonthOfVisits(first, counted.get(first, 0), _target(decided, first)) for first in firsts)


def _target(decided: Iterable[tuple[date, str]], first: date) -> int:
    values = [value for from_on, value in decided if from_on <= month_end(first)]
    return int(values[-1] if values else SETTING_OF[TARGET].default)


def _colleagues(viewer: Viewer, agency_id: int, held: dict[int | None, int]) -> tuple[Colleague, ...]:
    """Whoever does casework here today, and whoever still has cases here, by the reading of their names."""
    found = []
    for member in staff_list(viewer.municipality_id):
        works_here = member.status is StaffStatus.ACTIVE and any(
            post.agency_id == agency_id
            and post.duty == Duty.CASEWORK
            and post.from_on <= viewer.on
            and (post.ended_on is None or viewer.on < post.ended_on)
            for post in member.posts
        )
        if works_here or held.get(member.staff_id):
            found.append((member.name_kana, Colleague(member.staff_id, member.name, held.get(member.staff_id, 0))))
    return tuple(colleague for _, colleague in sorted(found, key=lambda pair: pair[0]))


def late_cases(
    viewer: Viewer, kind: DueKind, *, agency_id: int | None = None, page: int = 1
) -> tuple[tuple[CaseCard, ...], int, int]:
    """The late cases of one kind, longest first, with how many there are and in which centre. Five queries; recorded."""
    asked = _led(viewer, agency_id)
    rows = _open(asked).filter(due_kind=kind, sorted_on__lt=viewer.on)
    return *_shown(viewer, rows, page), asked


def held_cases(
    viewer: Viewer, staff_id: int, *, agency_id: int | None = None, page: int = 1
) -> tuple[tuple[CaseCard, ...], int, int]:
    """受け持ち: one colleague's open cases, what is due first, with how many and in which centre. Five queries; recorded."""
    asked = _led(viewer, agency_id)
    return *_shown(viewer, _open(asked).filter(owner_id=staff_id), page), asked


def _shown(viewer: Viewer, rows: QuerySet[Case], page: int) -> tuple[tuple[CaseCard, ...], int]:
    total = rows.count()
    page = page_in(page, total, PAGE)
    shown = list(rows.order_by("sorted_on", "pk")[(page - 1) * PAGE : page * PAGE])
    _note(viewer, [case.pk for case in shown])
    return cards_of(viewer, [shown])[0], total


def _note(viewer: Viewer, shown: list[uuid.UUID]) -> None:
    if shown:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            at=viewer.at,
            because=["主担当機関の監督者であるため"],
            shown=[f"case:{pk}" for pk in shown],
        )
