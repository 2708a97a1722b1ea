"""ストーリー: who may found, read, write and ask; how it moves forward and back; who is in the team and until when."""

from datetime import timedelta
from itertools import product

import pytest

from takigi.access.grounds import NotPermitted, Unseen, visible, why
from takigi.logic_models import policies
from takigi.logic_models.actions import learning, signs, stories, theory
from takigi.logic_models.actions.learning import DecisionWords
from takigi.logic_models.actions.signs import VoiceWords
from takigi.logic_models.actions.stories import Invitation, MeetingWords, StoryWords
from takigi.logic_models.models import Story
from takigi.logic_models.queries.history import Based
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import story_head, story_list, story_page
from takigi.logic_models.queries.tasks import my_story_tasks
from takigi.logic_models.queries.versions import version_list
from takigi.logic_models.rules.learning import DecisionKind, MemberRole, Visibility
from takigi.logic_models.rules.states import STORY_MOVES, IllegalMove, StoryState, is_way_back
from takigi.logic_models.rules.words import LogicModelRefused, NodeKind
from tests.rooms.conftest import queries_of
from tests.stories_made import based, found, invite, outlined
from tests.worlds import Role

pytestmark = pytest.mark.django_db
NOBODY_HERE = Based(1, 0)


def move(world, story_id, to, **more):
    viewer = world.viewer(Role.EAST_NURSE)
    stories.move_story(by=viewer, story_id=story_id, to=to, on=viewer.on, **more)


def decide(world, story_id):
    viewer = world.viewer(Role.EAST_NURSE)
    words = DecisionWords(kind=DecisionKind.TURN, basis="問題は事業ではなかった", decided_on=viewer.on)
    return learning.decide(by=viewer, story_id=story_id, words=words)


def test_whoever_founds_a_story_leads_it_and_has_a_version_in_work(world):
    story_id = found(world)
    page = story_page(world.viewer(Role.EAST_NURSE), story_id)
    assert page.may_write
    assert [(one.role, one.name) for one in page.members] == [(MemberRole.LEAD, "田辺 恵")]
    assert page.version.based_on == Based(1, 0)
    assert page.head.state is StoryState.UNEASE


def test_a_story_without_a_title_is_refused(world):
    with pytest.raises(LogicModelRefused, match="題を書いて"):
        stories.found_story(by=world.viewer(Role.EAST_NURSE), words=StoryWords(title="　"))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.EVALUATOR, Role.NO_OATH, Role.MOVED_AWAY])
def test_whoever_does_no_work_of_the_town_founds_nothing(world, role):
    with pytest.raises(NotPermitted):
        found(world, role)


WHO_READS = {
    Visibility.TEAM: {Role.EAST_NURSE, Role.EAST_HEAD, Role.INSURANCE_HEAD, Role.PLANNER},
    Visibility.CITY_HALL: {
        Role.EAST_NURSE,
        Role.EAST_HEAD,
        Role.WEST_NURSE,
        Role.INSURANCE,
        Role.INSURANCE_HEAD,
        Role.PLANNER,
        Role.SECRETARIAT,
    },
    Visibility.PUBLIC: {
        Role.EAST_NURSE,
        Role.EAST_HEAD,
        Role.WEST_NURSE,
        Role.INSURANCE,
        Role.INSURANCE_HEAD,
        Role.PLANNER,
        Role.SECRETARIAT,
        Role.STATION,
        Role.COORDINATOR,
        Role.PROVIDER,
        Role.EVALUATOR,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
    },
}


@pytest.mark.parametrize("shown", Visibility)
def test_who_reads_a_story_is_written_down_by_hand(world, shown):
    story_id = found(world)
    stories.show_story(
        by=world.viewer(Role.EAST_NURSE if shown is not Visibility.PUBLIC else Role.EAST_HEAD),
        story_id=story_id,
        to=shown,
    )
    reading = {role for role in Role if story_list(world.viewer(role)).cards}
    assert reading == WHO_READS[shown]


