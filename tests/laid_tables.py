"""敷いてある表: the tables of an installation in which nobody has done anything yet, laid once and then copied.

Laying them takes longer than most files of tests take; so whoever of a run needs them first lays them, the others
wait and copy. `run_all` gives all its runs of pytest one folder for them; any other run has a folder of its own.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    environment = kept | {"TAKIGI_HOME": str(home), "PYTHONPATH": path, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "takigi", "migrate", "-v0", "--skip-checks"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError("表を敷けませんでした:\n" + done.stderr)
    return home
