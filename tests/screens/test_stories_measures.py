"""ストーリーの指標: a box takes a number of the catalogue, its chart moves by itself, a target needs a ground, arrows say what counts allow."""

from datetime import timedelta
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils.timezone import now

from takigi.casework.actions.visits import confirm_visit
from takigi.evaluation.actions.reports import keep_results
from takigi.indicators.periods import months
from takigi.logic_models.actions.measures import Aim, Amount, UseWords, set_targets, use_indicator
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import UseRole
from takigi.logic_models.rules.nodes import Activity, Outcome
from tests.casework_made import open_case
from tests.screens.people_made import register, text_of
from tests.stories_made import found, outlined
from tests.visits_made import WORDS, confirm_made_visit, write_visit
from tests.worlds import Role


@pytest.fixture
def story(world, facts_folder):
    story_id = found(world)
    outlined(world, story_id)
    return story_id


def boxes(world, story_id):
    theory = story_page(world.viewer(Role.EAST_NURSE), story_id).theory
    return theory.of(Activity)[0].key, theory.of(Outcome)[0].key


def give(client, story_id, box, indicator, role="initial", **more):
    told = {"node": box, "indicator": indicator, "role": role, "direction": "up", "name": ""}
    return client.post(reverse("measure_new", args=[story_id]), told | more)


@pytest.mark.later
def test_a_visit_recorded_once_moves_the_number_at_the_box(world, sit, story):
    confirm_made_visit(world, open_case(world, register(world)))
    client = sit(Role.EAST_NURSE)
    _, outcome = boxes(world, story)
    assert give(client, story, outcome, "way_shown").status_code == HTTPStatus.FOUND

    page = text_of(client.get(reverse("story_measures", args=[story])).content.decode())

    assert "提案率" in page
    assert "今年度 1件中" in page
    assert "この図にしたわけ" in page


@pytest.mark.later
def test_a_box_says_what_it_waits_for_and_arrows_say_no_more_than_counts_allow(world, sit, story):
    confirm_made_visit(world, open_case(world, register(world)))
    client = sit(Role.EAST_NURSE)
    activity, outcome = boxes(world, story)
    give(client, story, activity, "way_shown", role="activity")
    give(client, story, outcome, "understood_alternative")
    page = text_of(client.get(reverse("story_measures", args=[story])).content.decode())
    assert "矢印について、記録から言えること" in page
    assert "「効果」という言葉は使えません" in page
    assert "記録は、この矢印と合っている" not in page


@pytest.mark.later
def test_a_target_without_a_ground_is_asked_for_one_and_nothing_typed_is_lost(world, sit, story):
    client = sit(Role.EAST_NURSE)
    _, outcome = boxes(world, story)
    give(client, story, outcome, "way_shown")
    (use,) = uses_of(world.viewer(Role.EAST_NURSE), story)
    address = reverse("measure_target", args=[story, use.use_id])
    typed = {"period_from": "R8.4.1", "period_until": "R9.3.31", "value": "60", "basis": "", "reason": ""}

    refused = client.post(address, typed)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="60"' in refused.content.decode()
    assert "目標の根拠を書いてください。" in refused.content.decode()

    assert client.post(address, typed | {"basis": "3センターの見立て"}).status_code == HTTPStatus.FOUND
    page = text_of(client.get(reverse("story_measures", args=[story])).content.decode())
    assert "R8.4.1〜R9.3.31 60%" in page.replace("\u3000", " ")


def test_a_number_of_the_teams_own_needs_a_name(world, sit, story):
    _, outcome = boxes(world, story)
    client = sit(Role.EAST_NURSE)
    assert give(client, story, outcome, "").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert give(client, story, outcome, "", name="名前で呼ばれた回数").status_code == HTTPStatus.FOUND


