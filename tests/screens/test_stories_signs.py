"""兆しと声: a voice needs one field; a person says whether it is the awaited one; a visit's reaction comes by itself."""

import uuid
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.casework.actions.visits import confirm_visit
from takigi.casework.queries.visits import visit_desk
from takigi.casework.rules.states import CaseState
from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import Match, SignState
from takigi.logic_models.rules.words import LogicModelRefused, NodeKind, VoiceOrigin
from takigi.screens.stories import from_visits
from takigi.screens.stories.from_visits import bring_reaction
from tests.casework_made import open_case
from tests.screens.people_made import register, text_of
from tests.stories_made import OUTLINE, add, based, found, key_of, outlined
from tests.visits_made import WORDS, write_visit
from tests.worlds import Role

HEARD = "そんな道もあるのかと笑った"


@pytest.fixture
def story(world):
    story_id = found(world)
    outlined(world, story_id)
    return story_id


@pytest.fixture
def nurse(sit):
    return sit(Role.EAST_NURSE)


def sign_of(world, story_id):
    return story_page(world.viewer(Role.EAST_NURSE), story_id).theory.of(Monitoring)[0].key


def board_of(world, story_id):
    return signs_board(world.viewer(Role.EAST_NURSE), story_id)


def shown(client, story_id, name="signs"):
    return "".join(text_of(client.get(reverse(name, args=[story_id])).content.decode()).split())


def hear(client, story_id, quote=HEARD, **more):
    return client.post(reverse("voice_new", args=[story_id]), {"quote": quote} | more)


def say(client, story_id, voice, match, **more):
    return client.post(reverse("voice_confirm", args=[story_id]), {"voice": voice, "match": match} | more)


def test_a_voice_needs_its_words_and_nothing_else_and_waits_for_a_person(world, nurse, story):
    assert hear(nurse, story).status_code == HTTPStatus.FOUND
    (voice,) = board_of(world, story).waiting
    assert (voice.quote, voice.heard_on, voice.match) == (HEARD, world.viewer(Role.EAST_NURSE).on, Match.WAITING)
    assert "確かめる声（1件）" in shown(nurse, story)


def test_the_only_sign_of_a_story_is_chosen_already(world, nurse, story):
    page = nurse.get(reverse("voice_new", args=[story])).content.decode()
    assert f'value="{sign_of(world, story)}" checked' in page
    assert 'value="きょう"' in page


def test_whoever_heard_it_may_say_at_once_that_it_is_the_awaited_one(world, nurse, story):
    hear(nurse, story, monitoring=sign_of(world, story), match="yes")
    assert board_of(world, story).rows[0].standing.state is SignState.BEGINNING
    assert "見え始めた1件" in shown(nurse, story)


def test_yes_of_nothing_is_asked_for_its_sign_and_nothing_typed_is_lost(nurse, story):
    answer = hear(nurse, story, match="yes")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert HEARD in answer.content.decode()
    assert "どの合図への声かを選んでください" in answer.content.decode()


def test_one_press_on_the_board_says_whether_a_voice_is_the_awaited_one(world, nurse, story):
    hear(nurse, story, monitoring=sign_of(world, story))
    (voice,) = board_of(world, story).waiting
    say(nurse, story, voice.voice_id, "neither")
    assert not board_of(world, story).waiting
    assert "待っていた合図:どちらとも" in shown(nurse, story)


def test_a_voice_without_a_sign_gets_one_when_it_is_confirmed(world, nurse, story):
    hear(nurse, story)
    (voice,) = board_of(world, story).unplaced
    say(nurse, story, voice.voice_id, "yes", monitoring=sign_of(world, story))
    assert board_of(world, story).rows[0].standing.voices == 1


def test_words_that_name_somebody_stay_with_whoever_wrote_them_until_they_are_rewritten(world, nurse, story):
    hear(nurse, story, "山田さんが、そんな道もあるのかと言った", monitoring=sign_of(world, story))
    (draft,) = board_of(world, story).rows[0].voices
    assert draft.is_draft
    assert "自分だけの下書き" in shown(nurse, story)

    nurse.post(reverse("voice_rewrite", args=[story]), {"voice": draft.voice_id, "quote": HEARD})
    page = shown(nurse, story)
    assert "自分だけの下書き" not in page
    assert f"「{HEARD}」" in page


