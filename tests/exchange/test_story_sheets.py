"""ストーリーの表: what goes out in the template's columns comes back as it was; a changed cell changes one thing; nothing is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from takigi.exchange.story_sheets.pages import DETAILS, DOUBTS, KEPT, LINKS, MONITORING, PLAN, SCHEDULE, STORY
from takigi.exchange.story_sheets.reading import read_story
from takigi.exchange.story_sheets.workbook import pages_of, read_workbook, rows_of, story_workbook
from takigi.logic_models.rules.document import types_of
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import (
    NODE_TYPES,
    Activity,
    Audience,
    CurrentState,
    Monitoring,
    Outcome,
)
from takigi.logic_models.rules.theory import Dropped, Link, Theory
from takigi.logic_models.rules.words import LinkStatus
from tests.exchange.made_stories import full_story, kitchen_story
from tests.exchange.made_table_story import table_story
from tests.exchange.made_theories import theories

STORIES = pytest.mark.parametrize(
    "story", [kitchen_story(), table_story(), full_story()], ids=["kitchen", "table", "full"]
)


def written(story):
    """The sheets as they will be read again, without a file."""
    return {page.name: [(number, list(texts)) for number, texts in rows_of(page)] for page in pages_of(story)}


def padded(sheets):
    """The same as a spreadsheet gives them back: every row as long as the longest, merged cells empty."""
    made = {}
    for name, rows in sheets.items():
        width = max(len(texts) for _, texts in rows)
        made[name] = [(number, [*texts, *[""] * (width - len(texts))]) for number, texts in rows]
    return made


def find(sheets, name, words):
    """Row and column of the cell that holds these words."""
    return next(
        (row, at) for row, (_, texts) in enumerate(sheets[name]) for at, text in enumerate(texts) if words in text
    )


def change(sheets, name, words, new):
    row, at = find(sheets, name, words)
    sheets[name][row][1][at] = new


@STORIES
def test_what_was_written_out_comes_back_as_it_was(story):
    reading = read_story(padded(written(story)))

    assert reading.theory == story
    assert reading.base == story
    assert (reading.problems, reading.notices) == ((), ())


def test_no_two_fields_of_a_box_have_one_name():
    for kind in (*NODE_TYPES, Link):
        labels = [FIELD_LABELS[name] for name in types_of(kind)]
        assert len(labels) == len(set(labels))


@pytest.mark.later
@settings(max_examples=60, deadline=None)
@given(theories())
def test_every_theory_comes_back_as_it_was(story):
    reading = read_story(padded(written(story)))

    assert reading.theory == story
    assert reading.problems == ()


@pytest.mark.later
@STORIES
def test_a_workbook_on_disk_comes_back_as_it_was(story, tmp_path):
    path = tmp_path / "story.xlsx"
    path.write_bytes(story_workbook(story))

    reading = read_workbook(path, name="story.xlsx")

    assert reading.theory == story
    assert reading.problems == ()


def test_the_template_s_own_columns_come_first():
    sheets = written(table_story())

    assert [texts[:3] for _, texts in sheets[PLAN][1:2]] == [
        ["誰に", "アクティビティ\nどう働きかける", "具体的方策・工夫"]
    ]
    assert sheets[STORY][1][1][:6] == [
        "仮説",
        "インプット",
        "アクティビティ\n（行動計画）",
        "アウトプット\n（実績）",
        *["アウトカム（変化・あるべき姿）"] * 2,
    ]
    assert sheets[STORY][2][1][1] == "誰に"
    assert sheets[MONITORING][1][1][1].startswith("初期アウトカム")


def test_what_is_shared_stands_once_above_all_rows():
    rows = written(table_story())[STORY]
    shared = [texts for _, texts in rows if texts[1:2] == ["（共通）"]]

    assert len(shared) == 12
    assert shared[0][0].startswith("【課題・共通】")
    assert shared[-1][0].startswith("【真因・共通】")
    assert shared[0][7] == "担当する人が一人にならず、みんなで相談に向き合い続ける"


def test_a_changed_cell_changes_that_box_and_nothing_else():
    story = table_story()
    sheets = written(story)
    change(sheets, STORY, "出向いて話した", "出向いて、目を見て話した\n➢ 回数\n➢ 聞いた人の仕事の別")

    read = read_story(padded(sheets))

    changed = [(old, new) for old, new in zip(story.nodes, read.theory.nodes, strict=True) if old != new]
    assert [(old.text, new) for old, new in changed] == [
        ("出向いて話した", replace(changed[0][0], text="出向いて、目を見て話した"))
    ]
    assert read.theory.links == story.links
    assert read.problems == ()


def test_a_box_in_two_sheets_may_be_changed_in_either():
    story = kitchen_story()
    sheets = written(story)
    change(sheets, PLAN, "訪問に同行してもらい", "一緒に台所を見る")
    change(sheets, MONITORING, "「次も声をかけて」と言う", "「次はいつ」と尋ねられる")

    theory = read_story(padded(sheets)).theory

    assert [one.text for one in theory.of(Activity) if one.key not in {a.key for a in story.of(Activity)}] == []
    assert "一緒に台所を見る" in [one.text for one in theory.of(Activity)]
    assert "「次はいつ」と尋ねられる" in [one.text for one in theory.of(Outcome)]


def test_two_sheets_that_differ_about_one_box_are_said_and_both_words_are_kept():
    sheets = written(kitchen_story())
    change(sheets, PLAN, "訪問に同行してもらい", "一緒に台所を見る")
    change(sheets, STORY, "訪問に同行してもらい", "別の日に見る")

    reading = read_story(padded(sheets))

    assert [problem.address for problem in reading.problems] == [
        f"{STORY} C{find(sheets, STORY, '別の日に見る')[0] + 1}"
    ]
    assert "一緒に台所を見る" in [one.text for one in reading.theory.of(Activity)]
    assert "別の日に見る" in [one.text for one in reading.theory.loose]


def test_a_new_row_becomes_a_new_box_behind_its_neighbour():
    story = table_story()
    sheets = written(story)
    row, _ = find(sheets, STORY, "②よその集まりに学びに行く")
    sheets[STORY].insert(row + 1, (99, ["【現状】人が足りない", "", "②の二 お礼に行く\n➢ 手ぶらで", *[""] * 13]))

    theory = read_story(padded(sheets)).theory

    activities = [one.text for one in theory.of(Activity)]
    new = next(one for one in theory.of(Activity) if one.text == "②の二 お礼に行く")
    assert activities.index(new.text) == activities.index("②よその集まりに学びに行く") + 1
    assert (new.details, new.audience) == (("➢ 手ぶらで",), theory.of(Audience)[0].key)
    assert "人が足りない" in [one.text for one in theory.of(CurrentState)]


def test_a_removed_row_is_put_among_what_was_dropped():
    story = kitchen_story()
    sheets = written(story)
    gone = next(one for one in story.of(Monitoring) if "手帳" in one.text)
    row, _ = find(sheets, MONITORING, "手帳")
    sheets[MONITORING][row][1][2] = ""

    theory = read_story(padded(sheets)).theory

    assert theory.dropped == (Dropped(node=gone, why="表から消えていました"),)
    assert theory.node(gone.key) is None


def test_who_and_when_have_their_place_beside_the_template():
    story = kitchen_story()
    sheets = written(story)
    method = story.of(Monitoring)[0]
    rows = {texts[3]: texts for _, texts in sheets[DETAILS] if texts[0] == method.key}
    rows["確かめる人"][4] = "看護師"
    rows["次に確かめる日"][4] = "R8.11.30"
    rows["進む目安"][4] = "三人"

    read = read_story(padded(sheets)).theory.node(method.key)

    assert (read.who, str(read.next_check_on), read.go_sign) == ("看護師", "2026-11-30", "三人")


def test_a_field_that_cannot_be_read_is_said_with_its_address_and_kept():
    story = kitchen_story()
    sheets = written(story)
    row = next(n for n, (_, texts) in enumerate(sheets[DETAILS]) if texts[3] == "次に確かめる日")
    sheets[DETAILS][row][1][4] = "そのうち"

    reading = read_story(padded(sheets))

    assert [problem.address for problem in reading.problems] == [f"{DETAILS} E{row + 1}"]
    assert "もとのままにしました" in reading.problems[0].sentence
    assert "そのうち" in [one.text for one in reading.theory.loose]


def test_an_arrow_is_added_by_words_and_one_to_nowhere_is_kept_aside():
    story = table_story()
    sheets = written(story)
    # Somebody has numbered the new row in their own way; what stands in addresses is numbered by us.
    sheets[LINKS].append(
        (90, ["ア/1", "", "投げ合いが減る", "", "間に立って整える", "前より話すから", "", "弱い", "", ""])
    )
    sheets[LINKS].append((91, ["", "", "投げ合いが減る", "", "どこにもない箱", "", "", "", "", ""]))

    reading = read_story(padded(sheets))

    link = reading.theory.links[-1]
    assert (link.mechanism, link.status) == ("前より話すから", LinkStatus.WEAK)
    assert link.key == f"l{len(story.links) + 1}"
    assert reading.theory.node(link.source).text == "投げ合いが減る"
    assert [problem.address for problem in reading.problems] == [f"{LINKS} D91"]
    assert "投げ合いが減る → どこにもない箱" in [one.text for one in reading.theory.loose]


def test_a_removed_arrow_stays_and_is_said():
    story = table_story()
    sheets = written(story)
    del sheets[LINKS][3]

    reading = read_story(padded(sheets))

    assert reading.theory.links == story.links
    assert "矢印は消さずに残しました" in reading.problems[0].told


def test_the_schedule_and_the_doubts_of_an_arrow_are_changed_in_their_sheets():
    story = full_story()
    sheets = written(story)
    change(sheets, SCHEDULE, "病院との打合せ", "病院との三度の打合せ")
    change(sheets, DOUBTS, "二週間で会える", "三週間で会える")

    theory = read_story(padded(sheets)).theory

    bars = [bar.text for one in theory.of(Activity) for bar in one.schedule]
    assert "病院との三度の打合せ" in bars
    assert len(bars) == sum(len(one.schedule) for one in story.of(Activity))
    assert theory.links[0].assumptions[0].text == "三週間で会える"
    assert theory.links[0].rivals == story.links[0].rivals


def test_without_the_kept_story_the_words_are_read_again_and_that_is_said():
    story = table_story()
    sheets = written(story)
    sheets[KEPT][1][1][0] = "{"

    reading = read_story(padded(sheets))

    assert "控え" in reading.problems[0].told
    assert {one.text for one in reading.theory.of(Outcome)} == {one.text for one in story.of(Outcome)}
    assert len(reading.theory.links) == len(story.links)


def test_an_empty_story_has_all_its_sheets():
    assert read_story(padded(written(Theory()))).theory == Theory()
