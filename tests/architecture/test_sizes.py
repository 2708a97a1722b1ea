"""大きさ: a file, a function or a template that has outgrown its walls is split, or listed here with a reason."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest

from tests.architecture.source import here, python_files, tracked_files, tree

FILE, FUNCTION, TEMPLATE = 400, 60, 150


@dataclass(frozen=True)
class Allowed:
    """Why this one may be larger, and when that was decided."""

    reason: str
    on: date


# "path" for a file or template, "path::name" for a function.
EXCEPTIONS: dict[str, Allowed] = {}


def long_functions(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Name and length of each function above the limit, decorators and docstring included."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            lines = (node.end_lineno or first) - first + 1
            if lines > FUNCTION:
                yield node.name, lines


@cache
def outgrown() -> dict[str, int]:
    """Everything above its limit, with its number of lines."""
    found: dict[str, int] = {}
    for path in python_files(tests=True):
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE:
            found[here(path)] = lines
        found |= {f"{here(path)}::{name}": lines for name, lines in long_functions(tree(path))}
    for path in tracked_files():
        if path.suffix == ".html" and (lines := len(path.read_text(encoding="utf-8").splitlines())) > TEMPLATE:
            found[here(path)] = lines
    return found


@pytest.mark.later
def test_nothing_has_outgrown_its_walls():
    assert {name: lines for name, lines in outgrown().items() if name not in EXCEPTIONS} == {}


def test_every_exception_is_still_needed():
    assert EXCEPTIONS.keys() - outgrown().keys() == set()


def test_a_long_function_is_found_with_its_decorators():
    body = "\n".join(["    x = 1"] * 58)
    assert list(long_functions(ast.parse(f"@cache\n@atomic\ndef long():\n{body}\n"))) == [("long", 61)]
    assert list(long_functions(ast.parse(f"@cache\ndef fits():\n{body}\n"))) == []
