"""町の数の動きを測る: a visit saved now in a city of 458,192, and when the whole catalogue of indicators says so. Prints JSON.

Each size runs in a program of its own with a fresh SQLite database. The time is that of a whole look at the screen's numbers:
who changed is found, counted anew, and everything is put into words. Target: two seconds.
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
SIZES = (39_584, 458_192)
CHILD = "import django; django.setup(); from benchmarks.one_counted_town import main; main()"


def main() -> None:
    """Measure each size in a child, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=list(SIZES))
    wish = parser.parse_args()
    sizes = [_in_a_child(people) for people in wish.people]
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    print(json.dumps({"machine": machine, "sizes": sizes}, ensure_ascii=False, indent=1))


def _in_a_child(people: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"TAKIGI_HOME": home, "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
        words = [sys.executable, "-c", CHILD, str(people)]
        done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
