"""見本の町の置き場所: a data folder of its own for each demo town, never the real one. Before Django starts."""

import json
import os
import secrets
import shutil
import sys
from pathlib import Path
from typing import Any

from takigi.demo.towns import PLANS, TownPlan

ROOT = Path(__file__).resolve().parents[3]
MARK = "demo.json"
INSTALLATION = """# 見本の町の設置ファイル。本番では second_factor を "required" のままにします。
[server]
port = {port}

[security]
second_factor = "optional"
"""


def plan_called(name: str) -> TownPlan | None:
    """The town of a key or a Japanese name; the first one when none was named."""
    wanted = name or next(iter(PLANS))
    return next((plan for plan in PLANS.values() if wanted in (plan.key, plan.name)), None)


def choose_home(words: list[str]) -> None:
    """Point TAKIGI_HOME at the demo town's folder, and empty it with --fresh. For `takigi demo …` only."""
    plan = plan_called(_value(words, "--town"))
    if plan is None:
        towns = "、".join(f"{one.key}（{one.name}、{one.population:,}人）" for one in PLANS.values())
        sys.exit(f"その名前の見本の町はありません。選べるのは {towns} です。")
    home = Path(os.environ.get("TAKIGI_HOME") or ROOT / "data" / "demo" / plan.key)
    _refuse_foreign(home)
    if "--fresh" in words or not read_mark(home).get("is_complete"):
        # A load that was cut off is begun anew: half a town teaches nothing.
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    port = _value(words, "--port") or "8000"
    if port.isdigit():
        (home / "installation.toml").write_text(INSTALLATION.format(port=int(port)), encoding="utf-8")
    if not read_mark(home):
        write_mark(home, town=plan.key, password=_password())
    os.environ["TAKIGI_HOME"] = str(home)


def _password() -> str:
    """Four groups of digits: read aloud easily, and never like anybody's sign-in name, which would be refused."""
    return "-".join(f"{secrets.randbelow(10_000):04}" for _ in range(4))


def _refuse_foreign(home: Path) -> None:
    """A demo never clears what it has not made: somebody's real data may lie there."""
    if home.exists() and any(home.iterdir()) and not (home / MARK).exists():
        sys.exit(
            "TAKIGI_HOME の場所は見本の町のものではないため、何も変えませんでした。"
            "TAKIGI_HOME を外すか、空のフォルダーを指してください。"
        )


def read_mark(home: Path) -> dict[str, Any]:
    """What stands about the demo in its folder; empty when there is none."""
    try:
        return dict(json.loads((home / MARK).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_mark(home: Path, **facts: Any) -> None:
    """Write down, readable by the owner only, what the demo must remember."""
    path = home / MARK
    path.touch(mode=0o600)
    path.write_text(json.dumps(read_mark(home) | facts, ensure_ascii=False), encoding="utf-8")


def _value(words: list[str], option: str) -> str:
    for place, word in enumerate(words):
        if word.startswith(option + "="):
            return word.split("=", 1)[1]
        if word == option and place + 1 < len(words):
            return words[place + 1]
    return ""
