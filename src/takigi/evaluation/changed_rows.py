"""変わった人の行: the fact rows of some people, as they are now and as a snapshot has them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from takigi.engines.keeping import rows_of_people
from takigi.engines.reference.evaluation import FactRows
from takigi.evaluation.folders import folder_of
from takigi.evaluation.gathering import facts_of
from takigi.evaluation.ground import Ground, keys_of
from takigi.evaluation.keys import PERSON
from takigi.indicators.catalogue.facts import TABLES
from takigi.indicators.drawings import Row

# Of one person, each table's rows.
OfPerson = Mapping[str, list[Row]]


def rows_now(municipality_id: int, person_ids: Collection[uuid.UUID], *, on: date) -> dict[int, OfPerson]:
    """The fact rows of some people at this moment, by their numbers; whoever has none is there, too. At most 26 queries."""
    keys = keys_of(municipality_id)
    found: dict[int, dict[str, list[Row]]] = {keys.of(PERSON, one): {} for one in person_ids}
    for table, rows in facts_of(municipality_id, keys, on=on, person_ids=person_ids):
        _spread(found, table.name, rows)
    return found


def rows_then(ground: Ground, numbers: Iterable[int]) -> dict[int, OfPerson]:
    """The fact rows of some people as the snapshot has them. No query."""
    found: dict[int, dict[str, list[Row]]] = {number: {} for number in numbers}
    for records in TABLES:
        _spread(found, records.name, rows_of_people(folder_of(ground.place), records.table, found))
    return found


def _spread(found: dict[int, dict[str, list[Row]]], name: str, rows: Iterable[Row]) -> None:
    for row in rows:
        found.setdefault(int(str(row["person_id"])), {}).setdefault(name, []).append(row)


def together(people: Iterable[OfPerson]) -> FactRows:
    """The rows of several people as one set of tables."""
    tables: dict[str, list[Row]] = {}
    for one in people:
        for name, rows in one.items():
            tables.setdefault(name, []).extend(rows)
    return FactRows(tables)
