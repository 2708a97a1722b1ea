"""短期集中の一回り: begun with consent, suspended, extended, moved on and ended, and the case goes along with it."""

from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions import cases
from takigi.casework.models import Case, FollowUp, Move
from takigi.casework.rules.states import CaseRefused, CaseState, Route
from takigi.instruments.physical_tests import MeasurementStatus, PhysicalTest
from takigi.instruments.timepoints import Timepoint
from takigi.people.actions.persons import PersonDetails, change_person
from takigi.people.rules import ResidentStatus
from takigi.programmes.actions import courses, episodes, extensions, measurements, sessions
from takigi.programmes.actions.measurements import Sheet
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.models import Episode, Extension, Segment, Session, Waiting
from takigi.programmes.rules.ending import Ending
from takigi.programmes.rules.periods import Stretch
from takigi.programmes.rules.readings import Reading
from takigi.programmes.rules.templates import Terms
from takigi.programmes.rules.words import Attendance, EndReason, ProgrammeRefused, SuspensionReason
from tests.programmes_made import another_provider, begin, open_class, planned_case
from tests.rules_held import holds
from tests.worlds import Role


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


@pytest.fixture
def room(world):
    return open_class(world, template="neyagawa")


@pytest.fixture
def case_id(world, register):
    return planned_case(world, register())


@pytest.fixture
def episode_id(world, room, case_id):
    return begin(world, case_id, room.course_id)


def state_of(case_id):
    return CaseState(Case.objects.get(pk=case_id).state)


def graduate(nurse, episode_id, **more):
    ending = Ending(EndReason.GRADUATED, nurse.on, **({"no_final_test": "本人が測定を望まなかった"} | more))
    episodes.end_episode(by=nurse, episode_id=episode_id, ending=ending)


def test_a_beginning_moves_the_case_and_takes_the_programmes_numbers(nurse, case_id, episode_id):
    episode, case = Episode.objects.get(pk=episode_id), Case.objects.get(pk=case_id)

    assert state_of(case_id) is CaseState.SERVICE_ACTIVE
    assert episode.planned_sessions == 12 and episode.extension_months == 3
    assert episode.planned_end_on == episode.started_on + timedelta(weeks=13, days=-1)
    assert (case.course_ends_on, case.service_start_on) == (episode.planned_end_on, episode.started_on)


def test_nothing_begins_without_the_persons_agreement(world, room, case_id):
    with pytest.raises(ProgrammeRefused, match="同意"):
        begin(world, case_id, room.course_id, consent_on=None)
    assert state_of(case_id) is CaseState.PLAN_ACTIVE


def test_nothing_begins_for_somebody_who_has_died(world, room, register):
    person = register()
    case_id = planned_case(world, person)
    _dies(world, person, days_ago=3)

    with pytest.raises(ProgrammeRefused, match="死亡"):
        begin(world, case_id, room.course_id)


def _dies(world, person_id, *, days_ago):
    clerk = world.viewer(Role.INSURANCE)
    details = PersonDetails(
        name="山田　ハナ",
        name_kana="ヤマダ　ハナ",
        birth="昭和12年4月1日",
        status=ResidentStatus.DECEASED,
        status_on=clerk.on - timedelta(days=days_ago),
    )
    change_person(by=clerk, person_id=person_id, details=details, reason="死亡の届け")


def test_a_case_without_a_plan_is_told_where_it_can_go(world, room, register):
    case_id = cases.open_case(
        by=world.viewer(Role.EAST_NURSE),
        opening=cases.Opening(
            person_id=register(),
            agency_id=world.agency_ids["east"],
            route=Route.WINDOW,
            opened_on=world.viewer(Role.EAST_NURSE).on - timedelta(days=60),
        ),
    )
    with pytest.raises(CaseRefused, match="進めません"):
        begin(world, case_id, room.course_id)
    assert not Episode.objects.exists()


