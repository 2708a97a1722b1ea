"""期間の目盛り: months and fiscal years in their order, and what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from takigi.charts.drawing import TEXT, Drawing, Paint, box_of
from takigi.charts.lettering import LEADING, width_of
from takigi.charts.scales import Scale
from takigi.kernel.era_names import era_named, year_in_japanese
from takigi.kernel.fiscal_year import FiscalYear
from takigi.kernel.labelled import Labelled

# A month or a fiscal year by a day in it; otherwise words for one of a row of things (「3人目」).
When = date | str


class Step(Labelled):
    """What lies between two points."""

    MONTH = "month", "か月"
    FISCAL_YEAR = "fiscal_year", "か年度"
    ORDER = "order", "件"


@dataclass(frozen=True)
class Periods:
    """期間の列: where each period stands in a row without holes, and how it is called."""

    step: Step
    first: int
    last: int
    names: tuple[str, ...] = ()

    @classmethod
    def around(cls, step: Step, whens: Sequence[When]) -> Periods:
        """The row from the first to the last of these periods; months that nobody named are in it too."""
        if step is Step.ORDER and len(set(whens)) < len(whens):
            raise ValueError("並びの名前が重なっています。ひとつずつ違う名前にしてください。")
        if step is Step.ORDER or not whens:
            return cls(step, 0, len(whens) - 1, tuple(str(when) for when in whens))
        slots = [_slot(step, when) for when in whens]
        return cls(step, min(slots), max(slots))

    def refuse_twice(self, whens: Sequence[When]) -> None:
        """One number for each period: of two the first would quietly be lost."""
        slots = [self.slot(when) for when in whens]
        twice = [slot for slot in sorted(set(slots)) if slots.count(slot) > 1]
        if twice:
            raise ValueError(
                f"同じ期間の数が2つあります（{'、'.join(map(self.word, twice[:3]))}）。1つにまとめてください。"
            )

    def slot(self, when: When) -> int:
        """The place of a period in the row."""
        if self.step is Step.ORDER and str(when) not in self.names:
            raise ValueError(f"「{when}」という点はありません（あるのは {'、'.join(self.names)}）。")
        return self.names.index(str(when)) if self.step is Step.ORDER else _slot(self.step, when)

    def word(self, slot: int) -> str:
        """How the period is called in a sentence or a table.

        >>> Periods(Step.MONTH, 0, 0).word(24316), Periods(Step.FISCAL_YEAR, 0, 0).word(2026)
        ('令和8年5月', '令和8年度')
        """
        if self.step is Step.ORDER:
            return self.names[slot]
        if self.step is Step.FISCAL_YEAR:
            return FiscalYear(slot).in_japanese
        return f"{year_in_japanese(_first_of(slot))}{slot % 12 + 1}月"

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    def scale(self, start: float, end: float) -> Scale:
        """The same room for every period."""
        return Scale(self.first - 0.5, max(self.first, self.last) + 0.5, start, end)

    def pace(self, x: Scale) -> float:
        """From one period to the next, on the sheet."""
        return (x.end - x.start) / max(self.count, 1)


def _slot(step: Step, when: When) -> int:
    if not isinstance(when, date):
        raise ValueError(f"期間「{when}」は日付で書いてください（その月、またはその年度の中の一日）。")
    return FiscalYear.containing(when).begins_in if step is Step.FISCAL_YEAR else when.year * 12 + when.month - 1


def _first_of(slot: int) -> date:
    return date(slot // 12, slot % 12 + 1, 1)


def draw_periods(drawing: Drawing, periods: Periods, x: Scale, top: float) -> None:
    """Names of the periods below the line at `top`; only as many as stand there without touching."""
    if not periods.count:
        drawing.cursor = top + TEXT * 0.5
        return
    if periods.step is Step.MONTH:
        _draw_months(drawing, periods, x, top)
        return
    names = {slot: _spellings(periods, slot) for slot in range(periods.first, periods.last + 1)}
    room = periods.pace(x)
    # The longest spelling that fits under every point; else the shortest under every second, third, … point.
    fitting = [kind for kind in range(2) if all(width_of(name[kind], TEXT) + 8 <= room for name in names.values())]
    kind = fitting[0] if fitting else 1
    widest = max(width_of(name[kind], TEXT) for name in names.values()) + 8
    every = max(1, int(-(-widest // room)))
    baseline = top + TEXT * 1.3
    for slot in range(periods.last, periods.first - 1, -every):
        drawing.line(x(slot), top, x(slot), top + 5, Paint.FIRM)
        _write_inside(drawing, x(slot), baseline, names[slot][kind])
    drawing.cursor = baseline + TEXT * 0.5


def _spellings(periods: Periods, slot: int) -> tuple[str, str]:
    """A name in full and in short: 令和8年度 and R8."""
    if periods.step is Step.ORDER:
        return periods.names[slot], str(slot + 1)
    word = periods.word(slot)
    return word, f"{era_named(word[:2]).letter}{word[2:].removesuffix('年度')}"


def _write_inside(drawing: Drawing, x: float, y: float, words: str, paint: Paint = Paint.INK) -> None:
    """Words around `x`, pushed inside the sheet, unless others stand there already."""
    half = width_of(words, TEXT) / 2
    box = box_of(min(max(x, half), drawing.width - half), y, words, anchor="middle")
    if drawing.is_free(box):
        drawing.words((box.left + box.right) / 2, y, words, anchor="middle", paint=paint)


def _draw_months(drawing: Drawing, periods: Periods, x: Scale, top: float) -> None:
    baseline = top + TEXT * 1.3
    pace = periods.pace(x)
    # Every month, or every second, third, sixth or twelfth counted from April: the widest is 10月.
    every = next((n for n in (1, 2, 3, 6, 12) if n * pace >= width_of("10月", TEXT) + 6), 12)
    named = [slot for slot in range(periods.first, periods.last + 1) if (slot - 3) % every == 0]
    for slot in range(periods.first, periods.last + 1):
        drawing.line(x(slot), top, x(slot), top + (6 if slot in named else 3), Paint.FIRM)
    for slot in named or [periods.first]:
        _write_inside(drawing, x(slot), baseline, f"{slot % 12 + 1}月")
    _draw_fiscal_years(drawing, periods, x, baseline, baseline + TEXT * LEADING)
    drawing.cursor = baseline + TEXT * (LEADING + 0.5)


def _draw_fiscal_years(drawing: Drawing, periods: Periods, x: Scale, above: float, baseline: float) -> None:
    """Each fiscal year under its months, with a short line where it begins."""
    pace = periods.pace(x)
    slots = range(periods.first, periods.last + 1)
    in_years = Periods(Step.FISCAL_YEAR, 0, 0)
    years = sorted({FiscalYear.containing(_first_of(slot)) for slot in slots})
    for year in years:
        inside = [slot for slot in slots if _first_of(slot) in year]
        left, right = x(inside[0]) - pace / 2, x(inside[-1]) + pace / 2
        if year != years[0]:
            drawing.line(left, above + 5, left, baseline + 2, Paint.FIRM)
        room = drawing.width if len(years) == 1 else right - left
        fitting = [name for name in _spellings(in_years, year.begins_in) if width_of(name, TEXT) + 6 <= room]
        if fitting:
            _write_inside(drawing, (left + right) / 2, baseline, fitting[0], Paint.SOFT)
