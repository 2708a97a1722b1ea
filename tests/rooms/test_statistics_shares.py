"""割合と地域: published limits, limits of rates, shrinkage between areas, sequences and survey scales."""

import numpy as np
import pytest
from scipy.stats import binomtest, wilcoxon

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.proportions import Interval, clopper_pearson, jeffreys, newcombe_difference, wilson
from takigi.statistics.rates import poisson_interval, rate, rate_ratio
from takigi.statistics.scales import distribution, mean_answer, paired_change
from takigi.statistics.sequences import is_kept, looks, share_sequence
from takigi.statistics.shrinkage import james_stein_shares, may_rank, may_rank_all, shrink_rates, shrink_shares
from tests.rooms.shared_cases import MISSING, cases_of
from tests.rules_held import holds

PUBLISHED = cases_of("prop_cases/newcombe1998.json")
METHODS = {
    "wilson": wilson,
    "cp": clopper_pearson,
    "wilson_cc": lambda x, n: wilson(x, n, continuity=True),
}
PRINTED = [(name, method) for name, case in PUBLISHED.items() for method in METHODS if method in case]


@pytest.mark.skipif(not PUBLISHED, reason=MISSING)
@pytest.mark.parametrize(("name", "method"), PRINTED or [("", "")])
def test_the_limits_are_those_that_newcombe_printed(name, method):
    x, n = (int(part) for part in name.split("/"))
    assert [round(float(limit), 4) for limit in METHODS[method](x, n)] == PUBLISHED[name][method]


@pytest.mark.parametrize(
    ("x", "n", "low", "high"), [(3, 3, 44, 100), (3, 5, 23, 88), (6, 10, 31, 83), (12, 20, 39, 78), (60, 100, 50, 69)]
)
def test_what_so_many_people_buy(x, n, low, high):
    assert [round(100 * float(limit)) for limit in wilson(x, n)] == [low, high]


def test_the_edges_are_exact_and_nobody_has_no_share():
    for limits in (wilson, jeffreys, clopper_pearson):
        assert limits(0, 20).lower == 0 and limits(20, 20).upper == 1
        assert all(np.isnan(limit) for limit in limits(0, 0))
        with pytest.raises(NoAnswer, match="n人中x人"):
            limits(4, 3)


def test_limits_of_many_shares_at_once_are_those_of_each():
    x, n = np.array([[0, 3], [5, 9]]), np.array([[4, 5], [5, 20]])
    assert wilson(x, n).upper.shape == (2, 2)
    assert wilson(x, n).lower[1, 1] == wilson(9, 20).lower


@holds("10a")
def test_the_difference_of_the_trial_of_neyagawa():
    """21 of 190 against 7 of 185 (IJERPH 2019 16(20):3954): 1.94 to 12.87 points by Newcombe's method."""
    difference, limits = newcombe_difference(21, 190, 7, 185)
    assert round(100 * float(difference), 1) == 7.3
    assert [round(100 * float(limit), 2) for limit in limits] == [1.94, 12.87]


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.69), (3, 0.62, 8.77), (5, 1.62, 11.67)])
def test_exact_limits_of_a_count(count, low, high):
    assert [round(float(limit), 2) for limit in poisson_interval(count)] == [low, high]


@holds("10e")
def test_the_person_months_of_the_study_of_early_rehabilitation_agree():
    """508 events at 18.3 per 1,000 person-months: those of both arms, 76 at 12.3 and 432 at 20.0 (Arch PMR 2022)."""
    months = 508 / 18.3 * 1000
    assert months == pytest.approx(27_760, abs=1)
    assert round(float(rate(508, months, per=1000)[0]), 1) == 18.3
    arms = 76 / 12.3 * 1000, 432 / 20.0 * 1000
    assert sum(arms) == pytest.approx(months, rel=0.003)
    early = rate([76, 432], arms, per=1000)[0]
    assert [round(float(one), 1) for one in early] == [12.3, 20.0]


