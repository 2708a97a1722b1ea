"""引継書の枠: section after section, as many pages as it takes. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from takigi.casework.sheets import HandoverPack, HandoverSection
from takigi.exchange.forms.boxes import PORTRAIT, Block, Form, Grid, Heading, Row, heads, label, labelled, row, value
from takigi.exchange.forms.wording import day


def handover_form(pack: HandoverPack) -> Form:
    """引継書, with a line for each of the two to sign."""
    head = (
        row(label("引き継ぐ人"), value(pack.from_whom, 9), label("受け取る人"), value(pack.to_whom, 9), height_mm=9),
        row(label("引継日"), value(day(pack.handed_over_on), 9), label("理由"), value(pack.reason, 9), height_mm=9),
    )
    signed = row(
        label("引き継ぎました\n（署名）", 4),
        value("", 8),
        label("受け取りました\n（署名）", 4),
        value("", 8),
        height_mm=13,
    )
    sections = (block for section in pack.sections for block in _section(section))
    return Form(pack.title, (Grid(head), *sections, Grid((signed,), is_kept=True)))


def _section(section: HandoverSection) -> Iterator[Block]:
    yield Heading(section.heading)
    if section.facts:
        yield Grid(tuple(labelled(name, words, height_mm=6.5) for name, words in section.facts))
    if section.columns:
        spans = _spans(len(section.columns))
        rows = (_cells(cells, spans) for cells in section.rows)
        yield Grid((heads(*zip(section.columns, spans, strict=True)), *rows), heads=1)
    if section.text:
        yield Grid((row(value(section.text, PORTRAIT), height_mm=12),))


def _cells(cells: tuple[str, ...], spans: list[int]) -> Row:
    return row(*(value(words, span) for words, span in zip(cells, spans, strict=True)))


def _spans(columns: int) -> list[int]:
    """The page's width in almost equal columns; the last takes what is left."""
    each = PORTRAIT // columns
    return [each] * (columns - 1) + [PORTRAIT - each * (columns - 1)]
