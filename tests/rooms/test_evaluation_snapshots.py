"""事実の写し: no name and no word in any byte of it, the same facts the same fingerprint, and every change is noticed."""

import json
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.management import call_command

from takigi.access.grounds import NotPermitted
from takigi.engines.arrow import schema_of
from takigi.engines.keeping import rows_of_people
from takigi.evaluation import keys as fact_keys
from takigi.evaluation.actions.snapshots import keep_snapshot, take_snapshot
from takigi.evaluation.folders import MANIFEST, faults_in, folder_of, version_of
from takigi.evaluation.gathering import FEEDING
from takigi.evaluation.keys import PERSON, Keys, NumberTaken, number_of, town_secret
from takigi.evaluation.models import FactKey, Snapshot
from takigi.evaluation.queries.reports import snapshots
from takigi.evaluation.towns import numbers_of_people, subjects_of
from takigi.indicators.catalogue.facts import TABLES, persons
from takigi.people.models import Person
from tests.rooms.evaluation_lived import SECRET, gathered, live
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_folder")]


def kept(world, **more) -> Snapshot:
    return Snapshot.objects.get(pk=keep_snapshot(municipality_id=world.municipality_id, at=world.at, **more))


def test_every_table_of_the_catalogue_is_fed():
    assert {one.name for one in TABLES} == FEEDING.keys()


@pytest.mark.later
def test_no_byte_of_the_folder_holds_a_name_a_word_a_number_or_an_id_of_the_register(world, register):
    """名前、ことば、被保険者番号、台帳の番号は、どこにも出ない."""
    lived = [live(world, register, name=f"{SECRET}　{number}") for number in ("ハナ", "ウメ", "マツ")]
    folder = folder_of(kept(world, label=SECRET).folder)
    told = b"".join(path.read_bytes() for path in folder.iterdir())
    # Parquet packs its pages: what they hold is looked at unpacked, too.
    told += "".join(str(pq.read_table(path).to_pydict()) for path in folder.glob("*.parquet")).encode()

    assert len(told) > 10_000
    forbidden = [SECRET, "ハナ", "ウメ", "みどり野", "0000000001", "畑", "風呂"]
    for person_id, case_id in lived:
        forbidden += [str(person_id), person_id.hex, str(case_id), case_id.hex]
    assert [word for word in forbidden if word.encode() in told] == []


def test_no_column_of_the_catalogue_is_made_for_words():
    """区分の列に入るのは、短い英数字の符号だけ."""
    assert [name for one in TABLES for name in one.table.columns if name.endswith(("_text", "_words", "name"))] == []


def test_codes_are_short_and_plain(world, register):
    live(world, register)
    folder = folder_of(kept(world).folder)
    for path in folder.glob("*.parquet"):
        for column in pq.read_table(path).columns:
            for value in column.to_pylist():
                assert not isinstance(value, str) or (len(value) <= 30 and value.isascii()), (path.name, value)


@pytest.mark.later
def test_the_same_facts_always_have_the_same_fingerprint_however_they_are_written(world, register):
    live(world, register)
    one, other = kept(world), kept(world)
    assert one.folder != other.folder and one.fingerprint == other.fingerprint
    path = folder_of(other.folder) / "persons.parquet"
    pq.write_table(pq.read_table(path), path, compression="none", row_group_size=1)
    assert list(faults_in(other.folder, other.fingerprint)) == []

    live(world, register)
    assert kept(world).fingerprint != one.fingerprint


def test_what_was_changed_is_told_table_by_table(world, register):
    live(world, register)
    snapshot = kept(world)
    folder, mark = folder_of(snapshot.folder), snapshot.fingerprint
    assert list(faults_in(snapshot.folder, mark)) == []

    table = pq.read_table(folder / "visits.parquet")
    pq.write_table(table.set_column(4, "minutes", [[7]]).cast(table.schema), folder / "visits.parquet")
    (folder / "goals.parquet").unlink()
    (folder / "moves.parquet").write_bytes(b"PAR1 no more")
    pq.write_table(pq.read_table(folder / "cases.parquet").slice(0, 0), folder / "cases.parquet")
    assert set(faults_in(snapshot.folder, mark)) == {
        "visits: 行の数は同じですが、中身が変わりました（1 行）。",
        "goals: ファイルがありません（とったときは 1 行）。",
        "moves: ファイルがこわれているか、列が違います。",
        "cases: 行の数が変わりました（1 行 → 0 行）。",
    }


