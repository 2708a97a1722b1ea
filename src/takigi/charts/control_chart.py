"""管理図: a series over time with its middle, its usual limits and the signals that somebody found in it.

Also a run chart (no limits) and an attribute chart (limits of each point). The rules are not here: limits, signals and phases
are given. What may never be left out is here: the note on provisional limits, no limits around a constant, holes that stay holes.
"""

from __future__ import annotations

from dataclasses import dataclass

from takigi.charts.base import Chart, ChartTable
from takigi.charts.control_marks import ControlPoint, Phase, all_limits, draw_limits, draw_points
from takigi.charts.drawing import Drawing, Paint
from takigi.charts.key import KeyEntry, draw_key
from takigi.charts.lettering import check_digits, numeral
from takigi.charts.periods import Periods, Step
from takigi.charts.time_plot import Turn, draw_holes, draw_turns, lay_out, missing_words, say_nothing_yet

__all__ = ["ControlChart", "ControlPoint", "Phase", "Step", "Turn"]

# Fewer than these many points say nothing about usual swings, and limits from them are provisional.
FEWEST_TO_JUDGE, FEWEST_FOR_LIMITS = 10, 12
USUAL = "いつもの揺れの範囲です。"
UNJUDGED = "いつもの揺れかどうかは、この図では調べていません。"
UNUSUAL = "揺れだけでは説明しにくい動きです。何があったか確かめてください（効果の証明ではありません）。"


