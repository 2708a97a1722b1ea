"""書きかけのきまり: which forms of a story keep what is typed, and what a field may hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from takigi.logic_models.rules.words import LogicModelRefused

FORMS = frozenset({"reflection", "decision", "diagnosis", "claim", "outline", "course", "meeting"})
# A story of two hundred boxes with every field told is some 60,000 letters of outline.
MOST_FIELDS, LONGEST = 40, 120_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# What a form sends beside its own boxes.
BESIDE = frozenset({"csrfmiddlewaretoken", "go"})

Entries = dict[str, list[str]]


def read_entries(form: str, typed: Mapping[str, Sequence[str]]) -> Entries:
    """What was typed, field by field. Whether it makes sense is asked when it is kept.

    >>> read_entries("reflection", {"did": ["聞いた"], "saw": [""], "csrfmiddlewaretoken": ["x"]})
    {'did': ['聞いた']}
    """
    if form not in FORMS or len(typed) > MOST_FIELDS:
        raise LogicModelRefused("知らない用紙が送られました。ページを開きなおしてください。")
    kept = {name: list(values) for name, values in typed.items() if name not in BESIDE}
    if (
        any(not _NAME.fullmatch(name) for name in kept)
        or sum(len(one) for many in kept.values() for one in many) > LONGEST
    ):
        raise LogicModelRefused("長すぎて、下書きに残せません。いったん保存してください。")
    return {name: values for name, values in kept.items() if any(values)}
