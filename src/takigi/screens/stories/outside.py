"""外に出す分を集める: what of a story may leave the office, numbers and facts."""

from takigi.access.grounds import Viewer
from takigi.evaluation.queries.outside import numbers_outside
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.theory import Theory
from takigi.screens.numbers.periods import recent_years
from takigi.screens.stories.told_outside import ForOutside, may_leave


def for_outside(viewer: Viewer, page: StoryPage, theory: Theory | None = None) -> ForOutside:
    """Everything of the story that may leave the office. Facts must have been marked 公開可, and count enough people."""
    story_id = page.head.story_id
    uses = tuple(one for one in uses_of(viewer, story_id) if one.ended_on is None)
    keys = [one.indicator for one in uses if one.indicator]
    numbers = numbers_outside(viewer, keys, periods=recent_years(viewer.on))
    wood = wood_pile(viewer, story_id)
    newest = [one for one in wood.facts if one.replaced_by is None]
    facts = tuple(one for one in newest if may_leave(one, numbers.rule))
    return ForOutside(viewer, page, theory or page.theory, uses, numbers, wood, facts, len(newest) - len(facts))
