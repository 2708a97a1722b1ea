"""効果の推定: adjusted comparisons on invented people whose truth is known, and their stated silences."""

from functools import partial

import numpy as np
import pytest
import statsmodels.api as sm

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.effects.adjusted import (
    Groups,
    doubly_robust,
    matched_difference,
    raw_difference,
    regression_adjusted,
    weighted_difference,
)
from takigi.statistics.effects.matching import nearest_neighbours
from takigi.statistics.effects.propensity import Target, balance, overlap, propensity_scores, weights
from takigi.statistics.effects.protocol import Design
from takigi.statistics.effects.regression import least_squares, logistic, poisson, with_constant
from takigi.statistics.effects.sensitivity import e_value, negative_control
from takigi.statistics.effects.trial import (
    TwoShares,
    fisher_p,
    newcombe_limits,
    number_needed,
    people_needed,
    power,
    power_sentence,
    risk_ratio,
    trial_result,
    wald_limits,
)
from tests.rooms.effects_protocols import opened
from tests.rules_held import holds


def confounded(rng, people=600, *, gain=2.0):
    """The fitter are supported more often and do better anyway; support adds `gain` for everybody."""
    x = rng.normal(size=(people, 2))
    treated = rng.random(people) < 1 / (1 + np.exp(-(0.9 * x[:, 0] - 0.4)))
    return Groups.of(gain * treated + 3 * x[:, 0] + x[:, 1] + rng.normal(size=people), treated, x)


ADJUSTED = {
    "regression": regression_adjusted,
    **{f"weights {t.value}": partial(weighted_difference, target=t) for t in Target},
    "doubly robust ATE": partial(doubly_robust, target=Target.ATE),
    "doubly robust ATT": partial(doubly_robust, target=Target.ATT),
}


def test_the_raw_difference_credits_support_with_what_people_brought_along():
    answer = raw_difference(opened(), confounded(np.random.default_rng(1)))
    assert answer.lower > 3


@pytest.mark.parametrize("method", ADJUSTED.values(), ids=ADJUSTED)
def test_every_adjustment_finds_the_truth_and_its_error_is_what_repetition_shows(method):
    rng = np.random.default_rng(2)
    answers = [method(opened(), confounded(rng, 400)) for _ in range(60)]
    values = np.array([answer.value for answer in answers])
    assert values.mean() == pytest.approx(2, abs=4 * values.std() / np.sqrt(60) + 0.02)
    assert np.mean([answer.se for answer in answers]) == pytest.approx(values.std(), rel=0.4)


def test_pairs_and_regression_inside_them_come_close():
    answer = matched_difference(opened(), confounded(np.random.default_rng(3)), with_regression=True)
    assert answer.lower < 2 < answer.upper


def test_nobody_is_a_partner_twice_and_a_caliper_leaves_the_lonely_unmatched():
    groups = confounded(np.random.default_rng(4))
    scores = propensity_scores(groups.treated, groups.x)
    pairs = nearest_neighbours(scores, caliper=0.01)
    assert len(set(pairs.partner.tolist())) == len(pairs.partner)
    assert pairs.unmatched == groups.treated.sum() - len(pairs.treated) > 0
    assert np.abs(scores.score[pairs.treated] - scores.score[pairs.partner]).max() <= 0.01


def test_weights_even_out_what_differed():
    groups = confounded(np.random.default_rng(5))
    scores = propensity_scores(groups.treated, groups.x)
    even = balance(groups.x, groups.treated, ["体力", "気分"], weight=weights(scores, Target.ATO))
    assert not balance(groups.x, groups.treated, ["体力", "気分"])[0].is_even
    assert even[0].before > 0.5 > even[0].after
    assert all(row.is_even for row in even)


def test_the_overlap_is_said_in_people():
    groups = confounded(np.random.default_rng(6))
    told = overlap(propensity_scores(groups.treated, groups.x), Target.ATT)
    assert told.effective_treated == pytest.approx(groups.treated.sum())
    assert told.effective_others < (~groups.treated).sum()
    assert "人分" in told.sentence


