"""自治体の実物: files that cities and the ministry publish are read as they are, with sensible headings."""

from pathlib import Path

import pytest

from takigi.exchange.tables import open_table

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = sorted(
    path
    for folder in ("resources", "statistics", "calendar")
    for path in (SHARED / folder).rglob("*")
    if path.suffix in (".csv", ".xlsx")
)
MISSING = f"公表資料の置き場 {SHARED.parent.name}/{SHARED.name} がこの環境にありません"

pytestmark = pytest.mark.skipif(not FILES, reason=MISSING)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_published_file_is_read(path):
    table = open_table(path, name=path.name)
    rows = list(table.rows())
    assert rows
    assert len(table.headers) >= 2
    assert all(header and len(header) < 60 and not header.replace(".", "").isdigit() for header in table.headers)
    named = [header for header in table.headers if not header.endswith("（見出しなし）")]
    assert len(named) == len(table.headers)
    assert all(len(row.cells) == len(table.headers) for row in rows)
    assert {problem.code for row in rows for problem in row.problems} == set()
    assert rows[0].row_no > table.header_row
    assert [row.row_no for row in rows] == sorted({row.row_no for row in rows})


@pytest.mark.parametrize(
    ("name", "header_row", "headers"),
    [
        ("mhlw_ltci_02h.xlsx", 5, ("都道府県", "保険者", "計", "６５歳以上７５歳未満")),
        ("mhlw_ltci_04-1-1h.xlsx", 6, ("都道府県", "保険者", "総数・要支援１", "総数・要支援２")),
        ("number_of_people_moving_in_and_out__0092_2025 .xlsx", 7, ("#property", "month")),
        ("syukujitsu_cp932.csv", 1, ("国民の祝日・休日月日", "国民の祝日・休日名称")),
        ("jigyosho_120.csv", 1, ("都道府県コード又は市町村コード", "No", "都道府県名")),
    ],
)
def test_headings_below_titles_and_of_two_storeys_are_found(name, header_row, headers):
    path = next(path for path in FILES if path.name == name)
    table = open_table(path, name=name)
    assert (table.header_row, table.headers[: len(headers)]) == (header_row, headers)


@pytest.mark.later
def test_every_sheet_of_a_workbook_can_be_read():
    path = next(path for path in FILES if path.name == "mhlw_ltci_04-1-1h.xlsx")
    sheets = open_table(path, name=path.name).sheets
    assert len(sheets) == 9
    counts = {sheet: sum(1 for _ in open_table(path, name=path.name, sheet=sheet).rows()) for sheet in sheets}
    assert set(counts.values()) == {1572}


def test_a_file_in_shift_jis_is_known_as_such():
    path = next(path for path in FILES if path.name == "syukujitsu_cp932.csv")
    assert open_table(path, name=path.name).encoding == "cp932"
