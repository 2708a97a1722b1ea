"""検索の結果: what was found as lines of a table; nothing and too many are said in words with what to try."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.field import Choice, Field, FieldKind
from takigi.components.ground_line import GroundLine
from takigi.components.notice import Notice, NoticeKind
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Table
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.powers import Powers, areas_searched, powers_of, search_grounds
from takigi.people.queries.search import LIMIT, Found, PersonCard
from takigi.people.rules import ResidentStatus
from takigi.screens.people.searches import Search

COLUMNS = (Column("氏名"), Column("番号"), Column("圏域"), Column("要介護度"))
FOUND_BY = Column("見つけたところ")
HOW_TO_SEARCH = (
    ("カナ", "よしの　／　ヨシノ タカコ　／　たかこ"),
    ("漢字", "吉野　／　高橋（髙橋も見つかります）"),
    ("番号", "0012345678　／　12345678（初めの0はなくてもかまいません）"),
    ("生年月日", "S14.5.2　／　昭和14年5月2日　／　1939/5/2"),
    ("組み合わせ", "ヨシノ S14.5.2"),
)


def dress_search(viewer: Viewer, search: Search) -> dict[str, Any]:
    """The search screen: field, area, results, and the ground on which anybody is found."""
    found, powers, because = search.found_by(viewer), powers_of(viewer), search_grounds(viewer)
    areas = areas_searched(viewer)
    choices = (Choice("", "すべての圏域"), *(Choice(str(area.area_id), area.name) for area in areas))
    chosen, refreshing = str(search.area_id or ""), {"hx-post": reverse("people"), "hx-trigger": "change"}
    return {
        "heading": "人をさがす",
        "ground": GroundLine(because)
        if because
        else Notice("いまの職務では、さがせる人がいません。", NoticeKind.WARNING),
        "action": ButtonLink("本人を登録する", reverse("person_new"), icon="plus") if powers.may_register else "",
        "as_of": in_both_eras(viewer.on),
        "search": search,
        "area": Field("area", "圏域", FieldKind.SELECT, chosen, choices=choices, requirement="", attributes=refreshing)
        if len(areas) > 1
        else "",
        "how_to_search": HOW_TO_SEARCH,
        "said": _said(search, found),
        "understood": _understood(found),
        "people": person_table(viewer, found.people) if found.people else "",
        "nothing": _nothing(search, powers) if not (found.people or search.is_empty) else "",
    }


def _said(search: Search, found: Found) -> str:
    """How many were found, for eyes and ears."""
    if search.is_empty or not found.people:
        return ""
    if found.has_more:
        return f"{LIMIT}人より多く見つかりました。はじめの{LIMIT}人です。名や生年月日、圏域を足すとしぼれます。"
    return f"{len(found.people)}人が見つかりました。"


def _understood(found: Found) -> str:
    """How a date or a number was read, so that a misreading is noticed."""
    days = [
        in_both_eras(first) if first == last else f"{in_both_eras(first)}から{in_both_eras(last)}まで"
        for first, last in found.understood.births
    ]
    return f"生年月日は {'、'.join(days)} としてさがしました。" if days else ""


def person_table(viewer: Viewer, people: tuple[PersonCard, ...], caption: str = "見つかった人") -> Table:
    """People as lines of a table, each with a way to the file; a search also says what matched."""
    says_how = any(card.found_by for card in people)
    rows = tuple(_line(viewer, card) + ((card.found_by,) if says_how else ()) for card in people)
    return Table(caption, (*COLUMNS, FOUND_BY) if says_how else COLUMNS, rows, has_hidden_caption=True)


def _line(viewer: Viewer, card: PersonCard) -> tuple[Cell, ...]:
    href = reverse("person", args=[card.person_id])
    name = PersonName(card.name, card.name_kana, card.birth, viewer.on, href)
    is_resident = card.status is ResidentStatus.RESIDENT
    level: Cell = card.level or "認定なし"
    return (name, card.insured_no, card.area_name, level if is_resident else StatusTag(card.status.label))


def _nothing(search: Search, powers: Powers) -> EmptyState:
    tries = "名字だけ、カナだけ、生年月日だけでもさがせます。前の名字でも見つかります。"
    if search.area_id is not None:
        tries += "圏域を「すべての圏域」にすると見つかるかもしれません。"
    if powers.may_break_glass:
        tries += "担当圏域の外の人は出ません。"
        urgent = ButtonLink("急ぎのとき、番号で開く", reverse("emergency_new"))
        return EmptyState("当てはまる人は見つかりませんでした", tries, urgent)
    return EmptyState("当てはまる人は見つかりませんでした", tries)
