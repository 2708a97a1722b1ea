"""指標を数える手引き: the examples of the page are run as they stand there, and say what the page says they say."""

import contextlib
import re
import shlex
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from takigi.engines.choosing import ENGINES
from takigi.indicators.catalogue import all_indicators
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.site.management.commands.indicators import EVERY

PAGE = (Path(__file__).parents[2] / "docs/how-to/count-indicators.md").read_text(encoding="utf-8")
MAKE, *SCRIPTS = re.findall(r"```python\n(.*?)```(?:\n\n```\n(.*?)```)?", PAGE, re.DOTALL)
RUNS = re.findall(r"```\ntakigi (indicators run .*?)\n```\n\n```\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("analyst")
    with contextlib.chdir(folder):
        exec(MAKE[0], {})  # noqa: S102  # the script of the page, as an analyst would run it
    return folder


@pytest.fixture
def folder(made, monkeypatch):
    monkeypatch.chdir(made)
    return made


def run(words):
    printed = StringIO()
    call_command(*shlex.split(words), stdout=printed)
    return printed.getvalue()


@pytest.mark.parametrize("number", range(len(RUNS)))
def test_a_command_prints_what_the_page_shows(folder, number):
    command, printed = RUNS[number]
    if printed.startswith("「"):
        with pytest.raises(CommandError, match=re.escape(printed.strip())):
            run(command)
    else:
        assert run(command) == printed


@pytest.mark.parametrize("number", range(len(SCRIPTS)))
def test_a_script_prints_what_the_page_shows(folder, number):
    script, printed = SCRIPTS[number]
    told = StringIO()
    with contextlib.redirect_stdout(told):
        exec(script, {})  # noqa: S102  # as above
    assert told.getvalue() == printed


def test_every_example_of_the_page_is_found():
    assert (len(RUNS), len(SCRIPTS)) == (3, 3)


def test_the_reference_engine_answers_the_same(folder):
    command = RUNS[1][0]
    assert run(f"{command} --engine reference").replace("reference", "duckdb") == run(command)


def test_the_page_names_every_breakdown_engine_and_period():
    for word in (*(one.key for one in ALL), *ENGINES, *EVERY):
        assert f"`{word}`" in PAGE


def test_the_list_names_every_indicator():
    lines = run("indicators list").splitlines()
    assert [line.split("\t")[0] for line in lines] == [one.key for one in all_indicators()]


def test_a_card_is_printed_for_each_key():
    assert run("indicators card visited_in_time became_able").count("\n# ") == 1


def test_json_holds_the_same_numbers(folder):
    assert '"numerator": 84,\n      "denominator": 120' in run(f"{RUNS[1][0].removesuffix('csv')}json")


def test_small_cells_are_shown_to_whoever_asks_for_them(folder):
    assert "圏域 2　性別 1: 60%（20 のうち 12" in run(f"{RUNS[2][0]} --small-cells")


def test_what_the_town_decided_lies_beside_its_facts(folder, tmp_path):
    ways = tmp_path / "ways.csv"
    assert "版（" not in run("indicators card agreed_in_time")
    ways.write_text("from_on,key,value\n2026-06-01,agree_within_days,60\n", encoding="utf-8")
    told = run(f"indicators card agreed_in_time --facts {tmp_path}")
    assert "版（令和6年4月1日から）" in told and "版（令和8年6月1日から）" in told
    assert run(f"indicators card agreed_in_time --ways {ways}") == told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("いつ,何を,どう\n", "ways.csv の見出しは from_on,key,value です（いまは いつ,何を,どう）"),
        ("from_on,key,value\n6月から,agree_within_days,60\n", "ways.csv の2行目が読めません"),
        ("from_on,key,value\n2026-06-01,agree_within_days\n", "ways.csv の2行目が読めません"),
        ("", "ways.csv の見出しは from_on,key,value です"),
        (
            "from_on,key,value\n2026-06-01,agree_within_day,60\n",
            "「agree_within_day」という決めごとはありません（あるのは agree_",
        ),
        ("from_on,key,value\n2026-06-01,agree_within_days,ながく\n", "「agree_within_days」の値「ながく」は読めません"),
    ],
)
def test_a_decision_that_cannot_be_read_is_a_sentence(tmp_path, text, said):
    (tmp_path / "ways.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=re.escape(said)):
        run(f"indicators card agreed_in_time --facts {tmp_path}")


WHEN = "--from 2026-04 --to 2026-04"


@pytest.fixture(scope="module")
def others(made):
    """Beside the good folder: one whose file is no Parquet, and one in which days are written as words."""
    for name in ("broken", "other"):
        (made / name).mkdir()
    (made / "broken/visits.parquet").write_text("訪問", encoding="utf-8")
    visits = pq.read_table(made / "facts/visits.parquet")
    days = pa.array(["きのう"] * len(visits))
    pq.write_table(
        visits.set_column(visits.schema.get_field_index("visited_on"), "visited_on", days),
        made / "other/visits.parquet",
    )


def test_a_key_named_twice_is_told_once(folder):
    assert run(f"indicators run wish_heard wish_heard {WHEN} --facts facts").count("令和8年4月:") == 1


def test_a_folder_beside_the_tables_is_nobodys_table(folder):
    (folder / "facts/notes").mkdir(exist_ok=True)
    assert "14 のうち" in run(f"indicators run wish_heard {WHEN} --facts facts")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "（あるのは list、card、run）"),
        ("draw", "「draw」はありません"),
        ("card", "takigi indicators list で一覧が出ます"),
        ("card wish_heard --ways gone.csv", "gone.csv がありません"),
        ("card visited_in_tiem", "「visited_in_tiem」という指標はありません（あるのは "),
        (f"run wish_heard {WHEN}", "--facts で書いてください"),
        (f"run wish_heard {WHEN} --facts gone", "gone というフォルダはありません"),
        (f"run wish_heard {WHEN} --facts .", "visits.parquet がありません"),
        ("run wish_heard --from 2026-13 --to 2027-01 --facts facts", "--from に日付が要ります（いまは「2026-13」）"),
        ("run wish_heard --to 2027-01 --facts facts", "--from に日付が要ります（いまは「」）"),
        ("run wish_heard --from 2026-05 --to 2026-04 --facts facts", "--from は --to より前の月"),
        (f"run wish_heard {WHEN} --facts facts --by street", "「street」という内訳はありません（あるのは area（圏域）"),
        (
            f"run new_support {WHEN} --facts facts --by area,cause",
            "「原因」に分けられません。できる内訳は area（圏域）",
        ),
        (f"run wish_heard {WHEN} --facts facts --engine ibis", "あるのは reference、duckdb、postgres、spark"),
        (f"run wish_heard {WHEN} --facts facts --every day", "あるのは month、quarter、year、rolling12"),
        (f"run wish_heard {WHEN} --facts facts --format xml", "あるのは text、csv、json"),
        ("run wish_heard --from 9999-11 --to 9999-12 --facts facts", "1900年から2200年まで"),
        (f"run wish_heard {WHEN} --as-of 2026-06 --facts facts", "--as-of に日付が要ります（いまは「2026-06」）"),
        (f"run wish_heard {WHEN} --facts broken", "Parquet のファイルとして読めません"),
        (f"run wish_heard {WHEN} --facts other", "visits.parquet の visited_on は日付の列ですが、string として"),
        (f"run wish_heard {WHEN} --engine postgres --server host=/nowhere", "PostgreSQL につながりません"),
    ],
)
def test_a_mistake_is_a_sentence_that_says_what_there_is(folder, others, words, said):
    with pytest.raises(CommandError, match=re.escape(said)):
        run(f"indicators {words}")
