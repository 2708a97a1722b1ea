"""見本の台帳: what was planted is exactly what reading reports, whatever the edition and the form of the file."""

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from takigi.demo.ledger_faults import ROW_FAULTS
from takigi.demo.ledger_lines import EDITIONS, headers_of
from takigi.demo.ledger_notations import in_half_kana, in_wide, partial_date, written_date
from takigi.demo.ledger_planting import FILE_CODES
from takigi.demo.ledger_sample import Dirt, Planted, write_ledger
from takigi.demo.town import Town
from takigi.demo.towns import NAGIHAMA, TAKIGINO
from takigi.exchange.ledger_rows import LedgerRow, read_row
from takigi.exchange.profiles import header_words, suggest_mapping
from takigi.exchange.tables import open_table
from takigi.kernel.eras import read_date

pytestmark = pytest.mark.long

TOWN = Town(TAKIGINO.scaled(9_000), seed=20)
# So many that every kind of mistake comes up in a small town.
FILTHY = Dirt(is_mixed=True, has_title=True, mistakes_per_thousand=400)
FORMS = ("csv", "xlsx")
EVERY_FILE = [pytest.param(form, edition, id=f"{edition}.{form}") for form in FORMS for edition in EDITIONS]
# Only beside the register; read_row sees no register.
BESIDE_REGISTER = {"birth_differs_from_register"}


def read(path: Path, town: Town = TOWN) -> list[LedgerRow]:
    table = open_table(path, name=path.name, known_headers=header_words())
    mapping = suggest_mapping(table.headers)
    assert mapping.missing == ()
    assert mapping.questions == ()
    return [read_row(row, mapping, today=town.plan.on, insurer_no=town.plan.insurer_no) for row in table.rows()]


def reported(rows: list[LedgerRow]) -> Counter[Planted]:
    return Counter(Planted(p.row_no, p.column, p.code, p.is_blocking) for row in rows for p in row.problems)


def seen_in_a_row(planted: list[Planted]) -> Counter[Planted]:
    return Counter(one for one in planted if one.code not in FILE_CODES.keys() | BESIDE_REGISTER)


@pytest.mark.parametrize(("form", "edition"), EVERY_FILE)
def test_exactly_the_planted_problems_are_reported(tmp_path, form, edition):
    path = tmp_path / f"台帳.{form}"
    planted = write_ledger(TOWN, path, form=form, edition=edition, dirt=FILTHY, seed=1)
    assert reported(read(path)) == seen_in_a_row(planted)
    assert len(planted) > 150


@pytest.mark.parametrize(("form", "edition"), EVERY_FILE)
def test_a_clean_ledger_has_nothing_to_report(tmp_path, form, edition):
    path = tmp_path / f"台帳.{form}"
    assert write_ledger(TOWN, path, form=form, edition=edition, dirt=Dirt.clean(), seed=1) == []
    rows = read(path)
    assert reported(rows) == Counter()
    assert len(rows) > 1_000


def test_every_kind_of_mistake_is_planted_in_some_file(tmp_path):
    planted = {
        one.code
        for form in FORMS
        for edition in EDITIONS
        for one in write_ledger(TOWN, tmp_path / f"x.{form}", form=form, edition=edition, dirt=FILTHY, seed=2)
    }
    assert {fault.code for fault in ROW_FAULTS} | FILE_CODES.keys() | BESIDE_REGISTER == planted


def test_the_ledger_of_the_whole_town_has_every_kind_that_fits_its_edition(tmp_path):
    town = Town(TAKIGINO, seed=20)
    path = tmp_path / "台帳.csv"
    planted = write_ledger(town, path, form="csv", dirt=Dirt.full(), seed=3)
    assert reported(read(path, town)) == seen_in_a_row(planted)
    codes = Counter(one.code for one in planted)
    only_in_workbooks = {"value_without_header"}
    assert {fault.code for fault in ROW_FAULTS} - only_in_workbooks <= codes.keys()
    assert min(codes.values()) >= 3


