"""フレイルの区分: the limits from both sides, ranges while answers are missing, and two editions of J-CHS."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.frailty import (
    CUTOFFS,
    JCHS_2020,
    JCHS_OLD,
    SATAKE_2016,
    SEVEN_OR_MORE,
    FrailtyClass,
    frailty_class,
    jchs,
)
from takigi.instruments.scores import Score
from tests.rules_held import holds

ROBUST, PREFRAIL, FRAIL = FrailtyClass


@holds("2.1-frailty")
@pytest.mark.parametrize(
    ("points", "expected"), [(0, ROBUST), (3, ROBUST), (4, PREFRAIL), (7, PREFRAIL), (8, FRAIL), (25, FRAIL)]
)
def test_the_default_limits_are_four_and_eight(points, expected):
    assert frailty_class(Score(points, points)).settled is expected


@holds("2.1-frailty")
def test_a_town_may_take_the_other_study_and_the_source_goes_along():
    classes = [frailty_class(Score(points, points), SEVEN_OR_MORE).settled for points in (3, 4, 6, 7)]
    assert classes == [ROBUST, PREFRAIL, PREFRAIL, FRAIL]
    assert frailty_class(Score(7, 7), SEVEN_OR_MORE).source != SATAKE_2016.source
    assert all(cutoffs.source for cutoffs in CUTOFFS)


@holds("2.1-frailty", "2.1-missing")
def test_missing_answers_give_a_range_of_classes():
    reading = frailty_class(Score(3, 8))
    assert (reading.lightest, reading.heaviest, reading.settled) == (ROBUST, FRAIL, None)
    assert reading.in_words == "健常～フレイル（3～8点、未回答あり）"


def test_a_range_inside_one_class_is_settled():
    assert frailty_class(Score(4, 7)).settled is PREFRAIL
    assert frailty_class(Score(5, 5)).in_words == "プレフレイル（5点）"


@given(st.integers(0, 25), st.integers(0, 25))
def test_more_points_are_never_a_lighter_class(one, other):
    order = list(FrailtyClass)
    low, high = sorted((one, other))
    reading = frailty_class(Score(low, high))
    assert order.index(reading.lightest) <= order.index(reading.heaviest)


def signs(**given_facts):
    facts = {
        "sex": "2",
        "weight_loss": False,
        "grip_kg": Decimal(20),
        "fatigue": False,
        "gait_usual_mps": Decimal("1.2"),
        "exercises_weekly": True,
    }
    return jchs(**facts | given_facts)


@holds("2.2-2020")
@pytest.mark.parametrize(
    ("sex", "grip", "is_weak"), [("1", "28", False), ("1", "27.9", True), ("2", "18", False), ("2", "17.9", True)]
)
def test_the_grip_of_2020_is_below_28_and_18(sex, grip, is_weak):
    assert signs(sex=sex, grip_kg=Decimal(grip)).weak_grip is is_weak


@holds("2.2-old")
@pytest.mark.parametrize(
    ("sex", "grip", "is_weak"), [("1", "26", False), ("1", "25.9", True), ("2", "17", False), ("2", "16.9", True)]
)
def test_the_older_edition_has_its_own_limits_and_the_result_says_which(sex, grip, is_weak):
    result = signs(sex=sex, grip_kg=Decimal(grip), version=JCHS_OLD)
    assert result.weak_grip is is_weak
    assert result.version.key == "jchs_old"


@holds("2.2-old")
def test_the_same_person_can_differ_by_edition():
    grip = Decimal(27)
    assert signs(sex="1", grip_kg=grip, version=JCHS_2020).weak_grip
    assert not signs(sex="1", grip_kg=grip, version=JCHS_OLD).weak_grip


@holds("2.2-2020")
@pytest.mark.parametrize(("gait", "is_slow"), [("1.0", False), ("0.99", True)])
def test_slow_is_below_one_metre_a_second(gait, is_slow):
    assert signs(gait_usual_mps=Decimal(gait)).slow_gait is is_slow


@holds("2.2-2020")
@pytest.mark.parametrize(("count", "expected"), [(0, ROBUST), (1, PREFRAIL), (2, PREFRAIL), (3, FRAIL), (5, FRAIL)])
def test_three_signs_are_frail_and_one_is_prefrail(count, expected):
    bad = {
        "weight_loss": True,
        "fatigue": True,
        "exercises_weekly": False,
        "grip_kg": Decimal(10),
        "gait_usual_mps": Decimal("0.5"),
    }
    assert signs(**dict(list(bad.items())[:count])).frailty.settled is expected


def test_signs_that_are_not_known_leave_a_range():
    unknown = signs(grip_kg=None, fatigue=None, weight_loss=True, exercises_weekly=None)
    assert unknown.signs == (True, None, None, False, None)
    assert unknown.frailty.score == Score(1, 4)
    assert unknown.frailty.settled is None


def test_without_a_known_sex_the_grip_is_not_judged():
    assert signs(sex="", grip_kg=Decimal(5)).weak_grip is None
