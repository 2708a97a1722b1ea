"""割合の言葉: the sentences and the table that bars and shares have in common."""

from __future__ import annotations

from collections.abc import Sequence

from takigi.charts.base import Chart, ChartTable
from takigi.charts.lettering import numeral
from takigi.charts.portions import Portion, percent_words
from takigi.kernel.few import FEWEST_FOR_A_SHARE

# So many lines can be said one after the other; more are better read in the table.
FEW_ENOUGH_TO_SAY = 4


def portion_summary(chart: Chart, portions: Sequence[Portion], total: Portion | None, unit: str, kind: str) -> str:
    """How many of how many, on which day; never which is first or last."""
    if not any(portion.part is not None for portion in portions):
        return f"{chart.title}は、まだ数がありません（{chart.as_of_words}）。"
    few = "" if not any(portion.is_small for portion in portions) else _about_few(unit, kind)
    return f"{_counts_sentence(portions, total, unit, kind)}（{chart.as_of_words}）。{few}"


def _counts_sentence(portions: Sequence[Portion], total: Portion | None, unit: str, kind: str) -> str:
    if total is not None:
        return f"{total.name}は{'、'.join(total.words(unit))}です"
    if len(portions) <= FEW_ENOUGH_TO_SAY:
        return "、".join(f"{portion.name}は{portion.counts(unit)}" for portion in portions) + "です"
    wholes = [portion.whole for portion in portions if portion.whole is not None]
    if not wholes:
        counts = [portion.part for portion in portions if portion.part is not None]
        return f"{len(portions)}の{kind}ごとの数で、合わせて{sum(counts):,}{unit}です"
    span = f"{min(wholes):,}〜{max(wholes):,}" if min(wholes) < max(wholes) else f"{wholes[0]:,}"
    return f"{len(portions)}の{kind}ごとの数で、ひとつの{kind}の人数は{span}{unit}です"


def _about_few(unit: str, kind: str) -> str:
    return f"{FEWEST_FOR_A_SHARE}{unit}に満たない{kind}は、人数が少ないため、本当の割合の幅がとても広くなります。"


def portion_rows(caption: str, kind: str, portions: Sequence[Portion], unit: str) -> ChartTable:
    """Each line with its counts; share and range only where there are any."""
    if all(portion.whole is None for portion in portions):
        return ChartTable(caption, (kind, "数"), tuple((one.name, one.counts(unit)) for one in portions))
    has_smoothed = any(portion.smoothed is not None for portion in portions)
    smoothed = ("ならした値",) if has_smoothed else ()
    rows = tuple(_row(portion, unit, has_smoothed) for portion in portions)
    return ChartTable(caption, (kind, "人数", "割合", "本当の割合の幅（95%）", *smoothed), rows)


def _row(portion: Portion, unit: str, has_smoothed: bool) -> tuple[str, ...]:
    share = "―" if portion.share is None else percent_words(portion.share)
    share = "人数で読みます" if portion.is_small else share
    ends = "―"
    if portion.low is not None and portion.high is not None and portion.is_drawn:
        ends = f"{numeral(portion.low * 100, 0)}〜{percent_words(portion.high)}"
    smoothed = ("―" if portion.smoothed is None else percent_words(portion.smoothed),) if has_smoothed else ()
    return (portion.name, portion.counts(unit), share, ends, *smoothed)
