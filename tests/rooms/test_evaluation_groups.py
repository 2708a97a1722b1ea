"""どの方にも同じように: a share by kinds of people is told for ten or more, the same page for whoever may see numbers."""

import pytest
from django.test import Client
from django.urls import reverse

from takigi.evaluation.queries.groups import groups_of, kinds_for
from takigi.indicators.catalogue import all_indicators, indicator
from takigi.statistics.fairness import Finding
from tests.rooms.evaluation_lived import gathered, live
from tests.worlds import Role, seat

KEY = "with_a_therapist"


@pytest.mark.later
@pytest.mark.django_db
@pytest.mark.usefixtures("facts_folder")
def test_ten_of_a_kind_are_told_and_nine_are_not(world, register):
    for number in range(9):
        live(world, register, name=f"見本　{number}")
    gathered(world)
    planner, evaluator = world.viewer(Role.PLANNER), world.viewer(Role.EVALUATOR)
    page = reverse("number_groups", args=[KEY])

    few = groups_of(planner, KEY)
    assert few.whole == (9, 9)
    assert {one.finding for kind in few.kinds for one in kind.groups} == {Finding.CLOSED}
    said = seat(Client(), world, Role.PLANNER).get(page).content.decode()
    assert "9件中9件" in said and "差し引きで分かるため表示しない区分: " in said and "1件中" not in said

    live(world, register, name="見本　十")
    enough = groups_of(planner, KEY)
    told = [one for kind in enough.kinds for one in kind.groups if one.n is not None]
    assert enough.whole == (10, 10) and {(one.x, one.n, one.finding) for one in told} == {(10, 10, Finding.ALONE)}
    assert enough.looks == len(told) > 1
    assert enough.standing.results.question.breakdowns == kinds_for(indicator(KEY))
    # From outside nobody who is not counted may be told apart from those who are.
    outside = groups_of(evaluator, KEY)
    assert outside.since == enough.since and all(one.finding for kind in outside.kinds for one in kind.groups)


def test_only_shares_of_people_are_looked_at_so():
    """件数・中央値・協働の指標と、多いほどよいとは言えない割合には、この頁はない."""
    shares = {one.key for one in all_indicators() if kinds_for(one)}
    assert {KEY, "visited_in_time", "course_begun"} <= shares
    assert not {one.key for one in all_indicators() if one.unit.word == "日"} & shares
    assert "causes_to_turn_back" not in shares
