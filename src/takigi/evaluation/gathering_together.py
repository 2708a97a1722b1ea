"""協働の事実を集める: what several agencies did together, as rows of the tables of working together, all of a town at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from takigi.evaluation.cells import rows_of
from takigi.evaluation.keys import Keys
from takigi.indicators.catalogue.collaboration_facts import TOGETHER
from takigi.indicators.drawings import Row
from takigi.indicators.tables import FactTable


def together_of(municipality_id: int, keys: Keys, *, on: date) -> Iterator[tuple[FactTable, Iterator[Row]]]:
    """Each table of working together with its rows."""
    for records in TOGETHER:
        yield records.table, rows_of(records.table, ())
