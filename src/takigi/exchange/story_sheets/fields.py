"""欄の値: the value of each field as a text and back."""

from __future__ import annotations

import types
import typing
from datetime import date
from enum import Enum
from typing import Any

from takigi.kernel.date_notations import UnreadableDate, read_date
from takigi.kernel.labelled import Labelled
from takigi.logic_models.rules.document import types_of
from takigi.logic_models.rules.nodes import Node

YES = "はい"


class Unread(ValueError):
    """The text is no value of this field; the sentence says what is possible."""


def names_boxes(kind: type[Any], name: str) -> bool:
    """Whether the field holds keys of other boxes."""
    return issubclass(kind, Node) and name in kind.refers


def as_text(value: Any, *, is_keys: bool = False) -> str:
    """A value as it stands in a sheet."""
    if value in (None, "", (), False, 0):
        return ""
    if value is True:
        return YES
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        is_list = is_keys or any(isinstance(one, Labelled) for one in value)
        return ("、" if is_list else "\n").join(as_text(one) if isinstance(one, Labelled) else one for one in value)
    return str(value)


def value_of(kind: type[Any], name: str, text: str) -> Any:
    """The counterpart of `as_text`, for what a person has written. Refuses with what could stand there."""
    wanted = types_of(kind)[name]
    arms = [one for one in typing.get_args(wanted) if one is not types.NoneType]
    if isinstance(wanted, types.UnionType):
        return value_as(arms[0], text.strip()) if text.strip() else None
    if typing.get_origin(wanted) is tuple:
        listed = [one.strip() for one in text.replace(",", "、").replace("\n", "、").split("、") if one.strip()]
        if names_boxes(kind, name):
            return tuple(listed)
        if arms[0] is not str:
            return tuple(value_as(arms[0], one) for one in listed)
        return tuple(text.split("\n")) if text else ()
    return value_as(wanted, text)


def value_as(wanted: Any, text: str) -> Any:
    """One plain value of a type, read from what stands in a cell."""
    if wanted is bool:
        return text.strip() in (YES, "○", "〇", "1", "TRUE", "True", "true")
    if wanted is int:
        if text.strip() and not text.strip().isdecimal():
            raise Unread(f"「{text}」は数ではありません。1、2、3 のように書いてください。")
        return int(text.strip() or 0)
    if wanted is date:
        return day_of(text)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _labelled(wanted, text.strip())
    return text


def _labelled(wanted: type[Enum], text: str) -> Enum:
    for one in wanted:
        if text in (getattr(one, "label", ""), one.value):
            return one
    known = "、".join(getattr(one, "label", "") for one in wanted)
    raise Unread(f"「{text}」は読めません。{known}のどれかを書いてください。")


def day_of(text: str) -> date:
    """A day as people write it in sheets: 2026/11/30, R8.11.30."""
    try:
        read = read_date(text.strip())
    except UnreadableDate as refusal:
        raise Unread(str(refusal)) from None
    if read is None or read.exact is None:
        raise Unread(f"「{text}」は何日か分かりません。2026/11/30 のように、日まで書いてください。")
    return read.exact
