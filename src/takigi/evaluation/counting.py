"""いまの数を数える: the counts over the newest snapshot, moved on by whoever changed since, and kept for the next one who asks."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.cache import caches

from takigi.engines.arrow import arrow_table
from takigi.engines.keeping import every_row
from takigi.engines.questions import Question
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.refreshing import refreshed
from takigi.engines.relational.duck import DuckDatabase
from takigi.engines.relational.engine import RelationalEngine
from takigi.engines.tallies import Results, Tallies
from takigi.evaluation.changed_rows import OfPerson, rows_now, rows_then, together
from takigi.evaluation.folders import folder_of
from takigi.evaluation.gathering_together import together_of
from takigi.evaluation.ground import Ground, keys_of
from takigi.evaluation.news import moved_by_time, news_since
from takigi.evaluation.rules import CHANGED_AT_MOST
from takigi.indicators.catalogue import ALL_TABLES, TOGETHER
from takigi.indicators.catalogue.facts import TABLES

_OF_TOGETHER = frozenset(one.name for one in TOGETHER)
_OF_PEOPLE = frozenset(one.name for one in TABLES)
# Up to here changed people are counted one by one; more of them in one go by the database.
ONE_BY_ONE = 150


@dataclass
class Kept:
    """What was counted so far: up to which event and day, and the rows of those who had changed, as they were counted."""

    audit_seq: int
    on: date
    tallies: Tallies
    rows: dict[int, OfPerson] = field(default_factory=dict)
    # What the facts of working together came to, as they stand in the tallies, and a digest of them; None: the snapshot's.
    of_together: Tallies | None = None
    together_digest: str = ""


@dataclass(frozen=True)
class Counted:
    """The results of a moment. `is_behind`: a whole ledger came in, and its people wait for the facts to be gathered anew."""

    results: Results
    audit_seq: int
    changed_people: int
    is_behind: bool


def count_now(ground: Ground, question: Question, *, on: date) -> Counted:
    """The answers as of this moment, exactly as a full run over everybody's facts of now would give them.

    First time for a question: one run over the snapshot. After that only whoever changed is counted again. At most
    forty queries, however many people there are, and fifty more where something was done together since.
    """
    name = _name_of(ground, question)
    kept: Kept | None = caches["counts"].get(name)
    if kept is None:
        kept = Kept(ground.audit_seq, ground.as_of, _over_snapshot(ground, question))
        caches["counts"].set(name, kept)
    news = news_since(ground.municipality_id, kept.audit_seq)
    changed = news.person_ids | moved_by_time(ground.municipality_id, since=kept.on, until=on)
    is_behind = news.is_everybody or len(changed) > CHANGED_AT_MOST
    if is_behind:
        changed = frozenset()
    if changed:
        _move_on(kept, ground, question, changed, on)
    is_moved = (news.is_together or kept.on != on) and not is_behind and _asks_together(question)
    if is_moved:
        _move_together(kept, ground, question, on)
    if (changed or is_moved or news.until != kept.audit_seq) and not is_behind:
        kept.audit_seq, kept.on = news.until, on
        caches["counts"].set(name, kept)
    return Counted(Results(question, kept.tallies, "duckdb"), news.until, len(kept.rows), is_behind)


def _move_on(kept: Kept, ground: Ground, question: Question, changed: Collection[uuid.UUID], on: date) -> None:
    after = rows_now(ground.municipality_id, changed, on=on)
    before = {number: kept.rows[number] for number in after if number in kept.rows}
    before |= rows_then(ground, [number for number in after if number not in before])
    kept.tallies = _moved(question, kept.tallies, before.values(), after.values())
    kept.rows |= after


def _moved(question: Question, tallies: Tallies, before: Iterable[OfPerson], after: Iterable[OfPerson]) -> Tallies:
    then, now = together(before), together(after)
    results = Results(question, tallies, "duckdb")
    if len(then.of("persons")) + len(now.of("persons")) <= 2 * ONE_BY_ONE:
        return refreshed(results, before=then, after=now).tallies
    return tallies - _in_one_go(question, then, _OF_PEOPLE) + _in_one_go(question, now, _OF_PEOPLE)


def _in_one_go(question: Question, facts: FactRows, only: Collection[str]) -> Tallies:
    tables = {one.name: arrow_table(one.table, facts.of(one.name)) for one in ALL_TABLES}
    with DuckDatabase.over_tables(tables) as database:
        return RelationalEngine(database).tally(question, only=only)


def _asks_together(question: Question) -> bool:
    return not _OF_TOGETHER.isdisjoint(rows.table for rows in question.by_rows)


def _move_together(kept: Kept, ground: Ground, question: Question, on: date) -> None:
    """Whoever met changes what is true of others who met: these facts, which are few, are gathered and counted as one."""
    town, before = ground.municipality_id, kept.of_together
    now = {table.name: list(rows) for table, rows in together_of(town, keys_of(town), on=on)}
    digest = hashlib.sha256(repr(now).encode()).hexdigest()
    if digest == kept.together_digest:
        return
    if before is None:
        then = {one.name: every_row(folder_of(ground.place), one.table) for one in TOGETHER}
        before = _in_one_go(question, FactRows(then), _OF_TOGETHER)
    after = _in_one_go(question, FactRows(now), _OF_TOGETHER)
    kept.tallies, kept.of_together, kept.together_digest = kept.tallies - before + after, after, digest


def _over_snapshot(ground: Ground, question: Question) -> Tallies:
    with DuckDatabase.over_folder(folder_of(ground.place)) as database:
        return RelationalEngine(database).tally(question)


def _name_of(ground: Ground, question: Question) -> str:
    """A name for what was counted: over which snapshot, and everything that the question means."""
    told = hashlib.sha256(repr((ground.place, question.mark)).encode()).hexdigest()
    return f"sheets:{told}"
