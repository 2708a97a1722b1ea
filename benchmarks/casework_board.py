"""個別支援の板を測る: the board of one centre at several sizes, beside the page that plain Django would be. Prints JSON.

Each size runs in a program of its own with a fresh SQLite database: 12 events a case, ten centres, two cases in five open.
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
SIZES = (1_000, 10_000, 100_000)
CHILD = "import django; django.setup(); from benchmarks.one_board import main; main()"


def main() -> None:
    """Measure each size in a child, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=list(SIZES))
    wish = parser.parse_args()
    sizes = [_in_a_child(cases) for cases in wish.cases]
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    print(json.dumps({"machine": machine, "sizes": sizes}, ensure_ascii=False, indent=1))


def _in_a_child(cases: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"TAKIGI_HOME": home, "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
        words = [sys.executable, "-c", CHILD, str(cases)]
        done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
