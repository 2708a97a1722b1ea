"""統計の頁: the committed page is the one the code writes, and whatever an analyst may call stands on it with its words."""

import ast
from functools import cache
from pathlib import Path

from takigi.statistics.reference_page import CHAPTERS, INNER, ONLY, ROOM, modules, statistics_page

PAGE = Path(__file__).parents[2] / "docs/reference/statistics.md"
written = cache(statistics_page)


def test_the_committed_page_is_what_the_code_says():
    """After a change: python -m takigi.statistics.reference_page docs/reference/statistics.md."""
    assert PAGE.read_text(encoding="utf-8") == written()


def test_every_module_has_its_place_or_is_said_to_be_inner():
    told = [name for names in CHAPTERS.values() for name in names]
    assert sorted([*told, *INNER]) == sorted(modules())
    assert ONLY.keys() <= set(told)


def test_a_function_of_the_how_to_is_told_with_its_arguments_and_its_refusals():
    page = written()
    assert (
        "#### `xmr(values, *, phases=None, direction=Direction.INCREASE, target=None, fix_after=None, screen=True)`"
        in page
    )
    assert "#### `phases_from(time, begins)`" in page and "#### `lay(" not in page
    for names in CHAPTERS.values():
        for name in names:
            tree = ast.parse(ROOM.joinpath(*name.split(".")).with_suffix(".py").read_text(encoding="utf-8"))
            public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]
            assert all(ast.get_docstring(node) for node in public), name
