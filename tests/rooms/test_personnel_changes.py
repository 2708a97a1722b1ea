"""年度替わり: whoever leaves hands cases, roles and promises to a colleague in one go; an agency that ends leaves nothing behind."""

from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.access.grounds import NotPermitted
from takigi.casework.models import Assignment, Case
from takigi.collaboration.models import CaseRole
from takigi.collaboration.queries.personnel import leavers, town_in_change
from takigi.collaboration.rules.words import CollaborationRefused, RoleStatus
from takigi.meetings.actions.personnel import Handing, hand_over, reorganise_agency
from takigi.meetings.actions.promises import PromiseWords, ask_promise
from takigi.meetings.models import ActionItem
from takigi.meetings.queries.personnel import promises_in_hand
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations import actions as organisations
from takigi.organisations.models import Task
from takigi.organisations.rules import Duty, Level
from tests.meetings_held import held
from tests.rooms.growth import costs
from tests.shared_cases_made import ask, open_shared
from tests.worlds import SINCE, Role, build_world, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


def leave(world, role: Role, *, in_days: int) -> None:
    """The only post of the role ends."""
    day = world.viewer(role).on + timedelta(days=in_days)
    organisations.end_post(by=None, post_id=world.members[role].post_id, ended_on=day, at=world.at)


def post(world, role: Role, agency: str, level: Level = Level.STAFF) -> None:
    """A further post."""
    organisations.give_post(
        by=None,
        staff_id=world.staff_id(role),
        agency_id=world.agency_ids[agency],
        duty=Duty.CASEWORK,
        level=level,
        from_on=SINCE,
        at=world.at,
    )


def test_the_supervisor_hands_on_everything_at_once_and_the_agency_stays(world, client):
    case_id = open_shared(world, days_ago=30)
    head, heir = world.viewer(Role.EAST_HEAD), world.staff_id(Role.NO_OATH)
    assert leavers(head) == []
    leave(world, Role.EAST_NURSE, in_days=20)
    url = reverse("personnel_changes")
    page = seat(client, world, Role.EAST_HEAD).get(url).content.decode()
    assert "田辺 恵" in page
    assert "離れる予定" in page
    assert "片桐" not in page  # numbers of cases, never a household's name
    assert client.post(url, {"note": "4月の異動により"}).status_code == 422  # nobody was chosen
    assert client.post(url, {"note": "4月の異動により", "all-0": str(heir)}).status_code == 302
    case = Case.objects.get(pk=case_id)
    assert (case.agency_id, case.owner_id) == (world.agency_ids["east"], heir)
    changes = Assignment.objects.filter(case_id=case_id).order_by("pk").values_list("change", flat=True)
    assert list(changes) == ["initial", "person_change"]
    assert leavers(head) == []


def test_roles_and_promises_go_to_a_colleague_with_their_task(world):
    post(world, Role.WEST_NURSE, "council", Level.SUPERVISOR)
    post(world, Role.PROVIDER, "council")
    case_id = open_shared(world, days_ago=30)
    role_id = ask(world, case_id)
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id)
    council, coordinator = world.agency_ids["council"], world.staff_id(Role.COORDINATOR)
    words = PromiseWords(
        agency_id=council, what="見守り", due_on=world.viewer(Role.SECRETARIAT).on, staff_id=coordinator
    )
    promise_id = ask_promise(by=world.viewer(Role.SECRETARIAT), item_id=item_id, words=words)
    leave(world, Role.COORDINATOR, in_days=0)
    lead, heir = world.viewer(Role.WEST_NURSE), world.staff_id(Role.PROVIDER)
    (found,) = leavers(lead)
    assert (found.has_left, [one.role_id for one in found.roles]) == (True, [role_id])
    (kept,) = promises_in_hand(lead, [(council, coordinator)])[council, coordinator]
    assert kept.promise_id == promise_id

    handing = Handing(roles={role_id: heir}, promises={promise_id: heir}, note="異動により")
    with pytest.raises(NotPermitted):
        hand_over(by=world.viewer(Role.EAST_HEAD), handing=handing)
    assert hand_over(by=lead, handing=handing) == 2
    assert CaseRole.objects.get(pk=role_id).staff_id == heir
    assert ActionItem.objects.get(pk=promise_id).staff_id == heir
    waiting = Task.objects.filter(target=f"role:{role_id}", done_at__isnull=True)
    assert [task.assignee_id for task in waiting] == [heir]


def test_one_row_that_cannot_be_handed_on_keeps_all_of_them_where_they_are(world):
    first, second = open_shared(world, days_ago=30), open_shared(world, days_ago=20)
    head, heir = world.viewer(Role.EAST_HEAD), world.staff_id(Role.NO_OATH)
    cases = {first: heir, second: world.staff_id(Role.WEST_NURSE)}
    with pytest.raises(ValueError, match="いまその機関で"):
        hand_over(by=head, handing=Handing(cases=cases, note="4月の異動により"))
    assert Case.objects.get(pk=first).owner_id == world.staff_id(Role.EAST_NURSE)


def test_an_agency_that_ends_leaves_its_cases_roles_and_promises_to_its_successor(world, client):
    case_id = open_shared(world, days_ago=30)
    role_id = ask(world, case_id, agency="west", staff=None)
    other = open_shared(world, role=Role.WEST_NURSE, agency="west", days_ago=10)
    theirs = ask(world, other, agency="council", staff=None, role=Role.WEST_NURSE)
    east, west, council = (world.agency_ids[key] for key in ("east", "west", "council"))
    secretary = world.viewer(Role.SECRETARIAT)
    with pytest.raises(CollaborationRefused, match="ステーション"):
        reorganise_agency(
            by=secretary, from_agency_id=west, to_agency_id=world.agency_ids["station"], reason="統合のため"
        )
    typed = {"from_agency": str(west), "to_agency": str(east), "reason": "4月の統合により"}
    assert seat(client, world, Role.SECRETARIAT).post(reverse("agency_reorganise"), typed).status_code == 302
    moved = Case.objects.get(pk=other)
    assert (moved.agency_id, moved.owner_id) == (east, None)
    # What the east had asked of the west is now its own work; what the west had asked of the council stands.
    assert CaseRole.objects.get(pk=role_id).status == RoleStatus.WITHDRAWN
    assert CaseRole.objects.get(pk=theirs).agency_id == council
    (nobodys,) = leavers(world.viewer(Role.EAST_HEAD))
    assert (nobodys.staff_id, [one.case_id for one in nobodys.cases]) == (None, [other])
    (line,) = town_in_change(secretary)
    assert (line.agency_id, line.cases, line.people, line.has_supervisor) == (east, 1, 0, True)


def test_the_page_costs_as_much_for_seven_cases_as_for_one(world):
    head, secretary = world.viewer(Role.EAST_HEAD), world.viewer(Role.SECRETARIAT)
    open_shared(world, days_ago=30)
    leave(world, Role.EAST_NURSE, in_days=20)
    asked = {leavers: lambda: leavers(head), town_in_change: lambda: town_in_change(secretary)}
    few = costs(asked)
    for days in range(6):
        open_shared(world, days_ago=days + 1)
    assert costs(asked) == few
