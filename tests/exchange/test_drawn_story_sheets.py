"""人の描いた表: sheets of the template that a person made, with several things in a cell and no numbers, are read whole."""

import pytest
import xlsxwriter

from takigi.exchange.story_sheets.pages import STORY
from takigi.exchange.story_sheets.reading import read_story
from takigi.exchange.story_sheets.workbook import read_workbook
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Cause,
    CurrentState,
    IdealState,
    Issue,
    Monitoring,
    Outcome,
)
from takigi.logic_models.rules.words import LinkStatus, OutcomeLevel
from tests.exchange.test_story_sheets import padded, written

# What a person draws: two rows of headings, merged cells, several things in a cell, no numbers.
DRAWN = {
    "計画": [
        (1, ["実行プラン"]),
        (2, ["誰に", "アクティビティ どう働きかける", "具体的方策・工夫"]),
        (3, ["家の人", "● 話を聞く\n● 道を見せる", "・急がない\n・次の日を決める"]),
        (4, ["", "また会う", "花の頃に"]),
    ],
    "見ること": [
        (1, ["誰が", "初期アウトカム 働きかけた相手の望ましい変化", "モニタリング方法"]),
        (2, ["家の人", "● 「できるかも」と言う\n● 出かける", "● 言葉を写す\n● 出かけた日を聞く"]),
    ],
    "図": [
        (1, ["タイトル：庭へ帰る", "", "", "", "", "", ""]),
        (2, ["仮説", "インプット", "アクティビティ", "アウトプット", "アウトカム", "", "インパクト"]),
        (3, ["課題仮説", "誰に", "どう働きかける", "まずどうなって【直接の結果】", "何が変わる", "", "ありたい姿"]),
        (4, ["現状 【家の方々】\n➢ あきらめている\n課題【共通】\n➢ 見込みを伝える", "家の人", "● 話を聞く\n➢ 庭の写真", "話した\n➢ 回数", "「できるかも」と言う", "庭に出る", "庭のある暮らし"]),
        (5, ["真因【共通】\n➢ 数えていない\n➢ 会っていない", "", "", "二度会えた", "", "", ""]),
        (6, ["課題【共通】\n➢ 見込みを伝える", "町の人", "知らせる", "", "尋ねられる", "", "庭のある暮らし"]),
    ],
}  # fmt: skip


def test_a_workbook_that_a_person_drew_is_read_whole():
    reading = read_story(DRAWN)
    theory = reading.theory
    home = theory.of(Audience)[0]

    assert theory.title == "庭へ帰る"
    assert [one.text for one in theory.of(Audience)] == ["家の人", "町の人"]
    assert [one.text for one in theory.row(home, Activity)] == ["話を聞く", "道を見せる", "また会う"]
    assert home.tactics == ("・急がない", "・次の日を決める")
    assert theory.row(home, Activity)[2].tactics == ("花の頃に",)
    assert [(one.text, one.level) for one in theory.row(home, Outcome)] == [
        ("「できるかも」と言う", OutcomeLevel.INITIAL),
        ("出かける", OutcomeLevel.INITIAL),
        ("庭に出る", OutcomeLevel.INTERMEDIATE),
    ]
    assert [one.text for one in theory.of(CurrentState)] == ["あきらめている"]
    assert [one.text for one in theory.shared(Issue)] == ["見込みを伝える"]
    assert [(one.text, one.is_root) for one in theory.shared(Cause)] == [("数えていない", True), ("会っていない", True)]
    assert [one.text for one in theory.loose] == ["家の方々"]