def test_rates_per_thousand_and_their_ratio():
    events, limits = rate([3, 0], [1000, 0], per=1000)
    assert events[0] == 3 and np.isnan(events[1]) and np.isnan(limits.upper[1])
    ratio, around = rate_ratio(6, 100, 3, 100)
    assert ratio == 2 and around.lower < 1 < around.upper
    assert np.isnan(rate_ratio(0, 10, 0, 10)[1].lower)
    with pytest.raises(NoAnswer):
        poisson_interval(-1)


def test_a_sequence_is_wider_than_one_look():
    """43 of 72: 41 to 76 % instead of 48 to 70 %."""
    assert [round(100 * float(limit)) for limit in share_sequence(43, 72)] == [41, 76]
    assert [round(100 * float(limit)) for limit in wilson(43, 72)] == [48, 70]


def test_the_edges_of_a_sequence_are_where_keeping_ends():
    x, n = np.array([0, 1, 7, 20]), np.array([3, 20, 20, 20])
    lower, upper = share_sequence(x, n)
    inner = slice(1, 3)
    assert (
        is_kept(lower[inner] + 1e-9, x[inner], n[inner]).all()
        and not is_kept(lower[inner] - 1e-9, x[inner], n[inner]).any()
    )
    assert (
        is_kept(upper[inner] - 1e-9, x[inner], n[inner]).all()
        and not is_kept(upper[inner] + 1e-9, x[inner], n[inner]).any()
    )
    assert lower[0] == pytest.approx(0, abs=1e-12) and upper[-1] == pytest.approx(1, abs=1e-12)


def test_before_anybody_every_share_is_possible_and_a_missing_month_adds_nothing():
    assert [float(limit) for limit in share_sequence(0, 0)] == [0, 1]
    lower, _ = looks([2.0, np.nan, 3.0], [3.0, np.nan, 3.0])
    assert lower[1] == lower[0] and lower[2] == share_sequence(5, 6).lower


# Hits in the first 45 at bats of 1970, in the order of the paper (Efron & Morris 1975).
HITS_1970 = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]


def test_eighteen_players_are_drawn_together_as_published():
    drawn, factor = james_stein_shares(HITS_1970, 45)
    assert round(factor, 3) == 0.209
    assert round(float(drawn[0]), 3) == 0.290


def test_shrunk_shares_are_nearer_to_the_truth_and_their_limits_hold():
    dice = np.random.default_rng(17)
    raw, drawn, held = [], [], []
    for _ in range(30):
        people, truth = dice.integers(3, 60, 40), dice.beta(12, 18, 40)
        areas = shrink_shares(dice.binomial(people, truth), people)
        raw.append(np.sqrt(np.mean((areas.raw - truth) ** 2)))
        drawn.append(np.sqrt(np.mean((areas.estimate - truth) ** 2)))
        held.append(np.mean((areas.interval.lower <= truth) & (truth <= areas.interval.upper)))
    assert np.mean(drawn) < 0.7 * np.mean(raw)
    assert np.mean(held) > 0.91


def test_shrunk_rates_are_nearer_to_the_truth_and_their_limits_hold():
    dice = np.random.default_rng(19)
    raw, drawn, held = [], [], []
    for _ in range(30):
        time, truth = dice.integers(300, 6000, 40), dice.gamma(8, 1 / 4000, 40)
        areas = shrink_rates(dice.poisson(time * truth), time)
        raw.append(np.sqrt(np.mean((areas.raw - truth) ** 2)))
        drawn.append(np.sqrt(np.mean((areas.estimate - truth) ** 2)))
        held.append(np.mean((areas.interval.lower <= truth) & (truth <= areas.interval.upper)))
    assert np.mean(drawn) < 0.7 * np.mean(raw)
    assert np.mean(held) > 0.9


