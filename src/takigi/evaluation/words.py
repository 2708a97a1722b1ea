"""数の言葉: an answer as it is printed, never a bare number: out of how many, in which unit, and why there is none. Pure."""

from __future__ import annotations

from functools import lru_cache

from takigi.indicators.answers import Answer
from takigi.indicators.definition import PERCENT, CountItself, Edition, Indicator
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Column, CountDistinct, OfValues, Quantiles, SumUp
from takigi.indicators.words import rounded
from takigi.indicators.words import shown as in_unit
from takigi.kernel.few import FEWEST_FOR_A_SHARE
from takigi.statistics.proportions import wilson
from takigi.statistics.wording import percent_range

# From a hundred on the true share lies within ten points of the one that is told.
WIDTH_TOLD_BELOW = 100


def counted_in(edition: Edition) -> str:
    """人 where different people are counted, 件 where records are."""
    base = edition.base
    if isinstance(base, CountDistinct) and isinstance(base.each, Column) and base.each.name == "person_id":
        return "人"
    return "人" if base.rows.table == "persons" else "件"


def words_of(answer: Answer, indicator: Indicator, edition: Edition) -> str:
    """The answer, ready to be printed.

    Under ten of whatever is counted the share is told as people and not as a percentage (V36); under a hundred it says
    between which shares the true one lies.
    """
    told = _missing(answer) if answer.value is None else _value(answer, indicator, edition)
    waiting = (
        f"。ほかに{answer.waiting:,}{counted_in(edition)}が集計中"
        if answer.waiting and answer.value is not None
        else ""
    )
    return told + waiting


def _missing(answer: Answer) -> str:
    kind = (answer.missing or MissingKind.NOT_APPLICABLE).label
    waiting = f"、{answer.waiting:,}件" if answer.missing is MissingKind.BEING_COUNTED and answer.waiting else ""
    return f"{kind}（{answer.why}{waiting}）" if answer.why else kind


def _value(answer: Answer, indicator: Indicator, edition: Edition) -> str:
    assert answer.value is not None  # noqa: S101  # asked by the caller
    measure, unit, each = edition.numerator, indicator.unit, counted_in(edition)
    if isinstance(edition.denominator, CountItself) and not isinstance(measure, OfValues):
        return f"{int(answer.numerator):,}{unit.word}"
    shown = in_unit(unit, answer.value)
    if isinstance(measure, Quantiles):
        return f"中央値 {shown}（{answer.n:,}{each}{_spread(answer, unit.word)}）"
    if isinstance(measure, OfValues) and not isinstance(measure, SumUp):
        return f"平均 {shown}（{answer.n:,}{each}）"
    if isinstance(edition.denominator, SumUp):
        return f"{shown}（{rounded(answer.numerator)}件。分母の{edition.out_of}は {answer.n:,}）"
    if unit != PERCENT:
        return f"{shown}（{answer.n:,}{each}中{rounded(answer.numerator)}件）"
    whole = f"{answer.n:,}{each}中{rounded(answer.numerator)}{each}"
    width = _width(answer) if answer.n < WIDTH_TOLD_BELOW and edition.is_share else ""
    if answer.n < FEWEST_FOR_A_SHARE:
        few = "人数" if each == "人" else "件数"
        return f"{whole}（{few}が少ないため、{width}）" if width else whole
    return f"{whole}（{shown}。{width}）" if width else f"{whole}（{shown}）"


def _width(answer: Answer) -> str:
    return f"本当の割合は{_range(int(answer.numerator), answer.n)}のどこか"


@lru_cache(maxsize=5_000)
def _range(x: int, n: int) -> str:
    return percent_range(wilson(x, n))


def _spread(answer: Answer, word: str) -> str:
    if len(answer.quantiles) != 3:
        return ""
    return f"、まん中の半分は{rounded(answer.quantiles[1])}〜{rounded(answer.quantiles[2])}{word}"
