"""セルの読み: numbers, dates and codes as cities write them, and what Excel did to them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.exchange import code_readings, readings
from takigi.kernel.codes import APPLICATION_TYPE, CARE_LEVEL, CORRECTION, DEEMED, PROVISIONAL, SEX
from tests.rules_held import holds

OURS = "159999"


def codes(reading):
    return [(finding.code, finding.is_blocking) for finding in reading.findings]


@pytest.mark.parametrize(
    "cell",
    [
        "0000012345",
        "００００012345",
        " 0000012345 ",
        "'0000012345",
        "0000-012345",
        "1234567890",
        1234567890,
        "H123456789",
        "h123456789",
    ],
    ids=repr,
)
def test_a_whole_insured_number_is_read_silently(cell):
    reading = readings.read_insured_no(cell)
    assert len(reading.value) == 10
    assert reading.findings == ()


@holds("V5")
@pytest.mark.parametrize(
    ("cell", "number"),
    [("12345", "0000012345"), (12345, "0000012345"), ("123456789", "0123456789")],
    ids=repr,
)
def test_zeros_that_excel_took_are_put_back_and_said(cell, number):
    reading = readings.read_insured_no(cell)
    assert reading.value == number
    assert codes(reading) == [("leading_zeros_lost", False)]
    assert number in reading.findings[0].sentence


@holds("V5")
@pytest.mark.parametrize("cell", ["1E+09", "1.23457E+09", "1.2e9", "１Ｅ＋０９", 1234567890.5], ids=repr)
def test_a_number_that_excel_rounded_is_refused_with_a_way_out(cell):
    reading = readings.read_insured_no(cell)
    assert reading.value == ""
    assert codes(reading) == [("number_as_power", True)]
    assert "文字列" in reading.findings[0].sentence


@pytest.mark.parametrize(
    "cell",
    ["12345678901", "H12345678", "HH23456789", "薪田", "0000000000", "0", "12.5", "-1234567890x"],
    ids=repr,
)
def test_what_is_no_insured_number_is_refused(cell):
    reading = readings.read_insured_no(cell)
    assert (reading.value, codes(reading)) == ("", [("insured_no_unreadable", True)])


@pytest.mark.parametrize("cell", ["", " ", "　", "-"], ids=repr)
def test_a_missing_insured_number_says_how_to_go_on(cell):
    reading = readings.read_insured_no(cell)
    assert (reading.value, codes(reading)) == ("", [("insured_no_missing", True)])
    assert "画面で登録" in reading.findings[0].sentence


def test_a_number_in_digits_of_another_script_is_no_number():
    assert codes(readings.read_insured_no("٠٠٠٠٠١٢٣٤٥")) in ([("insured_no_unreadable", True)], [])


@pytest.mark.parametrize(
    ("cell", "found"),
    [("159999", []), ("", []), (159999, []), ("131000", ["other_insurer"]), ("12345678", ["insurer_no_unreadable"])],
    ids=repr,
)
def test_the_insurer_must_be_ours(cell, found):
    reading = readings.read_insurer_no(cell, OURS)
    assert [finding.code for finding in reading.findings] == found


def test_an_insurer_of_hokkaido_gets_its_zero_back():
    reading = readings.read_insurer_no(10009, "010009")
    assert (reading.value, codes(reading)) == ("010009", [("leading_zeros_lost", False)])


def test_a_row_of_another_insurer_tells_ours():
    (finding,) = readings.read_insurer_no("131000", OURS).findings
    assert OURS in finding.sentence
    assert "住所地特例" in finding.sentence


@pytest.mark.parametrize(
    ("cell", "postal", "found"),
    [
        ("950-0001", "950-0001", []),
        ("〒９５０－０００１", "950-0001", []),
        (9500001, "950-0001", []),
        ("600001", "060-0001", ["leading_zeros_lost"]),
        ("95", "", ["postal_unreadable"]),
        ("0000000", "", []),
        ("", "", []),
    ],
    ids=repr,
)
def test_postal_codes_are_written_in_one_way(cell, postal, found):
    reading = readings.read_postal(cell)
    assert (reading.value, [finding.code for finding in reading.findings]) == (postal, found)
    assert not any(finding.is_blocking for finding in reading.findings)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("025-123-4567", "025-123-4567"),
        (251234567, "0251234567"),
        ("9012345678", "09012345678"),
        ("なし", "なし"),
        ("", ""),
    ],
    ids=repr,
)
def test_telephones_get_their_first_zero_back(cell, phone):
    assert readings.read_phone(cell).value == phone


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 薪田　花子 ", "薪田　花子"),
        ("本町1\n2階", "本町1 2階"),
        ("薪田　　花子", "薪田　花子"),
        (12, "12"),
        (date(2024, 4, 1), "2024-04-01"),
    ],
    ids=repr,
)
def test_texts_are_kept_as_typed(cell, text):
    assert readings.read_text(cell).value == text


@given(st.text())
def test_no_sign_of_a_name_is_changed(text):
    """NFKC would turn some signs of people's names into others."""
    assert "".join(readings.read_text(text).value.split()) == "".join(
        sign for sign in text if not (sign.isspace() or sign < " " or sign == "\x7f")
    )


