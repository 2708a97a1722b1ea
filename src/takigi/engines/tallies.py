"""数え上げた数: what an engine counted, in a form that can be added up, taken away again, and turned into answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from itertools import repeat

from takigi.engines.questions import Asked, Question, Split
from takigi.indicators.answers import Answer, Counted, Number, answer
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.counters import Counter
from takigi.indicators.definition import Edition, Indicator
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import Period

Mark = str | int | bool | date | MissingKind
Cell = tuple[Mark, ...]
PLAIN = (int, Decimal)
# More than there are bands in any breakdown.
AT_THE_END = 1_000
# Split, period and cell; split and period by their number in the question.
Place = tuple[int, int, Cell]
# What was counted at one place: a number for each counter of the sheet; of a counter of values, how often each occurs.
Row = tuple[Counted, ...]
Counts = Mapping[Place, Row]


@dataclass(frozen=True)
class Tallies:
    """How often each thing was counted at each place, sheet by sheet as the question has them.

    Every number is a sum over persons. A place where nothing was counted is not there.
    """

    sheets: tuple[Counts, ...]

    def __add__(self, other: Tallies) -> Tallies:
        return self.moved(Tallies(tuple({} for _ in self.sheets)), other)

    def __sub__(self, other: Tallies) -> Tallies:
        return self.moved(other, Tallies(tuple({} for _ in self.sheets)))

    def moved(self, before: Tallies, after: Tallies) -> Tallies:
        """What stands when one contribution is taken away and another put in. Both are to the same question."""
        pairs = zip(self.sheets, before.sheets, after.sheets, strict=True)
        return Tallies(tuple(_moved(*three) for three in pairs))

    @property
    def places(self) -> set[Place]:
        """Wherever anything was counted."""
        return set().union(*self.sheets)


def _moved(mine: Counts, before: Counts, after: Counts) -> Counts:
    if before == after:
        return mine
    # Only the places of the others are looked into: a changed person has few, a prefecture has many.
    rows = dict(mine)
    for place in {*before, *after}:
        three = (one.get(place) or repeat(0) for one in (rows, before, after))
        row = tuple(map(_exchanged, *three))
        if any(row):
            rows[place] = row
        else:
            rows.pop(place, None)
    return rows


def _exchanged(mine: Counted, before: Counted, after: Counted) -> Counted:
    if isinstance(mine, PLAIN) and isinstance(before, PLAIN) and isinstance(after, PLAIN):
        return mine - before + after
    values = dict(_values(mine))
    for times, change in ((-1, before), (1, after)):
        for value, number in _values(change).items():
            values[value] = values.get(value, 0) + times * number
    return {value: number for value, number in values.items() if number}


def _values(one: Counted) -> Mapping[Number, int]:
    return one if isinstance(one, Mapping) else {}


@dataclass(frozen=True)
class Line:
    """One answer with its place: whose, when, and of which cell."""

    indicator: Indicator
    edition: Edition
    period: Period
    split: Split
    cell: Cell
    answer: Answer


@dataclass(frozen=True)
class Results:
    """The answers to a question, with the engine that counted."""

    question: Question
    tallies: Tallies
    engine: str

    def answer(
        self, key: str, period: int = 0, cell: Cell = (), by: Breakdown | Split = (), *, edition: date | None = None
    ) -> Answer:
        """One answer: indicator, number of the period, and cell. Without `edition` the one then in force."""
        split = by if isinstance(by, tuple) else (by,)
        asked = self._asked(key, period, edition)
        return self._answer(asked, self.question.splits.index(split), period, cell)

    def lines(self) -> Iterator[Line]:
        """Every answer, in the order of the question; cells that occur nowhere have no line."""
        for asked in self.question.asked:
            for at, split in enumerate(self.question.splits):
                for number, period in enumerate(self.question.periods):
                    if not self._holds(asked, period):
                        continue
                    for cell in self.cells(split):
                        told = self._answer(asked, at, number, cell)
                        yield Line(asked.indicator, asked.edition, period, split, cell, told)

    def cells(self, split: Split) -> list[Cell]:
        """The cells of a split that occur, in order; what is missing comes last."""
        return self._cells[self.question.splits.index(split)]

    def _holds(self, asked: Asked, period: Period) -> bool:
        return self.question.every_edition or asked.indicator.edition_on(period.first_day) == asked.edition

    def _asked(self, key: str, period: int, edition: date | None) -> Asked:
        mine = [asked for asked in self.question.asked if asked.indicator.key == key]
        if not mine:
            raise KeyError(f"「{key}」はこの問いにありません。")
        first_day = self.question.periods[period].first_day
        wanted = edition or mine[0].indicator.edition_on(first_day).since
        return next(asked for asked in mine if asked.edition.since == wanted)

    def _answer(self, asked: Asked, split: int, period: int, cell: Cell) -> Answer:
        mine = self._counted(asked, (split, period, cell))
        split_whole, cell_whole = self._whole(asked.edition, split, cell)
        if split_whole == split:
            return answer(asked.edition, asked.parts, mine)
        return answer(asked.edition, asked.parts, mine, self._counted(asked, (split_whole, period, cell_whole)))

    def _counted(self, asked: Asked, place: Place) -> dict[Counter, Counted]:
        found: dict[Counter, Counted] = {}
        for counter in asked.parts.counters:
            sheet, column = self.question.stands[counter]
            row = self.tallies.sheets[sheet].get(place)
            if row is not None:
                found[counter] = row[column]
        return found

    def _whole(self, edition: Edition, split: int, cell: Cell) -> tuple[int, Cell]:
        """Where the denominator stands: with a share of the whole, at the cell without the breakdowns of that share."""
        pairs = list(zip(self.question.splits[split], cell, strict=True))
        kept = [(one, mark) for one, mark in pairs if one.key not in edition.whole_by]
        if len(kept) == len(pairs):
            return split, cell
        return self.question.splits.index(tuple(one for one, _ in kept)), tuple(mark for _, mark in kept)

    @cached_property
    def _cells(self) -> list[list[Cell]]:
        found: list[set[Cell]] = [set() for _ in self.question.splits]
        for split, _, cell in self.tallies.places:
            found[split].add(cell)
        told = zip(self.question.splits, found, strict=True)
        ordered = [sorted(cells, key=partial(_order, split)) for split, cells in told]
        return [ordered[0] or [()], *ordered[1:]]


def _order(split: Split, cell: Cell) -> tuple[tuple[int, str], ...]:
    """Bands in their own order, other marks by their word, and last what is missing."""
    return tuple(
        (AT_THE_END + mark.rank, "")
        if isinstance(mark, MissingKind)
        else (one.order.get(str(mark), 0), mark_word(mark))
        for one, mark in zip(split, cell, strict=True)
    )


def mark_word(mark: Mark) -> str:
    """How a mark of a cell is written: はい and いいえ for truths, the kind for what is missing."""
    if isinstance(mark, MissingKind):
        return mark.label
    if isinstance(mark, bool):
        return "はい" if mark else "いいえ"
    return f"{mark:09d}" if isinstance(mark, int) else str(mark)


def exact(number: object) -> Number:
    """A number from a database as Python counts: whole numbers as int, others as Decimal."""
    if type(number) is int:
        return number
    if isinstance(number, Decimal):
        return int(number) if number == number.to_integral_value() else number
    assert isinstance(number, int)  # noqa: S101  # no engine may answer with a binary float
    return int(number)
