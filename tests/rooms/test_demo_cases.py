"""見本のケース: every stage of the way is there at each centre, lived through actions on days in order."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from takigi.audit.queries import faults
from takigi.casework.models import Case, FollowUp, Move
from takigi.casework.rules.states import CaseState
from takigi.demo.build import bring_in_ledger
from takigi.demo.case_stories import STANDS, stories
from takigi.demo.ledger_sample import Dirt, write_ledger
from takigi.demo.load import build_offices, insurance_viewer, settle_residents
from takigi.demo.load_cases import live_stories
from takigi.demo.town import Town
from takigi.demo.towns import TAKIGINO
from takigi.programmes.models import Episode, Measurement, Session

pytestmark = [pytest.mark.long, pytest.mark.django_db]

TOWN = Town(TAKIGINO.scaled(9_000), seed=20)
AT = datetime(2026, 11, 1, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker, tmp_path_factory):
    """The town, lived once for all the tests of this file, which only read; nothing of it is kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_offices(TOWN.plan, password="hodabi-wo-kakomu-2026", at=AT)
        settle_residents(TOWN, built, at=AT, say=lambda _: None)
        path = tmp_path_factory.mktemp("ledger") / "台帳.csv"
        write_ledger(TOWN, path, form="csv", dirt=Dirt.clean(), seed=1)
        bring_in_ledger(path, by=insurance_viewer(TOWN.plan.key, built, at=AT))
        yield live_stories(TOWN, built, at=AT)
        transaction.set_rollback(True)


def test_the_same_seed_tells_the_same_stories():
    assert list(stories(seed=1, centre=0)) == list(stories(seed=1, centre=0))
    assert list(stories(seed=1, centre=0)) != list(stories(seed=2, centre=0))
    assert len(list(stories(seed=1, centre=1))) == len(STANDS)


def test_every_stage_of_the_way_is_there_and_every_day_is_in_order(lived):
    states = Counter(Case.objects.values_list("state", flat=True))
    assert {
        CaseState.CERTIFIED,
        CaseState.VISIT_SCHEDULED,
        CaseState.ASSESSED,
        CaseState.GOAL_PROPOSED,
        CaseState.GOAL_DECLINED,
        CaseState.GOAL_AGREED,
        CaseState.PLAN_ACTIVE,
        CaseState.SERVICE_ACTIVE,
        CaseState.SUSPENDED,
        CaseState.GRADUATED,
        CaseState.DISCONTINUED,
        CaseState.FOLLOW_UP,
        CaseState.CLOSED,
    } <= set(states)
    assert lived == sum(states.values())
    for case in Case.objects.prefetch_related("moves"):
        days = [move.effective_on for move in sorted(case.moves.all(), key=lambda one: one.seq)]
        assert days == sorted(days)
    assert not Move.objects.filter(recorded_at__gt=AT).exists()


def test_a_board_has_a_few_late_cases_and_the_others_fall_due_in_the_coming_weeks(lived):
    today = localdate(AT)
    for centre in Case.objects.values_list("agency_id", flat=True).distinct():
        going_on = Case.objects.filter(agency_id=centre, closed_on__isnull=True)
        late = going_on.filter(due_on__lt=today).count()
        assert 2 <= late <= going_on.count() / 7
        assert going_on.filter(due_on__range=(today, today + timedelta(days=14))).count() >= 5
        assert going_on.filter(opened_on__gte=today - timedelta(days=7)).count() >= 3


def test_a_centre_has_about_three_first_visits_in_a_month(lived):
    today = localdate(AT)
    for centre in Case.objects.values_list("agency_id", flat=True).distinct():
        visits = Move.objects.filter(to_state=CaseState.ASSESSED, case__agency_id=centre)
        for back in (0, 30, 60, 90):
            from_on = today - timedelta(days=back + 29)
            assert 2 <= visits.filter(effective_on__range=(from_on, today - timedelta(days=back))).count() <= 5


def test_the_class_was_held_in_the_last_week_and_nobody_was_written_down_ahead(lived):
    today = localdate(AT)
    last = Session.objects.aggregate(last=Max("held_on"))["last"]
    assert today - timedelta(days=7) < last <= today
    assert (
        Episode.objects.filter(ended_on__isnull=True).exists()
        and Episode.objects.filter(ended_on__isnull=False).exists()
    )


def test_the_town_can_stand_on_any_day():
    """A demo that is begun on another day tells the same stories up to that day."""
    assert TAKIGINO.as_of(date(2027, 2, 28)).on == date(2027, 2, 28)
    assert TAKIGINO.as_of(TAKIGINO.on) == TAKIGINO


def test_courses_were_measured_before_and_after_and_somebody_was_asked_later(lived):
    ended = Episode.objects.filter(end_reason="graduated")
    assert ended.exists()
    for episode in ended:
        assert set(Measurement.objects.filter(episode=episode).values_list("timepoint", flat=True)) == {"T0", "T1"}
    assert FollowUp.objects.filter(done_on__isnull=False).exists()
    assert list(faults()) == []
