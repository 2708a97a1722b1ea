"""ストーリーの振り返りと版: what was seen, what was decided on what, what was believed when, and what whoever comes next must know."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.nodes import Outcome
from tests.screens.people_made import text_of
from tests.stories_made import found, outlined
from tests.worlds import Role

SEEN_TODAY = {"held_on": "きょう", "saw": "「そんな道もあるのか」と二人が言った", "surprised": "家族のほうが先に動いた"}
DECIDED = {"kind": "go_on", "basis": "声が二つ続いた", "decided_on": "きょう", "options_considered": "チラシを配る"}


@pytest.fixture
def story(world):
    story_id = found(world)
    outlined(world, story_id)
    return story_id


@pytest.fixture
def nurse(sit):
    return sit(Role.EAST_NURSE)


def read(client, name, story, asked=""):
    answer = client.get(reverse(name, args=[story]) + asked)
    assert answer.status_code == HTTPStatus.OK
    return text_of(answer.content.decode())


def send(client, name, story, **told):
    return client.post(reverse(name, args=[story]), told)


def test_a_reflection_of_one_prompt_is_enough_and_the_newest_stands_first(nurse, story):
    assert send(nurse, "reflection_new", story, held_on="11/2", did="先に聞いた").status_code == HTTPStatus.FOUND
    send(nurse, "reflection_new", story, **SEEN_TODAY)
    page = read(nurse, "learning", story)
    assert page.index("家族のほうが先に動いた") < page.index("先に聞いた")
    assert "わたしたちの変化" not in page


def test_an_empty_reflection_is_asked_for_one_word(nurse, story):
    refused = send(nurse, "reflection_new", story, held_on="きょう", people="保健師")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "どれかひとつでも" in refused.content.decode()
    assert 'value="保健師"' in refused.content.decode()


def test_a_decision_keeps_what_else_was_considered_and_where_it_came_from(world, nurse, story):
    send(nurse, "reflection_new", story, **SEEN_TODAY)
    viewer = world.viewer(Role.EAST_NURSE)
    (seen,) = learning_of(viewer, story).reflections
    answer = send(nurse, "decision_new", story, **DECIDED, reflection=str(seen.reflection_id))
    assert answer.status_code == HTTPStatus.FOUND
    assert learning_of(viewer, story).decisions[0].reflection_id == seen.reflection_id
    assert "チラシを配る" in read(nurse, "learning", story)


def test_whoever_waits_says_until_when(nurse, story):
    waiting = DECIDED | {"kind": "wait"}
    refused = send(nurse, "decision_new", story, **waiting)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "いつもう一度考えるか" in refused.content.decode()
    assert "チラシを配る" in refused.content.decode()
    assert send(nurse, "decision_new", story, **waiting, revisit_on="4週間後").status_code == HTTPStatus.FOUND


def test_delivered_without_change_is_a_matter_of_logic(world, nurse, story):
    box = story_page(world.viewer(Role.EAST_NURSE), story).theory.of(Outcome)[0].key
    told = {"about": box, "delivered": "yes", "changed": "no", "why": "話は届いたが、出かけた人がいない"}
    assert send(nurse, "diagnosis_new", story, **told).status_code == HTTPStatus.FOUND
    assert "論理（届いたが変わらない）" in read(nurse, "learning", story)


def test_planners_read_what_was_learned_and_do_not_write_it(sit, story):
    planner = sit(Role.PLANNER)
    assert "まだ振り返りがありません" in read(planner, "learning", story)
    assert send(planner, "reflection_new", story, **SEEN_TODAY).status_code == HTTPStatus.FORBIDDEN
    unseen = sit(Role.NEIGHBOUR_NURSE).get(reverse("learning", args=[story]))
    assert unseen.status_code == HTTPStatus.NOT_FOUND
