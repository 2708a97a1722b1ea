"""計画書のファイル: written as the layout says, read back as it was written, and whatever is wrong is said."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.casework import sheets
from takigi.exchange.care_plan_files.plan_columns import PLAN, PLAN_SUB
from takigi.exchange.care_plan_files.plan_files import plan_transfer
from takigi.exchange.care_plan_files.plan_reading import read_plans
from takigi.exchange.care_plan_files.transfers import IncompleteSheet, Route
from takigi.exchange.tables.refusals import UnreadableFile
from tests.exchange.made_plans import PLAN as TYPICAL

ROUTE = Route(sender_no="0300000100", sender_service="43", receiver_no="0300000005", receiver_service="11")
AT = datetime(2026, 10, 25, 20, 22, 1)  # noqa: DTZ001  # a file name carries the town's own time
KEY = "202407,152999,0001234567,20260512"
SMALL = sheets.PlanSheet(
    person=sheets.SheetPerson(name="薪田 一", insurer_no="152999", insured_no="0001234567"),
    drawn_up_on=date(2026, 5, 12),
    plan_kind="2",
    is_outsourced=True,
    goal_day='朝 "30分" 歩く,\n家の前',
    areas=sheets.FourAreas(movement=sheets.PlanArea(situation="伝い歩き", has_issue=True)),
    counts=sheets.SixCounts(movement=4, nutrition=0),
    needs=sheets.SixNeeds(movement=True, nutrition=False),
    issues=(
        sheets.PlanIssue(
            issue="課題一",
            proposal="提案",
            wish="意向",
            goal="目標",
            supports=(
                sheets.PlanSupport(
                    points="点",
                    self_care="自分で",
                    insured_service="通所C",
                    uses=(
                        sheets.PlanUse(kind="通所", office="甲", period="3か月"),
                        sheets.PlanUse(kind="訪問", office="乙"),
                    ),
                ),
                sheets.PlanSupport(points="点二"),
            ),
        ),
        sheets.PlanIssue(issue="課題二"),
    ),
)


def lines_of(file):
    return file.content.decode("cp932").split("\r\n")


def transfer(sheet):
    return plan_transfer(sheet, ROUTE, at=AT)


def read(sheet):
    return read_plans(*(file.content for file in transfer(sheet).files))


def sub_of(*rows):
    return "".join(f"{row}\r\n" for row in rows).encode("cp932")


def test_the_files_have_57_and_17_fields():
    assert (len(PLAN), len(PLAN_SUB)) == (57, 17)


def test_the_files_are_called_as_the_receiving_program_expects():
    assert [file.name for file in transfer(SMALL).files] == [
        "UPYOBO_0300000100_43_0300000005_11_20261025202201.CSV",
        "UPYOBO_SUB_0300000100_43_0300000005_11_20261025202201.CSV",
    ]


def test_the_plan_is_written_as_the_layout_says():
    plan, _ = transfer(SMALL).files
    assert plan.content.decode("cp932") == (
        f'{KEY},2,2,,"薪田 一",,,,,,,,,,,,,,"朝 ""30分"" 歩く,\r\n家の前",,"伝い歩き",,1,'
        ",,,,,,,,,,,,,,,,4,0,,,,,1,2,,,,,,,\r\n"
    )


def test_only_the_first_row_of_a_number_says_what_belongs_to_the_number():
    _, sub = transfer(SMALL).files
    assert lines_of(sub) == [
        f'{KEY},1,"課題一","提案","意向","目標",1,"点","自分で","通所C",1,"通所","甲","3か月"',
        f'{KEY},1,,,,,1,,,,2,"訪問","乙",',
        f'{KEY},1,,,,,2,"点二",,,,,,',
        f'{KEY},2,"課題二",,,,,,,,,,,',
        "",
    ]


def test_a_plan_without_issues_has_one_file():
    assert len(transfer(replace(SMALL, issues=())).files) == 1


def test_the_small_plan_comes_back_as_it_was():
    found = read(SMALL)
    assert found.sheets == (SMALL,)
    assert found.problems == ()


def test_signs_that_the_file_cannot_carry_are_replaced_and_listed():
    sent = transfer(replace(TYPICAL, centre_opinion="外字\ue000と😀"))
    assert {(one.column, one.character, one.written_as) for one in sent.replaced} == {
        ("利用者名", "𠮷", "吉"),
        ("同意者", "𠮷", "吉"),
        ("地域包括支援センターの意見", "\ue000", "〓"),
        ("地域包括支援センターの意見", "😀", "〓"),
    }
    assert "髙﨑 吉江" in sent.files[0].content.decode("cp932")


def test_it_says_that_nobody_has_compared_it_with_the_specification():
    assert not transfer(SMALL).is_verified
    assert "正式な仕様書との照合が必要" in transfer(SMALL).note
    assert "正式な仕様書との照合が必要" in read(SMALL).note


@pytest.mark.parametrize(
    ("sheet", "missing"),
    [
        (replace(SMALL, drawn_up_on=None), "計画作成（変更）日"),
        (replace(SMALL, person=replace(SMALL.person, insured_no="")), "被保険者番号"),
    ],
)
def test_a_plan_by_which_nothing_can_be_found_is_refused_by_name(sheet, missing):
    with pytest.raises(IncompleteSheet, match=missing):
        transfer(sheet)


def test_an_office_number_of_another_length_is_refused():
    with pytest.raises(IncompleteSheet, match="10けた"):
        Route(sender_no="123", sender_service="43", receiver_no="0300000005", receiver_service="11")


@pytest.mark.parametrize("code", ["A6", "AF", "46"])
def test_services_of_the_town_have_codes_with_letters(code):
    """総合事業の通所型（独自）はA6."""
    ends = replace(ROUTE, sender_service=code, receiver_service="A6")
    sent = plan_transfer(SMALL, ends, at=AT)
    assert sent.files[0].name.startswith(f"UPYOBO_0300000100_{code}_0300000005_A6_")


@pytest.mark.parametrize("code", ["a6", "6", "A66", "Ａ６", "..", "A/"])
def test_a_service_code_that_is_no_code_gets_into_no_file_name(code):
    with pytest.raises(IncompleteSheet, match="A6のような"):
        replace(ROUTE, receiver_service=code)


def test_a_code_of_another_table_is_left_out_and_remarked():
    sent = transfer(replace(SMALL, support_level="12"))
    assert [remark for remark in sent.remarks if remark.startswith("要支援状態区分")] != []
    assert read(replace(SMALL, support_level="12")).sheets[0].support_level == ""


def test_a_blank_under_a_new_number_is_blank_and_never_the_text_above():
    plan = transfer(replace(SMALL, issues=())).files[0].content
    sub = sub_of(f"{KEY},1,甲,案,望,標,1,点,,,1,通所,,", f"{KEY},1,,,,,2,,,,1,訪問,,", f"{KEY},2,,,,,1,,,,1,住宅改修,,")
    first, second = read_plans(plan, sub).sheets[0].issues
    assert first.goal == "標"
    assert [one.points for one in first.supports] == ["点", ""]
    assert (second.issue, second.goal, second.supports[0].points) == ("", "", "")


def test_rows_of_one_number_need_not_stand_together():
    plan = transfer(replace(SMALL, issues=())).files[0].content
    sub = sub_of(f"{KEY},1,甲,,,,1,点,,,1,通所,,", f"{KEY},2,乙,,,,,,,,,,,", f"{KEY},1,,,,,1,,,,2,訪問,,")
    first, second = read_plans(plan, sub).sheets[0].issues
    assert [use.kind for use in first.supports[0].uses] == ["通所", "訪問"]
    assert second.issue == "乙"


def test_a_row_of_headings_is_passed_over_and_eight_zeros_are_no_day():
    content = transfer(replace(SMALL, issues=())).files[0].content
    headings = ",".join(column.name for column in PLAN).encode("cp932") + b"\r\n"
    zeros = content.replace(
        b'"' + "薪田 一".encode("cp932") + b'",,', b'"' + "薪田 一".encode("cp932") + b'",00000000,'
    )
    found = read_plans(headings + zeros)
    assert found.sheets[0].certified_on is None
    assert found.problems == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"202407,\x81\xff\r\n", "not_ms932", id="no encoding at all"),
        pytest.param(f"{KEY},ひらがな\r\n".encode(), "not_ms932", id="UTF-8"),
        pytest.param(f"{KEY}\r\n".encode("utf-8-sig"), "not_ms932", id="UTF-8 with its mark"),
        (f'{KEY},"閉じない\r\n'.encode("cp932"), "broken_quotes"),
        (f"{KEY}\r\n{KEY.replace('202407', '202504')}\r\n".encode("cp932"), "mixed_versions"),
    ],
)
def test_a_file_that_cannot_be_read_safely_is_refused(content, code):
    with pytest.raises(UnreadableFile) as refusal:
        read_plans(content)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("change", "code", "is_blocking"),
    [
        (lambda row: row + ",", "transfer_columns", True),
        (lambda row: row.replace("0001234567", ""), "transfer_key", True),
        pytest.param(lambda row: row.replace("20260512", "20260231"), "transfer_key", True, id="no such day"),
        (lambda row: row.replace("20260512,2,2", "20260512,9,2"), "transfer_value", False),
    ],
)
def test_whatever_is_wrong_with_a_row_is_said_with_its_number(change, code, is_blocking):
    row = lines_of(transfer(replace(SMALL, issues=(), goal_day="")).files[0])[0]
    found = read_plans(change(row).encode("cp932"))
    assert (code, is_blocking, 1) in {(one.code, one.is_blocking, one.row_no) for one in found.problems}
    assert bool(found.sheets) is not is_blocking


def test_supports_without_their_plan_are_told_of():
    plan, sub = (file.content for file in transfer(SMALL).files)
    found = read_plans(plan.replace(b"20260512", b"20260513"), sub)
    assert [one.code for one in found.problems] == ["transfer_alone"]


def test_another_text_under_the_same_number_is_told_of():
    plan = transfer(replace(SMALL, issues=())).files[0].content
    found = read_plans(plan, sub_of(f"{KEY},1,甲,,,,,,,,,,,", f"{KEY},1,乙,,,,,,,,,,,", f"{KEY},,丙,,,,,,,,,,,"))
    assert found.sheets[0].issues[0].issue == "甲"
    assert [one.code for one in found.problems] == ["transfer_carried", "transfer_number"]


# Signs that MS932 has under two numbers come back as the other one.
TEXTS = st.text(
    st.characters(
        codec="cp932", exclude_categories=["Cc", "Co"], exclude_characters="¢£¬‖−〜", include_characters='\n",'
    ),
    max_size=12,
)
DAYS = st.none() | st.dates(date(2000, 4, 1), date(2099, 12, 31))
YES_NO = st.none() | st.booleans()
COUNTS = st.none() | st.integers(0, 5)


USES = st.builds(sheets.PlanUse, kind=TEXTS, office=TEXTS, period=TEXTS)
SUPPORTS = st.builds(
    sheets.PlanSupport,
    points=TEXTS,
    self_care=TEXTS,
    insured_service=TEXTS,
    uses=st.lists(USES, max_size=3).map(tuple),
)
ISSUES = st.builds(
    sheets.PlanIssue,
    issue=TEXTS,
    proposal=TEXTS,
    wish=TEXTS,
    goal=TEXTS,
    supports=st.lists(SUPPORTS, max_size=3).map(tuple),
)
AREA = st.builds(sheets.PlanArea, situation=TEXTS, wish=TEXTS, has_issue=YES_NO, background=TEXTS)
PERSONS = st.builds(
    sheets.SheetPerson,
    name=TEXTS,
    insurer_no=st.from_regex(r"[0-9]{6}", fullmatch=True),
    insured_no=st.from_regex(r"[0-9H][0-9]{9}", fullmatch=True),
)
PLANS = st.builds(
    sheets.PlanSheet,
    person=PERSONS,
    drawn_up_on=st.dates(date(2000, 4, 1), date(2099, 12, 31)),
    plan_kind=st.sampled_from(["", "1", "2"]),
    is_outsourced=YES_NO,
    plan_stage=st.sampled_from(["", "11", "12", "21", "51", "52", "53", "54"]),
    support_level=st.sampled_from(["", "1", "2", "3"]),
    valid_from=DAYS,
    goal_year=TEXTS,
    centre_opinion=TEXTS,
    consented_on=DAYS,
    areas=st.builds(sheets.FourAreas, movement=AREA, health=AREA),
    counts=st.builds(sheets.SixCounts, movement=COUNTS, mood=COUNTS),
    needs=st.builds(sheets.SixNeeds, movement=YES_NO, mood=YES_NO),
    issues=st.lists(ISSUES, max_size=3).map(tuple),
)


@pytest.mark.later
@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_any_plan_comes_back_as_it_was_sent(sheet):
    found = read(sheet)
    assert found.sheets == (sheet,)
    assert found.problems == ()
    assert transfer(sheet).replaced == ()
