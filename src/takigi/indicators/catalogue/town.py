"""町の決めごと: what a town decides for itself and an indicator depends on, each from a day on. A change is a new edition.

Keys and values are those of the town's settings for casework; where nothing was decided, the default holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from takigi.indicators.definition import Edition
from takigi.kernel.codes import REASON

# The first day for which the meanings of the catalogue were written down.
FROM_THE_START = date(2024, 4, 1)
COUNTED_FROM = {"decision": "決定日", "application": "申請日"}
TARGET_REASONS = ("fall_fracture", "joint", "frailty")


@dataclass(frozen=True)
class TownWays:
    """決めごと in force from a day on."""

    since: date = FROM_THE_START
    target_reasons: tuple[str, ...] = TARGET_REASONS
    visit_counts_from: str = "decision"
    agree_within_days: int = 45
    test_window_days: int = 14
    prefrail_from: int = 4
    frail_from: int = 8


def _codes(value: str) -> tuple[str, ...]:
    # In the order of the code table, so that the same choice is the same edition however it was ticked.
    return tuple(code.value for code in REASON.codes if code.value in value.split(","))


_READ: Mapping[str, Callable[[str], Any]] = {
    "target_reasons": _codes,
    "visit_counts_from": lambda value: value if value in COUNTED_FROM else "",
    "agree_within_days": int,
    "test_window_days": int,
    "prefrail_from": int,
    "frail_from": int,
}


# The settings on which some indicator depends.
SETTINGS = frozenset(_READ)


def town_ways(decisions: Iterable[tuple[date, str, str]]) -> tuple[TownWays, ...]:
    """The town's decisions (from which day, key, value), oldest first, as what was in force from each day on.

    Settings on which no indicator depends are passed over.

    >>> [(one.since.year, one.agree_within_days) for one in town_ways([(date(2025, 4, 1), "agree_within_days", "60")])]
    [(2024, 45), (2025, 60)]
    """
    ways = [TownWays()]
    for from_on, key, value in decisions:
        if key in _READ:
            since = max(from_on, ways[-1].since)
            now = replace(ways[-1], since=since, **{key: _read(key, value)})
            ways = [*(one for one in ways if one.since < since), now]
    return tuple(ways)


def _read(key: str, value: str) -> Any:
    try:
        read = _READ[key](value)
    except ValueError as error:
        raise ValueError(f"「{key}」の値「{value}」は読めません。") from error
    if read in ("", ()):
        raise ValueError(f"「{key}」の値「{value}」は読めません。")
    return read


def editions(of: Callable[[TownWays], Edition], ways: Sequence[TownWays]) -> tuple[Edition, ...]:
    """One edition for each time in which the indicator meant the same, oldest first."""
    told: list[Edition] = []
    for one in ways:
        edition = of(one)
        if not told or replace(edition, since=told[-1].since) != told[-1]:
            told.append(edition)
    return tuple(told)
