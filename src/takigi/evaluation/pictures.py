"""指標の図: an indicator's months as a chart that suits them, judged by its rules, with the reason for the choice in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import isnan, nan

from takigi.charts.control_chart import ControlChart, ControlPoint, Phase, Turn
from takigi.indicators.answers import Answer
from takigi.indicators.definition import CountItself, Direction, Indicator
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import CountDistinct, CountRows
from takigi.statistics import attribute_charts, chart_wording, xmr
from takigi.statistics.chart_choice import Chart as Form
from takigi.statistics.chart_choice import Choice, Kind, choose_chart
from takigi.statistics.missing import Months, months_of
from takigi.statistics.point_rules import Signal
from takigi.statistics.run_chart import run_chart
from takigi.statistics.shapes import Codes

Month = tuple[date, Answer]
# A month that may not be shown is a word on the picture.
WITHHELD = Answer(None, Fraction(0), None, missing=MissingKind.SUPPRESSED, why="少人数のため表示しません")
BETTER = {
    Direction.HIGHER_IS_BETTER: xmr.Direction.INCREASE,
    Direction.LOWER_IS_BETTER: xmr.Direction.DECREASE,
    Direction.NEITHER: xmr.Direction.NEUTRAL,
}


@dataclass(frozen=True)
class Target:
    """めやす: what was agreed to be reached, in the unit that is shown."""

    value: Fraction


@dataclass(frozen=True)
class IndicatorPicture:
    """図と、その読み方. `because` says why this kind of chart; `says` what its rules found, never an effect."""

    chart: ControlChart
    form: Form
    because: str
    says: tuple[str, ...]

    @property
    def is_unusual(self) -> bool:
        """Whether a rule spoke in the newest phase."""
        return chart_wording.UNUSUAL in self.says


@dataclass(frozen=True)
class _Judged:
    """What a kind of chart made of the months: lines per month (NaN: none), and where a signal stands."""

    centre: list[float]
    lower: list[float]
    upper: list[float]
    phase: list[int]
    signals: tuple[str, ...]
    says: tuple[str, ...]


def kind_of(indicator: Indicator, on: date) -> Kind:
    """What the numbers are: a count, a share of people, events for so many people, or something measured."""
    edition = indicator.edition_on(on)
    if not isinstance(edition.numerator, CountRows | CountDistinct):
        return Kind.MEASURE
    if isinstance(edition.denominator, CountItself):
        return Kind.COUNT
    return Kind.SHARE if indicator.unit.word == "%" else Kind.RATE


def shown_value(indicator: Indicator, answer: Answer) -> float | None:
    """The value in the unit that is shown, or None where a word stands instead."""
    return None if answer.value is None else float(answer.value * indicator.unit.times)


def indicator_picture(
    indicator: Indicator,
    months: Sequence[Month],
    *,
    as_of: date,
    turns: Sequence[Turn] = (),
    target: Target | None = None,
    title: str = "",
) -> IndicatorPicture:
    """Draw the months of one indicator (one cell of it), oldest first.

    A turn (course change) begins a new phase with its own lines; nothing else does. Months without a value keep their word.
    """
    kind = kind_of(indicator, months[-1][0] if months else as_of)
    told = months_of([_number_or_word(indicator, kind, answer) for _, answer in months])
    choice = _choice(kind, months, told)
    judged = _judge(choice.chart, indicator, months, told, phases=_phases(months, turns), target=target)
    chart = ControlChart(
        title=title or indicator.label,
        as_of=as_of,
        unit=indicator.unit.word,
        count_unit="件",
        points=tuple(_points(indicator, months, judged)),
        phases=tuple(_drawn_phases(choice.chart, months, judged, turns)),
        target=float(target.value) if target else None,
        centre_word="中央値" if choice.chart is Form.RUN else "平均",
        most=float(indicator.unit.times) if kind is Kind.SHARE else None,
        verdict="".join(judged.says),
        is_judged=True,
        digits=0 if kind is Kind.COUNT else 1,
    )
    return IndicatorPicture(chart, choice.chart, choice.because, judged.says)


def _number_or_word(indicator: Indicator, kind: Kind, answer: Answer) -> float | str:
    if answer.value is None:
        return answer.missing.label if answer.missing else "記録なし"
    return float(answer.numerator if kind is Kind.COUNT else answer.value * indicator.unit.times)


def _choice(kind: Kind, months: Sequence[Month], told: Months) -> Choice:
    if kind in {Kind.SHARE, Kind.RATE}:
        return choose_chart(kind, *_events_and_people(months, told))
    return choose_chart(kind, told.values)


def _events_and_people(months: Sequence[Month], told: Months) -> tuple[list[float], list[float]]:
    known = [not isnan(value) for value in told.values]
    events = [float(answer.numerator) if is_known else nan for (_, answer), is_known in zip(months, known, strict=True)]
    return events, [float(answer.n) for _, answer in months]


def _phases(months: Sequence[Month], turns: Sequence[Turn]) -> list[int]:
    """(months,) how many turns lie on or before the month."""
    begun = sorted(turn.when for turn in turns if isinstance(turn.when, date))
    return [sum(day.replace(day=1) <= month for day in begun) for month, _ in months]


def _judge(
    form: Form, indicator: Indicator, months: Sequence[Month], told: Months, *, phases: list[int], target: Target | None
) -> _Judged:
    if form is Form.NUMBERS or not months:
        nothing = [nan] * len(months)
        early = chart_wording.run_words(run_chart(told.values, counts=False), missing=told.missing) if months else ()
        return _Judged(nothing, nothing, nothing, [0] * len(months), ("",) * len(months), early)
    if form is Form.RUN:
        return _judged_run(kind_of(indicator, months[-1][0]), told, phases)
    if form is Form.XMR:
        return _judged_xmr(indicator, told, phases, target)
    return _judged_limits(form, indicator, months, told, phases)


def _judged_run(kind: Kind, told: Months, phases: list[int]) -> _Judged:
    drawn = run_chart(told.values, phases=phases, counts=kind is Kind.COUNT)
    says = chart_wording.run_words(drawn, missing=told.missing)
    rare = _words_of(drawn.rare, "めったにないほど多い", "めったにないほど少ない")
    nothing = [nan] * drawn.median.size
    return _Judged(drawn.median.tolist(), nothing, nothing, drawn.phase.tolist(), rare, says)


def _judged_xmr(indicator: Indicator, told: Months, phases: list[int], target: Target | None) -> _Judged:
    better = BETTER[indicator.direction or Direction.NEITHER]
    drawn = xmr.xmr(told.values, phases=phases, direction=better, target=float(target.value) if target else None)
    says = chart_wording.xmr_words(drawn, missing=told.missing, counts=kind_of(indicator, date.max) is Kind.COUNT)
    signals = tuple(chart_wording.SIGNAL_WORDS[Signal(int(code))] if code else "" for code in drawn.signal)
    lines = (drawn.mean.tolist(), drawn.lower.tolist(), drawn.upper.tolist())
    return _Judged(*lines, drawn.phase.tolist(), signals, says)


def _judged_limits(
    form: Form, indicator: Indicator, months: Sequence[Month], told: Months, phases: list[int]
) -> _Judged:
    draw = attribute_charts.p_chart if form in {Form.P, Form.P_PRIME} else attribute_charts.u_chart
    prime = form in {Form.P_PRIME, Form.U_PRIME}
    drawn = draw(*_events_and_people(months, told), phases=phases, prime=prime, per=float(indicator.unit.times))
    says = chart_wording.limit_words(drawn, missing=told.missing)
    beyond = _words_of(drawn.outside, "上の限界線より上", "下の限界線より下")
    lines = (drawn.centre.tolist(), drawn.lower_shown.tolist(), drawn.upper_shown.tolist())
    return _Judged(*lines, drawn.phase.tolist(), beyond, says)


def _words_of(codes: Codes, high: str, low: str) -> tuple[str, ...]:
    return tuple(high if code > 0 else low if code < 0 else "" for code in codes)


def _points(indicator: Indicator, months: Sequence[Month], judged: _Judged) -> list[ControlPoint]:
    own_limits, is_share = _vary(judged), kind_of(indicator, date.max) in {Kind.SHARE, Kind.RATE}
    points = []
    for at, (month, answer) in enumerate(months):
        value = shown_value(indicator, answer)
        point = ControlPoint(month, value, missing=answer.missing.label if answer.missing else "")
        if is_share and value is not None:
            point = replace(point, part=int(answer.numerator), whole=answer.n)
        if own_limits and value is not None:
            point = replace(point, lower=_known(judged.lower[at]), upper=_known(judged.upper[at]))
        points.append(replace(point, signal=judged.signals[at] if value is not None else ""))
    return points


def _vary(judged: _Judged) -> bool:
    """Whether each month has limits of its own, because each has its own number of people."""
    upper = {limit for limit in judged.upper if not isnan(limit)}
    return len(set(judged.phase)) < len(upper)


def _drawn_phases(form: Form, months: Sequence[Month], judged: _Judged, turns: Sequence[Turn]) -> list[Phase]:
    own_limits, phases = _vary(judged), []
    words = {turn.when.replace(day=1): turn.words for turn in turns if isinstance(turn.when, date)}
    for number in sorted(set(judged.phase)):
        mine = [slot for slot, phase in enumerate(judged.phase) if phase == number]
        slots = [slot for slot in mine if not isnan(judged.centre[slot])]
        if form is Form.NUMBERS or not slots:
            continue
        first, begins = (
            slots[0],
            None if number == 0 else months[mine[0]][0],
        )
        limits = (None, None) if own_limits else (_known(judged.lower[first]), _known(judged.upper[first]))
        why = next((words[day] for day in sorted(words, reverse=True) if begins and day <= begins), "")
        phases.append(Phase(begins, _known(judged.centre[first]), *limits, words=why))
    return phases


def _known(number: float) -> float | None:
    return None if isnan(number) else number
