"""数の形: what the queries of numbers give back, for whoever only passes it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from takigi.engines.tallies import Cell, Results
from takigi.evaluation.rules import Audience
from takigi.evaluation.suppressing import Hidden
from takigi.indicators.answers import Answer
from takigi.indicators.definition import Direction, Unit
from takigi.indicators.periods import Period


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


@dataclass(frozen=True)
class ShownLine:
    """見せる一行. `answer` None: closed, and `hidden` says why. `mark` is the cell as `Number` wants it, `cell` as people read it."""

    key: str
    label: str
    unit: Unit
    direction: Direction
    edition_since: date
    period_no: int
    period: Period
    split: tuple[str, ...]
    cell: tuple[str, ...]
    mark: Cell
    answer: Answer | None
    hidden: Hidden | None
    words: str
    smallest: int