def test_a_second_course_of_the_same_case_waits_for_the_first(world, room, case_id, episode_id):
    with pytest.raises(ProgrammeRefused, match="続いています"):
        begin(world, case_id, room.course_id)


def test_a_full_course_offers_the_waiting_list_and_a_place_ends_the_wait(world, nurse, register):
    room = open_class(world, capacity=1)
    begin(world, planned_case(world, register()), room.course_id)
    second = planned_case(world, register())

    with pytest.raises(ProgrammeRefused, match="空きを待つ"):
        begin(world, second, room.course_id)
    courses.wait_for_place(by=nurse, case_id=second, course_id=room.course_id)
    with pytest.raises(ProgrammeRefused, match="もう待って"):
        courses.wait_for_place(by=nurse, case_id=second, course_id=room.course_id)

    graduate(nurse, Episode.objects.get().pk)
    begin(world, second, room.course_id, days_ago=0)
    assert Waiting.objects.get().left_on == nurse.on


def test_changed_terms_leave_whoever_has_begun_alone(world, room, case_id, episode_id, register):
    by = world.viewer(Role.INSURANCE_HEAD)
    terms = Terms(8, 8, 90, 1, source="要綱 令和8年11月", is_verified=True)
    courses.change_terms(by=by, programme_id=room.programme_id, terms=terms, from_on=by.on, reason="要綱の改正のため")

    later = begin(world, planned_case(world, register()), room.course_id, days_ago=0)

    assert Episode.objects.get(pk=episode_id).planned_sessions == 12
    assert Episode.objects.get(pk=later).planned_sessions == 8


@holds("V26")
def test_weeks_in_hospital_do_not_count_and_the_case_asks_after_ninety_days(nurse, case_id, episode_id):
    before = Episode.objects.get(pk=episode_id).planned_end_on
    away = nurse.on - timedelta(days=20)
    episodes.suspend_episode(by=nurse, episode_id=episode_id, from_on=away, reason=SuspensionReason.HOSPITAL)
    assert state_of(case_id) is CaseState.HOSPITALISED
    assert Case.objects.get(pk=case_id).due_on <= away + timedelta(days=90)

    episodes.resume_episode(by=nurse, episode_id=episode_id, back_on=nurse.on)

    assert Episode.objects.get(pk=episode_id).planned_end_on == before + timedelta(weeks=3)
    assert state_of(case_id) is CaseState.SERVICE_ACTIVE
    assert Case.objects.get(pk=case_id).course_ends_on == before + timedelta(weeks=3)


@holds("V26")
def test_a_suspension_before_recorded_sessions_is_refused(nurse, episode_id):
    sessions.mark_attendance(by=nurse, episode_id=episode_id, on=nurse.on, attendance=Attendance.ATTENDED)
    with pytest.raises(ProgrammeRefused, match="実施の記録があります"):
        episodes.suspend_episode(by=nurse, episode_id=episode_id, from_on=nurse.on, reason=SuspensionReason.HEALTH)


@holds("V28")
def test_the_contracts_of_a_course_follow_its_end(nurse, episode_id):
    episode = Episode.objects.get(pk=episode_id)
    parts = list(Segment.objects.filter(episode=episode).order_by("from_on"))

    assert parts[0].from_on == episode.started_on and parts[-1].until_on == episode.planned_end_on
    assert parts[0].contract_no == "R8-12"
    graduate(nurse, episode_id)
    assert Segment.objects.filter(episode=episode).order_by("from_on").last().until_on == nurse.on