def test_groups_that_do_not_overlap_are_refused():
    x = np.concatenate([np.linspace(0, 1, 30), np.linspace(2, 3, 30)])
    with pytest.raises(NoAnswer, match="重なりがありません"):
        propensity_scores(x > 1.5, x)


@pytest.mark.parametrize(("treated", "empty"), [([1, 1, 1], "受けなかった方が0人"), ([0, 0, 0], "受けた方が0人")])
def test_an_empty_arm_is_named(treated, empty):
    with pytest.raises(NoAnswer, match=empty):
        Groups.of([1.0, 2, 3], treated)


def test_a_column_made_of_others_is_refused():
    x = np.random.default_rng(7).normal(size=(40, 2))
    with pytest.raises(NoAnswer, match="重なって"):
        propensity_scores(np.arange(40) % 2, np.column_stack((x, x.sum(axis=1))))


def test_a_missing_value_is_not_guessed():
    with pytest.raises(NoAnswer, match="1件"):
        Groups.of([1.0, np.nan, 3], [0, 1, 1])


@pytest.mark.parametrize("robust", ["HC0", "HC1", "HC2", "HC3"])
def test_least_squares_and_its_robust_errors_equal_statsmodels(robust):
    rng = np.random.default_rng(8)
    x = with_constant(rng.normal(size=(50, 3)))
    y = rng.normal(size=50) * (1 + x[:, 1] ** 2)
    peer = sm.OLS(y, x).fit(cov_type=robust)
    mine = least_squares(x, y, robust=robust)
    assert mine.coefficient == pytest.approx(peer.params) and mine.se == pytest.approx(peer.bse)


def test_errors_by_cluster_equal_statsmodels():
    rng = np.random.default_rng(9)
    x, y, towns = with_constant(rng.normal(size=(60, 2))), rng.normal(size=60), np.arange(60) // 5
    peer = sm.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": towns})
    assert least_squares(x, y, clusters=towns).se == pytest.approx(peer.bse)


def test_logistic_and_poisson_equal_statsmodels():
    rng = np.random.default_rng(10)
    x = with_constant(rng.normal(size=(300, 3)) * [1, 1000, 0.01])
    y = (rng.random(300) < 0.4).astype(float)
    peer, mine = sm.Logit(y, x).fit(disp=0), logistic(x, y)
    assert mine.coefficient == pytest.approx(peer.params, rel=1e-6) and mine.se == pytest.approx(peer.bse, rel=1e-6)
    counts, offset = rng.poisson(6, 300), np.log(rng.uniform(50, 90, 300))
    glm = sm.GLM(counts, x, family=sm.families.Poisson(), offset=offset).fit(scale="X2")
    found = poisson(x, counts, offset=offset)
    assert found.fit.coefficient == pytest.approx(glm.params, abs=1e-8)
    assert found.se == pytest.approx(glm.bse, rel=1e-6)


def test_a_strong_unseen_difference_is_measured_on_both_sides_of_one():
    assert e_value(0.5).estimate == pytest.approx(e_value(2).estimate) == pytest.approx(2 + np.sqrt(2))
    assert e_value(1.5, lower=0.9).limit == 1
    assert e_value(0.5, upper=1.2).limit == 1
    with pytest.raises(NoAnswer, match="比が0以下"):
        e_value(0)


def test_an_outcome_that_cannot_move_and_moves_is_said():
    rng = np.random.default_rng(11)
    groups = confounded(rng)
    told = negative_control(raw_difference(opened(), groups), name="支援前の通院の回数")
    assert told.moved and "支援前の通院の回数" in told.sentence
    still = Groups.of(rng.normal(size=600), groups.treated)
    assert not negative_control(raw_difference(opened(), still), name="支援前の通院の回数").moved