def test_the_usual_export_has_few_mistakes(tmp_path):
    planted = write_ledger(Town(TAKIGINO, seed=20), tmp_path / "x.xlsx", form="xlsx", dirt=Dirt.usual(), seed=3)
    assert 20 < len(planted) < 120


def test_a_clean_ledger_says_the_same_as_the_town(tmp_path):
    path = tmp_path / "台帳.csv"
    write_ledger(TOWN, path, form="csv", dirt=Dirt.clean(), seed=1)
    rows = read(path)
    histories = [history for history in TOWN.histories() if history.certifications]
    said = [(row.insured_no, row.name, row.application_on, row.level, row.valid_from, row.valid_until) for row in rows]
    assert said == [
        (h.resident.insured_no, h.resident.name, c.applied_on, c.level_code, c.valid_from, c.valid_to)
        for h in histories
        for c in h.certifications
    ]


def test_a_dirty_ledger_says_the_same_where_nothing_is_reported(tmp_path):
    clean, dirty = tmp_path / "clean.csv", tmp_path / "dirty.csv"
    write_ledger(TOWN, clean, form="csv", dirt=Dirt.clean(), seed=1)
    planted = write_ledger(TOWN, dirty, form="csv", dirt=FILTHY, seed=1)
    touched = {one.row_no for one in planted}
    expected = {(row.insured_no, row.application_on, row.history_no): row for row in read(clean)}
    untouched = [row for row in read(dirty) if row.row_no not in touched]
    assert len(untouched) > 800
    for row in untouched:
        same = expected[row.insured_no, row.application_on, row.history_no]
        assert (row.birth.exact, row.sex, row.level, row.decided_on) == (
            same.birth.exact,
            same.sex,
            same.level,
            same.decided_on,
        )
        assert (row.valid_from, row.valid_until, row.is_withdrawn) == (
            same.valid_from,
            same.valid_until,
            same.is_withdrawn,
        )
        assert (row.postal, row.phone.isascii() or row.phone) == (same.postal, row.phone.isascii() or row.phone)


def raw_lines(path: Path) -> list[list[str]]:
    with path.open(encoding="cp932", newline="") as file:
        return list(csv.reader(file))


def test_the_usual_csv_is_shift_jis_with_a_title_above_its_headings(tmp_path):
    path = tmp_path / "台帳.csv"
    write_ledger(TOWN, path, form="csv", dirt=Dirt.usual(), seed=1)
    lines = raw_lines(path)
    assert lines[0][0].startswith("薪野市")
    assert tuple(lines[2]) == headers_of("受給者台帳")
    assert b"\r\n" in path.read_bytes()


def test_dates_numbers_and_kana_are_written_in_many_ways(tmp_path):
    path = tmp_path / "台帳.csv"
    write_ledger(TOWN, path, form="csv", dirt=Dirt.usual(), seed=1)
    headers, *rows = raw_lines(path)[2:]
    cells = {header: [row[place] for row in rows if len(row) > place] for place, header in enumerate(headers)}
    births = "".join(cells["生年月日"])
    assert any(sign in births for sign in "年.")
    assert len({len(one) for one in cells["申請日"]}) > 3
    assert any("ｱ" <= sign <= "ﾟ" for one in cells["氏名カナ"] for sign in one)
    assert any(one.endswith("　") for one in cells["氏名"])
    assert any("０" <= sign <= "９" for one in cells["被保険者番号"] for sign in one)
    assert len(set(cells["性別"])) >= 4


def test_names_that_shift_jis_cannot_write_come_out_as_a_black_mark_and_are_told(tmp_path):
    town = Town(TAKIGINO, seed=20)
    path = tmp_path / "台帳.csv"
    planted = write_ledger(town, path, form="csv", dirt=Dirt(True, True, 0), seed=1)
    lines = raw_lines(path)
    marked = {number for number, row in enumerate(lines, start=1) if any("〓" in cell for cell in row)}
    assert marked == {one.row_no for one in planted if one.code == "outside_characters"}
    assert marked


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path):
    def written(name: str, seed: int) -> bytes:
        path = tmp_path / name
        write_ledger(TOWN, path, form="csv", dirt=Dirt.usual(), seed=seed)
        return path.read_bytes()

    assert written("a.csv", 1) == written("b.csv", 1) != written("c.csv", 2)


