"""ブック: xlsx, xls and ods give the same rows; formulas are found, dates stay dates."""

from datetime import date, datetime

import pytest
import xlsxwriter

from takigi.exchange.tables import open_table
from tests.exchange.made_files import HEADERS, PERSON, ods_file, ods_row, xls_file, xlsx_file, zip_file

SHEET = "台帳"


def xlsx(folder):
    return xlsx_file(folder, {SHEET: [HEADERS, PERSON]})


def xls(folder):
    return xls_file(folder, [HEADERS, PERSON])


def ods(folder):
    return ods_file(folder, ods_row(*HEADERS) + ods_row(*PERSON))


@pytest.mark.parametrize(("make", "kind"), [(xlsx, "xlsx"), (xls, "xls"), (ods, "ods")])
def test_each_form_gives_the_same_rows(make, kind, tmp_path):
    table = open_table(make(tmp_path), name="台帳")
    assert (table.kind, table.sheet, table.sheets) == (kind, SHEET, (SHEET,))
    assert table.headers == tuple(HEADERS)
    assert [(row.row_no, row.cells, row.problems) for row in table.rows()] == [(2, tuple(PERSON), ())]


def test_the_name_of_a_file_proves_nothing(tmp_path):
    path = xlsx_file(tmp_path, {SHEET: [HEADERS, PERSON]}, name="台帳.csv")
    assert open_table(path, name="台帳.csv").kind == "xlsx"


def test_values_keep_what_they_are(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(SHEET)
        page.write_row(0, 0, ["番号", "日", "和暦", "時刻つき", "小数", "真偽", "時刻", "文字"])
        page.write_number(1, 0, 1234567890)
        page.write_datetime(1, 1, datetime(2024, 4, 1), book.add_format({"num_format": "yyyy/m/d"}))  # noqa: DTZ001  # Excel knows no zones
        page.write_datetime(1, 2, datetime(2024, 4, 1), book.add_format({"num_format": '[$-411]ggge"年"m"月"d"日"'}))  # noqa: DTZ001  # as above
        page.write_datetime(1, 3, datetime(2024, 4, 1, 9, 30), book.add_format({"num_format": "yyyy/m/d h:mm"}))  # noqa: DTZ001  # as above
        page.write_number(1, 4, 1.5)
        page.write_boolean(1, 5, boolean=True)
        page.write_number(1, 6, 0.5, book.add_format({"num_format": "h:mm"}))
        page.write_string(1, 7, "0012")
    (row,) = open_table(path, name="a.xlsx").rows()
    day = date(2024, 4, 1)
    assert row.cells == (1234567890, day, day, datetime(2024, 4, 1, 9, 30), 1.5, "TRUE", "12:00:00", "0012")  # noqa: DTZ001  # as above
    assert [type(cell) for cell in row.cells[:3]] == [int, date, date]


def test_a_table_away_from_the_corner_keeps_its_row_numbers_and_columns(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(SHEET)
        for place, row in enumerate([["番号", "氏名", "年齢"], [1, "薪田", None], [2, "=1+1", 80]]):
            page.write_row(4 + place, 2, row)
    table = open_table(path, name="a.xlsx")
    assert table.headers == ("1列目（見出しなし）", "2列目（見出しなし）", "番号", "氏名", "年齢")
    rows = list(table.rows())
    assert [(row.row_no, row.cells[2]) for row in rows] == [(6, 1), (7, 2)]
    assert [(problem.row_no, problem.column, problem.code) for problem in rows[1].problems] == [(7, "氏名", "formula")]


def test_formulas_are_found_in_their_cells(tmp_path):
    rows = [HEADERS, ["=A9", *PERSON[1:]], PERSON, [*PERSON[:5], '=HYPERLINK("x")']]
    table = open_table(xlsx_file(tmp_path, {"表紙": [["x", "=1"]], SHEET: rows}), name="台帳.xlsx", sheet=SHEET)
    found = [(p.row_no, p.column, p.code, p.is_blocking) for row in table.rows() for p in row.problems]
    assert found == [(2, "被保険者番号", "formula", True), (4, "住所", "formula", True)]


@pytest.mark.later
def test_formulas_are_found_across_the_pieces_in_which_a_large_sheet_is_scanned(tmp_path):
    rows = [["番号", "名"], *[[f"=ROW()+{number}", "字" * 30] for number in range(12_000)]]
    table = open_table(xlsx_file(tmp_path, {SHEET: rows}), name="台帳.xlsx")
    found = [problem.row_no for row in table.rows() for problem in row.problems]
    assert found == list(range(2, 12_002))


def test_a_text_that_begins_with_an_equals_sign_is_no_formula_in_a_workbook(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(SHEET)
        page.write_row(0, 0, ["番号", "氏名"])
        page.write_row(1, 0, ["1", "=1+1"])
    (row,) = open_table(path, name="a.xlsx").rows()
    assert (row.cells, row.problems) == (("1", "=1+1"), ())


def test_formulas_in_an_ods_are_found_behind_repeated_cells(tmp_path):
    calculated = (
        '<table:table-cell table:formula="of:=1+1" office:value-type="string"><text:p>2</text:p></table:table-cell>'
    )
    repeated = '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f"<table:table-row>{repeated}{calculated}</table:table-row>"
    twice = row.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="2">')
    path = ods_file(tmp_path, ods_row("番号", "氏名", "年齢") + ods_row("1", "a", "b") + row + twice)
    found = [(p.row_no, p.column) for row in open_table(path, name="台帳.ods").rows() for p in row.problems]
    assert found == [(3, "年齢"), (4, "年齢"), (5, "年齢")]


def test_the_first_visible_sheet_is_read_and_said(tmp_path):
    path = xlsx_file(tmp_path, {"控え": [["x", "y"]], SHEET: [HEADERS, PERSON], "別": [["a", "b"]]}, hidden=["控え"])
    table = open_table(path, name="台帳.xlsx")
    assert (table.sheet, table.sheets) == (SHEET, (SHEET, "別"))
    assert "2枚" in table.notices[-1]
    assert open_table(path, name="台帳.xlsx", sheet="別").notices == ()


def test_a_private_character_in_a_workbook_is_a_warning(tmp_path):
    path = xlsx_file(tmp_path, {SHEET: [HEADERS, ["1", "\ue000田", *PERSON[2:]]]})
    (row,) = open_table(path, name="台帳.xlsx").rows()
    assert [(p.column, p.code) for p in row.problems] == [("氏名", "outside_characters")]


def test_a_sheet_name_may_need_escaping(tmp_path):
    path = xlsx_file(tmp_path, {"東 & <西>": [HEADERS, ["=1", *PERSON[1:]]]})
    table = open_table(path, name="台帳.xlsx")
    assert table.sheet == "東 & <西>"
    assert [p.code for row in table.rows() for p in row.problems] == ["formula"]


def test_a_note_beside_the_table_is_a_warning_and_not_a_shifted_row(tmp_path):
    path = xlsx_file(tmp_path, {SHEET: [HEADERS, [*PERSON, None, "メモ"]]})
    (row,) = open_table(path, name="台帳.xlsx").rows()
    assert [(p.code, p.is_blocking) for p in row.problems] == [("value_without_header", False)]


def test_a_workbook_whose_parts_do_not_fit_is_damaged(tmp_path):
    path = zip_file(tmp_path, {"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"})
    with pytest.raises(ValueError, match="ください"):
        open_table(path, name="台帳.xlsx")
