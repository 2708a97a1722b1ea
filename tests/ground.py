"""試験の地面: each run stands on a data folder and a database of its own, made before the settings are read.

A plugin (see `addopts`) and not a conftest, because pytest-django reads the settings before any conftest.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

INSTALLATION = """[database]
engine = "postgresql"
name = "takigi"
host = "{host}"
port = {port}
user = "{user}"
"""
_server: list[tuple[subprocess.Popen[str], threading.Thread]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default=os.environ.get("TAKIGI_TEST_DATABASE") or "sqlite",
        help="the database to test on; postgres starts a server of its own",
    )


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    if not _is_worker():
        os.environ["TAKIGI_TEST_GROUND"] = tempfile.mkdtemp(prefix="takigi-test-")
        os.environ.setdefault("TAKIGI_TEST_TABLES", str(Path(os.environ["TAKIGI_TEST_GROUND"], "tables")))
    home = Path(os.environ["TAKIGI_TEST_GROUND"], os.environ.get("PYTEST_XDIST_WORKER", "alone"))
    (home / "static").mkdir(parents=True, exist_ok=True)
    if early_config.known_args_namespace.database == "postgres":
        if not _is_worker():
            os.environ["TAKIGI_TEST_POSTGRES"] = _start_postgres()
        where = json.loads(os.environ["TAKIGI_TEST_POSTGRES"])
        (home / "installation.toml").write_text(INSTALLATION.format(**where), encoding="utf-8")
    os.environ["TAKIGI_HOME"] = str(home)
    return (yield)


def _start_postgres() -> str:
    program = Path(__file__).with_name("postgres.py")
    # In a session of its own, so that Ctrl-C reaches the tests first and the server last.
    server = subprocess.Popen(
        [sys.executable, program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert server.stdout and server.stderr
    line = server.stdout.readline()
    if not line:
        raise pytest.UsageError("PostgreSQL が起動しません:\n" + server.stderr.read())
    # Somebody has to read what the server says, or a full pipe stops it.
    reader = threading.Thread(target=server.stderr.read, daemon=True)
    reader.start()
    _server.append((server, reader))
    return line


def pytest_configure(config: pytest.Config) -> None:
    if not _is_worker() and threading.current_thread() is threading.main_thread():
        # A polite stop: fixtures end, the server and the folder go.
        signal.signal(signal.SIGTERM, lambda *_: pytest.exit("止められました", returncode=143))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_worker():
        return
    for server, reader in _server:
        assert server.stdin
        server.stdin.close()
        reader.join(timeout=30)
        with server:  # closes the pipes that are left and waits
            pass
    _server.clear()
    shutil.rmtree(os.environ["TAKIGI_TEST_GROUND"], ignore_errors=True)


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {connection.vendor} (--database {config.option.database})"


def touches_the_database(item: pytest.Item) -> bool:
    """Whether this test asks for the database, by mark, by fixture or by Django's own test classes."""
    by_class = isinstance(item, pytest.Function) and issubclass(item.cls or object, TransactionTestCase)
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres"))
    return by_class or bool(fixtures) or marked


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches a database says anything new; on SQLite the `postgres` tests cannot."""
    if config.option.database == "postgres":
        kept = [item for item in items if touches_the_database(item)]
    else:
        kept = [item for item in items if item.get_closest_marker("postgres") is None]
    if len(kept) < len(items):
        left = set(items).difference(kept)
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = kept
