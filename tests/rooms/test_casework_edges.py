"""端の場合: a case each for a couple, a plan beyond the certification, moving out and living elsewhere under our insurance."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from takigi.access.grounds import Unseen
from takigi.audit import queries as audit
from takigi.casework.actions import cases, goals, plans
from takigi.casework.actions.goals import GoalWords
from takigi.casework.models import Case, Move
from takigi.casework.policies import target_of
from takigi.casework.queries.board import my_week
from takigi.casework.queries.cases import case_file
from takigi.casework.queries.goals import goals_of
from takigi.casework.queries.plans import first_plan, plans_of
from takigi.casework.rules.states import CaseState, MoveReason
from takigi.casework.sheets import PlanIssue
from takigi.kernel.months import month_end
from takigi.people import facts
from takigi.people.actions import persons
from takigi.people.queries.files import person_file
from takigi.people.rules import ResidentStatus, qualification_lost_on
from tests.casework_made import bring_to, consent_to_share, open_case
from tests.rooms.people_words import details
from tests.rules_held import holds
from tests.screens.way_made import agreed_case, visited_case
from tests.worlds import Role

pytestmark = pytest.mark.django_db
S = CaseState


# --- 夫婦 -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def couple(world, register):
    """A case each for a wife and a husband of one household."""
    wife = register(household_no="0001", household_role="妻")
    husband = register(name="山田　太一", name_kana="ヤマダ　タイチ", sex="1", household_no="0001")
    return {
        "wife": wife,
        "hers": open_case(world, wife, state=S.CERTIFIED),
        "his": open_case(world, husband, state=S.CERTIFIED),
    }


@holds("V19")
def test_reading_one_of_a_couple_is_not_reading_the_other(world, couple):
    case_file(world.viewer(Role.EAST_NURSE), couple["hers"])
    readings = {one: [line.kind for line in _sightings(world, couple[one])] for one in ("hers", "his")}
    assert "audit.file_read" in readings["hers"]
    assert "audit.file_read" not in readings["his"]


def _sightings(world, case_id):
    return audit.sightings_of(world.municipality_id, (target_of(case_id),))


@holds("V19")
def test_a_ground_for_one_of_a_couple_is_none_for_the_other(world, couple):
    nurse, therapist = world.viewer(Role.EAST_NURSE), world.viewer(Role.PROVIDER)
    until = nurse.on + timedelta(days=7)
    cases.invite_companion(
        by=nurse, case_id=couple["his"], staff_id=therapist.staff_id, until=until, purpose="動作の見立て"
    )
    assert case_file(therapist, couple["his"]).head.person.name == "山田　太一"
    with pytest.raises(Unseen):
        case_file(therapist, couple["hers"])


@holds("V19")
def test_goals_and_consent_of_a_couple_are_each_their_own(world, couple):
    nurse = world.viewer(Role.EAST_NURSE)
    for case_id in (couple["hers"], couple["his"]):
        bring_to(world, case_id, S.ASSESSED)
    field = GoalWords("畑に出たい", graduation="一人で水やりができたら")
    goals.write_goals(by=nurse, case_id=couple["hers"], goals=[field], on=nurse.on)
    assert [one.text for one in goals_of(nurse, couple["hers"])] == ["畑に出たい"]
    assert not goals_of(nurse, couple["his"])

    consent_to_share(world, couple["wife"])
    cases.entrust_case(by=nurse, case_id=couple["hers"], agency_id=world.agency_ids["west"])
    with pytest.raises(cases.CaseRefused, match="同意"):
        cases.entrust_case(by=nurse, case_id=couple["his"], agency_id=world.agency_ids["west"])


# --- 合意しなかったあと ------------------------------------------------------------------------------------------------


@holds("1.4-declined")
def test_who_declined_the_goal_goes_on_with_an_ordinary_plan(world):
    nurse, case_id = world.viewer(Role.EAST_NURSE), visited_case(world)
    goal = GoalWords("風呂に自分で入りたい", graduation="見守りなしで入れたら")
    goals.write_goals(by=nurse, case_id=case_id, goals=[goal], on=nurse.on)
    goals.decline_goals(by=nurse, case_id=case_id, on=nurse.on, reason=MoveReason.FAMILY, note="まだ早いと長女")
    sheet = replace(first_plan(nurse, case_id), issues=(PlanIssue(goal="週に一度、近所の集まりに出る"),))
    plans.agree_plan(
        by=nurse,
        plan_id=plans.begin_plan(by=nurse, case_id=case_id, sheet=sheet, on=nurse.on),
        consented_on=nurse.on,
        consented_by="山田 ハナ",
        service_start_on=nurse.on,
        evaluation_ends_on=nurse.on + timedelta(days=90),
    )
    assert Case.objects.get(pk=case_id).state == S.PLAN_ACTIVE


# --- 認定の終わりをこえる計画 -------------------------------------------------------------------------------------------


@pytest.fixture
def certified_draft(world):
    """The draft of a plan whose sheet says until when the person is certified, and that day."""
    nurse, case_id = world.viewer(Role.EAST_NURSE), agreed_case(world)
    until = month_end(nurse.on + timedelta(days=60))
    sheet = replace(first_plan(nurse, case_id), valid_until=until)
    plan_id = plans.begin_plan(by=nurse, case_id=case_id, sheet=sheet, on=nurse.on)
    given = {
        "by": nurse,
        "plan_id": plan_id,
        "consented_on": nurse.on,
        "consented_by": "山田 ハナ",
        "service_start_on": nurse.on,
    }
    return case_id, given, until


@holds("V31")
def test_a_plan_longer_than_the_certification_says_why(certified_draft):
    case_id, given, until = certified_draft
    longer = given | {"evaluation_ends_on": until + timedelta(days=1)}
    with pytest.raises(cases.CaseRefused, match="こえる理由"):
        plans.agree_plan(**longer, beyond_certification=" ")
    plans.agree_plan(**longer, beyond_certification="更新の申請中")
    assert plans_of(given["by"], case_id)[0].beyond_certification == "更新の申請中"


@holds("V31")
def test_a_plan_inside_the_certification_needs_no_reason(certified_draft):
    case_id, given, until = certified_draft
    plans.agree_plan(**given, evaluation_ends_on=until, beyond_certification="もう要らない")
    assert plans_of(given["by"], case_id)[0].beyond_certification == ""


# --- 転出・資格・住所地特例 ----------------------------------------------------------------------------------------------


@holds("V21")
def test_moving_out_stops_the_case_on_its_day_and_is_told_to_the_facts(world, register):
    person, nurse = register(), world.viewer(Role.EAST_NURSE)
    case_id = open_case(world, person, days_ago=30)
    left_on = nurse.on - timedelta(days=2)
    _leave(world, person, left_on)

    assert cases.stop_for_register(municipality_id=world.municipality_id, at=nurse.at, on=nurse.on) == 1

    case = Case.objects.get(pk=case_id)
    assert (case.state, case.closed_on, case.outcome) == (S.MOVED_OUT, left_on, "moved_out")
    assert Move.objects.get(case=case, to_state=S.MOVED_OUT).reason == MoveReason.REGISTER
    assert my_week(nurse).late == ()
    (row,) = (one for one in facts.person_rows(world.municipality_id) if one.person_id == person)
    assert (row.moved_out_on, row.died_on) == (left_on, None)


def _leave(world, person, day):
    left = details(status=ResidentStatus.MOVED_OUT, status_on=day, area_id=world.area_ids["east"])
    persons.change_person(by=world.viewer(Role.INSURANCE), person_id=person, details=left, reason="転出の届け")


@holds("V22")
def test_the_qualification_is_lost_the_day_after_leaving_but_never_twice_held():
    assert qualification_lost_on(date(2026, 3, 31)) == date(2026, 4, 1)
    assert qualification_lost_on(date(2026, 3, 31), is_elsewhere_that_day=True) == date(2026, 3, 31)


@holds("V23")
def test_whoever_lives_elsewhere_keeps_our_insurer_and_counts_in_no_area_of_ours(world, register):
    person = register()
    away = details(address="となり町1-1 ひまわり苑", area_id=world.area_ids["east"], is_address_exception=True)
    persons.change_person(by=world.viewer(Role.INSURANCE), person_id=person, details=away, reason="施設に入所")

    file = person_file(world.viewer(Role.INSURANCE), person)
    assert (file.insurer_no, file.is_address_exception, file.status) == ("992031", True, ResidentStatus.RESIDENT)
    (row,) = (one for one in facts.person_rows(world.municipality_id) if one.person_id == person)
    assert (row.area_id, row.moved_out_on) == (None, None)


@holds("V27")
def test_whoever_comes_back_has_a_new_case_and_the_end_of_the_former_one_stays_its_end(world, register):
    person, nurse = register(), world.viewer(Role.EAST_NURSE)
    first = open_case(world, person, state=S.CERTIFIED, days_ago=60)
    ended_on = nurse.on - timedelta(days=30)
    bring_to(world, first, S.CLOSED, on=ended_on)

    again = open_case(world, person, state=S.CERTIFIED)

    before = Case.objects.get(pk=Case.objects.get(pk=again).previous_id)
    assert (before.pk, before.closed_on, before.state) == (first, ended_on, S.CLOSED)
