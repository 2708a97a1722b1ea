"""地区の比較: staggered starts, one interrupted series and a synthetic area, on invented towns whose truth is known."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.effects.cohorts import (
    Panel,
    cohort_effects,
    effect_by_cohort,
    effect_by_elapsed,
    effect_by_time,
    elapsed_effect,
    group_effect,
    permutation_p,
    simple_effect,
    time_effect,
)
from takigi.statistics.effects.interrupted import interrupted_series
from takigi.statistics.effects.protocol import Design
from takigi.statistics.effects.synthetic import simplex_weights, synthetic_control
from tests.rooms.effects_protocols import opened

STAGGERED = opened(Design.STAGGERED)


def towns(rng, units=120, periods=6, *, noise=1.0, never=True):
    """Each town has its own level and all share a movement; the gain is (periods since start + 1) × start / 3."""
    first = rng.choice([3, 4, 5, 0] if never else [3, 4, 5], size=units)
    unit, period = np.divmod(np.arange(units * periods), periods)
    period = period + 1
    start = first[unit]
    gain = np.where((start > 0) & (period >= start), (period - start + 1) * start / 3, 0)
    outcome = rng.normal(size=units)[unit] * 5 + 0.7 * period**1.5 + gain + noise * rng.normal(size=len(unit))
    return unit, period, start, outcome


def truth(cohort, time):
    return (time - cohort + 1) * cohort / 3


@pytest.mark.parametrize("compared_with", ["never", "not_yet"])
def test_without_noise_every_cell_is_the_truth_and_every_cell_before_is_nothing(compared_with):
    panel = Panel.of(*towns(np.random.default_rng(1), noise=0))
    for before_start in ("varying", "universal"):
        effects = cohort_effects(STAGGERED, panel, compared_with=compared_with, before_start=before_start)
        for cell in effects.cells:
            assert cell.value == pytest.approx(truth(cell.cohort, cell.time) if cell.is_after else 0, abs=1e-9)
        assert len(effects.after()) == 4 + 3 + 2


def test_simple_counts_cells_and_group_counts_cohorts():
    panel = Panel.of(*towns(np.random.default_rng(2), noise=0))
    effects = cohort_effects(STAGGERED, panel, compared_with="never")
    size = {g: (panel.first == g).sum() for g in (3, 4, 5)}
    cells = [(size[g], truth(g, t)) for g in size for t in range(g, 7)]
    means = [(size[g], np.mean([truth(g, t) for t in range(g, 7)])) for g in size]
    for estimate, parts in ((simple_effect(effects), cells), (group_effect(effects), means)):
        assert estimate.value == pytest.approx(np.average([v for _, v in parts], weights=[w for w, _ in parts]))
    assert dict(effect_by_cohort(effects))[4.0].value == pytest.approx(np.mean([truth(4, t) for t in (4, 5, 6)]))
    elapsed = dict(effect_by_elapsed(effects))
    assert elapsed_effect(effects).value == pytest.approx(np.mean([elapsed[float(e)].value for e in range(4)]))
    times = dict(effect_by_time(effects))
    assert times[3.0].value == pytest.approx(truth(3, 3)) and sorted(times) == [3, 4, 5, 6]
    assert time_effect(effects).value == pytest.approx(np.mean([one.value for one in times.values()]))
    assert elapsed[3.0].value == pytest.approx(truth(3, 6)) and elapsed[-1.0].value == pytest.approx(0, abs=1e-9)


def test_two_way_fixed_effects_would_miss_what_the_cells_find():
    unit, period, start, outcome = towns(np.random.default_rng(3), noise=0, never=False)
    treated = (period >= start).astype(float)
    x = np.column_stack([treated, *(unit == u for u in range(120)), *(period == p for p in range(2, 7))]).astype(float)
    twoway = np.linalg.lstsq(x, outcome, rcond=None)[0][0]
    effects = cohort_effects(STAGGERED, Panel.of(unit, period, start, outcome), compared_with="not_yet")
    true = np.average([truth(c.cohort, c.time) for c in effects.after()], weights=[c.treated for c in effects.after()])
    assert simple_effect(effects).value == pytest.approx(true)
    assert abs(twoway - true) > 0.5


def test_the_errors_are_what_repetition_shows():
    rng = np.random.default_rng(4)
    found = [cohort_effects(STAGGERED, Panel.of(*towns(rng)), compared_with="not_yet") for _ in range(80)]
    for summary in (simple_effect, group_effect):
        values = [summary(effects).value for effects in found]
        assert np.mean([summary(effects).se for effects in found]) == pytest.approx(np.std(values), rel=0.25)
    cells = [effects.after()[0] for effects in found]
    assert np.mean([cell.se for cell in cells]) == pytest.approx(np.std([cell.value for cell in cells]), rel=0.25)


def test_two_groups_and_two_periods_are_the_classical_difference_of_differences():
    rng = np.random.default_rng(5)
    outcome = rng.normal(size=(40, 2))
    first = np.repeat([2, 0], 20)
    panel = Panel.of(np.repeat(np.arange(40), 2), np.tile([1, 2], 40), np.repeat(first, 2), outcome.ravel())
    answer = simple_effect(cohort_effects(STAGGERED, panel, compared_with="never"))
    change = outcome[:, 1] - outcome[:, 0]
    # Units are sorted by their names as words, which changes nothing here.
    assert answer.value == pytest.approx(change[:20].mean() - change[20:].mean())
    assert answer.se == pytest.approx(np.sqrt(change[:20].var() / 20 + change[20:].var() / 20))


def test_towns_of_one_cluster_move_together_and_the_error_knows():
    rng = np.random.default_rng(6)
    unit, period, start, outcome = towns(rng)
    county = np.arange(120) % 12
    start = np.array([3, 0, 4, 0, 5, 0, 3, 0, 4, 0, 5, 0])[county][unit]
    outcome = outcome + 4 * rng.normal(size=(12, 7))[county[unit], period]
    panels = [Panel.of(unit, period, start, outcome, clusters=sides) for sides in (None, county[unit])]
    alone, together = (cohort_effects(STAGGERED, panel) for panel in panels)
    assert simple_effect(together).value == simple_effect(alone).value
    assert simple_effect(together).se > 1.5 * simple_effect(alone).se
    assert "並べ替え" in simple_effect(together).why_no_error and not simple_effect(alone).why_no_error


def ageing_towns(rng, units=200):
    """Older towns start more often and get worse faster: without knowing their age, the start seems to do harm."""
    age = rng.normal(size=units)
    first = np.where(rng.random(units) < 1 / (1 + np.exp(-age)), 3, 0)
    unit, period = np.divmod(np.arange(units * 4), 4)
    period = period + 1
    gain = 1.0 * ((first[unit] > 0) & (period >= 3))
    return unit, period, first[unit], gain - age[unit] * period + 0.5 * rng.normal(size=len(unit)), age[unit]


def test_towns_alike_in_age_are_compared_when_age_makes_the_trend():
    rng = np.random.default_rng(21)
    found = []
    for _ in range(40):
        unit, period, start, outcome, age = ageing_towns(rng)
        found.append(simple_effect(cohort_effects(STAGGERED, Panel.of(unit, period, start, outcome, x=age))))
    plain = simple_effect(cohort_effects(STAGGERED, Panel.of(unit, period, start, outcome)))
    assert plain.upper < 0.6
    values = np.array([one.value for one in found])
    assert values.mean() == pytest.approx(1, abs=0.06)
    assert np.mean([one.se for one in found]) == pytest.approx(values.std(), rel=0.3)


def test_an_item_without_differences_changes_nothing():
    records = towns(np.random.default_rng(22))
    plain, same = (
        cohort_effects(STAGGERED, Panel.of(*records, x=x), compared_with="never") for x in (None, np.ones(720))
    )
    assert [cell.value for cell in same.cells] == pytest.approx([cell.value for cell in plain.cells])
    assert [cell.se for cell in same.cells] == pytest.approx([cell.se for cell in plain.cells])


def test_too_few_towns_for_the_items_are_refused():
    records = towns(np.random.default_rng(23), units=14)
    with pytest.raises(NoAnswer, match="項目を減らして"):
        cohort_effects(STAGGERED, Panel.of(*records, x=np.random.default_rng(1).normal(size=(84, 6))))


def test_reassigning_the_starts_finds_a_real_effect_and_no_false_one():
    rng = np.random.default_rng(7)
    unit, period, start, outcome = towns(rng, units=24)
    for values, low, high in ((outcome, 0, 0.05), (rng.normal(size=len(unit)), 0.05, 1)):
        effects = cohort_effects(STAGGERED, Panel.of(unit, period, start, values), compared_with="not_yet")
        assert low < permutation_p(effects, compared_with="not_yet", seed=1, draws=39) <= high


def test_a_town_with_a_gap_or_an_early_start_is_left_out_and_counted():
    unit, period, start, outcome = towns(np.random.default_rng(8), units=20)
    start = np.where(unit == 0, 1, start)
    keep = ~((unit == 5) & (period == 2))
    panel = Panel.of(unit[keep], period[keep], start[keep], outcome[keep])
    assert (panel.dropped, len(panel.units)) == (2, 18)


def test_what_cannot_be_compared_is_said():
    unit, period, start, outcome = towns(np.random.default_rng(9), never=False)
    with pytest.raises(NoAnswer, match="始めなかった地区がありません"):
        cohort_effects(STAGGERED, Panel.of(unit, period, start, outcome), compared_with="never")
    with pytest.raises(NoAnswer, match="全地区で同じ"):
        cohort_effects(STAGGERED, Panel.of(unit, period, np.full(len(unit), 4), outcome))
    with pytest.raises(NoAnswer, match="始めた地区がありません"):
        cohort_effects(STAGGERED, Panel.of(unit, period, np.zeros(len(unit)), outcome))
    with pytest.raises(NoAnswer, match="2件以上"):
        Panel.of([1, 1], [1, 1], [0, 0], [1.0, 2])
    with pytest.raises(NoAnswer, match="始めた時期が記録によって違います"):
        Panel.of([1, 1], [1, 2], [0, 2], [1.0, 2])


def monthly(rng, *, months=48, starts=24, level=-0.35, trend=-0.01, base=30.0, heavy=False):
    t = np.arange(months)
    after = t >= starts
    people = 20_000 + 15.0 * t
    seasons = 0.2 * np.sin(2 * np.pi * t / 12) + 0.1 * np.cos(2 * np.pi * t / 12)
    mean = people / people[0] * base * np.exp(0.004 * t + seasons + after * (level + trend * (t - starts)))
    return rng.poisson(rng.gamma(8, mean / 8) if heavy else mean).astype(float), people


def test_the_series_equals_a_plain_generalised_linear_model():
    counts, people = monthly(np.random.default_rng(10), heavy=True)
    found = interrupted_series(opened(), counts, people, starts=24, trend_change=True, harmonics=1)
    t = np.arange(48.0)
    after = (t >= 24).astype(float)
    season = 2 * np.pi * t / 12
    x = np.column_stack((np.ones(48), t, after, (t - 24) * after, np.sin(season), np.cos(season)))
    glm = sm.GLM(counts, x, family=sm.families.Poisson(), offset=np.log(people)).fit(scale="X2")
    assert found.coefficient == pytest.approx(glm.params, abs=1e-8)
    assert found.se == pytest.approx(glm.bse, rel=1e-6)
    assert found.dispersion == pytest.approx(glm.scale) and found.dispersion > 1.5
    assert found.level.ratio == pytest.approx(np.exp(glm.params[2]))


def test_a_step_alone_and_a_count_without_population_are_plain_models_too():
    counts, _ = monthly(np.random.default_rng(30), heavy=True)
    found, narrow = (
        interrupted_series(opened(), counts, starts=24, harmonics=1, spread=spread) for spread in ("quasi", "poisson")
    )
    t = np.arange(48.0)
    season = 2 * np.pi * t / 12
    x = np.column_stack((np.ones(48), t, t >= 24, np.sin(season), np.cos(season)))
    glm = sm.GLM(counts, x, family=sm.families.Poisson()).fit()
    assert found.coefficient == pytest.approx(glm.params, abs=1e-8) and found.trend is None
    assert narrow.se == pytest.approx(glm.bse, rel=1e-6)
    assert found.level.upper - found.level.lower > narrow.level.upper - narrow.level.lower
    assert found.without[24:] == pytest.approx(found.fitted[24:] / found.level.ratio)


def test_the_known_change_lies_within_its_limits_about_as_often_as_they_say():
    rng = np.random.default_rng(11)
    found = [interrupted_series(opened(), *monthly(rng), starts=24, trend_change=True, harmonics=1) for _ in range(120)]
    covered = [one.level.lower < np.exp(-0.35) < one.level.upper for one in found]
    assert np.mean(covered) > 0.87
    assert np.mean([one.trend.coefficient for one in found]) == pytest.approx(-0.01, abs=0.004)
    assert all(one.without[30:].sum() > one.fitted[30:].sum() for one in found[:5])


def test_one_series_before_and_after_earns_no_higher_grade_than_b():
    counts, people = monthly(np.random.default_rng(12))
    assert interrupted_series(opened(Design.STAGGERED), counts, people, starts=24).estimate.grade.value == "B"


@pytest.mark.parametrize(("starts", "months"), [(11, 36), (25, 36)])
def test_less_than_a_year_on_either_side_is_refused(starts, months):
    counts, people = monthly(np.random.default_rng(13), months=months)
    with pytest.raises(NoAnswer, match="前後とも12か月以上"):
        interrupted_series(opened(), counts, people, starts=starts)


def test_a_handful_of_events_a_month_is_sent_to_the_exact_question():
    counts, people = monthly(np.random.default_rng(14), base=2.5)
    with pytest.raises(NoAnswer, match="期間を先に決めて"):
        interrupted_series(opened(), counts, people, starts=24)


def test_all_six_harmonics_of_a_year_can_be_asked_for():
    counts, people = monthly(np.random.default_rng(15))
    assert len(interrupted_series(opened(), counts, people, starts=24, trend_change=True, harmonics=6).names) == 4 + 11


def made_of_three(rng, *, gap=0.0):
    """Ours is .5, .3 and .2 of three of twelve areas; `gap` is added to the last five of twenty periods."""
    others = rng.normal(size=(12, 20)).cumsum(axis=1) + rng.uniform(20, 60, 12)[:, None]
    ours = np.array([0.5, 0.3, 0.2]) @ others[:3]
    ours[15:] += gap
    return np.vstack((ours, others)), ["本町", *(f"地区{k}" for k in range(1, 13))]


def test_an_area_made_of_three_others_is_recognised_and_its_gap_found():
    table, names = made_of_three(np.random.default_rng(16), gap=-6)
    found = synthetic_control(opened(), table, names=names, ours="本町", before=15)
    assert found.weights[:3] == pytest.approx([0.5, 0.3, 0.2], abs=1e-6)
    assert found.gap[15:] == pytest.approx(-6, abs=1e-5) and found.estimate.value == pytest.approx(-6, abs=1e-5)
    assert (found.rank, found.compared, found.p_value) == (1, 13, 1 / 13)
    assert np.isnan(found.estimate.se) and "順位" in found.estimate.why_no_error
    assert found.sentence == "同じ計算を13地区すべてで行うと、この地区の差は大きい方から1番目です。"


def test_areas_may_be_made_alike_in_other_items_than_the_outcome():
    rng = np.random.default_rng(31)
    table, names = made_of_three(rng, gap=-6)
    items = rng.normal(size=(13, 15)) * 10.0 ** rng.integers(-2, 4, 15)
    items[0] = np.array([0.5, 0.3, 0.2]) @ items[1:4]

    def weights(**alike):
        return synthetic_control(opened(), table, names=names, ours="本町", before=15, **alike).weights

    assert weights(matched_on=items)[:3] == pytest.approx([0.5, 0.3, 0.2], abs=1e-6)
    items[:, 14] = rng.normal(size=13)
    nothing = np.append(np.ones(14), 0)
    assert weights(matched_on=items, importance=nothing) == pytest.approx(weights(matched_on=items[:, :14]), abs=1e-6)
    for wrong in ({"matched_on": np.ones((13, 2))}, {"matched_on": items, "importance": -nothing}):
        with pytest.raises(NoAnswer, match="項目"):
            weights(**wrong)


def test_the_weights_are_the_best_there_are_however_large_the_numbers():
    rng = np.random.default_rng(17)
    for scale in (1e-3, 1.0, 1e6):
        donors, target = scale * rng.normal(50, 9, (8, 5)), scale * rng.normal(50, 9, 8)
        mine = simplex_weights(donors, target)
        assert mine.sum() == pytest.approx(1) and mine.min() >= 0

        def miss(w, donors=donors, target=target, scale=scale):
            return (((donors @ (np.abs(w) / np.abs(w).sum()) - target) / scale) ** 2).sum()

        others = [
            minimize(miss, rng.uniform(0.1, 1, 5), method="Nelder-Mead", options={"maxiter": 4000}) for _ in range(2)
        ]
        assert miss(mine) <= min(other.fun for other in others) + 1e-9


def test_without_an_effect_the_rank_is_any():
    rng = np.random.default_rng(18)
    ranks = []
    for _ in range(40):
        table = rng.normal(size=(8, 16)).cumsum(axis=1) + 50
        ranks.append(synthetic_control(opened(), table, names=list("abcdefgh"), ours="a", before=10).rank)
    assert min(ranks) >= 1 and max(ranks) >= 6 and 2.5 < np.mean(ranks) < 6.5


def test_where_nothing_moved_anywhere_ours_is_no_exception():
    still = synthetic_control(opened(), np.full((6, 12), 5.0), names=list("abcdef"), ours="a", before=8)
    assert (still.ratio, still.rank, still.p_value) == (0, 6, 1)
    twins = np.vstack([np.arange(12.0) + shift for shift in (0, 1, 2, 3, 0)])
    assert synthetic_control(opened(), twins, names=list("abcde"), ours="a", before=8).ratio == 0


def test_an_area_unlike_all_others_is_said_to_be_poorly_reproduced():
    table, names = made_of_three(np.random.default_rng(19))
    table[0] = 300 + np.arange(20)
    assert "再現できていない" in synthetic_control(opened(), table, names=names, ours="本町", before=15).sentence


def test_too_few_areas_an_unknown_area_or_a_gap_in_the_table_is_refused():
    table, names = made_of_three(np.random.default_rng(20))
    with pytest.raises(NoAnswer, match="少なくとも3つ"):
        synthetic_control(opened(), table[:3], names=names[:3], ours="本町", before=15)
    with pytest.raises(NoAnswer, match="「北町」"):
        synthetic_control(opened(), table, names=names, ours="北町", before=15)
    with pytest.raises(NoAnswer, match="後が0期"):
        synthetic_control(opened(), table, names=names, ours="本町", before=20)
    table[2, 3] = np.nan
    with pytest.raises(NoAnswer, match="欠け"):
        synthetic_control(opened(), table, names=names, ours="本町", before=15)
