"""地域の画面: a card is written and confirmed; a need goes from the case to the coordinator and its answer comes back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from takigi.casework.actions.cases import move_case
from takigi.casework.rules.states import CaseState
from takigi.exchange.writers import write_table_xlsx
from takigi.resources.actions.requests import attend_first, choose_place, introduce
from takigi.resources.models import Match, MatchRequest, PlaceList, Resource, UnmetNeed
from takigi.resources.rules.words import Interest, ResourceKind, Sharing
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
    long = keeper.post(reverse("match_request_answer", args=[need.pk]), {"text": "見" * 1001})
    assert long.status_code == 422 and "見" * 1001 in long.content.decode() and "1,000文字まで" in long.content.decode()
    keeper.post(reverse("match_request_answer", args=[need.pk]), {"text": "火曜の会を見てきます"})
    keeper.post(reverse("match_request_choose", args=[need.pk]), {"resource": str(place)})
    match = Match.objects.get()
    assert match.shown[0][0] == "東町おしゃべり会" and match.chosen_by_id == world.staff_id(Role.COORDINATOR)
    answered = page_of(nurse, "match_request", need.pk)
    assert "火曜の会を見てきます" in answered and "杉田 結" in answered
    keeper.post(reverse("match_step", args=[match.pk, "introduce"]), {"on": "今日", "accompanied": "coordinator"})
    assert "東町おしゃべり会" in page_of(nurse, "match_step", match.pk, "attend")
    later = nurse.post(reverse("match_step", args=[match.pk, "attend"]), {"on": "あした"})
    assert later.status_code == 422 and "先の日" in text_of(later.content.decode())
    nurse.post(reverse("match_step", args=[match.pk, "attend"]), {"on": "今日", "role_taken": "お茶当番"})
    assert "通い始めた" in page_of(nurse, "case", case_id)
    silent = nurse.post(reverse("match_look", args=[match.pk, 1]), {"on": "今日", "standing": "stopped"})
    assert silent.status_code == 422 and "やめたわけを一言" in text_of(silent.content.decode())
    nurse.post(reverse("match_look", args=[match.pk, 1]), {"on": "今日", "standing": "continues"})
    assert "3か月後のようすを書く" in page_of(nurse, "match_request", need.pk)
    step = page_of(nurse, "match_look", match.pk, 3)
    assert "東町おしゃべり会" in step and "はじめて行った。役割: お茶当番" in step
    nurse.post(reverse("match_look", args=[match.pk, 3]), {"on": "今日", "standing": "stopped", "note": "遠かった"})
    assert send in nurse.get(reverse("match_request", args=[need.pk])).content.decode()
    assert "紹介した1人中1人が通い始めた" in page_of(nurse, "place", place)


@pytest.mark.later
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


@pytest.mark.later
def test_a_list_is_looked_at_taken_over_and_taken_back_but_for_what_was_used_since(sit, world):
    keeper = sit(Role.COORDINATOR)
    there = added(world, "ひだまり会", place="集会所")
    sample = keeper.get(reverse("place_list_sample"))
    assert sample.status_code == 200 and sample.content[:2] == b"PK"
    rows = [["ひだまり会", "サロン", "集会所"], ["歩く会", "体操", ""], ["畑の会", "畑・農", ""], ["", "なぞ", ""]]
    content = write_table_xlsx(["名前", "種類", "場所"], rows)
    sent = keeper.post(reverse("place_lists"), {"file": SimpleUploadedFile("places.xlsx", content)})
    looked = text_of(sent.content.decode())
    assert "4行のうち2か所を" in looked and "1行は、同じ名前と場所" in looked and "名前がありません" in looked
    assert Resource.objects.count() == 1
    kept = re.search(r'name="kept" value="([^"]+)"', sent.content.decode())[1]
    problems = keeper.post(reverse("place_list_problems"), {"kept": kept})
    assert problems.content[:2] == b"PK"
    assert keeper.post(reverse("place_list_confirm"), {"kept": f"{kept}x"}).status_code == 404
    page = keeper.post(reverse("place_list_confirm"), {"kept": kept}, follow=True)
    assert "2か所のカードを書きとめました" in text_of(page.content.decode())
    walk, field = Resource.objects.get(name="歩く会"), Resource.objects.get(name="畑の会")
    assert walk.verified_on is None and "歩く会" in page_of(keeper, "places_to_confirm")
    again = keeper.post(reverse("place_list_confirm"), {"kept": kept}, follow=True)
    assert "もうあります" in text_of(again.content.decode()) and Resource.objects.count() == 3

    choose_place(by=world.viewer(Role.COORDINATOR), request_id=asked(world), resource_id=walk.pk)
    kept_list = PlaceList.objects.get()
    assert "1か所は、そのあと" in page_of(keeper, "place_list_page", kept_list.pk)
    keeper.post(reverse("place_list_undo", args=[kept_list.pk]))
    assert set(Resource.objects.values_list("pk", flat=True)) == {there, walk.pk} and field.pk
    assert "1か所を取り消し" in page_of(keeper, "place_lists")


def test_the_card_is_printed_for_the_person_without_the_neighbours_number(sit, world):
    keeper, nurse = sit(Role.COORDINATOR), sit(Role.EAST_NURSE)
    kept, handed = added(world), added(world, "畑の会", sharing=Sharing.PUBLIC, cost_yen=0)
    assert nurse.get(reverse("place_paper", args=[kept])).status_code == 403
    paper = page_of(keeper, "place_paper", handed)
    assert "無料" in paper and PHONE.phone not in paper and PHONE.name not in paper


def test_the_month_is_told_in_numbers_with_what_they_are_of(sit, world):
    keeper = sit(Role.COORDINATOR)
    by = world.viewer(Role.COORDINATOR)
    place, first, second = added(world), asked(world), asked(world)
    match = choose_place(by=by, request_id=first, resource_id=place)
    introduce(by=by, match_id=match, on=by.on, accompanied=None)
    typed = {"text": "男の人が集まる所が東にない", "kind": "gathering", "barrier": "place"}
    keeper.post(reverse("match_request_none", args=[second]), typed)
    page = page_of(keeper, "place_month")
    assert "受けた相談 2件" in page and "紹介した 2件中1件" in page and "1人中0人" in page
    assert "男の人が集まる所が東にない" in page and "畑の話ができる所" not in page
    assert "この月に受けた相談はありません" in page_of(keeper, "place_month", month="2020-01")
    assert "受けた相談 2件" in page_of(keeper, "place_month", month="2999-13")


@pytest.mark.later
def test_after_graduation_what_was_given_up_leads_to_where_it_may_be_found_again(sit, world):
    nurse = sit(Role.EAST_NURSE)
    case_id = open_case(world, register(world), state=CaseState.CERTIFIED, days_ago=20)
    confirm_made_visit(world, case_id)
    field = added(world, "畑の会", ResourceKind.FIELD, interests=frozenset({Interest.FIELD}))
    added(world, "休みの畑", ResourceKind.FIELD, place="西", interests=frozenset({Interest.BATH}))
    by = world.viewer(Role.EAST_NURSE)
    for state in (CaseState.GOAL_PROPOSED, CaseState.GOAL_AGREED, CaseState.PLAN_ACTIVE, CaseState.SERVICE_ACTIVE):
        move_case(by=by, case_id=case_id, to=state, on=by.on)
    for state in (CaseState.END_ASSESSED, CaseState.GRADUATED):
        move_case(by=by, case_id=case_id, to=state, on=by.on)
    page = page_of(nurse, "follow_ups", case_id)
    assert "できなくなったと聞いたこと" in page and "畑・花 1か所" in page and "地域の場所をさがしてもらう" in page
    answer = {"finding": "continues", "has_place": "no", "has_paid_service": "no", "done_on": "今日"}
    told = nurse.post(reverse("follow_up", args=[case_id, 1]), answer, follow=True)
    assert "地域の場に行っていない方です" in text_of(told.content.decode())

    keeper, request = world.viewer(Role.COORDINATOR), asked(world, case_id)
    match = choose_place(by=keeper, request_id=request, resource_id=field)
    introduce(by=keeper, match_id=match, on=keeper.on, accompanied=None)
    attend_first(by=keeper, match_id=match, on=keeper.on)
    form = nurse.get(reverse("follow_up", args=[case_id, 3])).content.decode()
    assert "畑の会に通い始めています" in text_of(form) and 'value="畑の会"' in form
