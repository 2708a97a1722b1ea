"""統計の頁: every function that an analyst may call, with its shapes, refusals and source, as one page written from the code.

`python -m takigi.statistics.reference_page docs/reference/statistics.md` writes it anew.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOM = Path(__file__).parent
# In the order in which somebody comes to need them.
CHAPTERS: Mapping[str, tuple[str, ...]] = {
    "断り方": ("arrays",),
    "月の動きを見る": (
        "missing",
        "chart_choice",
        "run_chart",
        "anhoej",
        "xmr",
        "point_rules",
        "attribute_charts",
        "rare_events",
        "limit_chart",
        "strands",
        "chart_wording",
    ),
    "前と後を比べる": ("before_after",),
    "割合と件数の幅": ("proportions", "rates", "sequences", "shrinkage", "scales", "wording"),
    "いつまでに何人が": tuple(f"time_to_event.{one}" for one in ("incidence", "survival", "comparison", "hazards")),
    "計画を残して、比べる": (
        "claims",
        *(
            f"effects.{one}"
            for one in ("protocol", "guards", "estimate", "trial", "adjusted", "propensity", "matching")
        ),
        *(f"effects.{one}" for one in ("cohorts", "interrupted", "synthetic", "sensitivity", "regression")),
    ),
    "公表する表": tuple(
        f"disclosure.{one}" for one in ("tables", "tiers", "rounding", "knowledge", "audit", "secondary", "release")
    ),
    "見通し、必要な記録、公平さ": (
        "transitions.yearly",
        "transitions.continuous",
        "premium",
        "sample_size",
        "return_model",
        "fairness",
    ),
}
# What the charts, curves and comparisons share among themselves is for nobody outside the room, but for these.
INNER = frozenset({"shapes", "reference_page", "effects.change_difference", "time_to_event.risk_sets"})
ONLY: Mapping[str, frozenset[str]] = {
    "arrays": frozenset({"NoAnswer"}),
    "anhoej": frozenset({"Runs", "critical_values"}),
    "point_rules": frozenset({"Signal"}),
    "limit_chart": frozenset({"LimitChart"}),
    "strands": frozenset({"phases_from"}),
}
OPENING = """\
# 統計

`takigi.statistics` から呼べるもののすべて。この頁はプログラムから書き出したもので、手では直しません
（`python -m takigi.statistics.reference_page docs/reference/statistics.md`）。使い方の例は[数を読む](../how-to/read-numbers.md)にあります。

Everything that may be called, with the shapes it takes and gives, when it refuses, and where its formula comes from. Lists, numpy
arrays and pandas columns are all taken. `(…, time)` is one series or any number of them; `(n,)` is one value per person or record.
Whatever cannot be answered honestly raises `NoAnswer` with a Japanese sentence for the reader.
"""


def statistics_page() -> str:
    """The whole page."""
    chapters = (f"## {title}\n\n" + "\n".join(map(_module, names)) for title, names in CHAPTERS.items())
    return OPENING + "\n" + "\n".join(chapters)


def modules() -> Iterator[str]:
    """Every module of the room, by its name inside it."""
    for path in sorted(ROOM.rglob("*.py")):
        if path.name != "__init__.py":
            yield ".".join(path.relative_to(ROOM).with_suffix("").parts)


def _module(name: str) -> str:
    source = ROOM.joinpath(*name.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    told = [_entry(node, lines) for node in tree.body if _is_public(node, name)]
    return "\n".join([f"### `takigi.statistics.{name}`\n", _text(tree), *told])


def _is_public(node: ast.stmt, module: str) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
        return False
    return node.name in ONLY.get(module, {node.name})


def _entry(node: ast.stmt, lines: Sequence[str]) -> str:
    if isinstance(node, ast.FunctionDef):
        return f"#### `{_call(node)}`\n\n{_text(node)}"
    assert isinstance(node, ast.ClassDef)  # noqa: S101  # nothing else is public
    parts = "".join(_part(one, lines) for one in node.body)
    return f"#### `{node.name}`\n\n{_text(node)}" + (f"\n{parts}" if parts else "")


def _call(node: ast.FunctionDef) -> str:
    """The name and the arguments, without their types: the text tells their shapes."""
    plain = ast.parse(ast.unparse(node)).body[0]
    assert isinstance(plain, ast.FunctionDef)  # noqa: S101  # what was one is one
    arguments = plain.args
    for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        one.annotation = None
    arguments.args = [one for one in arguments.args if one.arg not in {"self", "cls"}]
    return f"{plain.name}({ast.unparse(arguments)})"


def _part(node: ast.stmt, lines: Sequence[str]) -> str:
    """A field with what is said beside it, a member or a public method of a class, as one line."""
    if isinstance(node, ast.AnnAssign | ast.Assign):
        beside = lines[node.lineno - 1].partition("  # ")[2]
        name = ast.unparse(node.target if isinstance(node, ast.AnnAssign) else node)
        return f"- `{name}`{': ' if beside else ''}{beside}\n"
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
        return ""
    is_property = any(isinstance(one, ast.Name) and one.id == "property" for one in node.decorator_list)
    first = (ast.get_docstring(node) or "").partition("\n")[0]
    return f"- `{node.name if is_property else _call(node)}`: {first}\n"


def _text(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> str:
    """The docstring, its examples in a fence of their own."""
    words = ast.get_docstring(node) or ""
    return re.sub(r"((?:^>>>.*\n?)(?:^.+\n?)*)", r"```python\n\1\n```", words, flags=re.MULTILINE) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(statistics_page(), encoding="utf-8")
