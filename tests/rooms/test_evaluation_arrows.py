"""矢印の読み方: delivered or not, changed or not, in which order; no more is said than counting before and after allows."""

from datetime import date
from fractions import Fraction

import pytest

from takigi.evaluation.arrows import Ends, Followed, read_arrow
from takigi.indicators.answers import Answer
from takigi.indicators.definition import Direction
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import months
from takigi.logic_models.rules.arrows import ArrowSays
from takigi.logic_models.rules.learning import Answer as Said
from takigi.statistics.claims import Grade, check_wording
from tests.rooms.test_evaluation_pictures import GOOD, VISITS

FIRSTS = [period.first_day for period in months(date(2025, 4, 1), date(2027, 3, 31))]
NOTHING_KNOWN = Answer(None, Fraction(0), None, missing=MissingKind.BEING_COUNTED, why="まだ")


def read(source, target):
    return read_arrow(source, target, Ends("元", "先"), on=date(2026, 11, 23))


def counts(*numbers, hoped=Direction.HIGHER_IS_BETTER):
    answers = [Answer(Fraction(n), Fraction(n), None) if n is not None else NOTHING_KNOWN for n in numbers]
    return Followed(VISITS, tuple(zip(FIRSTS, answers, strict=False)), hoped)


def shares(*pairs, hoped=Direction.HIGHER_IS_BETTER):
    answers = [Answer(Fraction(x, n), Fraction(x), Fraction(n)) for x, n in pairs]
    return Followed(GOOD, tuple(zip(FIRSTS, answers, strict=False)), hoped)


def test_an_arrow_whose_beginning_never_took_place_says_so_and_nothing_of_its_end():
    found = read([counts(0, 0, 0, 0, 0, 0)], [counts(1, 1, 1, 9, 9, 9)])
    assert (found.said.delivered, found.said.changed, found.said.says) == (Said.NO, Said.UNKNOWN, ArrowSays.NOT_YET)
    assert found.said.grade is Grade.A


def test_nothing_counted_is_not_nothing_delivered():
    assert read([], [counts(1, 2)]).said.delivered is Said.UNKNOWN
    assert read([counts(None, None)], [counts(1, 2)]).said.delivered is Said.UNKNOWN


def test_a_rise_after_the_first_delivery_agrees_with_the_arrow_and_is_called_no_effect():
    found = read([counts(0, 0, 0, 0, 3, 3, 3, 3)], [counts(1, 0, 1, 1, 8, 9, 8, 9)])
    assert (found.said.delivered, found.said.changed, found.said.says) == (Said.YES, Said.YES, ArrowSays.SUPPORTED)
    assert found.said.grade is Grade.B
    assert "令和7年8月から12件" in found.told[0]
    assert "前の4か月は3件、後の4か月は34件" in found.told[1]
    assert all(not check_wording(said, Grade.B) for said in found.told)


def test_the_same_rise_where_a_fall_was_hoped_for_does_not_support_it():
    found = read([counts(0, 0, 0, 0, 3, 3, 3, 3)], [counts(1, 0, 1, 1, 8, 9, 8, 9, hoped=Direction.LOWER_IS_BETTER)])
    assert (found.said.changed, found.said.says) == (Said.NO, ArrowSays.NOT_YET)


def test_where_neither_way_was_hoped_for_a_move_says_nothing():
    found = read([counts(0, 0, 0, 0, 3, 3, 3, 3)], [counts(1, 0, 1, 1, 8, 9, 8, 9, hoped=Direction.NEITHER)])
    assert found.said.says is ArrowSays.NOT_YET


def test_a_change_before_anything_was_delivered_does_not_count_for_the_arrow():
    """The order matters: what rose first cannot come from what came later."""
    found = read([counts(0, 0, 0, 0, 3, 3, 3, 3)], [counts(9, 9, 9, 9, 9, 9, 9, 9)])
    assert (found.said.changed, found.said.says) == (Said.NO, ArrowSays.NOT_YET)


def test_a_few_people_more_say_how_many_records_would_settle_it():
    found = read([counts(0, 0, 0, 2, 2, 2)], [shares((1, 4), (2, 4), (1, 4), (2, 4), (2, 4), (3, 4))])
    assert (found.said.changed, found.said.says) == (Said.NO, ArrowSays.NOT_YET)
    assert any("人分の記録が必要です" in said for said in found.told)


def test_two_months_are_too_few_on_either_side():
    found = read([counts(0, 0, 2, 2)], [counts(0, 0, 9, 9)])
    assert (found.said.changed, found.said.grade) == (Said.UNKNOWN, Grade.A)


@pytest.mark.parametrize("reversed_order", [False, True])
def test_two_indicators_that_disagree_leave_the_arrow_open(reversed_order):
    ends = [counts(1, 1, 1, 1, 9, 9, 9, 9), counts(9, 9, 9, 9, 1, 1, 1, 1)]
    found = read([counts(0, 0, 0, 0, 3, 3, 3, 3)], ends[::-1] if reversed_order else ends)
    assert found.said.says is ArrowSays.NOT_YET


def test_an_arrow_without_an_indicator_at_its_end_asks_for_one():
    found = read([counts(1, 2, 3)], [])
    assert any("まだ指標がついていません" in said for said in found.told)
