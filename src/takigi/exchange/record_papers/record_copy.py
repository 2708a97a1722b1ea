"""開示用の写しの枠: one person's records room by room, and every place where something was masked."""

from __future__ import annotations

from collections.abc import Iterator

from takigi.access.personal_rows import Section
from takigi.custody.queries.copies import RecordsCopy
from takigi.custody.queries.requests import RequestFile
from takigi.exchange.forms.boxes import Block, Form, Grid, Heading, Words, heads, label, labelled, row, value
from takigi.exchange.forms.wording import day

TITLE = "保有個人情報の写し"
LEGEND = (
    "「（伏せました：…）」は、記録にはありますが、この写しには出していない所です。"
    "わけと数は、終わりの「伏せた所の一覧」にまとめてあります。"
)


def record_copy_form(file: RequestFile, copy: RecordsCopy) -> Form:
    """写し, from the request's number to the list of what was masked. Nobody's name stands in the title."""
    line = file.line
    head = (
        row(
            label("受付番号"),
            value(line.number, 9),
            label("受け付けた日"),
            value(day(line.received_on), 9),
            height_mm=8,
        ),
        labelled("氏名", line.name, height_mm=8),
        labelled("請求の範囲", file.scope, height_mm=8),
        labelled(
            "決定", line.answer.label if line.answer else "まだ決定していません（確かめるための写し）", height_mm=8
        ),
        *((labelled("理由", file.reason, height_mm=8),) if file.reason else ()),
    )
    sections = (block for section in copy.sections for block in _section(section))
    return Form(TITLE, (Grid(head), Words(LEGEND), *sections, *_masked(copy)), whose=f"受付番号 {line.number}")


def _section(section: Section) -> Iterator[Block]:
    if not section.records:
        return
    yield Heading(f"{section.room}｜{section.title}（{len(section.records)}件）")
    for record in section.records:
        yield Grid(tuple(labelled(name, words, label_span=6, height_mm=6.5) for name, words in record.facts))
        # A little room between one record and the next.
        yield Words("　")


def _masked(copy: RecordsCopy) -> Iterator[Block]:
    yield Heading("伏せた所の一覧")
    if not copy.masked:
        yield Words("伏せた所はありません。")
        return
    rows = (
        row(value(part.title, 8), value(part.label, 5), value(part.because.label, 9), value(f"{part.times}か所", 2))
        for part in copy.masked
    )
    yield Grid((heads(("記録", 8), ("ところ", 5), ("わけ", 9), ("数", 2)), *rows), heads=1)