def test_a_story_is_listed_exactly_when_there_is_a_reason_to_see_it(world):
    for shown, who in product(Visibility, (None, Role.WEST_NURSE)):
        story_id = found(world)
        if who:
            invite(world, story_id, who, MemberRole.MENTOR)
        Story.objects.filter(pk=story_id).update(visibility=shown)
    for role in Role:
        viewer = world.viewer(role)
        listed = set(Story.objects.filter(visible(policies.VIEWING, viewer)))
        assert listed == {one for one in Story.objects.all() if why(policies.VIEWING, viewer, one)}


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.NEIGHBOUR_NURSE, Unseen),
        (Role.WEST_NURSE, Unseen),
        (Role.NO_OATH, Unseen),
        (Role.SUSPENDED, Unseen),
        (Role.EAST_HEAD, NotPermitted),
        (Role.PLANNER, NotPermitted),
    ],
)
def test_nobody_outside_the_team_writes(world, role, answer):
    story_id = found(world)
    by = world.viewer(role)
    attacks = (
        lambda: theory.add_node(by=by, story_id=story_id, based_on=NOBODY_HERE, kind=NodeKind.OUTCOME, values={}),
        lambda: theory.write_outline(by=by, story_id=story_id, based_on=NOBODY_HERE, text="乗っ取り"),
        lambda: signs.log_voice(by=by, story_id=story_id, words=VoiceWords("声", by.on)),
        lambda: decide_as(by, story_id),
        lambda: stories.move_story(by=by, story_id=story_id, to=StoryState.GATHERING, on=by.on),
        lambda: stories.describe_story(by=by, story_id=story_id, words=StoryWords(title="別の題")),
    )
    for attack in attacks:
        with pytest.raises(answer):
            attack()


def decide_as(by, story_id):
    words = DecisionWords(kind=DecisionKind.STOP, basis="やめる", decided_on=by.on)
    return learning.decide(by=by, story_id=story_id, words=words)


def test_a_story_of_another_town_is_not_there_even_when_it_is_public(world):
    story_id = found(world)
    stories.show_story(by=world.viewer(Role.EAST_HEAD), story_id=story_id, to=Visibility.PUBLIC)
    for ask in (story_page, story_head, learning_of, version_list):
        with pytest.raises(Unseen):
            ask(world.viewer(Role.NEIGHBOUR_NURSE), story_id)


def test_a_mentor_reads_and_asks_and_writes_nothing(world):
    story_id = found(world)
    invite(world, story_id, Role.EVALUATOR, MemberRole.MENTOR)
    mentor = world.viewer(Role.EVALUATOR)
    assert story_head(mentor, story_id).because == ("このストーリーのメンターであるため",)
    comment = learning.ask(by=mentor, story_id=story_id, question="だれの変化ですか", about="n3")
    with pytest.raises(NotPermitted, match="問い返し"):
        outlined(world, story_id, role=Role.EVALUATOR)
    learning.answer(by=world.viewer(Role.EAST_NURSE), story_id=story_id, comment_id=comment, words="本人です")
    (line,) = learning_of(mentor, story_id).comments_on("n3")
    assert (line.asked_as, line.answer, line.answered_by) == (MemberRole.MENTOR, "本人です", "田辺 恵")


def test_a_contractor_writes_in_the_same_story_under_their_own_role(world):
    story_id = found(world)
    invite(world, story_id, Role.STATION, MemberRole.CONTRACTOR)
    outlined(world, story_id, role=Role.STATION)
    assert story_page(world.viewer(Role.STATION), story_id).head.my_roles == {MemberRole.CONTRACTOR}


def test_whoever_left_the_team_reads_and_writes_nothing_from_that_day_on(world):
    story_id = found(world)
    member = invite(world, story_id, Role.WEST_NURSE)
    assert story_page(world.viewer(Role.WEST_NURSE), story_id).may_write
    viewer = world.viewer(Role.EAST_NURSE)
    stories.end_member(by=viewer, story_id=story_id, member_id=member, on=viewer.on)
    with pytest.raises(Unseen):
        story_page(world.viewer(Role.WEST_NURSE), story_id)
    with pytest.raises(Unseen):
        outlined(world, story_id, role=Role.WEST_NURSE)


def test_the_last_one_who_leads_does_not_leave_without_a_successor(world):
    story_id = found(world)
    viewer = world.viewer(Role.EAST_NURSE)
    me = story_page(viewer, story_id).members[0].member_id
    with pytest.raises(LogicModelRefused, match="次のとりまとめ"):
        stories.end_member(by=viewer, story_id=story_id, member_id=me, on=viewer.on)
    invite(world, story_id, Role.WEST_NURSE, MemberRole.LEAD)
    stories.end_member(by=viewer, story_id=story_id, member_id=me, on=viewer.on)


