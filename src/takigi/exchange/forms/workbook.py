"""Excelの帳票: the same form as a workbook to go on writing in; rows as high as their texts, days as days."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types

from takigi.exchange.forms import row_heights as heights
from takigi.exchange.forms.boxes import LANDSCAPE, Box, Form, Grid, Heading, Look, Row
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.forms.wording import on_paper
from takigi.exchange.writers import sheet_name

# Fixed width, on every Windows of a town hall: what is measured here is what is seen there.
_FONT = "ＭＳ ゴシック"
_ERA_FORMAT = '[$-411]ggge"年"m"月"d"日"'
_FIRST_EXCEL_DAY = date(1900, 3, 1)
_SHADE, _LINE = "#ECECEC", "#5A5A5A"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Column widths count in digits of this font: one that Excel and LibreOffice draw equally wide.
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
_TITLE = {"font_size": 15, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
_HEADING = {"font_size": 11, "bold": True, "valign": "bottom", "text_wrap": True}
_WORDS = {"font_size": 10, "text_wrap": True, "valign": "vcenter"}
_SMALL = {"font_size": 9}
_ALL_SIDES = {"left": 1, "right": 1, "border_color": _LINE, "text_wrap": True}


def form_workbook(form: Form, imprint: Imprint) -> bytes:
    """The form as one sheet that prints on A4, one page wide and as many pages long as it needs."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        # Without an author of our own, some programs write the name of whoever is signed in to the machine.
        made = imprint.printed_at.replace(tzinfo=None)
        book.set_properties({"title": form.title, "author": "", "created": made})
        sheet = _Sheet(book, form)
        sheet.set_up_page(imprint)
        sheet.fill()
    return out.getvalue()


class _Sheet:
    """One sheet while it is being written, from top to bottom."""

    def __init__(self, book: Any, form: Form) -> None:
        self.book, self.form = book, form
        self.page = book.add_worksheet(sheet_name(form.title))
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.at, self.used = 0, 0.0
        self.breaks: list[int] = []

    def set_up_page(self, imprint: Imprint) -> None:
        """Paper, margins, head and foot."""
        page, form = self.page, self.form
        page.set_paper(9)
        if form.columns == LANDSCAPE:
            page.set_landscape()
        page.set_margins(**heights.MARGINS_INCH)
        # As wide as the page wherever the columns come out wider than here, and as many pages as the breaks make.
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.hide_gridlines(2)
        page.set_column_pixels(0, form.columns - 1, heights.UNIT_PX)
        whose, issued, printed = (
            text.replace("&", "&&")[:80] for text in (form.whose, imprint.issued_by, imprint.printed)
        )
        page.set_header(f"&R&8 {whose}")
        page.set_footer(f"&L&8 {issued}&C&7&K8C8C8C {printed}&R&8 &P / &N")

    def fill(self) -> None:
        """Write every block, then say what is printed and where the pages end."""
        columns = self.form.columns
        if self.form.form_no:
            self._line(self.form.form_no, 13, _SMALL)
        self._line(self.form.title, heights.words_height(self.form.title, columns, 15) + 4, _TITLE)
        for place, block in enumerate(self.form.blocks):
            if isinstance(block, Grid):
                self._grid(block)
            elif isinstance(block, Heading):
                height = heights.words_height(block.text, columns, 11) + 4
                self._make_room(height + _top_of(self.form.blocks[place + 1 : place + 2]))
                self._line(block.text, height, _HEADING)
            else:
                self._line(block.text, heights.words_height(block.text, columns, 10), _WORDS)
        self.page.print_area(0, 0, max(self.at - 1, 0), columns - 1)
        self.page.set_h_pagebreaks(self.breaks)

    def _grid(self, grid: Grid) -> None:
        if grid.is_kept:
            self._make_room(min(sum(map(heights.row_height, grid.rows)), heights.page_height(self.form) / 2))
        grown = heights.grown(grid)
        heads = grown.rows[: grid.heads]
        # The heads of a table stand with its first row.
        self._make_room(sum(map(heights.row_height, grown.rows[: grid.heads + 1])))
        for place, (row, is_open) in enumerate(zip(grown.rows, grown.open_below, strict=True)):
            if self._make_room(heights.row_height(row)) and place >= grid.heads:
                for head in heads:
                    self._row(head, (False,) * len(head.boxes))
            self._row(row, is_open)
        self._blank(5)

    def _row(self, row: Row, is_open: Iterable[bool]) -> None:
        is_few = heights.has_few_lines(row)
        column = 0
        for box, open_below in zip(row.boxes, is_open, strict=True):
            self._box(box, column, self._style(box, is_few=is_few, is_open=open_below))
            column += box.span
        self._set_height(heights.row_height(row))

    def _box(self, box: Box, column: int, style: Any) -> None:
        if box.span > 1:
            self.page.merge_range(self.at, column, self.at, column + box.span - 1, "", style)
        if _is_day(box):
            self.page.write_datetime(self.at, column, box.content, style)
        elif isinstance(box.content, int):
            self.page.write_number(self.at, column, box.content, style)
        elif text := on_paper(box.content):
            self.page.write_string(self.at, column, text, style)
        else:
            self.page.write_blank(self.at, column, None, style)

    def _style(self, box: Box, *, is_few: bool, is_open: bool) -> Any:
        is_centred = box.look in (Look.HEAD, Look.CENTRED)
        is_named = box.look in (Look.LABEL, Look.HEAD)
        wishes = {
            **_ALL_SIDES,
            "font_size": heights.POINTS[box.look],
            "align": "center" if is_centred else "left",
            "valign": "vcenter" if is_centred or is_named or is_few else "top",
            "bottom": 0 if is_open else 1,
            "top": 0 if box.is_continued else 1,
        }
        if is_named:
            wishes["bg_color"] = _SHADE
        if _is_day(box):
            wishes["num_format"] = _ERA_FORMAT
        return self._format(wishes)

    def _format(self, wishes: Mapping[str, object]) -> Any:
        key = tuple(sorted(wishes.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": _FONT, **wishes})
        return self.formats[key]

    def _line(self, text: str, height: float, wishes: Mapping[str, object]) -> None:
        self._make_room(height)
        style = self._format(wishes)
        self.page.merge_range(self.at, 0, self.at, self.form.columns - 1, "", style)
        self.page.write_string(self.at, 0, text, style)
        self._set_height(height)

    def _blank(self, height: float) -> None:
        if self.used + height <= heights.page_height(self.form):
            self._set_height(height)

    def _set_height(self, height: float) -> None:
        self.page.set_row(self.at, height)
        self.at, self.used = self.at + 1, self.used + height

    def _make_room(self, height: float) -> bool:
        """Begin a new page when so much does not fit on this one any more; whether it did."""
        if not self.used or self.used + height <= heights.page_height(self.form):
            return False
        self.breaks.append(self.at)
        self.used = 0.0
        return True


def _top_of(following: tuple[object, ...]) -> float:
    """What must stand on the same page as a heading: the heads of its table and the first row."""
    for block in following:
        if isinstance(block, Grid):
            tops = (heights.row_height(row) for row in block.rows[: None if block.is_kept else block.heads + 1])
            return sum(min(top, 200) for top in tops)
    return 40


def _is_day(box: Box) -> bool:
    return isinstance(box.content, date) and box.content >= _FIRST_EXCEL_DAY
