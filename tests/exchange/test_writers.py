"""表の書き出し: what is written is read back as it was, and nothing in it can calculate."""

import csv
import io
import re
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takigi.exchange.ms932 import in_ms932
from takigi.exchange.problems import Problem
from takigi.exchange.tables import open_table
from takigi.exchange.writers import problems_workbook, write_table_csv, write_table_xlsx
from tests.exchange.made_files import byte_file

DANGEROUS = [
    "=1+1",
    "+SUM(A1)",
    "-SUM(A1)",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
    "http://example.jp",
    "=HYPERLINK(1)",
]
NINE = datetime(2024, 4, 1, 9)  # noqa: DTZ001  # Excel knows no zones
PROBLEMS = [
    Problem(5, "氏名", "=1+1", "formula", "計算式が入っています。値に直してください。", is_blocking=True),
    Problem(9, "", "", "too_few_cells", "列が足りません。確かめてください。", is_blocking=False),
]


def sheet_xml(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def rows_of(folder, content, name="a.xlsx", **wishes):
    table = open_table(byte_file(folder, content, name=name), name=name, **wishes)
    return table.headers, [row.cells for row in table.rows()]


def test_a_workbook_is_read_back_as_it_was_written(tmp_path):
    rows = [["0012", 12, 1.5, date(2024, 4, 1), "薪田"], ["髙﨑𠮷", -1, 0, date(1937, 4, 1), "改行\nあり"]]
    headers, read = rows_of(tmp_path, write_table_xlsx(["番号", "数", "小数", "日", "氏名"], rows, sheet="台帳"))
    assert headers == ("番号", "数", "小数", "日", "氏名")
    assert read == [tuple(row) for row in rows]


@pytest.mark.later
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=20), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_comes_back_from_a_workbook(tmp_path, rows):
    wanted = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    _, read = rows_of(tmp_path, write_table_xlsx(["番号", "氏名", "住所"], rows), header_row=1)
    assert read == wanted


def test_no_text_in_a_workbook_is_a_formula_or_a_link():
    content = write_table_xlsx(["値"], [[text] for text in DANGEROUS])
    assert "<f" not in sheet_xml(content)
    assert "hyperlink" not in sheet_xml(content)
    assert "<f" not in sheet_xml(
        problems_workbook([Problem(1, text, text, "x", text, is_blocking=True) for text in DANGEROUS])
    )


def test_the_headings_stay_in_sight_and_columns_fit_their_values():
    xml = sheet_xml(write_table_xlsx(["番号", "住所"], [["1", "薪野市本町一丁目二番地三号"]]))
    assert 'state="frozen"' in xml
    assert "autoFilter" in xml
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', xml)]
    assert widths[0] < 10
    assert widths[1] >= 26


def test_a_day_before_excels_calendar_is_written_as_text(tmp_path):
    _, read = rows_of(tmp_path, write_table_xlsx(["日", "名"], [[date(1899, 1, 1), "x"], [NINE, "y"]]))
    assert read == [("1899-01-01", "x"), ("2024-04-01T09:00:00", "y")]


def test_a_sheet_may_be_called_anything(tmp_path):
    content = write_table_xlsx(
        ["a", "b"], [["1", "2"]], sheet="東部/西部[仮]*という名のとても長いシートの名前であって収まらないもの"
    )
    table = open_table(byte_file(tmp_path, content, name="a.xlsx"), name="a.xlsx")
    assert len(table.sheet) == 31


def test_a_problem_list_has_row_column_value_and_what_to_do(tmp_path):
    headers, read = rows_of(tmp_path, problems_workbook(PROBLEMS, file_name="台帳.csv"))
    assert headers == ("行", "列（見出し）", "値", "扱い", "内容と直し方", "ファイル")
    assert read == [
        (5, "氏名", "=1+1", "直すまで取り込めません", PROBLEMS[0].sentence, "台帳.csv"),
        (9, "（行全体）", "", "確かめてください", PROBLEMS[1].sentence, "台帳.csv"),
    ]


def test_a_problem_list_without_problems_says_so(tmp_path):
    _, read = rows_of(tmp_path, problems_workbook([]), header_row=1)
    assert "問題は見つかりませんでした。" in read[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_csv_is_read_back_as_it_was_written(encoding, tmp_path):
    rows = [["0012", '薪田, "花子"', "改行\nあり"], ["", "髙﨑①㈱", "x"]]
    written = write_table_csv(["番号", "氏名", "備考"], rows, encoding=encoding)
    assert written.replaced == ()
    assert written.content.endswith(b"\r\n")
    headers, read = rows_of(tmp_path, written.content, name="a.csv")
    assert (headers, read) == (("番号", "氏名", "備考"), [tuple(row) for row in rows])


def test_values_in_a_csv_are_written_as_texts():
    written = write_table_csv(["a", "b", "c", "d"], [[1, 1.5, date(2024, 4, 1), None]])
    assert written.content.decode("utf-8-sig") == "a,b,c,d\r\n1,1.5,2024-04-01,\r\n"


@pytest.mark.parametrize("text", [text for text in DANGEROUS if not text.startswith("http")])
def test_a_text_that_would_calculate_gets_an_apostrophe(text):
    written = write_table_csv(["値"], [[text]]).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"'{text}"]
    plain = write_table_csv(["値"], [[text]], is_for_spreadsheets=False).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(plain, newline="")))[1] == [text]


def test_a_negative_number_is_a_number():
    assert write_table_csv(["a"], [[-1]]).content == b"\xef\xbb\xbfa\r\n-1\r\n"


def test_what_shift_jis_cannot_write_is_replaced_and_listed():
    written = write_table_csv(["番号", "氏名"], [["1", "𠮷田"], ["2", "葛\U000e0100城"], ["3", "🏠"]], encoding="cp932")
    assert written.content.decode("cp932") == "番号,氏名\r\n1,吉田\r\n2,葛城\r\n3,〓\r\n"
    assert [(r.row_no, r.column, r.character, r.written_as) for r in written.replaced] == [
        (2, "氏名", "𠮷", "吉"),
        (3, "氏名", "葛\U000e0100", "葛"),
        (4, "氏名", "🏠", "〓"),
    ]


@pytest.mark.parametrize(("typed", "kept"), [("〜", "～"), ("−", "－"), ("—", "―")])
def test_dashes_with_two_numbers_and_one_look_are_not_listed(typed, kept):
    written = write_table_csv(["時間"], [[f"9時{typed}10時"]], encoding="cp932")
    assert (written.content.decode("cp932"), written.replaced) == (f"時間\r\n9時{kept}10時\r\n", ())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_written_fits_shift_jis(text):
    fitting, pairs = in_ms932(text)
    fitting.encode("cp932")
    assert pairs or fitting == text.replace("—", "―")


def test_another_encoding_is_refused():
    with pytest.raises(ValueError, match="MS932"):
        write_table_csv(["a"], [], encoding="euc_jp")


def test_rows_are_taken_one_at_a_time():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    assert write_table_csv(["a"], rows()).content.count(b"\r\n") == 4
    assert taken == [0, 1, 2]
