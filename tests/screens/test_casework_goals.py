"""目標の画面: written in the person's words, agreed with big boxes, asked and judged; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.audit import queries as audit
from takigi.casework.actions.goals import rate_goal, write_goals
from takigi.casework.queries.cases import case_head
from takigi.casework.queries.goals import goals_of
from takigi.casework.rules.states import CaseState
from takigi.instruments.timepoints import Timepoint
from tests.screens.people_made import text_of, title_of
from tests.screens.way_made import BATH, agreed_case, visited_case
from tests.worlds import Role

GOAL = {
    "g0-text": BATH.text,
    "g0-graduation": BATH.graduation,
    "g0-field": "bath",
    "g0-target_on": "R9.3.31",
    "g1-field": "other",
    "g2-field": "other",
}


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


def words_of(answer):
    return text_of(answer.content.decode())


def test_a_goal_is_written_agreed_and_shown_in_the_persons_words(world, sit, nurse):
    case_id, client = visited_case(world), sit(Role.EAST_NURSE)

    written = client.post(reverse("goals_write", args=[case_id]), GOAL, follow=True)
    assert "「風呂に自分で入れるようになりたい」" in words_of(written)
    assert case_head(nurse, case_id).state is CaseState.GOAL_PROPOSED

    agreed = client.post(
        reverse("goals_agree", args=[case_id]), {"parties": ["person", "therapist"], "agreed_on": "今日"}, follow=True
    )
    assert "目標の紙を印刷する" in words_of(agreed)
    assert case_head(nurse, case_id).state is CaseState.GOAL_AGREED
    assert title_of(agreed.content.decode()) == "目標｜薪"


def test_a_date_that_cannot_be_read_costs_nothing_typed(world, sit):
    case_id = visited_case(world)

    answer = sit(Role.EAST_NURSE).post(
        reverse("goals_write", args=[case_id]), GOAL | {"g0-target_on": "R9.13.1", "g1-text": "畑に行きたい"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert BATH.text in page and 'value="R9.13.1"' in page and "畑に行きたい" in page
    assert '<details class="fold-out" open>' in page


def test_a_goal_without_words_is_refused_with_a_sentence(world, sit):
    case_id = visited_case(world)

    answer = sit(Role.EAST_NURSE).post(reverse("goals_write", args=[case_id]), GOAL | {"g0-text": ""})

    assert answer.status_code == 422 and "ひとつから三つ" in words_of(answer)
    assert BATH.graduation in answer.content.decode()


def test_an_agreement_without_the_person_says_what_is_possible_and_keeps_the_boxes(world, sit, nurse):
    case_id = visited_case(world)
    write_goals(by=nurse, case_id=case_id, goals=[BATH], on=nurse.on)

    answer = sit(Role.EAST_NURSE).post(
        reverse("goals_agree", args=[case_id]), {"parties": ["family", "centre"], "agreed_on": "きのう"}
    )

    assert answer.status_code == 422 and "合意には、本人が入ります" in words_of(answer)
    assert answer.content.decode().count(" checked") == 2 and 'value="きのう"' in answer.content.decode()


def test_not_agreeing_is_written_down_and_shuts_no_door(world, sit, nurse):
    case_id, client = visited_case(world), sit(Role.EAST_NURSE)
    write_goals(by=nurse, case_id=case_id, goals=[BATH], on=nurse.on)
    assert "合意しなかった" in words_of(client.get(reverse("goals", args=[case_id])))

    answer = client.post(
        reverse("goals_decline", args=[case_id]),
        {"on": "今日", "reason": "family_wish", "note": "まだ早い"},
        follow=True,
    )

    assert "計画は、このまま作れます" in words_of(answer)
    assert case_head(nurse, case_id).state is CaseState.GOAL_DECLINED


def test_how_far_it_is_done_is_asked_with_the_earlier_answers_beside(world, sit, nurse):
    case_id, client = agreed_case(world), sit(Role.EAST_NURSE)
    (goal,) = goals_of(nurse, case_id)
    url = reverse("goal_rate", args=[case_id, goal.goal_id])
    asked = {"timepoint": "T0", "on": "今日", "performance": "3", "satisfaction": "2"}

    client.post(url, asked)
    again = client.get(url)

    assert "3 / 10" in words_of(again) and 'value="T1" checked' in again.content.decode()
    missing = client.post(url, {"timepoint": "T1", "on": "今日", "performance": "7"})
    assert missing.status_code == 422 and 'value="7" checked' in missing.content.decode()
    assert "満足度" in words_of(missing) and "選んでください" in words_of(missing)


def test_a_goal_is_judged_and_changed_from_its_page(world, sit, nurse):
    case_id, client = agreed_case(world), sit(Role.EAST_NURSE)
    (goal,) = goals_of(nurse, case_id)

    judged = client.post(
        reverse("goal_judge", args=[case_id, goal.goal_id]),
        {"result": "no", "on": "今日", "parties": ["person", "centre"], "why_not": "冬は寒くて"},
        follow=True,
    )
    assert "達成しなかった" in words_of(judged) and "冬は寒くて" in words_of(judged)

    changed = client.post(
        reverse("goal_revise", args=[case_id, goal.goal_id]),
        {"text": "畑を見に行きたい", "field": "field"},
        follow=True,
    )
    assert "「畑を見に行きたい」" in words_of(changed) and "卒業の目印がまだない目標" in words_of(changed)


def test_the_form_begins_with_what_was_said_and_leaves_agreed_goals_alone(world, sit, nurse):
    case_id = agreed_case(world)

    page = words_of(sit(Role.EAST_NURSE).get(reverse("goals_write", args=[case_id])))

    assert "もう決まっている目標" in page and "ふたつめの目標" in page and "ひとつめの目標" not in page


def test_a_goal_of_another_case_is_not_here(world, sit, nurse):
    one, other = agreed_case(world), agreed_case(world, name="佐藤 ツネ", insured_no="0000000009")
    (goal,) = goals_of(nurse, one)

    assert sit(Role.EAST_NURSE).get(reverse("goal_rate", args=[other, goal.goal_id])).status_code == 404


def test_the_paper_leaves_for_a_reason_with_who_and_when_and_no_name_in_its_own(world, sit, nurse):
    case_id, client = agreed_case(world), sit(Role.EAST_NURSE)
    url = reverse("case_print", args=[case_id, "goals"])

    answer = client.post(url, {"purpose": "person", "ending": "pdf"})
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert "%E7%9B%AE%E6%A8%99" in answer["Content-Disposition"] and "山田" not in answer["Content-Disposition"]
    (event,) = [
        one for one in audit.events_page(world.municipality_id, size=50) if one.kind == "casework.sheet_printed"
    ]
    assert event.detail == {"paper": "goals", "ending": "pdf", "reason": "本人・家族に渡す"}

    silent = client.post(url, {"purpose": "other", "note": "", "ending": "pdf"})
    assert silent.status_code == 422 and "何のために出すか" in words_of(silent)
    assert client.post(url, {"purpose": "person", "ending": "xlsx"}).status_code == 404
    assert client.get(reverse("case_print", args=[case_id, "session"])).status_code == 404


def test_the_paper_on_the_screen_says_nothing_a_visitor_should_not_read(world, sit):
    case_id = agreed_case(world)

    page = words_of(sit(Role.EAST_NURSE).get(reverse("goals_paper", args=[case_id])))

    assert "わたしがすること" in page and "毎日、立ち上がりを5回" in page
    assert "0012345678" not in page and "東町" not in page


def test_a_page_of_goals_costs_the_same_for_few_and_many_answers(world, sit, nurse, django_assert_max_num_queries):
    case_id, client = agreed_case(world), sit(Role.EAST_NURSE)
    (goal,) = goals_of(nurse, case_id)
    costs = []
    for times in (1, 12):
        for _ in range(times):
            given = {"performance": 5, "satisfaction": 5, "on": nurse.on - timedelta(days=1)}
            rate_goal(by=nurse, goal_id=goal.goal_id, timepoint=Timepoint.AD_HOC, **given)
        with django_assert_max_num_queries(60) as caught:
            client.get(reverse("goals", args=[case_id]))
        costs.append(len(caught))
    assert costs[0] == costs[1]
