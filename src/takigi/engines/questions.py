"""問い: a set of indicators, the periods, the breakdowns and the day as of which they are asked; and its counters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.counters import Counter, How, Parts, parts_of
from takigi.indicators.definition import Edition, Indicator
from takigi.indicators.nodes import Expression, Related, Rows, walk
from takigi.indicators.periods import Periods

Split = tuple[Breakdown, ...]


@dataclass(frozen=True)
class Asked:
    """One edition of one indicator, taken apart."""

    indicator: Indicator
    edition: Edition
    parts: Parts


@dataclass(frozen=True)
class Sheet:
    """一枚の集計表: counters that are counted together, over the same rows, by their numbers in the question."""

    rows: Rows
    counters: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """What is asked. The whole, without any breakdown, is always answered, too."""

    indicators: tuple[Indicator, ...]
    periods: Periods
    splits: tuple[Split, ...]
    as_of: date
    # Old and new editions side by side over all of history, and not each in its own time.
    every_edition: bool = False

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The editions that are needed."""
        return tuple(
            Asked(indicator, edition, parts_of(edition))
            for indicator in self.indicators
            for edition in self._editions(indicator)
        )

    @cached_property
    def counters(self) -> tuple[Counter, ...]:
        """Everything to be counted, each thing once. Refuses a breakdown that these records do not have."""
        counters = tuple(dict.fromkeys(c for asked in self.asked for c in asked.parts.counters))
        for counter in counters:
            for breakdown in self.breakdowns:
                breakdown.on(counter.rows)
        return counters

    @cached_property
    def mark(self) -> str:
        """A short name for everything that is counted, the same for whoever asks the same."""
        meant = (self.periods, self.splits, self.as_of, self.every_edition, self.counters)
        return hashlib.sha256(repr(meant).encode()).hexdigest()

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Each counter once. Values have a sheet of their own, and so has whatever else is different in the same rows."""
        return tuple(
            Sheet(rows, tuple(together))
            for rows, numbers in self.by_rows.items()
            for together in self._together(numbers)
        )

    def _together(self, numbers: tuple[int, ...]) -> Iterable[list[int]]:
        plain = [number for number in numbers if self.counters[number].how in {How.ROWS, How.SUM}]
        different: dict[Expression, list[int]] = {}
        for number in numbers:
            if self.counters[number].how is How.DISTINCT:
                different.setdefault(self.counters[number].of, []).append(number)
        first, *others = list(different.values()) or [[]]
        values = ([number] for number in numbers if self.counters[number].how is How.VALUES)
        return [one for one in ([*plain, *first], *others, *values) if one]

    @cached_property
    def sheets_of(self) -> dict[Rows, tuple[int, ...]]:
        """The numbers of the sheets, by the rows that they count."""
        found: dict[Rows, tuple[int, ...]] = {}
        for at, sheet in enumerate(self.sheets):
            found[sheet.rows] = (*found.get(sheet.rows, ()), at)
        return found

    @cached_property
    def columns(self) -> tuple[tuple[Counter, ...], ...]:
        """The counters of each sheet, as its columns stand."""
        return tuple(tuple(self.counters[number] for number in sheet.counters) for sheet in self.sheets)

    @cached_property
    def stands(self) -> dict[Counter, tuple[int, int]]:
        """On which sheet, and in which column of it, each counter stands."""
        return {
            counter: (at, column) for at, counters in enumerate(self.columns) for column, counter in enumerate(counters)
        }

    @cached_property
    def by_rows(self) -> dict[Rows, tuple[int, ...]]:
        """The numbers of the counters, by the rows that they count."""
        found: dict[Rows, tuple[int, ...]] = {}
        for number, counter in enumerate(self.counters):
            found[counter.rows] = (*found.get(counter.rows, ()), number)
        return found

    @cached_property
    def looked_into(self) -> dict[Rows, frozenset[str]]:
        """The tables that are looked into when these rows are counted; its own is there only if it is seen again."""
        return {rows: frozenset(self._looked_into(rows, numbers)) for rows, numbers in self.by_rows.items()}

    def _looked_into(self, rows: Rows, numbers: tuple[int, ...]) -> Iterable[str]:
        counted = [part for number in numbers for part in (self.counters[number].test, self.counters[number].of)]
        for part in (rows, *self.marks[rows], *counted):
            yield from (node.table for node in walk(part) if isinstance(node, Related))

    @cached_property
    def marks(self) -> dict[Rows, tuple[Expression, ...]]:
        """What splits these rows, in the order of all breakdowns. Told once: it takes longer to tell than to use."""
        return {rows: tuple(breakdown.on(rows) for breakdown in self.breakdowns) for rows in self.by_rows}

    @cached_property
    def breakdowns(self) -> Split:
        """Every breakdown of any split, once."""
        return tuple(dict.fromkeys(breakdown for split in self.splits for breakdown in split))

    @cached_property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """Of each split, where its breakdowns stand among all."""
        return tuple(tuple(map(self.breakdowns.index, split)) for split in self.splits)

    def _editions(self, indicator: Indicator) -> Iterable[Edition]:
        if self.every_edition:
            return indicator.editions
        return dict.fromkeys(indicator.edition_on(period.first_day) for period in self.periods)


def question(
    indicators: Iterable[Indicator],
    *,
    periods: Periods,
    by: Sequence[Breakdown | Split] = (),
    as_of: date,
    every_edition: bool = False,
) -> Question:
    """Put a question. `by=[AREA, (AREA, SEX)]` asks for the whole, by area, and by area and sex.

    A share of the whole is asked for without its breakdown, too: there its denominator stands.
    """
    asked = tuple(dict.fromkeys(indicators))
    twice = sorted({one.key for one in asked if sum(one.key == other.key for other in asked) > 1})
    if twice:
        raise ValueError(f"同じ鍵の、違う指標があります（{'、'.join(twice)}）。鍵をひとつずつ違う名前にしてください。")
    whole_by = {key for one in asked for edition in one.editions for key in edition.whole_by}
    splits = [one if isinstance(one, tuple) else (one,) for one in by]
    wholes = [tuple(part for part in split if part.key not in whole_by) for split in splits]
    return Question(asked, periods, tuple(dict.fromkeys([(), *wholes, *splits])), as_of, every_edition)
