"""見出しの行: found wherever cities put it, and told apart when a heading stands twice."""

import pytest

from takigi.exchange.profiles import header_words
from takigi.exchange.tables import UnreadableFile, open_table
from tests.exchange.made_files import HEADERS, PERSON, csv_of, text_file, xlsx_file


def table_of(folder, *rows, **wishes):
    return open_table(text_file(folder, csv_of(*rows)), name="台帳.csv", **wishes)


TOPS = {
    "nothing": [],
    "a title": [["介護保険受給者台帳"]],
    "a title in a full-width row": [["介護保険受給者台帳", "", "", "", "", ""]],
    "title, blank, date and page": [["受給者一覧"], [""], ["", "", "", "", "出力日", "R6.4.1"], [""]],
    "the conditions of the search": [["抽出条件"], ["地区", "全部"], ["基準日", "令和6年4月1日"], [""]],
    "nine lines": [["題"], *[[""]] * 8],
}


@pytest.mark.parametrize("known", [(), header_words()])
@pytest.mark.parametrize("top", TOPS)
def test_the_headings_are_found_below_what_stands_above_them(top, known, tmp_path):
    rows = TOPS[top]
    table = table_of(tmp_path, *rows, HEADERS, PERSON, PERSON, known_headers=known)
    assert table.headers == tuple(HEADERS)
    assert table.header_row == len(rows) + 1
    assert [row.row_no for row in table.rows()] == [len(rows) + 2, len(rows) + 3]
    assert bool(table.notices) == bool(rows)


def test_known_words_beat_a_wider_row_above_them(tmp_path):
    wide = ["印刷日", "令和六年", "介護保険課", "全件", "順不同", "取扱注意", "内部資料"]
    table = table_of(tmp_path, wide, HEADERS, PERSON, known_headers=header_words())
    assert table.header_row == 2


def test_a_heading_of_two_storeys_becomes_one(tmp_path):
    upper = ["被保険者番号", "氏名", "認定有効期間", "", "性別"]
    lower = ["", "", "開始日", "終了日", ""]
    person = ["0000012345", "薪田", "R6.4.1", "R7.3.31", "2"]
    table = table_of(tmp_path, ["台帳"], upper, lower, person, person, known_headers=header_words())
    assert table.headers == ("被保険者番号", "氏名", "認定有効期間・開始日", "認定有効期間・終了日", "性別")
    assert table.header_row == 3
    assert [row.row_no for row in table.rows()] == [4, 5]


def test_a_row_of_values_under_a_gap_is_no_second_storey(tmp_path):
    headers = ["被保険者番号", "氏名", "", "", "性別"]
    table = table_of(
        tmp_path, headers, ["", "", "12", "13", ""], ["1", "薪田", "1", "2", "2"], known_headers=header_words()
    )
    assert table.header_row == 1


def test_a_heading_that_stands_twice_is_numbered_and_said(tmp_path):
    table = table_of(tmp_path, ["被保険者番号", "住所", "氏名", "住所"], ["1", "甲", "薪田", "乙"])
    assert table.headers == ("被保険者番号", "住所", "氏名", "住所（2つ目）")
    assert "2列目と4列目" in table.notices[0]
    assert next(table.rows()).cells == ("1", "甲", "薪田", "乙")


def test_a_numbered_heading_never_meets_one_that_was_there(tmp_path):
    table = table_of(tmp_path, ["住所", "住所（2つ目）", "住所"], ["a", "b", "c"])
    assert len(set(table.headers)) == 3


def test_a_column_without_heading_is_called_by_its_number(tmp_path):
    table = table_of(tmp_path, ["被保険者番号", "", "氏名"], ["1", "x", "薪田"])
    assert table.headers == ("被保険者番号", "2列目（見出しなし）", "氏名")


def test_line_breaks_and_spaces_around_a_heading_go(tmp_path):
    table = table_of(tmp_path, ['"被保険者\r\n番号"', " 氏名 "], ["1", "薪田"])
    assert table.headers == ("被保険者番号", "氏名")


def test_the_officer_may_name_the_row(tmp_path):
    table = table_of(tmp_path, ["地区", "氏名"], ["被保険者番号", "氏名"], ["1", "薪田"], header_row=2)
    assert table.headers == ("被保険者番号", "氏名")
    for row_no in (9, -1, 10**9):
        with pytest.raises(UnreadableFile, match=f"{row_no}行目は空の行"):
            table_of(tmp_path, ["被保険者番号", "氏名"], ["1", "薪田"], header_row=row_no)


def test_a_file_without_headings_can_be_read_by_number(tmp_path):
    table = table_of(tmp_path, ["0000012345", "薪田", "19370401"], ["0000012346", "炭田", "19380401"], header_row=0)
    assert table.headers == ("1列目", "2列目", "3列目")
    assert [row.row_no for row in table.rows()] == [1, 2]


def test_years_may_be_headings(tmp_path):
    table = table_of(tmp_path, ["地区", "2024", "2025", "2026"], ["東部", "1", "2", "3"])
    assert table.headers == ("地区", "2024", "2025", "2026")


def test_a_workbooks_headings_below_a_title_keep_excels_row_numbers(tmp_path):
    path = xlsx_file(tmp_path, {"台帳": [["受給者台帳"], [], HEADERS, PERSON, [], PERSON]})
    table = open_table(path, name="台帳.xlsx", known_headers=header_words())
    assert table.header_row == 3
    assert [row.row_no for row in table.rows()] == [4, 6]
