"""管理図を測る: all rules on thousands of series at once, beside plain numpy passes and a loop over series. Prints JSON.

`numpy_limits` only finds the lines and the points beyond them; `numpy_rules` adds the four rules by sliding windows. Both
are what one writes for a full table: no missing months, no phases, no priority. The loop is the judge of the tests.
"""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from takigi.statistics.run_chart import run_chart
from takigi.statistics.xmr import xmr
from tests.rooms.plain_xmr import plain_xmr

Table = np.ndarray[Any, np.dtype[np.float64]]
# So many series the loop reads; its time is then told for all of them.
LOOPED = 250


def main() -> None:
    """Measure each way several times, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=5000)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--times", type=int, default=15)
    wish = parser.parse_args()
    full, gapped, phases = _towns(wish.series, wish.months)
    ours: dict[str, Callable[[], object]] = {
        "xmr": lambda: xmr(full, target=9.0),
        "xmr_missing_and_phases": lambda: xmr(gapped, phases=phases, target=9.0),
        "run_chart": lambda: run_chart(full),
        "run_chart_missing_and_phases": lambda: run_chart(gapped, phases=phases),
    }
    peers: dict[str, Callable[[], object]] = {
        "numpy_limits": lambda: numpy_limits(full),
        "numpy_rules": lambda: numpy_rules(full),
    }
    timed, worked = _in_turns(ours | peers, wish.times)
    timed["python_loop"] = _looped(gapped, phases) * wish.series / min(LOOPED, wish.series)
    ratios = {
        f"xmr / {peer}": round(timed["xmr"] / timed[peer], 3) for peer in ("numpy_limits", "numpy_rules", "python_loop")
    }
    machine = {"python": platform.python_version(), "numpy": np.__version__, "cores": os.cpu_count()}
    told = {
        "machine": machine,
        "series": wish.series,
        "months": wish.months,
        "median_ms": {name: round(1000 * seconds, 2) for name, seconds in timed.items()},
        # On a busy machine the clock also counts what others do: the core's own time is what the work takes.
        "median_core_ms": {name: round(1000 * seconds, 2) for name, seconds in worked.items()},
        "ratio": ratios,
        "answers_agree": bool((numpy_rules(full) == (xmr(full).signal != 0)).all()),
    }
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _towns(series: int, months: int) -> tuple[Table, Table, Any]:
    """A full table of counts; the same with one month in twenty missing; phases that begin anywhere."""
    dice = np.random.default_rng(36)
    full = dice.poisson(8, (series, months)).astype(float)
    gapped = full.copy()
    gapped[dice.random(full.shape) < 0.05] = np.nan
    return full, gapped, np.cumsum(dice.random(full.shape) < 0.03, axis=1)


def _in_turns(ways: dict[str, Callable[[], object]], times: int) -> tuple[dict[str, float], dict[str, float]]:
    """Median seconds of each way, by the clock and by the core. They take turns, so that a busy moment falls on all alike."""
    clock: dict[str, list[float]] = {name: [] for name in ways}
    core: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(times):
        for name, way in ways.items():
            begun, worked = time.perf_counter(), time.process_time()
            way()
            clock[name].append(time.perf_counter() - begun)
            core[name].append(time.process_time() - worked)
    return _middles(clock), _middles(core)


def _middles(spent: dict[str, list[float]]) -> dict[str, float]:
    return {name: statistics.median(seconds) for name, seconds in spent.items()}


def _looped(values: Table, phases: Any) -> float:
    rows = [(values[row].tolist(), phases[row].tolist()) for row in range(min(LOOPED, len(values)))]
    begun = time.perf_counter()
    for series, labels in rows:
        plain_xmr(series, labels)
    return time.perf_counter() - begun


def numpy_limits(table: Table) -> tuple[Table, Table, Any]:
    """Mean, screened moving ranges and limits of a full table, and the points beyond them."""
    mean = table.mean(axis=1, keepdims=True)
    ranges = np.abs(np.diff(table, axis=1))
    kept = ranges < 3.267 * ranges.mean(axis=1, keepdims=True)
    reach = 2.66 * np.where(kept, ranges, 0).sum(axis=1, keepdims=True) / kept.sum(axis=1, keepdims=True)
    return mean, reach, np.abs(table - mean) > reach


def numpy_rules(table: Table) -> Any:
    """(series, months) whether any of the four rules marks a point of a full table, by windows of seven and of three."""
    mean, reach, outside = numpy_limits(table)
    away = table - mean
    side = np.sign(away)
    close = (np.abs(away) > 2 / 3 * reach) & ~outside
    three = (np.abs(_sums(side, 3)) == 3) & (_sums(close, 3) >= 2)
    long = np.abs(_sums(side, 7)) == 7
    moving = np.abs(_sums(np.sign(np.diff(table, axis=1)), 6)) == 6
    return outside | (_spread(three, 3) & close) | _spread(long, 7) | _spread(moving, 7)


def _sums(table: Any, width: int) -> Any:
    return sliding_window_view(table, width, axis=1).sum(axis=-1)


def _spread(windows: Any, width: int) -> Any:
    """Mark every point of each marked window."""
    marked = np.zeros((windows.shape[0], windows.shape[1] + width - 1), dtype=bool)
    for lag in range(width):
        marked[:, lag : lag + windows.shape[1]] |= windows
    return marked


if __name__ == "__main__":
    main()
