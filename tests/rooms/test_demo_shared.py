"""見本の多機関協働: the demo's households are lived through the rooms' own actions, and every owner's history is whole."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from takigi.casework.models import Assignment
from takigi.collaboration.models import OutreachLead, SharedCase
from takigi.demo.load import build_offices
from takigi.demo.load_shared import live_together
from takigi.demo.shared_stories import GATHERINGS, SHARED_STORIES
from takigi.demo.towns import PLANS
from takigi.meetings.models import ActionItem, Attendance, InvolvementCheck, Meeting
from takigi.meetings.rules.promises import PromiseState
from takigi.meetings.rules.words import MeetingKind

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
# One that stays, one that is handed on, one that the station holds for a while, one still at the first word.
LIVED = [one for one in SHARED_STORIES if one.ending.startswith(("transfer", "station"))] + [SHARED_STORIES[-1]]


def plan_of(key):
    return next(plan for plan in (PLANS.values() if isinstance(PLANS, dict) else PLANS) if plan.key == key)


@pytest.mark.later
def test_a_city_lives_together_and_keeps_its_owners():
    plan = plan_of("nagihama")
    built = build_offices(plan, password="けやき 並木 朝の光 あたらしい靴", at=AT)
    assert live_together(SimpleNamespace(plan=plan), built, at=AT, stories=LIVED) == len(LIVED)

    assert SharedCase.objects.count() == len(LIVED)
    for case in SharedCase.objects.all():
        held = list(Assignment.objects.filter(case_id=case.pk).order_by("from_on", "pk"))
        assert [one.ended_on for one in held[:-1]] == [one.from_on for one in held[1:]]
        assert held[-1].ended_on is None
    agencies = built.agency_ids
    now_at = {Assignment.objects.get(case_id=one.pk, ended_on=None).agency_id for one in SharedCase.objects.all()}
    assert now_at == {agencies["assistance"], agencies["station"], agencies["centre_hoba"]}

    supporters = Meeting.objects.exclude(kind=MeetingKind.SUPPORT)
    assert supporters.count() == len(GATHERINGS)
    in_block_3 = Attendance.objects.filter(meeting__kind=MeetingKind.SUPPORTERS_BLOCK, meeting__block=3)
    assert in_block_3.exists() and not in_block_3.filter(agency_id=agencies["schools"]).exists()
    kinds = set(ActionItem.objects.values_list("state", flat=True))
    assert {PromiseState.DONE, PromiseState.ACCEPTED, PromiseState.DECLINED} <= kinds
    assert set(InvolvementCheck.objects.values_list("days", flat=True)) == {30, 90, 180}
    assert OutreachLead.objects.filter(state="connected").count() == 2


def test_the_other_town_has_none():
    plan = plan_of("takigino")
    assert live_together(SimpleNamespace(plan=plan), SimpleNamespace(), at=AT) == 0
