"""予定の図: every piece stands in its quarter, nothing lies on anything else, and what has no day is said in words."""

import itertools
import re
from datetime import date
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.charts.schedule import Planned, Schedule, ScheduleRow, lanes_of, schedule_svg
from takigi.kernel.fiscal_year import FiscalYear
from takigi.logic_models.rules.nodes import Activity, Bar
from takigi.logic_models.rules.schedule import first_year, planned, schedule_of, words_of
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import BudgetStep
from tests.exchange.made_stories import kitchen_story

SVG = "{http://www.w3.org/2000/svg}"
ON = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2032, 1, 1))
PIECES = st.builds(Planned, st.text("予定A1、", max_size=80), DAYS, st.none() | DAYS, st.booleans())


def drawn(schedule):
    return ElementTree.fromstring(schedule_svg(schedule))  # noqa: S314 - our own picture, made a moment ago


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(ScheduleRow, st.text("項目A", max_size=40), st.lists(PIECES, max_size=6).map(tuple)), max_size=5)
)
def test_any_schedule_is_a_whole_picture_within_its_sheet(rows):
    schedule = Schedule("予定", "文", tuple(rows), FiscalYear(2024))
    root = drawn(schedule)
    width = float(root.get("width"))

    for rect in root.iter(f"{SVG}rect"):
        assert 0 <= float(rect.get("x")) <= float(rect.get("x")) + float(rect.get("width")) <= width + 0.1
    assert schedule_svg(schedule) == schedule_svg(schedule)
    assert not re.search(r"\sstyle=|<script|\son\w+=|url\(", schedule_svg(schedule))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12))
def test_no_two_strips_of_a_lane_meet(strips):
    spans = [(start, start + length) for start, length in strips]
    lanes = lanes_of(spans, lambda one: one[0], lambda one: one[1])

    assert sorted(one for lane in lanes for one in lane) == sorted(spans)
    for lane in lanes:
        ordered = sorted(lane)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(ordered))


def test_a_story_s_schedule_begins_with_its_first_bar_and_lasts_three_years():
    schedule = schedule_of(kitchen_story(), on=ON)

    assert (schedule.first, schedule.last_day) == (FiscalYear(2024), date(2027, 3, 31))
    assert schedule.share(date(2024, 4, 1)) == 0
    assert schedule.share(date(2027, 3, 31)) == 1
    assert len(schedule.rows) == 10
    assert "時期がおおよそのもの" in schedule.description


def test_without_any_day_the_schedule_is_that_of_today():
    story = Theory(nodes=(Activity(key="n1", text="話す", schedule_note="いつか"),))

    assert first_year(story, on=ON) == FiscalYear(2026)
    assert [row.notes for row in schedule_of(story, on=ON).rows] == [("いつか",)]
    assert planned(Theory(nodes=(Activity(key="n1", text="話す"),))) == ()


def test_what_has_no_day_and_what_comes_later_is_said():
    bars = (
        Bar(text="読む", written="各自で"),
        Bar(text="始める", starts_on=date(2024, 5, 1)),
        Bar(text="広げる", starts_on=date(2031, 5, 1)),
    )
    schedule = schedule_of(Theory(nodes=(Activity(key="n1", text="手引き", schedule=bars),)), on=ON)

    assert schedule.rows[0].notes == ("読む（各自で）",)
    assert "図のあとの予定が1件" in schedule.description
    assert "広げる" not in schedule_svg(schedule)


def test_a_bar_says_its_step_and_that_its_end_is_open():
    bar = Bar(text="始める", starts_on=date(2026, 4, 1), step=BudgetStep.CONTRACT, written="8年春から")

    assert words_of(bar) == "【契約】始める～"
    assert Planned(words_of(bar), date(2026, 4, 1)).told == "【契約】始める～: 令和8年4月1日"


def test_a_piece_that_is_only_about_so_is_hatched_or_hollow():
    rows = (
        ScheduleRow(
            "項目",
            (
                Planned("帯", date(2024, 5, 1), date(2024, 9, 1), is_about=True),
                Planned("点", date(2025, 5, 1), is_about=True),
            ),
        ),
    )
    root = drawn(Schedule("予定", "文", rows, FiscalYear(2024)))

    assert any(path.get("d").count("M") > 2 for path in root.iter(f"{SVG}path"))
    assert [mark.get("fill") for mark in root.iter(f"{SVG}polygon")] == ["#ffffff"]
