"""曲線の土台: the field of time since a start, and below it how many people are still followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from takigi.charts.drawing import TEXT, Drawing, Paint
from takigi.charts.lettering import LEADING, numeral, width_of
from takigi.charts.scales import Scale, round_scale


@dataclass(frozen=True)
class CurveField:
    """The field, its scales, and the times that are named below it."""

    drawing: Drawing
    x: Scale
    y: Scale
    named: tuple[float, ...]

    def say(self, words: str) -> None:
        """Words in the empty field."""
        self.drawing.notice(self.x.start, self.x.end, (self.y.start + self.y.end) / 2, words)


def open_curve_field(
    drawing: Drawing, times: Sequence[float], until: float, highest: float, time_unit: str
) -> CurveField:
    """Axes: people of a hundred upward, time to the right."""
    height = 230.0 if drawing.width >= 480 else 190.0
    top = drawing.cursor + TEXT * 1.9
    y = round_scale([highest, 10], top + height, top, most=100.0)
    left = width_of("100", TEXT) + 10
    drawing.words(0, drawing.cursor + TEXT * 1.1, "（100人中の人数）", paint=Paint.SOFT)
    for tick in y.ticks:
        drawing.line(left, y(tick), drawing.width, y(tick), Paint.FIRM if tick == y.ticks[0] else Paint.FAINT)
        drawing.words(left - 6, y(tick) + TEXT * 0.34, numeral(tick, y.digits), anchor="end", paint=Paint.SOFT)
    x = Scale(0.0, until or 1.0, left, drawing.width - 20)
    # Room for the widest number that will stand below: 「1,204」 people still followed.
    named = _apart(x, sorted(set(times)), width_of("99,999", TEXT))
    baseline = y.start + TEXT * 1.3
    for time in named:
        drawing.line(x(time), y.start, x(time), y.start + 5, Paint.FIRM)
        drawing.words(x(time), baseline, numeral(time), anchor="middle")
    drawing.words(drawing.width, baseline + TEXT * LEADING, f"（{time_unit}）", anchor="end", paint=Paint.SOFT)
    drawing.cursor = baseline + TEXT * 0.5
    return CurveField(drawing, x, y, named)


def _apart(x: Scale, times: Sequence[float], room: float) -> tuple[float, ...]:
    """As many of the times as can be named without touching; always the same distance in the list."""
    for every in range(1, len(times) + 1):
        chosen = times[::every]
        if all(x(later) - x(earlier) >= room for earlier, later in pairwise(chosen)):
            return tuple(chosen)
    return tuple(times[:1])


def write_at_risk(field: CurveField, counts: Sequence[tuple[float, int]]) -> None:
    """「見守り中の人数」 under each named time."""
    drawing = field.drawing
    drawing.words(0, drawing.cursor + TEXT * 1.0, "見守り中の人数", paint=Paint.SOFT)
    baseline = drawing.cursor + TEXT * (LEADING + 1.0)
    for time, count in counts:
        if time in field.named:
            drawing.words(max(field.x(time), width_of(f"{count:,}", TEXT) / 2), baseline, f"{count:,}", anchor="middle")
    drawing.cursor = baseline + TEXT * 0.5
