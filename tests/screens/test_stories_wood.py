"""薪と問い: what bothers needs one field, a question gathers facts, and a reading never stands among them."""

import uuid
from dataclasses import replace
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.evaluation.queries.wood import FoundWood
from takigi.evaluation.wood_words import Finding
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.learning import FactKind, Sensitivity
from takigi.logic_models.rules.states import QuestionState, UneaseState
from takigi.screens.stories import kindling
from tests.screens.people_made import register, text_of
from tests.stories_made import found, key_of, outlined
from tests.worlds import Role

BOTHERS = "退院したあと、だれも元の暮らしの話をしていない気がする"
FINDING = "訪問12件のうち、元の暮らしを聞いたのは5件だった"


@pytest.fixture
def story(world):
    return found(world)


@pytest.fixture
def nurse(sit):
    return sit(Role.EAST_NURSE)


def pile_of(world, story_id):
    return wood_pile(world.viewer(Role.EAST_NURSE), story_id)


def shown(client, story_id):
    return text_of(client.get(reverse("wood", args=[story_id])).content.decode())


def send(client, story_id, name, asked="", **typed):
    return client.post(reverse(name, args=[story_id]) + asked, typed)


def add(client, story_id, **more):
    fact = {"text": FINDING, "kind": "observed", "source": "訪問の記録", "sensitivity": "city_hall"}
    return send(client, story_id, "fact_new", **(fact | more))


def test_what_bothers_is_written_down_on_the_page_itself(world, nurse, story):
    assert send(nurse, story, "unease_new", text=BOTHERS).status_code == HTTPStatus.FOUND
    assert BOTHERS in shown(nurse, story)
    too_long = send(nurse, story, "unease_new", text="長" * 501)
    assert too_long.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "長" * 501 in too_long.content.decode()
    assert len(pile_of(world, story).uneases) == 1


def test_a_shelf_has_its_reason_and_what_lay_there_comes_back(world, nurse, story):
    send(nurse, story, "unease_new", text=BOTHERS)
    unease = pile_of(world, story).uneases[0].unease_id
    send(nurse, story, "unease_settle", unease=unease, to="shelved")
    assert pile_of(world, story).uneases[0].state is UneaseState.AS_IT_IS
    send(nurse, story, "unease_settle", unease=unease, to="shelved", why_shelved="来年度に見る")
    assert "来年度に見る" in shown(nurse, story)
    send(nurse, story, "unease_settle", unease=unease, to="as_it_is")
    assert pile_of(world, story).uneases[0].state is UneaseState.AS_IT_IS


def test_several_things_that_bother_become_one_question(world, nurse, story):
    for text in (BOTHERS, "ケアプランに目標が見えない"):
        send(nurse, story, "unease_new", text=text)
    uneases = [str(one.unease_id) for one in pile_of(world, story).uneases]
    form = nurse.get(reverse("question_new", args=[story]) + f"?unease={uneases[0]}").content.decode()
    assert f'value="{uneases[0]}" checked' in form
    asked = {"text": "元の暮らしの話は、だれがしているか", "uneases": uneases, "due_on": "4週間後"}
    assert send(nurse, story, "question_new", **asked).status_code == HTTPStatus.FOUND
    (question,) = pile_of(world, story).questions
    assert question.uneases == 2
    assert {one.state for one in pile_of(world, story).uneases} == {UneaseState.ASKED}


def test_a_fact_says_its_kind_its_source_its_day_and_how_many(world, nurse, story):
    send(nurse, story, "question_new", text="元の暮らしの話は、だれがしているか")
    question = str(pile_of(world, story).questions[0].question_id)
    refused = add(nurse, story, source="", count="5")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert FINDING in refused.content.decode()

    done = add(nurse, story, count="5", out_of="12", quality="rough", questions=[question])
    assert done.status_code == HTTPStatus.FOUND
    (fact,) = pile_of(world, story).facts
    assert (fact.kind, fact.collected_on) == (FactKind.OBSERVED, world.viewer(Role.EAST_NURSE).on)
    page = shown(nurse, story)
    assert "観察" in page and "12のうち5" in page and "確かさ: だいたい" in page


def test_a_case_that_names_somebody_is_told_which_words_and_loses_none(world, nurse, story):
    refused = add(nurse, story, kind="case", text="山田さんは畑に戻った")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "「山田さん」" in refused.content.decode() and "山田さんは畑に戻った" in refused.content.decode()
    assert not pile_of(world, story).facts


def test_a_question_is_known_by_what_was_found_out(world, nurse, story):
    send(nurse, story, "question_new", text="だれが話しているか")
    asked = f"?question={pile_of(world, story).questions[0].question_id}"
    assert send(nurse, story, "question_move", asked, to="gathering").status_code == HTTPStatus.FOUND
    assert send(nurse, story, "question_move", asked, to="known").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    send(nurse, story, "question_move", asked, to="known", answer="話している人はいなかった")
    assert pile_of(world, story).questions[0].state is QuestionState.KNOWN
    assert "話している人はいなかった" in shown(nurse, story)


