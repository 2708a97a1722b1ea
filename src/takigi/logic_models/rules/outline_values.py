"""アウトラインの書き方: how one field of a box stands on a line, and how it is read again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Any, get_args

from takigi.kernel.date_notations import UnreadableDate
from takigi.kernel.spoken_dates import read_spoken_date
from takigi.logic_models.rules.document import types_of
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import Activity, Bar, Cause, CurrentState, Node, Outcome
from takigi.logic_models.rules.words import BudgetStep, NodeKind, OutcomeLevel

K = NodeKind
# What begins a line, and what the box is then. The first word of a kind is the one that is written.
KIND_WORDS: Mapping[str, tuple[NodeKind, Mapping[str, Any]]] = MappingProxyType(
    {
        "誰に": (K.AUDIENCE, {}),
        "だれに": (K.AUDIENCE, {}),
        "現状": (K.CURRENT, {}),
        "原因": (K.CAUSE, {}),
        "なぜ": (K.CAUSE, {}),
        "真因": (K.CAUSE, {"is_root": True}),
        "課題": (K.ISSUE, {}),
        "投入": (K.RESOURCE, {}),
        "活動": (K.ACTIVITY, {}),
        "どう働きかける": (K.ACTIVITY, {}),
        "結果": (K.OUTPUT, {}),
        "直接の結果": (K.OUTPUT, {}),
        "初期": (K.OUTCOME, {"level": OutcomeLevel.INITIAL}),
        "中間": (K.OUTCOME, {"level": OutcomeLevel.INTERMEDIATE}),
        "長期": (K.OUTCOME, {"level": OutcomeLevel.LONG_TERM}),
        "変化": (K.OUTCOME, {}),
        "ありたい姿": (K.IDEAL, {}),
        "外からの影響": (K.FACTOR, {}),
        "確かめ方": (K.MONITORING, {}),
        "モニタリング": (K.MONITORING, {}),
    }
)
TITLE_WORD, LINK_WORD, LOOSE_WORD, DETAIL_MARK, ARROW = "題", "つながり", "？", "・", "→"
NONE_WORD = "なし"
_IN_THE_KIND_WORD = frozenset({"key", "text", "details", "is_root", "level"})
_BAR = re.compile(
    r"(?P<starts>\d{4}-\d\d-\d\d)?〜(?P<ends>\d{4}-\d\d-\d\d)?(?P<about> 約)?(?: ［(?P<step>[^］]*)］)?"
    r"(?: (?P<text>(?:[^｜\\]|\\.)*?))??(?:｜(?P<written>.*))?"
)


@dataclass(frozen=True)
class Unread(ValueError):
    """A line that no field takes."""

    why: str


def word_of(node: Node) -> str:
    """The word that begins the box's line."""
    if isinstance(node, Outcome):
        return node.level.label if node.level else "変化"
    if isinstance(node, Cause):
        return "真因" if node.is_root else "原因"
    return next(word for word, (kind, _) in KIND_WORDS.items() if kind is node.kind)


