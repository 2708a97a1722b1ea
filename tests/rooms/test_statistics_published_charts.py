"""公表された管理図: every chart of the shared cases is drawn to the last digit that the reference programs give."""

import csv
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from takigi.statistics.anhoej import critical_values
from takigi.statistics.attribute_charts import c_chart, i_chart, mr_chart, p_chart, u_chart
from takigi.statistics.limit_chart import LimitChart
from takigi.statistics.point_rules import Signal
from takigi.statistics.rare_events import g_chart, t_chart
from takigi.statistics.run_chart import run_chart
from takigi.statistics.strands import phases_from
from takigi.statistics.xmr import Assurance, Direction, PointType, XmrChart, xmr
from tests.rooms.shared_cases import CASES, MISSING, cases_of, numbers

NHS = cases_of("spc_cases/nhsrplotthedots_cases.json") | cases_of("spc_cases/equal_mean.json")
QIC = cases_of("spc_cases/qicharts2_cases.json")
CRITICAL = CASES / "spc_cases" / "anhoej_critical_values.csv"

pytestmark = pytest.mark.skipif(not (NHS and QIC and CRITICAL.exists()), reason=MISSING)

SIGNALS = {
    "Common Cause": Signal.COMMON_CAUSE,
    "Above UCL": Signal.ABOVE_LIMIT,
    "Below LCL": Signal.BELOW_LIMIT,
    "7 Point Trend (Increasing)": Signal.RISING,
    "7 Point Trend (Decreasing)": Signal.FALLING,
    "2 in 3 Above CL": Signal.TWO_OF_THREE_ABOVE,
    "2 in 3 Below CL": Signal.TWO_OF_THREE_BELOW,
    "7 Points Above CL": Signal.RUN_ABOVE,
    "7 Points Below CL": Signal.RUN_BELOW,
}
POINTS = {
    "common_cause": PointType.COMMON_CAUSE,
    "special_cause_improvement": PointType.IMPROVEMENT,
    "special_cause_concern": PointType.CONCERN,
    "special_cause_neutral_high": PointType.NEUTRAL_HIGH,
    "special_cause_neutral_low": PointType.NEUTRAL_LOW,
}
ASSURANCES = {
    None: Assurance.NOT_ASKED,
    "consistent_pass": Assurance.CONSISTENT_PASS,
    "consistent_fail": Assurance.CONSISTENT_FAIL,
    "inconsistent": Assurance.INCONSISTENT,
}


def drawn_as_asked(asked: dict[str, Any]) -> XmrChart:
    turn = asked["rebase_at_row_1based"]
    return xmr(
        asked["y"],
        phases=phases_from(len(asked["y"]), [turn - 1] if turn else []),
        direction=Direction[asked["improvement_direction"].upper()],
        target=asked["target"],
        fix_after=asked["fix_after_n_points"],
        screen=asked["screen_outliers"],
    )


@pytest.mark.parametrize("name", NHS)
def test_an_xmr_chart_has_the_lines_of_the_nhs_package(name):
    chart, wanted = drawn_as_asked(NHS[name]["input"]), NHS[name]["expected"]
    for ours, theirs in ((chart.mean, "mean"), (chart.lower, "lpl"), (chart.upper, "upl")):
        np.testing.assert_allclose(ours, numbers(wanted[theirs]), rtol=0, atol=1e-9, equal_nan=True)


@pytest.mark.parametrize("name", NHS)
def test_an_xmr_chart_marks_the_points_of_the_nhs_package(name):
    chart, wanted = drawn_as_asked(NHS[name]["input"]), NHS[name]["expected"]
    assert chart.signal.tolist() == [SIGNALS[word] for word in wanted["special_cause_type"]]
    assert chart.point_type.tolist() == [POINTS[word] for word in wanted["point_type"]]
    assert chart.side.tolist() == wanted["relative_to_mean"]
    assert chart.outside.tolist() == [bool(flag) for flag in wanted["outside_limits"]]
    assert chart.close.tolist() == [bool(flag) for flag in wanted["close_to_limits"]]


@pytest.mark.parametrize("name", NHS)
def test_phases_short_groups_and_assurance_are_those_of_the_nhs_package(name):
    chart, wanted = drawn_as_asked(NHS[name]["input"]), NHS[name]["expected"]
    assert chart.phase.tolist() == wanted["rebase_group"]
    assert chart.short_group_warning.tolist() == wanted["short_group_warning"]
    assert chart.assurance == ASSURANCES[wanted["assurance"]]


def test_all_nhs_cases_of_one_length_drawn_in_one_call_are_the_same_charts():
    longest = max(len(case["input"]["y"]) for case in NHS.values())
    plain = {
        name: case
        for name, case in NHS.items()
        if case["input"]["screen_outliers"] and not case["input"]["fix_after_n_points"]
    }
    asked = [case["input"] for case in plain.values()]
    table = np.full((len(asked), longest), np.nan)
    phases = np.zeros(table.shape)
    for row, one in enumerate(asked):
        table[row, : len(one["y"])] = one["y"]
        if one["rebase_at_row_1based"]:
            phases[row, one["rebase_at_row_1based"] - 1 :] = 1
    ways = [Direction[one["improvement_direction"].upper()] for one in asked]
    together = xmr(table, phases=phases, direction=ways, target=[one["target"] or np.nan for one in asked])
    for row, one in enumerate(asked):
        alone, length = drawn_as_asked(one), len(one["y"])
        assert together.of(row).point_type[:length].tolist() == alone.point_type.tolist()
        np.testing.assert_array_equal(together.upper[row, :length], alone.upper)
    assert together.assurance.tolist() == [ASSURANCES[case["expected"]["assurance"]] for case in plain.values()]


