"""会議検討率と決定実行率: a case that begins a programme is on the list, and a conference that talks about it is in the numbers at once."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from takigi.meetings.actions.care import CareWords, bring_case
from takigi.meetings.actions.phases import hold_meeting
from takigi.meetings.actions.promises import PromiseWords, ask_promise
from takigi.meetings.rules.words import MeetingKind
from tests.meetings_held import planned
from tests.programmes_made import begin, open_class, planned_case
from tests.rooms.evaluation_lived import gathered, told_now
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_folder")]
KEYS = ("discussed_in_conference", "decisions_carried_out")
NOW = 11  # the number of the running month


def counted(world) -> list[tuple[int, int]]:
    results = told_now(world, keys=KEYS).results
    return [(results.answer(key, NOW).numerator, results.answer(key, NOW).n) for key in KEYS]


@pytest.mark.later
def test_a_conference_held_a_moment_ago_is_in_the_numbers(world, register):
    one, _ = (planned_case(world, register()) for _ in range(2))
    gathered(world)
    assert counted(world) == [(0, 0), (0, 0)]
    course = open_class(world)
    begin(world, one, course.course_id, days_ago=0)
    assert counted(world) == [(0, 1), (0, 0)]

    meeting_id, _ = planned(world, MeetingKind.CARE, theme=False)
    sheet = CareWords(why_chosen="転んで外に出なくなった", to_solve=["畑に戻る"])
    item_id = bring_case(by=world.viewer(Role.EAST_NURSE), meeting_id=meeting_id, case_id=one, words=sheet)
    assert counted(world)[0] == (0, 1)
    secretary = world.viewer(Role.SECRETARIAT, at=now() + timedelta(minutes=6))
    hold_meeting(by=secretary, meeting_id=meeting_id)
    words = PromiseWords(agency_id=world.agency_ids["council"], what="畑までの道を見る", due_on=secretary.on)
    ask_promise(by=secretary, item_id=item_id, words=words)
    assert counted(world) == [(1, 1), (0, 1)]
    gathered(world)
    assert counted(world) == [(1, 1), (0, 1)]
