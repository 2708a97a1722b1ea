"""国の大きさを測る: 10 million people and 120 million events, by DuckDB beyond its memory and by Spark. Prints JSON.

Each engine answers each size in a process of its own, within so much memory (both are told a limit; what they really held
is measured, all their processes together). The answers must be equal. `growth` tells the work of each further million, in
seconds of cores; what it says for 36 million (everybody of 65 and over) is an estimate, from the steepest step.

It takes hours. Every answer is kept as soon as it is there, and the same command goes on where the last one stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
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
KEPT = Path(tempfile.gettempdir(), "takigi-national.json")


def main() -> None:
    """Measure each size, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--gib", type=float, default=GIB)
    parser.add_argument("--kept", type=Path, default=KEPT, help=f"where answers are kept until all are there ({KEPT})")
    parser.add_argument("--anew", action="store_true", help="forget what was kept")
    wish = parser.parse_args()
    machine = {
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "pyspark": version("pyspark"),
        "cores": os.cpu_count(),
        "system": platform.platform(),
    }
    if wish.anew:
        wish.kept.unlink(missing_ok=True)
    kept = Kept(wish.kept, {**machine, "seed": SEED, "gib": wish.gib})
    sizes = [measure(number, wish.gib, kept) for number in wish.people]
    told = {"machine": machine, "seed": SEED, "gib": wish.gib, "sizes": sizes}
    if len(sizes) > 1:
        told["growth"] = {engine: _growth(sizes, engine) for engine in ENGINES}
    print(json.dumps(told, ensure_ascii=False, indent=1))


class Kept:
    """済んだ分: what was answered so far, in a file. Of another machine, memory or version nothing counts."""

    def __init__(self, file: Path | None, under: dict[str, Any]) -> None:
        self._file, self._under = file, under
        self._told: dict[str, Any] = {}
        if file is not None and file.is_file():
            found = json.loads(file.read_text(encoding="utf-8"))
            self._told = found["told"] if found["under"] == under else {}

    def get(self, name: str) -> Any:
        """What was kept under a name, or None."""
        if name in self._told:
            print(f"{name}: kept from an earlier run", file=sys.stderr)
        return self._told.get(name)

    def put(self, name: str, told: Any) -> None:
        """Keep it at once: the next step may be the one that does not end."""
        self._told[name] = told
        if self._file is not None:
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps({"under": self._under, "told": self._told}), encoding="utf-8")
            beside.replace(self._file)


def measure(number: int, gib: float, kept: Kept | None = None) -> dict[str, Any]:
    """One size, in a folder of its own that goes when it is answered. Engines that have answered already are not asked again."""
    kept = kept or Kept(None, {})
    told = {engine: kept.get(f"{number} {engine}") for engine in ENGINES}
    written = kept.get(f"{number} written")
    if None in told.values():
        with tempfile.TemporaryDirectory(prefix="takigi-nation-") as scratch:
            folder = Path(scratch, "facts")
            written = _written(folder, number)
            kept.put(f"{number} written", written)
            for engine in ENGINES:
                if told[engine] is None:
                    told[engine] = _one(engine, folder, Path(scratch, engine), gib)
                    kept.put(f"{number} {engine}", told[engine])
    fingerprints = {one["told"] for one in told.values()}
    return {
        "people": number,
        **written,
        **{engine: {name: figure for name, figure in one.items() if name != "told"} for engine, one in told.items()},
        "answers_agree": len(fingerprints) == 1,
        "within_memory": all(one["most_memory_gib"] <= gib for one in told.values()),
    }


def _written(folder: Path, number: int) -> dict[str, Any]:
    """Writes the facts; the same seed always writes the same."""
    begun = time.perf_counter()
    happened = write_events(folder, number)
    wrote = time.perf_counter() - begun
    megabytes = sum(file.stat().st_size for file in folder.rglob("*.parquet")) // 2**20
    return {"events": happened, "parquet_mb": megabytes, "write_seconds": round(wrote, 1)}


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
