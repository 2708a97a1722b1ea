"""年齢・性別でならす: direct standardisation, so that areas and years of different ages may stand side by side."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from takigi.engines.questions import Split
from takigi.engines.tallies import Cell, Results
from takigi.indicators.answers import Answer
from takigi.indicators.missing import MissingKind

EMPTY_STRATUM = "分母が 0 の年齢・性別の組があるため、ならせません"


@dataclass(frozen=True)
class Standardised:
    """ならした値 beside the crude one. `value` is None exactly where `missing` says why."""

    crude: Answer
    value: Fraction | None
    missing: MissingKind | None = None
    why: str = ""


def standardised(results: Results, key: str, *, of: Split, over: Split, period: int = 0) -> dict[Cell, Standardised]:
    """For each cell of `of`, the value it would have with the whole town's make-up of `over` (age and sex, say).

    The question must have been asked by `of`, by `over` and by both together. The standard is the denominator of the
    whole town in the same period, people without a known age or sex left out. A stratum that the town has and the cell
    does not makes the cell's value 対象外: nothing is guessed.
    """
    whole = {cell: results.answer(key, period, cell, over) for cell in results.cells(over)}
    weights = {cell: _denominator(one) for cell, one in whole.items() if _is_known(cell) and _denominator(one)}

    def evened(cell: Cell) -> Standardised:
        crude = results.answer(key, period, cell, of)
        strata = {one: results.answer(key, period, (*cell, *one), (*of, *over)).value for one in weights}
        if not weights or None in strata.values():
            return Standardised(crude, None, MissingKind.NOT_APPLICABLE, EMPTY_STRATUM)
        value = sum((weights[one] * (rate or 0) for one, rate in strata.items()), Fraction(0))
        return Standardised(crude, value / sum(weights.values()))

    return {cell: evened(cell) for cell in results.cells(of)}


def _denominator(answer: Answer) -> Fraction:
    return answer.denominator if answer.denominator is not None else Fraction(0)


def _is_known(cell: Cell) -> bool:
    return not any(isinstance(mark, MissingKind) for mark in cell)
