"""体力測定: five ways of having no value, the best of trials, soft ranges, and changes only between equal protocols."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.physical import (
    FACT_LABELS,
    Aid,
    Better,
    Change,
    ChangeKind,
    Measured,
    MeasurementStatus,
    NotComparable,
    Pace,
    PhysicalTest,
    Protocol,
    Side,
    best_of_trials,
    change_between,
    is_clear_improvement,
    meaningful_changes,
    reached,
    soft_range_question,
)
from tests.rules_held import holds

BEFORE, AFTER = date(2026, 4, 1), date(2026, 6, 30)
WHOLE = Protocol(
    side=Side.RIGHT, distance_m=Decimal(5), run_up=True, aid=Aid.NONE, cap_s=Decimal(60), chair_cm=Decimal(40)
)
MEASURED, UNABLE = MeasurementStatus.MEASURED, MeasurementStatus.UNABLE


def protocol_of(test, **facts):
    """A protocol with every fact that the test needs."""
    return replace(WHOLE, **({"pace": test.card.pace or Pace.USUAL} | facts))


def measured(test, value, on=BEFORE, **facts):
    return Measured(test, MEASURED, Decimal(value), protocol_of(test, **facts), on)


def without(test, status, on=BEFORE, protocol=None):
    return Measured(test, status, None, protocol or Protocol(), on)


@holds("2.3-status")
def test_the_five_states_have_five_different_words():
    assert len({status.label for status in MeasurementStatus}) == len(MeasurementStatus) == 5


@holds("2.3-status")
@pytest.mark.parametrize("status", [s for s in MeasurementStatus if s is not MEASURED])
def test_without_a_measurement_there_is_a_word_and_no_number(status):
    assert without(PhysicalTest.TUG, status).in_words == status.label
    with pytest.raises(ValueError, match="測定した"):
        Measured(PhysicalTest.TUG, status, Decimal(0), Protocol(), BEFORE)


@holds("2.3-status")
def test_measured_without_a_value_is_refused():
    with pytest.raises(ValueError, match="測定した"):
        Measured(PhysicalTest.TUG, MEASURED, None, Protocol(), BEFORE)


@pytest.mark.parametrize("value", [Decimal(-1), 12.5, Decimal("NaN")])
def test_negative_numbers_and_binary_floats_are_refused(value):
    with pytest.raises(ValueError, match="測定値"):
        Measured(PhysicalTest.TUG, MEASURED, value, Protocol(), BEFORE)


def test_a_test_that_names_its_pace_is_not_measured_at_another():
    with pytest.raises(ValueError, match="ふだんの速さ"):
        Measured(PhysicalTest.GAIT_USUAL, MEASURED, Decimal(1), Protocol(pace=Pace.MAX), BEFORE)


def test_values_are_written_with_their_decimals_and_unit():
    assert measured(PhysicalTest.GAIT_USUAL, "1").in_words == "1.00m/秒"
    assert measured(PhysicalTest.CS30, "14").in_words == "14回"


def test_the_directions_and_units_are_those_of_the_tests():
    assert {t.value: (t.unit, t.better.value, t.decimals) for t in PhysicalTest} == {
        "grip_kg": ("kg", "higher", 1),
        "one_leg_s": ("秒", "higher", 1),
        "gait_usual_mps": ("m/秒", "higher", 2),
        "gait_max_mps": ("m/秒", "higher", 2),
        "tug_s": ("秒", "lower", 1),
        "cs30_count": ("回", "higher", 0),
        "chair5_s": ("秒", "lower", 1),
    }


@holds("V33")
@pytest.mark.parametrize(
    ("test", "low", "high"),
    [
        (PhysicalTest.GRIP, "0.5", "80"),
        (PhysicalTest.TUG, "3", "180"),
        (PhysicalTest.GAIT_USUAL, "0.1", "3.5"),
        (PhysicalTest.GAIT_MAX, "0.1", "3.5"),
        (PhysicalTest.ONE_LEG, "0", "120"),
        (PhysicalTest.CS30, "0", "60"),
    ],
)
def test_outside_the_soft_range_there_is_a_question_and_the_value_stays(test, low, high):
    tiny = Decimal("0.001")
    assert soft_range_question(test, Decimal(low)) is None
    assert soft_range_question(test, Decimal(high)) is None
    assert "合っていますか" in soft_range_question(test, Decimal(high) + tiny)
    assert "合っていますか" in soft_range_question(test, Decimal(low) - tiny)
    assert measured(test, Decimal(high) + 100).value == Decimal(high) + 100


@pytest.mark.parametrize(("test", "best"), [(PhysicalTest.GRIP, "22"), (PhysicalTest.TUG, "18")])
def test_the_best_trial_follows_the_direction_of_the_test(test, best):
    trials = [measured(test, value, trial=number) for number, value in enumerate(("18", "22", "20"), 1)]
    found = best_of_trials(trials)
    assert found.value == Decimal(best)
    assert found.protocol.trial == [18, 22, 20].index(int(best)) + 1


def test_one_measured_trial_outweighs_one_that_failed_and_without_any_the_last_stays():
    failed = without(PhysicalTest.GRIP, UNABLE, protocol=protocol_of(PhysicalTest.GRIP))
    assert best_of_trials([failed, measured(PhysicalTest.GRIP, "18", trial=2)]).value == Decimal(18)
    assert best_of_trials([failed]) is failed


@pytest.mark.parametrize("other", [{"side": Side.LEFT}, {"on": AFTER}])
def test_trials_made_differently_are_not_mixed(other):
    with pytest.raises(ValueError, match="同じ"):
        best_of_trials([measured(PhysicalTest.GRIP, "18"), measured(PhysicalTest.GRIP, "20", **other)])
    with pytest.raises(ValueError, match="ひとつも"):
        best_of_trials([])


@pytest.mark.parametrize(
    ("test", "before", "after", "kind"),
    [
        (PhysicalTest.TUG, "12.4", "10.0", ChangeKind.BETTER),
        (PhysicalTest.TUG, "10.0", "12.4", ChangeKind.WORSE),
        (PhysicalTest.GRIP, "18", "20", ChangeKind.BETTER),
        (PhysicalTest.GRIP, "20", "18", ChangeKind.WORSE),
        (PhysicalTest.CS30, "12", "12", ChangeKind.SAME),
    ],
)
def test_better_and_worse_follow_the_direction_of_the_test(test, before, after, kind):
    change = change_between(measured(test, before), measured(test, after, on=AFTER))
    assert change.kind is kind
    assert change.amount == Decimal(after) - Decimal(before)


OTHER_FACTS = {
    "pace": Pace.MAX,
    "side": Side.LEFT,
    "distance_m": Decimal(10),
    "run_up": False,
    "aid": Aid.STICK,
    "cap_s": Decimal(120),
    "chair_cm": Decimal(38),
}


@holds("2.3-protocol")
@pytest.mark.parametrize(("test", "fact"), [(test, fact) for test in PhysicalTest for fact in test.card.required_facts])
def test_no_change_is_counted_where_a_fact_differs_or_was_not_written_down(test, fact):
    before = measured(test, "5")
    other = measured(test, "6", on=AFTER, **{fact: OTHER_FACTS[fact]})
    unwritten = measured(test, "6", on=AFTER, **{fact: None})
    for after, words in ((other, "前回と違う"), (unwritten, "書かれていない")):
        refused = change_between(before, after)
        assert isinstance(refused, NotComparable)
        assert words in refused.sentence
        assert FACT_LABELS[fact] in refused.sentence


@holds("2.3-protocol")
def test_each_test_needs_the_facts_that_its_results_hang_on():
    walk = {"distance_m", "run_up", "aid"}
    assert {test.name: set(test.card.required_facts) for test in PhysicalTest} == {
        "GRIP": {"side"},
        "ONE_LEG": {"side", "cap_s"},
        "GAIT_USUAL": walk,
        "GAIT_MAX": walk,
        "TUG": {"pace", "aid"},
        "CS30": {"chair_cm"},
        "CHAIR5": {"chair_cm"},
    }
    assert Protocol(aid=Aid.NONE).missing_for(PhysicalTest.TUG) == ("歩く速さ",)


@holds("2.3-protocol")
def test_usual_and_fastest_walking_are_never_one_series():
    refused = change_between(measured(PhysicalTest.GAIT_USUAL, "1"), measured(PhysicalTest.GAIT_MAX, "1.4", on=AFTER))
    assert "別の種目" in refused.sentence


def test_which_trial_it_was_is_no_obstacle():
    one, two = measured(PhysicalTest.GRIP, "18", trial=1), measured(PhysicalTest.GRIP, "20", on=AFTER, trial=2)
    assert isinstance(change_between(one, two), Change)


def test_two_measurements_of_one_day_are_compared():
    assert isinstance(change_between(measured(PhysicalTest.GRIP, "18"), measured(PhysicalTest.GRIP, "20")), Change)


def test_dates_out_of_order_are_said_and_not_turned_round():
    refused = change_between(measured(PhysicalTest.GRIP, "18", on=AFTER), measured(PhysicalTest.GRIP, "20"))
    assert "測定日" in refused.sentence


@holds("2.3-able")
@pytest.mark.parametrize("knows_protocol", [True, False])
def test_becoming_able_is_a_change_without_a_number(knows_protocol):
    protocol = protocol_of(PhysicalTest.TUG) if knows_protocol else Protocol()
    failed = without(PhysicalTest.TUG, UNABLE, protocol=protocol)
    change = change_between(failed, measured(PhysicalTest.TUG, "14", on=AFTER))
    assert (change.kind, change.amount, change.improvement) == (ChangeKind.BECAME_ABLE, None, None)
    assert reached(change) == ()
    assert is_clear_improvement(change) is None


@holds("2.3-able")
def test_becoming_able_with_a_walker_is_not_becoming_able_without():
    failed = without(PhysicalTest.TUG, UNABLE, protocol=protocol_of(PhysicalTest.TUG))
    after = measured(PhysicalTest.TUG, "20", on=AFTER, aid=Aid.WALKER)
    assert isinstance(change_between(failed, after), NotComparable)


def test_becoming_unable_is_a_change_and_staying_so_is_none():
    lost = without(PhysicalTest.TUG, UNABLE, on=AFTER)
    assert change_between(measured(PhysicalTest.TUG, "14"), lost).kind is ChangeKind.BECAME_UNABLE
    assert "前回も今回も" in change_between(without(PhysicalTest.TUG, UNABLE), lost).sentence


@holds("2.3-status")
@pytest.mark.parametrize("status", [MeasurementStatus.REFUSED, MeasurementStatus.UNSAFE, MeasurementStatus.NOT_DONE])
def test_refused_unsafe_and_not_done_are_not_unable(status):
    value = measured(PhysicalTest.TUG, "14", on=AFTER)
    early = change_between(without(PhysicalTest.TUG, status), value)
    late = change_between(replace(value, on=BEFORE), without(PhysicalTest.TUG, status, on=AFTER))
    assert status.label in early.sentence
    assert "前回" in early.sentence
    assert "今回" in late.sentence


@holds("2.3-meaningful")
@pytest.mark.parametrize(
    ("test", "before", "after", "is_clear"),
    [
        (PhysicalTest.TUG, "12.0", "10.0", True),
        (PhysicalTest.TUG, "12.0", "10.1", False),
        (PhysicalTest.TUG, "10.0", "12.0", False),
        (PhysicalTest.GAIT_USUAL, "0.90", "1.00", True),
        (PhysicalTest.GAIT_USUAL, "0.90", "0.99", False),
        (PhysicalTest.GAIT_MAX, "1.40", "1.30", False),
    ],
)
def test_two_seconds_and_a_tenth_of_a_metre_are_clear_and_less_is_not(test, before, after, is_clear):
    change = change_between(measured(test, before), measured(test, after, on=AFTER))
    assert is_clear_improvement(change) is is_clear


@holds("2.3-meaningful")
def test_a_change_names_every_limit_that_it_reaches_with_people_and_source():
    change = change_between(measured(PhysicalTest.GAIT_USUAL, "1.00"), measured(PhysicalTest.GAIT_USUAL, "1.05", AFTER))
    assert [limit.amount for limit in reached(change)] == [Decimal("0.05")]
    assert [limit.amount for limit in meaningful_changes(PhysicalTest.TUG)] == [Decimal("2.0"), Decimal("1.14")]
    assert all(limit.source and limit.people for test in PhysicalTest for limit in meaningful_changes(test))


@holds("2.3-grip")
def test_grip_has_no_limit_of_success():
    change = change_between(measured(PhysicalTest.GRIP, "10"), measured(PhysicalTest.GRIP, "30", on=AFTER))
    assert meaningful_changes(PhysicalTest.GRIP) == ()
    assert is_clear_improvement(change) is None


values = st.decimals(min_value=0, max_value=200, places=2)


@given(st.sampled_from(PhysicalTest), values, values)
def test_a_change_there_and_back_is_the_same_size_with_the_other_sign(test, one, other):
    there = change_between(measured(test, one), measured(test, other, on=AFTER))
    back = change_between(measured(test, other), measured(test, one, on=AFTER))
    assert there.amount == -back.amount
    assert there.improvement == -back.improvement
    assert (there.kind is ChangeKind.BETTER) == (back.kind is ChangeKind.WORSE)
    assert (there.improvement > 0) == (there.kind is ChangeKind.BETTER)


def test_every_test_says_which_way_is_better():
    assert {test.better for test in PhysicalTest} == set(Better)
