"""ストーリーの数: the months of every indicator of a story in one pass, as charts and as the ends of arrows."""

import uuid
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from takigi.access.grounds import NotPermitted, Viewer
from takigi.charts.control_chart import Turn
from takigi.evaluation.actions.readiness import keep_ready
from takigi.evaluation.arrows import Followed
from takigi.evaluation.pictures import WITHHELD, IndicatorPicture, Month, Target, indicator_picture
from takigi.evaluation.queries.shown import shown
from takigi.evaluation.queries.standing import standing
from takigi.evaluation.told import ShownLine
from takigi.indicators.catalogue import indicator
from takigi.indicators.definition import Direction
from takigi.logic_models.queries.measures import UseCard
from takigi.logic_models.queries.versions import version_list
from takigi.logic_models.rules.learning import WantedDirection
from takigi.logic_models.rules.states import COURSE_CHANGES
from takigi.screens.numbers.periods import recent_months, recent_years
from takigi.screens.stories.counted import StoryNumbers

HOPED = {
    WantedDirection.UP: Direction.HIGHER_IS_BETTER,
    WantedDirection.DOWN: Direction.LOWER_IS_BETTER,
    WantedDirection.KEEP: Direction.NEITHER,
}


def story_numbers(
    viewer: Viewer, story_id: uuid.UUID, uses: Sequence[UseCard], *, is_drawn: bool = True
) -> StoryNumbers:
    """Everything the running uses of the catalogue need, counted once for months and once for this fiscal year.

    `is_drawn`: with a chart for each; who shows counts alone does not wait for charts.
    """
    running = [use for use in uses if use.indicator and use.ended_on is None]
    try:
        ready = keep_ready(by=viewer)
    except NotPermitted as refusal:
        return StoryNumbers(viewer.on, {}, {}, {}, str(refusal))
    if not running or not ready.is_ready:
        return StoryNumbers(viewer.on, {}, {}, {}, ready.sentence)
    keys = list(dict.fromkeys(use.indicator for use in running))
    monthly = shown(viewer, standing(viewer, keys, periods=recent_months(viewer.on)))
    yearly = shown(viewer, standing(viewer, keys, periods=recent_years(viewer.on)))
    months = {key: [_month(line) for line in monthly if line.key == key] for key in keys}
    turns = turns_of(viewer, story_id) if is_drawn else []
    followed: dict[str, tuple[Followed, ...]] = {}
    for use in running:
        hoped = HOPED[use.direction] if use.direction else Direction.NEITHER
        one = Followed(indicator(use.indicator), tuple(months[use.indicator]), hoped)
        followed[use.node] = (*followed.get(use.node, ()), one)
    return StoryNumbers(
        viewer.on,
        {use.use_id: _picture(use, months[use.indicator], turns, viewer.on) for use in running if is_drawn},
        followed,
        {line.key: line.words for line in yearly if viewer.on in line.period},
    )


def _month(line: ShownLine) -> Month:
    return line.period.first_day, line.answer or WITHHELD


def _picture(use: UseCard, months: Sequence[Month], turns: Sequence[Turn], on: date) -> IndicatorPicture:
    aimed = [one for one in use.targets_in_force if one.period_from <= on <= one.period_until and one.value is not None]
    target = Target(Fraction(aimed[-1].value)) if aimed else None  # type: ignore[arg-type]  # values without one are left out
    return indicator_picture(indicator(use.indicator), months, as_of=on, turns=turns, target=target)


def turns_of(viewer: Viewer, story_id: uuid.UUID) -> list[Turn]:
    """進路の変わり目: lines are drawn anew only where the team recorded a change of course."""
    versions = version_list(viewer, story_id).versions
    return [Turn(one.head.begun_on, one.head.kind.label) for one in versions if one.head.kind in COURSE_CHANGES]