def drawn_file(path):
    """The same as a workbook: a name merged over its rows, アウトカム over its steps, a day and a number as values."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in DRAWN.items():
            sheet = book.add_worksheet(name)
            for row_no, texts in rows:
                for column, text in enumerate(texts):
                    sheet.write_string(row_no - 1, column, text)
        book.get_worksheet_by_name("計画").merge_range("A3:A4", "家の人")
        book.get_worksheet_by_name("図").merge_range("B4:B5", "家の人")
        book.get_worksheet_by_name("図").merge_range("E2:F2", "アウトカム")
        book.get_worksheet_by_name("図").merge_range("E3:F3", "何が変わる")
        other = book.add_worksheet("会議の日")
        other.write_row(0, 0, ["日", "人数"])
        other.write_row(1, 0, [46000, 12])


def test_merged_cells_and_sheets_of_something_else_do_not_disturb(tmp_path):
    drawn_file(tmp_path / "drawn.xlsx")

    reading = read_workbook(tmp_path / "drawn.xlsx", name="drawn.xlsx")

    assert reading.theory == read_story(DRAWN).theory
    assert reading.problems == ()
    assert reading.base is None


def test_a_file_that_is_no_workbook_is_refused_with_what_to_choose(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("誰に,どう働きかける\n", encoding="utf-8")

    with pytest.raises(UnreadableFile, match="Excelのブックではありません"):
        read_workbook(path, name="表.csv")


def test_what_stands_side_by_side_in_a_drawn_row_is_joined_as_a_guess():
    reading = read_story(DRAWN)
    named = {node.key: node.text for node in reading.theory.nodes}
    pairs = {(named[link.source], named[link.target]) for link in reading.theory.links}

    assert ("話を聞く", "話した") in pairs
    assert ("話を聞く", "二度会えた") in pairs
    assert ("庭に出る", "庭のある暮らし") in pairs
    assert all(link.status is LinkStatus.HYPOTHESIS for link in reading.theory.links)
    assert "仮説の矢印" in reading.notices[0]


def test_methods_that_share_a_row_keep_the_changes_of_that_row():
    theory = read_story(DRAWN).theory
    outcomes = tuple(one.key for one in theory.of(Outcome) if one.text in ("「できるかも」と言う", "出かける"))

    assert [one.outcomes for one in theory.of(Monitoring)] == [outcomes, outcomes]


def test_a_missing_column_and_a_missing_sheet_are_said_at_once():
    reading = read_story(
        {
            "計画": [(1, ["誰に", "どう働きかける", "工夫"])],
            "見る": [(1, ["初期アウトカム", "モニタリング方法"]), (2, ["会う", "聞く"])],
        }
    )

    assert [problem.told.split(":")[0] for problem in reading.problems] == ["見る 1", STORY]
    assert "「誰に」の列が見つかりません" in reading.problems[0].sentence
    assert [one.text for one in reading.theory.of(Outcome)] == ["会う"]


@pytest.mark.parametrize(
    ("heads", "row", "lacks"),
    [
        (["誰に", "アクティビティ どう働きかける"], ["近所の店", "段を測る"], "具体的方策"),
        (["誰に", "初期アウトカム"], ["近所の店", "声をかける"], "モニタリング方法"),
        (["誰に", "どう働きかける", "まずどうなって"], ["近所の店", "段を測る", "測った"], "ありたい姿"),
    ],
)
def test_a_table_without_one_of_its_columns_is_read_as_far_as_it_goes(heads, row, lacks):
    reading = read_story({"手書き": [(1, ["うちの町の表", ""]), (2, heads), (3, row)]})

    assert any(lacks in one.sentence and "ほかの列だけを読みました" in one.sentence for one in reading.problems)
    assert {one.text for one in reading.theory.nodes} >= set(row)


def test_a_drawn_story_goes_out_and_comes_back():
    theory = read_story(DRAWN).theory

    assert read_story(padded(written(theory))).theory == theory


def test_an_ideal_state_in_every_row_is_shared_and_one_in_a_single_row_is_not():
    shared = read_story(DRAWN).theory.of(IdealState)
    single = read_story({"図": [row for row in DRAWN["図"] if row[0] != 6]}).theory
    home = single.of(Audience)[0].key

    assert [(one.text, one.audiences) for one in shared] == [("庭のある暮らし", ())]
    assert [one.audiences for one in single.of(IdealState)] == [(home,)]


def test_a_name_broken_by_a_narrow_cell_is_the_same_name():
    narrow = {
        **DRAWN,
        "計画": [(number, [text.replace("家の人", "家の\n人") for text in texts]) for number, texts in DRAWN["計画"]],
    }

    assert [one.text for one in read_story(narrow).theory.of(Audience)] == ["家の\n人", "町の人"]
