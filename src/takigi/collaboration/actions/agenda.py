"""会議に出す・席を置く・開く・回収する: what the meetings room above asks for; every check stands here too."""

import uuid
from datetime import date, datetime

from django.db import transaction

from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import Unseen, Viewer
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action
from takigi.audit import actions as audit
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import CaseOnAgenda, Opened, Seat
from takigi.collaboration.policies.acting import Acting, case_for, known_case
from takigi.collaboration.rules.agenda import READABLE, check_opening, check_phase, phase_at
from takigi.collaboration.rules.words import CollaborationRefused, target_of
from takigi.organisations import queries as organisations
from takigi.people.queries.consents import granted_scopes
from takigi.people.rules import ConsentPurpose


@transaction.atomic
def put_on_agenda(
    *,
    by: Viewer,
    agenda_item_id: uuid.UUID,
    case_id: uuid.UUID,
    legal_basis: LegalBasis,
    oath_body: str = "register",
) -> None:
    """ケースを議題にする (REQUEST_MEETING). The owner at this moment is kept for K1 and never changed afterwards."""
    acting = case_for(by, Action.REQUEST_MEETING, case_id)
    if acting.case.case.closed_on is not None:
        raise CollaborationRefused("終結したケースは議題にできません。")
    CaseOnAgenda.objects.create(
        agenda_item_id=agenda_item_id,
        case=acting.case,
        legal_basis=legal_basis,
        oath_body=oath_body,
        owner_agency_at_request_id=acting.case.case.agency_id,
        put_at=by.at,
        put_by_id=by.staff_id,
    )
    record("case_put_on_agenda", by, case_id, agenda=str(agenda_item_id), basis=legal_basis.value)


def _agenda(by: Viewer, action: Action, agenda_item_id: uuid.UUID) -> tuple[CaseOnAgenda, Acting]:
    agenda = CaseOnAgenda.objects.select_for_update().filter(pk=agenda_item_id).first()
    if agenda is None:
        raise Unseen
    return agenda, case_for(by, action, agenda.case_id)


def _phase(agenda: CaseOnAgenda, at: datetime) -> MeetingPhase:
    return phase_at(MeetingPhase(agenda.phase), agenda.opens_at, agenda.closes_at, at)


@transaction.atomic
def move_agenda(
    *,
    by: Viewer,
    agenda_item_id: uuid.UUID,
    phase: MeetingPhase,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    held_on: date | None = None,
) -> None:
    """議題の段階を進める (CONVENE_MEETING): forward only; whatever opens needs the moment at which it closes."""
    agenda, _ = _agenda(by, Action.CONVENE_MEETING, agenda_item_id)
    if phase in {MeetingPhase.HELD, MeetingPhase.GRACE} and _is_closed_by_clock(agenda, by.at):
        _note_late(agenda, phase, held_on or by.on, by=by)
        return
    agenda.opens_at, agenda.closes_at = opens_at or agenda.opens_at, closes_at or agenda.closes_at
    check_phase(_phase(agenda, by.at), phase, agenda.closes_at)
    if phase is MeetingPhase.CLOSED:
        agenda.closes_at = min(agenda.closes_at or by.at, by.at)
        agenda.opens_at = min(agenda.opens_at, agenda.closes_at) if agenda.opens_at else None
        if agenda.opens_at == agenda.closes_at:
            agenda.opens_at = None
    if phase is MeetingPhase.HELD:
        agenda.held_on = held_on or by.on
    agenda.phase = phase
    agenda.save(update_fields=["phase", "opens_at", "closes_at", "held_on"])
    if phase in {MeetingPhase.CLOSED, MeetingPhase.CANCELLED}:
        _close_all(agenda, by=by, because=phase.label)
    record("agenda_moved", by, agenda.case_id, agenda=str(agenda_item_id), phase=phase.value)


def _is_closed_by_clock(agenda: CaseOnAgenda, at: datetime) -> bool:
    return MeetingPhase(agenda.phase) in READABLE and _phase(agenda, at) is MeetingPhase.CLOSED


def _note_late(agenda: CaseOnAgenda, phase: MeetingPhase, held_on: date, *, by: Viewer) -> None:
    """A meeting that took place and was written down after its papers had closed: the day is kept, nothing opens again."""
    agenda.phase, agenda.held_on = phase, agenda.held_on or held_on
    agenda.save(update_fields=["phase", "held_on"])
    record("agenda_moved", by, agenda.case_id, agenda=str(agenda.pk), phase=phase.value)


@transaction.atomic
def seat(
    *,
    by: Viewer,
    agenda_item_id: uuid.UUID,
    staff_id: int,
    agency_id: int | None = None,
    is_community: bool = False,
    admit_reason: str = "",
) -> None:
    """席を置く (CONVENE_MEETING): somebody of the same town is invited; the seat opens nothing before it is accepted.

    Whether they are a member of the body, or why the chair admits them, is the meetings room's to ask (R5).
    """
    agenda, _ = _agenda(by, Action.CONVENE_MEETING, agenda_item_id)
    if not organisations.names_of_staff(by.municipality_id, {staff_id}):
        raise Unseen
    Seat.objects.update_or_create(
        agenda=agenda,
        staff_id=staff_id,
        defaults={
            "agency_id": agency_id,
            "is_community": is_community,
            "admit_reason": admit_reason.strip(),
            "ended_at": None,
        },
    )
    record("seat_placed", by, agenda.case_id, agenda=str(agenda_item_id), staff=staff_id)


