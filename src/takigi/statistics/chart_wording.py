"""図の言い方: what a chart says in sentences, so that nobody has to read it from colours. No sentence claims an effect."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.limit_chart import LimitChart
from takigi.statistics.point_rules import Signal
from takigi.statistics.proportions import Interval
from takigi.statistics.run_chart import RunChart
from takigi.statistics.shapes import Bools, Floats
from takigi.statistics.shrinkage import may_rank_all
from takigi.statistics.xmr import TRIAL_LIMITS, Assurance, PointType, XmrChart

USUAL = "いつもの揺れの範囲です。"
UNUSUAL = "揺れだけでは説明しにくい動きです。何があったか確かめてください（効果の証明ではありません）。"
TRIAL = "12か月未満の仮の線です。"
TRIAL_POINTS = "12点未満の仮の線です。"
NOTHING = "記録のある月がまだありません。"
ONE_POINT = "記録のある月がまだ1つだけのため、線は引けません。"
UNJUDGED = "中央値の線から離れた月が10に満たないため、連なりはまだ判定しません。"
NO_RANKING = "幅が重なる地域があるため、順位はつけません。"

SIGNAL_WORDS = {
    Signal.COMMON_CAUSE: "いつもの揺れ",
    Signal.ABOVE_LIMIT: "上の限界線より上",
    Signal.BELOW_LIMIT: "下の限界線より下",
    Signal.RISING: "7か月以上続けて上がっている",
    Signal.FALLING: "7か月以上続けて下がっている",
    Signal.TWO_OF_THREE_ABOVE: "3か月のうち2か月が上の限界線の近く",
    Signal.TWO_OF_THREE_BELOW: "3か月のうち2か月が下の限界線の近く",
    Signal.RUN_ABOVE: "7か月以上続けて平均より上",
    Signal.RUN_BELOW: "7か月以上続けて平均より下",
}
POINT_WORDS = {
    PointType.COMMON_CAUSE: "いつもの揺れ",
    PointType.IMPROVEMENT: "良い向きの合図",
    PointType.CONCERN: "気をつける向きの合図",
    PointType.NEUTRAL_HIGH: "高い向きの合図",
    PointType.NEUTRAL_LOW: "低い向きの合図",
}
ASSURANCE_WORDS = {
    Assurance.NOT_ASKED: "",
    Assurance.CONSISTENT_PASS: "いまのままなら、毎月の目標に届き続ける見込みです。",
    Assurance.CONSISTENT_FAIL: "いまのやり方のままでは、目標に届かない月が続く見込みです。",
    Assurance.INCONSISTENT: "目標に届く月と届かない月があり、どちらになるかは揺れしだいです。",
}
# Share of stable 24-month series with a signal by the four rules (evidence.md 2.3), up to this monthly mean.
FALSE_ALARMS = ((1.7, "5割"), (5.5, "3割"), (10.0, "2割"))


def xmr_words(chart: XmrChart, *, missing: Sequence[tuple[str, int]] = (), counts: bool = False) -> tuple[str, ...]:
    """What one series (time,) says: its latest phase first, then what makes the lines less sure.

    missing: the words of `months_of`. counts: whether the values are numbers of events, for the warning of small ones.
    """
    early = _too_early(chart.values)
    if early:
        return (*early, *missing_words(missing))
    now = (chart.phase == chart.phase[-1]) & chart.is_recorded
    said = list(_state(chart, now))
    if chart.is_provisional[-1] and chart.has_variation[-1]:
        said.append(TRIAL)
    if counts and now.any():
        said += small_count_words(float(chart.values[now].mean()))
    return (*said, *missing_words(missing))


def _state(chart: XmrChart, now: Bools) -> tuple[str, ...]:
    """The latest phase: no variation yet, unusual with its reasons, or usual; then the target."""
    if not now.any():
        return ("新しい区切りには、まだ記録がありません。",)
    codes = {int(code) for code in chart.signal[now]} - {0}
    reasons = "、".join(SIGNAL_WORDS[Signal(code)] for code in sorted(codes, key=lambda code: (abs(code), -code)))
    state = (UNUSUAL, f"合図: {reasons}。") if codes else (USUAL,)
    if not chart.has_variation[-1]:
        unknown = () if chart.assurance == Assurance.NOT_ASKED else ("目標に届き続けるかは、まだ言えません。",)
        return (_no_limits(chart.values[now]), *(state if codes else ()), *unknown)
    target = ASSURANCE_WORDS[Assurance(int(chart.assurance))]
    return (*state, target) if target else state


def run_words(chart: RunChart, *, missing: Sequence[tuple[str, int]] = ()) -> tuple[str, ...]:
    """What a run chart of one series (time,) says about its latest phase."""
    early = _too_early(chart.values)
    if early:
        return (*early, *missing_words(missing))
    now = (chart.phase == chart.phase[-1]) & chart.is_recorded
    if not now.any():
        return ("新しい区切りには、まだ記録がありません。", *missing_words(missing))
    values = chart.values[now]
    if values.size > 1 and (values == values[0]).all():
        return (_no_limits(values), *missing_words(missing))
    reasons = _run_reasons(chart, now)
    judged = bool(chart.runs.is_judged[-1])
    state = [UNUSUAL, f"合図: {'、'.join(reasons)}。"] if reasons else [USUAL] if judged else []
    return (*state, *(() if judged else (UNJUDGED,)), *missing_words(missing))


def _run_reasons(chart: RunChart, now: Bools) -> list[str]:
    runs, reasons = chart.runs, []
    if runs.is_judged[-1] and runs.longest[-1] > runs.longest_allowed[-1]:
        reasons.append(
            f"中央値の同じ側に{runs.longest[-1]}か月続いている（{runs.longest_allowed[-1]}か月まではよくある）"
        )
    if runs.is_judged[-1] and runs.crossings[-1] < runs.fewest_crossings[-1]:
        reasons.append(f"中央値をまたいだのが{runs.crossings[-1]}回だけ（ふつうは{runs.fewest_crossings[-1]}回以上）")
    if (chart.rare[now] > 0).any():
        reasons.append("めったにないほど多い月がある")
    if (chart.rare[now] < 0).any():
        reasons.append("めったにないほど少ない月がある")
    return reasons


def limit_words(chart: LimitChart, *, missing: Sequence[tuple[str, int]] = ()) -> tuple[str, ...]:
    """What a p, u, c, I, MR, g or t chart of one series (time,) says about its latest phase."""
    early = _too_early(chart.values)
    if early:
        return (*early, *missing_words(missing))
    recorded = ~np.isnan(chart.values)
    now = (chart.phase == chart.phase[-1]) & recorded
    if not now.any():
        return ("新しい区切りには、まだ記録がありません。", *missing_words(missing))
    if not (chart.upper[now] > chart.lower[now]).all():
        return (_no_limits(chart.values[now]), *missing_words(missing))
    over, under = int((chart.outside[now] > 0).sum()), int((chart.outside[now] < 0).sum())
    reasons = [f"上の限界線より上が{over}回"] * bool(over) + [f"下の限界線より下が{under}回"] * bool(under)
    if chart.runs.signal[now].any():
        reasons.append("中心の線の同じ側に長く続いている、または中心をまたぐ回数が少ない")
    state = (UNUSUAL, f"合図: {'、'.join(reasons)}。") if reasons else (USUAL,)
    trial = (TRIAL_POINTS,) if chart.points[now][-1] < TRIAL_LIMITS else ()
    return (*state, *trial, *missing_words(missing))


def small_count_words(mean: float) -> tuple[str, ...]:
    """The warning that stands beside an XmR chart of counts below ten a month.

    >>> small_count_words(3)
    ('月3件ほどの数では、何も変わっていなくても2年に3割ほど合図が出ます。',)
    """
    for limit, share in FALSE_ALARMS:
        if mean < limit:
            told = f"{mean:.0f}" if mean >= 1 else "1件未満の"
            unit = "件ほどの数" if mean >= 1 else "数"
            return (f"月{told}{unit}では、何も変わっていなくても2年に{share}ほど合図が出ます。",)
    return ()


def missing_words(missing: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Which months have no number, in their own words, and how the chart goes on.

    >>> missing_words([("集計中", 1), ("調査未実施", 2)])
    ('数のない月が3か月あります（集計中1、調査未実施2）。その前後の月を隣どうしとして判定しています。',)
    """
    if not missing:
        return ()
    each = "、".join(f"{word}{months}" for word, months in missing)
    total = sum(months for _, months in missing)
    return (f"数のない月が{total}か月あります（{each}）。その前後の月を隣どうしとして判定しています。",)


def ranking_words(interval: Interval) -> tuple[str, ...]:
    """The refusal to rank areas whose limits overlap; nothing when every pair is apart."""
    return () if may_rank_all(interval) else (NO_RANKING,)


def _too_early(values: Floats) -> tuple[str, ...]:
    if values.ndim != 1:
        raise NoAnswer("文にするのは1本の系列です。何本もの図からは of(番号) で1本ずつ取り出してください。")
    recorded = int((~np.isnan(values)).sum())
    return (NOTHING,) if recorded == 0 else (ONE_POINT,) if recorded == 1 else ()


def _no_limits(values: Floats) -> str:
    if values.size == 1:
        return "新しい区切りの記録はまだ1つだけのため、線は引けません。"
    if (values != values[0]).any():
        return "線を決めた月がどれも同じ値で揺れがなかったため、限界線は引けません。"
    same = "0" if values[0] == 0 else f"同じ値（{values[0]:g}）"
    return f"どの月も{same}です。まだ揺れがないため、限界線は引きません。"
