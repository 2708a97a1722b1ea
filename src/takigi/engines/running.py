"""集計する: asks a set of indicators of whatever holds the facts, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from takigi.engines.folders import check_folder
from takigi.engines.questions import Split, question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.relational.duck import DuckDatabase
from takigi.engines.relational.engine import Database, RelationalEngine
from takigi.engines.tallies import Results
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.definition import Indicator
from takigi.indicators.periods import Periods

Facts = str | Path | FactRows | Database


def run(
    indicators: Iterable[Indicator],
    facts: Facts,
    *,
    periods: Periods,
    by: Sequence[Breakdown | Split] = (),
    as_of: date,
    every_edition: bool = False,
) -> Results:
    """Answer for all periods and breakdowns at once.

    A folder of Parquet files is read by DuckDB, plain rows by the reference engine, and a database by itself.
    Refuses a breakdown that the records of an indicator do not have, naming those that do.
    """
    asked = question(indicators, periods=periods, by=by, as_of=as_of, every_edition=every_edition)
    if isinstance(facts, FactRows):
        return ReferenceEngine(facts).run(asked)
    if isinstance(facts, str | Path):
        facts = Path(facts)
        check_folder(facts, asked)
        with DuckDatabase.over_folder(facts) as database:
            return RelationalEngine(database).run(asked)
    return RelationalEngine(facts).run(asked)
