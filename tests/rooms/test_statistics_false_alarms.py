"""空振りの割合: how often stable towns would see a signal, simulated and held to the published table (evidence 2.3 and 3).

The table was itself simulated and rounded: two percentage points are its sampling error and ours together.
"""

import numpy as np
import pytest
from scipy.stats import binom, poisson

from takigi.statistics.before_after import MONTHS, p_value, power_of_question
from takigi.statistics.point_rules import signals
from takigi.statistics.proportions import clopper_pearson, jeffreys, wilson
from takigi.statistics.run_chart import run_chart, usual_counts
from takigi.statistics.sequences import is_kept, looks
from takigi.statistics.strands import lay, sides_of
from takigi.statistics.xmr import xmr

TOWNS, ERROR = 4000, 0.02


def stable_towns(mean, months=24, seed=1):
    return np.random.default_rng(seed).poisson(mean, (TOWNS, months)).astype(float)


def share(flags):
    """Of towns with a flag in any month."""
    return float(flags.any(axis=-1).mean())


def by_four_rules(values, centre, sigma):
    """The four rules against lines from elsewhere: `centre` and `sigma` per town, limits at three sigma."""
    line = lay(values)
    middle, reach = centre[line.strand], 3 * sigma[line.strand]
    away = np.abs(line.values - middle)
    step = np.sign(np.diff(line.values, prepend=0)).astype(np.int8)
    step[line.is_first] = 0
    outside = away > reach
    close = (away > 2 / 3 * reach) & ~outside
    side = sides_of(line.values, middle)
    return signals(outside, side, close, step, line.is_first).reshape(values.shape) != 0


@pytest.mark.parametrize(("mean", "published"), [(1, 0.47), (3, 0.29), (10, 0.21), (30, 0.19)])
def test_an_xmr_chart_cries_wolf_as_often_as_published(mean, published):
    assert share(xmr(stable_towns(mean)).signal != 0) == pytest.approx(published, abs=ERROR)


@pytest.mark.parametrize(("mean", "published"), [(1, 0.38), (3, 0.24), (10, 0.17), (30, 0.15)])
def test_a_c_chart_cries_wolf_as_often_as_published(mean, published):
    towns = stable_towns(mean)
    centre = towns.mean(axis=1)
    assert share(by_four_rules(towns, centre, np.sqrt(centre))) == pytest.approx(published, abs=ERROR)


@pytest.mark.parametrize(("mean", "runs", "with_poisson"), [(1, 0.095, 0.095), (3, 0.04, 0.046), (10, 0.03, 0.05)])
def test_a_run_chart_keeps_its_peace_as_published(mean, runs, with_poisson):
    chart = run_chart(stable_towns(mean))
    assert share(chart.runs.signal) == pytest.approx(runs, abs=ERROR)
    assert share(chart.signal) == pytest.approx(with_poisson, abs=ERROR)


def later_year(after, seed=3):
    """Lines from twelve months at three, then twelve months at `after` judged alone."""
    dice = np.random.default_rng(seed)
    first, second = dice.poisson(3, (TOWNS, 12)).astype(float), dice.poisson(after, (TOWNS, 12)).astype(float)
    lines = xmr(first)
    return first, second, share(by_four_rules(second, lines.mean[:, 0], (lines.upper - lines.mean)[:, 0] / 3))


def test_frozen_lines_cry_wolf_and_find_much_as_published():
    assert later_year(3)[2] == pytest.approx(0.31, abs=ERROR)
    first, second, found = later_year(5)
    assert found == pytest.approx(0.81, abs=ERROR)
    runs = run_chart(np.concatenate([first, second], axis=1)).runs
    assert share(runs.signal) == pytest.approx(0.22, abs=ERROR)


@pytest.mark.parametrize(("after", "published"), [(3, 0.03), (4, 0.23), (5, 0.66), (6, 0.93)])
def test_the_fixed_question_has_its_published_power(after, published):
    exact = power_of_question(3, after)
    assert exact == pytest.approx(published, abs=0.01)
    dice = np.random.default_rng(5)
    early, late = dice.poisson(3 * MONTHS, TOWNS), dice.poisson(after * MONTHS, TOWNS)
    assert (p_value(early, late) < 0.05).mean() == pytest.approx(exact, abs=ERROR)


def looked_at_monthly(seed=9):
    """Three cases a month for 24 months, true share one half: cumulative successes and people."""
    successes = np.random.default_rng(seed).binomial(3, 0.5, (TOWNS, 24))
    return successes, np.cumsum(successes, axis=1), 3 * np.arange(1, 25)


def test_looking_every_month_at_an_ordinary_interval_is_wrong_as_often_as_published():
    _, x, n = looked_at_monthly()
    lower, upper = wilson(x, n)
    missed = (lower > 0.5) | (upper < 0.5)
    assert share(missed) == pytest.approx(0.22, abs=ERROR)
    assert share(missed[:, 5::6]) == pytest.approx(0.12, abs=ERROR)
    assert share(missed[:, -1:]) == pytest.approx(0.044, abs=0.01)


def test_a_confidence_sequence_stays_right_however_often_it_is_looked_at():
    monthly, x, n = looked_at_monthly()
    excluded = ~is_kept(0.5, x, n)
    assert share(excluded) == pytest.approx(0.017, abs=0.007)
    lower, upper = looks(monthly[:200], np.full((200, 24), 3))
    assert ((lower > 0.5) | (upper < 0.5))[:, -1].tolist() == excluded[:200].any(axis=1).tolist()


@pytest.mark.parametrize(
    ("limits", "n", "published"),
    [
        (wilson, 3, 0.955),
        (jeffreys, 3, 0.96),
        (clopper_pearson, 3, 0.995),
        (wilson, 5, 0.95),
        (wilson, 20, 0.95),
    ],
)
def test_limits_of_few_people_hold_the_true_share_as_often_as_published(limits, n, published):
    truth = np.linspace(0.0005, 0.9995, 1000)
    x = np.arange(n + 1)[:, None]
    lower, upper = limits(x, n)
    held = (binom.pmf(x, n, truth) * ((lower <= truth) & (truth <= upper))).sum(axis=0)
    assert held.mean() == pytest.approx(published, abs=0.006)


def test_the_poisson_limit_marks_what_is_rarer_than_its_bound_and_nothing_else():
    means = np.concatenate([[0.0], np.geomspace(0.01, 300, 400)])
    counts = np.arange(400)
    low, high = usual_counts(means)
    rare_low, rare_high = (
        poisson.cdf(counts[:, None], means) < 0.00135,
        poisson.sf(counts[:, None] - 1, means) < 0.00135,
    )
    assert ((counts[:, None] < low) == rare_low).all()
    assert ((counts[:, None] > high) == rare_high).all()
