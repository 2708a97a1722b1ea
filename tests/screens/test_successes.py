"""成功事例の画面: from the case's page to the shelf of another centre."""

import re

import pytest
from django.urls import reverse

from takigi.casework.rules.states import CaseState
from takigi.success_cases.models import SuccessCase
from tests.casework_made import bring_to, open_case
from tests.screens.people_made import register, text_of
from tests.successes_made import WORDS, consent_to_story
from tests.worlds import Role

TYPED = {
    "title": WORDS.title,
    "before": WORDS.before,
    "trigger": WORDS.trigger,
    "agreed": WORDS.agreed,
    "done": WORDS.done,
    "helped": WORDS.helped,
    "after": WORDS.after,
    "places": "",
    "goal_field": "field",
    "cause_code": "fall_fracture",
    "audience": "staff",
}


@pytest.fixture
def person(world):
    return register(world)


@pytest.fixture
def case_id(world, person):
    case_id = open_case(world, person, state=CaseState.CERTIFIED, days_ago=3)
    bring_to(world, case_id, CaseState.GRADUATED)
    return case_id


def version_on(page):
    return re.search(r'name="version"[^>]*value="(\d+)"', page)[1]


def press_share(client, page):
    return client.post(page + "share/", {"version": version_on(client.get(page).content.decode())})


@pytest.mark.later
def test_a_way_back_is_written_read_by_a_second_person_and_found_by_another_centre(sit, world, person, case_id):
    nurse, head, west = sit(Role.EAST_NURSE), sit(Role.EAST_HEAD), sit(Role.WEST_NURSE)
    write = reverse("success_new", args=[case_id])
    assert write in nurse.get(reverse("case", args=[case_id])).content.decode()
    name = "山田 ハナ"
    answer = nurse.post(write, TYPED | {"before": f"{name}さんの畑、令和8年の秋まで"})
    said = text_of(answer.content.decode())
    assert answer.status_code == 422 and "台帳や職員の名簿にある名前" in said and "日付" in said
    assert "菜を待っている人がいたこと" in said and not SuccessCase.objects.exists()

    alone = nurse.post(write, TYPED | {"before": f"{name.split(maxsplit=1)[0]}の家の裏の畑", "is_sure": "on"})
    assert alone.status_code == 422 and "台帳や職員の名簿にある名前" in text_of(alone.content.decode())
    assert 'type="hidden"' in re.search(r'<input[^>]*name="version"[^>]*>', alone.content.decode())[0]

    page = nurse.post(write, TYPED).url
    nurse.post(page + "ask/")
    assert "別の職員の確かめを待っています" in text_of(nurse.get(page).content.decode())
    press_share(head, page)
    assert "同意していません" in text_of(head.get(page).content.decode())
    consent_to_story(world, person)
    assert west.get(page).status_code == 404
    press_share(head, page)

    shelf = text_of(west.get(reverse("successes"), {"goal": "field"}).content.decode())
    assert WORDS.title in shelf and name not in shelf
    assert "似た事例は見つかりませんでした" in text_of(
        west.get(reverse("successes"), {"goal": "work"}).content.decode()
    )
    another = open_case(
        world, register(world, insured_no="0000000077"), state=CaseState.CERTIFIED, cause_code="fall_fracture"
    )
    at_the_table = nurse.get(reverse("visit", args=[another])).content.decode()
    assert f'<option value="{WORDS.title}">' in at_the_table and f'href="{page}"' in at_the_table

    story = text_of(west.get(page).content.decode())
    assert WORDS.agreed in story and name not in story and "もとのケース" not in story
    assert west.post(page + "withdraw/", {"reason": "見たくない"}).status_code == 404
    assert nurse.post(page + "withdraw/", {"reason": "本人が取りやめた"}).url == page
    assert west.get(page).status_code == 404


@pytest.mark.later
def test_a_story_sent_back_says_why_and_is_written_again(sit, world, case_id):
    nurse, head = sit(Role.EAST_NURSE), sit(Role.EAST_HEAD)
    page = nurse.post(reverse("success_new", args=[case_id]), TYPED).url
    nurse.post(page + "ask/")
    assert head.post(page + "return/", {"reason": ""}).status_code == 422
    head.post(page + "return/", {"reason": "畑の場所が分かりそう"})
    assert "畑の場所が分かりそう" in text_of(nurse.get(page).content.decode())

    form = nurse.get(page + "rewrite/").content.decode()
    assert WORDS.done in form
    typed = TYPED | {"after": "庭に出る"}
    old = nurse.post(page + "rewrite/", typed | {"version": "1"})
    assert (
        old.status_code == 422
        and "あとから書きかえました" in old.content.decode()
        and "庭に出る" in old.content.decode()
    )
    assert nurse.post(page + "rewrite/", typed | {"version": version_on(form)}).url == page
    assert "庭に出る" in text_of(nurse.get(page).content.decode())
