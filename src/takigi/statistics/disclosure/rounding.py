"""丸め: the official ways of showing a count to the ten, and what each of them still tells."""

from dataclasses import dataclass

from takigi.kernel.labelled import Labelled
from takigi.statistics.disclosure.tables import Table
from takigi.statistics.disclosure.tiers import must_hide

UNIT = 10


class Rounding(Labelled):
    """丸め方 (evidence.md 7)."""

    NONE = "none", "丸めない"
    HALF_UP = "half_up", "すべて四捨五入"
    TOTALS_UP = "totals_up", "合計だけ切り上げ"
    UP = "up", "すべて切り上げ"


@dataclass(frozen=True)
class Shown:
    """公表する表: what stands in each cell, None where it is hidden, with the rule that everybody knows."""

    values: tuple[int | None, ...]
    threshold: int
    rounding: Rounding

    @property
    def hidden(self) -> frozenset[int]:
        """Places of the empty cells."""
        return frozenset(place for place, value in enumerate(self.values) if value is None)


def show(
    table: Table, *, threshold: int, rounding: Rounding = Rounding.NONE, also: frozenset[int] = frozenset()
) -> Shown:
    """Hides every cell under the threshold and those in `also`, and rounds the rest."""
    values = tuple(
        None if place in also or must_hide(int(value), threshold=threshold) else _rounded(int(value), way)
        for place, value in enumerate(table.values)
        for way in [rule_of(place, table, rounding)]
    )
    return Shown(values, threshold, rounding)


def rule_of(place: int, table: Table, rounding: Rounding) -> Rounding:
    """The rule for one cell: with totals rounded only, the others stand as they are."""
    if rounding is Rounding.TOTALS_UP:
        return Rounding.UP if place in table.totals else Rounding.NONE
    return rounding


def _rounded(value: int, way: Rounding) -> int:
    if way is Rounding.UP:
        return -(-value // UNIT) * UNIT
    if way is Rounding.HALF_UP:
        return (value + UNIT // 2) // UNIT * UNIT
    return value


def told_by(shown: int, way: Rounding, *, threshold: int) -> tuple[int, int]:
    """Smallest and largest true count behind a printed one. A printed cell that is not 0 is also known to reach the threshold."""
    if shown == 0:
        return 0, 0
    low, high = {
        Rounding.UP: (shown - UNIT + 1, shown),
        Rounding.HALF_UP: (shown - UNIT // 2, shown + UNIT // 2 - 1),
    }.get(way, (shown, shown))
    return max(low, min(threshold, high)), high
