"""敷いてある表: the tables of an installation in which nobody has done anything yet, laid once and then copied.

Laying them takes longer than most files of tests take; so whoever of a run needs them first lays them, the others
wait and copy. `run_all` gives all its runs of pytest one folder for them; any other run has a folder of its own.

    python -m tests.laid_tables

lays them in TAKIGI_HOME. That the same comes of it as of `takigi migrate`, test_laid_tables compares, table by table.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db.migrations import CreateModel, Migration
from django.db.migrations.operations.base import Operation

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "takigi.sqlite3"


def laid_tables() -> Path:
    """The SQLite file. It is only to be copied."""
    folder = Path(os.environ["TAKIGI_TEST_TABLES"])
    folder.mkdir(parents=True, exist_ok=True)
    laid = folder / DATABASE
    # The lock goes with the file, so also with whoever is killed while laying.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not laid.exists():
            (_lay(folder / "being-laid") / DATABASE).replace(laid)
    return laid


def copy_tables(home: Path) -> None:
    """A data folder that begins with all tables and no content, as `takigi migrate` would leave it."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(laid_tables(), home / DATABASE)


def _lay(home: Path) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TAKIGI_TEST")}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    settings = {"TAKIGI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
    environment = kept | settings | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tests.laid_tables"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError("表を敷けませんでした:\n" + done.stderr)
    return home


class Together(Operation):
    """Tables that a migration makes one after the other, with one drawing of the whole house for all of them."""

    def __init__(self, *tables: CreateModel) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Know them all; the models are drawn when somebody asks for one."""
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make them all."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)


def lay_together() -> None:
    """Django draws all models anew for every table, which grows with the square of the house. Here for every migration."""
    usual = Migration.apply

    def apply(self: Migration, *given: Any, **more: Any) -> Any:
        runs = groupby(self.operations, lambda one: type(one) is CreateModel)
        self.operations = [one for alike, run in runs for one in ([Together(*run)] if alike else run)]
        return usual(self, *given, **more)

    Migration.apply = apply  # type: ignore[method-assign]  # see above


if __name__ == "__main__":
    django.setup()
    lay_together()
    call_command("migrate", verbosity=0, skip_checks=True)
