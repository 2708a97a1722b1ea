"""三年の予定の面: fiscal years and quarters as columns, a row for each activity, bars hatched where the time is only about so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from takigi.charts.lettering import width_of
from takigi.charts.schedule import lanes_of
from takigi.exchange.story_slides.deck import (
    BOTTOM,
    LEFT,
    LINE,
    PAD_Y,
    TOP,
    FittedTable,
    Lines,
    Look,
    Slide,
    Strip,
    TableCell,
    Words,
    one_line,
    paragraphs,
)
from takigi.exchange.story_slides.fitting import NOTE_ROOM, height_of, numbered, widths_of
from takigi.kernel.fiscal_year import FiscalYear
from takigi.logic_models.rules.nodes import Activity, Bar
from takigi.logic_models.rules.schedule import first_year, planned, words_of
from takigi.logic_models.rules.theory import Theory

TITLE = "スケジュール"
YEARS, QUARTERS = 3, 4
SIZE, BAR, POINT = 11.0, 9.0, 10.0
STRIP = SIZE * LINE + BAR + 3
_ITEM, _QUARTER = 3.2, 1.0
_MOST_LETTERS = 30


@dataclass(frozen=True)
class _Row:
    item: Lines
    lanes: tuple[tuple[Strip, ...], ...]
    height: float


def schedule_slides(theory: Theory, *, on: date) -> tuple[Slide, ...]:
    """Three years from the first bar on; without any bar, from the year of `on`. Nothing when nothing is planned."""
    activities = planned(theory)
    if not activities:
        return ()
    first = first_year(theory, on=on)
    widths = widths_of([_ITEM, *[_QUARTER] * (YEARS * QUARTERS)])
    later = sum(1 for one in activities for bar in one.schedule if _is_later(bar, first))
    note = "斜線は、時期がおおよそのものです。" + (f"このあとの予定が{later}件あります。" if later else "")
    rows = [_row(one, first, widths) for one in activities]
    pages = _pages(rows, widths)
    return tuple(
        _slide(numbered(TITLE, number, len(pages)), page, first, widths, note) for number, page in enumerate(pages, 1)
    )


def _last_day(first: FiscalYear) -> date:
    return FiscalYear(first.begins_in + YEARS - 1).last_day


def _is_later(bar: Bar, first: FiscalYear) -> bool:
    start = bar.starts_on or bar.ends_on
    return bool(start and start > _last_day(first))


def _row(activity: Activity, first: FiscalYear, widths: Sequence[float]) -> _Row:
    undated = [bar for bar in activity.schedule if not (bar.starts_on or bar.ends_on)]
    told = [f"{bar.text}（{bar.written or '時期は未定'}）" for bar in undated]
    extra = [line for text in (*told, activity.schedule_note) for line in paragraphs(text)]
    item = (*paragraphs(activity.text, is_strong=True), *extra)
    strips = [
        _strip(bar, first, widths) for bar in activity.schedule if bar not in undated and not _is_later(bar, first)
    ]
    lanes = _lanes(sorted(strips, key=lambda one: (one.words_left, one.left)))
    height = max(height_of(item, widths[0], SIZE), len(lanes) * STRIP + 2 * PAD_Y)
    return _Row(item, lanes, height)


def _strip(bar: Bar, first: FiscalYear, widths: Sequence[float]) -> Strip:
    start, end = bar.starts_on or bar.ends_on or first.first_day, bar.ends_on or bar.starts_on or first.first_day
    left, right = _place(start, first, widths), _place(end, first, widths)
    is_point = right - left < POINT
    words = _words(bar)
    width = width_of(words, SIZE) + 6
    edge = LEFT + sum(widths)
    return Strip(
        left=left,
        top=0.0,
        width=POINT if is_point else right - left,
        words=words,
        words_left=max(LEFT + widths[0], min(left, edge - width)),
        words_width=width,
        is_about=bar.is_about,
        is_point=is_point,
    )


def _words(bar: Bar) -> str:
    said = one_line(words_of(bar))
    return said if len(said) <= _MOST_LETTERS else f"{said[: _MOST_LETTERS - 1]}…"


def _place(day: date, first: FiscalYear, widths: Sequence[float]) -> float:
    """Where a day stands across the quarters."""
    begin, end = first.first_day, _last_day(first)
    share = (min(max(day, begin), end) - begin).days / (end - begin).days
    return LEFT + widths[0] + share * (sum(widths) - widths[0])


def _lanes(strips: Iterable[Strip]) -> tuple[tuple[Strip, ...], ...]:
    """Strips below each other where they or their words would meet."""
    return lanes_of(strips, _start, lambda one: _end(one) + 4)


def _start(strip: Strip) -> float:
    return min(strip.left, strip.words_left)


def _end(strip: Strip) -> float:
    return max(strip.left + strip.width, strip.words_left + strip.words_width)


def _pages(rows: Sequence[_Row], widths: Sequence[float]) -> list[list[_Row]]:
    room = BOTTOM - TOP - NOTE_ROOM - 2 * _head_height()
    pages: list[list[_Row]] = [[]]
    used = 0.0
    for row in rows:
        if used and used + row.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += row.height
    return pages


def _head_height() -> float:
    return SIZE * LINE + 2 * PAD_Y


def _slide(title: str, rows: Sequence[_Row], first: FiscalYear, widths: tuple[float, ...], note: str) -> Slide:
    years = [FiscalYear(first.begins_in + number) for number in range(YEARS)]
    top: list[TableCell | None] = [TableCell((Words("実施項目", is_strong=True),), Look.HEAD, down=2)]
    for year in years:
        top += [
            TableCell((Words(year.in_japanese, is_strong=True),), Look.HEAD, across=QUARTERS),
            *[None] * (QUARTERS - 1),
        ]
    quarters = [
        TableCell((Words(words),), Look.HEAD) for _ in years for words in ("4-6月", "7-9月", "10-12月", "1-3月")
    ]
    body = [(TableCell(row.item, Look.LABEL), *[TableCell(()) for _ in range(YEARS * QUARTERS)]) for row in rows]
    heights = (_head_height(), _head_height(), *(row.height for row in rows))
    table = FittedTable(widths, heights, (tuple(top), (None, *quarters), *body), SIZE, heads=2)
    return Slide(title, table, strips=tuple(_placed(rows, heights)), note=note)


def _placed(rows: Sequence[_Row], heights: Sequence[float]) -> Iterable[Strip]:
    top = TOP + heights[0] + heights[1]
    for row in rows:
        for number, lane in enumerate(row.lanes):
            for strip in lane:
                yield Strip(
                    left=strip.left,
                    top=top + PAD_Y + number * STRIP,
                    width=strip.width,
                    words=strip.words,
                    words_left=strip.words_left,
                    words_width=strip.words_width,
                    is_about=strip.is_about,
                    is_point=strip.is_point,
                )
        top += row.height