def test_a_sign_is_seen_by_a_person_who_says_what_they_saw(world, nurse, story):
    address, sign = reverse("sign_check", args=[story]), sign_of(world, story)
    assert nurse.get(f"{address}?sign={sign}").status_code == HTTPStatus.OK
    silent = {"monitoring": sign, "found": "seen", "words": "", "next_on": ""}
    assert nurse.post(address, silent).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert nurse.post(address, silent | {"words": "3人が続けて言った"}).status_code == HTTPStatus.FOUND
    page = shown(nurse, story)
    assert "確かに見えた1件" in page
    assert "3人が続けて言った" in page


def test_what_is_not_seen_yet_wants_the_next_day(world, nurse, story):
    looked = {"monitoring": sign_of(world, story), "found": "not_yet", "words": "", "next_on": ""}
    address = reverse("sign_check", args=[story])
    assert nurse.post(address, looked).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert nurse.post(address, looked | {"next_on": "4週間後"}).status_code == HTTPStatus.FOUND
    assert board_of(world, story).rows[0].standing.state is SignState.NOT_YET


def test_the_board_tells_whom_it_waits_for_when_to_look_and_when_to_think_again(nurse, story):
    page = shown(nurse, story)
    for told in ("だれに:本人・家族", "確かめる人:保健師", "次に確かめる日", "見直す目安", "3か月で一度も聞かれない"):
        assert told in page


def test_readers_see_the_board_and_the_team_writes(world, sit, nurse, story):
    hear(nurse, story, monitoring=sign_of(world, story))
    planner = sit(Role.PLANNER)
    page = planner.get(reverse("signs", args=[story])).content.decode()
    assert HEARD in page
    assert reverse("voice_confirm", args=[story]) not in page
    (voice,) = board_of(world, story).waiting
    assert say(planner, story, voice.voice_id, "yes").status_code == HTTPStatus.FORBIDDEN
    assert hear(planner, story).status_code == HTTPStatus.FORBIDDEN
    assert hear(sit(Role.NEIGHBOUR_NURSE), story).status_code == HTTPStatus.NOT_FOUND


@pytest.fixture
def case_id(world):
    return open_case(world, register(world), state=CaseState.CERTIFIED, days_ago=5)


def confirm(client, world, case_id, **words):
    draft = write_visit(world, case_id, **(WORDS | words))
    sent = {"draft": str(draft), "editor": str(uuid.UUID(int=1)), "accepts": True}
    return client.post(reverse("visit_confirm", args=[case_id]), sent, content_type="application/json")


def test_what_was_said_at_a_visit_waits_on_the_board_once_it_is_confirmed(world, nurse, story, case_id):
    done = confirm(nurse, world, case_id)
    assert done.status_code == HTTPStatus.OK
    (voice,) = board_of(world, story).waiting
    assert (voice.quote, voice.origin, voice.monitoring) == (
        WORDS["reaction_words"],
        VoiceOrigin.VISIT,
        sign_of(world, story),
    )
    page = shown(nurse, story)
    assert "訪問の記録から" in page
    assert "山田" not in page

    say(nurse, story, voice.voice_id, "yes")
    assert board_of(world, story).rows[0].standing.state is SignState.BEGINNING


def test_a_visit_brings_its_voice_once_however_often_it_is_confirmed_or_corrected(world, nurse, story, case_id):
    visit_id = uuid.UUID(confirm(nurse, world, case_id).json()["visit"].rstrip("/").split("/")[-1])
    viewer = world.viewer(Role.EAST_NURSE)
    assert bring_reaction(viewer, visit_id) == 0

    nurse.post(reverse("visit_revise", args=[case_id, visit_id]))
    draft = visit_desk(viewer, case_id).draft_id
    corrected = confirm_visit(by=viewer, draft_id=draft, accepts_doubts=True)
    assert corrected != visit_id
    assert bring_reaction(viewer, corrected) == 0
    assert len(board_of(world, story).waiting) == 1


