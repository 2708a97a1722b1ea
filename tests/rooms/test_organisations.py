"""自治体・機関: posts with dates, tasks that fall to nobody never, powers only in a maintenance session."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from takigi.organisations import actions, queries
from takigi.organisations.rules import Duty, Level, MaintenanceNeeded, PostRefused, StaffStatus, is_held
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def test_a_post_is_held_from_its_first_day_and_no_longer_on_the_day_it_ends():
    first, last = date(2026, 4, 1), date(2027, 4, 1)

    held = [is_held(first, last, on=day) for day in (date(2026, 3, 31), first, date(2027, 3, 31), last)]
    assert held == [False, True, True, False]


def test_ending_a_post_takes_access_away_the_same_day(world):
    nurse = world.members[Role.EAST_NURSE]
    assert world.viewer(Role.EAST_NURSE).centre_area_ids

    actions.end_post(by=None, post_id=nurse.post_id, ended_on=localdate(world.at), at=world.at)

    assert world.viewer(Role.EAST_NURSE).posts == ()


def test_a_post_that_begins_tomorrow_opens_nothing_today(world):
    member = world.members[Role.PLANNER]
    tomorrow = localdate(world.at) + timedelta(days=1)
    actions.give_post(
        by=None,
        staff_id=member.staff_id,
        agency_id=world.agency_ids["west"],
        duty=Duty.CASEWORK,
        from_on=tomorrow,
        at=world.at,
    )

    assert not world.viewer(Role.PLANNER).centre_posts


def tasks_of(world, role, on=None):
    viewer = world.viewer(role)
    cards = queries.open_tasks(
        viewer.staff_id, viewer.posts, municipality_id=viewer.municipality_id, on=on or viewer.on
    )
    return [(card.title, card.passed_on) for card in cards]


def hand(world, role, title="モニタリングをする", agency="east"):
    return actions.hand_task(
        municipality_id=world.municipality_id,
        agency_id=world.agency_ids[agency],
        assignee_id=world.staff_id(role) if role else None,
        title=title,
        at=world.at,
    )


def test_open_tasks_fall_to_the_supervisor_when_the_post_ends(world):
    hand(world, Role.EAST_NURSE)
    assert tasks_of(world, Role.EAST_NURSE) == [("モニタリングをする", False)]
    assert tasks_of(world, Role.EAST_HEAD) == []

    actions.end_post(by=None, post_id=world.members[Role.EAST_NURSE].post_id, ended_on=localdate(world.at), at=world.at)

    assert tasks_of(world, Role.EAST_NURSE) == []
    assert tasks_of(world, Role.EAST_HEAD) == [("モニタリングをする", True)]


def test_a_suspended_colleagues_tasks_fall_to_the_supervisor_too(world):
    hand(world, Role.SUSPENDED)

    assert tasks_of(world, Role.EAST_HEAD) == [("モニタリングをする", True)]


def test_where_nobody_supervises_tasks_fall_to_the_secretariat_never_to_nobody(world):
    hand(world, None, agency="west")

    assert tasks_of(world, Role.SECRETARIAT) == [("モニタリングをする", True)]
    assert tasks_of(world, Role.EAST_HEAD) == []


def test_tasks_cost_one_query_however_many_there_are(world, django_assert_num_queries):
    viewer = world.viewer(Role.EAST_HEAD)
    for wanted in (1, 30):
        while len(tasks_of(world, Role.EAST_HEAD)) < wanted:
            hand(world, Role.EAST_HEAD)
        with django_assert_num_queries(1):
            queries.open_tasks(viewer.staff_id, viewer.posts, municipality_id=world.municipality_id, on=viewer.on)


def test_an_administrator_changes_nothing_outside_a_maintenance_session(world):
    admin = world.staff_id(Role.ADMINISTRATOR)
    with pytest.raises(MaintenanceNeeded, match="保守の時間"):
        actions.change_staff_status(
            by=admin, staff_id=world.staff_id(Role.PLANNER), status=StaffStatus.SUSPENDED, at=world.at
        )

    actions.start_maintenance(by=admin, municipality_id=world.municipality_id, reason="年度末の異動", at=world.at)
    actions.change_staff_status(
        by=admin, staff_id=world.staff_id(Role.PLANNER), status=StaffStatus.SUSPENDED, at=world.at
    )
    assert queries.staff_list(world.municipality_id, staff_id=world.staff_id(Role.PLANNER))[0].status == "suspended"


def test_a_maintenance_session_ends_by_itself_after_an_hour(world):
    admin = world.staff_id(Role.ADMINISTRATOR)
    actions.start_maintenance(by=admin, municipality_id=world.municipality_id, reason="年度末の異動", at=world.at)

    assert queries.maintenance_of(admin, at=world.at + timedelta(minutes=59)) is not None
    assert queries.maintenance_of(admin, at=world.at + timedelta(hours=1)) is None


@pytest.mark.parametrize("role", [Role.INSURANCE_HEAD, Role.SECRETARIAT, Role.NEIGHBOUR_ADMINISTRATOR])
def test_nobody_but_the_towns_own_administrator_opens_a_maintenance_session(world, role):
    with pytest.raises(MaintenanceNeeded):
        actions.start_maintenance(
            by=world.staff_id(role), municipality_id=world.municipality_id, reason="ためしに", at=world.at
        )


def test_a_weak_password_is_refused(world):
    with pytest.raises(ValidationError):
        actions.set_password(by=None, staff_id=world.staff_id(Role.PLANNER), password="12345678", at=world.at)


def test_a_post_at_another_towns_agency_is_refused(world):
    with pytest.raises(PostRefused, match="同じ自治体"):
        actions.give_post(
            by=None,
            staff_id=world.staff_id(Role.PLANNER),
            agency_id=world.agency_ids["n_centre"],
            duty=Duty.CASEWORK,
            level=Level.STAFF,
            from_on=localdate(world.at),
            at=world.at,
        )
