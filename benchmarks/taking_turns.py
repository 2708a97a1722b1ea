"""かわりばんこ: ways take turns, so that a busy moment of the machine falls on all alike; the middle time counts.

Each round has an order of its own: whoever came always after the same neighbour would always find what it left behind.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Mapping


def in_turns(ways: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Median seconds of each way."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    orders = random.Random(times)
    for _ in range(times):
        for name in orders.sample(sorted(ways), len(ways)):
            spent[name].append(seconds_of(ways[name]))
    return {name: statistics.median(seconds) for name, seconds in spent.items()}


def seconds_of(way: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun
