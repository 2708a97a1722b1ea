"""スライドのPDF: the same slides in the same places, for whoever only reads them."""

from __future__ import annotations

from typing import Any

from takigi.exchange.forms.fitting import with_breaks
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.forms.typesetting import Signs, typeset
from takigi.exchange.story_slides.deck import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LINE,
    PAD_X,
    PAD_Y,
    PANEL_HEADING,
    SMALL_SIZE,
    TITLE_SIZE,
    TOP,
    WIDTH,
    Deck,
    FittedTable,
    Lines,
    Panel,
    Slide,
    Strip,
)
from takigi.exchange.story_slides.schedule_slides import BAR, SIZE

# Marks of lists that word processors like and the typeface does not have.
_MARKS = str.maketrans("➢➣➤⮚", "▷▷▶▷")


def slides_pdf(deck: Deck, imprint: Imprint) -> bytes:
    """The deck as PDF/A-2b. Signs that the typeface does not have are drawn 〓 and counted on the last slide."""
    signs = Signs()
    slides = [_slide(slide, signs) for slide in deck.slides]
    if slides and signs.remark:
        slides[-1]["note"] = " ".join(part for part in (slides[-1]["note"], signs.remark) if part)
    content = {
        "title": deck.title,
        "slides": slides,
        "foot": signs.drawn(deck.foot),
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "top": TOP,
        "bottom": BOTTOM,
        "line": LINE,
        "pad_x": PAD_X,
        "pad_y": PAD_Y,
        "title_size": TITLE_SIZE,
        "small": SMALL_SIZE,
        "panel_heading": PANEL_HEADING,
    }
    return typeset("slides.typ", content, imprint)


def _slide(slide: Slide, signs: Signs) -> dict[str, Any]:
    return {
        "title": signs.drawn(slide.title),
        "table": _table(slide.table, signs) if slide.table else None,
        "panels": [_panel(one, signs) for one in slide.panels],
        "strips": [_strip(one, signs) for one in slide.strips],
        "note": slide.note,
    }


def _said(lines: Lines, signs: Signs) -> list[dict[str, Any]]:
    return [{"text": with_breaks(signs.drawn(one.text.translate(_MARKS))), "strong": one.is_strong} for one in lines]


def _table(table: FittedTable, signs: Signs) -> dict[str, Any]:
    cells = [
        {"lines": _said(cell.lines, signs), "look": cell.look.value, "across": cell.across, "down": cell.down}
        for row in table.rows
        for cell in row
        if cell is not None
    ]
    return {"widths": table.widths, "heights": table.heights, "size": table.size, "cells": cells}


def _panel(one: Panel, signs: Signs) -> dict[str, Any]:
    return {
        "left": one.left,
        "top": one.top,
        "width": one.width,
        "height": one.height,
        "heading": signs.drawn(one.heading),
        "lines": _said(one.lines, signs),
        "size": one.size,
    }


def _strip(one: Strip, signs: Signs) -> dict[str, Any]:
    return {
        "left": one.left,
        "top": one.top,
        "width": one.width,
        "words": signs.drawn(one.words),
        "words_left": one.words_left,
        "words_width": one.words_width,
        "about": one.is_about,
        "point": one.is_point,
        "size": SIZE,
        "bar": BAR,
    }
