"""その日の数: what a report of then said of each indicator, and what the records of today say up to that day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from takigi.access.grounds import NotPermitted, Viewer
from takigi.components.definition_list import DefinitionList, Fact
from takigi.evaluation.actions.readiness import keep_ready
from takigi.evaluation.queries.reports import SaidThen, said_until
from takigi.evaluation.queries.shown import shown
from takigi.evaluation.queries.standing import standing
from takigi.indicators.periods import fiscal_years
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.fiscal_year import FiscalYear
from takigi.logic_models.queries.measures import UseCard, ValueLine


@dataclass(frozen=True)
class NumbersThen:
    """By indicator. `sentence` says why nothing was counted."""

    reported: Mapping[str, SaidThen]
    counted: Mapping[str, str]
    sentence: str = ""


def numbers_then(viewer: Viewer, uses: Sequence[UseCard], on: date) -> NumbersThen:
    """The numbers of a past day for the uses that were running on it."""
    keys = list(dict.fromkeys(use.indicator for use in uses if use.indicator and use.ended_on is None))
    try:
        ready = keep_ready(by=viewer)
        reported = said_until(viewer, keys, on)
    except NotPermitted as refusal:
        return NumbersThen({}, {}, str(refusal))
    if not keys or not ready.is_ready:
        return NumbersThen(reported, {}, ready.sentence)
    year = FiscalYear.containing(on).begins_in
    lines = shown(viewer, standing(viewer, keys, periods=fiscal_years(year, year), as_of=on))
    return NumbersThen(reported, {line.key: line.words for line in lines})


def dress_uses_then(uses: Sequence[UseCard], numbers: NumbersThen, on: date) -> dict[str, Any]:
    """Every running indicator with its number, baseline and target of the day, each with where it comes from."""
    running = [use for use in uses if use.ended_on is None]
    return {"sentence": numbers.sentence, "lines": [(use, _told(use, numbers, on)) for use in running]}


def _told(use: UseCard, numbers: NumbersThen, on: date) -> DefinitionList | str:
    facts = []
    if said := numbers.reported.get(use.indicator):
        where = f"{in_short_japanese(said.as_of)}現在の報告「{said.title}」"
        facts.append(Fact("報告した数", f"{said.line.words}（{where}）"))
    if use.indicator in numbers.counted:
        facts.append(Fact("この年度のこの日まで", f"{numbers.counted[use.indicator]}（いまの記録で数えた数）"))
    seen = [one for one in use.observations if not one.is_replaced]
    if seen:
        facts.append(Fact("書きとめた値", _value(seen[-1], use.unit)))
    if use.baseline:
        facts.append(Fact("基準値", _value(use.baseline, use.unit)))
    aims = [one for one in use.targets_in_force if one.period_from <= on <= one.period_until]
    facts += [Fact("目標", f"{_value(one, use.unit)}　根拠: {one.note}") for one in aims]
    return DefinitionList(tuple(facts)) if facts else ""


def _value(line: ValueLine, unit: str) -> str:
    if line.value is not None:
        value = f"{line.value.normalize():f}{unit}"
    else:
        value = line.missing.label if line.missing else ""
    return f"{in_short_japanese(line.period_from)}〜{in_short_japanese(line.period_until)}　{value}"
