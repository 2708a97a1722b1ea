"""だれが何を見るか: a provider sees its own people and only what was passed on; both tellings agree; lists cost the same."""

import dataclasses
from datetime import timedelta

import pytest

from takigi.access.grounds import Unseen, visible, why
from takigi.audit import queries as audit
from takigi.organisations import actions as organisations
from takigi.programmes.actions import episodes, sessions
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.models import Episode, Session
from takigi.programmes.policies import VIEWING
from takigi.programmes.queries.courses import course_list, course_page, episodes_of_case, participants, todays_classes
from takigi.programmes.queries.episodes import episode_head, episode_page
from takigi.programmes.queries.terms import programmes
from takigi.programmes.rules.words import AbsenceReason, Attendance, ProgrammeRefused, SuspensionReason
from tests.programmes_made import another_provider, begin, open_class, planned_case
from tests.rules_held import holds
from tests.worlds import Role


@pytest.fixture
def room(world):
    return open_class(world, template="neyagawa", capacity=None)


@pytest.fixture
def case_id(world, register):
    return planned_case(world, register())


@pytest.fixture
def episode_id(world, room, case_id):
    return begin(world, case_id, room.course_id)


def names_today(viewer):
    return [card.person.name for one in todays_classes(viewer).classes for card in one.expected]


def test_a_provider_of_another_agency_sees_nothing_of_it(world, episode_id, room):
    _, stranger = another_provider(world)

    assert names_today(stranger) == [] and participants(stranger).total == 0
    assert course_list(stranger) == []
    for ask in (episode_head, episode_page):
        with pytest.raises(Unseen):
            ask(stranger, episode_id)
    with pytest.raises(Unseen):
        course_page(stranger, room.course_id)
    with pytest.raises(Unseen):
        sessions.mark_attendance(by=stranger, episode_id=episode_id, on=stranger.on, attendance=Attendance.ATTENDED)


def test_the_provider_sees_its_own_people_and_a_nurse_of_another_centre_nobody(world, episode_id):
    assert names_today(world.viewer(Role.PROVIDER)) == ["山田　ハナ"]
    assert names_today(world.viewer(Role.EAST_NURSE)) == ["山田　ハナ"]
    assert names_today(world.viewer(Role.WEST_NURSE)) == []
    assert names_today(world.viewer(Role.INSURANCE_HEAD)) == []


def test_what_a_provider_reads_holds_no_address_no_household_and_no_word_of_the_case(world, episode_id):
    page = episode_page(world.viewer(Role.PROVIDER), episode_id)
    told = str(dataclasses.asdict(page))

    assert "東町" not in told and not page.head.reads_case and not page.head.may_decide
    fields = {field.name for field in dataclasses.fields(page.head)}
    assert fields.isdisjoint({"address", "household", "reason_text", "cause_code", "phone"})


def test_a_post_that_has_ended_closes_the_course(world, episode_id):
    member = world.members[Role.PROVIDER]
    yesterday = world.viewer(Role.PROVIDER).on - timedelta(days=1)
    organisations.end_post(by=None, post_id=member.post_id, ended_on=yesterday, at=world.at)
    with pytest.raises(Unseen):
        episode_page(world.viewer(Role.PROVIDER), episode_id)


@pytest.mark.later
def test_both_tellings_of_each_ground_agree(world, register, room, episode_id):
    agency_id, stranger = another_provider(world)
    other = open_class(world, agency_id=agency_id, course="金曜")
    begin(world, planned_case(world, register()), other.course_id)
    withdrawn = begin(world, planned_case(world, register()), room.course_id)
    episodes.withdraw_agreement(by=world.viewer(Role.EAST_NURSE), episode_id=withdrawn)
    for viewer in (*(world.viewer(role) for role in Role), stranger):
        listed = set(Episode.objects.filter(visible(VIEWING, viewer)))
        explained = {one for one in Episode.objects.select_related("course") if why(VIEWING, viewer, one)}
        assert listed == explained, viewer


def test_the_reading_of_a_course_is_kept_with_its_ground_under_the_case(world, case_id, episode_id):
    viewer = world.viewer(Role.PROVIDER)
    episode_page(viewer, episode_id)

    event = audit.events_page(world.municipality_id, size=1)[0]
    assert (event.kind, event.target) == ("audit.file_read", f"case:{case_id}")
    assert event.because == ("本人の同意を得て、この教室を受け持つ事業所の職員であるため",)


def test_a_list_of_the_day_keeps_whom_it_showed(world, case_id, episode_id):
    todays_classes(world.viewer(Role.PROVIDER))
    event = audit.events_page(world.municipality_id, size=1)[0]
    assert (event.kind, list(event.shown)) == ("audit.list_read", [f"case:{case_id}"])


