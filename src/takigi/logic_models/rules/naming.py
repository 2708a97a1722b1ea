"""名前が出ていないか: words that look as if they named a person. A question to whoever writes, and no proof of anything."""

from __future__ import annotations

import re

from takigi.logic_models.rules.words import LogicModelRefused

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
    r"([一-龠々ヶァ-ヴーぁ-ん]{1,8}?)(さん|さま|様|氏|くん|君|ちゃん|先生)(?![ぁ-んァ-ヴ]*(?:に様|の様))"
)
_NAME = re.compile(r"(?:[一-龠々ヶ]{1,4}|[ァ-ヴー]{2,6}|お?[ぁ-ん]{2,4})$")
_DETAILS = (
    (re.compile(r"0\d{1,4}[-－ー]\d{1,4}[-－ー]\d{3,4}"), "電話番号"),
    (re.compile(r"(?:明治|大正|昭和|平成|[MTSH])\s?\d{1,2}(?:年|[./])\s?\d{1,2}(?:月|[./])\s?\d{1,2}日?"), "生年月日"),
    (re.compile(r"[一-龠ぁ-ん]{1,6}(?:町|丁目|番地)\s?[0-9０-９一二三四五六七八九十]+[-－ー番0-9０-９]*"), "住所"),
)


def looks_named(text: str) -> tuple[str, ...]:
    """The words that look like a person's name or address.

    >>> looks_named("山田さんが、そんなやり方もあるのかと言った")
    ('山田さん',)
    >>> looks_named("奥さんと利用者さん、皆さんで「ありがとう」と言ってくれた")
    ()
    """
    found = [whole for called in _CALLED.finditer(text) if (whole := _named(called))]
    return tuple(found) + tuple(match[0] for pattern, _ in _DETAILS for match in pattern.finditer(text))


def _named(called: re.Match[str]) -> str:
    before, title = called.groups()
    tail = _NAME.search(before)
    word = tail[0] if tail else before
    if any(word.endswith(one) for one in _NOBODY):
        return ""
    return word + title if re.search(r"[一-龠ァ-ヴ]", word) else ""


def check_nobody_named(*texts: str) -> None:
    """Refuses words that look like somebody's name, saying which."""
    found = [one for text in texts for one in looks_named(text)]
    if found:
        words = "」「".join(dict.fromkeys(found))
        raise LogicModelRefused(
            f"個人の名前や住所のように見えることばがあります:「{words}」。だれか分からない書き方に直してください。"
        )
