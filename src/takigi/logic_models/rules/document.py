"""効果発現経路の文書: a theory as plain values for the database and for files, and back without loss."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from takigi.logic_models.rules.nodes import NODE_TYPE, Node
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import LogicModelRefused

FORMAT = 1
Document = dict[str, Any]


def as_document(theory: Theory) -> Document:
    """Plain values. What says nothing is left out, so that documents stay small and comparable."""
    return {"format": FORMAT, **plain(theory)}


def from_document(document: Mapping[str, Any]) -> Theory:
    """The counterpart of `as_document`. Refuses a document of a later format rather than losing what it holds."""
    number = document.get("format", FORMAT)
    if number != FORMAT:
        raise LogicModelRefused(
            f"この文書は新しい形式（{number}）で書かれています。Takigiを新しくしてから開いてください。"
        )
    return typing.cast(Theory, value_of(Theory, {key: document[key] for key in document if key != "format"}))


def plain(value: Any) -> Any:
    """One value as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if not is_dataclass(value):
        return value
    said = {
        field.name: plain(getattr(value, field.name))
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) not in ("", (), None, False)
    }
    return {"kind": value.kind.value, **said} if isinstance(value, Node) else said


def value_of(kind: Any, given: Any) -> Any:
    """The value of a type, read from plain values. The counterpart of `plain`."""
    if given is None or (isinstance(kind, type) and isinstance(given, kind) and not isinstance(given, str)):
        return given
    arms = [one for one in typing.get_args(kind) if one is not type(None)]
    if isinstance(kind, types.UnionType):
        return value_of(arms[0], given)
    if typing.get_origin(kind) is tuple:
        return tuple(value_of(arms[0], one) for one in given)
    if kind is date:
        return date.fromisoformat(given)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(given)
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_fields(kind, given)
    return given


def _of_fields(kind: type[Any], given: Mapping[str, Any]) -> Any:
    if issubclass(kind, Node):
        kind = NODE_TYPE[given["kind"]]
    known = types_of(kind)
    return kind(**{name: value_of(known[name], one) for name, one in given.items() if name in known})


_KNOWN: dict[type[Any], dict[str, Any]] = {}


def types_of(kind: type[Any]) -> dict[str, Any]:
    """The fields of a kind of box (or arrow) with their types, in order."""
    if kind not in _KNOWN:
        hints = typing.get_type_hints(kind)
        _KNOWN[kind] = {field.name: hints[field.name] for field in fields(kind)}
    return _KNOWN[kind]
