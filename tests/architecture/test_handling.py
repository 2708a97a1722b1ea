"""取扱区分: every field of every table says, exactly once, how far it may travel."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import checks
from django.db import models

from takigi.access import checks as access_checks

KINDS = ("identifies", "sensitive", "operational")


def not_stated_once(model: type[models.Model]) -> dict[str, int]:
    """Fields that are stated never or more than once, and stated names that are no field."""
    handling = model.__dict__.get("Handling")
    stated = [name for kind in KINDS for name in getattr(handling, kind, ())]
    fields = {field.name for field in model._meta.fields} | {field.name for field in model._meta.many_to_many}
    return {name: stated.count(name) for name in fields | set(stated) if name not in fields or stated.count(name) != 1}


def pretend(fields: set[str], **handling: set[str]) -> type:
    """Something with the outline of a model, for the tests of the checks themselves."""
    meta = SimpleNamespace(fields=[SimpleNamespace(name=name) for name in fields], many_to_many=[])
    members = {"_meta": meta, "__module__": "takigi.pretend.models"}
    return type("Pretend", (), members | ({"Handling": type("Handling", (), handling)} if handling else {}))


OURS = [model for model in apps.get_models() if model.__module__.startswith("takigi.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_states_its_handling_once(model):
    assert not_stated_once(model) == {}


def test_the_servers_own_checks_find_nothing():
    assert [str(message) for message in checks.run_checks(include_deployment_checks=False)] == []


@pytest.mark.parametrize(
    ("fields", "handling"),
    [
        ({"id", "name"}, {}),
        ({"id", "name"}, {"operational": {"id"}}),
        ({"id"}, {"operational": {"id", "gone"}}),
    ],
)
def test_the_server_refuses_a_field_that_nobody_classified(monkeypatch, fields, handling):
    careless = pretend(fields, **handling)
    monkeypatch.setattr(access_checks.apps, "get_models", lambda: [careless])
    assert [error.id for error in access_checks.every_field_states_its_handling(None)] == ["access.E001"]
    assert not_stated_once(careless)


def test_a_field_stated_twice_is_found_here():
    assert not_stated_once(pretend({"name"}, identifies={"name"}, operational={"name"})) == {"name": 2}
