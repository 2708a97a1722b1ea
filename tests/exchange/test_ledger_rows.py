"""台帳の行: typed values and every problem of a row at once, from the smallest doubt to the impossible."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.exchange.ledger_rows import read_row
from takigi.exchange.problems import Problem
from takigi.exchange.profiles import suggest_mapping
from takigi.exchange.tables import Row
from takigi.kernel.eras import Precision

TODAY, OURS = date(2026, 11, 1), "159999"
GOOD = {
    "保険者番号": OURS,
    "被保険者番号": "0000012345",
    "氏名": "薪田　花子",
    "氏名カナ": "ﾏｷﾀ ﾊﾅｺ",
    "生年月日": "S12.4.1",
    "性別": "2",
    "郵便番号": "9500001",
    "住所": "薪野市本町1-2",
    "電話番号": "025-123-4567",
    "日常生活圏域": "東部",
    "申請日": "R6.4.15",
    "申請種別": "新規",
    "申請理由": "転んでから歩けない",
    "原因疾患": "骨折・転倒",
    "認定日": "20240513",
    "要介護状態区分": "要支援２",
    "認定有効期間開始日": "2024/4/15",
    "認定有効期間終了日": date(2024, 10, 31),
    "取下区分": "1",
    "変更申請中区分": "1",
    "みなし区分": "1",
    "訂正区分": "",
    "訂正年月日": "",
    "異動年月日": "",
    "履歴番号": "003",
    "住民状態": "住民",
    "資格喪失日": "",
    "死亡日": "",
}
MAPPING = suggest_mapping(list(GOOD))


def read(mapping=None, problems=(), **changes):
    """A good row in which only what a test is about differs; a value of None takes the column away."""
    values = GOOD | changes
    values = {header: cell for header, cell in values.items() if cell is not None}
    mapping = mapping or suggest_mapping(list(values))
    return read_row(Row(7, tuple(values.values()), tuple(problems)), mapping, today=TODAY, insurer_no=OURS)


def said(row):
    return [(problem.column, problem.code, problem.is_blocking) for problem in row.problems]


def test_the_headings_of_these_tests_are_all_understood():
    assert (MAPPING.unused, MAPPING.missing, MAPPING.questions) == ((), (), ())


def test_a_good_row_has_typed_values_and_no_problem():
    row = read()
    assert row.problems == ()
    assert row.is_importable
    assert row.has_certification
    assert (row.row_no, row.insurer_no, row.insured_no) == (7, OURS, "0000012345")
    assert (row.name, row.name_kana, row.sex) == ("薪田　花子", "ﾏｷﾀ ﾊﾅｺ", "2")
    assert row.birth.exact == date(1937, 4, 1)
    assert (row.postal, row.address, row.phone, row.area) == ("950-0001", "薪野市本町1-2", "025-123-4567", "東部")
    assert (row.application_on, row.application_type) == (date(2024, 4, 15), "1")
    assert (row.reason_text, row.cause_text) == ("転んでから歩けない", "骨折・転倒")
    assert (row.decided_on, row.level) == (date(2024, 5, 13), "13")
    assert (row.valid_from, row.valid_until) == (date(2024, 4, 15), date(2024, 10, 31))
    assert (row.is_withdrawn, row.provisional, row.deemed) == (False, "1", "1")
    assert (row.correction, row.corrected_on, row.changed_on, row.history_no) == ("", None, None, "003")
    assert (row.status, row.status_on) == ("resident", None)


ONE_PROBLEM = {
    "a number is missing": ({"被保険者番号": ""}, "被保険者番号", "insured_no_missing", True),
    "zeros are lost": ({"被保険者番号": 12345}, "被保険者番号", "leading_zeros_lost", False),
    "a number became a power": ({"被保険者番号": "1E+09"}, "被保険者番号", "number_as_power", True),
    "another insurer": ({"保険者番号": "131000"}, "保険者番号", "other_insurer", True),
    "no name at all": ({"氏名": "", "氏名カナ": ""}, "氏名", "name_missing", True),
    "no birth": ({"生年月日": ""}, "生年月日", "birth_missing", False),
    "a birth in part": ({"生年月日": "昭和5年"}, "生年月日", "birth_partial", False),
    "an unknown birth": ({"生年月日": "不詳"}, "生年月日", "birth_partial", False),
    "a birth tomorrow": ({"生年月日": "2026-11-02"}, "生年月日", "birth_in_future", True),
    "a birth long ago": ({"生年月日": "明治33年1月1日"}, "生年月日", "birth_too_old", True),
    "a birth after the application": ({"生年月日": "R6.5.1"}, "生年月日", "birth_after_application", True),
    "a child applies": ({"生年月日": "H12.4.1"}, "生年月日", "under_40", False),
    "a day that is none": ({"申請日": "R6.2.30"}, "申請日", "date_unreadable", True),
    "an application of a month": ({"申請日": "R6.4"}, "申請日", "date_incomplete", True),
    "an application tomorrow": (
        {"申請日": "R8.11.2", "認定日": None, "認定有効期間開始日": None, "認定有効期間終了日": None},
        "申請日",
        "application_in_future",
        True,
    ),
    "a decision tomorrow": ({"認定日": "R8.11.2"}, "認定日", "decision_in_future", True),
    "a decision before the application": ({"認定日": "R6.4.14"}, "認定日", "decided_before_application", True),
    "the end before the start": ({"認定有効期間終了日": "R6.4.14"}, "認定有効期間終了日", "validity_reversed", True),
    "more than 48 months": ({"認定有効期間終了日": "R10.5.1"}, "認定有効期間終了日", "validity_too_long", False),
    "a start that is not the application": (
        {"認定有効期間開始日": "R6.5.1"},
        "認定有効期間開始日",
        "validity_start_unusual",
        False,
    ),
    "no start": ({"認定有効期間開始日": ""}, "認定有効期間開始日", "validity_missing", True),
    "no end": ({"認定有効期間終了日": ""}, "認定有効期間終了日", "validity_open", False),
    "an unknown level": ({"要介護状態区分": "要介護6"}, "要介護状態区分", "code_unknown", True),
    "no decision date": ({"認定日": ""}, "認定日", "decision_missing", False),
    "no application date": ({"申請日": ""}, "申請日", "application_missing", False),
    "an unknown sex": ({"性別": "9"}, "性別", "code_unknown", True),
    "an unknown state": ({"住民状態": "8"}, "住民状態", "status_unknown", False),
    "a death tomorrow": ({"死亡日": "R8.11.2"}, "死亡日", "death_in_future", True),
    "a death before the application": ({"死亡日": "R6.4.1"}, "死亡日", "application_after_death", False),
    "a move to come": ({"資格喪失日": "R9.1.1"}, "資格喪失日", "status_in_future", False),
    "a change to come": ({"異動年月日": "R9.1.1"}, "異動年月日", "change_in_future", False),
    "a correction to come": ({"訂正年月日": "R9.1.1"}, "訂正年月日", "correction_in_future", False),
    "a postal code too short": ({"郵便番号": "95"}, "郵便番号", "postal_unreadable", False),
    "a withdrawal nobody understands": ({"取下区分": "?"}, "取下区分", "code_unknown", True),
}


@pytest.mark.parametrize("case", ONE_PROBLEM)
def test_each_fault_alone_is_one_problem_at_its_column(case):
    changes, column, code, is_blocking = ONE_PROBLEM[case]
    row = read(**changes)
    assert said(row) == [(column, code, is_blocking)]
    assert row.is_importable is not is_blocking
    (problem,) = row.problems
    assert problem.row_no == 7
    assert problem.sentence.endswith(("ください。", "決められます。", "構いません）。"))


def test_the_value_of_a_problem_is_what_stands_in_the_file():
    assert read(認定有効期間終了日=date(2024, 4, 14)).problems[0].value == "2024-04-14"
    assert read(申請日="R6.2.30").problems[0].value == "R6.2.30"


@pytest.mark.parametrize("header", ["申請日", "認定日"])
def test_nothing_was_applied_for_before_the_insurance(header):
    codes = [problem.code for problem in read(**{header: "H6.4.15"}).problems]
    assert {"申請日": "application_too_old", "認定日": "decision_too_old"}[header] in codes


def test_no_certification_is_older_than_the_insurance():
    assert "validity_too_old" in [problem.code for problem in read(認定有効期間開始日="H6.4.15").problems]


def test_every_problem_of_a_row_is_said_at_once():
    row = read(
        被保険者番号="1E+09",
        氏名="",
        氏名カナ="",
        生年月日="R9.1.1",
        性別="9",
        申請日="R6.2.30",
        要介護状態区分="99",
        認定有効期間終了日="R5.1.1",
    )
    codes = {problem.code for problem in row.problems}
    assert codes >= {
        "number_as_power",
        "name_missing",
        "birth_in_future",
        "code_unknown",
        "date_unreadable",
        "validity_reversed",
    }
    assert len(row.problems) >= 7


def test_a_name_in_kana_alone_is_enough():
    assert read(氏名="").problems == ()
    assert read(氏名=None).problems == ()


def test_a_number_beginning_with_h_is_a_number():
    assert read(被保険者番号="H123456789").insured_no == "H123456789"


def test_an_unknown_birth_keeps_its_precision():
    assert read(生年月日="不詳").birth.precision is Precision.UNKNOWN
    assert read(生年月日="昭和5年").birth.precision is Precision.YEAR


def test_an_application_that_is_still_open_is_no_problem():
    row = read(認定日="", 要介護状態区分="申請中", 認定有効期間開始日="", 認定有効期間終了日="")
    assert row.problems == ()
    assert (row.level, row.decided_on, row.has_certification) == ("", None, True)


def test_a_withdrawn_application_needs_no_level():
    row = read(要介護状態区分="", 認定有効期間開始日="", 認定有効期間終了日="", 取下区分="3")
    assert row.problems == ()
    assert row.is_withdrawn


def test_not_eligible_needs_no_period():
    assert read(要介護状態区分="01", 認定有効期間開始日="", 認定有効期間終了日="").problems == ()


def test_a_result_without_level_is_asked_for():
    assert said(read(要介護状態区分="")) == [("要介護状態区分", "level_missing", False)]


def test_what_the_file_has_no_column_for_is_not_missed():
    gone = dict.fromkeys(["認定日", "認定有効期間開始日", "認定有効期間終了日", "申請日"])
    assert read(**gone).problems == ()


def test_a_renewal_may_start_on_another_day_than_its_application():
    assert read(申請種別="更新", 認定有効期間開始日="R6.7.1").problems == ()


def test_a_date_of_death_says_what_became_of_the_person():
    row = read(死亡日="R7.1.5", 住民状態="住民", 資格喪失日="R7.1.6")
    assert (row.status, row.status_on) == ("deceased", date(2025, 1, 5))


def test_a_person_who_died_may_be_of_any_age():
    assert "birth_too_old" not in [p.code for p in read(生年月日="明治33年1月1日", 死亡日="R6.5.1").problems]


def test_a_deletion_needs_no_more_than_its_number():
    row = read(訂正区分="3", 氏名="", 氏名カナ="", 生年月日="", 認定有効期間開始日="", 認定日="")
    assert row.problems == ()
    assert row.correction == "3"


def test_a_towns_own_code_means_what_the_town_said():
    mapping = MAPPING.mean("level", "ﾖ1", "12").mean("withdrawn", "0", "有効")
    row = read(mapping, 要介護状態区分="ﾖ1", 取下区分="0")
    assert (row.level, row.is_withdrawn, row.problems) == ("12", False, ())


def test_a_formula_is_never_read():
    formula = Problem(7, "要介護状態区分", "=1+11", "formula", "計算式", is_blocking=True)
    row = read(problems=[formula], 要介護状態区分="=1+11")
    assert (row.level, row.is_importable) == ("", False)
    assert row.problems[0] == formula


def test_a_formula_in_a_column_that_nobody_reads_harms_nobody():
    values = GOOD | {"年齢": "=TODAY()"}
    problem = Problem(7, "年齢", "=TODAY()", "formula", "計算式", is_blocking=True)
    row = read_row(
        Row(7, tuple(values.values()), (problem,)), suggest_mapping(list(values)), today=TODAY, insurer_no=OURS
    )
    assert row.problems == ()


def test_a_shifted_row_is_never_importable():
    problem = Problem(7, "", "x", "too_many_cells", "列がずれています", is_blocking=True)
    assert not read(problems=[problem]).is_importable


def test_a_doubtful_character_is_read_with_its_warning():
    problem = Problem(7, "氏名", "〓田", "outside_characters", "外字", is_blocking=False)
    row = read(problems=[problem], 氏名="〓田")
    assert (row.name, row.is_importable, said(row)) == ("〓田", True, [("氏名", "outside_characters", False)])


def test_the_same_values_have_one_fingerprint_whatever_excel_did():
    assert read().fingerprint == read(被保険者番号=12345, 生年月日=date(1937, 4, 1), 要介護状態区分="13").fingerprint
    assert replace(read(), row_no=9).fingerprint == read().fingerprint
    for header in ("氏名", "住所", "認定日", "要介護状態区分", "取下区分"):
        other = {"認定日": "20240514", "要介護状態区分": "12", "取下区分": "3"}.get(header, "別")
        assert read(**{header: other}).fingerprint != read().fingerprint


def test_a_file_without_the_number_is_never_importable():
    values = {"氏名": "薪田", "生年月日": "S12.4.1"}
    row = read_row(Row(2, tuple(values.values())), suggest_mapping(list(values)), today=TODAY, insurer_no=OURS)
    assert said(row) == [("被保険者番号", "insured_no_missing", True)]


CELLS = st.text(max_size=12) | st.integers() | st.floats(allow_nan=False) | st.dates() | st.datetimes()


@pytest.mark.later
@settings(max_examples=200)
@given(st.lists(CELLS, min_size=len(GOOD), max_size=len(GOOD)))
def test_no_row_is_so_dirty_that_reading_fails(cells):
    row = read_row(Row(2, tuple(cells)), MAPPING, today=TODAY, insurer_no=OURS)
    assert len(row.insured_no) in (0, 10)
    assert row.insured_no or not row.is_importable
    assert all(problem.sentence for problem in row.problems)
