"""訪問の図: first visits month by month beside the town's own target, judged by the rules for small counts."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from takigi.casework.queries.centre import MonthOfVisits
from takigi.charts.control_chart import ControlChart, ControlPoint, Phase, Turn
from takigi.statistics.chart_choice import Chart, Kind, choose_chart
from takigi.statistics.chart_wording import run_words, xmr_words
from takigi.statistics.run_chart import run_chart
from takigi.statistics.xmr import Direction, xmr

RUNNING = "月の途中"
TITLE = "はじめての訪問の件数（月）"


def visits_chart(months: Sequence[MonthOfVisits], *, as_of: date) -> ControlChart:
    """From the first month with a visit. The month that is running stands in the row without a point; nothing judges it."""
    months = months[next((at for at, one in enumerate(months) if one.visits), 0) :]
    over = [one for one in months if one.first_on < as_of.replace(day=1)]
    values = [float(one.visits) for one in over]
    choice = choose_chart(Kind.COUNT, values)
    phases, signals, says = _judged(choice.chart, values)
    return ControlChart(
        title=TITLE,
        as_of=as_of,
        unit="件",
        points=tuple(_points(months, signals)),
        phases=phases,
        turns=_new_targets(months),
        target=float(months[-1].target),
        centre_word="平均" if choice.chart is Chart.XMR else "中央値",
        verdict="".join(says),
        is_judged=bool(says),
        notes=(choice.because,) if any(values) else (),
    )


def _judged(form: Chart, values: Sequence[float]) -> tuple[tuple[Phase, ...], tuple[str, ...], tuple[str, ...]]:
    """The lines, the word at each month that stands out, and what the rules say."""
    plain = ("",) * len(values)
    if form is Chart.XMR:
        found = xmr(values, direction=Direction.INCREASE)
        lines = Phase(None, float(found.mean[-1]), float(found.lower[-1]), float(found.upper[-1]))
        return (lines,), plain, xmr_words(found, counts=True)
    if form is Chart.RUN:
        drawn = run_chart(values)
        rare = {1: "めったにないほど多い", -1: "めったにないほど少ない"}
        return (
            (Phase(None, float(drawn.median[-1])),),
            tuple(rare.get(int(c), "") for c in drawn.rare),
            run_words(drawn),
        )
    return (), plain, ()


def _points(months: Sequence[MonthOfVisits], signals: Sequence[str]) -> list[ControlPoint]:
    points = [
        ControlPoint(one.first_on, float(one.visits), signal=signal)
        for one, signal in zip(months, signals, strict=False)
    ]
    return points + [ControlPoint(one.first_on, None, RUNNING) for one in months[len(signals) :]]


def _new_targets(months: Sequence[MonthOfVisits]) -> tuple[Turn, ...]:
    """A target that was changed within the year is said where it changed: the line is the newest one."""
    return tuple(
        Turn(after.first_on, f"めやすを{before.target}件から{after.target}件に変えた")
        for before, after in pairwise(months)
        if before.target != after.target
    )
