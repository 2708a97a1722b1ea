"""欠けた月: a month without a number is a word (調査未実施, 集計中 …), never a zero; here the words are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.shapes import Floats

UNSAID = "記録なし"


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
        if isinstance(cell, bool):
            raise NoAnswer("月の値に「はい・いいえ」は使えません。数か、欠けた理由の言葉で渡してください。")
        if isinstance(cell, int | float | np.integer | np.floating) and not isnan(cell):
            values[place] = float(cell)
        else:
            words[_word(cell)] += 1
    return Months(values, tuple(words.items()))


def _word(cell: object) -> str:
    if cell is None or isinstance(cell, float | np.floating):
        return UNSAID
    return str(getattr(cell, "label", cell))
