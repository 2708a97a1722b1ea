"""書きこみ: only actions write, so that every change passes a policy and leaves an audit event."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import here, python_files, tree

# Where writing is right although the file is no action, each with its reason.
EXCEPTIONS: dict[str, str] = {
    "src/takigi/audit/append_only.py": "the triggers themselves; called by migrations",
    "src/takigi/audit/refusing.py": "the triggers of every other room; called by migrations",
    "src/takigi/evaluation/kept_numbers.py": "the triggers that keep what was reported; called by a migration",
    "src/takigi/logic_models/kept_versions.py": "the triggers that keep agreed versions; called by a migration",
    "src/takigi/exchange/story_slides/powerpoint.py": "the slides' library saves a file into memory; no table is near",
}

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ON_ROWS = {"create", "update", "delete"}
ON_RELATIONS = {"add", "set", "remove", "clear", "create"}
RAW = {"execute", "executemany", "executescript", "copy"}
READING = re.compile(r"\s*(select|pragma|explain|values)\b", re.IGNORECASE)


def relation_names(modules: Iterator[ast.Module]) -> set[str]:
    """Names under which a record reaches others: many-to-many fields and related names."""
    names: set[str] = set()
    for module in modules:
        for node in ast.walk(module):
            if isinstance(node, ast.Assign) and "ManyToManyField" in ast.unparse(node.value):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            if isinstance(node, ast.keyword) and node.arg == "related_name" and isinstance(node.value, ast.Constant):
                names.add(str(node.value.value).rstrip("+"))
    return names - {""}


def writes_in(module: ast.Module, relations: set[str]) -> Iterator[tuple[int, str]]:
    """Line and call of everything that changes the database."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            target, verb = ast.unparse(node.func.value), node.func.attr
            if _writes(target, verb, node, relations):
                yield node.lineno, f"{target}.{verb}()"


def _writes(target: str, verb: str, call: ast.Call, relations: set[str]) -> bool:
    verb = verb[1:] if verb[:1] == "a" and verb[1:] in ALWAYS | ON_ROWS | ON_RELATIONS | {"save"} else verb
    related = target.rpartition(".")[2]
    if verb in RAW:
        return not _only_reads(call) and any(word in target for word in ("cursor", "connection", "editor"))
    return (
        verb in ALWAYS
        or verb == "save"
        or (verb in ON_ROWS and ".objects" in target)
        or (verb in ON_RELATIONS and (related in relations or related.endswith("_set")))
        # A query set has no name of its own: it is known by being told to delete, or which columns to change.
        or (verb == "delete" and not call.args and not call.keywords)
        or (verb == "update" and bool(call.keywords) and not call.args)
    )


def _only_reads(call: ast.Call) -> bool:
    sql = call.args[0] if call.args else None
    if isinstance(sql, ast.JoinedStr) and sql.values:
        sql = sql.values[0]
    return isinstance(sql, ast.Constant) and bool(READING.match(str(sql.value)))


def may_write(path: Path) -> bool:
    """actions.py, and what stands in a folder called actions."""
    return path.name == "actions.py" or "actions" in path.parts


def _house_relations() -> set[str]:
    return relation_names(tree(path) for path in python_files() if "models" in here(path))


@pytest.mark.later
def test_only_actions_write():
    relations = _house_relations()
    found = [
        f"{here(path)}:{line} {call}"
        for path in python_files()
        if not may_write(path) and here(path) not in EXCEPTIONS
        for line, call in writes_in(tree(path), relations)
    ]
    assert found == [], "書きこみは actions に置いてください"


@pytest.mark.later
def test_every_exception_is_still_needed():
    relations = _house_relations()
    writing = {here(path) for path in python_files() if any(True for _ in writes_in(tree(path), relations))}
    assert EXCEPTIONS.keys() - writing == set()


@pytest.mark.parametrize(
    "line",
    [
        "Case.objects.create(concern='x')",
        "Case.objects.filter(pk=1).update(status='closed')",
        "visible_cases(viewer).delete()",
        "cases.update(status='closed')",
        "case.save(update_fields=['status'])",
        "await case.asave()",
        "Case.objects.bulk_create(rows)",
        "rows.abulk_create(cases)",
        "case.shares.create(agency_id=1)",
        "case.shares.add(other)",
        "case.caseshare_set.clear()",
        "cursor.execute('delete from casework_case')",
        "cursor.execute(sql)",
        "connection.cursor().executemany(f'insert into {table} values (1)', rows)",
        "schema_editor.execute(statement)",
    ],
)
def test_a_write_in_any_of_its_forms_is_found(line):
    assert list(writes_in(ast.parse(line), {"shares"}))


@pytest.mark.parametrize(
    "line",
    [
        "seen.add(case)",
        "self.seen.clear()",
        "digest.update(body)",
        "names.update({'a': 1})",
        "cursor.execute('select 1')",
        "cursor.execute(f'SELECT {columns} from t')",
        "Case.objects.filter(pk=1).exists()",
        "response.delete_cookie('x')",
        "cache.delete(key)",
        "copy.copy(rows)",
        "executor.execute(job)",
    ],
)
def test_what_only_looks_like_a_write_is_left_alone(line):
    assert not list(writes_in(ast.parse(line), {"shares"}))


def test_relations_are_read_from_the_models():
    models = ast.parse("class Case:\n    tags = models.ManyToManyField(Tag)\n    a = FK(related_name='shares')\n")
    assert relation_names(iter([models])) == {"tags", "shares"}
