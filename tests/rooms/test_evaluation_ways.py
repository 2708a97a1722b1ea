"""町の決めごとと指標: what the head decides on a screen is what the numbers mean from that day on."""

from datetime import timedelta

import pytest

from takigi.casework.actions.settings import decide_way
from takigi.evaluation.queries.standing import question_of
from takigi.indicators.periods import months
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def test_a_decision_of_the_town_is_an_edition_of_its_numbers(world):
    head = world.viewer(Role.EAST_HEAD)
    window = months(head.on - timedelta(days=40), head.on)
    before = question_of(head, ["agreed_in_time"], periods=window)
    decide_way(by=head, key="agree_within_days", value="60", from_on=window[1].first_day, reason="訪問が混んでいるため")
    after = question_of(head, ["agreed_in_time"], periods=window)
    assert [one.edition.ways for one in before.asked] == [("訪問から合意までの日数: 45日",)]
    assert [one.edition.ways for one in after.asked] == [
        ("訪問から合意までの日数: 45日",),
        ("訪問から合意までの日数: 60日",),
    ]
