"""事実を集める: the rooms' rows as rows of the catalogue's fact tables: numbers for people, codes for words, kinds for blanks."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from takigi.casework import checklist_facts
from takigi.casework import facts as casework
from takigi.casework.rules.visit_words import OptionKind
from takigi.evaluation.cells import rows_of
from takigi.evaluation.keys import CASE, PERSON, Keys
from takigi.indicators.catalogue import facts as tables
from takigi.indicators.catalogue.facts import TABLES
from takigi.indicators.catalogue.town import SETTINGS, town_ways
from takigi.indicators.drawings import Row
from takigi.indicators.tables import FactTable
from takigi.people import facts as people
from takigi.programmes import facts as programmes

Told = Iterator[dict[str, Any]]
COURSES = frozenset({OptionKind.COMMUNITY_C, OptionKind.HOME_C})


@dataclass(frozen=True)
class Asked:
    """Whose facts, as of which day. `person_ids` None: everybody's of the town."""

    municipality_id: int
    on: date
    person_ids: Collection[uuid.UUID] | None
    keys: Keys
    # Case → person; filled by the cases, which come before everything that hangs on them.
    person_of: dict[uuid.UUID, uuid.UUID]
    # What the town decided about how far from its time a measurement may lie.
    test_window_days: int

    @property
    def whose(self) -> tuple[int, Collection[uuid.UUID] | None]:
        """How the rooms are asked."""
        return self.municipality_id, self.person_ids

    def of_case(self, case_id: uuid.UUID) -> dict[str, Any]:
        """The case and its person, as numbers."""
        return {
            "case_id": self.keys.of(CASE, case_id),
            "person_id": self.keys.of(PERSON, self.person_of[case_id]),
        }


def facts_of(
    municipality_id: int, keys: Keys, *, on: date, person_ids: Collection[uuid.UUID] | None = None
) -> Iterator[tuple[FactTable, Iterator[Row]]]:
    """Each table of the catalogue with its rows, to be read in this order. At most 25 queries, streamed.

    Those of working together belong to no one person: `gathering_together` gathers them.
    """
    found = {row.case_id: row.person_id for row in casework.case_rows(municipality_id, person_ids)}
    decided = [one for one in casework.way_rows(municipality_id) if one[0] <= on]
    window = town_ways(decided)[-1].test_window_days
    asked = Asked(municipality_id, on, person_ids, keys, found, window)
    for records in TABLES:
        yield records.table, rows_of(records.table, FEEDING[records.name](asked))


def ways_of(municipality_id: int) -> list[tuple[date, str, str]]:
    """What the town has decided of all that an indicator depends on, oldest first: it belongs to its facts."""
    return [one for one in casework.way_rows(municipality_id) if one[1] in SETTINGS]


def _persons(asked: Asked) -> Told:
    for row in people.person_rows(*asked.whose):
        yield vars(row) | {"person_id": asked.keys.of(PERSON, row.person_id)}


def _certifications(asked: Asked) -> Told:
    for row in people.certification_rows(*asked.whose):
        yield vars(row) | {
            "certification_id": asked.keys.of("certification", row.certification_id),
            "line": asked.keys.of("line", row.line),
            "person_id": asked.keys.of(PERSON, row.person_id),
        }


def _cases(asked: Asked) -> Told:
    for row in casework.case_rows(*asked.whose):
        line = asked.keys.of("line", row.certification_line) if row.certification_line else None
        if row.case_id in asked.person_of:
            yield vars(row) | asked.of_case(row.case_id) | {"centre_id": row.agency_id, "certification_line": line}


def _of_cases(key: str, rows: Callable[..., Iterator[Any]]) -> Callable[[Asked], Told]:
    """Rows that hang on a case and have a key of their own."""

    def told(asked: Asked) -> Told:
        for row in rows(*asked.whose):
            # A case that was opened while we read is seen the next time.
            if row.case_id in asked.person_of:
                yield vars(row) | asked.of_case(row.case_id) | {key: asked.keys.of(key, getattr(row, key))}

    return told


def _visits(asked: Asked) -> Told:
    for row in casework.visit_rows(*asked.whose):
        if row.case_id in asked.person_of:
            number = asked.keys.of("visit_id", row.visit_id)
            has_chosen = bool(COURSES & set(row.chosen))
            yield vars(row) | asked.of_case(row.case_id) | {"visit_id": number, "has_chosen_course": has_chosen}


def _ratings(asked: Asked) -> Told:
    for row in casework.rating_rows(*asked.whose):
        if row.case_id in asked.person_of:
            yield (
                vars(row)
                | asked.of_case(row.case_id)
                | {"rating_id": asked.keys.of("rating_id", row.rating_id)}
                | {"goal_id": asked.keys.of("goal_id", row.goal_id)}
            )


def _monitorings(asked: Asked) -> Told:
    for row in casework.monitoring_rows(*asked.whose, on=asked.on):
        if row.case_id in asked.person_of:
            number = asked.keys.of("monitoring", f"{row.case_id}:{row.first_on}")
            yield vars(row) | asked.of_case(row.case_id) | {"monitoring_id": number}


def _episodes(asked: Asked) -> Told:
    for row in programmes.episode_rows(*asked.whose, on=asked.on):
        if row.case_id in asked.person_of:
            yield vars(row) | asked.of_case(row.case_id) | {"episode_id": asked.keys.of("episode", row.episode_id)}


def _changes(asked: Asked) -> Told:
    for row in programmes.change_rows(*asked.whose, window_days=asked.test_window_days):
        if row.case_id in asked.person_of:
            said = f"{row.episode_id}:{row.test}:{row.side}:{row.measured_on}"
            yield (
                vars(row)
                | asked.of_case(row.case_id)
                | {"change_id": asked.keys.of("change", said)}
                | {"episode_id": asked.keys.of("episode", row.episode_id)}
            )


def _checklists(asked: Asked) -> Told:
    for row in checklist_facts.checklist_rows(*asked.whose):
        yield vars(row) | {
            "checklist_id": asked.keys.of("checklist", row.checklist_id),
            "person_id": asked.keys.of(PERSON, row.person_id),
            "case_id": asked.keys.of(CASE, row.case_id) if row.case_id else None,
        }


# One way for each table of the catalogue; a table that nobody feeds fails a test.
FEEDING: Mapping[str, Callable[[Asked], Told]] = {
    tables.persons.name: _persons,
    tables.certifications.name: _certifications,
    tables.cases.name: _cases,
    tables.moves.name: _of_cases("move_id", casework.move_rows),
    tables.visits.name: _visits,
    tables.goals.name: _of_cases("goal_id", casework.goal_rows),
    tables.ratings.name: _ratings,
    tables.monitorings.name: _monitorings,
    tables.follow_ups.name: _of_cases("follow_up_id", casework.follow_up_rows),
    tables.episodes.name: _episodes,
    tables.changes.name: _changes,
    tables.checklists.name: _checklists,
    tables.consultations.name: _of_cases("consultation_id", casework.consultation_rows),
}
