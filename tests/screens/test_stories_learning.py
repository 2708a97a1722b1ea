"""ストーリーの振り返りと版: what was seen, what was decided on what, what was believed when, and what whoever comes next must know."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.logic_models.actions.theory import write_node
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.checks import CHECKS
from takigi.logic_models.rules.drafts import LONGEST
from takigi.logic_models.rules.nodes import Outcome
from takigi.logic_models.rules.words import NodeKind
from takigi.screens.stories.questions import LOOKS_AT
from tests.screens.people_made import text_of
from tests.stories_made import OUTLINE, add, agree, based, found, invite, key_of, outlined
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


def test_a_version_is_agreed_upon_by_the_team_and_approved_by_the_office(nurse, sit, story):
    agreed = {"agreed_by": "チームの3人", "on": "きょう"}
    early = send(sit(Role.PLANNER), "version_approve", story, **agreed)
    assert early.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "「チーム合意」" in early.content.decode()

    assert send(nurse, "version_agree", story, **agreed).status_code == HTTPStatus.FOUND
    assert send(nurse, "version_approve", story, **agreed).status_code == HTTPStatus.FORBIDDEN
    assert send(sit(Role.PLANNER), "version_approve", story, **agreed).status_code == HTTPStatus.FOUND
    page = read(sit(Role.PLANNER), "story_versions", story)
    assert "第1版 庁内承認" in page.replace("\u3000", " ")
    assert "公表する" in page


def test_a_change_of_course_says_what_was_given_up_and_what_set_it_off(world, nurse, story):
    agree(world, story)
    turn = {"kind": "correction", "reason": "届いたのに変わらなかった"}
    refused = send(nurse, "course_change", story, **turn)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "手放したもの" in refused.content.decode()
    assert "届いたのに変わらなかった" in refused.content.decode()

    send(nurse, "reflection_new", story, **SEEN_TODAY)
    (seen,) = learning_of(world.viewer(Role.EAST_NURSE), story).reflections
    told = turn | {"given_up": "チラシ配り", "trigger": f"reflection:{seen.reflection_id}"}
    assert send(nurse, "course_change", story, **told).status_code == HTTPStatus.FOUND
    page = read(nurse, "story_versions", story)
    assert "チラシ配り" in page
    assert "きっかけ: 振り返り" in page


def test_two_versions_are_compared_in_words_field_by_field(world, nurse, story):
    agree(world, story)
    send(nurse, "course_change", story, kind="polish", reason="言葉を磨く", given_up="チラシを配ること")
    add(world, story, NodeKind.ISSUE, text="出かける先をつくる")
    viewer, box = world.viewer(Role.EAST_NURSE), key_of(world, story, "自分で道をえらぶ")
    place = {"by": viewer, "story_id": story}
    write_node(**place, based_on=based(world, story), key=box, values={"text": "家族と道をえらぶ"})
    page = read(nurse, "versions_compare", story)
    assert "加えたもの（1件）" in page
    assert "手放したもの: チラシを配ること" in page
    assert "課題「出かける先をつくる」" in page
    assert page.index("前: 自分で道をえらぶ") < page.index("後: 家族と道をえらぶ")
    assert "ちがいはありません" in read(nurse, "versions_compare", story, "?before=1&after=1")


def test_a_day_of_the_past_shows_what_was_believed_then_and_nothing_later(world, nurse, sit):
    at = world.at - timedelta(days=30)
    story = found(world, at=at)
    outlined(world, story, at=at)
    add(world, story, NodeKind.ISSUE, text="きょう気づいた課題")
    page = read(nurse, "story_believed", story, "?on=10日前")
    assert "自信を取り戻す" in page
    assert "きょう気づいた課題" not in page
    assert "きょう気づいた課題" in read(nurse, "story_believed", story, "?on=きょう")
    assert "まだこのストーリーはありません" in read(nurse, "story_believed", story, "?on=60日前")
    assert "まだ来ていない日です" in read(nurse, "story_believed", story, "?on=あした")


def test_a_mentor_asks_and_the_team_answers_once(world, nurse, sit, story):
    planner = sit(Role.PLANNER)
    asked = send(planner, "comment_new", story, question="届いていない人は、どこにいますか")
    assert asked.status_code == HTTPStatus.FOUND
    (waiting,) = learning_of(world.viewer(Role.EAST_NURSE), story).comments
    told = {"of": str(waiting.comment_id), "words": "西のほうの一人暮らしの人です"}
    assert send(planner, "comment_answer", story, **told).status_code == HTTPStatus.FORBIDDEN
    assert send(nurse, "comment_answer", story, **told).status_code == HTTPStatus.FOUND
    page = read(planner, "story_comments", story)
    assert "西のほうの一人暮らしの人です" in page
    assert send(nurse, "comment_answer", story, **told).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_a_meeting_wants_to_change_is_looked_at_the_next_time(world, nurse, story):
    send(nurse, "meeting_new", story, held_on="きょう", to_change="電話を先にかける", check_on="10日後")
    page = read(nurse, "story_meetings", story)
    assert "1回（めやすは月3回" in page
    assert "どうなったかを見ること" in page
    (held,) = learning_of(world.viewer(Role.EAST_NURSE), story).meetings
    told = {"of": str(held.meeting_id), "words": "三人とも家にいた"}
    assert send(nurse, "meeting_check", story, **told).status_code == HTTPStatus.FOUND
    page = read(nurse, "story_meetings", story)
    assert "三人とも家にいた" in page
    assert "どうなったかを見ること" not in page


def test_everything_that_happened_stands_in_one_line(world, nurse, story):
    agree(world, story)
    send(nurse, "decision_new", story, **DECIDED)
    page = read(nurse, "story_timeline", story)
    assert "第1版をチーム合意" in page
    assert "声が二つ続いた" in page
    assert "「もやもや」になった" in page


def test_the_fourteen_questions_ask_and_keep_nobody_from_agreeing(world, nurse, story):
    outlined(world, story, OUTLINE.replace("自分で道をえらぶ", "研修会を開催する"))
    page = read(nurse, "story_questions", story)
    assert "わたしたちがすることではありませんか" in page
    assert len(LOOKS_AT) == len(CHECKS)
    agreed = send(nurse, "version_agree", story, agreed_by="チームの3人", on="きょう")
    assert agreed.status_code == HTTPStatus.FOUND


def test_whoever_comes_next_reads_why_what_was_given_up_and_what_is_to_be_done(world, nurse, sit, story):
    send(nurse, "decision_new", story, **DECIDED)
    send(nurse, "meeting_new", story, held_on="きょう", to_change="電話を先にかける")
    agree(world, story)
    send(nurse, "reflection_new", story, **SEEN_TODAY)
    send(nurse, "course_change", story, kind="turn", reason="届かなかった", given_up="チラシ配り", trigger="other")
    page = read(nurse, "story_handover", story)
    order = ("なぜ始めたか", "今月すること", "電話を先にかける", "いま信じていること", "チラシ配り", "声が二つ続いた")
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "印刷する" in page
    unseen = sit(Role.NEIGHBOUR_NURSE).get(reverse("story_handover", args=[story]))
    assert unseen.status_code == HTTPStatus.NOT_FOUND


def test_a_half_written_reflection_waits_for_its_writer_alone_and_goes_when_it_is_kept(world, sit, nurse, story):
    invite(world, story, Role.WEST_NURSE)
    draft = reverse("story_draft", args=[story, "reflection"])
    assert nurse.post(draft, {"held_on": "きのう", "surprised": "家族のほうが先に"}).status_code == HTTPStatus.OK
    opened = nurse.get(reverse("reflection_new", args=[story])).content.decode()
    assert "家族のほうが先に" in opened
    assert 'value="きのう"' in opened
    assert "家族のほうが先に" not in sit(Role.WEST_NURSE).get(reverse("reflection_new", args=[story])).content.decode()

    send(nurse, "reflection_new", story, **SEEN_TODAY)
    assert "家族のほうが先に</textarea>" not in nurse.get(reverse("reflection_new", args=[story])).content.decode()
    assert nurse.post(draft, {"did": "あ" * (LONGEST + 1)}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert nurse.post(reverse("story_draft", args=[story, "whatever"]), {"did": "x"}).status_code == 422
