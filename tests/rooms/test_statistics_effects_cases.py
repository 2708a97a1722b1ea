"""効果の推定の照合: the five respectable answers, the trial and the E-value equal the published and recomputed figures."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from takigi.statistics.effects.adjusted import (
    Groups,
    doubly_robust,
    matched_difference,
    raw_difference,
    regression_adjusted,
    weighted_difference,
)
from takigi.statistics.effects.propensity import Target, balance, propensity_scores
from takigi.statistics.effects.sensitivity import e_value
from takigi.statistics.effects.trial import (
    TwoShares,
    fisher_p,
    newcombe_limits,
    number_needed,
    power,
    risk_ratio,
    wald_limits,
)
from tests.rooms.effects_protocols import opened
from tests.rules_held import holds

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "effect_cases"
MISSING = f"照合用の事例 {CASES.name} がこの環境にありません"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=MISSING)


def answers(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def people(name):
    with (CASES / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([row[key] for row in rows]) for key in rows[0]}


def number(table, *names):
    return np.column_stack([table[name].astype(float) for name in names])


@pytest.fixture(scope="module")
def survey():
    """The trained with the survey comparison group; race as two of its three levels."""
    table = people("lalonde_matchit.csv")
    race = np.column_stack([table["race"] == level for level in ("black", "hispan")]).astype(float)
    rest = number(table, "age", "educ", "married", "nodegree", "re74", "re75")
    x = np.column_stack((rest[:, :2], race, rest[:, 2:]))
    return Groups.of(table["re78"].astype(float), table["treat"].astype(int), x), table


@pytest.mark.parametrize(
    ("key", "method"),
    [
        ("raw_diff", raw_difference),
        ("nn_ps_diff", matched_difference),
        ("nn_regression", lambda p, g: matched_difference(p, g, with_regression=True)),
        ("iptw_att_hajek", lambda p, g: weighted_difference(p, g, target=Target.ATT)),
        ("iptw_ate_hajek", lambda p, g: weighted_difference(p, g, target=Target.ATE)),
        ("ols", regression_adjusted),
    ],
    ids=["raw", "pairs", "pairs and regression", "weights ATT", "weights ATE", "regression"],
)
def test_each_method_gives_its_own_answer(survey, key, method):
    assert method(opened(), survey[0]).value == pytest.approx(answers("lalonde_expected.json")[key], rel=1e-8, abs=1e-6)


def test_the_doubly_robust_answer_and_the_regressions_error_equal_the_printed_digits(survey):
    expected = answers("lalonde_expected.json")
    assert doubly_robust(opened(), survey[0]).value == pytest.approx(expected["aipw_ate"], abs=0.005)
    assert regression_adjusted(opened(), survey[0]).se == pytest.approx(expected["ols_se_hc2"], abs=0.005)


def test_every_standardised_difference_equals_matchits(survey):
    groups, table = survey
    expected = answers("lalonde_expected.json")["smd_raw"]
    whites = (table["race"] == "white").astype(float)
    columns = np.column_stack((propensity_scores(groups.treated, groups.x).score, groups.x, whites))
    names = ["distance", "age", "educ", "raceblack", "racehispan", "married", "nodegree", "re74", "re75", "racewhite"]
    found = {row.name: row.before for row in balance(columns, groups.treated, names)}
    assert found == pytest.approx(expected, abs=1e-6)


def test_the_experiment_and_both_of_its_errors():
    table, expected = people("nsw_dw_experimental.csv"), answers("lalonde_expected.json")
    groups = Groups.of(table["re78"].astype(float), table["treat"].astype(int))
    assert raw_difference(opened(), groups).value == pytest.approx(expected["dw_experimental"], abs=1e-6)
    assert raw_difference(opened(), groups, robust="equal").se == pytest.approx(expected["dw_se"], abs=1e-6)
    assert raw_difference(opened(), groups, robust="HC1").se == pytest.approx(expected["dw_se_hc1"], abs=0.005)


def test_the_e_value_equals_the_published_one():
    expected = answers("evalue.json")
    found = e_value(expected["rr"], lower=expected["ci_low"])
    assert (round(found.estimate, 2), round(found.limit, 2)) == (expected["evalue"], expected["evalue_ci"])


@holds("10a")
def test_the_trial_of_neyagawa_is_reproduced():
    expected = answers("neyagawa_rct.json")
    shares = TwoShares(expected["x1_inferred"], expected["n1"], expected["x0_inferred"], expected["n0"])
    computed = expected["computed"]
    assert [round(100 * limit, 2) for limit in wald_limits(shares)] == computed["wald"]
    assert [round(100 * limit, 2) for limit in newcombe_limits(shares)] == computed["newcombe"]
    assert round(fisher_p(shares), 4) == computed["fisher_p"]
    assert (round(risk_ratio(shares).ratio, 2), round(number_needed(shares).people, 1)) == (
        computed["RR"],
        computed["NNT"],
    )


def test_the_power_of_such_a_trial_is_reproduced_for_every_size():
    case = answers("neyagawa_rct.json")
    p1, p0 = (round(case["published"][share] / 100, 3) for share in ("p1", "p0"))
    expected = {int(n): value for n, value in case["power_fisher_per_arm"].items()}
    assert {n: round(power(p1=p1, p0=p0, n1=n, n0=n), 3) for n in expected} == expected
