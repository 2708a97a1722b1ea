"""帳票を残す形: a sheet as plain JSON and back, so that what was signed can be read exactly as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from takigi.kernel.partial_dates import PartialDate, Precision

Sheet = TypeVar("Sheet")


def to_json(value: Any) -> Any:
    """A sheet as dictionaries, lists and words. Days are written as ISO dates."""
    if isinstance(value, PartialDate):
        return {
            "earliest": to_json(value.earliest),
            "latest": to_json(value.latest),
            "text": value.text,
            "precision": value.precision.value,
        }
    if is_dataclass(value):
        return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value


def from_json(kind: type[Sheet], written: Mapping[str, Any]) -> Sheet:
    """The sheet again. What a later version of the form added is empty; what it no longer has is left out."""
    hints = get_type_hints(kind)
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # every sheet is a dataclass
    return kind(**{name: _read(hints[name], value) for name, value in written.items() if name in known})


def _read(hint: Any, value: Any) -> Any:
    if get_origin(hint) in {Union, UnionType}:
        if value is None:
            return None
        hint = next(one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], one) for one in value)
    if hint is PartialDate:
        day = [date.fromisoformat(one) if one else None for one in (value["earliest"], value["latest"])]
        return PartialDate(day[0], day[1], Precision(value["precision"]), value["text"])
    if hint in {date, time}:
        return hint.fromisoformat(value)
    return from_json(hint, value) if isinstance(hint, type) and is_dataclass(hint) else value
