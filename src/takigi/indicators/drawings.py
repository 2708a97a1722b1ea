"""表の絵: a few rows drawn as text, for examples and tests, and read as rows of a fact table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol

from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes.base import Kind
from takigi.indicators.tables import FactColumn, FactTable

Cell = bool | int | Decimal | str | date | MissingKind
Row = Mapping[str, Cell]

# What stands in a column that a drawing leaves out, because the question does not depend on it.
UNDRAWN: dict[Kind, Cell] = {
    Kind.DAY: date(2000, 1, 1),
    Kind.WHOLE: 1,
    Kind.AMOUNT: Decimal(0),
    Kind.CODE: "-",
    Kind.TRUTH: False,
}
TRUTHS = {"はい": True, "いいえ": False}
READERS: Mapping[Kind, Callable[[str], Cell]] = {
    Kind.DAY: date.fromisoformat,
    Kind.WHOLE: int,
    Kind.AMOUNT: Decimal,
    Kind.TRUTH: TRUTHS.__getitem__,
    Kind.CODE: str,
}
KINDS_BY_LABEL = {kind.label: kind for kind in MissingKind}


class OfATable(Protocol):
    """Records, as the language has them: they know their table."""

    @property
    def table(self) -> FactTable:
        """The table."""


@dataclass(frozen=True)
class Drawing:
    """The drawn rows of one table."""

    table: FactTable
    text: str
    rows: tuple[Row, ...]


def drawn(records: OfATable | FactTable, text: str) -> Drawing:
    """Rows from lines like `visited_on | chosen`. A blank cell is blank; 未測定 and the like are that kind of blank.

    Columns left out are filled with something harmless, the key with 1, 2, 3, …
    """
    table = records if isinstance(records, FactTable) else records.table
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    names, *bodies = lines
    # A misspelt column fails here, where it is drawn.
    told = [table.told(name) for name in names]
    rows = []
    for number, cells in enumerate(bodies, start=1):
        if len(cells) != len(names):
            raise ValueError(f"{table.name} の絵の {number} 行目は {len(cells)} 列です（見出しは {len(names)} 列）。")
        drawn_cells = {name: read(cell, one) for name, cell, one in zip(names, cells, told, strict=True)}
        rows.append(_filled(table, number) | drawn_cells)
    return Drawing(table, text, tuple(rows))


def read(cell: str, column: FactColumn) -> Cell:
    """One cell as a value of its column's kind."""
    if cell in KINDS_BY_LABEL or not cell:
        kind = KINDS_BY_LABEL[cell] if cell else next(iter(column.may_miss), None)
        if kind not in column.may_miss or kind is None:
            known = "、".join(one.label for one in column.may_miss) or "なし"
            raise ValueError(f"この列は「{cell}」にできません（空欄の種類: {known}）。")
        return kind
    try:
        return READERS[column.kind](cell)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise ValueError(f"「{cell}」は{column.kind.label}として読めません。") from error


def _filled(table: FactTable, number: int) -> dict[str, Cell]:
    filled: dict[str, Cell] = {name: next(iter(one.may_miss), UNDRAWN[one.kind]) for name, one in table.columns.items()}
    filled[table.key] = str(number) if table.columns[table.key].kind is Kind.CODE else number
    return filled
