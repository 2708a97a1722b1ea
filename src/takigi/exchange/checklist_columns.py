"""チェックリストの列: which heading holds which item. A question is known by what it asks; a number is only a suggestion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from takigi.exchange.profiles import folded_header
from takigi.exchange.readings import shown
from takigi.exchange.tables.shapes import Cell
from takigi.instruments.checklist_items import ITEMS
from takigi.instruments.numberings import ITO_CITY, NATIONAL_NUMBERING, NumberedItem, Numbering

LEAST_NUMBERS = 8
ITEM_OF_NUMBER = {item.number: item.key for item in ITEMS}
# Published orders that a file with bare numbers may follow.
NUMBERINGS = {one.name: {item.number: item.key for item in one.items} for one in (NATIONAL_NUMBERING, ITO_CITY)}


@dataclass(frozen=True)
class ChecklistField:
    """読む項目: its key, its name on the screen and the headings it is known by."""

    key: str
    label: str
    aliases: tuple[str, ...]
    is_item: bool = False


WHO = (
    ChecklistField("insured_no", "被保険者番号", ("被保険者番号", "介護保険被保険者番号", "被保番号", "保険番号")),
    ChecklistField("name", "氏名", ("氏名", "名前", "お名前", "漢字氏名", "本人氏名", "被保険者氏名", "対象者氏名")),
    ChecklistField("kana", "氏名カナ", ("氏名カナ", "カナ氏名", "フリガナ", "ふりがな", "カナ", "氏名フリガナ")),
    ChecklistField("birth", "生年月日", ("生年月日", "誕生日", "生年月日和暦", "生年月日西暦")),
    ChecklistField(
        "answered_on", "答えた日", ("答えた日", "回答日", "記入日", "実施日", "実施年月日", "記入年月日", "回答年月日")
    ),
)
BODY = (
    ChecklistField("height", "身長（cm）", ("身長", "身長cm")),
    ChecklistField("weight", "体重（kg）", ("体重", "体重kg")),
    ChecklistField("bmi", "BMIの値", ("bmi", "bmi値")),
)
QUESTIONS = tuple(
    ChecklistField(item.key, f"{item.number} {item.wording}", (item.key,), is_item=True) for item in ITEMS
)
FIELDS = (*WHO, *BODY, *QUESTIONS)
FIELDS_BY_KEY = {field.key: field for field in FIELDS}

# What each question is about, in the words that towns use for it: all of a group's words must stand in the heading.
_ABOUT: dict[str, tuple[tuple[str, ...], ...]] = {
    "kcl_bus": (("バス", "電車"), ("バス", "外出")),
    "kcl_shopping": (("買い物",), ("買物",), ("日用品",)),
    "kcl_savings": (("預貯金",), ("預金",)),
    "kcl_friends": (("友人の家",), ("友人宅",)),
    "kcl_advice": (("相談にのって",), ("相談に乗って",), ("相談にのる",)),
    "kcl_stairs": (("階段",),),
    "kcl_chair": (("椅子",), ("いす", "立ち上")),
    "kcl_walk15": (("15分",), ("続けて歩",)),
    "kcl_fall": (("転んだ",), ("転倒した",), ("1年間", "転")),
    "kcl_fear": (("転倒", "不安"), ("転ぶ", "不安")),
    "kcl_weight_loss": (("体重", "減"),),
    "kcl_bmi": (("bmi", "185"), ("bmi", "未満")),
    "kcl_chewing": (("固い",), ("硬い",)),
    "kcl_choking": (("むせ",),),
    "kcl_dry_mouth": (("渇き",), ("乾き",)),
    "kcl_going_out": (("週に1回", "外出"), ("週1回", "外出")),
    "kcl_going_out_less": (("外出", "減"),),
    "kcl_same_thing": (("同じこと",), ("物忘れ", "言われ"), ("もの忘れ", "言われ")),
    "kcl_telephone": (("電話番号", "調べ"), ("電話をかけ",)),
    "kcl_date": (("何月何日",),),
    "kcl_fulfilment": (("充実",),),
    "kcl_pleasure": (("楽しめ",),),
    "kcl_burden": (("おっくう",),),
    "kcl_useful": (("役に立つ",), ("役にたつ",)),
    "kcl_tired": (("疲れた",),),
}
# A number at the head of a heading; not one that belongs to the question itself (15分, 6か月).
_NUMBER = re.compile(
    r"^(?:no|q|kcl|問|設問|質問|項目|第|回答)?(\d{1,2})(?!\d|分|か月|ヶ月|ヵ月|カ月|キロ|kg|年|週|日|回|歳)"
)


def number_in(header: str) -> int | None:
    """The number that a town's paper gives the question, 1 to 25.

    >>> number_in("No.６ 階段"), number_in("15分くらい続けて歩いていますか"), number_in("問３")
    (6, None, 3)
    """
    found = _NUMBER.match(folded_header(header))
    number = int(found[1]) if found else 0
    return number if 1 <= number <= len(ITEMS) else None


def are_question_numbers(cells: Sequence[Cell]) -> bool:
    """Whether a line holds the numbers of questions, rising and each once; answers repeat themselves.

    >>> are_question_numbers(["番号", *range(1, 26)]), are_question_numbers(["0000000001", 1, 2, 2, 1, 2, 1, 1, 2, 1])
    (True, False)
    """
    texts = (folded_header(shown(cell)) for cell in cells)
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 2]
    return len(numbers) >= LEAST_NUMBERS and numbers == sorted(set(numbers)) and numbers[-1] <= len(ITEMS)


def asked_in(header: str) -> str:
    """The key of the question that the heading words, or nothing when it words none, or two."""
    folded = folded_header(header)
    fitting = {key for key, ways in _ABOUT.items() if any(all(word in folded for word in way) for way in ways)}
    return fitting.pop() if len(fitting) == 1 else ""


def suggest_columns(headers: Sequence[str], numbers: Mapping[int, str] = ITEM_OF_NUMBER) -> dict[str, str]:
    """The likely heading of each item: by name, then by what it asks, and only then by its number in `numbers`."""
    chosen: dict[str, str] = {}
    for field in FIELDS:
        aliases = {folded_header(alias) for alias in field.aliases}
        same = next((one for one in headers if one not in chosen.values() and folded_header(one) in aliases), None)
        if same:
            chosen[field.key] = same
    for suggest in (asked_in, partial(_by_number, numbers)):
        for header in headers:
            key = suggest(header)
            if key and key not in chosen and header not in chosen.values():
                chosen[key] = header
    return chosen


def _by_number(numbers: Mapping[int, str], header: str) -> str:
    return "" if asked_in(header) else numbers.get(number_in(header) or 0, "")


def how_found(key: str, header: str) -> str:
    """Why a heading was suggested, in words."""
    if folded_header(header) in {folded_header(alias) for alias in FIELDS_BY_KEY[key].aliases}:
        return "見出しが一致"
    if asked_in(header) == key:
        return "質問の言葉から"
    return (
        "国の様式の番号から。町の番号がちがうときは選びなおしてください"
        if _by_number(ITEM_OF_NUMBER, header) == key
        else ""
    )


def numbering_of(columns: Mapping[str, str], reversed_keys: frozenset[str]) -> Numbering:
    """The town's own numbering, as far as its headings carry numbers; a number that stands twice is left out."""
    numbered = [(number_in(header), key) for key, header in columns.items() if FIELDS_BY_KEY[key].is_item]
    seen = [number for number, _ in numbered]
    items = (
        NumberedItem(number, key, key in reversed_keys)
        for number, key in numbered
        if number is not None and seen.count(number) == 1
    )
    return Numbering("この町の様式", tuple(sorted(items, key=lambda item: item.number)))


def missing_columns(columns: Mapping[str, str]) -> list[str]:
    """What must be chosen before a row can be read, as sentences. Empty: go on."""
    sentences = []
    if "insured_no" not in columns and not ({"name", "kana"} & columns.keys() and "birth" in columns):
        sentences.append(
            "だれの行かが分かりません。「被保険者番号」の列か、「氏名」と「生年月日」の列を選んでください。"
        )
    if not any(FIELDS_BY_KEY[key].is_item for key in columns):
        sentences.append("質問の列が一つも選ばれていません。25の質問から、ファイルにあるものを選んでください。")
    return sentences


def known_headings() -> frozenset[str]:
    """Every heading that is known, to tell the line of headings from titles above it."""
    return frozenset(alias for field in FIELDS for alias in field.aliases) | {f"No.{one}" for one in ITEM_OF_NUMBER}
