"""名前が出ていないか: words that look as if they named a person. A question to whoever writes, and no proof of anything."""

from __future__ import annotations

import re

from takigi.casework.rules.called_names import called_names

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
    return called_names(text) + tuple(match[0] for pattern, _ in _DETAILS for match in pattern.finditer(text))
