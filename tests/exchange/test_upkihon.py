"""利用者基本情報のファイル: three files out and in, and nothing is invented where the file asks for more than is known."""

from dataclasses import replace
from datetime import datetime

import pytest

from takigi.casework import sheets
from takigi.exchange.care_plan_files.basic_columns import BASIC, BASIC_SUB1, BASIC_SUB2
from takigi.exchange.care_plan_files.basic_files import basic_transfer, read_basics
from takigi.exchange.care_plan_files.transfers import IncompleteSheet
from takigi.kernel.eras import read_date
from tests.exchange.made_plans import BASIC as TYPICAL
from tests.exchange.test_upyobo import ROUTE

AT = datetime(2026, 10, 25, 20, 22, 1)  # noqa: DTZ001  # a file name carries the town's own time
# The person of the examples has a kanji that MS932 does not; here the file's own form of it.
SHEET = replace(TYPICAL, person=replace(TYPICAL.person, name="髙﨑 吉江"), consented_by="髙﨑 吉江")


def transfer(sheet):
    return basic_transfer(sheet, ROUTE, at=AT)


def read(sheet):
    return read_basics(*(file.content for file in transfer(sheet).files))


def test_the_files_have_71_7_and_11_fields():
    assert (len(BASIC), len(BASIC_SUB1), len(BASIC_SUB2)) == (71, 7, 11)


@pytest.mark.parametrize(
    ("place", "name"), [(14, "カナ氏名"), (46, "緊急連絡先1氏名"), (62, "家族構成の画像ファイル名"), (71, "同意者")]
)
def test_fields_stand_where_the_layout_says(place, name):
    assert BASIC[place - 1].name == name


def test_hours_and_illnesses_travel_in_files_of_their_own():
    names = [file.name.split("_03")[0] for file in transfer(SHEET).files]
    assert names == ["UPKIHON", "UPKIHON_SUB1", "UPKIHON_SUB2"]
    assert [len(file.content.decode("cp932").split("\r\n")) - 1 for file in transfer(SHEET).files] == [1, 4, 2]


def test_the_sheet_comes_back_as_it_was_sent():
    found = read(SHEET)
    assert found.sheets == (SHEET,)
    assert found.problems == ()
    assert not found.is_verified


def test_the_independence_of_daily_life_is_written_in_the_codes_of_the_layout():
    fields = transfer(SHEET).files[0].content.decode("cp932").split(",")
    assert fields[20:23] == ["12", "01", "12"]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (replace(SHEET, care_level="06"), "要介護状態区分"),
        (replace(SHEET, dementia_independence="Ⅱ"), "認知症高齢者の日常生活自立度"),
        (replace(SHEET, emergency_contacts=(sheets.Contact(name="長女"),) * 6), "5人目から後の2人"),
    ],
)
def test_what_the_file_cannot_say_is_left_out_and_remarked(sheet, said):
    sent = transfer(sheet)
    assert [remark for remark in sent.remarks if said in remark] != []
    assert read_basics(sent.files[0].content).problems == ()


def test_a_birthday_known_only_by_its_year_is_never_filled_up():
    unknown = replace(SHEET.person, birth=read_date("昭和17年"))
    with pytest.raises(IncompleteSheet, match="生年月日"):
        transfer(replace(SHEET, person=unknown))


def test_every_missing_field_is_named_at_once():
    with pytest.raises(IncompleteSheet, match="相談日、計画種類、カナ氏名、氏名、性別、生年月日"):
        transfer(sheets.BasicSheet(person=sheets.SheetPerson(insurer_no="152999", insured_no="0001234567")))


def test_a_row_without_its_day_is_left_out_and_told_of():
    found = read_basics(transfer(SHEET).files[0].content.replace(b"20260403", b"00000000"))
    assert found.sheets == ()
    assert [one.code for one in found.problems] == ["transfer_key"]
