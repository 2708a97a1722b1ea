"""同意の読み取り: the state for each purpose as of a day, the steps that led there, and what is covered."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from takigi.people.models import Person
from takigi.people.models.consents import Consent, ConsentStep
from takigi.people.rules import (
    CONSENT_MOVES,
    ConsentMethod,
    ConsentPurpose,
    ConsentScope,
    ConsentState,
    consent_state_on,
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
    """One line for every purpose, asked or not. Two queries.

    Of merged records, the stricter counts: a withdrawal or refusal on one is not outvoted by another's consent.
    """
    steps = defaultdict(list)
    for step in ConsentStep.objects.filter(consent__person_id__in=person_ids).select_related("consent"):
        steps[step.consent.purpose].append(step)
    kept: dict[str, Consent] = {}
    for consent in Consent.objects.filter(person_id__in=person_ids):
        known = kept.get(consent.purpose)
        if known is None or _strictness(consent, on) > _strictness(known, on):
            kept[consent.purpose] = consent
    return tuple(_line(purpose, kept.get(purpose), steps[purpose.value], on=on) for purpose in ConsentPurpose)


_ORDER = (
    ConsentState.NOT_ASKED,
    ConsentState.ASKED,
    ConsentState.GRANTED,
    ConsentState.EXPIRED,
    ConsentState.UNABLE,
    ConsentState.REFUSED,
    ConsentState.WITHDRAWN,
)


def _strictness(consent: Consent, on: date) -> int:
    return _ORDER.index(consent_state_on(ConsentState(consent.state), consent.expires_on, on=on))


def _line(purpose: ConsentPurpose, consent: Consent | None, steps: list[ConsentStep], *, on: date) -> ConsentLine:
    state, scope = ConsentState.NOT_ASKED, ConsentScope()
    if consent is not None:
        state = consent_state_on(ConsentState(consent.state), consent.expires_on, on=on)
        scope = ConsentScope(frozenset(consent.scope_agencies), frozenset(consent.scope_classes), consent.expires_on)
    return ConsentLine(
        purpose=purpose,
        state=state,
        scope=scope,
        next_moves=tuple(s for s in ConsentState if s in CONSENT_MOVES[state] and s is not ConsentState.EXPIRED),
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


def sharing_of(person_root_id: uuid.UUID, *, on: date) -> ConsentLine:
    """The consent to sharing of the person with all their merged records. Three queries."""
    records = list(Person.objects.filter(root_id=person_root_id).values_list("pk", flat=True))
    return next(line for line in consent_lines(records, on=on) if line.purpose is ConsentPurpose.SHARING)


def consent_covers(
    person_ids: list[uuid.UUID], *, purpose: ConsentPurpose, agency_id: int, info_class: str, on: date
) -> bool:
    """C of the matrix: consent is granted on the day and covers the agency and the class. Two queries."""
    line = next(line for line in consent_lines(person_ids, on=on) if line.purpose is purpose)
    return line.state is ConsentState.GRANTED and line.scope.covers(agency_id, info_class, on=on)


def sharing_covers(asked: Mapping[uuid.UUID, int], info_classes: Iterable[str], *, on: date) -> set[uuid.UUID]:
    """The shown records, of those asked about with an agency each, whose consent to sharing covers it. One query.

    Of merged records the stricter counts, as in `consent_lines`.
    """
    wanted = tuple(info_classes)
    kept: dict[uuid.UUID, Consent] = {}
    rows = Consent.objects.filter(person__root_id__in=asked, purpose=ConsentPurpose.SHARING).select_related("person")
    for consent in rows:
        known = kept.get(consent.person.root_id)
        if known is None or _strictness(consent, on) > _strictness(known, on):
            kept[consent.person.root_id] = consent
    return {
        root_id
        for root_id, consent in kept.items()
        if consent_state_on(ConsentState(consent.state), consent.expires_on, on=on) is ConsentState.GRANTED
        and asked[root_id] in consent.scope_agencies
        and set(wanted) <= set(consent.scope_classes)
    }


def granted_scopes(
    person_root_ids: Iterable[uuid.UUID], purpose: ConsentPurpose, *, on: date
) -> dict[uuid.UUID, ConsentScope]:
    """What each person's consent covers on the day, of those who consent at all. One query.

    Of merged records the stricter counts, as in `consent_lines`.
    """
    kept: dict[uuid.UUID, Consent] = {}
    rows = Consent.objects.filter(person__root_id__in=set(person_root_ids), purpose=purpose).select_related("person")
    for consent in rows:
        known = kept.get(consent.person.root_id)
        if known is None or _strictness(consent, on) > _strictness(known, on):
            kept[consent.person.root_id] = consent
    return {
        root_id: ConsentScope(frozenset(one.scope_agencies), frozenset(one.scope_classes), one.expires_on)
        for root_id, one in kept.items()
        if consent_state_on(ConsentState(one.state), one.expires_on, on=on) is ConsentState.GRANTED
    }
