"""敷いてある表の試験: the tables that the tests copy are those that `takigi migrate` lays in an empty folder."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.laid_tables import DATABASE, ROOT, laid_tables

COUNTED = ("django_migrations", "django_content_type", "auth_permission")


def drawn(path):
    """Every table, index and trigger as it was written, and what Django noted about them."""
    with closing(sqlite3.connect(path)) as connection:
        shape = connection.execute("select type, name, tbl_name, sql from sqlite_master").fetchall()
        noted = [connection.execute(f"select count(*) from {name}").fetchone() for name in COUNTED]
    return set(shape), noted


@pytest.mark.faults
def test_the_tables_that_are_copied_are_those_that_the_command_lays(tmp_path):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TAKIGI_TEST")}
    command = [sys.executable, "-m", "takigi", "migrate", "-v0"]
    subprocess.run(command, env=environment | {"TAKIGI_HOME": str(tmp_path)}, cwd=ROOT, check=True)

    assert drawn(laid_tables()) == drawn(tmp_path / DATABASE)
