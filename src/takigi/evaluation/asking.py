"""問いをたてる: a question about the town's indicators, as the town means them, as of a day that has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from takigi.access.grounds import Viewer
from takigi.casework.facts import way_rows
from takigi.engines.questions import Question, Split, question
from takigi.evaluation.rules import FactsRefused
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.catalogue import all_indicators, indicator
from takigi.indicators.catalogue.town import TownWays, town_ways
from takigi.indicators.definition import Indicator
from takigi.indicators.periods import Periods


def question_of(
    viewer: Viewer,
    keys: Iterable[str] | None,
    *,
    periods: Periods,
    by: Sequence[Breakdown | Split] = (),
    as_of: date | None = None,
    every_edition: bool = False,
) -> Question:
    """A question as of the viewer's day, or of an earlier one. A later one is refused: nothing is known of it yet."""
    day = as_of or viewer.on
    if day > viewer.on:
        raise FactsRefused("基準日は、今日までの日にしてください。先の日の数はまだありません。")
    ways = town_ways(way_rows(viewer.municipality_id))
    named = None if keys is None else tuple(keys)
    return _asked(named, tuple(ways), periods=periods, by=tuple(by), as_of=day, every_edition=every_edition)


# To take indicators apart into counters is more work than to read what was counted; a page asks the same on every reload.
@lru_cache(maxsize=64)
def _asked(
    keys: tuple[str, ...] | None,
    ways: tuple[TownWays, ...],
    *,
    periods: Periods,
    by: tuple[Breakdown | Split, ...],
    as_of: date,
    every_edition: bool,
) -> Question:
    return question(indicators_of(keys, ways), periods=periods, by=by, as_of=as_of, every_edition=every_edition)


def indicators_of(keys: Iterable[str] | None, ways: Sequence[TownWays]) -> tuple[Indicator, ...]:
    """The indicators by key, in the order asked for, as the town means them. Raises UnknownIndicator, naming those there are."""
    return all_indicators(ways) if keys is None else tuple(indicator(key, ways) for key in keys)
