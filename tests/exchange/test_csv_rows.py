"""CSVの行: row numbers as Excel shows them, shifted rows, formulas and characters outside the standard."""

import pytest

from takigi.exchange.tables import open_table
from tests.exchange.made_files import HEADERS, PERSON, byte_file, csv_of, text_file


def rows_of(folder, *rows):
    path = text_file(folder, csv_of(HEADERS, *rows))
    return list(open_table(path, name="台帳.csv").rows())


def problems_of(folder, *rows):
    return [problem for row in rows_of(folder, *rows) for problem in row.problems]


def test_a_line_break_inside_a_value_makes_no_new_row(tmp_path):
    rows = rows_of(tmp_path, [*PERSON[:5], '"薪野市本町1\n2階"'], PERSON)
    assert [(row.row_no, row.cells[5]) for row in rows] == [(2, "薪野市本町1\n2階"), (3, "薪野市本町1-2")]


def test_blank_rows_are_counted_and_not_given(tmp_path):
    rows = rows_of(tmp_path, PERSON, [""], ["", " ", "　", "", "", ""], PERSON)
    assert [row.row_no for row in rows] == [2, 5]
    assert not any(row.problems for row in rows)


def test_rows_may_be_read_twice(tmp_path):
    table = open_table(text_file(tmp_path, csv_of(HEADERS, PERSON, PERSON)), name="台帳.csv")
    assert list(table.rows()) == list(table.rows())
    assert table.about_rows == 2


def test_a_comma_in_an_address_is_seen_as_a_shifted_row(tmp_path):
    (problem,) = problems_of(tmp_path, [*PERSON[:5], "薪野市本町1", "2階"])
    assert (problem.row_no, problem.column, problem.code, problem.is_blocking) == (2, "", "too_many_cells", True)
    assert problem.value == "2階"
    assert "6列ですが、この行は7列" in problem.sentence


def test_blank_cells_beyond_the_headings_are_nothing(tmp_path):
    assert problems_of(tmp_path, [*PERSON, "", " "]) == []


def test_a_value_under_a_nameless_heading_is_a_warning(tmp_path):
    path = text_file(tmp_path, csv_of([*HEADERS, "", ""], [*PERSON, "", "メモ"]))
    (row,) = open_table(path, name="台帳.csv").rows()
    (problem,) = row.problems
    assert (problem.code, problem.value, problem.is_blocking) == ("value_without_header", "メモ", False)
    assert "8列目" in problem.sentence
    assert len(row.cells) == 6


def test_a_short_row_is_filled_up_and_said(tmp_path):
    (row,) = rows_of(tmp_path, PERSON[:3])
    assert row.cells == (*PERSON[:3], "", "", "")
    assert [(problem.code, problem.is_blocking) for problem in row.problems] == [("too_few_cells", False)]


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "=HYPERLINK(1)",
        " =A1",
        "+SUM(A1)",
        "-SUM(A1)",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        "=-1",
    ],
)
def test_a_formula_is_a_problem_of_its_cell(formula, tmp_path):
    (problem,) = problems_of(tmp_path, [PERSON[0], f'"{formula}"', *PERSON[2:]])
    assert (problem.row_no, problem.column, problem.code, problem.is_blocking) == (2, "氏名", "formula", True)
    assert problem.value == formula
    assert "値の貼り付け" in problem.sentence


@pytest.mark.parametrize("text", ["-", "-1", "+81-90-0000-0000", "－", "1=2", "a@example.jp", "@薪田", "A-1(2)"])
def test_a_text_that_only_looks_like_a_formula_is_left_alone(text, tmp_path):
    (row,) = rows_of(tmp_path, [PERSON[0], text, *PERSON[2:]])
    assert row.problems == ()
    assert row.cells[1] == text


def test_a_number_that_a_system_wrapped_to_keep_its_zeros_is_unwrapped(tmp_path):
    (row,) = rows_of(tmp_path, ['"=""0000012345"""', *PERSON[1:]])
    assert row.cells[0] == "0000012345"
    assert row.problems == ()


def test_what_is_wrapped_may_still_be_a_formula(tmp_path):
    (problem,) = problems_of(tmp_path, ['"=""=1+1"""', *PERSON[1:]])
    assert problem.code == "formula"


def test_characters_of_a_towns_own_are_shown_with_row_and_column(tmp_path):
    """F040 is the first place that Shift_JIS leaves to each town: nobody else has the picture."""
    content = csv_of(HEADERS, PERSON).encode("cp932").replace("薪田".encode("cp932"), b"\xf0\x40\x93\x63")
    (row,) = open_table(byte_file(tmp_path, content), name="台帳.csv").rows()
    (problem,) = row.problems
    assert (problem.row_no, problem.column, problem.code, problem.is_blocking) == (
        2,
        "氏名",
        "outside_characters",
        False,
    )
    assert "U+E000" in problem.sentence


@pytest.mark.parametrize("sign", ["\ufffd", "〓", "\uf8ff", "\U000f0000"])
def test_a_replaced_character_is_a_warning(sign, tmp_path):
    (problem,) = problems_of(tmp_path, [PERSON[0], f"{sign}田", *PERSON[2:]])
    assert (problem.code, problem.is_blocking) == ("outside_characters", False)


def test_every_problem_of_a_row_is_given_at_once(tmp_path):
    codes = [problem.code for problem in problems_of(tmp_path, ["=1", "〓", "=2", "", "", "", "x"])]
    assert codes == ["formula", "outside_characters", "formula", "too_many_cells"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(line_end, tmp_path):
    text = csv_of(HEADERS, PERSON).replace("\r\n", line_end)
    table = open_table(text_file(tmp_path, text), name="台帳.csv")
    assert [row.row_no for row in table.rows()] == [2]