def columns(case: dict[str, Any]) -> tuple[list[float], list[float] | None]:
    """Values and denominators: the file keeps the column names of the packages' own tables."""
    given = case["input"]
    values = next(given[name] for name in ("cost", "count", "hours", "r", "yes", "y", "n") if name in given)
    over = next(
        (given[name] for name in ("size", "meters", "nn") if name in given), given.get("n") if "r" in given else None
    )
    return values, over


def drawn_by_qic(case: dict[str, Any]) -> LimitChart:
    (values, over), wish = columns(case), case["options"]
    left_out = np.isin(np.arange(len(values)) + 1, wish.get("exclude", []))
    common: dict[str, Any] = {
        "phases": phases_from(len(values), [wish["part"]] if "part" in wish else []),
        "fix_after": wish.get("freeze"),
    }
    kinds: dict[str, Callable[[], LimitChart]] = {
        "i": lambda: i_chart(values, left_out=left_out, **common),
        "mr": lambda: mr_chart(values, left_out=left_out, **common),
        "p": lambda: p_chart(values, over, left_out=left_out, **common),
        "pp": lambda: p_chart(values, over, left_out=left_out, prime=True, **common),
        "u": lambda: u_chart(values, over, left_out=left_out, per=wish.get("multiply", 1), **common),
        "c": lambda: c_chart(values, left_out=left_out, **common),
        "g": lambda: g_chart(values, left_out=left_out, **common),
        "t": lambda: t_chart(values, left_out=left_out, **common),
    }
    return kinds[case["chart"]]()


WITH_LIMITS = [name for name, case in QIC.items() if case["chart"] != "run"]


@pytest.mark.parametrize("name", WITH_LIMITS)
def test_an_attribute_chart_has_the_lines_of_the_published_one(name):
    chart, wanted = drawn_by_qic(QIC[name]), QIC[name]["expected"]
    there = ~np.isnan(chart.values)
    for ours, theirs in (
        (chart.values, "y"),
        (chart.centre, "cl"),
        (chart.lower_shown, "lcl"),
        (chart.upper_shown, "ucl"),
    ):
        np.testing.assert_allclose(ours[there], numbers(wanted[theirs])[there], rtol=1e-11, atol=1e-9)


@pytest.mark.parametrize("name", WITH_LIMITS)
def test_an_attribute_chart_is_judged_like_the_published_one(name):
    chart, wanted = drawn_by_qic(QIC[name]), QIC[name]["expected"]
    assert (chart.outside != 0).tolist() == wanted["sigma.signal"]
    there = ~np.isnan(chart.values)
    for ours, theirs in (
        (chart.runs.useful, "n.useful"),
        (chart.runs.longest, "longest.run"),
        (chart.runs.longest_allowed, "longest.run.max"),
        (chart.runs.crossings, "n.crossings"),
        (chart.runs.fewest_crossings, "n.crossings.min"),
        (chart.runs.unusual, "runs.signal"),
    ):
        assert ours[there].tolist() == np.array(wanted[theirs])[there].tolist(), theirs


def test_big_denominators_put_most_months_outside_a_p_chart_and_none_outside_the_prime_one():
    plain, prime = (drawn_by_qic(QIC[name]) for name in ("nhs_accidents_p", "nhs_accidents_pprime"))
    assert ((plain.outside != 0).sum(), (prime.outside != 0).sum()) == (16, 0)


@pytest.mark.parametrize("name", [name for name, case in QIC.items() if case["chart"] == "run"])
def test_a_run_chart_is_judged_like_the_published_one(name):
    chart, wanted = run_chart(columns(QIC[name])[0]), QIC[name]["expected"]
    np.testing.assert_allclose(chart.median, numbers(wanted["cl"]))
    runs = chart.runs
    ours = (runs.useful, runs.longest, runs.longest_allowed, runs.crossings, runs.fewest_crossings, runs.signal)
    names = ("n.useful", "longest.run", "longest.run.max", "n.crossings", "n.crossings.min", "runs.signal")
    assert [part.tolist() for part in ours] == [wanted[theirs] for theirs in names]


def test_the_critical_values_are_those_of_the_table():
    with CRITICAL.open(encoding="utf-8") as lines:
        rows = [{name: int(value) for name, value in row.items()} for row in csv.DictReader(lines)]
    longest, fewest = critical_values(np.array([row["n"] for row in rows]))
    assert longest.tolist() == [row["longest_run_max"] for row in rows]
    assert fewest.tolist() == [row["crossings_min"] for row in rows]