def test_without_a_register_both_rows_of_a_shared_number_are_told(tmp_path):
    path = tmp_path / "台帳.csv"
    beside = write_ledger(TOWN, path, form="csv", dirt=FILTHY, seed=1)
    alone = write_ledger(TOWN, path, form="csv", dirt=FILTHY, seed=1, has_register=False)
    codes = Counter(one.code for one in alone)
    assert codes["two_people_one_number"] % 2 == 0
    assert codes["two_people_one_number"] >= 2
    assert not codes.keys() & ({"same_number_other_person_in_register"} | BESIDE_REGISTER)
    assert "same_number_other_person_in_register" in {one.code for one in beside}


def test_a_large_file_has_one_row_for_each_person_aged_65_or_over(tmp_path):
    town = Town(NAGIHAMA.scaled(9_000), seed=20)
    path = tmp_path / "大.csv"
    assert write_ledger(town, path, form="csv", dirt=Dirt.clean(), seed=1, rows=town.plan.aged) == []
    rows = read(path, town)
    assert len({row.insured_no for row in rows}) == len(rows) == town.plan.aged


def test_more_rows_than_people_aged_65_are_refused(tmp_path):
    with pytest.raises(ValueError, match=f"{TOWN.plan.aged}人"):
        write_ledger(TOWN, tmp_path / "x.csv", form="csv", dirt=Dirt.clean(), seed=1, rows=TOWN.plan.aged + 1)


def test_an_unknown_edition_is_refused_with_those_that_exist(tmp_path):
    with pytest.raises(ValueError, match="受給者台帳、認定申請情報、異動連絡票"):
        write_ledger(TOWN, tmp_path / "x.csv", form="csv", edition="名簿", dirt=Dirt.clean(), seed=1)


def test_an_unknown_form_is_refused(tmp_path):
    with pytest.raises(ValueError, match="csvとxlsx"):
        write_ledger(TOWN, tmp_path / "x.pdf", form="pdf", dirt=Dirt.clean(), seed=1)


@pytest.mark.parametrize("style", ["iso", "kanji", "short", "abbreviated", "era_digits", "digits", "slashes", "wide"])
def test_every_way_of_writing_a_day_is_read_as_the_same_day(style):
    for history in list(TOWN.histories())[:300]:
        day = history.resident.birth
        assert read_date(written_date(day, style)).exact == day


def test_a_birth_known_in_part_is_read_as_such():
    day = next(TOWN.residents()).birth
    assert read_date(partial_date(day, "month")).precision == "month"
    assert read_date(partial_date(day, "year")).precision == "year"


def test_half_and_full_width_are_as_typewriters_make_them():
    assert in_half_kana("ヴァイオリン　パッド ー・ヲ") == "ｳﾞｧｲｵﾘﾝ ﾊﾟｯﾄﾞ ｰ･ｦ"
    assert in_wide("S12.4.1-H") == "Ｓ１２．４．１－Ｈ"


def test_notices_hold_corrections_and_deletions_that_name_what_they_amend(tmp_path):
    path = tmp_path / "連絡票.csv"
    write_ledger(Town(TAKIGINO, seed=20), path, form="csv", edition="異動連絡票", dirt=Dirt.usual(), seed=1)
    rows = read(path)
    amended = [(before, row) for before, row in pairwise(rows) if row.correction]
    assert Counter(row.correction for _, row in amended).keys() == {"2", "3"}
    for before, row in amended:
        assert (before.insured_no, before.changed_on, before.history_no) == (
            row.insured_no,
            row.changed_on,
            row.history_no,
        )
        assert row.corrected_on > row.changed_on
        assert (before.level != row.level) == (row.correction == "2")
