"""書きかけを合わせる: what each of two wrote is kept, what both wrote is shown twice, and rows come and go without loss."""

import json
from datetime import date

import pytest

from takigi.casework.sheets import BasicSheet, Contact, PlanIssue, PlanSheet, PlanSupport, PlanUse, SheetPerson
from takigi.screens.casework.plan.merging import merge
from takigi.screens.casework.plan.rows import changed_rows
from takigi.screens.casework.plan.written import Reading, flat

WAS = {"a": "1", "b": "2"}
NOBODY = SheetPerson()


@pytest.mark.parametrize(
    ("typed", "stored", "shown", "theirs"),
    [
        ({"a": "1", "b": "mine"}, {"a": "his", "b": "2"}, {"a": "his", "b": "mine"}, {}),
        ({"a": "mine", "b": "2"}, {"a": "his", "b": "2"}, {"a": "mine", "b": "2"}, {"a": "his"}),
        ({"a": "same", "b": "2"}, {"a": "same", "b": "2"}, {"a": "same", "b": "2"}, {}),
        ({"a": "", "b": "2"}, {"a": "his", "b": "2"}, {"a": "", "b": "2"}, {"a": "his"}),
        ({"a": "1"}, {"a": "1", "b": "his"}, {"a": "1", "b": "his"}, {}),
    ],
)
def test_each_keeps_what_only_they_changed(typed, stored, shown, theirs):
    merged = merge(WAS, typed, stored, is_mine=False)

    assert (merged.shown, merged.theirs) == (shown, theirs)
    assert all(merged.kept[name] == text for name, text in theirs.items())


def test_nobody_is_asked_about_a_difference_with_themselves():
    merged = merge(WAS, {"a": "later", "b": "2"}, {"a": "earlier", "b": "2"}, is_mine=True)

    assert merged.theirs == {} and merged.kept["a"] == "later"


def test_a_row_that_was_written_in_stays_although_the_other_took_it_out():
    was = {"issues-n": "2", "issues-0-goal": "風呂", "issues-1-goal": "畑"}
    stored = {"issues-n": "1", "issues-0-goal": "風呂"}

    merged = merge(was, was | {"issues-1-goal": "畑と庭"}, stored, is_mine=False)

    assert (merged.shown["issues-n"], merged.shown["issues-1-goal"]) == ("2", "畑と庭")


def test_a_row_goes_and_comes_back_where_it_stood():
    sheet = PlanSheet(person=NOBODY, issues=tuple(PlanIssue(goal=goal) for goal in ("風呂", "畑", "買い物")))
    boxes = flat(sheet)

    rest, taken = changed_rows(boxes, "take:issues-1", "")
    assert [rest[f"issues-{n}-goal"] for n in range(2)] == ["風呂", "買い物"] and rest["issues-n"] == "2"
    again, _ = changed_rows(rest, "back", taken)

    assert again == boxes


@pytest.mark.parametrize("asked", ["", "take:issues-9", "add:", "take:../x-1", "back", "burn:issues-0"])
def test_what_no_button_asks_for_changes_nothing(asked):
    boxes = flat(PlanSheet(person=NOBODY, issues=(PlanIssue(goal="風呂"),)))

    assert changed_rows(boxes, asked, "{}") == (boxes, "")
    assert changed_rows(boxes, "back", json.dumps({"path": "a b", "place": 0, "row": {}}))[0] == boxes


def test_a_sheet_goes_into_boxes_and_comes_back_as_it_was():
    use = PlanUse(kind="通所C", office="ひだまり", period="3か月")
    issue = PlanIssue(goal="畑", proposal="練習", wish="「やる」", supports=(PlanSupport(uses=(use, PlanUse())),))
    sheet = PlanSheet(
        person=SheetPerson(name="髙橋"), drawn_up_on=date(2026, 11, 3), is_outsourced=False, issues=(issue,)
    )
    reading = Reading(date(2026, 11, 23), {})

    assert reading.sheet(flat(sheet), PlanSheet(person=sheet.person)) == sheet
    assert reading.errors == {}


def test_what_cannot_be_read_is_said_and_the_earlier_value_stays():
    base = PlanSheet(person=NOBODY, drawn_up_on=date(2026, 11, 3))
    reading = Reading(date(2026, 11, 23), {})

    sheet = reading.sheet(flat(base) | {"drawn_up_on": "いつか", "counts-mouth": "たくさん", "goal_day": "散歩"}, base)

    assert (sheet.drawn_up_on, sheet.counts.mouth, sheet.goal_day) == (date(2026, 11, 3), None, "散歩")
    assert set(reading.errors) == {"drawn_up_on", "counts-mouth"}


def test_a_visitor_of_whom_nothing_is_written_is_nobody():
    base = BasicSheet(person=NOBODY)
    assert Reading(date(2026, 11, 23), {}).sheet(flat(base), base).visitor is None
    written = flat(base) | {"visitor-name": "長女"}
    assert Reading(date(2026, 11, 23), {}).sheet(written, base).visitor == Contact(name="長女")
