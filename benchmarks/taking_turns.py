"""かわりばんこ: ways take turns, so that a busy moment of the machine falls on all alike; the middle time counts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping


def in_turns(ways: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Median seconds of each way."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(times):
        for name, way in ways.items():
            spent[name].append(seconds_of(way))
    return {name: statistics.median(seconds) for name, seconds in spent.items()}


def seconds_of(way: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun
