"""計画と番: results stay shut without a stored protocol, and the guards' reasons are shown by simulation."""

from dataclasses import fields, replace
from functools import partial

import numpy as np
import pytest

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.effects import adjusted, cohorts, interrupted, synthetic, trial
from takigi.statistics.effects.estimate import side_by_side
from takigi.statistics.effects.guards import check_exposure_clock, landmark, return_to_mean, was_chosen_by
from takigi.statistics.effects.protocol import (
    PARTS,
    Design,
    ExposureKnown,
    OpenedProtocol,
    ProtocolRefused,
    Selection,
    check_protocol,
    open_results,
    problems_of,
)
from takigi.statistics.time_to_event.hazards import cox
from tests.rooms.effects_protocols import COMPLETE, OPENED, STORED, opened


def test_a_complete_protocol_is_taken():
    check_protocol(COMPLETE)
    assert problems_of(COMPLETE) == ()


@pytest.mark.parametrize(("part", "label"), PARTS.items())
def test_each_missing_part_is_named(part, label):
    with pytest.raises(ProtocolRefused, match=f"「{label}」が空です"):
        check_protocol(replace(COMPLETE, **{part: "　"}))


def test_all_that_is_missing_is_said_at_once():
    empty = replace(COMPLETE, **dict.fromkeys(PARTS, ""))
    assert len(problems_of(empty)) == len(PARTS) == 7


def test_groups_made_after_time_zero_are_refused_in_the_plan():
    with pytest.raises(ProtocolRefused, match="受けるまで無事だった期間"):
        check_protocol(replace(COMPLETE, exposure_known=ExposureKnown.LATER))


def test_choosing_the_worst_without_a_comparison_is_refused_in_the_plan():
    with pytest.raises(ProtocolRefused, match="平均に近づきます"):
        check_protocol(replace(COMPLETE, selection=Selection.BY_OUTCOME_ALONE))
    check_protocol(replace(COMPLETE, selection=Selection.BY_OUTCOME_COMPARED))


def test_a_protocol_written_after_the_results_is_no_protocol():
    for stored_at in (OPENED, None):
        with pytest.raises(ProtocolRefused, match="保存"):
            open_results(COMPLETE, stored_at=stored_at, opened_at=OPENED)
    with pytest.raises(ProtocolRefused, match="保存"):
        OpenedProtocol(COMPLETE, stored_at=OPENED, opened_at=STORED)


def test_every_letter_of_the_protocol_changes_its_fingerprint():
    prints = {COMPLETE.fingerprint}
    prints |= {replace(COMPLETE, **{name: getattr(COMPLETE, name) + "。"}).fingerprint for name in PARTS}
    prints.add(replace(COMPLETE, design=Design.RANDOMISED).fingerprint)
    assert len(prints) == len(PARTS) + 2
    assert len(fields(COMPLETE)) == len(PARTS) + 3


@pytest.mark.parametrize(
    ("design", "raw", "evened", "staggered"),
    [
        (Design.RANDOMISED, "E", "E", "E"),
        (Design.LOTTERY_ORDER, "D", "D", "D"),
        (Design.STAGGERED, "B", "C", "D"),
        (Design.ADJUSTED, "B", "C", "C"),
        (Design.BEFORE_AFTER, "B", "B", "B"),
    ],
)
def test_design_and_method_together_decide_the_grade(design, raw, evened, staggered):
    assert adjusted.raw_difference(opened(design), GROUPS).grade.value == raw
    assert adjusted.regression_adjusted(opened(design), GROUPS).grade.value == evened
    assert cohorts.simple_effect(cohorts.cohort_effects(opened(design), panel())).grade.value == staggered


def panel():
    return cohorts.Panel.of([1, 1, 2, 2], [1, 2, 1, 2], [2, 2, 0, 0], [1.0, 2, 1, 1])


GROUPS = adjusted.Groups.of([1.0, 2, 3, 4, 6, 5], [0, 1, 0, 1, 0, 1], [1.0, 2, 2, 1, 1, 2])
SERIES = np.full(24, 9.0)


RESULTS = {
    "raw": partial(adjusted.raw_difference, groups=GROUPS),
    "regression": partial(adjusted.regression_adjusted, groups=GROUPS),
    "weights": partial(adjusted.weighted_difference, groups=GROUPS),
    "pairs": partial(adjusted.matched_difference, groups=GROUPS),
    "doubly robust": partial(adjusted.doubly_robust, groups=GROUPS, target=adjusted.Target.ATT),
    "cohorts": partial(cohorts.cohort_effects, panel=panel()),
    "interrupted": partial(interrupted.interrupted_series, counts=SERIES, population=SERIES, starts=12),
    "synthetic": partial(synthetic.synthetic_control, outcome=np.ones((4, 4)), names="abcd", ours="a", before=2),
    "trial": partial(trial.trial_result, shares=trial.TwoShares(1, 2, 1, 2)),
}


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_no_result_opens_for_a_draft(result):
    with pytest.raises(ProtocolRefused, match="保存された計画"):
        result(COMPLETE)


def test_answers_of_several_methods_stand_side_by_side_and_carry_their_names():
    answers = side_by_side([adjusted.raw_difference(opened(), GROUPS), adjusted.regression_adjusted(opened(), GROUPS)])
    assert {answer.method for answer in answers} == {"そのままの差", "回帰による調整"}
    assert all("までは言えません" in answer.sentence(unit="点") for answer in answers)
    other = adjusted.raw_difference(opened(Design.RANDOMISED), GROUPS)
    with pytest.raises(NoAnswer, match="計画の違う"):
        side_by_side([*answers, other])


def visited_town(rng, people=3000, *, hazard=1 / 300):
    """Nobody's chances change by a visit; whoever is still there on the day of the visit is visited."""
    event, visit = rng.exponential(1 / hazard, people), rng.uniform(0, 365, people)
    time = np.minimum(event, 365)
    return time, (event <= 365).astype(int), np.where(visit < time, visit, np.nan)


def test_ever_visited_against_never_finds_a_difference_that_is_not_there_and_a_landmark_does_not():
    time, event, visit = visited_town(np.random.default_rng(1))
    naive = cox(time, event, (~np.isnan(visit)).astype(float))
    assert np.exp(naive.coefficient[0]) < 0.6
    start = landmark(time, visit, day=90)
    honest = cox(start.time, event[start.kept], start.treated.astype(float))
    assert abs(honest.coefficient[0]) < 1.96 * honest.se[0]


def test_rows_whose_support_came_after_time_zero_are_refused_with_their_number():
    check_exposure_clock([10, 10, 10], [10, 3, np.nan])
    with pytest.raises(ProtocolRefused, match="起点より後に支援を受けた方が2人"):
        check_exposure_clock([10, 10, 10], [11, 30, np.nan])


def test_a_landmark_after_everybody_left_or_before_any_support_has_no_answer():
    with pytest.raises(NoAnswer, match="まだ見守っている方がいません"):
        landmark([5, 6], [1, np.nan], day=10)
    with pytest.raises(NoAnswer, match="受けた方が0人"):
        landmark([50, 60], [30, np.nan], day=10)


def test_the_worst_third_move_towards_the_mean_although_nothing_is_done():
    rng = np.random.default_rng(4)
    true = rng.normal(size=20_000)
    before, after = true + rng.normal(size=20_000), true + rng.normal(size=20_000)
    chosen = before <= np.quantile(before, 0.3)
    said = return_to_mean(before, chosen, repeatability=float(np.corrcoef(before, after)[0, 1]))
    assert after[chosen].mean() - before[chosen].mean() > 0.6
    assert after[chosen].mean() == pytest.approx(said.expected_after, abs=0.03)
    assert "何もしなくても" in said.sentence


def test_it_is_noticed_when_the_value_itself_chose_the_people():
    rng = np.random.default_rng(6)
    before = rng.normal(size=500)
    assert was_chosen_by(before, before < -0.5)
    assert not was_chosen_by(before, rng.random(500) < 0.3)
