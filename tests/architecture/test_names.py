"""名前: no word that hides what a thing does; fields that say what kind of value they hold."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import here, python_files, tree

BANNED_WORDS = {"Service", "Manager", "Helper", "Util", "Utils", "Data", "Info", "DTO"}
BANNED_PREFIXES = ("do_", "handle_", "process_", "manage_")

# "path::Name": reason.
EXCEPTIONS: dict[str, str] = {
    "src/takigi/screens/gate.py::process_view": "Django's own name for this moment of a request",
    "src/takigi/screens/gate.py::process_exception": "the same",
    "src/takigi/site/sessions.py::process_response": "the same",
}
# "Model.field": reason.
FIELDS: dict[str, str] = {}
# The two ends of one thing carry the pair's own words: valid_from/valid_until, birth_earliest/birth_latest.
PAIRS = ("_from", "_until", "_earliest", "_latest")

CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")


def banned_names(module: ast.Module) -> Iterator[str]:
    """Classes and functions whose names say nothing."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and BANNED_WORDS & set(CAMEL.findall(node.name)):
            yield node.name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.lstrip("_").startswith(
            BANNED_PREFIXES
        ):
            yield node.name


def is_banned_module(name: str) -> bool:
    """Whether a file is called utils.py, case_helpers.py or the like."""
    singular = {word.lower() for word in BANNED_WORDS}
    return bool({part for word in name.split("_") for part in (word, word.removesuffix("s"))} & singular)


def misnamed(field: models.Field) -> str | None:
    """What the name of a date, an instant or a yes-or-no should look like, when it does not."""
    name = field.name
    if isinstance(field, models.DateTimeField):
        return None if name == "at" or name.endswith(("_at", *PAIRS)) else "_at"
    if isinstance(field, models.DateField):
        return None if name == "on" or name.endswith(("_on", *PAIRS)) else "_on"
    if isinstance(field, models.BooleanField):
        return None if name.startswith(("is_", "has_", "may_")) else "is_ / has_ / may_"
    return None


@pytest.mark.later
def test_no_name_hides_what_it_does():
    found = {f"{here(path)}::{name}" for path in python_files(tests=True) for name in banned_names(tree(path))}
    assert found - EXCEPTIONS.keys() == set()
    assert EXCEPTIONS.keys() - found == set()


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert [here(path) for path in python_files(tests=True) if is_banned_module(path.stem)] == []


def test_a_field_says_whether_it_holds_a_date_an_instant_or_a_yes():
    found = {
        f"{model.__name__}.{field.name}": ending
        for model in apps.get_models()
        if model.__module__.startswith("takigi.")
        for field in model._meta.fields
        # Fields that Django's own base classes bring keep Django's names.
        if field.model is model and not _inherited(model, field.name) and (ending := misnamed(field))
    }
    assert {name: ending for name, ending in found.items() if name not in FIELDS} == {}
    assert FIELDS.keys() - found.keys() == set()


def _inherited(model: type[models.Model], name: str) -> bool:
    return any(hasattr(base, name) and base.__module__.startswith("django.") for base in model.__mro__)


@pytest.mark.parametrize("name", ["PersonService", "CaseData", "InfoBox", "PersonDTO", "StaffManager", "UtilBox"])
def test_a_class_that_says_nothing_is_found(name):
    assert list(banned_names(ast.parse(f"class {name}: pass"))) == [name]


@pytest.mark.parametrize("name", ["DataclassLike", "Database", "InformationClass", "Managing", "Person"])
def test_a_class_that_only_resembles_one_is_left_alone(name):
    assert list(banned_names(ast.parse(f"class {name}: pass"))) == []


def test_a_verb_without_meaning_is_found_and_djangos_own_handle_is_not():
    assert list(banned_names(ast.parse("def handle_import(): pass\ndef _do_it(): pass"))) == ["handle_import", "_do_it"]
    assert list(banned_names(ast.parse("def handle(self): pass\ndef donate(): pass"))) == []


def test_a_drawer_is_recognised_by_its_label():
    assert [name for name in ("utils", "date_helpers", "data", "database", "dates") if is_banned_module(name)] == [
        "utils",
        "date_helpers",
        "data",
    ]


def test_a_misnamed_field_is_told_what_to_be_called():
    fields = {"opened": models.DateField(), "closed_at": models.DateField(), "merged": models.BooleanField()}
    for name, field in fields.items():
        field.set_attributes_from_name(name)
    assert [misnamed(field) for field in fields.values()] == ["_on", "_on", "is_ / has_ / may_"]
