"""同意の読み取り: the state for each purpose as of a day, the steps that led there, and what is covered."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce

from takigi.people.models import Person
from takigi.people.models.consents import Consent, ConsentStep
from takigi.people.rules import (
    ConsentMethod,
    ConsentPurpose,
    ConsentScope,
    ConsentState,
    consent_moves,
    consent_state_on,
    strictest,
)


@dataclass(frozen=True)
class StepLine:
    """同意の一歩."""

    state: ConsentState
    happened_on: date
    method: str
    form_version: str
    capacity_note: str
    recorded_by: int
    recorded_at: datetime


@dataclass(frozen=True)
class ConsentLine:
    """ある目的の同意: the state on the day, its scope, where it can go, and its steps, newest first."""

    purpose: ConsentPurpose
    state: ConsentState
    scope: ConsentScope
    next_moves: tuple[ConsentState, ...]
    steps: tuple[StepLine, ...]


def consent_lines(person_ids: list[uuid.UUID], *, on: date) -> tuple[ConsentLine, ...]:
    """One line for every purpose, asked or not, of somebody with these records. Two queries.

    Of merged records, the stricter counts: a withdrawal or refusal on one is not outvoted by another's consent.
    """
    steps = defaultdict(list)
    for step in ConsentStep.objects.filter(consent__person_id__in=person_ids).select_related("consent"):
        steps[step.consent.purpose].append(step)
    rows = defaultdict(list)
    for consent in Consent.objects.filter(person_id__in=person_ids):
        rows[consent.purpose].append(consent)
    return tuple(_line(purpose, rows[purpose.value], steps[purpose.value], on=on) for purpose in ConsentPurpose)


def states_of(rows: Iterable[Consent], *, on: date) -> list[ConsentState]:
    """What each of the rows says on the day."""
    return [consent_state_on(ConsentState(one.state), one.expires_on, on=on) for one in rows]


def _said(rows: list[Consent], *, on: date) -> tuple[ConsentState, ConsentScope]:
    """What rows of one person say together: the strictest, and of several that say it what all of them cover."""
    states = states_of(rows, on=on)
    state = strictest(states)
    scopes = [
        ConsentScope(frozenset(one.scope_agencies), frozenset(one.scope_classes), one.expires_on)
        for one, said in zip(rows, states, strict=True)
        if said is state
    ]
    return state, reduce(ConsentScope.within, scopes) if scopes else ConsentScope()


def _line(purpose: ConsentPurpose, rows: list[Consent], steps: list[ConsentStep], *, on: date) -> ConsentLine:
    state, scope = _said(rows, on=on)
    ways = consent_moves(states_of(rows, on=on))
    return ConsentLine(
        purpose=purpose,
        state=state,
        scope=scope,
        next_moves=tuple(s for s in ConsentState if s in ways and s is not ConsentState.EXPIRED),
        steps=tuple(
            StepLine(
                ConsentState(step.state),
                step.happened_on,
                ConsentMethod(step.method).label if step.method else "",
                step.form_version,
                step.capacity_note,
                step.recorded_by_id,
                step.recorded_at,
            )
            for step in sorted(steps, key=lambda step: (step.happened_on, step.pk), reverse=True)
        ),
    )


def _granted(
    person_root_ids: Iterable[uuid.UUID], purpose: ConsentPurpose, *, on: date
) -> dict[uuid.UUID, ConsentScope]:
    """The scope of each person who consents on the day, with all their merged records. One query."""
    kept = defaultdict(list)
    rows = Consent.objects.filter(person__root_id__in=set(person_root_ids), purpose=purpose).select_related("person")
    for consent in rows:
        kept[consent.person.root_id].append(consent)
    said = {root_id: _said(of_one, on=on) for root_id, of_one in kept.items()}
    return {root_id: scope for root_id, (state, scope) in said.items() if state is ConsentState.GRANTED}


def consent_lines_of(person_root_id: uuid.UUID, *, on: date) -> tuple[ConsentLine, ...]:
    """The same of the person with all their merged records. Three queries."""
    return consent_lines(list(Person.objects.filter(root_id=person_root_id).values_list("pk", flat=True)), on=on)


def sharing_of(person_root_id: uuid.UUID, *, on: date) -> ConsentLine:
    """The consent to sharing of the person with all their merged records. Three queries."""
    return next(line for line in consent_lines_of(person_root_id, on=on) if line.purpose is ConsentPurpose.SHARING)


def sharing_covers(asked: Mapping[uuid.UUID, int], info_classes: Iterable[str], *, on: date) -> set[uuid.UUID]:
    """The shown records, of those asked about with an agency each, whose consent to sharing covers it. One query.

    Of merged records the stricter counts, as in `consent_lines`.
    """
    wanted = set(info_classes)
    return {
        root_id
        for root_id, scope in _granted(asked, ConsentPurpose.SHARING, on=on).items()
        if asked[root_id] in scope.agency_ids and wanted <= scope.classes
    }


def granted_scopes(
    person_root_ids: Iterable[uuid.UUID], purpose: ConsentPurpose, *, on: date
) -> dict[uuid.UUID, ConsentScope]:
    """What each person's consent covers on the day, of those who consent at all. One query.

    Of merged records the stricter counts, as in `consent_lines`.
    """
    return _granted(person_root_ids, purpose, on=on)