def test_the_form_without_a_script_brings_the_voice_as_well(world, nurse, story, case_id):
    draft = write_visit(world, case_id)
    sent = {"draft": str(draft), "editor": str(uuid.UUID(int=1)), "is_saved": "yes", "accepts_doubts": "yes"}
    assert nurse.post(reverse("visit", args=[case_id]), sent).status_code == HTTPStatus.FOUND
    assert len(board_of(world, story).waiting) == 1


@pytest.mark.parametrize("words", ["ハナは、そういうやり方もあるんだねって", "海野さんもやっているなら、やってみたい"])
def test_words_that_name_somebody_stay_in_the_record_of_the_visit(world, nurse, story, case_id, words):
    confirm(nurse, world, case_id, reaction_words=words)
    (voice,) = board_of(world, story).waiting
    assert voice.quote == "そういうやり方もあるんだ"


def test_another_answer_brings_nothing(world, nurse, story, case_id):
    confirm(nurse, world, case_id, reaction="neutral")
    assert not board_of(world, story).waiting


def test_a_story_that_does_not_listen_to_visits_hears_nothing(world, nurse, case_id):
    deaf = found(world)
    outlined(world, deaf, OUTLINE.replace("          声の来るところ: 訪問の記録から\n", ""))
    assert confirm(nurse, world, case_id).status_code == HTTPStatus.OK
    assert not board_of(world, deaf).waiting


def test_a_visit_stands_although_its_voice_is_refused(world, nurse, story, case_id, monkeypatch):
    def refuse(**_):
        raise LogicModelRefused("この合図は、記録からの声を待っていません。")

    monkeypatch.setattr(from_visits, "bring_voice", refuse)
    assert confirm(nurse, world, case_id).json()["visit"]
    assert not board_of(world, story).waiting


def test_the_day_begins_with_what_ones_stories_ask_for_and_leads_there(sit, nurse, story):
    page = nurse.get("/").content.decode()
    assert "ストーリーの動き" in page
    assert "合図を確かめる: そんな道もあるのか" in page
    assert reverse("signs", args=[story]) in page
    assert f'<a href="{reverse("voice_new", args=[story])}">聞こえた声を書きとめる</a>' in page
    assert "ストーリーの動き" not in sit(Role.PLANNER).get("/").content.decode()


def test_a_voice_that_waits_is_said_on_the_first_screen_of_the_day(world, nurse, story, case_id):
    confirm(nurse, world, case_id)
    assert f'<a href="{reverse("signs", args=[story])}">確かめる声が1件あります</a>' in nurse.get("/").content.decode()


def test_the_day_costs_the_same_with_one_story_and_with_several(world, nurse, story, django_assert_max_num_queries):
    for count in (0, 4):
        for _ in range(count):
            outlined(world, found(world))
        with django_assert_max_num_queries(38):
            nurse.get("/")


def test_a_row_of_monitoring_has_a_form_of_its_own_with_words_that_help(world, sit, story):
    add(world, story, NodeKind.OUTCOME, text="家族が先に聞いてくる", level="initial")
    client, address = sit(Role.EAST_NURSE), reverse("monitoring_new", args=[story])
    page = client.get(reverse("signs", args=[story])).content.decode()
    key = key_of(world, story, "家族が先に聞いてくる")
    assert f"{address}?outcome={key}" in page
    form = client.get(f"{address}?outcome={key}").content.decode()
    assert "人を責めずにすみます" in form
    now = based(world, story)
    typed = {"version": now.version, "revision": now.revision, "outcomes": [key], "sign": "うちの人にもできるかな"}
    client.post(
        address, typed | {"rethink_sign": "3か月で一度も聞かれない", "next_check_on": "4週間後", "who": "保健師"}
    )
    page = text_of(client.get(reverse("signs", args=[story])).content.decode())
    assert "うちの人にもできるかな" in page
    assert "3か月で一度も聞かれない" in page
    assert "まだ、待つ合図のない初期の変化" not in page
