"""欠けた月: a month without a number is a word (調査未実施, 集計中 …), never a zero; here the words are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from numbers import Real

import numpy as np

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.shapes import Floats

UNSAID = "記録なし"
# What a table library writes where there is nothing.
BLANKS = frozenset({"", "<NA>", "NaT"})


@dataclass(frozen=True, eq=False)
class Months:
    """数と、数でない月の言葉: `values` (time,) with NaN where there is a word, and how often each word stands."""

    values: Floats
    missing: tuple[tuple[str, int], ...]

    @property
    def recorded(self) -> int:
        """Months that have a number."""
        return int((~np.isnan(self.values)).sum())


def months_of(cells: Sequence[object]) -> Months:
    """Read one series of numbers, words for what is missing, and None. Words keep the order in which they first stand.

    >>> months = months_of([3, "集計中", None, 0, "集計中"])
    >>> months.values.tolist(), months.missing
    ([3.0, nan, nan, 0.0, nan], (('集計中', 2), ('記録なし', 1)))
    """
    values = np.full(len(cells), np.nan)
    words: Counter[str] = Counter()
    for place, cell in enumerate(cells):
        if isinstance(cell, bool | np.bool_):
            raise NoAnswer("月の値に「はい・いいえ」は使えません。数か、欠けた理由の言葉で渡してください。")
        number = _number(cell)
        if number is None:
            words[UNSAID if cell is None else str(getattr(cell, "label", cell)).strip()] += 1
        elif isnan(number):
            words[UNSAID] += 1
        else:
            values[place] = number
    return Months(values, tuple(words.items()))


def _number(cell: object) -> float | None:
    """An indicator's value is a Fraction, a ledger's a Decimal, a file's a word that is a number; None for other words."""
    if isinstance(cell, Real | Decimal):
        return float(cell)
    text = str(cell).strip() if cell is not None else ""
    if text in BLANKS:
        return float("nan")
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
