"""測定の読み取り: what was measured when and how, whether two of them may be compared, and what to say to the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from takigi.instruments.changes import Change, NotComparable, change_between
from takigi.instruments.measurements import Measured, Protocol, best_of_trials
from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest, Side
from takigi.instruments.plain_words import in_plain_words
from takigi.instruments.safety import Advice
from takigi.instruments.timepoints import Timepoint, Timing, timing_of
from takigi.programmes.models import Episode, Measurement, TestDay


@dataclass(frozen=True)
class MeasuredLine:
    """測定の一つ: the value and its protocol as instruments know them, with when it was and who measured."""

    measurement_id: int
    timepoint: Timepoint
    measured: Measured
    timing: Timing
    is_confirmed: bool
    note: str
    assessor: str


@dataclass(frozen=True)
class TestingDay:
    """測定の日: how the person was before, and why it was stopped."""

    __test__ = False  # pytest collects classes by their name

    timepoint: Timepoint
    measured_on: date
    safety: dict[str, Any]
    advice: Advice | None
    stopped_because: str


def protocol_of(row: Measurement) -> Protocol:
    """How it was measured."""
    return Protocol(
        pace=Pace(row.pace) if row.pace else None,
        side=Side(row.side) if row.side else None,
        distance_m=row.distance_m,
        run_up=row.has_run_up,
        aid=Aid(row.aid) if row.aid else None,
        trial=row.trial,
        cap_s=row.cap_s,
        chair_cm=row.chair_cm,
    )


def measured_of(row: Measurement) -> Measured:
    """The measurement as the room of instruments takes it."""
    return Measured(PhysicalTest(row.test), MeasurementStatus(row.status), row.value, protocol_of(row), row.measured_on)


def measurement_lines(episode: Episode, *, window_days: int) -> tuple[MeasuredLine, ...]:
    """Everything measured in an episode, oldest first. One query."""
    rows = Measurement.objects.filter(episode=episode, is_current=True).order_by("measured_on", "test", "pk")
    return tuple(line_of(row, episode, window_days=window_days) for row in rows)


def line_of(row: Measurement, episode: Episode, *, window_days: int) -> MeasuredLine:
    """One measurement with what its day is worth."""
    timepoint = Timepoint(row.timepoint)
    return MeasuredLine(
        row.pk,
        timepoint,
        measured_of(row),
        timing_in(episode, timepoint, row.measured_on, window_days=window_days),
        row.is_confirmed,
        row.note,
        row.assessor,
    )


def timing_in(episode: Episode, timepoint: Timepoint, on: date, *, window_days: int) -> Timing:
    """Whether the day fits its time (V30). Before the end is known the planned end stands for it."""
    ends_on = episode.ended_on or episode.planned_end_on
    return timing_of(timepoint, on, starts_on=episode.started_on, ends_on=ends_on, window_days=window_days)


def testing_days(episode: Episode) -> tuple[TestingDay, ...]:
    """The days of testing, oldest first. One query."""
    rows = TestDay.objects.filter(episode=episode, is_current=True).order_by("measured_on", "pk")
    return tuple(
        TestingDay(
            Timepoint(row.timepoint),
            row.measured_on,
            row.safety,
            Advice(row.safety_advice) if row.safety_advice else None,
            row.stopped_because,
        )
        for row in rows
    )


@dataclass(frozen=True)
class BeforeAfter:
    """前と後 of one test and side. `late` says that one of the two lies outside its window (V30)."""

    test: PhysicalTest
    side: Side | None
    before: Measured
    after: Measured
    found: Change | NotComparable
    is_late: bool

    @property
    def in_words(self) -> str:
        """For the person: what changed, or why it cannot be said."""
        return in_plain_words(self.found) if isinstance(self.found, Change) else self.found.sentence


def _best(lines: Iterable[MeasuredLine]) -> MeasuredLine:
    """The best trial of the latest day on which it was measured in one way."""
    made = list(lines)
    last = made[-1]
    alike = [
        one
        for one in made
        if one.measured.on == last.measured.on and _way(one.measured.protocol) == _way(last.measured.protocol)
    ]
    best = best_of_trials(one.measured for one in alike)
    return next(one for one in alike if one.measured is best)


def _way(protocol: Protocol) -> tuple[object, ...]:
    return (
        protocol.pace,
        protocol.side,
        protocol.distance_m,
        protocol.run_up,
        protocol.aid,
        protocol.cap_s,
        protocol.chair_cm,
    )


def before_and_after(lines: tuple[MeasuredLine, ...], *, after: Timepoint = Timepoint.T1) -> tuple[BeforeAfter, ...]:
    """Each test measured at the start and at `after`, by side, in the order of the sheet; the way of each pair is compared."""
    pairs = []
    for test in PhysicalTest:
        for side in (None, *Side):
            first = [one for one in _of(lines, test, side) if one.timepoint is Timepoint.T0]
            second = [one for one in _of(lines, test, side) if one.timepoint is after]
            if first and second:
                one, two = _best(first), _best(second)
                found = change_between(one.measured, two.measured)
                late = Timing.LATE in {one.timing, two.timing}
                pairs.append(BeforeAfter(test, side, one.measured, two.measured, found, late))
    return tuple(pairs)


def _of(lines: tuple[MeasuredLine, ...], test: PhysicalTest, side: Side | None) -> list[MeasuredLine]:
    return [one for one in lines if one.measured.test is test and one.measured.protocol.side is side]


@dataclass(frozen=True)
class GraphPoint:
    """図の一点."""

    on: date
    timepoint: Timepoint
    value: Decimal | None
    in_words: str


@dataclass(frozen=True)
class PersonGraph:
    """本人に見せる図: one test measured in one way, its points in time, and the sentence below it."""

    test: PhysicalTest
    side: Side | None
    protocol: Protocol
    points: tuple[GraphPoint, ...]
    sentence: str


def person_graphs(lines: tuple[MeasuredLine, ...]) -> tuple[PersonGraph, ...]:
    """One graph for every test and way that has a value; unlike ways never share one."""
    graphs = []
    changes = {(pair.test, pair.side): pair for pair in before_and_after(lines)}
    for test in PhysicalTest:
        ways: dict[tuple[object, ...], list[MeasuredLine]] = {}
        for line in lines:
            if line.measured.test is test:
                ways.setdefault(_way(line.measured.protocol), []).append(line)
        for made in ways.values():
            if any(line.measured.value is not None for line in made):
                side = made[0].measured.protocol.side
                pair = changes.get((test, side))
                words = pair.in_words if pair and len(made) > 1 else ""
                graphs.append(PersonGraph(test, side, made[0].measured.protocol, _points(made), words))
    return tuple(graphs)


def _points(made: list[MeasuredLine]) -> tuple[GraphPoint, ...]:
    by_day: dict[tuple[date, Timepoint], list[MeasuredLine]] = {}
    for line in made:
        by_day.setdefault((line.measured.on, line.timepoint), []).append(line)
    best = [_best(day) for _, day in sorted(by_day.items())]
    return tuple(GraphPoint(one.measured.on, one.timepoint, one.measured.value, one.measured.in_words) for one in best)


def due_measurements(
    episode: Episode, measured: frozenset[Timepoint], *, window_days: int, on: date
) -> tuple[tuple[Timepoint, date, date], ...]:
    """Which measurement is asked for now: time, first and last day of its window. Late ones stay asked for until done."""
    ends_on = episode.ended_on or episode.planned_end_on
    window = timedelta(days=window_days)
    wanted = [(Timepoint.T0, episode.started_on), (Timepoint.T1, ends_on)]
    if episode.follow_up_weeks is not None and episode.ended_on is not None:
        wanted.append((Timepoint.T2, ends_on + timedelta(weeks=episode.follow_up_weeks)))
    return tuple(
        (timepoint, anchor - window, anchor + window)
        for timepoint, anchor in wanted
        if timepoint not in measured and on >= anchor - window
    )
