"""だれか分からなくする: what in a text could lead to a person, each with what may be written instead; and ages as wide as they must be. Pure.

A machine's draft: one name in ten slips through (evidence.md 9), so that a person always reads the text as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from takigi.casework.rules.called_names import called_names
from takigi.kernel.labelled import Labelled

# Fewer people of the same sex and five-year band in the area, and the age stays unsaid (V35).
FEWEST_PEERS = 10
OLDEST_BAND, YOUNGEST = 95, 65
# A name of one character would be found in every text.
SHORTEST_NAME = 2


class Trace(Labelled):
    """手がかり."""

    KNOWN = "known", "台帳や職員の名簿にある名前"
    NAME = "name", "人の名前"
    PLACE = "place", "場所や事業所の名前"
    DAY = "day", "日付"
    AGE = "age", "年齢"
    NUMBER = "number", "電話や番号"


INSTEAD = {
    Trace.KNOWN: "「本人」「娘さん」「担当の保健師」のように、役割で書きます。",
    Trace.NAME: "「本人」「娘さん」「近所の方」のように、役割で書きます。",
    Trace.PLACE: "「病院」「近くの公民館」「市内」のように、種類だけを書きます。",
    Trace.DAY: "「退院の1か月後」「夏」のように、順番や季節で書きます。",
    Trace.AGE: "年齢の欄に入れると、同じ年代の人数を確かめて、5歳きざみで載せます。",
    Trace.NUMBER: "消します。",
}

_DIGITS = "0-9０-９〇一二三四五六七八九十"
_ERA = r"(?:明治|大正|昭和|平成|令和|[MTSHR])"
_PATTERNS = (
    (Trace.NUMBER, re.compile(r"0\d{1,4}[-－ー]\d{1,4}[-－ー]\d{3,4}|(?<!\d)\d{7,12}(?!\d)")),
    (
        Trace.DAY,
        re.compile(
            rf"{_ERA}\s?[{_DIGITS}元]{{1,3}}\s?(?:年|[./])(?:\s?[{_DIGITS}]{{1,3}}\s?(?:月|[./])?(?:\s?[{_DIGITS}]{{1,3}}\s?日?)?)?"
            r"|(?:19|20)\d\d\s?(?:年|[-/.])(?:\s?\d{1,2}\s?(?:月|[-/.])?(?:\s?\d{1,2}\s?日?)?)?"
            rf"|[{_DIGITS}]{{1,3}}月[{_DIGITS}]{{1,3}}日|(?<![\d/.])(?:1[0-2]|[1-9])/(?:3[01]|[12]\d|[1-9])(?![\d/])"
        ),
    ),
    (
        Trace.AGE,
        re.compile(
            r"(?:満|数え)?(?:\d{2,3}|[０-９]{2,3}|[〇一二三四五六七八九十百]{2,4})\s?[歳才](?!代|きざみ|以上|未満|まで|から)"
        ),
    ),
    (
        Trace.PLACE,
        re.compile(
            rf"[一-龠ヶァ-ヴー]{{1,8}}(?:町|村|字|丁目|番地)[{_DIGITS}]+[-－ー番{_DIGITS}]*"
            r"|(?P<own>[一-龠ヶァ-ヴー]{2,8}?)(?P<sort>病院|医院|クリニック|診療所|整形外科|薬局|公民館|団地|小学校|中学校|神社|苑|荘|市立|町立)"
            r"|(?P<soft>[ぁ-ん]{3,6})(?:苑|荘|薬局|クリニック|医院)"
            r"|(?P<town>[一-龠ヶ]{2,4})(?P<kind>市|区|郡|町|村)(?![民内外部街区場立営長役的])"
        ),
    ),
)
# What stands before the kind of place and names none.
_COMMON = re.compile(
    r"(?:総合|大学|県立|市立|町立|公立|民間|急性期|回復期|地域|近所|近く|いつも|かかりつけ|入院先|別|大き|小さ|この|その|同じ|元|前|隣|通院先|紹介先"
    r"|救急|精神科|療養|専門|母|各|全|他|当|都|自|本|老人|町内|校区|地元|集会所|歩|行|通|は|が|に|を|と|も|で|へ|の|な|い)$"
)


@dataclass(frozen=True)
class Found:
    """見つかった手がかり: the words, what they give away, and what may be written instead."""

    trace: Trace
    words: str
    instead: str


def traces_in(text: str, known: Iterable[str] = ()) -> tuple[Found, ...]:
    """Everything in the text that could lead to a person, each once. `known`: names of the register and of staff, exactly as they are.

    >>> [(one.trace.label, one.words) for one in traces_in("山田さんは令和8年9月3日に転び、87歳で")]
    [('人の名前', '山田さん'), ('日付', '令和8年9月3日'), ('年齢', '87歳')]
    >>> traces_in("退院のあと、娘さんと近くの公民館へ通った。80代で、病院には行かない")
    ()
    """
    found: dict[tuple[Trace, str], None] = {}
    plain = _without_blanks(text)
    for name in known:
        if len(_without_blanks(name)) >= SHORTEST_NAME and _without_blanks(name) in plain:
            found[Trace.KNOWN, name] = None
    for name in called_names(text):
        found[Trace.NAME, name] = None
    for trace, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _is_common(match):
                found[trace, match[0].strip()] = None
    return tuple(Found(trace, words, INSTEAD[trace]) for trace, words in found)


def _without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def _is_common(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    before = groups.get("own") or groups.get("town") or groups.get("soft")
    return before is not None and bool(_COMMON.search(before))


def band_of(age: int) -> tuple[int, int | None]:
    """The five-year band of an age: its first year and the year after its last; under 65 and from 95 on are merged.

    >>> band_of(87), band_of(60), band_of(101)
    ((85, 90), (0, 65), (95, None))
    """
    if age < YOUNGEST:
        return 0, YOUNGEST
    if age >= OLDEST_BAND:
        return OLDEST_BAND, None
    first = age - age % 5
    return first, first + 5


def age_told(age: int, *, peers: int) -> str:
    """An age as a success story may tell it: its band, and nothing where fewer than ten share it with the person's sex.

    >>> age_told(87, peers=240), age_told(97, peers=12), age_told(63, peers=9)
    ('85〜89歳', '95歳以上', '')
    """
    if peers < FEWEST_PEERS:
        return ""
    first, after = band_of(age)
    if after is None:
        return f"{first}歳以上"
    return f"{first}〜{after - 1}歳" if first else f"{after}歳未満"
