"""協議体: what was not found is on the table there, what was decided stands at both, and only for whom it may."""

import html
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from takigi.meetings.actions.phases import set_time
from takigi.meetings.rules.words import MeetingKind
from takigi.resources.actions.unmet import UnmetWords, note_unmet
from takigi.resources.models import UnmetStep
from takigi.resources.rules.requests import Barrier, UnmetState
from takigi.resources.rules.words import ResourceKind
from tests.meetings_held import held, planned
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.later]
MEN = "男の人が昼に集まれる所がない"


def missing(world, text=MEN):
    words = UnmetWords(text, ResourceKind.GATHERING, Barrier.PLACE, area_id=world.area_ids["east"])
    return note_unmet(by=world.viewer(Role.COORDINATOR), words=words)


def page(client, name, *numbers):
    answer = client.get(reverse(name, args=numbers))
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_what_was_said_at_the_meeting_stands_there_and_beside_what_is_missing(sit, world):
    need, (council, _) = missing(world), held(world, MeetingKind.COUNCIL)
    keeper = sit(Role.COORDINATOR)
    before = page(keeper, "meeting_unmet", council)
    assert MEN in before and "この場で話したこと" not in before
    write = f"{reverse('unmet_step', args=[need, 'discussed'])}?meeting={council}"
    assert write in before
    form = html.unescape(keeper.get(write).text)
    assert f'value="{council}" selected' in form and "会議へ戻る" in form
    kept = keeper.post(write, {"meeting": str(council), "on": "今日", "note": "集会所の空く日を調べる"})
    assert kept.url == reverse("meeting_unmet", args=[council])
    after = page(keeper, "meeting_unmet", council)
    assert "集会所の空く日を調べる" in after and write not in after
    assert reverse("meeting_unmet", args=[council]) in page(keeper, "unmet_need", need)


def test_the_next_meeting_talks_about_it_again(sit, world):
    need, keeper = missing(world), sit(Role.COORDINATOR)
    for said in ("空く日を調べる", "月曜に開けてみる"):
        council, _ = held(world, MeetingKind.COUNCIL)
        step = reverse("unmet_step", args=[need, "discussed"])
        keeper.post(step, {"meeting": str(council), "on": "今日", "note": said})
        assert said in page(keeper, "meeting_unmet", council)
    told = page(keeper, "unmet_need", need)
    assert told.index("空く日を調べる") < told.index("月曜に開けてみる")


def test_nobody_writes_to_a_meeting_that_they_do_not_know_or_that_is_no_council(sit, world):
    need, (council, _) = missing(world), held(world, MeetingKind.COUNCIL)
    lecture, _ = held(world, MeetingKind.LECTURE)
    step, typed = reverse("unmet_step", args=[need, "discussed"]), {"on": "今日", "note": "空く日を調べる"}
    planner = sit(Role.PLANNER)
    assert planner.get(reverse("meeting_unmet", args=[council])).status_code == 404
    keeper = sit(Role.COORDINATOR)
    for client, meeting in ((planner, council), (keeper, lecture), (keeper, uuid.uuid4())):
        client.post(step, {**typed, "meeting": str(meeting)})
    assert not UnmetStep.objects.filter(meeting_id__isnull=False).exists()
    keeper.post(step, {**typed, "meeting": str(council)})
    told = page(planner, "unmet_need", need)
    assert "空く日を調べる" in told and str(council) not in told
    assert keeper.get(reverse("meeting_unmet", args=[lecture])).status_code == 404


def test_before_its_day_a_meeting_is_prepared_and_nothing_said_is_written(sit, world):
    need, (council, _) = missing(world), planned(world, MeetingKind.COUNCIL)
    starts_at = now() + timedelta(days=9)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "place": "公民館"}
    set_time(by=world.viewer(Role.SECRETARIAT), meeting_id=council, **times)
    told = page(sit(Role.COORDINATOR), "meeting_unmet", council)
    assert MEN in told and "会議の日が来ると" in told and "話したことを書く</a>" not in told
    assert str(council) not in page(sit(Role.COORDINATOR), "unmet_step", need, UnmetState.DISCUSSED.value)


def test_a_meeting_long_past_shows_only_what_was_said_there(sit, world):
    missing(world)
    council, _ = held(world, MeetingKind.COUNCIL, days_ago=200)
    told = page(sit(Role.COORDINATOR), "meeting_unmet", council)
    assert MEN not in told and "話したことは、書かれていません" in told


def test_the_page_costs_the_same_for_one_thing_missing_and_for_ten(sit, world):
    missing(world)
    council, _ = held(world, MeetingKind.COUNCIL)
    keeper, spent = sit(Role.COORDINATOR), []
    page(keeper, "meeting_unmet", council)
    for more in (0, 9):
        for number in range(more):
            missing(world, f"{MEN}（{number}）")
        with CaptureQueriesContext(connection) as asked:
            page(keeper, "meeting_unmet", council)
        spent.append(len(asked))
    assert spent[0] == spent[1] < 40
