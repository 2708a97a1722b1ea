"""期間の分析の照合: curves, restricted means, tests and regressions equal R's on the shared cases."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from takigi.statistics.time_to_event.comparison import gray, log_rank
from takigi.statistics.time_to_event.hazards import cox, fine_gray
from takigi.statistics.time_to_event.incidence import aalen_johansen, restricted_times
from takigi.statistics.time_to_event.survival import kaplan_meier, median_time, restricted_mean

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "surv_cases"
MISSING = f"照合用の事例 {CASES.name} がこの環境にありません"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=MISSING)


def rows(name):
    with (CASES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def expected():
    return json.loads((CASES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def mgus2():
    people = rows("mgus2_input.csv")
    column = {name: np.array([float(row[name]) for row in people]) for name in ("etime", "event", "age")}
    sex = np.array([row["sex"] for row in people])
    return column["etime"], column["event"].astype(int), sex, np.column_stack((column["age"], sex == "M")).astype(float)


@pytest.fixture(scope="module")
def lung():
    people = rows("lung.csv")
    return (
        np.array([float(row["time"]) for row in people]),
        np.array([row["status"] == "2" for row in people]),
        [row["sex"] for row in people],
    )


@pytest.mark.parametrize(("kind", "name"), [(1, "pcm"), (2, "death")])
def test_the_incidence_and_its_error_equal_rs(mgus2, expected, kind, name):
    curves = aalen_johansen(*mgus2[:2])
    read = [curves.at(time, kind=kind) for time in expected["times"]]
    assert [at.share for at in read] == pytest.approx(expected[f"cif_{name}"], abs=1e-9)
    assert [at.se for at in read] == pytest.approx(expected[f"se_{name}"], abs=1e-9)


def test_the_same_records_give_the_same_curve_in_any_order(mgus2):
    time, event = mgus2[:2]
    order = np.random.default_rng(3).permutation(len(time))
    assert np.array_equal(aalen_johansen(time, event).incidence, aalen_johansen(time[order], event[order]).incidence)


def test_the_restricted_times_equal_rs_and_fill_the_horizon(mgus2, expected):
    times = restricted_times(aalen_johansen(*mgus2[:2]), horizon=240)
    assert [times.free, *times.lost] == pytest.approx(expected["rmean240"], abs=1e-9)
    assert times.free + times.lost.sum() == pytest.approx(240)


def test_grays_test_equals_cmprsks(mgus2, expected):
    time, event, sex, _ = mgus2
    for kind, answer in enumerate(expected["gray"], start=1):
        result = gray(time, event, sex, kind=kind)
        assert (result.statistic, result.p_value, result.df) == pytest.approx(
            (answer["stat"], answer["pv"], answer["df"])
        )


@pytest.mark.parametrize(("kind", "name"), [(1, "cs_cox_pcm"), (2, "cs_cox_death")])
def test_the_cause_specific_regression_equals_rs(mgus2, expected, kind, name):
    time, event, _, x = mgus2
    model = cox(time, event, x, kind=kind)
    assert model.coefficient == pytest.approx([row["coef"] for row in expected[name]], abs=1e-6)
    assert model.se == pytest.approx([row["se(coef)"] for row in expected[name]], abs=1e-6)
    assert model.p_value == pytest.approx([row["Pr(>|z|)"] for row in expected[name]], abs=1e-6)


def test_the_subdistribution_regression_equals_cmprsks(mgus2, expected):
    time, event, _, x = mgus2
    model = fine_gray(time, event, x)
    assert model.coefficient == pytest.approx([row["coef"] for row in expected["finegray_pcm"]], abs=1e-6)
    assert model.se == pytest.approx([row["se(coef)"] for row in expected["finegray_pcm"]], abs=1e-6)


def test_the_median_the_restricted_mean_and_the_log_rank_of_lung_equal_rs(lung, expected):
    time, died, sex = lung
    answer, curve = expected["lung_km"], kaplan_meier(time, died)
    median, mean = median_time(curve), restricted_mean(curve, horizon=365)
    assert (median.median, median.lower, median.upper) == (answer["median"], answer["lcl"], answer["ucl"])
    assert curve.at(365) == pytest.approx((answer["surv365"], answer["se365"]), abs=1e-9)
    assert (mean.mean, mean.se) == pytest.approx((answer["rmst365"], answer["rmst365_se"]), abs=1e-9)
    assert log_rank(time, died, sex).statistic == pytest.approx(expected["lung_logrank_chisq"], abs=1e-9)


@pytest.mark.parametrize("arm", ["Maintained", "Nonmaintained"])
def test_every_step_of_aml_equals_rs_and_the_last_error_has_no_value(expected, arm):
    people = [row for row in rows("aml.csv") if row["x"] == arm]
    curve = kaplan_meier([float(row["time"]) for row in people], [row["status"] == "1" for row in people])
    steps = np.flatnonzero(curve.events)
    answer = expected["aml_km"][arm]
    assert curve.times[steps].tolist() == [step["time"] for step in answer]
    assert curve.at_risk[steps].tolist() == [step["n_risk"] for step in answer]
    assert curve.events[steps].tolist() == [step["n_event"] for step in answer]
    assert curve.survival[steps] == pytest.approx([step["surv"] for step in answer], abs=5e-9)
    errors = [np.nan if step["se"] is None else step["se"] for step in answer]
    assert curve.se[steps] == pytest.approx(errors, abs=5e-9, nan_ok=True)
