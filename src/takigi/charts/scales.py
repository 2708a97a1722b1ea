"""目盛り: from values to places on the sheet, with round numbers beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, isfinite, log10


@dataclass(frozen=True)
class Scale:
    """A straight scale from `low`…`high` to `start`…`end` on the sheet, with its round numbers."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    digits: int = 0

    def __call__(self, value: float) -> float:
        """Where a value stands; what lies beyond the scale stands on its edge."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def round_scale(
    values: Iterable[float | None],
    start: float,
    end: float,
    *,
    from_zero: bool = True,
    whole: bool = False,
    most: float | None = None,
    wanted: int = 4,
) -> Scale:
    """A scale with about `wanted` round steps that holds all values.

    One value, the same value again and again, and nothing but zeros all get a scale that stands.

    >>> round_scale([0, 0], 0, 100, whole=True).ticks
    (0.0, 1.0)
    >>> round_scale([3.2, 7.1], 0, 100).ticks
    (0.0, 2.0, 4.0, 6.0, 8.0)
    """
    known = [value for value in values if value is not None and isfinite(value)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + (1.0 if low == 0 or whole else abs(low) * 0.1)
    step = _round_step((high - low) / wanted)
    step = max(1.0, step) if whole else step
    bottom = floor(low / step + 1e-9) * step
    count = -floor(-(high - bottom) / step + 1e-9)
    top = bottom + max(count, 1) * step
    if most is not None and top > most >= high:
        top = most
    ticks = tuple(float(round(bottom + number * step, 10)) for number in range(int((top - bottom) / step + 1e-9) + 1))
    return Scale(bottom, top, start, end, ticks, max(0, -floor(log10(step) + 1e-9)))


def _round_step(rough: float) -> float:
    """The next step of 1, 2 or 5 times a power of ten."""
    power: float = 10 ** floor(log10(rough) + 1e-9)
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough * (1 - 1e-9))
