"""事実のフォルダ: what is missing is named before anything is counted, and one folder gives every engine the same facts."""

import json
import os
from datetime import date

import pyarrow.parquet as pq
import pytest

from takigi.engines.arrow import arrow_table, write_facts
from takigi.engines.choosing import NoEngine, opened
from takigi.engines.folders import NoFacts, check_folder, read_ways, write_ways
from takigi.engines.questions import question
from takigi.indicators.breakdowns import breakdown
from takigi.indicators.drawings import drawn
from takigi.indicators.language import MissingKind, Records, column, count, rows
from takigi.indicators.periods import fiscal_years
from tests.engines import ON_EVERY_ENGINE
from tests.spec.conftest import indicator

persons = Records("persons", {"person_id": int, "sex": column(str, MissingKind.NOT_SET, MissingKind.SUPPRESSED)})
visits = Records("visits", {"visit_id": int, "person_id": int, "visited_on": date})
BY_SEX = breakdown("sex", "性別", {"visits": persons.of(visits)["sex"]})
TABLES = (persons.table, visits.table)
ASKED = question([indicator(count(rows(visits, dated="visited_on")))], periods=fiscal_years(2026), by=[BY_SEX],
                 as_of=date(2027, 3, 31))  # fmt: skip


@pytest.fixture
def facts(tmp_path):
    write_facts(tmp_path, persons.table, drawn(persons, "person_id | sex\n1 | 2\n2 | 秘匿").rows)
    many = drawn(visits, "visit_id | person_id | visited_on\n1 | 1 | 2026-04-01\n2 | 2 | 2026-05-01").rows
    (tmp_path / "visits").mkdir()
    for number, row in enumerate(many):
        pq.write_table(arrow_table(visits.table, [row]), tmp_path / "visits" / f"part-{number}.parquet")
    return tmp_path


@pytest.mark.parametrize("engine", ON_EVERY_ENGINE)
def test_a_folder_is_counted_whether_a_table_is_one_file_or_many(facts, engine):
    check_folder(facts, ASKED)
    where = json.loads(os.environ["TAKIGI_TEST_POSTGRES"]) | {"dbname": "postgres"} if engine == "postgres" else {}
    server = " ".join(f"{name}={value}" for name, value in where.items())
    with opened(engine, facts=facts, tables=TABLES, server=server) as one:
        results = one.run(ASKED)
    assert results.engine == engine
    assert [(cell[0], results.answer("spec", 0, cell, BY_SEX).n) for cell in results.cells((BY_SEX,))] == [
        ("2", 1),
        (MissingKind.SUPPRESSED, 1),
    ]


def test_decisions_are_read_as_they_were_written_oldest_first(tmp_path):
    decided = [(date(2026, 6, 1), "agree_within_days", "60"), (date(2025, 4, 1), "target_reasons", "joint,frailty")]
    assert read_ways(write_ways(tmp_path, decided)) == sorted(decided)
    assert read_ways(tmp_path / "none.csv") == []


def test_a_table_that_is_not_there_is_named(facts):
    (facts / "persons.parquet").unlink()
    with pytest.raises(NoFacts, match=r"persons\.parquet がありません"):
        check_folder(facts, ASKED)


def test_a_column_that_is_not_there_is_named_with_those_that_are(facts):
    pq.write_table(pq.read_table(facts / "persons.parquet").drop_columns(["sex__why"]), facts / "persons.parquet")
    with pytest.raises(NoFacts, match=r"persons\.parquet に sex__why という列がありません（あるのは person_id、sex）"):
        check_folder(facts, ASKED)


def test_an_engine_that_is_none_is_told_which_there_are(facts):
    with pytest.raises(NoEngine, match="あるのは reference、duckdb、postgres、spark"):
        opened("sqlite", facts=facts, tables=TABLES)


def test_an_engine_whose_library_is_not_installed_says_what_to_install(facts, monkeypatch):
    def absent(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("takigi.engines.choosing.import_module", absent)
    with pytest.raises(NoEngine, match=r"pyspark が入っていません。pip install 'takigi\[spark\]'"):
        opened("spark", facts=facts, tables=TABLES).__enter__()
