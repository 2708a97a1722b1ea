"""本人の台帳を測る: search, person page and ledger import at several sizes, beside the plain way. Prints JSON.

Each size runs in a program of its own with a fresh SQLite database, so that peak memory is of that size alone.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZES = (39_584, 150_000, 458_192)
# The database of a size is chosen before Django starts, so each size is a program of its own.
CHILD = "import django; django.setup(); from benchmarks.one_town import main; main()"


def main() -> None:
    """Measure each size in a child, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--peer-rows", type=int, default=10_000, help="rows that django-import-export is given")
    wish = parser.parse_args()
    sizes = [_in_a_child(people, wish.peer_rows) for people in wish.people]
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    print(json.dumps({"machine": machine, "sizes": sizes}, ensure_ascii=False, indent=1))


def _in_a_child(people: int, peer_rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"TAKIGI_HOME": home, "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
        words = [sys.executable, "-c", CHILD, str(people), str(peer_rows)]
        done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
