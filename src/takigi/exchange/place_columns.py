"""場所の一覧の列: the headings under which a list of places is read, the other names they go by, and the file to begin with."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from takigi.exchange.writers import write_table_xlsx
from takigi.resources.rules.words import Access, Comfort, Interest, ResourceKind, Sharing, Welcome


@dataclass(frozen=True)
class PlaceColumn:
    """一つの列. `others`: what lists of towns call it (open data of public facilities, the ministry's list of 通いの場)."""

    key: str
    heading: str
    others: tuple[str, ...] = ()
    example: str = ""


COLUMNS = (
    PlaceColumn("name", "名前", ("名称", "通いの場名", "通いの場の名称", "団体名", "サロン名"), "東町おしゃべり会"),
    PlaceColumn(
        "name_kana", "読み", ("名称_カナ", "名称カナ", "カナ", "フリガナ", "ふりがな"), "ひがしまちおしゃべりかい"
    ),
    PlaceColumn("kind", "種類", ("分類", "活動内容", "主な活動"), ResourceKind.SALON.label),
    PlaceColumn("area", "地区", ("圏域", "日常生活圏域", "小学校区")),
    PlaceColumn("place", "場所", ("会場", "開催場所", "場所名称"), "東町公民館 1階"),
    PlaceColumn("address", "住所", ("所在地", "所在地_連結表記")),
    PlaceColumn(
        "days", "ひらく日", ("開催日", "開催日時", "利用可能曜日", "活動日", "頻度"), "毎週火 10:00〜11:30\n第1・第3木"
    ),
    PlaceColumn("is_closed_on_holidays", "祝日は休み", (), "○"),
    PlaceColumn("rest", "休む季節", ("冬季休止",), "12月から3月"),
    PlaceColumn("days_note", "日についての覚え書き", ("利用可能日時特記事項", "利用可能曜日特記事項")),
    PlaceColumn("cost", "一回の費用", ("費用", "参加費", "会費", "料金"), "200円（お茶と菓子）"),
    PlaceColumn("access", "行き方", ("アクセス方法", "交通"), f"{Access.WALK.label}、{Access.PICK_UP.label}"),
    PlaceColumn("walk_minutes", "歩く分", ("徒歩", "徒歩分"), "5"),
    PlaceColumn("walk_from", "どこから歩くか", (), "東町のバス停から"),
    PlaceColumn("comforts", "場所のようす", ("バリアフリー情報",), f"{Comfort.NO_STEPS.label}、{Comfort.CHAIRS.label}"),
    PlaceColumn(
        "interests", "できること", ("ここでできること", "内容"), f"{Interest.TALK.label}、{Interest.MUSIC.label}"
    ),
    PlaceColumn("welcomes", "迎え方", (), Welcome.FIRST_TIME.label),
    PlaceColumn("atmosphere", "来ている人とふんいき", ("ふんいき", "説明", "備考"), "80代の女の人が多い"),
    PlaceColumn("roles", "できる役割", ("役割",), "お茶を出す"),
    PlaceColumn("capacity_note", "空き", ("定員",), "あと3人"),
    PlaceColumn("conditions", "参加の条件", ("対象", "参加条件", "対象者"), "町内の人"),
    PlaceColumn("contact_name", "世話役・窓口", ("世話役", "代表者", "代表者名", "連絡先名称", "担当者"), "世話役の方"),
    PlaceColumn("contact_phone", "電話", ("電話番号", "連絡先", "連絡先電話番号"), "000-0000-0000"),
    PlaceColumn("contact_note", "かけるときの覚え書き", (), "夕方に"),
    PlaceColumn("is_private", "個人の連絡先", (), "○"),
    PlaceColumn("sharing", "だれに伝えてよいか", ("公開", "公表"), Sharing.PUBLIC.label),
    PlaceColumn("consent_on", "同意を聞いた日", ("同意日",)),
    PlaceColumn("verified_on", "確かめた日", ("確認日", "調査日", "更新日")),
    PlaceColumn("source", "どこで知ったか", ("情報源", "出典"), "公民館だより"),
)
HEADING = {one.key: one.heading for one in COLUMNS}
KNOWN = tuple(name for one in COLUMNS for name in (one.heading, *one.others))


def column_keys(headers: Sequence[str]) -> dict[str, str]:
    """Which heading of the file is which column: its own name first, then the other names; each heading once.

    >>> column_keys(["No", "名称", "会 場"])
    {'name': '名称', 'place': '会 場'}
    """
    by_name = {_folded(header): header for header in reversed(headers) if header}
    found: dict[str, str] = {}
    for names in ([one.heading] for one in COLUMNS), (one.others for one in COLUMNS):
        for column, some in zip(COLUMNS, names, strict=True):
            header = next((by_name[_folded(name)] for name in some if _folded(name) in by_name), None)
            if header and column.key not in found and header not in found.values():
                found[column.key] = header
    return {one.key: found[one.key] for one in COLUMNS if one.key in found}


def _folded(heading: str) -> str:
    plain = unicodedata.normalize("NFKC", heading)
    return "".join(sign for sign in plain if not sign.isspace()).rstrip("*必須()")


def sample_list(area_name: str = "") -> bytes:
    """書き方の見本: a workbook with the headings, one row that is filled in and one with the least that is needed."""
    filled = [area_name if one.key == "area" else one.example for one in COLUMNS]
    least = {"name": "川べりの花守り", "kind": ResourceKind.FIELD.label, "place": "川べりの広場"}
    return write_table_xlsx(
        [one.heading for one in COLUMNS],
        [filled, [least.get(one.key, "") for one in COLUMNS]],
        sheet="場所の一覧",
    )
