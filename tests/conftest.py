"""みんなの道具: what every test may count on."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from takigi.audit import append_only
from takigi.evaluation import kept_numbers
from tests.laid_tables import laid_tables, lay_together

# Drawn chapters assert, and other tests read them before their own folder is collected.
pytest.register_assert_rewrite("tests.spec.chapters")


def pytest_configure(config: pytest.Config) -> None:
    # A slow hash protects people; in tests it only costs a third of a second for each invented one.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish(session: pytest.Session) -> None:
    # The house and its tests stand until the end: nobody need look through them again and again for what may go.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A file, not memory: memory has no write-ahead log, and it is the file that towns will use.

    Its tables were laid by the migrations, once for all workers.
    """
    if connection.vendor == "sqlite":
        name = Path(settings.HOME) / "test.sqlite3"
        shutil.copyfile(laid_tables(), name)
        connection.settings_dict["TEST"] |= {"NAME": str(name), "MIGRATE": False}
    else:
        lay_together()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The tables that are there are those to test on; the file goes with the folder of the run."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session", autouse=True)
def _the_kept_lets_go_between_tests() -> Iterator[None]:
    """Django empties the tables after a test with real transactions, and what is kept for good refuses that.

    So the triggers come off for that moment and no other.
    """
    original = BaseDatabaseOperations.execute_sql_flush

    def empty(operations: Any, statements: list[str]) -> None:
        for held in (append_only, kept_numbers):
            held.remove(operations.connection)
        original(operations, statements)
        for held in (append_only, kept_numbers):
            held.install(operations.connection)

    BaseDatabaseOperations.execute_sql_flush = empty
    yield
    BaseDatabaseOperations.execute_sql_flush = original


@pytest.fixture
def facts_folder(settings, tmp_path):
    """A place of its own for the facts, and nothing counted yet."""
    settings.FACTS_FOLDER = tmp_path / "facts"
    caches["counts"].clear()
    return settings.FACTS_FOLDER