@holds("V28")
def test_somebody_goes_on_in_another_course_and_it_stays_one_episode(world, nurse, room, episode_id):
    agency_id, _ = another_provider(world)
    other = open_class(world, template="town_on_demand", agency_id=agency_id, course="随時")
    from_on = nurse.on - timedelta(days=7)

    with pytest.raises(ProgrammeRefused, match="同意の日"):
        episodes.move_to_course(by=nurse, episode_id=episode_id, course_id=other.course_id, from_on=from_on)
    episodes.move_to_course(
        by=nurse, episode_id=episode_id, course_id=other.course_id, from_on=from_on, consent_on=from_on
    )

    parts = list(Segment.objects.filter(episode_id=episode_id).order_by("from_on"))
    assert parts[0].course_id == room.course_id
    assert {part.course_id for part in parts[1:]} == {other.course_id}
    assert Episode.objects.count() == 1


@holds("V29", "1.4-extended")
def test_an_extension_is_asked_for_by_the_provider_and_decided_by_the_centre(world, nurse, case_id, episode_id):
    provider, episode = world.viewer(Role.PROVIDER), Episode.objects.get(pk=episode_id)
    wanted = Stretch(episode.planned_end_on + timedelta(weeks=4), 4, "浴槽をまたぐ練習を続けるため")
    asked = extensions.ask_extension(by=provider, episode_id=episode_id, wanted=wanted, expected="ひとりで入浴")

    assert Extension.objects.get().fee_yen == 1000
    with pytest.raises(NotPermitted):
        extensions.decide_extension(by=provider, extension_id=asked, is_granted=True)
    extensions.decide_extension(by=nurse, extension_id=asked, is_granted=True)

    episode.refresh_from_db()
    assert (episode.planned_sessions, episode.planned_end_on) == (16, wanted.end_on)
    assert state_of(case_id) is CaseState.SERVICE_ACTIVE
    assert Move.objects.filter(case_id=case_id, to_state=CaseState.EXTENDED).count() == 1
    assert Case.objects.get(pk=case_id).course_ends_on == wanted.end_on


@holds("V26", "V29")
def test_a_suspension_after_an_extension_is_put_behind_the_new_end(nurse, episode_id):
    episode = Episode.objects.get(pk=episode_id)
    wanted = Stretch(episode.planned_end_on + timedelta(weeks=2), 2, "練習を続けるため")
    asked = extensions.ask_extension(by=nurse, episode_id=episode_id, wanted=wanted)
    extensions.decide_extension(by=nurse, extension_id=asked, is_granted=True)
    episodes.suspend_episode(by=nurse, episode_id=episode_id, from_on=nurse.on, reason=SuspensionReason.HEALTH)
    episodes.resume_episode(by=nurse, episode_id=episode_id, back_on=nurse.on)

    episode.refresh_from_db()
    assert episode.planned_end_on == wanted.end_on


def test_an_extension_that_is_not_granted_says_why_and_changes_nothing(nurse, episode_id):
    episode = Episode.objects.get(pk=episode_id)
    wanted = Stretch(episode.planned_end_on + timedelta(weeks=2), 2, "練習を続けるため")
    asked = extensions.ask_extension(by=nurse, episode_id=episode_id, wanted=wanted)

    with pytest.raises(ProgrammeRefused, match="わけ"):
        extensions.decide_extension(by=nurse, extension_id=asked, is_granted=False)
    extensions.decide_extension(by=nurse, extension_id=asked, is_granted=False, note="目標に届いている")

    assert Episode.objects.get(pk=episode_id).planned_end_on == episode.planned_end_on


@holds("V8")
def test_nobody_graduates_while_the_level_is_open(world, nurse, room, register):
    case_id = planned_case(world, register())
    Case.objects.filter(pk=case_id).update(is_level_pending=True)
    episode_id = begin(world, case_id, room.course_id)

    with pytest.raises(ProgrammeRefused, match="認定の結果"):
        graduate(nurse, episode_id)
    cases.settle_level(by=nurse, case_id=case_id)
    graduate(nurse, episode_id)
    assert state_of(case_id) is CaseState.GRADUATED


