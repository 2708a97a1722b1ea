"""見本の出来事: invented people and what happened to them over 36 months, as Parquet files made with a seed.

Written in parts of so many people, each from dice of its own, so that ten million take no more memory than one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SEED = 20261123
PART = 500_000
FIRST_DAY, DAYS = date(2023, 11, 1), 1096
AREAS = tuple(f"圏域{number:02d}" for number in range(1, 13))
KINDS = ("assessment", "goal_set", "service", "meeting", "goal_met", "graduated", "survey", "referral")
SHARES = (0.12, 0.08, 0.45, 0.1, 0.06, 0.03, 0.1, 0.06)
EVENTS_EACH = 12


def write_events(folder: Path, people: int, *, seed: int = SEED) -> int:
    """Write `people/` and `events/` of so many people, and tell how many events there are."""
    for name in ("people", "events"):
        (folder / name).mkdir(parents=True)
    events = 0
    for number, first in enumerate(range(1, people + 1, PART)):
        dice = np.random.default_rng([seed, number])
        ids = np.arange(first, min(first + PART, people + 1))
        persons, happened = _persons(dice, ids), _happened(dice, ids, events)
        pq.write_table(persons, folder / "people" / f"{number:03d}.parquet")
        pq.write_table(happened, folder / "events" / f"{number:03d}.parquet")
        events += happened.num_rows
    return events


def _persons(dice: np.random.Generator, ids: Any) -> pa.Table:
    # Born on the first of a month between 1926 and 1960: 65 and over all through.
    months = dice.integers(0, 35 * 12, len(ids))
    births = (np.datetime64("1926-01") + months).astype("datetime64[D]")
    return pa.table({"person_id": ids, "birth_on": pa.array(births), "area": _words(AREAS, dice, len(ids))})


def _happened(dice: np.random.Generator, ids: Any, before: int) -> pa.Table:
    persons = np.repeat(ids, dice.poisson(EVENTS_EACH, len(ids)))
    count = len(persons)
    days = np.datetime64(FIRST_DAY) + dice.integers(0, DAYS, count)
    return pa.table(
        {
            "event_id": np.arange(before + 1, before + count + 1),
            "person_id": persons,
            "happened_on": pa.array(days),
            "kind": _words(KINDS, dice, count, SHARES),
        }
    )


def _words(words: tuple[str, ...], dice: np.random.Generator, count: int, shares: Any = None) -> pa.Array:
    chosen = dice.choice(len(words), count, p=shares).astype(np.int8)
    return pa.DictionaryArray.from_arrays(chosen, list(words)).cast(pa.string())
