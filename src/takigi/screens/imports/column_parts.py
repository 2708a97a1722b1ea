"""列の対応の身じたく: items with their columns, the first rows, saved mappings, the town's own codes."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from takigi.components.button import Button, ButtonKind
from takigi.components.field import Choice, Field, FieldKind
from takigi.components.ground_line import GroundLine
from takigi.components.notice import Notice, NoticeKind
from takigi.exchange.ledger_fields import LEDGER_FIELDS, Kind
from takigi.exchange.ledger_intake import ColumnItem, ColumnPage
from takigi.people.queries.imports import profiles_of
from takigi.people.rules import ImportState
from takigi.screens.imports.forms import ReadingForm
from takigi.screens.imports.lists import steps_of
from takigi.screens.imports.posted_columns import chosen_columns, chosen_meanings

GROUND = GroundLine(("台帳の取り込みの担当であるため",))
BLANK_MEANINGS = 3
NOT_IN_FILE = Choice("", "ファイルにない")


def dress_columns(request: Any, page: ColumnPage) -> dict[str, Any]:
    """The second step. What was just chosen stays chosen, also when it was refused."""
    is_kept = request.method == "POST" and request.POST.get("step", "check") == "check"
    chosen = chosen_columns(request.POST) if is_kept else {item.key: item.header for item in page.items if item.header}
    meanings = chosen_meanings(request.POST) if is_kept else page.meanings
    items = [(item, chosen.get(item.key, "")) for item in page.items]
    profiles = profiles_of(request.viewer)
    return {
        "heading": "列を合わせる",
        "ground": GROUND,
        "steps": steps_of(ImportState.RECEIVED),
        "page": page,
        "notices": [*map(Notice, page.notices), *map(_look, page.missing), *map(_look, page.questions)],
        "found": [_line(page, item, header) for item, header in items if header or item.is_required],
        "absent": [_line(page, item, header) for item, header in items if not (header or item.is_required)],
        "unused": "、".join(header for header in page.headers if header not in chosen.values()),
        "profile": _profile_field(profiles, page.profile_name) if profiles else "",
        "profile_name": _name_field(request.POST.get("profile_name", "")),
        "meanings": list(_meaning_rows(meanings)),
        "reading": ReadingForm(
            initial={"sheet": page.sheet, "header_row": page.header_row, "encoding": ""}, sheets=page.sheets
        ),
        "check": Button("この列で確かめる", ButtonKind.PRIMARY, name="step", value="check"),
        "use": Button("この対応を使う", name="step", value="use"),
        "forget": Button("この対応を消す", name="step", value="forget"),
        "read_again": Button("この読み方で読みなおす", name="step", value="reread"),
        "back": reverse("imports"),
        "discard": reverse("import_discard", args=[page.batch_id]),
    }


def dress_unreadable(batch_id: uuid.UUID, sentence: str) -> dict[str, Any]:
    """The file has gone or cannot be opened any more."""
    return {
        "heading": "このファイルは読めません",
        "notice": Notice(
            sentence, NoticeKind.DANGER, "台帳には何も書かれていません。", reverse("imports"), "ファイルを選びなおす"
        ),
        "discard": reverse("import_discard", args=[batch_id]),
    }


def _look(sentence: str) -> Notice:
    return Notice(sentence, NoticeKind.WARNING)


def _line(page: ColumnPage, item: ColumnItem, header: str) -> dict[str, Any]:
    """One item: its field, how the column was found, and what stands in it in the first rows."""
    choices = (NOT_IN_FILE, *(Choice(name, name) for name in page.headers))
    said = item.confidence if header == item.header else ("選ばれた項目" if header else "")
    field = Field(
        f"column_{item.key}",
        item.label,
        FieldKind.SELECT,
        header,
        choices=choices,
        requirement="必須" if item.is_required else "",
        is_required=False,
    )
    return {"field": field, "said": said, "examples": _examples(page, header)}


def _examples(page: ColumnPage, header: str) -> str:
    if header not in page.headers:
        return ""
    place = page.headers.index(header)
    values = [row[place] for row in page.samples if place < len(row) and row[place]]
    return "、".join(dict.fromkeys(values)) or "（初めの行は空です）"


def _profile_field(profiles: list[Any], used: str) -> Field:
    chosen = next((str(one.profile_id) for one in profiles if one.name == used), "")
    choices = (Choice("", "選んでください"), *(Choice(str(one.profile_id), one.name) for one in profiles))
    return Field("profile", "保存した対応", FieldKind.SELECT, chosen, choices=choices, requirement="")


def _name_field(typed: str) -> Field:
    return Field(
        "profile_name",
        "この対応を名前を付けて保存する",
        value=typed,
        help="次に同じ見出しのファイルを選ぶと、自動で使われます。例: 介護保険システムの毎週の台帳",
        attributes={"maxlength": "60", "autocomplete": "off"},
    )


def _meaning_rows(meanings: dict[str, dict[str, str]]) -> Iterator[tuple[Field, Field, Field]]:
    """A line for each code of the town's own that is known, and some empty ones."""
    known = [(key, value, meaning) for key, pairs in meanings.items() for value, meaning in pairs.items()]
    coded = (Choice("", "項目を選ぶ"), *(Choice(i.key, i.label) for i in LEDGER_FIELDS if i.kind is Kind.CODE))
    for row, (key, value, meaning) in enumerate([*known, *[("", "", "")] * BLANK_MEANINGS]):
        yield (
            Field(f"meaning_{row}_key", "項目", FieldKind.SELECT, key, choices=coded, requirement=""),
            Field(f"meaning_{row}_value", "ファイルの値", value=value, requirement=""),
            Field(f"meaning_{row}_meaning", "意味", value=meaning, requirement=""),
        )