def test_an_end_moves_the_case_by_way_of_the_assessment_and_lays_down_the_follow_ups(nurse, case_id, episode_id):
    measurements.record_measurements(
        by=nurse,
        episode_id=episode_id,
        sheet=Sheet(Timepoint.T1, nurse.on, (Reading(PhysicalTest.TUG, MeasurementStatus.REFUSED),)),
    )
    graduate(nurse, episode_id, no_final_test="")

    states = list(Move.objects.filter(case_id=case_id).order_by("seq").values_list("to_state", flat=True))
    assert states[-2:] == [CaseState.END_ASSESSED, CaseState.GRADUATED]
    assert FollowUp.objects.filter(case_id=case_id).count() == 4


def test_an_end_recorded_by_mistake_is_taken_back_and_the_case_says_so(nurse, case_id, episode_id):
    graduate(nurse, episode_id)
    episodes.take_back_end(by=nurse, episode_id=episode_id, note="別の方の記録だった")

    episode = Episode.objects.get(pk=episode_id)
    assert episode.ended_on is None and state_of(case_id) is CaseState.SERVICE_ACTIVE
    assert not FollowUp.objects.filter(case_id=case_id).exists()
    assert Move.objects.filter(case_id=case_id).order_by("seq").last().corrects is not None
    graduate(nurse, episode_id)


@holds("V24")
def test_a_death_ends_the_course_with_the_case_and_no_session_is_written_after_it(world, nurse, register, room):
    person = register()
    case_id = planned_case(world, person)
    episode_id = begin(world, case_id, room.course_id)
    _dies(world, person, days_ago=3)

    with pytest.raises(ProgrammeRefused, match="死亡"):
        sessions.mark_attendance(
            by=world.viewer(Role.PROVIDER), episode_id=episode_id, on=nurse.on, attendance=Attendance.ATTENDED
        )
    earlier = nurse.on - timedelta(days=7)
    sessions.mark_attendance(
        by=world.viewer(Role.PROVIDER), episode_id=episode_id, on=earlier, attendance=Attendance.ATTENDED
    )
    cases.stop_for_register(municipality_id=world.municipality_id, at=nurse.at, on=nurse.on)
    assert episodes.end_with_their_cases(municipality_id=world.municipality_id, at=nurse.at) == 1
    assert episodes.end_with_their_cases(municipality_id=world.municipality_id, at=nurse.at) == 0

    episode = Episode.objects.get(pk=episode_id)
    assert episode.end_reason == EndReason.DECEASED and episode.ended_on == nurse.on - timedelta(days=3)


def test_a_provider_decides_nothing_about_the_course(world, room, case_id, episode_id):
    provider = world.viewer(Role.PROVIDER)
    with pytest.raises(NotPermitted):
        graduate(provider, episode_id)
    with pytest.raises(NotPermitted):
        episodes.suspend_episode(
            by=provider, episode_id=episode_id, from_on=provider.on, reason=SuspensionReason.HOSPITAL
        )
    with pytest.raises(NotPermitted):
        courses.open_course(
            by=provider,
            details=courses.CourseDetails(room.programme_id, world.agency_ids["provider"], "月曜", provider.on),
        )


def test_a_course_with_people_in_it_is_not_closed(world, nurse, room, episode_id):
    by = world.viewer(Role.INSURANCE_HEAD)
    with pytest.raises(ProgrammeRefused, match="1人が参加"):
        courses.close_course(by=by, course_id=room.course_id, ended_on=by.on)
    graduate(nurse, episode_id)
    courses.close_course(by=by, course_id=room.course_id, ended_on=by.on)


def test_after_the_agreement_is_withdrawn_the_provider_reads_and_writes_nothing(world, nurse, episode_id):
    episodes.withdraw_agreement(by=nurse, episode_id=episode_id)
    with pytest.raises(Unseen):
        sessions.enter_session(
            by=world.viewer(Role.PROVIDER),
            episode_id=episode_id,
            entry=SessionEntry(nurse.on, Attendance.ATTENDED),
        )
    assert not Session.objects.exists()
