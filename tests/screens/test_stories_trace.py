"""確かめ方の一覧: each way of looking, with its number, its awaited words and its record; what is not settled yet says so."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.logic_models.actions.measures import UseWords, use_indicator
from takigi.logic_models.actions.theory import plan_monitoring
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import UseRole
from takigi.logic_models.rules.nodes import Activity, Monitoring
from tests.screens.people_made import text_of
from tests.stories_made import found, outlined
from tests.worlds import Role


@pytest.mark.later
def test_a_planner_follows_every_way_of_looking_to_its_number_and_its_record(world, sit, facts_folder):
    story_id = found(world)
    outlined(world, story_id)
    by = world.viewer(Role.EAST_NURSE)
    page = story_page(by, story_id)
    row = page.theory.of(Monitoring)[0]
    watched, elsewhere = row.outcomes[0], page.theory.of(Activity)[0].key
    for box, key in ((watched, "way_back_chosen"), (elsewhere, "with_a_therapist")):
        use = UseWords(box, f"数 {key}", UseRole.INITIAL, indicator=key)
        use_indicator(by=by, story_id=story_id, words=use)
    client = sit(Role.EAST_NURSE)
    address = reverse("story_trace", args=[story_id])

    page_before = text_of(client.get(address).content.decode())
    assert row.sign in page_before and "数 way_back_chosen" in page_before
    assert "まだ決めていません" in page_before
    assert "確かめ方のない箱の数" in page_before and "数 with_a_therapist" in page_before

    values = {"text": row.text, "record_where": "訪問の記録"}
    based_on = story_page(by, story_id).version.based_on
    plan_monitoring(by=by, story_id=story_id, based_on=based_on, outcomes=row.outcomes, values=values, key=row.key)
    page_after = text_of(client.get(address).content.decode())
    assert "訪問の記録" in page_after
    assert page_after.count("まだ決めていません") == page_before.count("まだ決めていません") - 1
    assert sit(Role.NEIGHBOUR_NURSE).get(address).status_code == HTTPStatus.NOT_FOUND
