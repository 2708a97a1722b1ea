"""図の手引き: the examples of the page are run as they stand there, and say what the page says they say."""

import re
import shlex
from dataclasses import fields
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from takigi.charts.reading import KINDS

PAGE = (Path(__file__).parents[2] / "docs/how-to/draw-a-chart.md").read_text(encoding="utf-8")
FILES = {
    ".json": re.search(r"`(\S+\.json)`:\n\n```json\n(.*?)```", PAGE, re.DOTALL),
    ".csv": re.search(r"`(\S+\.csv)`.*?```csv\n(.*?)```", PAGE, re.DOTALL),
}
RUNS = re.findall(r"```\ntakigi (chart .*?)\n```\n\n```\n(.*?)```", PAGE, re.DOTALL)
SIGNS = {".svg": b"<svg", ".png": b"\x89PNG", ".pdf": b"%PDF"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for found in FILES.values():
        (tmp_path / found[1]).write_text(found[2], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(words):
    printed = StringIO()
    call_command(*shlex.split(words), stdout=printed)
    return printed.getvalue()


@pytest.mark.parametrize("number", range(len(RUNS)))
def test_the_example_prints_what_the_page_shows(folder, number):
    command, printed = RUNS[number]

    assert run(command) == printed


def test_both_examples_of_the_page_are_found():
    assert len(RUNS) == 2 and all(FILES.values())


@pytest.mark.parametrize("ending", SIGNS)
def test_each_form_of_file_is_what_its_name_says(folder, ending):
    run(f"chart visits.json --out picture{ending}")

    assert (folder / f"picture{ending}").read_bytes().startswith(SIGNS[ending])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chart gone.json", "gone.json がありません"),
        ("chart", "ファイルを書いてください"),
        ("chart visits.json --out picture.gif", ".svg .png .pdf のどれか"),
        ("chart visits.json --width 20", "240 から 2000"),
        ("chart consultations.csv", "--as-of 2026-11-23 のように"),
        ("chart broken.json", "broken.json: 1行目"),
        ("chart ms932.csv --as-of 2026-11-23", "UTF-8"),
        ("chart consultations.csv --as-of 令和8年11月23日", "いまは「令和8年11月23日」"),
        ("chart visits.json --width ひろく", "いまは「ひろく」"),
        ("chart visits.json --out no-such-folder/a.svg", "書けません"),
        ("chart .", ". がありません"),
    ],
)
def test_a_mistake_is_a_sentence_and_writes_nothing(folder, words, said):
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "ms932.csv").write_bytes("期間,訪問\n令和8年4月,3\n".encode("cp932"))
    before = set(folder.iterdir())

    with pytest.raises(CommandError, match=re.escape(said)):
        run(words)
    assert set(folder.iterdir()) == before


def test_the_page_names_every_kind_and_no_field_that_is_not_there():
    rows = dict(re.findall(r"^\| `(\w+)` \|.*?\|(.*)\|$", PAGE, re.MULTILINE))

    assert rows.pop("chart")
    assert rows.keys() == KINDS.keys()
    for kind, words in rows.items():
        named = re.findall(r"`(\w+)`", re.sub(r"（.*?）", "", words))
        assert set(named) <= {field.name for field in fields(KINDS[kind])}
