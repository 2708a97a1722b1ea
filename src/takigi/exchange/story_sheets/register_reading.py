"""様式にない欄を読む: arrows, doubts, the schedule and single fields, compared with what was written out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from takigi.exchange.story_sheets.book import Book
from takigi.exchange.story_sheets.fields import Unread, value_as
from takigi.exchange.story_sheets.finding import Found
from takigi.exchange.story_sheets.pages import Expected
from takigi.exchange.story_sheets.problems import CellProblem
from takigi.exchange.story_sheets.register_pages import (
    LINK_FIELDS,
    RIVAL,
    bar_lines,
    doubt_lines,
    fields_beside,
)
from takigi.logic_models.rules.document import from_document
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import Activity, Bar
from takigi.logic_models.rules.picture import only_scheduled
from takigi.logic_models.rules.theory import Assumption, Link, Rival, Theory
from takigi.logic_models.rules.words import AssumptionState, BudgetStep, LogicModelRefused, Plausibility


def kept_theory(found: Found) -> Theory | None:
    """The story as it was written out; None when the sheet was touched."""
    pieces = "".join(texts[0] for _, texts in found.rows if texts)
    try:
        return from_document(json.loads(pieces))
    except (ValueError, KeyError, TypeError, AttributeError, LogicModelRefused):
        return None


@dataclass(frozen=True)
class Line:
    """One row of a register: its texts by name of column, and where it stands."""

    found: Found
    row_no: int
    texts: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        at = self.found.places.get(name, -1)
        return self.texts[at] if 0 <= at < len(self.texts) else ""

    def where(self, name: str) -> CellProblem:
        """Where a cell of the line stands."""
        return CellProblem(self.found.sheet, self.row_no, self.found.places.get(name, -1), "")


def lines_of(found: Found) -> Iterator[Line]:
    """Every row in which something stands."""
    for row_no, texts in found.rows:
        if any(text.strip() for text in texts):
            yield Line(found, row_no, tuple(texts))


def read_links(book: Book, found: Found, expected: Expected) -> None:
    """Arrows by their numbers; a row without one is a new arrow, from and to a number or to words that stand in one box only."""
    seen = set()
    for line in lines_of(found):
        key = line["key"].strip()
        if key not in book.links:
            _add_link(book, line, key)
            continue
        seen.add(key)
        for name in ("source", "target", *LINK_FIELDS):
            if name in found.places and line[name] != expected.get((key, name), ""):
                book.read_field(key, name, line[name], line.where(name))
    for link in book.base.links:
        if link.key not in seen:
            sentence = f"つながり {link.key} の行がなくなっています。矢印は消さずに残しました。支えられなかったときは、画面で「弱い」か「否定」にしてください。"
            book.problems.append(CellProblem(found.sheet, 0, -1, sentence))


def _add_link(book: Book, line: Line, key: str) -> None:
    ends = [_end(book, line, "source"), _end(book, line, "target")]
    if not all(ends):
        told = " → ".join(line[f"{side}_words"] or line[side] or "（空欄）" for side in ("source", "target"))
        name = "source" if not ends[0] else "target"
        sentence = f"「{told}」の矢印は、行き先の箱が見つかりません。番号か、箱のことばをそのまま書いてください。"
        book.problems.append(CellProblem(line.found.sheet, line.row_no, line.where(name).column_no, sentence))
        book.keep_aside(
            "\n".join(text for text in (told, line["mechanism"]) if text), f"{line.where(name).address}の矢印"
        )
        return
    key = book.brought_or_fresh(key, "l")
    book.links[key] = Link(key=key, source=ends[0], target=ends[1])
    for name in LINK_FIELDS:
        if line[name].strip():
            book.read_field(key, name, line[name], line.where(name))


def _end(book: Book, line: Line, side: str) -> str:
    key, told = line[side].strip(), line[f"{side}_words"].strip()
    if key in book.nodes:
        return key
    named = [node.key for node in book.nodes.values() if told and node.text.strip() == told]
    return named[0] if len(named) == 1 else ""


def read_details(book: Book, found: Found, expected: Expected) -> None:
    """Single fields by the number of their box and the name of the field."""
    left_out = only_scheduled(book.base)
    for line in lines_of(found):
        key, label = line["key"].strip(), line["label"].strip()
        node = book.nodes.get(key)
        names = fields_beside(node, is_only_scheduled=key in left_out) if node else ()
        name = next((one for one in names if FIELD_LABELS[one] == label), "")
        if not name:
            if not any(one.key == key for one in book.dropped):
                sentence = f"「{line['key']}」の「{label}」という欄はありません。ことばは置き場所待ちに残しました。"
                book.problems.append(CellProblem(found.sheet, line.row_no, found.places.get("label", -1), sentence))
            book.keep_aside(line["value"], line.where("value").address)
        elif line["value"] != expected.get((key, name), ""):
            book.read_field(key, name, line["value"], line.where("value"))


def read_doubts(book: Book, found: Found) -> None:
    """The assumptions and other explanations of each arrow, taken as a whole."""
    by_link: dict[str, list[Line]] = {}
    for line in lines_of(found):
        by_link.setdefault(line["of"].strip(), []).append(line)
    written = {link.key: [tuple(c.text for c in cells) for cells in doubt_lines(link)] for link in book.base.links}
    for key in [*written, *(one for one in by_link if one not in written)]:
        lines = by_link.get(key, [])
        if [_padded(line.texts, 7) for line in lines] == written.get(key, []):
            continue
        if key not in book.links:
            for line in lines:
                book.problems.append(
                    CellProblem(
                        found.sheet,
                        line.row_no,
                        0,
                        f"「{key}」という番号の矢印はありません。置き場所待ちに残しました。",
                    )
                )
                book.keep_aside(" ".join(text for text in line.texts if text), f"{found.sheet} {line.row_no}行目")
            continue
        where = lines[0].where("text") if lines else CellProblem(found.sheet, 0, -1, "")
        book.set_field(key, "assumptions", tuple(_assumptions(book, lines)), where)
        book.set_field(key, "rivals", tuple(_rivals(book, lines)), where)


def _padded(texts: tuple[str, ...], length: int) -> tuple[str, ...]:
    return (*texts, *("",) * length)[:length]


def _assumptions(book: Book, lines: list[Line]) -> Iterator[Assumption]:
    for line in lines:
        if line["sort"].strip() != RIVAL:
            yield Assumption(
                text=line["text"],
                if_wrong=line["more"],
                how_to_check=line["how"],
                check_on=_value(book, line, "on", date, None),
                state=_value(book, line, "state", AssumptionState, AssumptionState.UNCHECKED),
            )


def _rivals(book: Book, lines: list[Line]) -> Iterator[Rival]:
    for line in lines:
        if line["sort"].strip() == RIVAL:
            yield Rival(
                text=line["text"], evidence=line["more"], plausibility=_value(book, line, "state", Plausibility, None)
            )


def read_schedule(book: Book, found: Found) -> None:
    """予定 of each activity, taken as a whole; a row without a number is a new item."""
    by_activity: dict[str, list[Line]] = {}
    latest = ""
    for line in lines_of(found):
        key = line["of"].strip()
        if key not in book.nodes and line["item"].strip():
            key = next(
                (one.key for one in book.nodes.values() if isinstance(one, Activity) and one.text == line["item"]), ""
            )
            key = key or book.add(Activity(key=book.fresh("n"), text=line["item"]))
        latest = key or latest
        by_activity.setdefault(latest, []).append(line)
    written = {
        one.key: [tuple(c.text for c in cells) for cells in bar_lines(one, book.base)] for one in book.base.of(Activity)
    }
    for key in [*written, *(one for one in by_activity if one not in written)]:
        lines = by_activity.get(key, [])
        if [_padded(line.texts, 9) for line in lines] != written.get(key, []) and isinstance(
            book.nodes.get(key), Activity
        ):
            _set_schedule(book, key, lines)


def _set_schedule(book: Book, key: str, lines: list[Line]) -> None:
    bars = tuple(
        _bar(book, line)
        for line in lines
        if any(line[name].strip() for name in ("text", "starts_on", "ends_on", "written"))
    )
    notes = "\n".join(line["note"] for line in lines if line["note"])
    item = next((line["item"] for line in lines if line["item"].strip()), "")
    where = lines[0].where("text") if lines else CellProblem("予定", 0, -1, "")
    activity = book.nodes[key]
    for name, value in (("schedule", bars), ("schedule_note", notes), ("text", item or activity.text)):
        if getattr(activity, name) != value:
            book.set_field(key, name, value, where)


def _bar(book: Book, line: Line) -> Bar:
    return Bar(
        text=line["text"],
        starts_on=_value(book, line, "starts_on", date, None),
        ends_on=_value(book, line, "ends_on", date, None),
        is_about=bool(value_as(bool, line["is_about"])),
        step=_value(book, line, "step", BudgetStep, None),
        written=line["written"],
    )


def _value(book: Book, line: Line, name: str, wanted: Any, otherwise: Any) -> Any:
    """A value of a cell; what cannot be read is said, and the words are kept aside."""
    text = line[name].strip()
    try:
        return value_as(wanted, text) if text else otherwise
    except Unread as unread:
        book.problems.append(replace(line.where(name), sentence=str(unread)))
        book.keep_aside(text, line.where(name).address)
        return otherwise
