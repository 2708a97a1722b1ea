"""数を置く: the rows that a query brings back, laid on their sheet column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from takigi.engines.arrow import KINDS_BY_CODE
from takigi.engines.questions import Question
from takigi.engines.relational.banding import BandNumber
from takigi.engines.relational.reading import NO_VALUE, Reading
from takigi.engines.tallies import Cell, Mark, Place, Row, exact
from takigi.indicators.answers import Number
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Expression, Kind

Rowset = Sequence[Sequence[object]]
Placed = Iterator[tuple[Place, Row]]
# Any: words of marks, values or numbers, as the database gives them.
Column = Sequence[Any]
KINDS_BY_RANK = {kind.rank: kind for kind in MissingKind}


def lay(sheet: dict[Place, Row], question: Question, reading: Reading, rows: Rowset) -> None:
    """Put what a query counted at the places of every split that it answers. No other query counts the same there."""
    if not rows:
        return
    periods, *columns = zip(*rows, strict=True)
    marks = [_marks(column, node) for column, node in zip(columns, reading.marks, strict=False)]
    told = [_numbers(column) for column in columns[len(marks) :]]
    # One counter that counted something in every row says so sooner than each row does.
    counted_everywhere = any(all(column) for column in told)
    for at in reading.answers:
        own = [marks[reading.split.index(breakdown)] for breakdown in question.splits[at]]
        cells: Iterable[Cell] = zip(*own, strict=True) if own else repeat((), len(periods))
        places = zip(repeat(at, len(periods)), periods, cells, strict=True)
        if reading.has_value:
            placed = _valued(places, *told)
        elif len(own) == len(marks):
            placed = zip(places, zip(*told, strict=True), strict=True)
        else:
            placed = _added_up(places, zip(*told, strict=True))
        sheet.update(placed if counted_everywhere else ((place, row) for place, row in placed if any(row)))


def _added_up(places: Iterable[Place], rows: Iterable[Sequence[Number]]) -> Placed:
    """The rows of a finer split that stand together in one place of a coarser one, summed up."""
    together: dict[Place, list[Sequence[Number]]] = {}
    for place, row in zip(places, rows, strict=True):
        together.setdefault(place, []).append(row)
    for place, several in together.items():
        yield place, tuple(map(sum, zip(*several, strict=True)))


def _valued(places: Iterable[Place], values: Column, numbers: Column) -> Placed:
    """How often each value occurs at a place."""
    together: dict[Place, dict[Number, int]] = {}
    for place, value, number in zip(places, values, numbers, strict=True):
        here = together.setdefault(place, {})
        here[value] = here.get(value, 0) + number
    return ((place, (here,)) for place, here in together.items())


def _numbers(column: Column) -> Column:
    """A column of counts as it is; one of sums as Python counts, and 0 where there was nothing to sum up."""
    if set(map(type, column)) == {int}:
        return column
    return [0 if number is None else exact(number) for number in column]


def _marks(column: Column, node: Expression) -> list[Mark]:
    known = {word: _mark(word, node) for word in set(column)}
    return [known[word] for word in column]


def _mark(word: Any, node: Expression) -> Mark:
    if isinstance(node, BandNumber):
        return node.band.labels[word] if word >= 0 else KINDS_BY_RANK[-word]
    if word.startswith(NO_VALUE):
        return KINDS_BY_CODE[word.removeprefix(NO_VALUE)]
    if node.kind is Kind.TRUTH:
        return bool(word == "1")
    return int(word) if node.kind is Kind.WHOLE else str(word)