@transaction.atomic
def accept_seat(*, agenda_item_id: uuid.UUID, staff_id: int, at: datetime, accepts: bool = True) -> None:
    """招かれた人の返事: by link and code, so there is no viewer; the meetings room has checked both."""
    found = (
        Seat.objects.select_for_update().select_related("agenda__case").get(agenda_id=agenda_item_id, staff_id=staff_id)
    )
    found.accepted_at = at if accepts else None
    found.save(update_fields=["accepted_at"])
    audit.record(
        "collaboration.seat_answered",
        municipality_id=found.agenda.case.municipality_id,
        by=staff_id,
        at=at,
        target=target_of(found.agenda.case_id),
        detail={"agenda": str(agenda_item_id), "accepts": accepts},
    )


@transaction.atomic
def mark_attended(*, by: Viewer, agenda_item_id: uuid.UUID, staff_id: int, attended: bool) -> None:
    """出席を記す (DRAFT_MINUTES), for somebody who has a seat."""
    agenda, _ = _agenda(by, Action.DRAFT_MINUTES, agenda_item_id)
    rows = Seat.objects.filter(agenda=agenda, staff_id=staff_id, ended_at__isnull=True)
    if not rows.update(has_attended=attended):
        raise CollaborationRefused(
            "この方の席がありません。先に招いてください（構成員でないときは、認めた理由も書きます）。"
        )
    record("attendance_marked", by, agenda.case_id, agenda=str(agenda_item_id), staff=staff_id, attended=attended)


@transaction.atomic
def unseat(*, by: Viewer, agenda_item_id: uuid.UUID, staff_id: int) -> None:
    """席を取り消す (CONVENE_MEETING): what was open to them closes at once."""
    agenda, _ = _agenda(by, Action.CONVENE_MEETING, agenda_item_id)
    Seat.objects.filter(agenda=agenda, staff_id=staff_id, ended_at__isnull=True).update(ended_at=by.at)
    record("seat_taken_back", by, agenda.case_id, agenda=str(agenda_item_id), staff=staff_id)


@transaction.atomic
def open_class(
    *,
    by: Viewer,
    agenda_item_id: uuid.UUID,
    info_class: Information,
    basis: DisclosureBasis,
    necessity_note: str = "",
) -> uuid.UUID:
    """情報の区分を開く (DISCLOSE): the owner and helpers their own agency's, the secretariat the class as a whole.

    Basis, law, phase, necessity and consent are weighed now, and again at every reading.
    """
    agenda, acting = _agenda(by, Action.DISCLOSE, agenda_item_id)
    root_id = acting.case.case.person.root_id
    scope = granted_scopes([root_id], ConsentPurpose.MEETING, on=by.on).get(root_id)
    check_opening(
        info_class,
        basis,
        LegalBasis(agenda.legal_basis),
        phase=_phase(agenda, by.at),
        necessity=necessity_note,
        has_consent=scope is not None and info_class.value in scope.classes,
        on=by.on,
    )
    own = acting.agency_ids(Relation.OWN, Relation.COOP)
    whose = None if Relation.SEC in acting.relations else min(own)
    if Opened.objects.filter(
        agenda=agenda, info_class=info_class, opened_for_id=whose, closed_at__isnull=True
    ).exists():
        raise CollaborationRefused(f"「{info_class.label}」は、この議題でもう開いています。")
    row = Opened.objects.create(
        agenda=agenda,
        info_class=info_class,
        basis=basis,
        necessity_note=necessity_note.strip(),
        opened_at=by.at,
        opened_by_id=by.staff_id,
        opened_for_id=whose,
    )
    record("class_opened", by, agenda.case_id, agenda=str(agenda_item_id), info=info_class.value, basis=basis.value)
    return row.pk


@transaction.atomic
def recall(*, by: Viewer, agenda_item_id: uuid.UUID, because: str, info_class: Information | None = None) -> int:
    """回収する: one class or all that this item has open, closed at once. Returns how many. By whoever may disclose."""
    agenda, _ = _agenda(by, Action.DISCLOSE, agenda_item_id)
    if len(because.strip()) < 3:
        raise CollaborationRefused("なぜ閉じるのかを書いてください。")
    closed = _close_all(agenda, by=by, because=because.strip(), info_class=info_class)
    record(
        "class_recalled", by, agenda.case_id, agenda=str(agenda_item_id), info=info_class.value if info_class else ""
    )
    return closed


def _close_all(agenda: CaseOnAgenda, *, by: Viewer, because: str, info_class: Information | None = None) -> int:
    rows = Opened.objects.filter(agenda=agenda, closed_at__isnull=True)
    if info_class is not None:
        rows = rows.filter(info_class=info_class)
    return rows.update(closed_at=by.at, closed_by_id=by.staff_id, closed_because=because)


@transaction.atomic
def mark_returned(*, by: Viewer, agenda_item_id: uuid.UUID, staff_id: int) -> None:
    """資料が返った (R15): noted by the secretariat, or given back by whoever had it."""
    if staff_id == by.staff_id:
        agenda = CaseOnAgenda.objects.filter(pk=agenda_item_id).first()
        if agenda is None:
            raise Unseen
        known_case(by, agenda.case_id)
    else:
        agenda, _ = _agenda(by, Action.CONVENE_MEETING, agenda_item_id)
    Seat.objects.filter(agenda=agenda, staff_id=staff_id).update(returned_at=by.at)
    record("materials_returned", by, agenda.case_id, agenda=str(agenda_item_id), staff=staff_id)
