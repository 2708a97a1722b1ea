"""いつまでに何人が: how many of a hundred have come to each end by when, with the ends that exclude each other kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from takigi.charts.base import Chart, ChartTable
from takigi.charts.curve_field import CurveField, open_curve_field, write_at_risk
from takigi.charts.drawing import Drawing, Paint, Shape
from takigi.charts.key import KeyEntry, draw_key
from takigi.charts.lettering import numeral

# A curve that rests on fewer people than this says nothing and is not drawn (evidence 4).
FEWEST_AT_RISK = 10
LOOKS = (
    KeyEntry("", Paint.INK, 2.4, shape=Shape.CIRCLE),
    KeyEntry("", Paint.SECOND, 2, "8 4", Shape.SQUARE, is_hollow=True),
    KeyEntry("", Paint.THIRD, 2, "2 3", Shape.TRIANGLE),
)


@dataclass(frozen=True)
class CurveStep:
    """From `time` on, `estimate` (0–1) have come to this end; with its range."""

    time: float
    estimate: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Curve:
    """One end of the way (「元の生活へ戻った方」) and when how many came to it."""

    name: str
    steps: tuple[CurveStep, ...]

    def at(self, time: float) -> CurveStep:
        """What holds at a time: the last step before it."""
        return next((step for step in reversed(self.steps) if step.time <= time), CurveStep(time, 0.0, 0.0, 0.0))


@dataclass(frozen=True)
class AtRisk:
    """How many are still followed at a time."""

    time: float
    count: int


@dataclass(frozen=True, kw_only=True)
class CumulativeIncidence(Chart):
    """いつまでに何人が. The first curve is the one it is about; `said_at` the time of the sentence, in `horizon_words`."""

    curves: tuple[Curve, ...]
    at_risk: tuple[AtRisk, ...]
    said_at: float
    horizon_words: str
    start_words: str
    time_unit: str = "か月"

    def __post_init__(self) -> None:
        if not 1 <= len(self.curves) <= len(LOOKS):
            raise ValueError(f"ひとつの図に描ける線は1〜{len(LOOKS)}本です（いまは{len(self.curves)}本）。")
        if not self.at_risk:
            raise ValueError("見守り中の人数（at_risk）がありません。人数のない線は描きません。")

    @property
    def started(self) -> int:
        return self.at_risk[0].count

    @property
    def shown_until(self) -> float:
        """The last time at which enough people were still followed; before the first time when there never were."""
        enough = [one.time for one in self.at_risk if one.count >= FEWEST_AT_RISK]
        return max(enough, default=-1.0)

    @property
    def ends_at(self) -> float:
        return max([one.time for one in self.at_risk] + [step.time for curve in self.curves for step in curve.steps])

    @property
    def has_hidden_tail(self) -> bool:
        return 0 <= self.shown_until < self.ends_at

    def draw(self, drawing: Drawing) -> None:
        """Band and curves as far as they may be shown, how many are still followed, and what all means."""
        shown = [step for curve in self.curves for step in curve.steps if step.time <= self.shown_until]
        highest = max([step.high or step.estimate for step in shown], default=0.0) * 100
        field = open_curve_field(drawing, [one.time for one in self.at_risk], self.ends_at, highest, self.time_unit)
        if self.shown_until < 0:
            field.say(f"{FEWEST_AT_RISK}人に満たないため、線は引きません")
        else:
            _draw_band(field, self.curves[0], self.shown_until)
            for curve, look in zip(self.curves, LOOKS, strict=False):
                _draw_curve(field, curve, look, self.shown_until)
        write_at_risk(field, [(one.time, one.count) for one in self.at_risk])
        draw_key(drawing, self._key())

    def _key(self) -> Sequence[KeyEntry]:
        if self.shown_until < 0:
            return ()
        lines = [
            KeyEntry(curve.name, look.paint, look.width, look.dash, look.shape, is_hollow=look.is_hollow)
            for curve, look in zip(self.curves, LOOKS, strict=False)
        ]
        if any(step.high is not None for step in self.curves[0].steps):
            lines.append(KeyEntry(f"「{self.curves[0].name}」の幅（95%）。ほかの線の幅は表にあります", is_band=True))
        if self.has_hidden_tail:
            until = f"{numeral(self.shown_until)}{self.time_unit}"
            lines.append(KeyEntry(f"{until}より先は、見守り中の方が{FEWEST_AT_RISK}人に満たないため表示しません。"))
        return lines

    def summary(self) -> str:
        """「1年以内に元の生活へ戻った方は100人中およそ○人（幅△〜□）。同じ間に亡くなった方○人、転出○人」."""
        who = f"{self.start_words}から見守った{self.started:,}人について（{self.as_of_words}）。"
        if self.shown_until < 0:
            return f"{who}{FEWEST_AT_RISK}人に満たないため、割合では示しません。"
        if self.said_at > self.shown_until:
            return f"{who}{self.horizon_words}の人数は、見守り中の方が少ないため、まだ示せません。"
        first = self.curves[0].at(self.said_at)
        ends = f"（幅{_of_100(first.low)}〜{_of_100(first.high)}）" if first.low is not None else ""
        main = f"{self.horizon_words}に{self.curves[0].name}は100人中およそ{_of_100(first.estimate)}人{ends}。"
        others = [f"{curve.name}{_of_100(curve.at(self.said_at).estimate)}人" for curve in self.curves[1:]]
        return who + main + (f"同じ間に{'、'.join(others)}。" if others else "")

    def table(self) -> ChartTable:
        """At each counted time: how many are followed, and every end with its range, as far as it may be shown."""
        headings = (self.time_unit.removeprefix("か") + "数", "見守り中の人数", *(curve.name for curve in self.curves))
        rows = tuple(
            (numeral(one.time), f"{one.count:,}人", *(self._cell(curve, one.time) for curve in self.curves))
            for one in self.at_risk
        )
        return ChartTable(f"{self.title}（100人あたり）", headings, rows)

    def _cell(self, curve: Curve, time: float) -> str:
        if time > self.shown_until:
            return "人数が少ないため非表示"
        step = curve.at(time)
        ends = f"（{numeral(step.low * 100)}〜{numeral((step.high or 0) * 100)}）" if step.low is not None else ""
        return f"{numeral(step.estimate * 100)}人{ends}"


def _of_100(share: float | None) -> str:
    return numeral((share or 0.0) * 100, 0)


def _corners(field: CurveField, pairs: Sequence[tuple[float, float]], until: float) -> list[tuple[float, float]]:
    """The corners of steps: across, then up; as far as the curve may be shown."""
    corners = [(field.x(0), field.y(0))]
    for time, share in pairs:
        if time > until:
            break
        corners += [(field.x(time), corners[-1][1]), (field.x(time), field.y(share * 100))]
    return [*corners, (field.x(until), corners[-1][1])]


def _draw_band(field: CurveField, curve: Curve, until: float) -> None:
    lows = [(step.time, step.low) for step in curve.steps if step.low is not None]
    highs = [(step.time, step.high) for step in curve.steps if step.high is not None]
    if lows and highs:
        field.drawing.area([*_corners(field, highs, until), *reversed(_corners(field, lows, until))], Paint.FAINT)


def _draw_curve(field: CurveField, curve: Curve, look: KeyEntry, until: float) -> None:
    corners = _corners(field, [(step.time, step.estimate) for step in curve.steps], until)
    steps = [("M" if number == 0 else "L", x, y) for number, (x, y) in enumerate(corners)]
    field.drawing.path(steps, look.paint, look.width, look.dash)
    if look.shape:
        x, y = corners[-1]
        told = f"{curve.name} {numeral(curve.at(until).estimate * 100)}人（100人中）"
        field.drawing.mark(look.shape, x - 5, y, 5, look.paint, hollow=look.is_hollow, told=told)
