"""決まりと試験の表: which test holds which rule of casework, told by a decorator and written as a page.

`python -m tests.rules_held docs/reference/casework-rules.md` writes the page anew.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from tests.casework_rules import RULES, SECTIONS

TESTS = Path(__file__).resolve().parent
Test = TypeVar("Test", bound=Callable)

OPENING = """\
# 個別支援の決まりと試験

個別支援の決まりの一つひとつを、どの試験が守っているか。この頁は試験から書き出したもので、手では直しません
（`python -m tests.rules_held docs/reference/casework-rules.md`）。試験は `@holds("V33")` と書いて決まりを名のります。
"""


def holds(*rule_ids: str) -> Callable[[Test], Test]:
    """Say that a test holds these rules. An id that is not in tests/casework_rules.py fails at once."""
    unknown = [rule for rule in rule_ids if rule not in RULES]
    if unknown:
        raise LookupError(f"tests/casework_rules.py にない決まりです: {'、'.join(unknown)}")
    return lambda test: test


def claims_in(source: str) -> Iterator[tuple[str, str]]:
    """Rule and test name, for every test that claims a rule. Read, not imported: importing needs a database."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "holds":
                    yield from ((str(ast.literal_eval(rule)), node.name) for rule in mark.args)


def rules_held(files: Iterable[Path] | None = None) -> dict[str, list[str]]:
    """Rule → the tests that hold it, as `rooms/test_x.py::test_y`."""
    held: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")) if files is None else files:
        source = path.read_text(encoding="utf-8")
        if "@holds(" in source:
            for rule, test in claims_in(source):
                held[rule].append(f"{path.relative_to(TESTS).as_posix()}::{test}")
    return {rule: sorted(tests) for rule, tests in held.items()}


def rules_page(held: dict[str, list[str]]) -> str:
    """The page in Markdown."""
    open_rules = [rule for rule in RULES if rule not in held]
    parts = [OPENING, f"決まりは {len(RULES)}、そのうち試験のあるものは {len(RULES) - len(open_rules)} です。\n"]
    for title, rules in SECTIONS.items():
        parts += [f"## {title}\n", "| 決まり | 内容 | 守っている試験 |", "| --- | --- | --- |"]
        parts += [_row(rule, text, held.get(rule, [])) for rule, text in rules.items()]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _row(rule: str, text: str, tests: list[str]) -> str:
    by_file: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        file, _, name = test.partition("::")
        by_file[file].append(name.removeprefix("test_").replace("_", " "))
    told = [f"`{file}`: {'; '.join(names)}" for file, names in by_file.items()]
    return f"| {rule} | {text} | {'<br>'.join(told) or 'まだない'} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(rules_page(rules_held()), encoding="utf-8", newline="\n")
