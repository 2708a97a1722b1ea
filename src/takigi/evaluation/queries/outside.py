"""外に出す数: what a paper for outside may say of some indicators: this year and the last, small numbers closed by one rule."""

from __future__ import annotations

from collections.abc import Iterable

from takigi.access.grounds import NotPermitted, Viewer
from takigi.evaluation.actions.readiness import keep_ready
from takigi.evaluation.leaving import SMALL, Leaving, Outside, OutsideNumber, leaving
from takigi.evaluation.queries.shown import shown
from takigi.evaluation.queries.standing import standing
from takigi.evaluation.told import ShownLine
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import Periods
from takigi.people.facts import persons_counted


def numbers_outside(viewer: Viewer, keys: Iterable[str], *, periods: Periods) -> Outside:
    """The indicators as they may leave the office. Whoever may not see numbers, and a town without any, is told so in `sentence`."""
    rule = leaving(persons_counted(viewer.municipality_id), on=viewer.on)
    wanted = list(dict.fromkeys(keys))
    try:
        ready = keep_ready(by=viewer)
    except NotPermitted as refusal:
        return Outside(rule, {}, str(refusal))
    if not wanted or not ready.is_ready:
        return Outside(rule, {}, ready.sentence)
    lines = shown(viewer, standing(viewer, wanted, periods=periods), leaves_office=True)
    told = {key: tuple(_number(line, rule) for line in lines if line.key == key) for key in wanted}
    return Outside(rule, told, "")


def _number(line: ShownLine, rule: Leaving) -> OutsideNumber:
    answer = line.answer
    if answer is None or (answer.value is not None and not rule.may_leave(int(answer.numerator), answer.n)):
        return OutsideNumber(line.period.label, SMALL, None)
    if answer.missing is MissingKind.BEING_COUNTED and not rule.may_leave(answer.waiting):
        return OutsideNumber(line.period.label, answer.missing.label, None)
    value = None if answer.value is None else answer.value * line.unit.times
    # How many still wait may be few; beside a number that stands it can be left unsaid.
    words = line.words if value is None else line.words.partition("。ほかに")[0]
    return OutsideNumber(line.period.label, words, value)
