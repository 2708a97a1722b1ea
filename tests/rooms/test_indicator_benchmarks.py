"""測るものの試験: the benchmarks of the indicators run at a tiny size, and all ways give the same answers."""

import hashlib

import pytest

from benchmarks import national, one_counted_town
from benchmarks.indicators import measure
from benchmarks.invented_events import write_events

PEOPLE = 150


@pytest.mark.later
def test_every_way_counts_the_same_and_so_does_the_judge():
    """手書きの SQL・Polars・pandas・SQLite・基準の集計・数え直しが、どの数でも一致する."""
    measured = measure(PEOPLE, times=1)
    everyone, goals = measured["everyone"]["answers_agree"], measured["first_goals"]["answers_agree"]
    assert everyone == dict.fromkeys(("duckdb_sql", "polars", "pandas", "sqlite", "reference", "refreshed"), True)
    assert goals == {"duckdb_sql": True, "reference": True}
    assert measured["first_goals"]["answers"] > 36


@pytest.mark.later
@pytest.mark.django_db
@pytest.mark.usefixtures("facts_folder")
def test_a_visit_is_in_every_number_of_the_measured_town(world):
    """訪問がどの数にも入っていなければ、測る前に止まる."""
    case_ids = one_counted_town.fill(world, 60)
    one_counted_town.renew_ground(municipality_id=world.municipality_id, at=one_counted_town.now())
    measured = one_counted_town.moved_by_visits(world, case_ids)
    assert measured.keys() == one_counted_town.QUESTIONS.keys() and len(case_ids) == 2


def test_the_same_seed_makes_the_same_people(tmp_path):
    told = []
    for name in ("one", "two"):
        write_events(tmp_path / name, PEOPLE)
        files = sorted((tmp_path / name).rglob("*.parquet"))
        told.append([hashlib.sha256(file.read_bytes()).hexdigest() for file in files])
    assert told[0] == told[1]


def test_a_nation_goes_on_where_it_stopped(tmp_path, monkeypatch):
    """途中で止まっても、済んだ集計は二度しない。ちがう機械の分は使わない."""
    asked = []

    def answer(engine, *_):
        asked.append(engine)
        if asked == ["duckdb", "spark"]:
            raise KeyboardInterrupt
        return {"told": "same", "most_memory_gib": 1, "cpu_seconds": 1}

    monkeypatch.setattr(national, "_one", answer)
    file = tmp_path / "kept.json"
    with pytest.raises(KeyboardInterrupt):
        national.measure(PEOPLE, 4, national.Kept(file, {"cores": 2}))
    measured = national.measure(PEOPLE, 4, national.Kept(file, {"cores": 2}))
    assert asked == ["duckdb", "spark", "spark"] and measured["answers_agree"] and measured["events"] > PEOPLE
    assert national.Kept(file, {"cores": 64}).get(f"{PEOPLE} duckdb") is None


@pytest.mark.spark
def test_both_engines_of_a_nation_agree_within_their_memory():
    measured = national.measure(PEOPLE, gib=4)
    assert measured["answers_agree"]
    assert measured["within_memory"]
