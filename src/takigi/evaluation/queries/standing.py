"""いまの数: indicators over the facts of this moment, for whoever may see numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.grounds import Viewer
from takigi.casework.facts import way_rows
from takigi.engines.questions import Question, Split, question
from takigi.engines.tallies import Results
from takigi.evaluation.counting import count_now
from takigi.evaluation.policies import audience_of, reason_of
from takigi.evaluation.rules import Audience, FactsRefused
from takigi.evaluation.towns import ground_to_count
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.catalogue import all_indicators, indicator
from takigi.indicators.catalogue.town import TownWays, town_ways
from takigi.indicators.definition import Indicator
from takigi.indicators.periods import Periods


@dataclass(frozen=True)
class Standing:
    """いまの数. Exact: what may be shown of it is told by `shown`."""

    results: Results
    as_of: date
    counted_at: datetime
    snapshot_id: int
    engine: str
    changed_people: int
    is_behind: bool
    audience: Audience
    because: tuple[str, ...]


def standing(
    viewer: Viewer,
    keys: Iterable[str] | None,
    *,
    periods: Periods,
    by: Sequence[Breakdown | Split] = (),
    as_of: date | None = None,
    every_edition: bool = False,
) -> Standing:
    """The answers of this moment, a visit saved just now among them. `keys` None: every indicator of the catalogue.

    Refuses whoever may not see numbers, and raises NotReady where nothing was gathered yet. At most forty-five queries.
    """
    audience = audience_of(viewer)
    asked = question_of(viewer, keys, periods=periods, by=by, as_of=as_of, every_edition=every_edition)
    ground = ground_to_count(viewer.municipality_id, on=viewer.on)
    counted = count_now(ground, asked, on=viewer.on)
    return Standing(
        results=counted.results,
        as_of=asked.as_of,
        counted_at=viewer.at,
        snapshot_id=ground.snapshot_id,
        engine=counted.results.engine,
        changed_people=counted.changed_people,
        is_behind=counted.is_behind,
        audience=audience,
        because=(reason_of(viewer),),
    )


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
    return question(indicators_of(keys, ways), periods=periods, by=by, as_of=day, every_edition=every_edition)


def indicators_of(keys: Iterable[str] | None, ways: Sequence[TownWays]) -> tuple[Indicator, ...]:
    """The indicators by key, in the order asked for, as the town means them. Raises UnknownIndicator, naming those there are."""
    return all_indicators(ways) if keys is None else tuple(indicator(key, ways) for key in keys)
