"""本人の欄: the boxes that stand at the head or the foot of every form of a person. Pure."""

from __future__ import annotations

from datetime import date

from takigi.casework.sheets import SheetPerson
from takigi.exchange.forms.boxes import PORTRAIT, Box, Look, Row, label, row, value
from takigi.exchange.forms.wording import SEX, born, day, one_of

# A line at the top of a page has no room for more; the name stands in full on the first page.
_LONGEST_NAME = 30


def whose(person: SheetPerson) -> str:
    """Who the sheet is about, for the top of its later pages."""
    number = f"　被保険者番号 {person.insured_no}" if person.insured_no else ""
    name = person.name if len(person.name) <= _LONGEST_NAME else f"{person.name[:_LONGEST_NAME]}…"
    return f"{name} 様{number}" if name else ""


def name_box(person: SheetPerson, span: int) -> Box:
    """The name, large, as it is written at the town hall."""
    return Box(f"{person.name}　様" if person.name else "", span, Look.STRONG)


def person_rows(person: SheetPerson) -> tuple[Row, ...]:
    """Name, number, birth and address on a portrait page."""
    return (
        row(
            label("利用者名"),
            name_box(person, 9),
            label("被保険者番号", 4),
            value(person.insured_no, 8),
            height_mm=9,
        ),
        row(
            label("生年月日"),
            value(born(person.birth), 9),
            label("性別", 4),
            value(one_of(SEX, person.sex), 8),
        ),
        row(label("住所"), value(person.address, 12), label("電話"), value(person.phone, 6)),
    )


def short_person_row(person: SheetPerson) -> Row:
    """Name and number only: what a sheet that goes to a provider needs."""
    return row(
        label("利用者名"),
        name_box(person, 9),
        label("被保険者番号", 4),
        value(person.insured_no, 8),
        height_mm=9,
    )


def consent_rows(words: str, on: date | None, by: str, *, columns: int) -> tuple[Row, ...]:
    """同意欄: the sentence, the day and the line to sign on."""
    signed = (label("年月日"), value(day(on), 6), label("氏名\n（自署）"), value(by, 9))
    if columns == PORTRAIT:
        return (
            row(label("同意"), value(words, columns - 3), height_mm=9),
            row(Box("", 3, Look.LABEL, is_continued=True), *signed, height_mm=13),
        )
    return (row(label("同意"), value(words, columns - 24), *signed, height_mm=13),)
