"""ストーリーを測る: edit, save and redraw of a story of 20, 60 and 200 boxes with five indicators a box. Prints JSON.

All in a program of its own with a fresh SQLite database. The times are of whole requests without the network; beside the
clock stands the time of the core, which says more on a busy machine.
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
SIZES = (20, 60, 200)
CHILD = "import django; django.setup(); from benchmarks.one_story import main; main()"


def main() -> None:
    """Measure the sizes in a child, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--times", type=int, default=40)
    wish = parser.parse_args()
    sizes = _in_a_child(wish.nodes, wish.times)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    print(json.dumps({"machine": machine, "sizes": sizes}, ensure_ascii=False, indent=1))


def _in_a_child(nodes: list[int], times: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"TAKIGI_HOME": home, "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
        words = [sys.executable, "-c", CHILD, str(times), *map(str, nodes)]
        done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


if __name__ == "__main__":
    main()
