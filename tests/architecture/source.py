"""家の図面: which files there are, read once; each check beside this file says only what it looks for."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "takigi"


def here(path: Path) -> str:
    """The path as the exception tables write it: from the root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that belongs to the source: what git knows or would add; without git, what is not hidden."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
        files = [ROOT / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        top = (ROOT / name for name in ("src", "tests", "docs", "benchmarks", "requirements"))
        files = [path for folder in top for path in folder.rglob("*")] + list(ROOT.glob("*.*"))
    return tuple(path for path in files if path.is_file() and "__pycache__" not in path.parts)


def python_files(*, tests: bool = False, migrations: bool = False) -> Iterator[Path]:
    """The program's modules; with `tests` also the tests, the benchmarks and run.py."""
    for path in tracked_files():
        inside = path.is_relative_to(HOUSE)
        if path.suffix == ".py" and (inside or tests) and (migrations or "migrations" not in path.parts):
            yield path


def rooms() -> list[str]:
    """The rooms that exist."""
    return sorted({path.relative_to(HOUSE).parts[0] for path in python_files() if path.parent != HOUSE})


@cache
def tree(path: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_name(path: Path) -> str:
    """takigi.people.rules for src/takigi/people/rules.py."""
    parts = path.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