DAYS = [
    ("S12.4.1", date(1937, 4, 1)),
    ("昭和12年4月1日", date(1937, 4, 1)),
    ("3120401", date(1937, 4, 1)),
    (3120401, date(1937, 4, 1)),
    ("19370401", date(1937, 4, 1)),
    (45383, date(2024, 4, 1)),
    ("45383", date(2024, 4, 1)),
    (date(2024, 4, 1), date(2024, 4, 1)),
    ("Ｒ６／４／１", date(2024, 4, 1)),
    ("00000000", None),
    ("99999999", None),
    ("", None),
    (0, None),
]


@pytest.mark.parametrize(("cell", "day"), DAYS, ids=repr)
def test_days_are_read_in_every_notation(cell, day):
    assert readings.read_day(cell).value == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("R6.2.30", "date_unreadable"),
        ("きのう", "date_unreadable"),
        ("123", "date_unreadable"),
        ("昭和5年", "date_incomplete"),
        ("不詳", "date_incomplete"),
    ],
    ids=repr,
)
def test_a_day_that_cannot_be_read_says_how_to_write_it(cell, code):
    reading = readings.read_day(cell)
    assert (reading.value, codes(reading)) == (None, [(code, True)])
    assert "ください" in reading.findings[0].sentence


def test_a_birth_known_in_part_is_no_problem_of_the_cell():
    reading = readings.read_partial_day("昭和5年")
    assert reading.value.in_japanese == "昭和5年（月日不明）"
    assert reading.findings == ()


def test_a_doubtful_date_is_read_with_a_warning():
    assert codes(readings.read_day("平成31年5月1日")) == [("date_doubtful", False)]


SYSTEMS = {
    "sex": SEX,
    "application_type": APPLICATION_TYPE,
    "level": CARE_LEVEL,
    "provisional": PROVISIONAL,
    "deemed": DEEMED,
    "correction": CORRECTION,
}


@pytest.mark.parametrize("key", SYSTEMS)
def test_every_code_is_read_as_code_as_word_and_as_both(key):
    for code in SYSTEMS[key].codes:
        for cell in (
            code.value,
            code.label,
            f"{code.value}:{code.label}",
            f"{code.value} {code.label}",
            f"{code.value}{code.label}",
        ):
            assert code_readings.read_code(key, cell).value == code.value, cell


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        (12, "12"),
        ("１２", "12"),
        ("要支援１", "12"),
        ("支2", "13"),
        (1, "01"),
        (6, "06"),
        ("1", "01"),
        ("要介護５", "25"),
    ],
    ids=repr,
)
def test_levels_are_read_however_they_are_written(cell, level):
    assert code_readings.read_code("level", cell).value == level


@pytest.mark.parametrize("cell", ["", "-", "申請中", "審査中", "0", 0], ids=repr)
def test_a_level_not_yet_decided_is_empty(cell):
    reading = code_readings.read_code("level", cell)
    assert (reading.value, reading.findings) == ("", ())


@pytest.mark.parametrize(
    ("key", "cell"),
    [("level", "26"), ("level", "要支援3"), ("level", "12:要介護1"), ("sex", "3"), ("application_type", "9")],
    ids=repr,
)
def test_an_unknown_code_names_those_that_are_known(key, cell):
    reading = code_readings.read_code(key, cell)
    assert (reading.value, codes(reading)) == ("", [("code_unknown", True)])
    assert SYSTEMS[key].codes[0].label in reading.findings[0].sentence


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("5", "1"), ("転入申請", "1"), ("A", "1"), ("B", "2"), ("更新", "2"), ("区分変更", "3")],
    ids=repr,
)
def test_the_values_at_application_become_the_laws(cell, kind):
    assert code_readings.read_code("application_type", cell).value == kind


@pytest.mark.parametrize(
    ("header", "cell", "withdrawn"),
    [
        ("取下区分", "1", False),
        ("取下区分コード", 2, True),
        ("取下区分", "3", True),
        ("取下フラグ", "0", False),
        ("取下フラグ", "1", True),
        ("取下げ", "1", True),
        ("取下区分", "取下げ", True),
        ("取下区分", "認定申請有効", False),
        ("取下有無", "無", False),
        ("取下有無", "○", True),
        ("取下区分", "", False),
    ],
    ids=repr,
)
def test_one_means_valid_in_a_code_and_withdrawn_in_a_flag(header, cell, withdrawn):
    reading = code_readings.read_withdrawn(header, cell)
    assert (reading.value, reading.findings) == (withdrawn, ())


@pytest.mark.parametrize(
    ("header", "cell"),
    [("取下区分", "0"), ("取下区分", "9"), ("取下フラグ", "3"), ("取下区分", "?")],
    ids=repr,
)
def test_a_withdrawal_that_is_not_understood_is_never_guessed(header, cell):
    assert codes(code_readings.read_withdrawn(header, cell)) == [("code_unknown", True)]


@pytest.mark.parametrize(
    ("cell", "status"),
    [("転出", "moved_out"), ("死亡", "deceased"), ("職権消除", "removed"), ("住民", "resident"), ("", "")],
    ids=repr,
)
def test_the_state_of_a_person_is_read_from_words(cell, status):
    assert code_readings.read_status(cell).value == status


def test_an_unknown_state_keeps_nobody_out():
    reading = code_readings.read_status("7")
    assert (reading.value, codes(reading)) == ("", [("status_unknown", False)])
