"""国の大きさを一つの道具で: one engine answers the question over one folder within so much memory. Prints one line of JSON."""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from pathlib import Path

from benchmarks.indicator_questions import everyone_by_month
from takigi.engines.relational.duck import DuckDatabase
from takigi.engines.relational.engine import RelationalEngine
from takigi.engines.relational.spark import SparkDatabase, spark_session
from takigi.engines.tallies import Results

# The rest of the memory is for what the engines hold beside what they account for: buffers, code, Python.
DUCKDB_SHARE, SPARK_SHARE = 0.7, 0.6
PARTITIONS = 64


def main() -> None:
    """Answer once, and tell how long it took and a fingerprint of all answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=("duckdb", "spark"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("scratch", type=Path)
    parser.add_argument("gib", type=float)
    wish = parser.parse_args()
    begun = time.perf_counter()
    run = _by_duckdb if wish.engine == "duckdb" else _by_spark
    results, asked = run(wish.folder, wish.scratch, wish.gib)
    ended = time.perf_counter()
    told = {"start_seconds": round(asked - begun, 1), "seconds": round(ended - asked, 1), **_fingerprint(results)}
    print(json.dumps(told))


def _by_duckdb(folder: Path, scratch: Path, gib: float) -> tuple[Results, float]:
    limit = f"{DUCKDB_SHARE * gib:.1f}GiB"
    with DuckDatabase.over_folder(folder, memory_limit=limit, temp=scratch) as database:
        asked = time.perf_counter()
        return RelationalEngine(database).run(everyone_by_month()), asked


def _by_spark(folder: Path, scratch: Path, gib: float) -> tuple[Results, float]:
    memory = f"{int(1024 * SPARK_SHARE * gib)}m"
    database = SparkDatabase(spark_session(memory=memory, scratch=scratch, partitions=PARTITIONS))
    database.see_folder(folder)
    asked = time.perf_counter()
    results = RelationalEngine(database).run(everyone_by_month())
    database.session.stop()
    return results, asked


def _fingerprint(results: Results) -> dict[str, object]:
    lines = [sorted(sheet.items()) for sheet in results.tallies.sheets]
    numbers = sum(bool(number) for sheet in lines for _, row in sheet for number in row)
    return {"numbers": numbers, "told": hashlib.sha256(repr(lines).encode()).hexdigest()}


if __name__ == "__main__":
    main()
