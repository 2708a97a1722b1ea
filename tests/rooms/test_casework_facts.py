"""事実: one row for each event that stands, and never a name or a word that somebody said."""

import uuid
from dataclasses import astuple, fields
from datetime import date, datetime, timedelta

import pytest

from takigi.casework import facts
from takigi.casework.actions import goals, notes
from takigi.casework.actions.cases import correct_move, move_case
from takigi.casework.actions.goals import GoalWords
from takigi.casework.actions.notes import NoteWords
from takigi.casework.actions.settings import decide_way
from takigi.casework.models import Case
from takigi.casework.rules.states import CaseState
from takigi.casework.rules.words import NoteKind
from takigi.indicators.catalogue.town import town_ways
from takigi.instruments.timepoints import Timepoint
from takigi.people import facts as people_facts
from tests.casework_made import bring_to, open_case
from tests.rules_held import holds
from tests.worlds import Role

pytestmark = pytest.mark.django_db
SECRET = "ひみつのことば"  # a word to be looked for, not a password
PLAIN = (int, bool, date, datetime, uuid.UUID, type(None), tuple)


@pytest.fixture
def lived(world, register):
    person = register(name=f"{SECRET}　ハナ")
    case_id = open_case(world, person, state=CaseState.CERTIFIED, days_ago=200, reason_text=SECRET)
    nurse = world.viewer(Role.EAST_NURSE)
    on = nurse.on - timedelta(days=150)
    bring_to(world, case_id, CaseState.ASSESSED, on=on)
    words = GoalWords(SECRET, graduation=SECRET)
    (goal,) = goals.write_goals(by=nurse, case_id=case_id, goals=[words], on=on)
    goals.agree_goals(by=nurse, case_id=case_id, agreed_on=on, parties=["person", "centre"])
    goals.rate_goal(by=nurse, goal_id=goal, timepoint=Timepoint.T0, on=on, performance=2, satisfaction=3)
    goals.rate_goal(by=nurse, goal_id=goal, timepoint=Timepoint.T0, on=on, performance=4, satisfaction=3)
    first = notes.write_note(
        by=nurse, case_id=case_id, words=NoteWords(on, NoteKind.PHONE, SECRET, is_interview=True, minutes=20)
    )
    notes.replace_note(by=nurse, note_id=first, words=NoteWords(on, NoteKind.VISIT, SECRET, is_home_visit=True))
    return case_id


def every_row(world):
    town, on = world.municipality_id, world.viewer(Role.EAST_NURSE).on
    yield from facts.case_rows(town)
    yield from facts.move_rows(town)
    yield from facts.visit_rows(town)
    yield from facts.goal_rows(town)
    yield from facts.rating_rows(town)
    yield from facts.note_rows(town)
    yield from facts.monitoring_rows(town, on=on)
    yield from facts.follow_up_rows(town)
    yield from facts.consultation_rows(town)
    yield from people_facts.person_rows(town)
    yield from people_facts.certification_rows(town)


def test_no_row_holds_a_name_or_a_word(world, lived):
    rows = list(every_row(world))
    assert len(rows) > 5
    for row in rows:
        for value in astuple(row):
            assert SECRET not in str(value)
            # What is text is a code: short, of small letters and digits, as the tables of codes have them.
            assert isinstance(value, PLAIN) or (len(value) <= 30 and value.isascii()), row


def test_no_field_of_a_row_is_made_for_words():
    rows = [kind for kind in vars(facts).values() if isinstance(kind, type) and kind.__name__.endswith("Row")]
    assert len(rows) >= 9
    for kind in rows:
        for field in fields(kind):
            assert not any(word in field.name for word in ("text", "name", "words", "note_text")), (kind, field.name)


@holds("1.4-revision")
def test_what_was_replaced_or_taken_back_is_no_event(world, lived):
    nurse = world.viewer(Role.EAST_NURSE)
    assert [row.performance for row in facts.rating_rows(world.municipality_id)] == [4]
    assert [row.kind for row in facts.note_rows(world.municipality_id)] == ["visit"]
    move_case(by=nurse, case_id=lived, to=CaseState.PLAN_ACTIVE, on=nurse.on)
    correct_move(by=nurse, case_id=lived, on=nurse.on, note="まだでした")
    states = [row.to_state for row in facts.move_rows(world.municipality_id)]
    assert "plan_active" not in states
    assert states.count("goal_agreed") == 1


@holds("V32")
def test_a_monitoring_period_is_due_on_its_last_day_whether_it_was_held_or_not(world, lived):
    nurse = world.viewer(Role.EAST_NURSE)
    start = nurse.on - timedelta(days=190)
    Case.objects.filter(pk=lived).update(service_start_on=start)
    rows = list(facts.monitoring_rows(world.municipality_id, on=nurse.on))
    assert [row.held_on for row in rows if row.first_on <= nurse.on - timedelta(days=150) <= row.due_on] == [
        nurse.on - timedelta(days=150)
    ]
    assert any(row.held_on is None for row in rows)


def test_the_rows_of_one_person_are_those_of_the_whole(world, lived, register):
    open_case(world, register(), days_ago=3)
    person = Case.objects.get(pk=lived).person_id
    whole = [row for row in facts.case_rows(world.municipality_id) if row.person_id == person]
    assert list(facts.case_rows(world.municipality_id, [person])) == whole
    assert list(facts.case_rows(world.neighbour_id)) == []


def test_the_decisions_of_a_town_come_in_the_order_in_which_they_hold(world):
    head = world.viewer(Role.EAST_HEAD)
    later, now = head.on + timedelta(days=30), head.on
    decide_way(by=head, key="agree_within_days", value="60", from_on=later, reason="訪問が混んでいるため")
    decide_way(by=head, key="agree_within_days", value="50", from_on=now, reason="試しに延ばすため")
    found = facts.way_rows(world.municipality_id)
    assert found == [(now, "agree_within_days", "50"), (later, "agree_within_days", "60")]
    assert [one.agree_within_days for one in town_ways(found)] == [45, 50, 60]
    assert facts.way_rows(world.neighbour_id) == []
