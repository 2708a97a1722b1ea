"""パワーポイント: the slides with native tables and shapes, so that whoever presents goes on editing. Nobody's name in the file's head."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from takigi.exchange.story_slides.deck import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LINE,
    PAD_X,
    PAD_Y,
    PANEL_HEADING,
    RIGHT,
    SMALL_SIZE,
    TITLE_SIZE,
    TOP,
    WIDTH,
    Deck,
    FittedTable,
    Look,
    Panel,
    Slide,
    Strip,
    TableCell,
)
from takigi.exchange.story_slides.schedule_slides import BAR, POINT, SIZE

# Installed with every Windows since 2018; letters as wide as they were measured, or narrower.
FONT = "BIZ UDPゴシック"
INK, SOFT, LINES, SHADE, WHITE = (
    RGBColor(*bytes.fromhex(one))  # type: ignore[no-untyped-call]  # the library's colour is without types
    for one in ("1F1D1A", "57524A", "857F74", "F3F1EC", "FFFFFF")
)
_TITLE_ONLY = 5
# The plain grid among PowerPoint's own table styles; our fills and lines lie over it.
_PLAIN_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"


def powerpoint(deck: Deck, *, made_at: datetime) -> bytes:
    """The deck as a .pptx file."""
    shown: Any = Presentation()
    shown.slide_width, shown.slide_height = Pt(WIDTH), Pt(HEIGHT)
    about = shown.core_properties
    about.title, about.author, about.last_modified_by = deck.title, "", ""
    about.created = about.modified = made_at.replace(tzinfo=None)
    for number, slide in enumerate(deck.slides, start=1):
        _add(shown, slide, deck, number)
    out = io.BytesIO()
    shown.save(out)
    return out.getvalue()


def _add(shown: Any, slide: Slide, deck: Deck, number: int) -> None:
    page = shown.slides.add_slide(shown.slide_layouts[_TITLE_ONLY])
    title = page.shapes.title
    title.left, title.top, title.width, title.height = Pt(LEFT), Pt(20), Pt(RIGHT - LEFT), Pt(TOP - 30)
    _write(title.text_frame, ((slide.title, True),), TITLE_SIZE)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if slide.table:
        _add_table(page, slide.table)
    for panel in slide.panels:
        _add_panel(page, panel)
    for strip in slide.strips:
        _add_strip(page, strip)
    _add_words(page, LEFT, BOTTOM + 6, RIGHT - LEFT - 60, deck.foot)
    _add_words(page, RIGHT - 60, BOTTOM + 6, 60, f"{number} / {len(deck.slides)}")
    if slide.note:
        _add_words(page, LEFT, BOTTOM - 14, RIGHT - LEFT, slide.note)


def _add_table(page: Any, fitted: FittedTable) -> None:
    frame = page.shapes.add_table(
        len(fitted.heights), len(fitted.widths), Pt(LEFT), Pt(TOP), Pt(sum(fitted.widths)), Pt(sum(fitted.heights))
    )
    table = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_GRID
    table.horz_banding = False
    for number, width in enumerate(fitted.widths):
        table.columns[number].width = Pt(width)
    for number, height in enumerate(fitted.heights):
        table.rows[number].height = Pt(height)
    for row, cells in enumerate(fitted.rows):
        for column, told in enumerate(cells):
            cell = table.cell(row, column)
            cell.margin_left = cell.margin_right = Pt(PAD_X)
            cell.margin_top = cell.margin_bottom = Pt(PAD_Y)
            if told is None:
                _size_of_empty(cell.text_frame, fitted.size)
                continue
            if told.across > 1 or told.down > 1:
                cell.merge(table.cell(row + told.down - 1, column + told.across - 1))
            _fill_cell(cell, told, fitted.size)


def _fill_cell(cell: Any, told: TableCell, size: float) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if told.look is not Look.PLAIN else MSO_ANCHOR.TOP
    cell.fill.solid()
    cell.fill.fore_color.rgb = WHITE if told.look is Look.PLAIN else SHADE
    align = PP_ALIGN.CENTER if told.look is Look.HEAD else PP_ALIGN.LEFT
    _write(cell.text_frame, [(one.text, one.is_strong) for one in told.lines], size, align)


def _size_of_empty(frame: Any, size: float) -> None:
    """An empty cell is as high as a letter at its end would be; left alone, that letter has 18 points and the row grows."""
    paragraph = frame.paragraphs[0]
    paragraph.line_spacing = Pt(size * LINE)
    paragraph._p.get_or_add_endParaRPr().set("sz", str(int(size * 100)))


def _write(frame: Any, lines: Any, size: float, align: Any = PP_ALIGN.LEFT, colour: Any = INK) -> None:
    frame.word_wrap = True
    if not lines:
        _size_of_empty(frame, size)
    for number, (text, is_strong) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        # A fixed height of line: otherwise every typeface would want another.
        paragraph.line_spacing = Pt(size * LINE)
        paragraph.space_before = paragraph.space_after = Pt(0)
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), is_strong, colour
        _set_typeface(run)


def _set_typeface(run: Any) -> None:
    """The typeface for Japanese letters is named apart from the one for Latin letters."""
    run.font.name = FONT
    look = run._r.get_or_add_rPr()
    look.set("lang", "ja-JP")
    look.set("altLang", "en-US")
    for tag in ("a:ea", "a:cs"):
        face = look.makeelement(qn(tag), {"typeface": FONT})
        look.append(face)


def _add_words(page: Any, left: float, top: float, width: float, text: str) -> None:
    box = page.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(SMALL_SIZE * LINE + 2))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    align = PP_ALIGN.LEFT if left == LEFT else PP_ALIGN.RIGHT
    _write(frame, ((text, False),), SMALL_SIZE, align, SOFT)


def _add_panel(page: Any, panel: Panel) -> None:
    shape = page.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, Pt(panel.left), Pt(panel.top), Pt(panel.width), Pt(panel.height)
    )
    shape.adjustments[0] = 0.03
    _outline(shape, LINES)
    shape.fill.solid()
    shape.fill.fore_color.rgb = WHITE
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Pt(2 * PAD_X)
    frame.margin_top = frame.margin_bottom = Pt(2 * PAD_Y)
    _write(frame, ((panel.heading, True),), PANEL_HEADING)
    for one in panel.lines:
        _add_paragraph(frame, one.text, panel.size, is_strong=one.is_strong)


def _add_paragraph(frame: Any, text: str, size: float, *, is_strong: bool) -> None:
    paragraph = frame.add_paragraph()
    paragraph.line_spacing = Pt(size * LINE)
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), is_strong, INK
    _set_typeface(run)


def _add_strip(page: Any, strip: Strip) -> None:
    words_top = strip.top
    bar_top = strip.top + SIZE * LINE
    kind = MSO_SHAPE.DIAMOND if strip.is_point else MSO_SHAPE.RECTANGLE
    left = strip.left - strip.width / 2 if strip.is_point else strip.left
    bar = page.shapes.add_shape(kind, Pt(left), Pt(bar_top), Pt(strip.width), Pt(POINT if strip.is_point else BAR))
    bar.name = f"予定 {strip.words}"
    _outline(bar, INK)
    if strip.is_about:
        bar.fill.patterned()
        bar.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        bar.fill.fore_color.rgb, bar.fill.back_color.rgb = INK, WHITE
    else:
        bar.fill.solid()
        bar.fill.fore_color.rgb = SOFT
    box = page.shapes.add_textbox(Pt(strip.words_left), Pt(words_top), Pt(strip.words_width), Pt(SIZE * LINE))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _write(frame, ((strip.words, False),), SIZE)


def _outline(shape: Any, colour: Any) -> None:
    shape.line.color.rgb = colour
    shape.line.width = Pt(0.75)
    # The style of the theme would add a shadow.
    shape._element.remove(shape._element.find(qn("p:style")))
