"""読めないファイル: each refusal says what is wrong, where, and what to do now."""

import zipfile

import pytest

from takigi.exchange.tables import UnreadableFile, open_table
from takigi.exchange.tables.zip_files import LIMIT_ENTRIES
from tests.exchange.made_files import (
    HEADERS,
    PERSON,
    byte_file,
    csv_of,
    locked_xlsx_file,
    ods_file,
    ods_row,
    text_file,
    xls_file,
    xlsx_file,
    zip_file,
)


def refusal_of(path, **wishes):
    with pytest.raises(UnreadableFile) as refusal:
        list(open_table(path, name=path.name, **wishes).rows())
    sentence = str(refusal.value)
    assert sentence.endswith(("ください。", "ます。", "）。", "も選べます。")), sentence
    return refusal.value.code, sentence


def test_an_empty_file(tmp_path):
    code, sentence = refusal_of(byte_file(tmp_path, b""))
    assert code == "empty"
    assert "「台帳.csv」は中身が空" in sentence


def test_a_file_that_is_too_large(tmp_path):
    code, sentence = refusal_of(byte_file(tmp_path, b"a,b\n" * (1 << 19)), limit_bytes=1 << 20)
    assert code == "too_large"
    assert "2.0MB" in sentence
    assert "1MBまで" in sentence
    assert "分けて" in sentence


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"%PDF-1.7\n", "PDF"), (b"\x89PNG\r\n\x1a\n", "画像"), (b"\x1f\x8b\x08\x00", "gzip"), (b"Rar!\x1a\x07", "RAR")],
)
def test_a_file_that_is_no_table_at_all(content, what, tmp_path):
    code, sentence = refusal_of(byte_file(tmp_path, content, name="台帳.csv"))
    assert code == "unknown_kind"
    assert what in sentence


@pytest.mark.parametrize("content", ["<html><table><tr><td>氏名", '\ufeff<?xml version="1.0"?><Workbook>', "  <TABLE>"])
def test_a_web_page_that_a_system_calls_xls(content, tmp_path):
    code, sentence = refusal_of(text_file(tmp_path, content, name="台帳.xls"))
    assert code == "unknown_kind"
    assert "Excelブック（*.xlsx）" in sentence


def test_bytes_that_are_no_text(tmp_path):
    code, sentence = refusal_of(byte_file(tmp_path, bytes(range(256)) * 20))
    assert code == "unknown_kind"
    assert "1バイト目" in sentence


@pytest.mark.parametrize("text", ["お世話になっております\r\n台帳を送ります\r\n", "\r\n\r\n\r\n", "氏名\r\n薪田\r\n"])
def test_a_text_without_a_table(text, tmp_path):
    code, sentence = refusal_of(text_file(tmp_path, text))
    assert code == "no_table"
    assert "2列以上の表" in sentence


def test_a_table_without_headings_says_how_to_name_them(tmp_path):
    code, sentence = refusal_of(
        text_file(tmp_path, csv_of(["0000012345", "19370401", "2"], ["0000012346", "19380401", "1"]))
    )
    assert code == "no_header"
    assert "見出しがない表は0" in sentence


def test_a_quotation_mark_that_does_not_close_is_shown_with_its_row(tmp_path):
    rows = csv_of(HEADERS, PERSON, ['"0000000001', "氏", "名", "1", "1", "x"], PERSON)
    code, sentence = refusal_of(text_file(tmp_path, rows))
    assert code == "broken_quotes"
    assert "3行目" in sentence


def test_a_missing_sheet_lists_those_that_exist(tmp_path):
    path = xlsx_file(tmp_path, {"表紙": [["題"]], "台帳": [HEADERS, PERSON]})
    code, sentence = refusal_of(path, sheet="受給者")
    assert code == "wrong_sheet"
    assert "「表紙」、「台帳」" in sentence


def test_a_sheet_without_a_table_names_the_others(tmp_path):
    code, sentence = refusal_of(xlsx_file(tmp_path, {"表紙": [["題"]], "台帳": [HEADERS, PERSON]}))
    assert code == "no_table"
    assert "ほかのシート（「台帳」）" in sentence


