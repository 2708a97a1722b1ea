"""集計を選ぶ: the engine by its name, over a folder of facts or a server that holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

from takigi.engines.folders import NoFacts, arrow_of_folder, rows_of_folder
from takigi.engines.questions import Question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.relational.duck import DuckDatabase
from takigi.engines.relational.engine import RelationalEngine
from takigi.engines.tallies import Results
from takigi.indicators.tables import FactTable


class Engine(Protocol):
    """What answers questions."""

    def run(self, question: Question) -> Results:
        """Answer a question."""


class NoEngine(ValueError):
    """The engine is not there. The sentence says what to install, or which ones there are."""


Opened = AbstractContextManager[Engine]
# Folder of facts, the tables that may lie in it, and where the server is.
Opener = Callable[[Path | None, Iterable[FactTable], str], Opened]


def opened(name: str, *, facts: Path | None, tables: Iterable[FactTable], server: str = "") -> Opened:
    """An engine ready to answer; closed at the end of the `with`."""
    if name not in ENGINES:
        raise NoEngine(f"「{name}」という集計はありません（あるのは {'、'.join(ENGINES)}）")
    return ENGINES[name](facts, tables, server)


def _folder(facts: Path | None) -> Path:
    if facts is None:
        raise NoFacts("事実の表のフォルダを --facts で書いてください。")
    return facts


@contextmanager
def _reference(facts: Path | None, tables: Iterable[FactTable], server: str) -> Iterator[Engine]:
    yield ReferenceEngine(rows_of_folder(_folder(facts), tables))


@contextmanager
def _duckdb(facts: Path | None, tables: Iterable[FactTable], server: str) -> Iterator[Engine]:
    with DuckDatabase.over_folder(_folder(facts)) as database:
        yield RelationalEngine(database)


@contextmanager
def _postgres(facts: Path | None, tables: Iterable[FactTable], server: str) -> Iterator[Engine]:
    module = _optional("postgres", "postgres", "psycopg")
    try:
        connected = module.PostgresDatabase(server)
    except module.psycopg.OperationalError as error:
        raise NoEngine(
            "PostgreSQL につながりません。サーバーが動いているか、--server の「host=… dbname=… user=…」を確かめてください。"
        ) from error
    with connected as database:
        # Without a folder the tables of the server itself are asked.
        if facts is not None:
            database.load(arrow_of_folder(facts, tables))
        yield RelationalEngine(database)


@contextmanager
def _spark(facts: Path | None, tables: Iterable[FactTable], server: str) -> Iterator[Engine]:
    module = _optional("spark", "spark", "pyspark")
    database = module.SparkDatabase(module.spark_session(server or "local[*]"))
    database.see_folder(_folder(facts))
    yield RelationalEngine(database)


def _optional(module: str, extra: str, library: str) -> ModuleType:
    # By name, because a town without that server does not install its library.
    try:
        return import_module(f"takigi.engines.relational.{module}")
    except ModuleNotFoundError as error:
        raise NoEngine(
            f"「{extra}」の集計に要る {library} が入っていません。pip install 'takigi[{extra}]' で入ります。"
        ) from error


ENGINES: Mapping[str, Opener] = {
    "reference": _reference,
    "duckdb": _duckdb,
    "postgres": _postgres,
    "spark": _spark,
}
