"""地域の画面: a card is written and confirmed; a need goes from the case to the coordinator and its answer comes back."""

import re

import pytest
from django.urls import reverse

from takigi.casework.rules.states import CaseState
from takigi.resources.models import Match, MatchRequest, Resource, UnmetNeed
from takigi.resources.rules.words import Interest
from tests.casework_made import open_case
from tests.places_made import PHONE, added, asked
from tests.screens.people_made import register, text_of
from tests.visits_made import confirm_made_visit
from tests.worlds import Role

CARD = {
    "name": "東町おしゃべり会",
    "kind": "salon",
    "days": "毎週火 10:00〜11:30\n第1・第3木",
    "cost_yen": "200",
    "interests": ["talk"],
    "contact_name": PHONE.name,
    "contact_phone": PHONE.phone,
    "is_private": "on",
    "sharing": "public",
}


def page_of(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


def test_a_card_is_written_found_and_confirmed_and_the_number_stays_with_the_coordinator(sit, world):
    keeper, nurse = sit(Role.COORDINATOR), sit(Role.EAST_NURSE)
    wrong = keeper.post(reverse("place_new"), CARD | {"days": "そのつど", "kind": "private"})
    assert wrong.status_code == 422 and "読めませんでした" in text_of(wrong.content.decode())
    refused = text_of(keeper.post(reverse("place_new"), CARD | {"kind": "private"}).content.decode())
    assert "同意があるまで" in refused and not Resource.objects.exists()
    keeper.post(reverse("place_new"), CARD)
    place = Resource.objects.get()
    found = page_of(nurse, "place_list", weekday="1", cost="300", interest="talk")
    assert "東町おしゃべり会" in found and "毎週火曜 10:00〜11:30" in found and "200円" in found
    assert "東町おしゃべり会" not in page_of(nurse, "place_list", weekday="5")
    seen = page_of(nurse, "place", place.pk)
    assert PHONE.phone not in seen and "あずかって" in seen and PHONE.phone in page_of(keeper, "place", place.pk)
    assert "まだだれも確かめていません" in page_of(nurse, "places_to_confirm")
    nurse.post(reverse("place_confirm", args=[place.pk]), {"from": "list"})
    assert "東町おしゃべり会" not in page_of(nurse, "places_to_confirm")

    form = keeper.get(reverse("place_change", args=[place.pk])).content.decode()
    version = re.search(r'name="version" value="(\d+)"', form)[1]
    assert "毎週火曜 10:00〜11:30\n第1・第3木曜</textarea>" in form
    keeper.post(reverse("place_change", args=[place.pk]), CARD | {"name": "東の会", "version": version})
    late = keeper.post(reverse("place_change", args=[place.pk]), CARD | {"name": "西の会", "version": version})
    assert late.status_code == 422 and "ほかの人" in text_of(late.content.decode())
    keeper.post(reverse("place_state", args=[place.pk, "resting"]), {"on": "今日", "note": "雪の間"})
    assert "休んでいる" in page_of(nurse, "place", place.pk)


@pytest.mark.later
def test_a_need_goes_from_the_case_to_the_coordinator_and_the_way_there_comes_back(sit, world):
    keeper, nurse = sit(Role.COORDINATOR), sit(Role.EAST_NURSE)
    case_id = open_case(world, register(world), state=CaseState.CERTIFIED, days_ago=20)
    confirm_made_visit(world, case_id)
    place = added(world, interests=frozenset({Interest.TALK}))
    send = reverse("case_place", args=[case_id])
    assert send in nurse.get(reverse("case", args=[case_id])).content.decode()
    begun = text_of(nurse.get(send).content.decode())
    assert "畑" in begun
    typed = {"text": "山田　ハナさんは、お茶を飲みたい", "interests": ["talk"], "source": "centre", "is_told": "no"}
    named = nurse.post(send, typed)
    assert named.status_code == 422 and "名前のように見えます" in text_of(named.content.decode())
    nurse.post(send, typed | {"is_told": "yes"})
    need = MatchRequest.objects.get()

    desk = page_of(keeper, "places")
    assert "山田" in desk and "返事を待っている" in desk and "本人の同意を得て" in desk
    page = page_of(keeper, "match_request", need.pk)
    assert "東町おしゃべり会" in page and "したいことが合う（おしゃべり・お茶）" in page
    assert "東町おしゃべり会" not in page_of(nurse, "match_request", need.pk)
    keeper.post(reverse("match_request_answer", args=[need.pk]), {"text": "火曜の会を見てきます"})
    keeper.post(reverse("match_request_choose", args=[need.pk]), {"resource": str(place)})
    match = Match.objects.get()
    assert match.shown[0][0] == "東町おしゃべり会" and match.chosen_by_id == world.staff_id(Role.COORDINATOR)
    answered = page_of(nurse, "match_request", need.pk)
    assert "火曜の会を見てきます" in answered and "杉田 結" in answered
    keeper.post(reverse("match_step", args=[match.pk, "introduce"]), {"on": "今日", "accompanied": "coordinator"})
    later = nurse.post(reverse("match_step", args=[match.pk, "attend"]), {"on": "あした"})
    assert later.status_code == 422 and "先の日" in text_of(later.content.decode())
    nurse.post(reverse("match_step", args=[match.pk, "attend"]), {"on": "今日", "role_taken": "お茶当番"})
    assert "通い始めた" in page_of(nurse, "case", case_id)
    nurse.post(reverse("match_look", args=[match.pk, 1]), {"on": "今日", "standing": "continues"})
    assert "3か月後のようすを書く" in page_of(nurse, "match_request", need.pk)
    assert "紹介した1人中1人が通い始めた" in page_of(nurse, "place", place)


def test_what_was_not_found_is_talked_about_and_the_area_shows_it(sit, world):
    keeper, planner = sit(Role.COORDINATOR), sit(Role.PLANNER)
    first, second, third = asked(world), asked(world), asked(world)
    typed = {"text": "男の人が集まる所が東にない", "kind": "gathering", "barrier": "place"}
    keeper.post(reverse("match_request_none", args=[first]), typed)
    missing = UnmetNeed.objects.get()
    keeper.post(reverse("match_request_none", args=[second]), {"joined": str(missing.pk)})
    assert "2人の声" in page_of(planner, "place_areas") and UnmetNeed.objects.count() == 1
    keeper.post(reverse("match_request_withdraw", args=[third]), {"reason": "入院した"})
    step = reverse("unmet_step", args=[missing.pk, "discussed"])
    assert "場所を探すことにした" not in page_of(planner, "unmet_need", missing.pk)
    planner.post(step, {"on": "今日", "note": "協議体で、場所を探すことにした"})
    assert "場所を探すことにした" in page_of(planner, "unmet_need", missing.pk)
    place = added(world, "男の縁側")
    solved = reverse("unmet_step", args=[missing.pk, "solved"])
    keeper.post(solved, {"on": "今日", "note": "ひらいた", "solved_by": str(place)})
    assert "1件中1件が解けました" in page_of(planner, "unmet_needs")
    ended = page_of(keeper, "match_requests")
    assert "合う場所がなかった" in ended and "取りやめた" in ended
