"""返事をする画面: somebody answers for the agency and names the colleague who does it, looks again, or opens what nobody can take."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.casework.models import Case
from takigi.collaboration.actions.referrals import refer
from takigi.collaboration.models import CaseRole, Referral, Transfer
from takigi.collaboration.rules.words import RoleStatus, Warmth
from takigi.organisations import actions as organisations
from takigi.organisations.rules import Duty, Level
from tests.shared_cases_made import ask, open_shared
from tests.worlds import SINCE, Role


@pytest.fixture
def case(world):
    return open_shared(world)


def join(world, role: Role, agency: str) -> int:
    """The role works at the agency as well."""
    organisations.give_post(
        by=None,
        staff_id=world.staff_id(role),
        agency_id=world.agency_ids[agency],
        duty=Duty.COORDINATION,
        level=Level.STAFF,
        from_on=SINCE,
        at=world.at,
    )
    return world.staff_id(role)


def test_a_role_and_a_referral_are_taken_on_by_the_colleague_who_is_named(world, sit, case):
    colleague = join(world, Role.PROVIDER, "council")
    role = ask(world, case, staff=None)
    sent = refer(
        by=world.viewer(Role.EAST_NURSE),
        case_id=case,
        to_agency_id=world.agency_ids["council"],
        purpose="家計の相談",
        warmth=Warmth.CALL,
    )
    council = sit(Role.COORDINATOR)
    for name, key in (("role_answer", role), ("referral_answer", sent)):
        typed = {"answer": "accept", "staff": str(world.staff_id(Role.WEST_NURSE))}
        assert council.post(reverse(name, args=[key]), typed).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        answered = council.post(reverse(name, args=[key]), {"answer": "accept", "staff": str(colleague)})
        assert answered.status_code == HTTPStatus.FOUND
    assert CaseRole.objects.get(pk=role).staff_id == colleague
    assert Referral.objects.get(pk=sent).responded_by_id == colleague

    # The owner looks again in a month; the role goes on.
    nurse = sit(Role.EAST_NURSE)
    assert (
        nurse.post(reverse("role_end", args=[role]), {"answer": "go_on", "next_check_on": "30日後"}).status_code == 302
    )
    kept = CaseRole.objects.get(pk=role)
    assert kept.status == RoleStatus.ACCEPTED
    assert kept.next_check_on == world.viewer(Role.EAST_NURSE).on + timedelta(days=30)


def test_the_secretariat_opens_for_the_station_only_with_an_end_and_a_way_out(world, sit):
    secretary = sit(Role.SECRETARIAT)
    url = reverse("station_case_new")
    assert url in secretary.get(reverse("together_station")).content.decode()
    typed = {
        "agency": str(world.agency_ids["station"]),
        "owner": str(world.staff_id(Role.STATION)),
        "name": "藤森 チヨ",
        "route": "family",
        "reason": "受け持てる機関が、まだ見つかっていないため",
        "until": "120日後",
        "exit_plan": "東の包括と一緒に訪問し、主担当を移す",
    }
    too_long = secretary.post(url, typed)
    assert too_long.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "90日" in too_long.content.decode()
    assert not Case.objects.exists()
    assert secretary.post(url, typed | {"until": "60日後"}).status_code == HTTPStatus.FOUND
    case = Case.objects.get()
    exception = Transfer.objects.get(case_id=case.pk)
    assert case.agency_id == world.agency_ids["station"]
    assert (exception.approved_by_id, exception.exception_until) == (
        world.staff_id(Role.SECRETARIAT),
        world.viewer(Role.STATION).on + timedelta(days=60),
    )
