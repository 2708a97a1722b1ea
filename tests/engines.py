"""試験の集計: the engines by name, each ready to answer over a few drawn tables."""

from collections.abc import Callable, Mapping, Sequence

from takigi.engines.arrow import arrow_table
from takigi.engines.questions import Question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.relational.duck import DuckDatabase
from takigi.engines.relational.engine import RelationalEngine
from takigi.engines.tallies import Results
from takigi.indicators.drawings import Drawing, Row
from takigi.indicators.tables import FactTable

Tables = Mapping[str, tuple[FactTable, Sequence[Row]]]


def tables_of(drawings: Sequence[Drawing]) -> Tables:
    """Drawn tables by name."""
    return {one.table.name: (one.table, one.rows) for one in drawings}


def with_reference(tables: Tables, question: Question) -> Results:
    """Plain Python."""
    return ReferenceEngine(FactRows({name: rows for name, (_, rows) in tables.items()})).run(question)


def with_duckdb(tables: Tables, question: Question) -> Results:
    """DuckDB over Arrow tables in memory."""
    stored = {name: arrow_table(table, rows) for name, (table, rows) in tables.items()}
    with DuckDatabase.over_tables(stored, threads=1) as database:
        return RelationalEngine(database).run(question)


ENGINES: dict[str, Callable[[Tables, Question], Results]] = {
    "reference": with_reference,
    "duckdb": with_duckdb,
}