def test_a_reading_stands_apart_with_the_facts_for_it_and_those_against(world, nurse, story):
    add(nurse, story)
    add(nurse, story, text="家族は毎回たずねていた", kind="heard")
    one, other = (str(fact.fact_id) for fact in pile_of(world, story).facts)
    typed = {"text": "専門職ほど元の暮らしを聞いていない", "supports": [one], "against": [one]}
    assert send(nurse, story, "reading_new", **typed).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    send(nurse, story, "reading_new", **typed | {"against": [other]})
    (reading,) = pile_of(world, story).readings
    assert [str(key) for key in (*reading.supports, *reading.against)] == [one, other]
    facts, readings = shown(nurse, story).split("薪（事実）とは分けて書きます")
    assert typed["text"] in readings and typed["text"] not in facts

    send(nurse, story, "reading_withdraw", reading=reading.reading_id)
    assert "取り下げた読み取り（1件）" in shown(nurse, story)


def test_a_reading_says_on_which_facts_a_root_cause_rests(world, nurse, story):
    outlined(world, story)
    add(nurse, story)
    cause = key_of(world, story, "良くなった人の話が伝わっていない")
    address = reverse("reading_new", args=[story]) + f"?about={cause}"
    box = reverse("story_box", args=[story, cause])
    assert address in nurse.get(box).content.decode()
    assert f'value="{cause}" selected' in nurse.get(address).content.decode()

    unfounded = "どの薪から分かりましたか"
    assert unfounded in nurse.get(reverse("story_questions", args=[story])).content.decode()
    fact = str(pile_of(world, story).facts[0].fact_id)
    send(nurse, story, "reading_new", text="聞いていないから伝わらない", about=cause, supports=[fact])
    assert unfounded not in nurse.get(reverse("story_questions", args=[story])).content.decode()
    assert FINDING in text_of(nurse.get(box).content.decode())
    assert "何について: 真因「良くなった人の話が伝わっていない」" in shown(nurse, story)


def test_readers_read_the_pile_and_the_team_writes(world, sit, nurse, story):
    send(nurse, story, "unease_new", text=BOTHERS)
    planner = sit(Role.PLANNER)
    assert BOTHERS in shown(planner, story)
    for name in ("unease_new", "unease_settle", "question_new", "question_move", "fact_new", "reading_new"):
        assert send(planner, story, name, text="x").status_code == HTTPStatus.FORBIDDEN, name
    nobody = send(nurse, story, "reading_withdraw", reading=uuid.UUID(int=1))
    assert nobody.status_code == HTTPStatus.NOT_FOUND
    assert send(sit(Role.NEIGHBOUR_NURSE), story, "unease_new", text="x").status_code == HTTPStatus.NOT_FOUND


def test_what_the_records_hold_is_piled_up_with_one_click_and_once(world, sit, story, facts_folder, monkeypatch):
    found = FoundWood(Finding("causes", "原因の内わけ", "260件のうち140件。", "背景です。", 140, 260), "2026年", True)
    monkeypatch.setattr(kindling, "wood_to_find", lambda viewer: (found,))
    client = sit(Role.EAST_NURSE)
    address = reverse("kindling_pile", args=[story])
    page = text_of(client.post(address, {"finding": "causes"}, follow=True).content.decode())
    assert "260件のうち140件。" in page
    assert "薪で数えた（2026年" in page

    assert "数は同じです" in text_of(client.get(reverse("kindling", args=[story])).content.decode())
    newer = replace(found, finding=replace(found.finding, text="270件のうち150件。"), may_be_public=False)
    monkeypatch.setattr(kindling, "wood_to_find", lambda viewer: (newer,))
    client.post(address, {"finding": "causes"})
    (old, new) = wood_pile(world.viewer(Role.EAST_NURSE), story).facts
    assert (old.replaced_by, old.sensitivity, new.sensitivity) == (
        new.fact_id,
        Sensitivity.PUBLIC,
        Sensitivity.CITY_HALL,
    )


@pytest.mark.later
def test_an_empty_register_says_why_there_is_nothing_to_pick_up(sit, story, facts_folder):
    page = text_of(sit(Role.EAST_NURSE).get(reverse("kindling", args=[story])).content.decode())
    assert page.count("記録がありません") == 2
    assert "この薪を積む" not in page


def test_a_case_is_piled_up_without_anything_that_says_who_it_was(world, sit, story):
    register(world)
    client, address = sit(Role.EAST_NURSE), reverse("case_fact_new", args=[story])
    typed = {
        "text": "骨折のあと、畑に戻った方",
        "wish": "山田ハナが畑に行きたい",
        "age": "87",
        "sex": "2",
        "result": "back",
    }
    refused = client.post(address, typed | {"is_sure": "on"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "台帳や職員の名簿にある名前のように見えます" in refused.content.decode()
    assert "山田ハナが畑に行きたい" in refused.content.decode()

    page = client.post(address, typed | {"wish": "畑に行きたい"}, follow=True).content.decode()
    assert "年代は載せませんでした" in page
    (fact,) = wood_pile(world.viewer(Role.EAST_NURSE), story).facts
    assert (fact.case.wish, fact.case.age_band, fact.case.result.label) == ("畑に行きたい", "", "元の生活に戻った")
