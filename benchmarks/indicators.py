"""指標の集計を測る: one question in five ways over the same files, a hard one, and one changed record. Prints JSON.

36 months × 5 measures × 12 areas × 3 age bands: people with an event of each kind, out of all who had any. All ways read the
same Parquet files (SQLite: the same rows), take turns, and their answers are compared number by number. The hard question:
of each person's first goal in a rolling 12 months, how many were met within 90 days, by area, 36 windows.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from benchmarks import indicator_peers as peers
from benchmarks.indicator_questions import MEASURES, events, everyone_by_month, first_goals, people
from benchmarks.invented_events import SEED, write_events
from benchmarks.taking_turns import in_turns, seconds_of
from takigi.engines.arrow import arrow_table, fact_rows
from takigi.engines.questions import Question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.refreshing import refreshed
from takigi.engines.relational.duck import DuckDatabase
from takigi.engines.relational.engine import RelationalEngine, written
from takigi.engines.tallies import Results

SIZES = (5_000, 20_000, 100_000, 1_000_000)
# Beyond these the slow ones are asked once, and the judge not at all.
ONCE, JUDGED = 100_000, 5_000
CHANGES = 60


def main() -> None:
    """Measure each size, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument(
        "--times", type=int, help="how often each way is asked; by itself more often where there are few people"
    )
    wish = parser.parse_args()
    sizes = [measure(number, wish.times or max(5, min(25, 500_000 // number))) for number in wish.people]
    machine = {
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
        "cores": os.cpu_count(),
        "system": platform.platform(),
    }
    print(json.dumps({"machine": machine, "seed": SEED, "sizes": sizes}, ensure_ascii=False, indent=1))


def measure(number: int, times: int) -> dict[str, Any]:
    """One size, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="takigi-measured-") as scratch:
        folder = Path(scratch, "facts")
        happened = write_events(folder, number)
        peers.write_sqlite(folder, Path(scratch, "facts.sqlite"))
        with DuckDatabase.over_folder(folder) as database:
            return {
                "people": number,
                "events": happened,
                "everyone": _everyone(RelationalEngine(database), folder, Path(scratch, "facts.sqlite"), number, times),
                "first_goals": _first_goals(RelationalEngine(database), folder, number, times),
            }


def _everyone(engine: RelationalEngine, folder: Path, sqlite: Path, number: int, times: int) -> dict[str, Any]:
    question, by_hand = everyone_by_month(), peers.duckdb_over(folder)
    quick: dict[str, Callable[[], Any]] = {
        "takigi": lambda: engine.run(question),
        "duckdb_sql": lambda: by_hand.execute(peers.EVERYONE).fetchall(),
        "polars": lambda: peers.by_polars(folder),
    }
    slow: dict[str, Callable[[], Any]] = {
        "pandas": lambda: peers.by_pandas(folder),
        "sqlite": lambda: peers.by_sqlite(sqlite),
    }
    asking = seconds_of(lambda: written(question, "duckdb"))
    told = {name: way() for name, way in (quick | slow).items()}
    results = told.pop("takigi")
    answers = sorted(_lines(results))
    seconds = in_turns(quick, times) | in_turns(slow, 1 if number > ONCE else min(times, 3))
    refresh = _refreshed_in(results, folder)
    agree = {name: sorted(tuple(row) for row in rows) == answers for name, rows in told.items()}
    if number <= JUDGED:
        agree["reference"] = _judged(question, folder) == results.tallies
        agree["refreshed"] = _moved(results, folder)
    return {
        **_compared(seconds, times),
        "writing_the_query_ms": _ms(asking),
        "refresh_ms": _ms(refresh),
        "full_run / refresh": round(seconds["takigi"] / refresh),
        "answers": len(answers) * len(MEASURES),
        "answers_agree": agree,
    }


def _first_goals(engine: RelationalEngine, folder: Path, number: int, times: int) -> dict[str, Any]:
    question, by_hand = first_goals(), peers.duckdb_over(folder)
    ways: dict[str, Callable[[], Any]] = {
        "takigi": lambda: engine.run(question),
        "duckdb_sql": lambda: by_hand.execute(peers.FIRST_GOALS).fetchall(),
    }
    results = engine.run(question)
    answers = sorted(
        (no, *cell, *_pair(results, "first_goal_met", no, cell, split=1))
        for split, no, cell in results.tallies.places
        if split == 1
    )
    agree = {"duckdb_sql": sorted(ways["duckdb_sql"]()) == answers}
    if number <= JUDGED:
        agree["reference"] = _judged(question, folder) == results.tallies
    return {**_compared(in_turns(ways, times), times), "answers": len(answers), "answers_agree": agree}


def _lines(results: Results) -> Any:
    """Our answers as the peers tell theirs."""
    for split, no, cell in results.tallies.places:
        if split == 1:
            pairs = [_pair(results, kind, no, cell, split) for kind in MEASURES]
            yield (no, *cell, pairs[0][0], *(numerator for _, numerator in pairs))


def _pair(results: Results, key: str, period: int, cell: Any, split: int) -> tuple[int, int]:
    answer = results.answer(key, period, cell, results.question.splits[split])
    return answer.n, int(answer.numerator)


def _judged(question: Question, folder: Path) -> Any:
    return ReferenceEngine(_facts(folder)).run(question).tallies


def _facts(folder: Path, persons: list[int] | None = None) -> FactRows:
    only = [("person_id", "in", persons)] if persons else None
    return FactRows(
        {one.name: fact_rows(one.table, pq.read_table(folder / one.name, filters=only)) for one in (people, events)}
    )


def _changed(facts: FactRows) -> FactRows:
    """The same person, with one event told otherwise."""
    first, *others = facts.of("events")
    return FactRows({**facts.tables, "events": [{**first, "kind": "goal_met"}, *others]})


def _one_by_one(folder: Path) -> list[FactRows]:
    known = [_facts(folder, [person]) for person in range(1, CHANGES + 1)]
    return [facts for facts in known if facts.of("events")]


def _refreshed_in(results: Results, folder: Path) -> float:
    """The middle of the seconds in which one changed record moves all answers."""
    pairs = [(facts, _changed(facts)) for facts in _one_by_one(folder)]
    return statistics.median(
        seconds_of(lambda then=then, now=now: refreshed(results, before=then, after=now).answer(MEASURES[0]))
        for then, now in pairs
    )


def _moved(results: Results, folder: Path) -> bool:
    """Whether answers that were moved change by change are those of a full run over the changed facts."""
    changed = {int(str(row["event_id"])): row for one in _one_by_one(folder) for row in _changed(one).of("events")}
    for facts in _one_by_one(folder):
        results = refreshed(results, before=facts, after=_changed(facts))
    everything = _facts(folder)
    moved = [changed.get(int(str(row["event_id"])), row) for row in everything.of("events")]
    tables = {"people": arrow_table(people.table, everything.of("people")), "events": arrow_table(events.table, moved)}
    with DuckDatabase.over_tables(tables) as database:
        return RelationalEngine(database).run(results.question).tallies == results.tallies


def _compared(seconds: dict[str, float], times: int) -> dict[str, Any]:
    peers_told = {
        f"takigi / {name}": round(seconds["takigi"] / one, 2) for name, one in seconds.items() if name != "takigi"
    }
    return {"times": times, "median_ms": {name: _ms(one) for name, one in seconds.items()}, "ratio": peers_told}


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 2)


if __name__ == "__main__":
    main()