def test_a_small_area_borrows_more_than_a_large_one():
    areas = shrink_shares([2, 60, 20, 9], [3, 90, 60, 30])
    assert areas.own_weight[0] < areas.own_weight[1]
    assert abs(areas.estimate[0] - areas.common_mean) < abs(areas.raw[0] - areas.common_mean)


def test_areas_that_really_differ_keep_their_own_values():
    areas = shrink_shares([50, 500, 950], [1000, 1000, 1000])
    np.testing.assert_allclose(areas.estimate, areas.raw, atol=0.01)


def test_an_area_without_people_is_given_the_common_share_and_no_raw_value():
    areas = shrink_shares([3, 4, 5, 0], [10, 10, 10, 0])
    assert np.isnan(areas.raw[3]) and areas.own_weight[3] == 0
    assert areas.interval.upper[3] > areas.interval.upper[0]


def test_areas_without_any_event_stay_unsure():
    shares, rates = shrink_shares([0, 0, 0], [5, 5, 5]), shrink_rates([0, 0, 0], [100, 100, 100])
    assert shares.interval.upper[0] > 0.1 and (shares.estimate > 0).all()
    assert rates.interval.upper[0] > 0.005


def test_three_areas_are_the_fewest_and_everyone_counts_once():
    with pytest.raises(NoAnswer, match="3つ未満"):
        shrink_shares([1, 2, 0], [3, 3, 0])
    with pytest.raises(NoAnswer, match="n までの数"):
        shrink_shares([4, 1, 1], [3, 3, 3])
    with pytest.raises(NoAnswer, match="記録のない地域"):
        shrink_rates([1, np.nan, 1], [3, 3, 3])


def test_areas_with_overlapping_limits_are_never_ranked():
    limits = Interval(np.array([0.1, 0.3, 0.35]), np.array([0.2, 0.5, 0.6]))
    assert may_rank(limits).tolist() == [[False, True, True], [True, False, False], [True, False, False]]
    assert not may_rank_all(limits)
    assert may_rank_all(Interval(np.array([0.1, 0.3]), np.array([0.2, 0.5])))
    assert not may_rank_all(Interval(np.array([0.1]), np.array([0.2])))


def test_answers_are_counted_by_level_with_those_who_were_asked():
    answers = distribution([1, 2, None, 3, 3], ["悪い", "ふつう", "良い"], asked=10)
    assert (answers.counts.tolist(), answers.answered, answers.asked, answers.top) == ([1, 1, 2], 4, 10, 2)
    with pytest.raises(NoAnswer, match="1から3"):
        distribution([4], ["悪い", "ふつう", "良い"])
    with pytest.raises(NoAnswer, match="多くなって"):
        distribution([1, 1], ["悪い", "良い"], asked=1)


def test_no_average_below_ten_people():
    with pytest.raises(NoAnswer, match="9人"):
        mean_answer([3] * 9 + [None])
    assert mean_answer([3] * 10) == 3


def test_paired_answers_have_exact_p_values():
    before, after = [2, 2, 3, 1, 4, 3, 2, None], [3, 4, 3, 2, 5, 2, 4, 1]
    change = paired_change(before, after)
    assert (change.up, change.same, change.down, change.unpaired) == (5, 1, 1, 1)
    assert change.sign_p == pytest.approx(binomtest(5, 6).pvalue)


def test_the_signed_rank_test_equals_scipys_where_that_is_exact():
    step = np.random.default_rng(23).permutation(np.arange(1, 13)) * np.array([1, 1, -1] * 4)
    change = paired_change([0.0] * 12, step.tolist())
    assert change.wilcoxon_p == pytest.approx(wilcoxon(step, method="exact").pvalue)


def test_nobody_in_both_is_no_difference():
    assert paired_change([None], [3]).sign_p == 1
    with pytest.raises(NoAnswer, match="人数が違います"):
        paired_change([1], [1, 2])
