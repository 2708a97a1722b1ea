"""呼び名: words by which somebody is called (山田さん), told from everybody's words for somebody (奥さん). Pure."""

from __future__ import annotations

import re

# Everybody's words for somebody: 奥さん, 利用者さん, 先生. They name nobody.
_NOBODY = frozenset(
    [
        "お母",
        "母",
        "お父",
        "父",
        "奥",
        "旦那",
        "息子",
        "娘",
        "嫁",
        "お嫁",
        "婿",
        "お婿",
        "孫",
        "お孫",
        "兄",
        "お兄",
        "姉",
        "お姉",
        "弟",
        "妹",
        "おじい",
        "おばあ",
        "お爺",
        "お婆",
        "おじ",
        "おば",
        "皆",
        "みな",
        "みんな",
        "患者",
        "利用者",
        "本人",
        "ご本人",
        "家族",
        "ご家族",
        "ヘルパー",
        "看護師",
        "保健師",
        "ケアマネ",
        "ケアマネジャー",
        "相談員",
        "職員",
        "民生委員",
        "お医者",
        "医者",
        "大家",
        "近所",
        "ご近所",
        "お隣",
        "隣",
        "隣人",
        "参加者",
        "住民",
        "主治医",
        "校長",
        "担任",
        "業者",
        "班長",
        "区長",
        "会長",
        "店",
        "お店",
        "八百屋",
        "床屋",
        "魚屋",
        "お客",
        "客",
        "相手",
        "他人",
        "仲間",
        "包括",
        "社協",
        "市役所",
        "役場",
        "担当",
        "担当者",
        "友",
        "お友達",
        "友達",
        "先輩",
        "後輩",
        "子",
        "お子",
        "息子",
        "王",
        "神",
        "仏",
        "お手伝い",
        "お疲れ",
        "ご苦労",
        "お世話",
    ]
)
_CALLED = re.compile(
    r"([一-龠々ヶァ-ヴーぁ-ん]{1,8}?)(さん|さま|様(?![子々式相])|氏|くん|君|ちゃん|先生)(?![ぁ-んァ-ヴ]*(?:に様|の様))"
)
_NAME = re.compile(r"(?:[一-龠々ヶ]{1,4}|[ァ-ヴー]{2,6}|お?[ぁ-ん]{2,4})$")


def called_names(text: str) -> tuple[str, ...]:
    """Whoever is called by a name in the text, with the title.

    >>> called_names("山田さんが、奥さんと来た")
    ('山田さん',)
    >>> called_names("先に様子を聞いた。今日は様々な話が出た")
    ()
    """
    return tuple(whole for called in _CALLED.finditer(text) if (whole := _named(called)))


def _named(called: re.Match[str]) -> str:
    before, title = called.groups()
    tail = _NAME.search(before)
    word = tail[0] if tail else before
    if any(word.endswith(one) for one in _NOBODY):
        return ""
    return word + title if re.search(r"[一-龠ァ-ヴ]", word) else ""
