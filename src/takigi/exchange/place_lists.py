"""場所の一覧を読む: a town's own list of places as cards, with everything that is to be mended said at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from takigi.exchange.place_cells import PlaceCells
from takigi.exchange.place_columns import KNOWN, column_keys
from takigi.exchange.problems import Problem
from takigi.exchange.readings import shown
from takigi.exchange.tables import Cell, UnreadableFile, open_table
from takigi.resources.actions.cards import ContactWords
from takigi.resources.actions.place_lists import ListedPlace
from takigi.resources.rules.cards import MOST_COST, MOST_WALK, CardWords, check_card
from takigi.resources.rules.words import (
    Access,
    Comfort,
    Interest,
    ResourceKind,
    ResourceRefused,
    Sharing,
    Welcome,
)

MOST_ROWS = 1000
# Far more than a thousand rows of words take.
MOST_BYTES = 5 << 20


@dataclass(frozen=True)
class SentRow:
    """一行 as it was sent: the words of each known column."""

    row_no: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class SentList:
    """送られた一覧. `headings`: how the file calls each column; `unread`: columns that are not taken."""

    name: str
    rows: tuple[SentRow, ...]
    headings: Mapping[str, str]
    unread: tuple[str, ...]
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ReadList:
    """読んだ一覧: the cards of rows in which nothing is to be mended, with their rows; and all there is to say."""

    places: tuple[tuple[int, ListedPlace], ...]
    problems: tuple[Problem, ...]


def open_place_list(path: Path, *, name: str) -> SentList:
    """Open the file. Raises UnreadableFile with a sentence: no table, no column of names, too many rows."""
    table = open_table(path, name=name, known_headers=KNOWN, limit_bytes=MOST_BYTES)
    headings = column_keys(table.headers)
    if "name" not in headings:
        raise UnreadableFile(
            "no_names",
            "場所の名前の列が見つかりません。見出しを「名前」か「名称」にするか、書き方の見本に写してから選んでください。",
        )
    places = {key: table.headers.index(header) for key, header in headings.items()}
    rows, problems = [], []
    for row in table.rows():
        if len(rows) == MOST_ROWS:
            raise UnreadableFile(
                "too_many_rows", f"一度に読めるのは{MOST_ROWS:,}行までです。ファイルを分けて選んでください。"
            )
        problems += row.problems
        if not any(one.is_blocking for one in row.problems):
            cells = {key: _words(row.cells[place]) for key, place in places.items()}
            rows.append(SentRow(row.row_no, {key: words for key, words in cells.items() if words}))
    unread = tuple(header for header in table.headers if header and header not in headings.values())
    return SentList(name, tuple(rows), headings, unread, table.notices, tuple(problems))


def _words(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return shown(cell).strip()


def read_place_list(
    rows: Sequence[SentRow], headings: Mapping[str, str], *, areas: Mapping[str, int], on: date
) -> ReadList:
    """Every row as a card, or what is to be mended in it."""
    places: list[tuple[int, ListedPlace]] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        cells = PlaceCells(row.row_no, row.cells, headings)
        listed = _place(cells, areas, on)
        if listed is not None:
            first = seen.setdefault((listed.words.name, listed.words.place), row.row_no)
            if first != row.row_no:
                cells.tell("name", "twice", f"{first}行目と同じ名前と場所です。一つにまとめてください。")
        problems += cells.problems
        if listed is not None and not any(one.is_blocking for one in cells.problems):
            places.append((row.row_no, listed))
    return ReadList(tuple(places), tuple(problems))


def _place(cells: PlaceCells, areas: Mapping[str, int], on: date) -> ListedPlace | None:
    words = _card(cells, areas, on)
    contact = ContactWords(
        cells.text("contact_name", 60),
        cells.phone("contact_phone", 30),
        cells.text("contact_note", 200),
        # A number of which nobody said that it is an office's is kept as a neighbour's.
        is_private=cells.flag("is_private", otherwise=True),
    )
    verified_on = cells.day("verified_on", on=on)
    return ListedPlace(words, contact, verified_on) if words else None


def _card(cells: PlaceCells, areas: Mapping[str, int], on: date) -> CardWords | None:
    name = cells.text("name", 100)
    if not name:
        cells.tell("name", "no_name", "名前がありません。決まった名前がないときは、場所や世話役の呼び名を書きます。")
    kind = cells.one("kind", ResourceKind)
    if kind is None and not cells.cells.get("kind"):
        kinds = "".join(f"「{one.label}」" for one in ResourceKind)
        cells.tell("kind", "no_kind", f"種類がありません。{kinds}のどれかを書いてください。")
    slots, said_days = cells.days()
    rest, said_rest = cells.rest()
    cost_yen, cost_note = cells.cost(MOST_COST)
    notes = [part for part in (said_days, said_rest, cells.text("days_note", 200)) if part]
    words = CardWords(
        name=name,
        kind=kind or ResourceKind.GATHERING,
        name_kana=cells.text("name_kana", 100),
        area_id=cells.area(areas),
        place=cells.text("place", 100),
        address=cells.text("address", 200),
        slots=slots,
        rest=rest,
        days_note="、".join(notes)[:200],
        is_closed_on_holidays=cells.flag("is_closed_on_holidays", otherwise=False),
        cost_yen=cost_yen,
        cost_note=cost_note[:200],
        access=cells.several("access", Access),
        walk_minutes=cells.number("walk_minutes", MOST_WALK),
        walk_from=cells.text("walk_from", 60),
        comforts=cells.several("comforts", Comfort),
        interests=cells.several("interests", Interest),
        welcomes=cells.several("welcomes", Welcome),
        atmosphere=cells.text("atmosphere", 1000),
        roles=cells.text("roles", 200),
        capacity_note=cells.text("capacity_note", 100),
        conditions=cells.text("conditions", 200),
        source=cells.text("source", 100),
        sharing=cells.one("sharing", Sharing) or Sharing.STAFF,
        consent_on=cells.day("consent_on", on=on),
    )
    if not name or kind is None:
        return None
    _checked(cells, words, on)
    return words


def _checked(cells: PlaceCells, words: CardWords, on: date) -> None:
    """What the card's own rule refuses, unless a cell has said it already."""
    if any(one.is_blocking for one in cells.problems):
        return
    try:
        check_card(words, on=on)
    except ResourceRefused as refused:
        cells.tell("", "refused", str(refused))
