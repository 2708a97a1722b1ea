"""知られていること: everything an attacker can hold against a table, as bounds on cells and on sums of cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from takigi.kernel.labelled import Labelled
from takigi.statistics.arrays import NoAnswer
from takigi.statistics.disclosure.rounding import Shown, rule_of, told_by
from takigi.statistics.disclosure.tables import Cell, Table


@dataclass(frozen=True)
class Fact:
    """ひとつの事実: lower <= sum of these cells <= upper; upper None when nothing is said."""

    places: tuple[int, ...]
    lower: int
    upper: int | None

    def holds(self, table: Table) -> bool:
        """Whether it is true of the table; a false one would make the audit meaningless."""
        total = sum(int(table.values[place]) for place in self.places)
        return self.lower <= total and (self.upper is None or total <= self.upper)


class Mark(Labelled):
    """空欄の意味: what a hidden cell tells by being hidden."""

    SMALL = "small", "基準未満の人数とわかる"
    ANY = "any", "少人数の欄か、合わせて隠した欄か、わからない"


def facts_of(table: Table, shown: Shown, *, mark: Mark) -> tuple[Fact, ...]:
    """What the published table says. With Mark.SMALL every empty cell is known to hold 1 to threshold - 1."""
    empty = (1, shown.threshold - 1) if mark is Mark.SMALL else (0, None)
    return tuple(
        Fact(
            (place,),
            *(
                empty
                if value is None
                else told_by(value, rule_of(place, table, shown.rounding), threshold=shown.threshold)
            ),
        )
        for place, value in enumerate(shown.values)
    )


def published_before(table: Table, cells: Iterable[Cell], value: int) -> Fact:
    """An earlier publication that gave the sum of these cells: the same cell last month, or an area that contains them."""
    fact = Fact(tuple(table.place(*cell) for cell in cells), value, value)
    if not fact.holds(table):
        raise NoAnswer("以前に公表した数と、いまの表の数が合いません。どちらが正しいか確かめてください。")
    return fact


def count_behind(percent: Decimal, denominator: int) -> tuple[int, int]:
    """Smallest and largest count that a printed percentage of a known denominator allows: 33.3 % of 12 is 4 and nothing else.

    percent: as printed, its decimals are its precision. Raises NoAnswer when no whole count fits.
    """
    if denominator < 1:
        raise NoAnswer("分母が0では、割合からは何もわかりません。")
    exponent = percent.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    low = ((percent - half) * denominator / 100).to_integral_value(ROUND_CEILING)
    high = ((percent + half) * denominator / 100).to_integral_value(ROUND_FLOOR)
    if low > high or high < 0:
        raise NoAnswer(f"{denominator}人のうちの{percent}％になる人数はありません。")
    return max(int(low), 0), min(int(high), denominator)


def rate_fact(table: Table, cell: Cell, percent: Decimal, denominator: int) -> Fact:
    """A printed percentage as a fact about its numerator's cell."""
    return Fact((table.place(*cell),), *count_behind(percent, denominator))