def test_today_expects_nobody_who_has_not_begun_has_ended_or_is_away(world, register, room, episode_id):
    nurse = world.viewer(Role.EAST_NURSE)
    begin(world, planned_case(world, register(name="まだ 始")), room.course_id, days_ago=-7)
    away = begin(world, planned_case(world, register(name="留守 守")), room.course_id)
    episodes.suspend_episode(
        by=nurse, episode_id=away, from_on=nurse.on - timedelta(days=2), reason=SuspensionReason.HEALTH
    )

    (today,) = todays_classes(nurse).classes
    assert [card.person.name for card in today.expected] == ["山田　ハナ"]
    assert [card.person.name for card in today.away] == ["留守 守"]


def test_last_weeks_words_are_taken_over_and_a_correction_keeps_them(world, episode_id):
    provider = world.viewer(Role.PROVIDER)
    before = provider.on - timedelta(days=7)
    sessions.enter_session(
        by=provider, episode_id=episode_id, entry=SessionEntry(before, Attendance.ATTENDED, next_action="畑まで歩く")
    )
    session_id = sessions.enter_session(
        by=provider, episode_id=episode_id, entry=SessionEntry(provider.on, Attendance.ATTENDED)
    )
    assert Session.objects.get(pk=session_id).last_action == "畑まで歩く"

    sessions.correct_session(
        by=provider, session_id=session_id, entry=SessionEntry(provider.on, Attendance.ATTENDED, note="笑顔が多い")
    )
    page = episode_page(provider, episode_id)
    assert page.sessions[0].last_action == "畑まで歩く" and page.sessions[0].is_corrected
    with pytest.raises(ProgrammeRefused, match="直されたか"):
        sessions.take_back_session(by=provider, session_id=session_id)


def test_a_second_tap_on_the_same_day_changes_who_came_and_keeps_the_words(world, episode_id):
    provider = world.viewer(Role.PROVIDER)
    entry = SessionEntry(provider.on, Attendance.ATTENDED, next_action="畑まで歩く")
    sessions.enter_session(by=provider, episode_id=episode_id, entry=entry)
    changed = sessions.mark_attendance(
        by=provider,
        episode_id=episode_id,
        on=provider.on,
        attendance=Attendance.ABSENT,
        absence_reason=AbsenceReason.UNWELL,
    )
    assert Session.objects.get(is_current=True).next_action == "畑まで歩く"

    sessions.take_back_session(by=provider, session_id=changed)
    assert Session.objects.get(is_current=True).attendance == Attendance.ATTENDED


@holds("V29")
def test_the_database_itself_refuses_a_second_session_of_a_day(world, episode_id):
    provider = world.viewer(Role.PROVIDER)
    sessions.enter_session(by=provider, episode_id=episode_id, entry=SessionEntry(provider.on, Attendance.ATTENDED))
    again = SessionEntry(provider.on, Attendance.ATTENDED, is_extra=True)
    sessions.enter_session(by=provider, episode_id=episode_id, entry=again)
    assert Session.objects.filter(is_current=True).count() == 2


LISTS = {
    "today": lambda viewer, room, case_id: todays_classes(viewer),
    "course": lambda viewer, room, case_id: course_page(viewer, room.course_id),
    "courses": lambda viewer, room, case_id: course_list(viewer),
    "participants": lambda viewer, room, case_id: participants(viewer),
    "terms": lambda viewer, room, case_id: programmes(viewer),
    "case": lambda viewer, room, case_id: episodes_of_case(viewer, case_id),
}


@pytest.mark.later
def test_every_list_costs_the_same_for_one_person_and_for_eight(
    world, register, room, case_id, episode_id, django_assert_max_num_queries
):
    viewers = [world.viewer(Role.PROVIDER), world.viewer(Role.EAST_NURSE)]
    costs = [_costs(viewers, room, case_id, django_assert_max_num_queries)]
    for _ in range(7):
        begin(world, planned_case(world, register()), room.course_id)
    costs.append(_costs(viewers, room, case_id, django_assert_max_num_queries))
    assert costs[0] == costs[1]


def _costs(viewers, room, case_id, at_most):
    costs = {}
    for number, viewer in enumerate(viewers):
        for name, ask in LISTS.items():
            with at_most(25) as counted:
                ask(viewer, room, case_id)
            # What the log itself writes grows with whom it showed by nothing but the size of one statement.
            costs[name, number] = len(counted)
    return costs


def test_one_course_costs_the_same_for_one_session_and_for_eight(
    world, room, episode_id, django_assert_max_num_queries
):
    provider = world.viewer(Role.PROVIDER)
    counts = []
    for day in range(1, 9):
        entry = SessionEntry(provider.on - timedelta(days=day), Attendance.ATTENDED)
        sessions.enter_session(by=provider, episode_id=episode_id, entry=entry)
        with django_assert_max_num_queries(40) as counted:
            episode_page(provider, episode_id)
        counts.append(len(counted))
    assert len(set(counts)) == 1
