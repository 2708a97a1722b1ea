"""本人にわかる言葉と参考値: a change as a sentence for the kitchen table, and means that are no pass line."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.physical import (
    REFERENCES,
    Aid,
    Measured,
    MeasurementStatus,
    Pace,
    PhysicalTest,
    Protocol,
    Side,
    change_between,
    fall_risk_note,
    in_plain_words,
    references_for,
)
from takigi.instruments.references import LABEL
from tests.rules_held import holds

WHOLE = Protocol(
    side=Side.RIGHT, distance_m=Decimal(5), run_up=True, aid=Aid.NONE, cap_s=Decimal(60), chair_cm=Decimal(40)
)


def told(test, before, after):
    """The sentence for a change between two values, None being unable."""
    made = []
    for value, on in ((before, date(2026, 4, 1)), (after, date(2026, 6, 30))):
        status = MeasurementStatus.UNABLE if value is None else MeasurementStatus.MEASURED
        facts = {
            field: getattr(WHOLE, field)
            for field in ("side", "distance_m", "run_up", "aid", "cap_s", "chair_cm")
            if field != "cap_s" or test is PhysicalTest.ONE_LEG
        }
        protocol = Protocol(pace=test.card.pace or Pace.USUAL, **facts)
        made.append(Measured(test, status, None if value is None else Decimal(value), protocol, on))
    return in_plain_words(change_between(*made))


@pytest.mark.parametrize(
    ("test", "before", "after", "sentence"),
    [
        (PhysicalTest.TUG, "12.4", "10.0", "立って歩き出すのが2.4秒はやくなりました"),
        (PhysicalTest.TUG, "10.0", "11.5", "立って歩き出すのが1.5秒ゆっくりになりました"),
        (PhysicalTest.GAIT_USUAL, "0.80", "1.00", "ふだんの歩きが、10メートルで2.5秒はやくなりました"),
        (PhysicalTest.GAIT_MAX, "1.60", "1.25", "急いで歩くのが、10メートルで1.8秒ゆっくりになりました"),
        (PhysicalTest.GRIP, "18.0", "20.5", "握る力が2.5キロ強くなりました"),
        (PhysicalTest.ONE_LEG, "5.0", "12.5", "片足で立っていられる時間が7.5秒のびました"),
        (PhysicalTest.ONE_LEG, "20", "60", "片足で立っていられる時間が40.0秒以上のびました"),
        (PhysicalTest.ONE_LEG, "60", "60", "片足で立つことは、前も今回も、測る上限（60.0秒）までできました"),
        (PhysicalTest.CS30, "10", "13", "30秒のあいだに立ち上がれる回数が3回ふえました"),
        (PhysicalTest.CHAIR5, "15.2", "12.0", "椅子から5回立ち上がるのが3.2秒はやくなりました"),
        (PhysicalTest.CS30, "10", "10", "椅子から手を使わずに立ち上がることは、前と同じくらいでした（10回）"),
        (PhysicalTest.GAIT_USUAL, "1.000", "1.001", "決まった距離を歩くことは、前と同じくらいでした（1.00m/秒）"),
        (PhysicalTest.GAIT_USUAL, "0", "0.5", "決まった距離を歩くことが、前とは変わりました（0.00m/秒から0.50m/秒へ）"),
    ],
)
def test_a_change_is_told_as_something_the_person_notices(test, before, after, sentence):
    assert told(test, before, after) == sentence


@holds("2.3-able")
def test_becoming_able_is_told_without_a_difference():
    sentence = told(PhysicalTest.TUG, None, "14.2")
    assert sentence == "前はできなかった「椅子から立って、歩いて戻ること」が、できるようになりました（14.2秒）"


def test_what_could_not_be_measured_is_told_without_blame():
    assert told(PhysicalTest.ONE_LEG, "5", None).startswith("今回は「片足で立つこと」を測れませんでした")


values = st.decimals(min_value="0.01", max_value=100, places=2)


@given(st.sampled_from(PhysicalTest), values, values)
def test_nothing_told_to_a_person_blames_or_speaks_of_metres_per_second(test, before, after):
    sentence = told(test, before, after)
    assert not {"悪", "失敗", "低下", "劣"} & set(sentence)
    assert "秒速" not in sentence
    assert sentence.split("（")[0].count("m/秒") == 0


@holds("2.3-reference")
@pytest.mark.parametrize(
    ("test", "sex", "age", "mean"),
    [
        (PhysicalTest.GRIP, "1", 75, "31.7"),
        (PhysicalTest.GRIP, "2", 75, "20.4"),
        (PhysicalTest.GRIP, "1", 90, "24.1"),
        (PhysicalTest.GRIP, "2", 93, "14.4"),
        (PhysicalTest.ONE_LEG, "1", 65, "39.3"),
        (PhysicalTest.ONE_LEG, "2", 65, "36.8"),
        (PhysicalTest.GAIT_USUAL, "1", 70, "1.29"),
        (PhysicalTest.GAIT_USUAL, "2", 70, "1.25"),
        (PhysicalTest.GAIT_USUAL, "1", 90, "0.80"),
        (PhysicalTest.GAIT_USUAL, "2", 90, "0.72"),
        (PhysicalTest.GAIT_MAX, "1", 70, "1.94"),
        (PhysicalTest.GAIT_MAX, "2", 70, "1.73"),
        (PhysicalTest.CHAIR5, "1", 90, "17.2"),
        (PhysicalTest.CHAIR5, "2", 90, "17.8"),
    ],
)
def test_the_closest_published_mean_comes_first(test, sex, age, mean):
    assert references_for(test, sex=sex, age=age)[0].mean == Decimal(mean)


@holds("2.3-reference")
@pytest.mark.parametrize(("pace", "mean"), [(Pace.MAX, "6.60"), (Pace.USUAL, "8.86")])
def test_a_mean_of_one_pace_is_never_shown_beside_the_other(pace, mean):
    assert [r.mean for r in references_for(PhysicalTest.TUG, sex="2", age=80, pace=pace)] == [Decimal(mean)]
    assert references_for(PhysicalTest.TUG, sex="2", age=80) == ()


@holds("2.3-reference")
@pytest.mark.parametrize(
    ("sex", "age", "band"),
    [
        ("1", 65, (18, 21)),
        ("1", 69, (18, 21)),
        ("1", 70, (16, 20)),
        ("1", 79, (15, 17)),
        ("1", 80, (14, 16)),
        ("2", 69, (17, 21)),
        ("2", 74, (15, 19)),
        ("2", 75, (13, 17)),
        ("2", 97, (13, 16)),
    ],
)
def test_the_band_of_standing_up_follows_sex_and_age_and_says_it_is_unchecked(sex, age, band):
    (found,) = references_for(PhysicalTest.CS30, sex=sex, age=age)
    assert found.band == band
    assert not found.verified


@holds("2.3-reference")
def test_every_reference_says_whose_it_is_and_where_it_is_from():
    assert LABEL == "地域在住の元気な高齢者の平均"
    assert all(r.label and r.source for r in REFERENCES)
    words = [r.in_words for r in REFERENCES]
    assert "地域在住の元気な高齢者の平均 31.7kg" in words
    assert "「ふつう」とされる範囲 18～21回" in words


@pytest.mark.parametrize(("sex", "age"), [("1", 64), ("", 70)])
def test_whoever_fits_no_group_is_shown_no_mean(sex, age):
    assert references_for(PhysicalTest.GRIP, sex=sex, age=age) == ()


@holds("2.3-tug-risk")
@pytest.mark.parametrize(("value", "has_note"), [("13.4", False), ("13.5", True)])
def test_a_slow_walk_from_13_5_seconds_has_a_note(value, has_note):
    assert (fall_risk_note(PhysicalTest.TUG, Decimal(value)) is not None) is has_note
    assert fall_risk_note(PhysicalTest.CHAIR5, Decimal(value)) is None
