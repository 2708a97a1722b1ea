"""不足の操作: what is missing is noted, heard once more, talked about, tried and solved."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.resources import policies
from takigi.resources.actions.deeds import record
from takigi.resources.models import UnmetNeed, UnmetStep
from takigi.resources.rules.requests import STILL_MISSING, Barrier, UnmetSource, UnmetState, check_unmet_move
from takigi.resources.rules.words import ResourceKind, ResourceRefused

MOST_PEOPLE = 1000


@dataclass(frozen=True)
class UnmetWords:
    """不足の中身. Nobody's name stands in it."""

    text: str
    kind: ResourceKind
    barrier: Barrier
    area_id: int | None = None
    source: UnmetSource = UnmetSource.RESIDENTS
    people: int = 1


def target_of(unmet_id: uuid.UUID) -> str:
    """How the audit log names what is missing."""
    return f"unmet:{unmet_id}"


@transaction.atomic
def note_unmet(*, by: Viewer, words: UnmetWords) -> uuid.UUID:
    """足りないものを書きとめる: coordinators, and whoever works with people who look for it."""
    policies.check_may_ask(by, None)
    if len(words.text.strip()) < 5:
        raise ResourceRefused("どんな不足かを、名前を入れずに書いてください。")
    if not 1 <= words.people <= MOST_PEOPLE:
        raise ResourceRefused(f"何人の声かは、1から{MOST_PEOPLE:,}までの数で書いてください。")
    known = {one.area_id for one in organisations.areas(by.municipality_id)}
    if words.area_id is not None and words.area_id not in known:
        raise ResourceRefused("この地区は町の一覧にありません。一覧から選んでください。")
    row = UnmetNeed.objects.create(
        municipality_id=by.municipality_id,
        area_id=words.area_id,
        kind=words.kind,
        text=words.text.strip(),
        barrier=words.barrier,
        source=words.source,
        people=words.people,
        first_seen_on=by.on,
        last_seen_on=by.on,
        state_from_on=by.on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("resources.unmet_noted", by, target_of(row.pk))
    return row.pk


def one_more_voice(*, by: Viewer, unmet_id: uuid.UUID) -> None:
    """もう一人の声: called while a request ends. Refused for what has been solved."""
    row = UnmetNeed.objects.select_for_update().get(pk=policies.seen_unmet(by, unmet_id).pk)
    if row.state not in STILL_MISSING:
        raise ResourceRefused("これは、もう足りないものではありません。新しく書いてください。")
    row.people, row.last_seen_on = row.people + 1, by.on
    row.save(update_fields=["people", "last_seen_on"])


@transaction.atomic
def move_unmet(
    *,
    by: Viewer,
    unmet_id: uuid.UUID,
    to: UnmetState,
    on: date,
    note: str,
    solved_by: uuid.UUID | None = None,
    meeting_id: uuid.UUID | None = None,
) -> None:
    """不足を先へ進める: where it was talked about, what is tried, by which place it was solved, why it was dropped.

    `meeting_id`: of a meeting that the caller has made sure of.
    """
    row = policies.unmet_to_move(by, unmet_id)
    check_unmet_move(UnmetState(row.state), to)
    if not row.first_seen_on <= on <= by.on:
        raise ResourceRefused("その日は、分かった日からきょうまでのあいだで書いてください。")
    if not note.strip():
        raise ResourceRefused("どこで何が決まったかを一言書いてください（例: 11月の協議体で、場所を探すことにした）。")
    place = policies.seen_resource(by, solved_by) if solved_by and to is UnmetState.SOLVED else None
    row.state, row.state_from_on, row.solved_by = to, on, place
    row.save(update_fields=["state", "state_from_on", "solved_by"])
    UnmetStep.objects.create(
        unmet_need=row,
        to=to,
        on=on,
        note=note.strip(),
        meeting_id=meeting_id,
        recorded_by_id=by.staff_id,
        recorded_at=by.at,
    )
    record("resources.unmet_moved", by, target_of(row.pk), to=to.value)
