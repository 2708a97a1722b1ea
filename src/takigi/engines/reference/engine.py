"""基準の集計: goes through the rows one by one and counts. Deliberately unclever, so that it can judge the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from takigi.engines.questions import Question
from takigi.engines.reference.evaluation import FactRows, Found, Moment, value_of
from takigi.engines.tallies import Place, Results, Tallies, exact
from takigi.indicators.answers import Counted
from takigi.indicators.counters import How
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import InForce, OnDay, OnePer, Rows

# A moment and the number of its period.
Fallen = tuple[int, Moment]
# Any: while counting a number, the values that occur, or the set of those who were met; its counter says which.
Tally = Any
# Of each `Rows`, the numbers of the periods that are asked for.
Only = Mapping[Rows, Collection[int]]


class ReferenceEngine:
    """基準の集計."""

    name = "reference"

    def __init__(self, facts: FactRows) -> None:
        self.facts = facts

    def run(self, question: Question) -> Results:
        """Answer a question."""
        return Results(question, tally(question, self.facts), self.name)


def tally(question: Question, facts: FactRows, only: Only | None = None) -> Tallies:
    """Count everything that the question needs, or `only` some rows in some periods of it."""
    counted: list[dict[Place, list[Tally]]] = [{} for _ in question.sheets]
    for rows, sheets in question.sheets_of.items():
        nodes = question.marks[rows]
        for period, moment in falling(rows, question, facts, None if only is None else only[rows]):
            marks = [value_of(one, moment) for one in nodes]
            cells = [tuple([marks[place] for place in places]) for places in question.places]
            for sheet in sheets:
                counters = question.columns[sheet]
                found = [value_of(one.of, moment) if value_of(one.test, moment) is True else None for one in counters]
                counts = [at for at, one in enumerate(found) if one is not None and not isinstance(one, MissingKind)]
                for at, cell in enumerate(cells) if counts else ():
                    row = counted[sheet].setdefault((at, period, cell), [0] * len(counters))
                    for column in counts:
                        row[column] = _one_more(counters[column].how, row[column], found[column])
    return Tallies(tuple({place: tuple(map(_told, row)) for place, row in one.items() if any(row)} for one in counted))


def _one_more(how: How, so_far: Tally, found: Found) -> Tally:
    if how is How.DISTINCT:
        met = so_far or set()
        met.add(found)
        return met
    if how is How.VALUES:
        occurs = so_far or {}
        occurs[exact(found)] = occurs.get(exact(found), 0) + 1
        return occurs
    return so_far + (found if how is How.SUM else 1)


def _told(one: Tally) -> Counted:
    if isinstance(one, set):
        return len(one)
    told: Counted = one if isinstance(one, dict) else exact(one)
    return told


def falling(rows: Rows, question: Question, facts: FactRows, only: Collection[int] | None = None) -> Iterator[Fallen]:
    """Every row in every period into which it falls, or in `only` some of them."""
    if only is not None and not only:
        return iter(())
    if isinstance(rows.timing, InForce):
        fallen = _in_force(rows, rows.timing, question, facts)
    elif isinstance(rows.timing, OnDay):
        fallen = _on_day(rows, rows.timing, question, facts, range(len(question.periods)) if only is None else only)
    else:
        raise NotImplementedError(f"{type(rows.timing).__name__} の数え方がありません")
    kept = _kept(rows, question, fallen, only)
    return kept if rows.one_per is None else _one_per(rows, rows.one_per, kept)


def _kept(
    rows: Rows, question: Question, fallen: Iterator[tuple[int, Moment, date]], only: Collection[int] | None
) -> Iterator[Fallen]:
    for number, bare, day in fallen:
        if only is not None and number not in only:
            continue
        moment = Moment(bare.facts, bare.rows, bare.as_of, day, question.periods[number])
        if value_of(rows.where, moment) is True:
            yield number, moment


def _on_day(
    rows: Rows, timing: OnDay, question: Question, facts: FactRows, among: Collection[int]
) -> Iterator[tuple[int, Moment, date]]:
    periods = question.periods
    first, last = periods[min(among)].first_day, min(periods[max(among)].last_day, question.as_of)
    for row in facts.of(rows.table):
        bare = Moment(facts, {rows.source: row}, question.as_of)
        day = value_of(timing.day, bare)
        if isinstance(day, MissingKind) or not first <= day <= last:
            continue
        for number in question.periods.holding(day):
            yield number, bare, day


def _in_force(rows: Rows, timing: InForce, question: Question, facts: FactRows) -> Iterator[tuple[int, Moment, date]]:
    for row in facts.of(rows.table):
        bare = Moment(facts, {rows.source: row}, question.as_of)
        since, until = value_of(timing.since, bare), value_of(timing.until, bare)
        if isinstance(since, MissingKind):
            continue
        for number, period in enumerate(question.periods):
            day = min(period.last_day, question.as_of)
            ended = not isinstance(until, MissingKind) and until < day
            if period.first_day <= question.as_of and since <= day and not ended:
                yield number, bare, day


def _one_per(rows: Rows, one_per: OnePer, fallen: Iterator[Fallen]) -> Iterator[Fallen]:
    groups: dict[tuple[int, object], list[Moment]] = {}
    for number, moment in fallen:
        each = value_of(one_per.each, moment)
        if not isinstance(each, MissingKind):
            groups.setdefault((number, each), []).append(moment)
    choose = max if one_per.is_last else min
    for (number, _), moments in groups.items():
        yield number, choose(moments, key=lambda moment: (moment.index_day, value_of(rows.key, moment)))
