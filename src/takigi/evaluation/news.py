"""だれの事実が変わったか: read from the audit, where every change leaves an event in its own transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from takigi.audit import queries as audit
from takigi.casework.facts import persons_of_cases
from takigi.evaluation.rules import touched_by, touches_together
from takigi.people.facts import persons_of_import, roots_of
from takigi.programmes.facts import persons_moved_by_time, persons_of_episodes


@dataclass(frozen=True)
class News:
    """Who may have changed up to an event; `is_everybody`: so many, or so unclear, that all must be gathered anew.

    `is_together`: what several agencies do together may be otherwise now.
    """

    until: int
    person_ids: frozenset[uuid.UUID] = frozenset()
    is_everybody: bool = False
    is_together: bool = False


@dataclass
class _Subjects:
    person: set[uuid.UUID] = field(default_factory=set)
    case: set[uuid.UUID] = field(default_factory=set)
    episode: set[uuid.UUID] = field(default_factory=set)
    # An import, by its number; named as the audit names it.
    imports: set[uuid.UUID] = field(default_factory=set)


def news_since(municipality_id: int, after: int) -> News:
    """Everybody whose facts an event after this one may have changed. Five queries, and three for each import.

    A person counts under the record as which they are shown, and under the record that the event names: after a merge or
    its undoing the rows of both are others.
    """
    until = audit.last_number(municipality_id)
    if until == after:
        return News(until)
    found, is_everybody, is_together = _Subjects(), False, False
    for kind, target, shown in audit.events_since(municipality_id, after, until):
        touched = touched_by(kind, target, shown)
        is_everybody |= touched.is_everybody
        is_together |= touches_together(kind)
        for table, key in touched.subjects:
            getattr(found, "imports" if table == "import" else table).add(uuid.UUID(key))
    people = set(found.person)
    if found.case:
        people |= set(persons_of_cases(municipality_id, found.case).values())
    if found.episode:
        people |= persons_of_episodes(municipality_id, found.episode)
    for batch_id in found.imports:
        people |= persons_of_import(municipality_id, batch_id)
    return News(until, roots_of(municipality_id, people) if people else frozenset(), is_everybody, is_together)


def moved_by_time(municipality_id: int, *, since: date, until: date) -> frozenset[uuid.UUID]:
    """Whose facts are others although nobody wrote a word, because days have passed. One query."""
    return persons_moved_by_time(municipality_id, since=since, until=until) if since != until else frozenset()
