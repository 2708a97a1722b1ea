"""いまの数: indicators over the facts of this moment, for whoever may see numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from takigi.access.grounds import Viewer
from takigi.engines.questions import Split
from takigi.evaluation.asking import question_of
from takigi.evaluation.counting import count_now
from takigi.evaluation.policies import audience_of, reason_of
from takigi.evaluation.told import Standing
from takigi.evaluation.towns import ground_to_count
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.periods import Periods

__all__ = ["Standing", "standing"]


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

    Refuses whoever may not see numbers, and raises NotReady where nothing was gathered yet. At most forty-five queries,
    and fifty more for what several agencies did together since the facts were gathered.
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
