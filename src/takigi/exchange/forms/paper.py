"""紙の帳票: a form as PDF/A for printing, signing and keeping; nothing in it is cut off."""

from __future__ import annotations

from typing import Any

from takigi.exchange.forms.boxes import FEW_LINES, LANDSCAPE, PORTRAIT, Block, Box, Form, Grid, Heading, Look, Row
from takigi.exchange.forms.fitting import lines_in, with_breaks
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.forms.typesetting import Signs, typeset
from takigi.exchange.forms.wording import on_paper

# One unit of the grid holds 7.4 mm; a half-width sign at 9 points takes 1.6 mm, and the box's margins take 3 mm.
_UNIT_MM, _MARGINS_MM, _HALF_WIDTH_MM, _LINE_MM = 7.4, 3.0, 1.6, 4.8
_STRONG = 12 / 9
_LONGEST_KEPT_MM = 110
# A row of more lines may be broken over pages, anything smaller is kept whole. A page has room for 34 and 54 lines.
_WHOLE_UP_TO = {LANDSCAPE: 26, PORTRAIT: 40}


def form_pdf(form: Form, imprint: Imprint) -> bytes:
    """The form as PDF/A-2b. Signs that the typeface does not have are drawn 〓 and counted below the form."""
    signs = Signs()
    blocks = [_block(block, signs) for block in form.blocks]
    whose = signs.drawn(form.whose)
    if signs.missing:
        blocks.append({"kind": "words", "text": signs.remark})
    content = {
        "title": form.title,
        "form_no": form.form_no,
        "whose": whose,
        "columns": form.columns,
        "landscape": form.columns == LANDSCAPE,
        "blocks": blocks,
    }
    return typeset("form.typ", content, imprint)


def _block(block: Block, signs: Signs) -> dict[str, Any]:
    if isinstance(block, Grid):
        rows = [_row(row, signs) for row in block.rows]
        for row, open_below in zip(rows, block.open_below, strict=True):
            for box, is_open in zip(row["boxes"], open_below, strict=True):
                box["open"] = is_open
        is_kept = block.is_kept and sum(row["about"] for row in rows) <= _LONGEST_KEPT_MM
        return {"kind": "grid", "heads": block.heads, "rows": rows, "kept": is_kept}
    kind = "heading" if isinstance(block, Heading) else "words"
    return {"kind": kind, "text": with_breaks(signs.drawn(block.text))}


def _row(row: Row, signs: Signs) -> dict[str, Any]:
    texts = [signs.drawn(on_paper(box.content)) for box in row.boxes]
    lines = max(_lines(text, box) for text, box in zip(texts, row.boxes, strict=True))
    boxes = [
        {"text": with_breaks(text), "span": box.span, "look": box.look.value, "continued": box.is_continued}
        for text, box in zip(texts, row.boxes, strict=True)
    ]
    return {
        "boxes": boxes,
        "whole": lines <= _WHOLE_UP_TO[sum(box.span for box in row.boxes)],
        "few": lines <= FEW_LINES,
        "height": row.height_mm,
        "about": max(row.height_mm, lines * _LINE_MM + _MARGINS_MM),
    }


def _lines(text: str, box: Box) -> int:
    room = (box.span * _UNIT_MM - _MARGINS_MM) / _HALF_WIDTH_MM
    return lines_in(text, int(room / _STRONG if box.look is Look.STRONG else room))
