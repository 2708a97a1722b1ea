"""見本のストーリー: both towns' teams have one, written, agreed upon, with numbers, voices that wait, and a look back; nothing fits nowhere."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from takigi.access.queries import viewer_of
from takigi.demo.load import build_offices
from takigi.demo.load_team_stories import tell_story
from takigi.demo.team_stories import BY_PLAN
from takigi.demo.towns import PLANS
from takigi.logic_models.queries.checks import checks_of
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.queries.stories import story_list, story_page
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.nodes import Activity, Audience, Outcome
from takigi.logic_models.rules.signs import SignState
from takigi.logic_models.rules.states import Approval, StoryState

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
EVERY_PLAN = [plan for plan in (PLANS.values() if isinstance(PLANS, dict) else PLANS) if plan.key in BY_PLAN]


@pytest.fixture(params=EVERY_PLAN, ids=lambda plan: plan.key)
def told(request):
    built = build_offices(request.param, password="けやき 並木 朝の光 あたらしい靴", at=AT)
    story_id = tell_story(SimpleNamespace(plan=request.param), built, at=AT)
    leader = story_of(built, story_id)
    return SimpleNamespace(story_id=story_id, viewer=leader, words=BY_PLAN[request.param.key])


def story_of(built, story_id):
    for staff_id in built.staff_ids.values():
        viewer = viewer_of(staff_id, built.municipality_id, is_active=True, at=AT)
        if any(card.story_id == story_id and card.is_mine for card in story_list(viewer).cards):
            return viewer
    raise AssertionError("nobody leads the story")


def test_every_line_of_the_outline_found_its_place(told):
    page = story_page(told.viewer, told.story_id)
    assert page.theory.loose == ()
    assert page.faults == ()
    assert page.version.approval is Approval.TEAM
    assert page.head.state is StoryState.TRYING
    assert len(page.theory.of(Audience)) == 3
    assert any(audience.is_self for audience in page.theory.of(Audience))
    assert len(page.theory.of(Activity)) == 3
    assert len(page.theory.of(Outcome)) >= 5


def test_numbers_voices_wood_and_a_look_back_are_there(told):
    assert len(uses_of(told.viewer, told.story_id)) == len(told.words.uses)
    board = signs_board(told.viewer, told.story_id)
    assert len(board.waiting) == len(told.words.voices) - 1
    assert len(board.of(SignState.BEGINNING)) == 1
    assert len(wood_pile(told.viewer, told.story_id).facts) == len(told.words.facts)
    assert len(learning_of(told.viewer, told.story_id).reflections) == 1


def test_the_fourteen_questions_have_something_to_ask_and_block_nothing(told):
    assert {one.number for one in checks_of(told.viewer, told.story_id, points={})} <= set(range(1, 15))
