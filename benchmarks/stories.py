"""ストーリーを測る: edit, save and redraw of a story of 20, 60 and 200 boxes with five indicators a box. Prints JSON.

Each size runs in a program of its own with a fresh SQLite database. The times are of whole requests without the network.
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
    """Measure each size in a child, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--times", type=int, default=40)
    wish = parser.parse_args()
    sizes = [_in_a_child(nodes, wish.times) for nodes in wish.nodes]
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    print(json.dumps({"machine": machine, "sizes": sizes}, ensure_ascii=False, indent=1))


def _in_a_child(nodes: int, times: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"TAKIGI_HOME": home, "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
        words = [sys.executable, "-c", CHILD, str(nodes), str(times)]
        done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