def escaped(text: str) -> str:
    """On one line, and with its outer blanks held on to."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return ("\\_" if text[:1].isspace() else "") + text + ("\\_" if text[-1:].isspace() else "")


def unescaped(text: str) -> str:
    """The counterpart of `escaped`."""
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "r": "\r", "_": ""}.get(found[1], found[1]), text)


def attributes(node: Node) -> dict[str, Any]:
    """The fields that stand on lines of their own."""
    return {field.name: getattr(node, field.name) for field in fields(node) if field.name not in _IN_THE_KIND_WORD}


def field_of_label(kind: type[Node], label: str) -> str | None:
    """Which field of this kind of box a label means."""
    return next(
        (name for name in types_of(kind) if FIELD_LABELS.get(name) == label and name not in _IN_THE_KIND_WORD), None
    )


def value_lines(node: Node, name: str, value: Any) -> list[str]:
    """The value of one field as text, one entry for each line that it takes."""
    if name in node.refers:
        keys = (value,) if isinstance(value, str) else value
        return [" ".join(f"#{key}" for key in keys if key) or NONE_WORD]
    if isinstance(value, tuple):
        return [_bar(one) if isinstance(one, Bar) else _one(one) for one in value]
    return [_one(value)]


def _one(value: Any) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, Enum):
        return str(value.label)  # type: ignore[attr-defined]  # every enumeration of a box is labelled
    if isinstance(value, date):
        return value.isoformat()
    return NONE_WORD if value is None else escaped(str(value))


def _bar(bar: Bar) -> str:
    def piped(text: str) -> str:
        return escaped(text).replace("｜", "\\｜")

    starts, ends = (one.isoformat() if one else "" for one in (bar.starts_on, bar.ends_on))
    about, step = " 約" if bar.is_about else "", f" ［{bar.step.label}］" if bar.step else ""
    text, written = f" {piped(bar.text)}" if bar.text else "", f"｜{escaped(bar.written)}" if bar.written else ""
    return f"{starts}〜{ends}{about}{step}{text}{written}"


def read_bar(text: str) -> Bar:
    """A bar from its line; what has another shape is kept as it was written.

    >>> read_bar("2026-04-01〜2026-06-30 約 ［協議］ 病院と話す｜4月から").step.label
    '協議'
    >>> read_bar("春ごろに話す").written
    '春ごろに話す'
    """
    found = _BAR.fullmatch(text)
    steps = {step.label: step for step in BudgetStep}
    if found is None or (found["step"] and found["step"] not in steps):
        return Bar(text=unescaped(text), written=unescaped(text), is_about=True)
    starts, ends = (date.fromisoformat(found[name]) if found[name] else None for name in ("starts", "ends"))
    return Bar(
        text=unescaped(found["text"] or ""),
        starts_on=starts,
        ends_on=ends,
        is_about=bool(found["about"]),
        step=steps.get(found["step"] or ""),
        written=unescaped(found["written"] or ""),
    )


def read_value(kind: Any, text: str, *, on: date) -> Any:
    """One line as a value of the field's type. Raises Unread for what it does not take."""
    if isinstance(kind, UnionType):
        return None if text == NONE_WORD else read_value(get_args(kind)[0], text, on=on)
    if kind is str:
        return unescaped(text)
    if kind is bool:
        return text in {"はい", "○", ""}
    if kind is int:
        if not text.isdecimal():
            raise Unread(f"「{text}」は数ではありません")
        return int(text)
    if kind is Bar:
        return read_bar(text)
    return _read_day(text, on=on) if kind is date else _read_label(kind, text)


def _read_day(text: str, *, on: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return read_spoken_date(text, today=on)
    except UnreadableDate as error:
        raise Unread(f"日付「{text}」を読めません") from error


def _read_label(kind: Any, text: str) -> Any:
    for member in kind:
        if text in {member.label, member.value}:
            return member
    words = "、".join(member.label for member in kind)
    raise Unread(f"「{text}」は選べません（選べるもの: {words}）")


def implied(kind: NodeKind, above: Node | None) -> dict[str, Any]:
    """What a box takes from the box that it stands under."""
    if above is None:
        return {}
    audience = above.key if above.kind is K.AUDIENCE else getattr(above, "audience", "")
    if kind in {K.CURRENT, K.ACTIVITY, K.OUTPUT, K.OUTCOME}:
        return {"audience": audience} if audience else {}
    if kind is K.MONITORING:
        outcomes = {"outcomes": (above.key,)} if isinstance(above, Outcome) else {}
        return outcomes | ({"audience": audience} if audience else {})
    if kind is K.RESOURCE and isinstance(above, Activity):
        return {"activities": (above.key,)}
    if kind is K.CAUSE and isinstance(above, CurrentState | Cause):
        audiences = (above.audience,) if isinstance(above, CurrentState) and above.audience else ()
        return {"parent": above.key, "audiences": audiences or getattr(above, "audiences", ())}
    if kind in {K.CAUSE, K.ISSUE} and above.kind is K.AUDIENCE:
        return {"audiences": (above.key,)}
    return {}


def usual_kind(above: Node | None) -> tuple[NodeKind, Mapping[str, Any]] | None:
    """What a line without a word is, by where it stands: typed fast, indentation alone makes the chain."""
    if above is None:
        return K.AUDIENCE, {}
    if isinstance(above, Outcome):
        steps = [OutcomeLevel.INITIAL, OutcomeLevel.INTERMEDIATE, OutcomeLevel.LONG_TERM]
        place = steps.index(above.level) + 1 if above.level else 1
        return (K.OUTCOME, {"level": steps[place]}) if place < len(steps) else (K.IDEAL, {})
    after: dict[NodeKind, tuple[NodeKind, Mapping[str, Any]]] = {
        K.AUDIENCE: (K.ACTIVITY, {}),
        K.ACTIVITY: (K.OUTPUT, {}),
        K.OUTPUT: (K.OUTCOME, {"level": OutcomeLevel.INITIAL}),
        K.CURRENT: (K.CAUSE, {}),
        K.CAUSE: (K.CAUSE, {}),
    }
    return after.get(above.kind)
