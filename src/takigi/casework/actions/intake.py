"""受付の操作: take in a consultation, take up somebody whom the ledger brought, or set somebody aside with a reason."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.actions.cases import Opening, open_case, step
from takigi.casework.actions.deeds import record
from takigi.casework.models import Case, Consultation, SetAside
from takigi.casework.rules.intake import Speaker, Triage
from takigi.casework.rules.states import CaseRefused, CaseState, MoveReason, Route
from takigi.kernel.era_names import in_short_japanese
from takigi.people.queries.newly_certified import NewlyCertified, new_decision


@dataclass(frozen=True)
class Told:
    """What was said, by whom, and what it leads to."""

    held_on: date
    route: Route
    speaker: Speaker
    words: str
    reason_code: str = ""
    cause_code: str = ""
    triggers: tuple[str, ...] = field(default=())
    has_wish_to_recover: bool = False
    triage: Triage = Triage.UNDECIDED
    note: str = ""


# Each triage as the steps it means.
STEPS = {
    Triage.UNDECIDED: (),
    Triage.CHECKLIST: (CaseState.TRIAGED,),
    Triage.APPLICATION: (CaseState.TRIAGED, CaseState.CERTIFICATION_PENDING),
    Triage.ADVICE: (CaseState.CLOSED,),
}


def _check(told: Told, *, on: date) -> None:
    if not told.words.strip():
        raise CaseRefused("言われたことを、そのままの言葉で書いてください（例: もう年だから、しかたない）。")
    if told.held_on > on:
        raise CaseRefused("相談日が今日より後になっています。日付を確かめてください。")


@transaction.atomic
def take_consultation(*, by: Viewer, person_id: uuid.UUID, agency_id: int, told: Told) -> uuid.UUID:
    """相談を受け付ける: a new case with the person's very words, moved on as the triage says; returns the case."""
    _check(told, on=by.on)
    opening = Opening(
        person_id=person_id,
        agency_id=agency_id,
        route=told.route,
        opened_on=told.held_on,
        reason_text=told.words,
        reason_code=told.reason_code,
        cause_code=told.cause_code,
        triggers=told.triggers,
    )
    case_id = open_case(by=by, opening=opening)
    _keep(by, policies.case_to_change(by, case_id), told)
    return case_id


@transaction.atomic
def add_consultation(*, by: Viewer, case_id: uuid.UUID, told: Told) -> None:
    """続けての相談: kept in the case that is open; a triage moves it on where the table allows."""
    _check(told, on=by.on)
    case = policies.case_to_change(by, case_id)
    if told.held_on < case.opened_on:
        raise CaseRefused(f"相談日が、受付日（{in_short_japanese(case.opened_on)}）より前です。")
    _keep(by, case, told)


def _keep(by: Viewer, case: Case, told: Told) -> None:
    Consultation.objects.create(
        case=case,
        held_on=told.held_on,
        route=told.route,
        speaker=told.speaker,
        words=told.words.strip(),
        reason_code=told.reason_code,
        cause_code=told.cause_code,
        triggers=list(told.triggers),
        has_wish_to_recover=told.has_wish_to_recover,
        triage=told.triage,
        note=told.note.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    way = policies.town_way(by)
    if CaseState(case.state) is CaseState.INQUIRY:
        for state in STEPS[told.triage]:
            reason = MoveReason.NO_NEED if state is CaseState.CLOSED else MoveReason.USUAL
            step(case, state, on=told.held_on, reason=reason, note="", by=by, way=way)
    record("casework.consultation_taken", by, case, triage=told.triage.value)


def _decision(by: Viewer, line: uuid.UUID) -> NewlyCertified:
    found = new_decision(by, line)
    if found is None:
        raise Unseen
    return found


@transaction.atomic
def take_up(*, by: Viewer, certification_line: uuid.UUID, agency_id: int) -> uuid.UUID:
    """認定から始める: a case for somebody newly certified, with the ledger's words and dates; returns the case."""
    found = _decision(by, certification_line)
    opening = Opening(
        person_id=found.person_id,
        agency_id=agency_id,
        route=Route.LEDGER,
        opened_on=found.decided_on,
        state=CaseState.CERTIFIED,
        reason_text=found.reason_text,
        reason_code=found.reason_code,
        cause_code=found.cause_code,
        certification_line=found.line,
        certification_until_on=found.valid_until,
    )
    return open_case(by=by, opening=opening)


@transaction.atomic
def set_aside(*, by: Viewer, certification_line: uuid.UUID, reason: str) -> None:
    """訪問を見送る, with a reason that can be read later; whoever changes their mind takes the person up all the same."""
    found = _decision(by, certification_line)
    policies.check_may_open(by, min(policies.casework_agency_ids(by), default=0))
    if len(reason.strip()) < 5:
        raise CaseRefused("見送る理由を書いてください（例: 別のセンターが訪問した、入院が続いている）。")
    SetAside.objects.update_or_create(
        certification_line=found.line,
        defaults={
            "municipality_id": by.municipality_id,
            "person_id": found.person_id,
            "reason": reason.strip(),
            "recorded_at": by.at,
            "recorded_by_id": by.staff_id,
        },
    )
    audit.record(
        "casework.set_aside",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"person:{found.person_id}",
    )
