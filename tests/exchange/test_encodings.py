"""文字コード: any table, written as CSV in any of the encodings, reads back equal."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takigi.exchange.tables import UnreadableFile, open_table
from tests.exchange.made_files import HEADERS, PERSON, byte_file, csv_of, text_file

JAPANESE = "あいうえおがぎゃゅょーアイウエオヴ亜伊薪田花子澤邉龍一二三、。「」（）　０９ＡＺ"
HALF_KANA = "ｱｲｳﾀﾅｶﾞﾊﾟｯｰ｡｢｣"
ASCII = "abzXYZ019 .,;:'\"!#$%&()*/<>?[]^_`{|}~\t\n"
OF_MICROSOFT = "①㈱髙﨑Ⅲ℡"

WRITINGS = {
    "utf-8": JAPANESE + HALF_KANA + ASCII + OF_MICROSOFT + "𠮷🏠é",
    "utf-8-sig": JAPANESE + HALF_KANA + ASCII + OF_MICROSOFT + "𠮷🏠é",
    "cp932": JAPANESE + HALF_KANA + ASCII + OF_MICROSOFT,
    "euc_jp": JAPANESE + HALF_KANA + ASCII,
    "utf-16": JAPANESE + HALF_KANA + ASCII + OF_MICROSOFT + "𠮷",
    "utf-16-le": JAPANESE + HALF_KANA + ASCII + OF_MICROSOFT + "𠮷",
    "utf-16-be": JAPANESE + HALF_KANA + ASCII + OF_MICROSOFT + "𠮷",
    "iso2022_jp_ext": JAPANESE + HALF_KANA + ASCII,
}


def cells(letters):
    # A cell that is a calculation, or one beyond the standard, is looked at elsewhere.
    return st.text(letters, max_size=12).filter(lambda text: not text.strip().startswith(tuple("=+-@")))


@pytest.mark.parametrize("encoding", WRITINGS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_reads_back_as_it_was_written(encoding, delimiter, tmp_path):
    rows = st.lists(st.lists(cells(WRITINGS[encoding]), min_size=4, max_size=4), min_size=1, max_size=6)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rows=rows, line_end=st.sampled_from(["\r\n", "\n"]))
    def compare(rows, line_end):
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
        writer.writerow(["被保険者番号", "氏名", "住所", "備考"])
        writer.writerows(rows)
        table = open_table(text_file(tmp_path, out.getvalue(), encoding=encoding), name="台帳.csv")
        assert table.encoding == encoding
        assert table.delimiter == delimiter
        wanted = [(no, tuple(row)) for no, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]
        assert [(row.row_no, row.cells) for row in table.rows()] == wanted

    compare()


def test_pure_ascii_is_called_utf_8(tmp_path):
    table = open_table(text_file(tmp_path, "id,name\r\n1,a\r\n"), name="a.csv")
    assert (table.encoding, table.encoding_label) == ("utf-8", "UTF-8")


def test_signs_that_only_microsoft_has_are_read_in_euc_too(tmp_path):
    """Old systems write ① and 髙 in EUC-JP in rows that the standard leaves empty."""
    circled_one, high = b"\xad\xa1", b"\xfc\xe2"
    content = (
        "被保険者番号,氏名\r\n1,".encode("euc_jp") + high + "橋".encode("euc_jp") + b",\r\n2," + circled_one + b"\r\n"
    )
    rows = list(open_table(byte_file(tmp_path, content), name="台帳.csv").rows())
    assert [row.cells[1] for row in rows] == ["髙橋", "①"]


def test_signs_that_only_microsoft_has_are_read_in_jis_too(tmp_path):
    content = "被保険者番号,氏名\r\n1,".encode("iso2022_jp_ext") + b"\x1b$B\x2d\x21\x30\x21\x1b(B\r\n"
    rows = list(open_table(byte_file(tmp_path, content), name="台帳.csv").rows())
    assert rows[0].cells[1] == "①亜"


def test_half_width_kana_alone_is_shift_jis_and_not_strange_kanji(tmp_path):
    """Each pair of these bytes is a kanji in EUC-JP as well, but a rare one."""
    text = "ﾊﾞﾝｺﾞ,ｼﾒｲ,ｶﾅﾔﾏ\r\nﾔﾏﾀﾞ,ﾊﾅｺﾞ,ｶﾅﾔﾏ\r\n"
    table = open_table(text_file(tmp_path, text, encoding="cp932"), name="台帳.csv", header_row=1)
    assert table.encoding == "cp932"


def test_the_officer_may_choose_the_encoding(tmp_path):
    path = text_file(tmp_path, csv_of(HEADERS, PERSON), encoding="cp932")
    assert open_table(path, name="台帳.csv", encoding="cp932").headers[1] == "氏名"
    with pytest.raises(UnreadableFile, match=r"1行目（先頭から1バイト目）.*UTF-8として読んだ場合"):
        open_table(path, name="台帳.csv", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"選べません.*MS932"):
        open_table(path, name="台帳.csv", encoding="latin-1")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_broken_byte_is_shown_with_its_line_and_place(encoding, tmp_path):
    good = csv_of(HEADERS, *[PERSON] * 400).encode(encoding)
    broken = byte_file(tmp_path, good + b"0000000001,\xff\xfe\xff,\r\n" + good)
    with pytest.raises(UnreadableFile) as refusal:
        open_table(broken, name="台帳.csv")
    assert refusal.value.code == "encoding"
    assert "402行目" in str(refusal.value)
    assert f"先頭から{len(good) + 12}バイト目" in str(refusal.value)
    assert "CSV UTF-8" in str(refusal.value)


def test_a_file_cut_in_the_middle_of_a_character_is_refused(tmp_path):
    path = byte_file(tmp_path, csv_of(HEADERS, PERSON, ["1", "薪"]).encode().rstrip(b"\r\n")[:-1])
    with pytest.raises(UnreadableFile, match="途中で切れていないか"):
        open_table(path, name="台帳.csv")


def test_a_place_far_inside_a_large_file_is_right(tmp_path):
    good = csv_of(HEADERS, *[PERSON] * 40_000).encode()
    assert len(good) > 3 << 20
    with pytest.raises(UnreadableFile, match=f"40002行目（先頭から{len(good) + 1}バイト目）"):
        open_table(byte_file(tmp_path, good + b"\xff"), name="台帳.csv")
