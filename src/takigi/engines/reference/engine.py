"""基準の集計: goes through the rows one by one and counts. Deliberately unclever, so that it can judge the others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from takigi.engines.questions import Question
from takigi.engines.reference.evaluation import FactRows, Moment, value_of
from takigi.engines.tallies import Cell, Place, Results, Tallies, exact
from takigi.indicators.answers import Number
from takigi.indicators.counters import Counter, How
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import InForce, OnDay, OnePer, Rows

# A moment and the number of its period.
Fallen = tuple[int, Moment]


class ReferenceEngine:
    """基準の集計."""

    name = "reference"

    def __init__(self, facts: FactRows) -> None:
        self.facts = facts

    def run(self, question: Question) -> Results:
        """Answer a question."""
        return Results(question, tally(question, self.facts), self.name)


def tally(question: Question, facts: FactRows) -> Tallies:
    """Count everything that the question needs."""
    sums: dict[Place, Number] = {}
    seen: dict[Place, set[object]] = {}
    for rows, counters in question.by_rows.items():
        for period, moment in falling(rows, question, facts):
            marks = tuple(value_of(one.on(rows), moment) for one in question.breakdowns)
            for counter in counters:
                what = question.counters[counter]
                if value_of(what.test, moment) is not True:
                    continue
                for at, split in enumerate(question.splits):
                    cell: Cell = tuple(marks[place] for place in question.places(split))
                    _count(what, (counter, at, period, cell, None), moment, sums, seen)
    sums |= {place: len(those) for place, those in seen.items()}
    return Tallies({place: exact(number) for place, number in sums.items() if number})


def _count(
    what: Counter, place: Place, moment: Moment, sums: dict[Place, Number], seen: dict[Place, set[object]]
) -> None:
    found = value_of(what.of, moment)
    if isinstance(found, MissingKind):
        return
    if what.how is How.DISTINCT:
        seen.setdefault(place, set()).add(found)
    elif what.how is How.SUM:
        sums[place] = sums.get(place, 0) + found
    elif what.how is How.VALUES:
        place = (*place[:4], exact(found) if isinstance(found, Decimal) else found)
        sums[place] = sums.get(place, 0) + 1
    else:
        sums[place] = sums.get(place, 0) + 1


def falling(rows: Rows, question: Question, facts: FactRows) -> Iterator[Fallen]:
    """Every row in every period into which it falls."""
    if isinstance(rows.timing, InForce):
        fallen = _in_force(rows, rows.timing, question, facts)
    elif isinstance(rows.timing, OnDay):
        fallen = _on_day(rows, rows.timing, question, facts)
    else:
        raise NotImplementedError(f"{type(rows.timing).__name__} の数え方がありません")
    kept = ((period, moment) for period, moment in fallen if value_of(rows.where, moment) is True)
    return kept if rows.one_per is None else _one_per(rows, rows.one_per, kept)


def _on_day(rows: Rows, timing: OnDay, question: Question, facts: FactRows) -> Iterator[Fallen]:
    for row in facts.of(rows.table):
        day = value_of(timing.day, Moment(facts, {rows.source: row}, question.as_of))
        if isinstance(day, MissingKind) or day > question.as_of:
            continue
        for number in question.periods.holding(day):
            yield number, Moment(facts, {rows.source: row}, question.as_of, day, question.periods[number])


def _in_force(rows: Rows, timing: InForce, question: Question, facts: FactRows) -> Iterator[Fallen]:
    for row in facts.of(rows.table):
        bare = Moment(facts, {rows.source: row}, question.as_of)
        since, until = value_of(timing.since, bare), value_of(timing.until, bare)
        if isinstance(since, MissingKind):
            continue
        for number, period in enumerate(question.periods):
            day = min(period.last_day, question.as_of)
            ended = not isinstance(until, MissingKind) and until < day
            if period.first_day <= question.as_of and since <= day and not ended:
                yield number, Moment(facts, {rows.source: row}, question.as_of, day, period)


def _one_per(rows: Rows, one_per: OnePer, fallen: Iterator[Fallen]) -> Iterator[Fallen]:
    groups: dict[tuple[int, object], list[Moment]] = {}
    for number, moment in fallen:
        each = value_of(one_per.each, moment)
        if not isinstance(each, MissingKind):
            groups.setdefault((number, each), []).append(moment)
    choose = max if one_per.is_last else min
    for (number, _), moments in groups.items():
        yield number, choose(moments, key=lambda moment: (moment.index_day, value_of(rows.key, moment)))
