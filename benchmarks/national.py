"""国の大きさを測る: 10 million people and 120 million events, by DuckDB beyond its memory and by Spark. Prints JSON.

Each engine answers each size in a process of its own, within so much memory (both are told a limit; what they really held
is measured, all their processes together). The answers must be equal. `growth` tells the work of each further million, in
seconds of cores; what it says for 36 million (everybody of 65 and over) is an estimate, from the steepest step.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.invented_events import SEED, write_events
from benchmarks.watched import watched

SIZES = (1_000_000, 3_000_000, 10_000_000)
ENGINES = ("duckdb", "spark")
GIB = 8.0
NATION = 36_000_000
# A cluster of a data centre: eight machines of eight cores, of which a shuffle between machines leaves some idle.
CLUSTER_CORES, CLUSTER_USE = 64, 0.6


def main() -> None:
    """Measure each size, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--gib", type=float, default=GIB)
    wish = parser.parse_args()
    sizes = [measure(number, wish.gib) for number in wish.people]
    machine = {
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "pyspark": version("pyspark"),
        "cores": os.cpu_count(),
        "system": platform.platform(),
    }
    told = {"machine": machine, "seed": SEED, "gib": wish.gib, "sizes": sizes}
    if len(sizes) > 1:
        told["growth"] = {engine: _growth(sizes, engine) for engine in ENGINES}
    print(json.dumps(told, ensure_ascii=False, indent=1))


def measure(number: int, gib: float) -> dict[str, Any]:
    """One size, in a folder of its own that goes when it is answered."""
    with tempfile.TemporaryDirectory(prefix="takigi-nation-") as scratch:
        folder = Path(scratch, "facts")
        begun = time.perf_counter()
        happened = write_events(folder, number)
        wrote = time.perf_counter() - begun
        told = {engine: _one(engine, folder, Path(scratch, engine), gib) for engine in ENGINES}
        megabytes = sum(file.stat().st_size for file in folder.rglob("*.parquet")) // 2**20
    fingerprints = {one.pop("told") for one in told.values()}
    return {
        "people": number,
        "events": happened,
        "parquet_mb": megabytes,
        "write_seconds": round(wrote, 1),
        **told,
        "answers_agree": len(fingerprints) == 1,
        "within_memory": all(one["most_memory_gib"] <= gib for one in told.values()),
    }


def _one(engine: str, folder: Path, scratch: Path, gib: float) -> dict[str, Any]:
    scratch.mkdir()
    return watched("benchmarks.one_nation", [engine, str(folder), str(scratch), str(gib)])


def _growth(sizes: list[dict[str, Any]], engine: str) -> dict[str, Any]:
    """Seconds of cores for each further million people, from size to size: the same ones mean growth in proportion."""
    steps = [_per_million(less, more, engine) for less, more in pairwise(sizes)]
    most = sizes[-1]
    work = most[engine]["cpu_seconds"] + max(steps) * (NATION - most["people"]) / 1e6
    told = {
        "cpu_seconds_per_million": [round(step, 1) for step in steps],
        "cpu_seconds_36_million_estimated": round(work),
    }
    if engine == "spark":
        told["seconds_36_million_on_64_cores_estimated"] = round(work / (CLUSTER_CORES * CLUSTER_USE))
    return told


def _per_million(less: dict[str, Any], more: dict[str, Any], engine: str) -> float:
    worked: float = more[engine]["cpu_seconds"] - less[engine]["cpu_seconds"]
    return worked / (more["people"] - less["people"]) * 1e6


if __name__ == "__main__":
    main()