def test_what_the_team_counts_itself_is_written_down_and_corrected_beside_what_stood(world, sit, story):
    _, outcome = boxes(world, story)
    client = sit(Role.EAST_NURSE)
    give(client, story, outcome, "", name="名前で呼ばれた回数", unit="回", frequency="monthly")
    (use,) = uses_of(world.viewer(Role.EAST_NURSE), story)
    address, measures = reverse("measure_observe", args=[story, use.use_id]), reverse("story_measures", args=[story])
    assert address in client.get(measures).content.decode()

    month = {"period_from": "R8.10.1", "period_until": "R8.10.31", "count": "9", "out_of": "6"}
    refused = client.post(address, month | {"value": "9"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY and "nが分母より" in refused.content.decode()
    for value in ("9", "8"):
        assert client.post(address, month | {"value": value, "out_of": "12"}).status_code == HTTPStatus.FOUND
    client.post(address, {"period_from": "R8.11.1", "period_until": "R8.11.20", "missing": "not_surveyed"})

    page = text_of(client.get(measures).content.decode()).replace("\u3000", " ")
    assert "R8.10.1〜R8.10.31 8回 12のうち9" in page and "9回" not in page and "調査未実施" in page
    (use,) = uses_of(world.viewer(Role.EAST_NURSE), story)
    assert [(one.value, one.is_replaced) for one in use.observations[:2]] == [(9, True), (8, False)]


def test_an_indicator_that_is_taken_off_keeps_its_place_in_the_past(world, sit, story):
    _, outcome = boxes(world, story)
    client = sit(Role.EAST_NURSE)
    give(client, story, outcome, "way_shown")
    (use,) = uses_of(world.viewer(Role.EAST_NURSE), story)
    client.post(reverse("measure_end", args=[story, use.use_id]), {"why": "別の指標で見ることにした"})
    page = text_of(client.get(reverse("story_measures", args=[story])).content.decode())
    assert "外した指標（1件）" in page


def test_planners_read_and_do_not_write_others_are_told_nothing(world, sit, story):
    _, outcome = boxes(world, story)
    assert sit(Role.PLANNER).get(reverse("story_measures", args=[story])).status_code == HTTPStatus.OK
    assert give(sit(Role.PLANNER), story, outcome, "way_shown").status_code == HTTPStatus.FORBIDDEN
    assert sit(Role.NEIGHBOUR_NURSE).get(reverse("story_measures", args=[story])).status_code == HTTPStatus.NOT_FOUND


def believed(client, story_id, on):
    page = client.get(reverse("story_believed", args=[story_id]), {"on": on.isoformat()})
    return " ".join(text_of(page.content.decode()).split())


@pytest.mark.later
def test_a_past_day_shows_what_was_reported_then_beside_what_the_records_of_today_say_of_it(world, sit, facts_folder):
    """報告のあとに記録が増えても、その日に報告した数はそのまま出る。その日より前の記録だけを、いまの数として数える."""
    begun, nurse = world.viewer(Role.EAST_NURSE, at=now() - timedelta(days=40)), world.viewer(Role.EAST_NURSE)
    story_id = found(world, at=begun.at)
    outlined(world, story_id, at=begun.at)
    meant = UseWords(boxes(world, story_id)[1], "提案率", UseRole.INITIAL, indicator="way_shown", unit="%")
    use_id = use_indicator(by=begun, story_id=story_id, words=meant)
    aim = Aim(Amount(begun.on, nurse.on + timedelta(days=90), Decimal(60)), "3センターの見立て")
    set_targets(by=begun, story_id=story_id, use_id=use_id, aims=(aim,))
    earlier = open_case(world, register(world), days_ago=30)
    confirm_visit(
        by=nurse, draft_id=write_visit(world, earlier, **(WORDS | {"visited_on": "2日前"})), accepts_doubts=True
    )
    planner = world.viewer(Role.PLANNER)
    keep_results(by=planner, title="秋の報告", keys=["way_shown"], periods=months(begun.on, planner.on))
    client = sit(Role.PLANNER)
    assert "この年度のこの日まで 1件中1件" in believed(client, story_id, nurse.on)

    confirm_made_visit(world, open_case(world, register(world)))

    today, before = (believed(client, story_id, on) for on in (nurse.on, nurse.on - timedelta(days=1)))
    assert "（いまの記録で数えた数）" in today
    assert "この年度のこの日まで 2件中2件" in today and "この年度のこの日まで 1件中1件" in before
    assert "秋の報告" in today and "秋の報告" not in before
    assert "60% 根拠: 3センターの見立て" in before
