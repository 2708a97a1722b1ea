"""答えの言葉: an answer as it is printed, never a number without the one it is out of."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from takigi.indicators.answers import Answer
from takigi.indicators.definition import PERCENT, Indicator, Unit
from takigi.kernel.few import FEWEST_FOR_A_SHARE

# A multiple of the plain quotient is shown with one decimal, and so is what does not come out even.
_TENTH = Decimal("0.1")


def rounded(value: Fraction) -> str:
    """One decimal, halves away from zero; whole numbers as they are.

    >>> rounded(Fraction(1, 8)), rounded(Fraction(-5, 4)), rounded(Fraction(20))
    ('0.1', '-1.3', '20')
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(_TENTH, ROUND_HALF_UP):,}"


def shown(unit: Unit, value: Fraction) -> str:
    """A value in its unit.

    >>> shown(PERCENT, Fraction(1, 3)), shown(Unit("日"), Fraction(25, 2))
    ('33.3%', '12.5日')
    """
    number = rounded(value * unit.times)
    return f"{unit.word} {number}" if unit.times != 1 and unit != PERCENT else f"{number}{unit.word}"


def answer_in_words(indicator: Indicator, answer: Answer, *, width: str = "") -> str:
    """The answer with all that belongs to it. `width`: how far the true share may lie, from whoever can reckon it."""
    return "。".join(part for part in (_said(indicator, answer, width), *_beside(answer)) if part)


def _said(indicator: Indicator, answer: Answer, width: str) -> str:
    out_of = "" if answer.denominator is None else f"{rounded(answer.denominator)} のうち {rounded(answer.numerator)}"
    if answer.value is None:
        why = f"{answer.missing.label if answer.missing else ''}（{answer.why}）"
        return f"{why}{f'。{out_of}' if out_of else ''}"
    value = shown(indicator.unit, answer.value)
    if not out_of:
        return value
    if indicator.unit == PERCENT and answer.n < FEWEST_FOR_A_SHARE:
        return f"{out_of}（{'。'.join(part for part in ('少ないので率では言いません', width) if part)}）"
    if len(answer.quantiles) == 3:
        low, high = (shown(indicator.unit, one) for one in answer.quantiles[1:])
        return f"{value}（四分位 {low}〜{high}。{out_of}）"
    return f"{value}（{'。'.join(part for part in (out_of, width) if part)}）"


def _beside(answer: Answer) -> list[str]:
    left_out = "、".join(f"{label} {n}" for label, n in answer.left_out if n)
    unknown = "、".join(f"{kind.label} {n}" for kind, n in answer.unknown)
    return [
        f"待ち {answer.waiting}" if answer.waiting else "",
        f"除いた数: {left_out}" if left_out else "",
        f"分子か分からない数: {unknown}" if unknown else "",
    ]
