"""見本のストーリー: both towns' teams have one, agreed upon, with voices that wait and a look back; one has three years behind it."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from takigi.access.queries import viewer_of
from takigi.demo import load_long_story
from takigi.demo.load import build_offices
from takigi.demo.load_long_story import LEAD
from takigi.demo.load_team_stories import tell_story
from takigi.demo.long_story import CHAPTERS, MEETINGS
from takigi.demo.towns import PLANS
from takigi.logic_models.queries.believed import theory_believed_on
from takigi.logic_models.queries.checks import checks_of
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.queries.stories import story_list, story_page
from takigi.logic_models.queries.versions import version_list
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.nodes import Activity, Audience, Cause, Issue, Outcome
from takigi.logic_models.rules.signs import SignState
from takigi.logic_models.rules.states import Approval, StoryState, VersionKind
from takigi.logic_models.rules.words import BudgetStep
from tests.told_on_a_day import believed, told_today

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
TAKIGINO, NAGIHAMA = PLANS["takigino"], PLANS["nagihama"]


def told_in(plan):
    built = build_offices(plan, password="けやき 並木 朝の光 あたらしい靴", at=AT)
    story_id = tell_story(SimpleNamespace(plan=plan), built, at=AT)
    return SimpleNamespace(story_id=story_id, viewer=leader_of(built, story_id))


def leader_of(built, story_id):
    for staff_id in built.staff_ids.values():
        viewer = viewer_of(staff_id, built.municipality_id, is_active=True, at=AT)
        if any(card.story_id == story_id and card.is_mine for card in story_list(viewer).cards):
            return viewer
    raise AssertionError("nobody leads the story")


@pytest.mark.later
@pytest.mark.parametrize(("plan", "approval"), [(TAKIGINO, Approval.CITY_HALL), (NAGIHAMA, Approval.TEAM)])
def test_every_line_of_the_outline_found_its_place(plan, approval):
    told = told_in(plan)
    page = story_page(told.viewer, told.story_id)
    assert page.theory.loose == ()
    assert page.faults == ()
    assert page.version.approval is approval
    assert page.head.state is StoryState.TRYING
    assert len(page.theory.of(Audience)) == 3
    assert any(audience.is_self for audience in page.theory.of(Audience))
    assert len(page.theory.of(Activity)) >= 3
    assert len(page.theory.of(Outcome)) >= 5
    board = signs_board(told.viewer, told.story_id)
    assert board.waiting
    assert board.of(SignState.BEGINNING) or board.of(SignState.SEEN)
    assert wood_pile(told.viewer, told.story_id).facts
    assert {one.number for one in checks_of(told.viewer, told.story_id, points={})} <= {6, 9, 10}


@pytest.mark.later
def test_what_is_behind_all_three_is_said_once_and_arrows_lead_from_one_to_another():
    told = told_in(NAGIHAMA)
    theory = story_page(told.viewer, told.story_id).theory
    here = {node.key: node for node in theory.nodes}
    assert len(theory.shared(Cause)) == 3 and theory.shared(Issue)
    crossing = [
        link
        for link in theory.links
        if len({getattr(here[key], "audience", "") for key in (link.source, link.target)} - {""}) == 2
    ]
    assert len(crossing) >= 3
    assert any("五つのブロック" in one.quantity for one in theory.of(Activity))


@pytest.mark.later
def test_three_years_hold_a_turn_a_correction_and_what_was_given_up():
    told = told_in(TAKIGINO)
    by, story_id = told.viewer, told.story_id
    versions = version_list(by, story_id).versions
    assert [one.head.kind for one in sorted(versions, key=lambda one: one.head.number)] == [
        VersionKind.FIRST,
        VersionKind.TURN,
        VersionKind.CORRECTION,
    ]
    assert all(one.given_up for one in versions if one.head.number > 1)
    running = [one for one in uses_of(by, story_id) if one.ended_on is None]
    assert len(running) == len(CHAPTERS[1].measures)
    assert any(one.targets_in_force and one.baseline for one in running)
    assert any(line.is_replaced for one in running for line in one.targets)
    learned = learning_of(by, story_id)
    assert (len(learned.reflections), len(learned.decisions), len(learned.claims)) == (3, 2, 2)
    assert len(learned.meetings) == len(MEETINGS)
    # What the slides and the three years' plan print: tactics for every activity, and the way through the budget.
    activities = story_page(by, story_id).theory.of(Activity)
    assert all(one.tactics and one.schedule for one in activities)
    assert {bar.step for one in activities for bar in one.schedule} >= set(BudgetStep)
    # What was believed two years ago is another picture than today's.
    then = theory_believed_on(by, story_id, AT.date() - timedelta(days=730)).theory
    assert "教室" in " ".join(one.text for one in then.of(Activity))
    assert "教室" not in " ".join(one.text for one in story_page(by, story_id).theory.of(Activity))


@pytest.mark.later
def test_each_past_day_of_the_three_years_reads_as_it_was_told_that_day(monkeypatch):
    """The town tells its years day by day: what the pages said each time a day was over is what they say of that day now."""
    reports, days = {}, []
    whoever = load_long_story._Team.by

    def at_the_end_of_a_day(team, login, days_ago):
        viewer = whoever(team, login, days_ago)
        if days and days_ago < days[-1]:
            before = whoever(team, LEAD, days[-1])
            (card,) = story_list(before).cards
            reports[before.on] = told_today(before, card.story_id)
        assert not days or days_ago <= days[-1], "a deed was told before an earlier one"
        days.append(days_ago)
        return viewer

    monkeypatch.setattr(load_long_story._Team, "by", at_the_end_of_a_day)
    told = told_in(TAKIGINO)
    assert len(reports) > 20
    for on, said in reports.items():
        assert believed(told.viewer, told.story_id, on) == said, on
