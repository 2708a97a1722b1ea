"""同意の記録: each step of the state machine, with form, method, scope and who heard it."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.people import policies
from takigi.people.actions.deeds import record
from takigi.people.models import Consent, ConsentStep, Person
from takigi.people.queries.consents import states_of
from takigi.people.rules import (
    ConsentMethod,
    ConsentPurpose,
    ConsentScope,
    ConsentState,
    PeopleRefused,
    check_consent_move,
    consent_after,
)


@dataclass(frozen=True)
class ConsentWords:
    """How a step was heard."""

    happened_on: date
    method: ConsentMethod | None = None
    form_version: str = ""
    scope: ConsentScope = field(default_factory=ConsentScope)
    capacity_note: str = ""


@transaction.atomic
def record_consent(
    *, by: Viewer, person_id: uuid.UUID, purpose: ConsentPurpose, state: ConsentState, words: ConsentWords
) -> None:
    """同意の一歩を記録する. A withdrawal is recorded by anyone who hears it and counts from this moment (I9).

    Granting needs a scope and a method; 意思を確かめられない needs how that was found.
    """
    # Whoever may see the person may record what the person says; a withdrawal must never wait for a duty.
    person = policies.seen_person(by, person_id)
    _record(by=by, person_id=person.pk, purpose=purpose, state=state, words=words)


@transaction.atomic
def record_consent_heard(
    *, by: Viewer, person_id: uuid.UUID, purpose: ConsentPurpose, state: ConsentState, words: ConsentWords
) -> None:
    """同意の一歩, heard by somebody whose ground lies in a room above: that room has asked who may write it down."""
    person = Person.objects.select_related("root").get(pk=person_id, municipality_id=by.municipality_id)
    _record(by=by, person_id=person.root.pk, purpose=purpose, state=state, words=words)


def _record(
    *, by: Viewer, person_id: uuid.UUID, purpose: ConsentPurpose, state: ConsentState, words: ConsentWords
) -> None:
    shown, _ = Consent.objects.get_or_create(person_id=person_id, purpose=purpose)
    rows = list(
        Consent.objects.select_for_update(of=("self",))
        .filter(person__root_id=person_id, purpose=purpose)
        .order_by("pk")
    )
    states = states_of(rows, on=by.on)
    check_consent_move(states, state)
    _check_words(state, words, on=by.on)
    for consent, said in zip(rows, states, strict=True):
        after = state if consent.pk == shown.pk else consent_after(said, state)
        if consent.pk == shown.pk or after is not said:
            _step(consent, after, words, by=by)
    record("people.consent_recorded", by, person_id, purpose=purpose.value, state=state.value)


def _step(consent: Consent, state: ConsentState, words: ConsentWords, *, by: Viewer) -> None:
    granted = state is ConsentState.GRANTED
    consent.state = state
    consent.scope_agencies = sorted(words.scope.agency_ids) if granted else []
    consent.scope_classes = sorted(words.scope.classes) if granted else []
    consent.expires_on = words.scope.expires_on if granted else None
    consent.save()
    ConsentStep.objects.create(
        consent=consent,
        state=state,
        happened_on=words.happened_on,
        method=words.method or "",
        form_version=words.form_version,
        scope={
            "agencies": consent.scope_agencies,
            "classes": consent.scope_classes,
            "expires_on": consent.expires_on.isoformat() if consent.expires_on else None,
        },
        capacity_note=words.capacity_note.strip(),
        recorded_by_id=by.staff_id,
        recorded_at=by.at,
    )


def _check_words(state: ConsentState, words: ConsentWords, *, on: date) -> None:
    if words.happened_on > on:
        raise PeopleRefused("同意の日が今日より後になっています。聞いた日を書いてください。")
    if state is ConsentState.GRANTED:
        if words.method is None:
            raise PeopleRefused("同意の取り方（署名・口頭・電子）を選んでください。")
        if not words.scope.agency_ids or not words.scope.classes:
            raise PeopleRefused("同意の範囲が空です。どの機関に、どの情報までを見せてよいかを選んでください。")
        if words.scope.expires_on and words.scope.expires_on < on:
            raise PeopleRefused("同意の期限が過ぎています。今日より後の日を書いてください。")
    if state is ConsentState.UNABLE and len(words.capacity_note.strip()) < 5:
        raise PeopleRefused("意思を確かめられないと判断した様子を書いてください。")