@dataclass(frozen=True, kw_only=True)
class ControlChart(Chart):
    """管理図. `least` and `most` are what a value can be at all: limits beyond are not drawn, though they were used.

    `verdict` is what the rules say, in sentences of whoever applied them; a run chart may be unusual without any single
    point being so. Without it the chart says only what it was told: signals, or with `is_judged` that there were none.
    """

    unit: str
    count_unit: str = "人"
    points: tuple[ControlPoint, ...]
    phases: tuple[Phase, ...] = ()
    turns: tuple[Turn, ...] = ()
    target: float | None = None
    step: Step = Step.MONTH
    centre_word: str = "平均"
    from_zero: bool = True
    least: float | None = 0.0
    most: float | None = None
    digits: int = 1
    verdict: str = ""
    is_judged: bool = False

    def __post_init__(self) -> None:
        periods = self.periods
        periods.refuse_twice([point.when for point in self.points])
        for when in (*(phase.begins for phase in self.phases if phase.begins), *(turn.when for turn in self.turns)):
            periods.slot(when)
        check_digits(self.digits)

    @property
    def periods(self) -> Periods:
        return Periods.around(self.step, [point.when for point in self.points])

    @property
    def values(self) -> dict[int, float]:
        """What is known, by its place in the row."""
        periods = self.periods
        return {periods.slot(point.when): point.value for point in self.points if point.value is not None}

    @property
    def is_constant(self) -> bool:
        values = set(self.values.values())
        return len(values) == 1 and len(self.values) > 1

    @property
    def all_turns(self) -> tuple[Turn, ...]:
        """New phases that say why, and other changes, in their order; one line for one change."""
        begun = [Turn(phase.begins, phase.words) for phase in self.phases if phase.words and phase.begins]
        slot = self.periods.slot
        return tuple(sorted(dict.fromkeys([*begun, *self.turns]), key=lambda turn: slot(turn.when)))

    def words(self, value: float) -> str:
        """A value with its unit."""
        return f"{numeral(value, self.digits)}{self.unit}"

    def draw(self, drawing: Drawing) -> None:
        """Axes, holes, limits, points and marks; then what they mean."""
        values, periods = self.values, self.periods
        plot = lay_out(
            drawing,
            periods,
            self._to_show(),
            unit=self.unit,
            from_zero=self.from_zero,
            most=self.most,
            whole=all(value == int(value) for value in values.values()),
            head=26 if self.all_turns else 0,
        )
        told = {periods.slot(point.when): point.missing for point in self.points}
        entries = draw_holes(plot, missing_words(periods, told, values)) if self.points else ()
        if not values:
            say_nothing_yet(plot)
        limits = () if self.is_constant or len(values) < 2 else draw_limits(plot, self)
        if self.target is not None:
            y = plot.y(self.target)
            drawing.line(plot.x.start, y, plot.x.end, y, Paint.THIRD, width=2, dash="10 3 2 3")
        signals = draw_points(plot, self)
        flags = draw_turns(plot, self.all_turns)
        draw_key(drawing, (*signals, *limits, *self._target_key(), *flags, *entries, *self._cautions()))

    def _to_show(self) -> list[float | None]:
        """All that must fit into the field; limits only as far as a value can go."""
        ends: list[float | None] = [*self.values.values(), self.target]
        if not self.is_constant and len(self.values) > 1:
            ends += [phase.centre for phase in self.phases]
            ends += [limit for limit in all_limits(self) if self.is_possible(limit)]
        return ends

    def is_possible(self, value: float) -> bool:
        """Whether a value can be there at all: no count is below zero, no share above the whole."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def _target_key(self) -> tuple[KeyEntry, ...]:
        if self.target is None:
            return ()
        return (KeyEntry(f"めやす {self.words(self.target)}", Paint.THIRD, 2, "10 3 2 3"),)

    def _cautions(self) -> tuple[KeyEntry, ...]:
        """What the lines do not say. Never left out, wherever the picture goes."""
        cautions = []
        if len(self.values) == 1:
            cautions.append(f"ひとつの{self._kind}だけのため、線は引きません。")
        elif self.is_constant:
            cautions.append("ずっと同じ数で、まだ揺れがないため、限界の線は引きません。")
        elif all_limits(self) and self.is_provisional:
            cautions.append(f"12{self.step.label}未満の仮の線です。")
        if not self.from_zero:
            cautions.append("縦の目盛りは0から始まっていません。")
        return tuple(KeyEntry(caution) for caution in cautions)

    @property
    def _kind(self) -> str:
        return {Step.MONTH: "月", Step.FISCAL_YEAR: "年度", Step.ORDER: "点"}[self.step]

    @property
    def is_provisional(self) -> bool:
        """Whether the newest limits rest on too few points, by what was told or by counting."""
        if not self.phases:
            return len(self.values) < FEWEST_FOR_LIMITS
        latest = self.phases[-1]
        since = self.periods.slot(latest.begins) if latest.begins else self.periods.first
        return latest.is_provisional or sum(slot >= since for slot in self.values) < FEWEST_FOR_LIMITS

    def summary(self) -> str:
        """From when to when, of how many periods, how low, how high, around what; then what is unusual."""
        values = self.values
        if not values:
            return f"{self.title}は、まだ数がありません（{self.as_of_words}）。"
        low, high = min(values.values()), max(values.values())
        span = self.words(high) if low == high else f"{numeral(low, self.digits)}〜{self.words(high)}"
        first, last = self.periods.word(min(values)), self.periods.word(max(values))
        since = first if first == last else f"{first}から{last}まで"
        return (
            f"{since}の{len(values)}{self.step.label}で{span}{self._middle()}（{self.as_of_words}）。{self._verdict()}"
        )

    def _middle(self) -> str:
        centre = self.phases[-1].centre if self.phases and not self.is_constant and len(self.values) > 1 else None
        newest = "いまの" if len(self.phases) > 1 else ""
        return "です" if centre is None else f"、{newest}{self.centre_word}は{self.words(centre)}です"

    def _verdict(self) -> str:
        if self.verdict:
            return self.verdict
        signalled = [point for point in self.points if point.signal and point.value is not None]
        if signalled:
            return f"{UNUSUAL}合図は{len(signalled)}か所に出ています。"
        if len(self.values) < FEWEST_TO_JUDGE:
            return f"{FEWEST_TO_JUDGE}{self.step.label}に満たないため、いつもの揺れかどうかはまだ言えません。"
        if self.is_constant:
            return "ずっと同じ数で、まだ揺れがありません。"
        return USUAL if self.is_judged else UNJUDGED

    def table(self) -> ChartTable:
        """Every period in a row, with its signal and, when it is a share, of how many."""
        periods = self.periods
        named = {periods.slot(point.when): point for point in self.points}
        slots = range(periods.first, periods.last + 1) if named else ()
        has_counts = any(point.whole is not None for point in self.points)
        rows = [
            self._row(periods.word(slot), named.get(slot) or ControlPoint("", None, "記録なし"), has_counts)
            for slot in slots
        ]
        counts = (f"{self.count_unit}数",) if has_counts else ()
        return ChartTable(self.title, ("期間", f"値（{self.unit}）", *counts, "合図"), tuple(rows))

    def _row(self, period: str, point: ControlPoint, has_counts: bool) -> tuple[str, ...]:
        value = point.missing or "記録なし" if point.value is None else numeral(point.value, self.digits)
        counts = (
            "―"
            if point.whole is None or point.part is None
            else f"{point.whole:,}{self.count_unit}中{point.part:,}{self.count_unit}"
        )
        return (period, value, *((counts,) if has_counts else ()), point.signal or "なし")
