"""輸入の向き: floors and doors hold, nothing is imported from inside a function, and no chain grows too long."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from tests.architecture.source import HOUSE, ROOT, here, module_name, python_files, rooms, tree

# The alarm of architecture.md §5 is 14. Sixteen since 2026-11-23: from a screen of numbers down through the relational
# engine, whose six steps (engine, counting, falling, looking, expressions, frames) are one translation told in six parts,
# to the nodes of an indicator. Every other way down is shorter; none may grow.
LONGEST_CHAIN = 16

# Function-local imports that must be, each with its reason.
LOCAL_IMPORTS: dict[str, str] = {}

# Doors that nobody outside the room may touch.
PRIVATE_DOORS = ("models", "policies")


def local_imports(module: ast.Module) -> Iterator[int]:
    """Lines of imports inside functions."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from (n.lineno for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom))


def storeys(chain: Sequence[str]) -> int:
    """How many steps down a chain has. A door that was split into a folder is still one door."""
    return sum(not below.startswith(f"{above}.") for above, below in zip(("", *chain), chain, strict=False))


def longest_chain(imports: Mapping[str, set[str]]) -> list[str]:
    """The longest way down through the modules. Raises CycleError when there is a ring."""
    best: dict[str, list[str]] = {}
    for module in TopologicalSorter(imports).static_order():
        ways = ([module, *best[other]] for other in imports.get(module, ()) if other in best)
        best[module] = max(ways, key=storeys, default=[module])
    return max(best.values(), key=storeys, default=[])


@cache
def house_graph() -> dict[str, set[str]]:
    """Which module imports which, migrations aside."""
    graph = grimp.build_graph("takigi", cache_dir=None)
    return {
        module: {o for o in graph.find_modules_directly_imported_by(module) if ".migrations" not in o}
        for module in graph.modules
        if ".migrations" not in module
    }


def test_the_contracts_hold():
    command = "from importlinter.cli import lint_imports_command as main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-logo", "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_a_floor():
    """A room in brackets is planned; one that exists stands there without."""
    floors = (ROOT / ".importlinter").read_text(encoding="utf-8")
    listed = floors.partition("layers =")[2].partition("exhaustive")[0].replace("|", " ").split()
    assert sorted(word for word in listed if not word.startswith("(")) == rooms()


def test_every_private_door_stands_in_a_contract():
    """Whoever adds tables or policies to a room also shuts the door on them."""
    contracts = (ROOT / ".importlinter").read_text(encoding="utf-8")
    doors = {f"takigi.{path.parts[-2]}.{path.stem}" for d in PRIVATE_DOORS for path in HOUSE.glob(f"*/{d}*")}
    assert {door for door in doors if f"\n    {door}\n" not in contracts} == set()


def test_every_pure_module_stands_in_the_contract_and_under_the_strict_types():
    """rules.py by pattern; the kernel and the other pure modules by name, in both places alike."""
    contracts = (ROOT / ".importlinter").read_text(encoding="utf-8")
    pure = contracts.partition("contract:pure]")[2].partition("source_modules =")[2].partition("forbidden_modules")[0]
    typed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["files"]
    by_type = {name.removeprefix("src/").removesuffix(".py").replace("/", ".").replace(".*.", ".**.") for name in typed}
    assert set(pure.split()) == by_type


@pytest.mark.later
def test_nothing_is_imported_from_inside_a_function():
    found = [f"{here(path)}:{line}" for path in python_files() for line in local_imports(tree(path))]
    assert [one for one in found if one.partition(":")[0] not in LOCAL_IMPORTS] == []
    assert LOCAL_IMPORTS.keys() - {one.partition(":")[0] for one in found} == set()


def test_there_is_no_ring_and_no_chain_is_too_long():
    chain = longest_chain(house_graph())
    assert storeys(chain) <= LONGEST_CHAIN, " → ".join(chain)


def test_the_graph_has_all_our_modules():
    missing = {module_name(path) for path in python_files()} - house_graph().keys()
    assert missing == set()


def test_a_local_import_is_found_wherever_it_hides():
    assert list(local_imports(ast.parse("import os\ndef f():\n    if x:\n        from a import b\n"))) == [4]
    assert list(local_imports(ast.parse("import os\nfrom a import b\n"))) == []


def test_a_folder_and_what_it_holds_are_one_storey():
    assert storeys(["a.page", "b.models", "b.models.person", "c.rules"]) == 3
    assert longest_chain({"m": {"m.x"}, "m.x": {"k"}, "n": {"o"}, "o": {"k"}}) == ["n", "o", "k"]


def test_chains_are_measured_and_rings_refused():
    assert longest_chain({"a": {"b", "d"}, "b": {"c"}, "c": set(), "d": set()}) == ["a", "b", "c"]
    with pytest.raises(CycleError):
        longest_chain({"a": {"b"}, "b": {"a"}})
