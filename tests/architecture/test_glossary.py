"""用語集: every room and every table has its Japanese word in GLOSSARY.md, and GLOSSARY.md names nothing that is gone."""

import pkgutil
import re

from django.apps import apps

from tests.architecture.source import ROOT, rooms

ROW = re.compile(r"^\|(?P<term>[^|]+)\|(?P<names>[^|]+)\|(?P<meaning>[^|]+)\|$", re.MULTILINE)


def named_in(text: str) -> dict[str, str]:
    """Name in code → Japanese word, from the tables of a glossary."""
    return {
        name: row["term"].strip()
        for row in ROW.finditer(text)
        if row["meaning"].strip(" -")
        for name in re.findall(r"`([^`]+)`", row["names"])
    }


def glossary() -> dict[str, str]:
    return named_in((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))


def tables() -> set[str]:
    """Every model of ours as the glossary writes it: `people.Person`."""
    return {model._meta.label for model in apps.get_models() if model.__module__.startswith("takigi.")}


def test_every_room_has_a_word():
    assert {f"{room}/" for room in rooms()} - glossary().keys() == set()


def test_every_table_has_a_word():
    assert tables() - glossary().keys() == set()


def test_the_glossary_names_no_table_that_is_gone():
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("takigi.")}
    written = {name for name in glossary() if re.fullmatch(r"\w+\.[A-Z]\w+", name) and name.split(".")[0] in labels}
    assert written - tables() == set()


def is_there(name: str) -> bool:
    """Whether `room.module.name` is something in the code; rooms and tables have tests of their own."""
    try:
        pkgutil.resolve_name(f"takigi.{name}")
    except (ImportError, AttributeError):
        return False
    return True


def test_every_other_name_is_still_in_the_code():
    dotted = {name for name in glossary() if re.fullmatch(r"[a-z]\w*\.[a-z]\w*(\.\w+)?", name)}
    assert dotted, "the glossary has lost its names"
    assert {name for name in dotted if not is_there(name)} == set()


def test_a_name_that_is_gone_is_found():
    assert is_there("kernel.fiscal_year.FiscalYear")
    assert not is_there("kernel.fiscal_year.CalendarYear")
    assert not is_there("kernel.lunar_year")


def test_every_word_is_japanese():
    assert [name for name, term in glossary().items() if not re.search(r"[ぁ-んァ-ヶ一-龠]", term)] == []


def test_a_row_without_a_meaning_does_not_count():
    text = "| 本人 | `people.Person` | だれか |\n| 世帯 | `people.Household` |  |\n| --- | --- | --- |\n"
    assert named_in(text) == {"people.Person": "本人"}