def test_a_plain_member_invites_nobody(world):
    story_id = found(world)
    invite(world, story_id, Role.WEST_NURSE)
    with pytest.raises(NotPermitted, match="とりまとめ"):
        invite(world, story_id, Role.INSURANCE, by=Role.WEST_NURSE)


def test_a_colleague_of_another_town_cannot_be_invited(world):
    with pytest.raises(LogicModelRefused, match="見つかりません"):
        invite(world, found(world), Role.NEIGHBOUR_NURSE)


def test_a_name_without_an_account_is_in_the_team_too(world):
    story_id = found(world)
    viewer = world.viewer(Role.EAST_NURSE)
    invitation = Invitation(role=MemberRole.MENTOR, name="近隣市の先輩", organisation="となりの県")
    stories.invite_member(by=viewer, story_id=story_id, invitation=invitation)
    assert [one.has_account for one in story_page(viewer, story_id).members] == [True, False]


def test_nobody_is_in_a_team_twice(world):
    story_id = found(world)
    invite(world, story_id, Role.WEST_NURSE)
    with pytest.raises(LogicModelRefused, match="もうチームの一員"):
        invite(world, story_id, Role.WEST_NURSE, MemberRole.MENTOR)


@pytest.mark.parametrize("current", StoryState)
def test_every_move_is_what_the_table_says(world, current):
    story_id = found(world)
    decision = decide(world, story_id)
    for wanted in StoryState:
        Story.objects.filter(pk=story_id).update(state=current)
        if wanted in STORY_MOVES[current]:
            move(world, story_id, wanted, reason="話し合って決めた", decision_id=decision)
            assert story_head(world.viewer(Role.EAST_NURSE), story_id).state is wanted
        else:
            with pytest.raises(IllegalMove, match="進める先"):
                move(world, story_id, wanted, reason="話し合って決めた", decision_id=decision)


def test_truths_about_the_way_that_doubt_the_table():
    assert STORY_MOVES[StoryState.ENDED] == frozenset()
    assert StoryState.UNEASE in STORY_MOVES[StoryState.SETTLED]
    assert StoryState.TRYING not in STORY_MOVES[StoryState.UNEASE]
    assert is_way_back(StoryState.TRYING, StoryState.GATHERING)
    assert not is_way_back(StoryState.PAUSED, StoryState.GATHERING)


def test_the_way_back_asks_for_a_decision_and_a_rest_for_its_reason(world):
    story_id = found(world)
    move(world, story_id, StoryState.GATHERING)
    with pytest.raises(LogicModelRefused, match="判断"):
        move(world, story_id, StoryState.UNEASE)
    with pytest.raises(LogicModelRefused, match="理由"):
        move(world, story_id, StoryState.PAUSED)
    move(world, story_id, StoryState.UNEASE, decision_id=decide(world, story_id))


def test_a_decision_of_another_story_opens_no_way_back(world):
    story_id = found(world)
    move(world, story_id, StoryState.GATHERING)
    elsewhere = decide(world, found(world))
    with pytest.raises(Unseen):
        move(world, story_id, StoryState.UNEASE, decision_id=elsewhere)


def test_what_a_meeting_changed_is_looked_at_once(world):
    story_id = found(world)
    viewer = world.viewer(Role.EAST_NURSE)
    words = MeetingWords(held_on=viewer.on, to_change="説明のしかたを変える", check_on=viewer.on + timedelta(days=7))
    meeting = stories.hold_meeting(by=viewer, story_id=story_id, words=words)
    assert [task.text for task in my_story_tasks(viewer)] == ["説明のしかたを変える"]
    stories.check_meeting(by=viewer, story_id=story_id, meeting_id=meeting, words="伝わるようになった")
    assert my_story_tasks(viewer) == ()
    with pytest.raises(LogicModelRefused, match="もう確かめて"):
        stories.check_meeting(by=viewer, story_id=story_id, meeting_id=meeting, words="もう一度")


def test_the_list_costs_the_same_for_one_story_and_for_twelve(world):
    viewer = world.viewer(Role.PLANNER)
    outlined(world, found(world))
    costs = queries_of(story_list, viewer)
    for _ in range(11):
        outlined(world, found(world))
    assert len(story_list(viewer).cards) == 12
    assert queries_of(story_list, viewer) == costs


def test_upon_what_the_next_edit_is_made_is_told_with_the_page(world):
    story_id = found(world)
    saved = outlined(world, story_id)
    assert saved.based_on == based(world, story_id) == Based(1, 1)
