"""議事録のきまり: which boxes a sheet of minutes has, and whom its words name although they are not in the case. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from enum import StrEnum

from takigi.meetings.rules.words import MeetingsRefused

LONGEST = 20_000


class Box(StrEnum):
    """議事録の欄. Every item of the agenda has its own boxes; the mood belongs to the whole meeting."""

    SAID = "said"
    DECIDED = "decided"
    LEARNED = "learned"
    MOOD = "mood"


LABELS = {
    Box.SAID: "出た話",
    Box.DECIDED: "決まったこと",
    Box.LEARNED: "町全体の課題として持ち帰ること",
    Box.MOOD: "場のようす（観察）",
}
OF_ITEMS = (Box.SAID, Box.DECIDED, Box.LEARNED)
_NAME = re.compile(r"(said|decided|learned)-([0-9a-f]{32})|mood")


def box_name(box: Box, item_id: uuid.UUID | None = None) -> str:
    """The name of a box on the sheet.

    >>> box_name(Box.SAID, uuid.UUID(int=1)), box_name(Box.MOOD)
    ('said-00000000000000000000000000000001', 'mood')
    """
    return box.value if item_id is None else f"{box.value}-{item_id.hex}"


def read_box(name: str, typed: object, *, item_ids: Iterable[uuid.UUID]) -> str:
    """What a window sent for a box. Boxes of items that are not on the agenda are refused; the words stay on the page."""
    found = _NAME.fullmatch(name)
    known = {one.hex for one in item_ids}
    if found is None or (found[2] and found[2] not in known) or not isinstance(typed, str):
        raise MeetingsRefused("知らない欄が送られました。ページを開きなおしてください。書いたことは残っています。")
    if len(typed) > LONGEST:
        raise MeetingsRefused(f"一つの欄は{LONGEST}字までです（いま{len(typed)}字）。議題ごとに分けて書いてください。")
    return typed.replace("\r\n", "\n")


_CALLED = re.compile(r"([一-龠々ヶ]{1,6}|[ァ-ヴー]{2,8})(?:さん|さま|様|氏|くん|君|ちゃん)")
# Everybody's words for somebody: they name nobody.
_NOBODY = (
    "本人",
    "家族",
    "奥",
    "旦那",
    "息子",
    "娘",
    "嫁",
    "婿",
    "孫",
    "兄",
    "姉",
    "弟",
    "妹",
    "母",
    "父",
    "皆",
    "利用者",
    "患者",
    "看護師",
    "保健師",
    "相談員",
    "職員",
    "担当者",
    "担当",
    "民生委員",
    "大家",
    "近所",
    "隣",
    "隣人",
    "参加者",
    "住民",
    "主治医",
    "医師",
    "校長",
    "担任",
    "業者",
    "班長",
    "区長",
    "会長",
    "店",
    "客",
    "相手",
    "仲間",
    "社協",
    "包括",
    "事務局",
    "友達",
    "子",
    "爺",
    "婆",
    "ケアマネ",
    "ケアマネジャー",
    "ヘルパー",
    "理学療法士",
    "作業療法士",
    "薬剤師",
    "栄養士",
    "歯科医",
    "歯科衛生士",
    "事業者",
    "支援者",
    "委員",
    "児童",
    "生徒",
    "園児",
)


def strangers(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Called by a name, and neither in the case nor at the table. A question to the writer, never a refusal.

    `known`: names as the ledger has them (「山田　ハナ」), of the household and of everybody who sat there.

    >>> strangers("山田さんと長女の和子さん、となりの木村さんが来た。奥さんは留守。", ["山田　ハナ", "山田　和子"])
    ('木村さん',)
    """
    pieces = {piece for name in known for piece in _pieces(name)}
    found = []
    for called in _CALLED.finditer(text):
        word = called[1]
        if any(word.endswith(one) for one in _NOBODY) or any(word.endswith(one) for one in pieces):
            continue
        found.append(called[0])
    return tuple(dict.fromkeys(found))


def _pieces(name: str) -> set[str]:
    parts = name.replace("　", " ").split()
    return {part for part in (*parts, "".join(parts)) if part}