def test_nobody_in_either_arm_still_has_a_width_by_newcombe():
    shares = TwoShares(0, 12, 0, 12)
    low, high = newcombe_limits(shares)
    assert wald_limits(shares) == (0, 0)
    assert -0.3 < low < -0.2 and 0.2 < high < 0.3
    assert fisher_p(shares) == 1
    assert risk_ratio(shares).ratio is None and "差のほう" in risk_ratio(shares).sentence
    assert number_needed(shares).people is None


def test_a_ratio_of_zero_has_no_width_and_a_difference_that_may_be_none_has_no_range_of_people():
    assert (risk_ratio(TwoShares(0, 10, 3, 10)).ratio, risk_ratio(TwoShares(0, 10, 3, 10)).lower) == (0, None)
    needed = number_needed(TwoShares(4, 20, 2, 20))
    assert needed.people == pytest.approx(10) and needed.lower is None and "差がない可能性" in needed.sentence


def test_an_arm_without_people_or_with_more_events_than_people_is_refused():
    with pytest.raises(NoAnswer, match="0人"):
        TwoShares(0, 0, 1, 3)
    with pytest.raises(NoAnswer, match="超えて"):
        TwoShares(4, 3, 1, 3)


@holds("10a")
def test_the_published_trial_gives_its_own_figures():
    """21 of 190 against 7 of 185 (IJERPH 2019 16(20):3954): 11.1 %, 3.8 %, 7.3 points (2.0 to 12.5), ratio 2.92, NNT 14."""
    shares = TwoShares(21, 190, 7, 185)
    assert (round(100 * shares.p1, 1), round(100 * shares.p0, 1), round(100 * shares.difference, 1)) == (11.1, 3.8, 7.3)
    assert [round(100 * limit, 1) for limit in wald_limits(shares)] == [2.0, 12.5]
    assert (round(risk_ratio(shares).ratio, 2), round(number_needed(shares).people)) == (2.92, 14)


@holds("10g")
def test_a_true_difference_of_seven_points_lies_inside_the_limits_nineteen_times_of_twenty():
    """Invented trials of that size with true shares of 11 and 4 percent."""
    rng, trials = np.random.default_rng(11), 2000
    drawn = zip(rng.binomial(190, 0.11, trials), rng.binomial(185, 0.04, trials), strict=True)
    limits = [newcombe_limits(TwoShares(int(x1), 190, int(x0), 185)) for x1, x0 in drawn]
    kept = sum(low <= 0.07 <= high for low, high in limits)
    assert kept / trials >= 0.94


def test_the_exact_power_is_what_simulated_trials_show():
    rng = np.random.default_rng(12)
    first, second = rng.binomial(30, 0.5, 400), rng.binomial(30, 0.15, 400)
    found = np.mean([fisher_p(TwoShares(a, 30, b, 30)) <= 0.05 for a, b in zip(first, second, strict=True)])
    assert power(p1=0.5, p0=0.15, n1=30, n0=30) == pytest.approx(found, abs=0.06)


def test_as_many_people_as_asked_for_do_find_the_difference():
    people = people_needed(p1=0.3, p0=0.1)
    assert 0.78 < power(p1=0.3, p0=0.1, n1=people // 2, n0=people // 2) < 0.86
    assert f"およそ{people}人分の記録が必要です" in power_sentence(p1=0.3, p0=0.1, per_arm=20)
    with pytest.raises(NoAnswer, match="差が0"):
        people_needed(p1=0.2, p0=0.2)


def test_a_trial_that_was_not_randomised_does_not_carry_the_highest_grade():
    shares = TwoShares(8, 20, 2, 20)
    assert trial_result(opened(Design.RANDOMISED), shares).grade.value == "E"
    assert trial_result(opened(Design.ADJUSTED), shares).grade.value == "B"
    assert trial_result(opened(Design.RANDOMISED), shares).lower == newcombe_limits(shares)[0]
