"""見本の町の指標をつける: boxes get their indicators, what the records say of the year before, and where the team wants to go."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from takigi.access.grounds import Viewer
from takigi.demo.city_measures import COUNTED, Counted
from takigi.demo.load import Built
from takigi.demo.load_team_stories import writer
from takigi.demo.team_stories import BY_PLAN
from takigi.demo.town import Town
from takigi.evaluation.queries.shown import ShownLine, shown
from takigi.evaluation.queries.standing import standing
from takigi.indicators.catalogue import indicator
from takigi.indicators.definition import Direction
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import fiscal_years
from takigi.kernel.fiscal_year import FiscalYear
from takigi.logic_models.actions import measures
from takigi.logic_models.actions.measures import Aim, Amount, UseWords
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.learning import WantedDirection

DECIDED = timedelta(days=45)
HOPED = {Direction.HIGHER_IS_BETTER: WantedDirection.UP, Direction.LOWER_IS_BETTER: WantedDirection.DOWN}
A_TENTH = Decimal("0.1")


def count_story(town: Town, built: Built, story_id: uuid.UUID | None, *, at: datetime) -> int:
    """Every box that the city's records can count, with last year's number from those records; returns how many.

    Asks for the facts: it comes after they were gathered. Nothing for a town whose story brings its numbers itself.
    """
    if story_id is None or town.plan.key not in BY_PLAN:
        return 0
    by = writer(town, built, at - DECIDED)
    year = FiscalYear.containing(by.on)
    keys = {node.text: node.key for node in story_page(by, story_id).theory.nodes}
    # Written on its day; counted with the facts there are, which are those of today.
    told = _last_year(writer(town, built, at), year)
    for one in COUNTED:
        _count(by, story_id, keys[one.box], one, told.get(one.key), year=year)
    return len(COUNTED)


def _last_year(by: Viewer, year: FiscalYear) -> Mapping[str, ShownLine]:
    last = year.begins_in - 1
    counted = standing(by, [one.key for one in COUNTED], periods=fiscal_years(last))
    return {line.key: line for line in shown(by, counted)}


def _count(
    by: Viewer, story_id: uuid.UUID, node: str, one: Counted, before: ShownLine | None, *, year: FiscalYear
) -> None:
    meant = indicator(one.key)
    words = UseWords(
        node,
        meant.label,
        one.role,
        indicator=one.key,
        direction=HOPED.get(meant.direction),
        unit=meant.unit.word,
    )
    use_id = measures.use_indicator(by=by, story_id=story_id, words=words)
    if before is not None:
        measures.set_baseline(
            by=by,
            story_id=story_id,
            use_id=use_id,
            amount=_amount(before),
            reason=f"{before.period.label}の記録から: {before.words}",
        )
    if one.aim is None:
        return
    for begins_in in (year.begins_in, year.begins_in + 1):
        of_year = FiscalYear(begins_in)
        aim = Aim(Amount(of_year.first_day, of_year.last_day, value=Decimal(one.aim)), basis=one.basis)
        measures.set_targets(by=by, story_id=story_id, use_id=use_id, aims=(aim,))


def _amount(line: ShownLine) -> Amount:
    """Last year's number, or the kind of its absence; what is closed to readers is closed here, too."""
    days = line.period.first_day, line.period.last_day
    if line.answer is None:
        return Amount(*days, missing=MissingKind.SUPPRESSED)
    if line.answer.value is None:
        return Amount(*days, missing=line.answer.missing)
    shown_as = line.answer.value * line.unit.times
    value = Decimal(shown_as.numerator) / Decimal(shown_as.denominator)
    return Amount(*days, value=value.quantize(A_TENTH))
