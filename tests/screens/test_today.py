"""今日: never empty, due things first, and what a colleague left behind."""

from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.access import actions as access
from takigi.organisations import actions as organisations
from tests.worlds import Role

WITH_A_SEAT = [role for role in Role if role not in {Role.SUSPENDED, Role.NO_OATH}]


@pytest.mark.parametrize("role", WITH_A_SEAT)
def test_it_says_to_everybody_what_to_do_first(sit, role):
    answer = sit(role).get("/")

    assert answer.status_code == 200
    assert answer.context["steps"] and all(step.says.endswith("。") for step in answer.context["steps"])


def hand(world, assignee, days, title="モニタリングの日を決める", target=""):
    member = world.members[assignee]
    due_on = world.viewer(assignee).on + timedelta(days=days)
    return organisations.hand_task(
        municipality_id=world.municipality_id,
        agency_id=member.agency_id,
        assignee_id=member.staff_id,
        title=title,
        target=target,
        due_on=due_on,
        at=world.at,
    )


def test_what_is_late_comes_first_and_says_so(world, sit):
    hand(world, Role.EAST_NURSE, days=3, title="来週のこと")
    hand(world, Role.EAST_NURSE, days=-2)

    page = sit(Role.EAST_NURSE).get("/")
    assert "を過ぎています" in page.context["steps"][0].says
    assert not any("来週のこと" in step.says for step in page.context["steps"])
    assert [row[0] for row in page.context["tasks"].rows] == ["モニタリングの日を決める", "来週のこと"]


def test_what_a_colleague_left_behind_reaches_the_supervisor_only(world, sit):
    hand(world, Role.MOVED_AWAY, days=1)

    assert "上司に届いた用事" in sit(Role.EAST_HEAD).get("/").content.decode()
    assert "モニタリングの日を決める" not in sit(Role.EAST_NURSE).get("/").content.decode()


def test_an_emergency_waits_on_the_reviewers_and_the_owners_pages(world, sit):
    access.open_emergency(
        by=world.viewer(Role.WEST_NURSE),
        target="person:0f3c2a11-0000-4000-8000-000000000000",
        reason="自宅で倒れているとの通報を確かめるため",
        owner_agency_ids=[world.agency_ids["east"]],
    )

    assert "緊急の閲覧 1件" in sit(Role.SECRETARIAT).get("/").content.decode()
    owner = sit(Role.EAST_HEAD).get("/").content.decode()
    assert "緊急の閲覧がありました" in owner and reverse("emergencies") in owner


@pytest.mark.later
def test_only_the_desks_of_ones_duties_stand_in_the_rail(sit):
    desks = {role: {desk.label for desk in sit(role).get("/").context["frame"].desks} for role in WITH_A_SEAT}

    assert "管理" in desks[Role.ADMINISTRATOR] and "人" not in desks[Role.ADMINISTRATOR]
    assert "管理" not in desks[Role.EAST_NURSE]
    assert desks[Role.EVALUATOR] == {"今日", "会議", "ストーリー", "数字"}
    assert desks[Role.MOVED_AWAY] == {"今日"}


def test_the_day_costs_the_same_with_one_task_and_with_thirty(world, sit, django_assert_max_num_queries):
    desk = sit(Role.EAST_NURSE)
    for count in (1, 29):
        for _ in range(count):
            hand(world, Role.EAST_NURSE, days=1)
        with django_assert_max_num_queries(32):
            desk.get("/")
