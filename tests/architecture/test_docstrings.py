"""説明: a module opens with its Japanese term; what officers can do or ask for says so in their words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import here, python_files, tree

# The term stands before the first colon or full stop; CSV is Japanese enough, and so is a command as it is typed.
TERM = re.compile(r"[^:：.。]*[ぁ-んァ-ヶ一-龠々]|[A-Z]{2,}:|takigi [a-z]+")
# Doors whose public functions are read by people who do not program.
SPOKEN_DOORS = {"actions", "queries", "rules", "policies"}


def opening_fault(module: ast.Module) -> str | None:
    """What is wrong with the first line of a module."""
    docstring = ast.get_docstring(module)
    if docstring is None:
        return None if not module.body else "docstring がない"
    first = docstring.splitlines()[0]
    if not TERM.match(first):
        return f"日本語の言葉で始まらない: {first[:40]}"
    return None


def silent_functions(module: ast.Module) -> Iterator[str]:
    """Public functions without a docstring."""
    for node in module.body:
        is_public = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        if is_public and not ast.get_docstring(node):
            yield node.name


def is_spoken(path: Path) -> bool:
    """Whether the file is one of the doors, or stands in a folder that is."""
    return bool(SPOKEN_DOORS & {path.stem, *path.parts})


@pytest.mark.later
def test_every_module_opens_with_its_japanese_term():
    faults = {here(path): opening_fault(tree(path)) for path in python_files(tests=True)}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_every_action_query_rule_and_policy_says_what_it_does():
    found = [
        f"{here(path)}::{name}" for path in python_files() if is_spoken(path) for name in silent_functions(tree(path))
    ]
    assert found == []


def test_a_module_without_a_term_is_found():
    assert opening_fault(ast.parse('"""本人: who it is."""')) is None
    assert opening_fault(ast.parse('"""CSV: comma or tab."""')) is None
    assert opening_fault(ast.parse("")) is None
    assert opening_fault(ast.parse("x = 1")) == "docstring がない"
    assert opening_fault(ast.parse('"""Persons."""')) == "日本語の言葉で始まらない: Persons."


def test_a_silent_function_is_found_and_a_private_one_may_be_silent():
    module = ast.parse('def open_case(): pass\ndef _step(): pass\ndef close():\n    """終結."""\n')
    assert list(silent_functions(module)) == ["open_case"]
