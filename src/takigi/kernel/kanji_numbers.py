"""漢数字: numbers written in kanji before 年, 月 and 日."""

from __future__ import annotations

import re

_DIGITS = {kanji: value for value, kanji in enumerate("〇一二三四五六七八九")} | {"零": 0}
_RUN = re.compile(r"[〇零一二三四五六七八九十百]+(?=[年月日])")


def digits_for_kanji(text: str) -> str:
    """The text with the kanji numbers of its dates in digits.

    >>> digits_for_kanji("昭和十二年四月三十一日"), digits_for_kanji("一九三〇年")
    ('昭和12年4月31日', '1930年')
    """
    return _RUN.sub(lambda run: _digits(run[0]), text)


def _digits(kanji: str) -> str:
    if not set(kanji) & {"十", "百"}:
        return "".join(str(_DIGITS[sign]) for sign in kanji)
    total, pending = 0, 0
    for sign in kanji:
        if sign in "十百":
            total += (pending or 1) * (10 if sign == "十" else 100)
            pending = 0
        else:
            pending = _DIGITS[sign]
    return str(total + pending)
