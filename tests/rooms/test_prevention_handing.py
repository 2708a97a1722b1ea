"""年度替わりの個別支援: the head hands on a nurse's cases by name, each with its own words, and takes a mistake back on the same day."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.access.grounds import NotPermitted
from takigi.casework.actions.cases import hand_over as hand_over_one
from takigi.casework.actions.cases import set_next_step
from takigi.casework.actions.personnel import NextHolder, hand_over_prevention, take_back_handover
from takigi.casework.models import Assignment, Case
from takigi.casework.queries.personnel import handed_to, handed_today, prevention_counts, prevention_in_hand
from takigi.casework.rules.states import CaseRefused, CaseState
from takigi.collaboration.queries.personnel import leavers, town_in_change
from takigi.meetings.actions.personnel import reorganise_agency
from takigi.organisations import actions as organisations
from tests.casework_made import open_case
from tests.rooms.growth import costs
from tests.screens.people_made import register, text_of
from tests.shared_cases_made import open_shared
from tests.worlds import Role, build_world, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


def leave(world, role: Role, *, in_days: int) -> None:
    day = world.viewer(role).on + timedelta(days=in_days)
    organisations.end_post(by=None, post_id=world.members[role].post_id, ended_on=day, at=world.at)


def owner_of(case_id) -> int | None:
    return Case.objects.get(pk=case_id).owner_id


def two_cases(world):
    first = open_case(world, register(world), state=CaseState.CERTIFIED, days_ago=30)
    second = open_case(world, register(world, "佐久間 武", "サクマ タケシ"), state=CaseState.CERTIFIED, days_ago=20)
    by = world.viewer(Role.EAST_NURSE)
    set_next_step(by=by, case_id=first, text="娘さんに電話する", on=by.on + timedelta(days=3))
    return first, second


def test_both_kinds_of_cases_go_on_one_screen_and_nobody_hears_of_it_too_late(world, client):
    first, second = two_cases(world)
    shared = open_shared(world, days_ago=30)
    leave(world, Role.EAST_NURSE, in_days=0)
    nurse, heir = world.staff_id(Role.EAST_NURSE), world.staff_id(Role.NO_OATH)
    url = reverse("personnel_changes")
    page = seat(client, world, Role.EAST_HEAD).get(url).content.decode()
    assert f'<option value="{heir}"' in page and f'<option value="{nurse}"' not in page
    assert "山田 ハナ" in page and "主担当機関の監督者であるため" in page
    (begun,) = re.findall(rf'name="told-{first}"[^>]*>\s*([^<]*)<', page)
    assert "娘さんに電話する" in begun and "山田" not in begun
    typed = {"all-0": str(heir), f"told-{first}": f"{begun} 耳が遠い", f"told-{second}": "", "note": "4月の異動により"}
    silent = client.post(url, typed | {"note": ""})
    assert silent.status_code == 422 and "佐久間 武さんについて" in text_of(silent.content.decode())
    refused = client.post(url, typed | {"note": "", f"told-{second}": begun})
    assert refused.status_code == 422 and owner_of(first) == nurse
    assert client.post(url, typed).status_code == 302
    assert {owner_of(one) for one in (first, second, shared)} == {heir}
    notes = dict(Assignment.objects.filter(ended_on__isnull=False).values_list("case_id", "handover_note"))
    assert notes[first] == f"{begun.strip()} 耳が遠い\n4月の異動により" and notes[second] == "4月の異動により"

    assert "元に戻す" in client.get(url).content.decode()
    client.post(reverse("personnel_take_back", args=[first]))
    assert (owner_of(first), owner_of(second)) == (nurse, heir)
    kept = Assignment.objects.filter(case_id=first).order_by("pk").values_list("staff_id", flat=True)
    assert list(kept) == [nurse, heir, nurse]
    (back,) = [one for one in leavers(world.viewer(Role.EAST_HEAD)) if one.staff_id == nurse]
    assert back.prevention == 1
    assert [one.case_id for one in handed_today(world.viewer(Role.EAST_HEAD))] == [second]
    again = client.post(reverse("personnel_take_back", args=[first]), follow=True)
    assert "きょう引き継いだケースだけ" in text_of(again.content.decode())


def test_the_next_person_finds_the_words_on_the_week_and_on_the_case(world, client):
    first, second = two_cases(world)
    head, covering = world.viewer(Role.EAST_HEAD), world.staff_id(Role.EAST_HEAD)
    hand_over_prevention(by=head, cases={first: NextHolder(covering, "耳が遠いので、大きな声で話す")})
    # Whoever takes a case over by their own hand is told nothing new.
    assert handed_to(head) == ()
    leave_to = {second: NextHolder(world.staff_id(Role.EAST_NURSE), "同じ人です")}
    with pytest.raises(CaseRefused):
        hand_over_prevention(by=head, cases=leave_to)
    nurse = world.viewer(Role.EAST_NURSE)
    with pytest.raises(NotPermitted):
        hand_over_prevention(by=nurse, cases={second: NextHolder(covering, "お願いします。")})
    hand_over_one(
        by=head,
        case_id=first,
        agency_id=world.agency_ids["east"],
        staff_id=nurse.staff_id,
        on=head.on,
        note="やはりお願いします。来週、同行します",
    )
    assert [card.case_id for card in handed_to(nurse)] == [first]
    signed_in = seat(client, world, Role.EAST_NURSE)
    assert "引き継いだばかりのケース" in text_of(signed_in.get(reverse("cases_week")).content.decode())
    assert "引き継いだケースが 1件" in text_of(signed_in.get(reverse("today")).content.decode())
    page = text_of(signed_in.get(reverse("case", args=[first])).content.decode())
    assert "からの引き継ぎ" in page and "来週、同行します" in page
    with pytest.raises(CaseRefused):
        take_back_handover(by=head, case_id=second)


def test_a_centre_that_ends_leaves_its_people_to_the_next_one(world):
    first, _ = two_cases(world)
    east, west, council = (world.agency_ids[key] for key in ("east", "west", "council"))
    secretary = world.viewer(Role.SECRETARIAT)
    with pytest.raises(CaseRefused, match="2件"):
        reorganise_agency(by=secretary, from_agency_id=east, to_agency_id=council, reason="4月の統合により")
    counted = reorganise_agency(by=secretary, from_agency_id=east, to_agency_id=west, reason="4月の統合により")
    assert counted == (2, 0, 0)
    case = Case.objects.get(pk=first)
    assert (case.agency_id, case.owner_id) == (west, None)
    assert prevention_counts(world.municipality_id, [east, west]) == {(west, None): 2}
    (line,) = town_in_change(secretary)
    assert (line.agency_id, line.prevention, line.cases) == (west, 2, 0)


@pytest.mark.later
def test_the_lists_cost_as_much_for_five_cases_as_for_one(world):
    head, nurse, heir = world.viewer(Role.EAST_HEAD), world.staff_id(Role.EAST_NURSE), world.staff_id(Role.NO_OATH)
    holder = (world.agency_ids["east"], nurse)

    def one_more(number: int) -> None:
        made = [
            open_case(world, register(world, f"{name} {number}", "サクマ"), state=CaseState.CERTIFIED, days_ago=20)
            for name in ("佐久間", "倉田")
        ]
        hand_over_prevention(by=head, cases={made[0]: NextHolder(heir, "お願いします")})

    one_more(0)
    asked = {
        prevention_in_hand: lambda: prevention_in_hand(head, [holder]),
        handed_today: lambda: handed_today(head),
    }
    few = costs(asked)
    for number in range(3):
        one_more(number + 1)
    assert costs(asked) == few