@pytest.mark.parametrize("make", [locked_xlsx_file, lambda folder: xls_file(folder, [HEADERS, PERSON], is_locked=True)])
def test_a_workbook_with_a_password(make, tmp_path):
    code, sentence = refusal_of(make(tmp_path))
    assert code == "password"
    assert "パスワードを外して" in sentence


def test_an_ods_with_a_password(tmp_path):
    manifest = {"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"}
    code, _ = refusal_of(ods_file(tmp_path, ods_row("a", "b"), extra=manifest))
    assert code == "password"


def test_a_zip_bomb_by_its_ratio(tmp_path):
    path = zip_file(tmp_path, {"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": b"0" * (60 << 20)})
    assert path.stat().st_size < 1 << 20
    code, sentence = refusal_of(path)
    assert code == "zip_bomb"
    assert "倍" in sentence
    assert "情報担当" in sentence


def test_a_zip_bomb_by_its_number_of_parts(tmp_path):
    path = zip_file(tmp_path, {f"xl/{number}.xml": b"" for number in range(LIMIT_ENTRIES + 1)})
    code, sentence = refusal_of(path)
    assert code == "zip_bomb"
    assert f"{LIMIT_ENTRIES + 1}個" in sentence


def test_a_zip_bomb_whose_directory_lies(tmp_path):
    """The directory says ten bytes; unpacking would go on for sixty million."""
    path = zip_file(tmp_path, {"xl/workbook.xml": b"0" * (60 << 20)})
    content = path.read_bytes()
    size = (60 << 20).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    code, _ = refusal_of(path)
    assert code == "damaged"


def test_a_zip_in_a_zip_is_not_unpacked(tmp_path):
    inner = zip_file(tmp_path, {"0": b"0" * (50 << 20)}, name="inner.zip")
    code, sentence = refusal_of(zip_file(tmp_path, {"inner.zip": inner.read_bytes()}, name="台帳.zip"))
    assert code == "unknown_kind"
    assert "展開して" in sentence


def test_a_workbook_in_excels_binary_form(tmp_path):
    code, sentence = refusal_of(zip_file(tmp_path, {"xl/workbook.bin": b"x"}, name="台帳.xlsb"))
    assert code == "unknown_kind"
    assert "xlsb" in sentence


def test_a_damaged_workbook(tmp_path):
    good = xlsx_file(tmp_path, {"台帳": [HEADERS, PERSON]})
    code, sentence = refusal_of(byte_file(tmp_path, good.read_bytes()[:-200], name="台帳.xlsx"))
    assert code == "damaged"
    assert "途中で切れて" in sentence


@pytest.mark.parametrize("name", ["台帳.xls", "台帳.doc"])
def test_an_ole_file_that_is_no_workbook(name, tmp_path):
    code, _ = refusal_of(byte_file(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 5000, name=name))
    assert code == "damaged"


def test_a_value_at_the_far_end_of_a_sheet(tmp_path):
    """One stray space in the last corner would be a rectangle of seventeen thousand million cells."""
    path = xlsx_file(tmp_path, {"台帳": [HEADERS, PERSON]})
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    code, sentence = refusal_of(zip_file(tmp_path, parts))
    assert code == "too_wide"
    assert "1048576行×16384列" in sentence


def test_a_cell_repeated_a_thousand_million_times_in_an_ods(tmp_path):
    bomb = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000"'
        ' office:value-type="string"><text:p>0</text:p></table:table-cell></table:table-row>'
    )
    code, _ = refusal_of(ods_file(tmp_path, ods_row("a", "b") + bomb))
    assert code == "too_wide"


def test_entities_that_multiply_are_refused(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><office:x xmlns:office="o">&b;</office:x>'
    path = ods_file(tmp_path, ods_row("a", "b"), extra={})
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    code, _ = refusal_of(zip_file(tmp_path, parts | {"content.xml": bomb}, name="台帳.ods"))
    assert code in ("damaged", "no_table")


def test_no_refusal_tells_a_path_on_the_machine(tmp_path):
    for path in (byte_file(tmp_path, b""), byte_file(tmp_path, b"PK\x03\x04", name="台帳.xlsx")):
        _, sentence = refusal_of(path)
        assert str(tmp_path) not in sentence
