"""測定の前の確かめ: every reason to stop from both sides of its limit, and silence that is not taken for well."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from takigi.instruments.safety import DEFAULT_LIMITS, Advice, BeforeTesting, Pain, check_before_testing
from tests.rules_held import holds

WELL = BeforeTesting(
    systolic=128,
    diastolic=76,
    pulse=72,
    is_pulse_irregular=False,
    temperature=Decimal("36.4"),
    pain=Pain.NONE,
    feels_unwell=False,
)


@holds("2.3-safety")
def test_whoever_is_well_may_be_tested():
    assert check_before_testing(WELL).advice is Advice.PROCEED
    assert check_before_testing(WELL).reasons == ()


@holds("2.3-safety")
@pytest.mark.parametrize(
    ("fact", "still_fine", "stops"),
    [
        ("systolic", 179, 180),
        ("diastolic", 109, 110),
        ("pulse", 109, 110),
        ("pulse", 51, 50),
        ("temperature", Decimal("37.4"), Decimal("37.5")),
        ("is_pulse_irregular", False, True),
        ("feels_unwell", False, True),
        ("pain", Pain.NONE, Pain.WORSE),
    ],
)
def test_each_limit_stops_with_a_reason(fact, still_fine, stops):
    assert check_before_testing(replace(WELL, **{fact: still_fine})).advice is Advice.PROCEED
    stopped = check_before_testing(replace(WELL, **{fact: stops}))
    assert stopped.advice is Advice.STOP
    assert len(stopped.reasons) == 1


@holds("2.3-safety")
def test_usual_pain_is_asked_about():
    assert check_before_testing(replace(WELL, pain=Pain.AS_USUAL)).advice is Advice.ASK


@holds("2.3-safety")
@pytest.mark.parametrize("fact", [field.name for field in fields(BeforeTesting)])
def test_what_was_not_checked_is_asked_and_not_taken_for_well(fact):
    asked = check_before_testing(replace(WELL, **{fact: None}))
    assert asked.advice is Advice.ASK
    assert "まだ確かめていません" in asked.reasons[0]


def test_a_reason_to_stop_outweighs_what_is_still_to_be_asked():
    stopped = check_before_testing(BeforeTesting(systolic=200, diastolic=120))
    assert stopped.advice is Advice.STOP
    assert len(stopped.reasons) == 2


def test_a_town_may_set_its_own_limits_and_ours_say_that_they_are_unchecked():
    strict = replace(DEFAULT_LIMITS, systolic_stop_from=160, source="町の医師会", verified=True)
    assert check_before_testing(replace(WELL, systolic=165), strict).advice is Advice.STOP
    assert not DEFAULT_LIMITS.verified
    assert "照合前" in DEFAULT_LIMITS.source
