"""つながりと会議を測る: every screen at a tenth and at the whole of a city with ten years of meetings. Prints JSON.

Each size is a program of its own on its own SQLite database, built once a day in the folder named by `--kept`.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARES = (0.1, 1.0)
CHILD = "import django; django.setup(); from benchmarks.city_looks import main; main()"


def main() -> None:
    """Measure each size in a child, and print one JSON document with the sizes side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, nargs="+", default=list(SHARES), help="of 458,192 people")
    parser.add_argument("--times", type=int, default=12, help="requests for each screen")
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "takigi-city")
    parser.add_argument("--anew", action="store_true", help="build again what was built today")
    wish = parser.parse_args()
    sizes = {share: _in_a_child(share, wish) for share in wish.share}
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    built = {str(share): one["built"] for share, one in sizes.items()}
    print(json.dumps({"machine": machine, "built": built, "screens": _beside(sizes)}, ensure_ascii=False, indent=1))


def _in_a_child(share: float, wish: argparse.Namespace) -> dict[str, Any]:
    # Days are counted from today, so a city of yesterday is another one.
    home = wish.kept / f"{share}-{date.today():%Y%m%d}"  # noqa: DTZ011  # the machine's own day is meant
    if wish.anew:
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"TAKIGI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "takigi.site.settings"}
    words = [sys.executable, "-c", CHILD, str(share), str(wish.times)]
    done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _beside(sizes: dict[float, dict[str, Any]]) -> list[dict[str, Any]]:
    """One line a screen and viewer: what each size took, and how many times more the whole asks than the tenth."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for share, found in sizes.items():
        for one in found["screens"]:
            row = rows.setdefault((one["screen"], one["who"]), {"screen": one["screen"], "who": one["who"]})
            row[str(share)] = {name: value for name, value in one.items() if name not in {"screen", "who"}}
    return list(rows.values())


if __name__ == "__main__":
    main()
