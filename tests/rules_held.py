"""決まりと試験の表: which test holds which rule of casework and of sharing, told by a decorator and written as a page.

`python -m tests.rules_held docs/reference/casework-rules.md` writes that page anew, and so for sharing-rules.md.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from tests.casework_rules import RULES, SECTIONS
from tests.sharing_rules import SECTIONS as SHARING
from tests.sharing_rules import SHARING_RULES

TESTS = Path(__file__).resolve().parent
Test = TypeVar("Test", bound=Callable)

OPENING = """\
# 個別支援の決まりと試験

個別支援の決まりの一つひとつを、どの試験が守っているか。この頁は試験から書き出したもので、手では直しません
（`python -m tests.rules_held docs/reference/casework-rules.md`）。試験は `@holds("V33")` と書いて決まりを名のります。
"""


SHARING_OPENING = """\
# 見せることの決まりと試験

だれに何を見せるかの性質（P1〜P12）と、多機関のケースの不変条件（I1〜I12）を、どの試験が守っているか。
右の欄は、その決まりをわざと壊し、試験が気づくことを確かめるものです。この頁は試験から書き出したもので、手では直しません
（`python -m tests.rules_held docs/reference/sharing-rules.md`）。試験は `@holds("P4")`、`@breaks("P4")` と書いて名のります。
"""
KNOWN = {**RULES, **SHARING_RULES}


def holds(*rule_ids: str) -> Callable[[Test], Test]:
    """Say that a test holds these rules. An id that stands in no list of rules fails at once."""
    unknown = [rule for rule in rule_ids if rule not in KNOWN]
    if unknown:
        raise LookupError(
            f"tests/casework_rules.py にも tests/sharing_rules.py にもない決まりです: {'、'.join(unknown)}"
        )
    return lambda test: test


# Say that in this test the rules are broken on purpose, and that it fails if nobody notices.
breaks = holds


def claims_in(source: str, claim: str = "holds") -> Iterator[tuple[str, str]]:
    """Rule and test name, for every test that claims a rule. Read, not imported: importing needs a database."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == claim:
                    yield from ((str(ast.literal_eval(rule)), node.name) for rule in mark.args)


def rules_held(files: Iterable[Path] | None = None, *, claim: str = "holds") -> dict[str, list[str]]:
    """Rule → the tests that hold it, as `rooms/test_x.py::test_y`; with `breaks`, those that break it on purpose."""
    held: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")) if files is None else files:
        source = path.read_text(encoding="utf-8")
        if f"@{claim}(" in source:
            for rule, test in claims_in(source, claim):
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


def sharing_page(held: dict[str, list[str]], broken: dict[str, list[str]]) -> str:
    """The page of what is shown to whom: beside each rule what holds it and what breaks it."""
    parts = [SHARING_OPENING]
    for title, rules in SHARING.items():
        parts += [f"## {title}\n", "| 決まり | 内容 | 守っている試験 | わざと壊す試験 |", "| --- | --- | --- | --- |"]
        parts += [
            f"| {rule} | {text} | {_told(held.get(rule, []))} | {_told(broken.get(rule, []))} |"
            for rule, text in rules.items()
        ]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _row(rule: str, text: str, tests: list[str]) -> str:
    return f"| {rule} | {text} | {_told(tests)} |"


def _told(tests: list[str]) -> str:
    by_file: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        file, _, name = test.partition("::")
        by_file[file].append(name.removeprefix("test_").replace("_", " "))
    told = [f"`{file}`: {'; '.join(names)}" for file, names in by_file.items()]
    return "<br>".join(told) or "まだない"


if __name__ == "__main__":
    is_sharing = Path(sys.argv[1]).name == "sharing-rules.md"
    written = sharing_page(rules_held(), rules_held(claim="breaks")) if is_sharing else rules_page(rules_held())
    Path(sys.argv[1]).write_text(written, encoding="utf-8", newline="\n")