def test_a_manifest_written_to_fit_is_noticed(world, register):
    live(world, register)
    snapshot = kept(world)
    path = folder_of(snapshot.folder) / MANIFEST
    told = json.loads(path.read_text())
    told["tables"]["visits"]["digest"] = "0" * 64
    path.write_text(json.dumps(told))
    assert any("目録が、とったときのものと違います" in one for one in faults_in(snapshot.folder, snapshot.fingerprint))


def test_a_column_more_is_another_version():
    table = persons.table
    assert version_of(table) == version_of(table)
    assert len({version_of(one.table) for one in TABLES}) == len(TABLES)
    assert schema_of(table).names[0] == "person_id"


def test_a_number_leads_back_only_here_and_another_town_has_others(world, register):
    person, _ = live(world, register)
    kept(world)
    (number,) = numbers_of_people(world.municipality_id, [person])
    assert subjects_of(world.municipality_id, PERSON, [number]) == {number: person}
    assert subjects_of(world.neighbour_id, PERSON, [number]) == {}
    assert number not in numbers_of_people(world.neighbour_id, [person])


def test_two_subjects_never_share_a_number(monkeypatch):
    monkeypatch.setattr(fact_keys, "number_of", lambda *_: 7)
    keys = Keys(b"town")
    assert keys.of(PERSON, "a") == keys.of(PERSON, "a") == 7
    with pytest.raises(NumberTaken):
        keys.of(PERSON, "b")


def test_a_number_that_is_taken_is_drawn_again_and_stays(world, register, settings):
    """番号が重なったら、片方を引き直して、そのあとも同じ番号を使う."""
    town = world.municipality_id
    one, _ = live(world, register)
    (number,) = numbers_of_people(town, [one])
    FactKey.objects.create(municipality_id=town, kind=PERSON, subject="somebody-else", number=number)
    first = kept(world)

    drawn = FactKey.objects.get(kind=PERSON, subject=str(one))
    assert drawn.number != number and drawn.attempt == 1
    assert drawn.number == number_of(town_secret(settings.FACTS_KEY, town), PERSON, str(one), 1)
    assert kept(world).fingerprint == first.fingerprint
    assert [row["person_id"] for row in rows_of_people(folder_of(first.folder), persons.table, [drawn.number])] == [
        drawn.number
    ]


def test_only_those_who_report_keep_a_snapshot(world):
    with pytest.raises(NotPermitted, match="計画"):
        take_snapshot(by=world.viewer(Role.EAST_NURSE))
    number = take_snapshot(by=world.viewer(Role.PLANNER), label="上半期")
    (card,) = snapshots(world.viewer(Role.EVALUATOR))
    assert (card.snapshot_id, card.label, card.is_kept) == (number, "上半期", True)


@pytest.mark.later
def test_grounds_that_nothing_needs_any_more_go_and_kept_snapshots_stay(world, facts_folder):
    forever = kept(world)
    for _ in range(4):
        gathered(world)
    left = set(Snapshot.objects.values_list("folder", flat=True))
    assert len(left) == 3 and forever.folder in left
    assert {f"{world.municipality_id}/{path.name}" for path in Path(facts_folder).glob("*/*")} == left


def test_the_command_takes_a_snapshot_and_verifies_it(world, register):
    live(world, register)
    said = run("snapshot", "--town", "992038", "--label", "試し")
    assert "みどり野市の写し" in said and "（1人、" in said
    assert "とったときのままです" in run("verify")

    (folder_of(Snapshot.objects.get(is_kept=True).folder) / "persons.parquet").unlink()
    with pytest.raises(SystemExit):
        run("verify")


def run(*words) -> str:
    printed = StringIO()
    call_command("facts", *words, stdout=printed)
    return printed.getvalue()


@pytest.mark.later
def test_people_of_a_town_are_gathered_in_as_many_questions_as_one(world, register, django_assert_max_num_queries):
    """人数がふえても、台帳にたずねる回数は同じ."""
    live(world, register)
    with django_assert_max_num_queries(85):
        gathered(world)
    for _ in range(5):
        live(world, register)
    assert Person.objects.count() == 6
    with django_assert_max_num_queries(85):
        gathered(world)
