"""経過記録の枠（様式6）: day, what happened, who wrote it; the table's head stands on every page. Pure."""

from __future__ import annotations

from takigi.casework.sheets import NoteLine, NotesSheet
from takigi.exchange.forms.boxes import Form, Grid, Row, heads, label, row, value
from takigi.exchange.forms.persons import short_person_row, whose
from takigi.exchange.forms.wording import narrow_day, period

TITLE = "介護予防支援経過記録"
_BLANK_LINES = 16


def notes_form(sheet: NotesSheet) -> Form:
    """経過記録."""
    notes = sheet.notes or (NoteLine(),) * _BLANK_LINES
    return Form(
        TITLE,
        (
            Grid(
                (
                    short_person_row(sheet.person),
                    row(
                        label("計画作成者"),
                        value(sheet.author, 9),
                        label("期間", 3),
                        value(period(sheet.since, sheet.until), 9),
                    ),
                )
            ),
            Grid((heads(("年月日", 4), ("内容", 16), ("担当者", 4)), *map(_note, notes)), heads=1),
        ),
        form_no="様式６",
        whose=whose(sheet.person),
    )


def _note(note: NoteLine) -> Row:
    return row(value(narrow_day(note.on), 4), value(_words(note), 16), value(note.by, 4), height_mm=12)


def _words(note: NoteLine) -> str:
    minutes = "" if note.minutes is None else f"（{note.minutes}分）"
    kind = f"【{note.kind}】{minutes}" if note.kind else minutes
    reasons = (
        ["モニタリングの間隔を延ばした理由：", *(f"・{reason}" for reason in note.extension_reasons)]
        if note.extension_reasons
        else []
    )
    return "\n".join(part for part in (kind, note.text, *reasons) if part)
