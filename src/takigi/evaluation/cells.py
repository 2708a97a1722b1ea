"""事実の一行のつくり方: values as the rooms tell them, as cells of a fact table. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from takigi.indicators.drawings import Row
from takigi.indicators.tables import FactTable


def rows_of(table: FactTable, told: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """The rows of a table, with the kind of each blank."""
    for values in told:
        yield {name: _cell(values[name], column.may_miss) for name, column in table.columns.items()}


def _cell(value: Any, may_miss: tuple[Any, ...]) -> Any:
    # An empty code is how the rooms write "not said".
    return may_miss[0] if may_miss and (value is None or value == "") else value
