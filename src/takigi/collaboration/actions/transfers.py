"""主担当の移管: proposed by the owner, accepted by the receiving supervisor; to the station only as a dated exception."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action, is_open_to
from takigi.casework.actions import shared_cases
from takigi.casework.actions.shared_cases import Acceptance, SharedOpening
from takigi.casework.queries.cases import ways_of_the_town
from takigi.collaboration.actions.cases import NewShared, person_of, put_down_profile
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import Transfer
from takigi.collaboration.policies.acting import case_for, known_case, supervises
from takigi.collaboration.policies.relations import who_is
from takigi.collaboration.rules.steps import (
    TRANSFER_MOVES,
    check_exception,
    check_informed,
    check_step,
    check_words,
)
from takigi.collaboration.rules.words import CollaborationRefused, TransferReason, TransferStatus
from takigi.organisations import actions as organisation_actions
from takigi.organisations import queries as organisations
from takigi.organisations.queries import AgencyCard


@dataclass(frozen=True)
class Proposal:
    """移管の提案: to whom, why, and whether the person knows. For the station also until when and how it ends."""

    to_agency_id: int
    reason_code: TransferReason
    reason: str
    subject_informed_on: date | None = None
    not_informed_reason: str = ""
    exception_until: date | None = None
    exit_plan: str = field(default="")


def _agency(by: Viewer, agency_id: int) -> AgencyCard:
    cards = {card.agency_id: card for card in organisations.agencies(by.municipality_id, on=by.on)}
    found = cards.get(agency_id)
    if found is None or (found.closed_on is not None and found.closed_on <= by.on):
        raise CollaborationRefused("移す先の機関を選んでください（いまある機関から選びます）。")
    return found


@transaction.atomic
def propose_transfer(*, by: Viewer, case_id: uuid.UUID, proposal: Proposal) -> uuid.UUID:
    """移管を提案する (PROPOSE_TRANSFER). The owner stays the owner until the other side accepts."""
    acting = case_for(by, Action.PROPOSE_TRANSFER, case_id)
    owner_id = acting.case.case.agency_id
    if acting.case.case.closed_on is not None:
        raise CollaborationRefused("終結したケースは移管できません。")
    agency = _agency(by, proposal.to_agency_id)
    if agency.agency_id == owner_id:
        raise CollaborationRefused("いまの主担当の機関です。機関の中で担当者を替えるときは、監督者が替えます。")
    if acting.case.transfers.filter(status=TransferStatus.PROPOSED).exists():
        raise CollaborationRefused("返事を待っている移管の提案があります。取り下げてから、新しく提案してください。")
    check_informed(proposal.subject_informed_on, proposal.not_informed_reason, on=by.on)
    if agency.is_station:
        check_exception(proposal.exception_until, proposal.exit_plan, on=by.on, longest=longest_exception(by))
    transfer = _written(acting.case.pk, proposal, by=by, from_agency_id=owner_id, to_station=agency.is_station)
    organisation_actions.hand_task(
        municipality_id=by.municipality_id,
        agency_id=agency.agency_id,
        assignee_id=None,
        title="主担当の移管の提案に答える",
        target=_task_of(transfer.pk),
        at=by.at,
    )
    record("transfer_proposed", by, case_id, transfer=str(transfer.pk), agency=agency.agency_id)
    return transfer.pk


def longest_exception(by: Viewer) -> int:
    """How many days the town allows an exception to the station; never more than the house does."""
    return ways_of_the_town(by).number("station_exception_days")


def _written(
    case_id: uuid.UUID, proposal: Proposal, *, by: Viewer, from_agency_id: int | None, to_station: bool
) -> Transfer:
    return Transfer.objects.create(
        case_id=case_id,
        from_agency_id=from_agency_id,
        to_agency_id=proposal.to_agency_id,
        is_to_station=to_station,
        reason_code=proposal.reason_code,
        reason=check_words(proposal.reason, "移管の理由", least=5),
        subject_informed_on=proposal.subject_informed_on,
        not_informed_reason=proposal.not_informed_reason.strip(),
        exception_until=proposal.exception_until if to_station else None,
        exit_plan=proposal.exit_plan.strip() if to_station else "",
        proposed_at=by.at,
        proposed_by_id=by.staff_id,
    )


def _task_of(transfer_id: uuid.UUID) -> str:
    return f"transfer:{transfer_id}"


def _transfer(by: Viewer, transfer_id: uuid.UUID) -> Transfer:
    row = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("case__case")
        .filter(pk=transfer_id, case__municipality_id=by.municipality_id)
        .first()
    )
    if row is None or not by.may_read_persons:
        raise Unseen
    return row


@transaction.atomic
def approve_exception(*, by: Viewer, transfer_id: uuid.UUID) -> None:
    """例外の移管を承認する (TRANSFER_TO_STATION), by the secretariat, before the station can accept."""
    row = _transfer(by, transfer_id)
    acting = known_case(by, row.case_id)
    if not is_open_to(Action.TRANSFER_TO_STATION, acting.relations):
        raise NotPermitted("ステーションへの例外の移管を承認できるのは、事務局です。")
    if not row.is_to_station:
        raise CollaborationRefused("ステーションへの移管ではないので、承認は要りません。")
    if row.status != TransferStatus.PROPOSED or row.approved_at is not None:
        raise CollaborationRefused("この移管は、もう承認か返事が済んでいます。")
    row.approved_at, row.approved_by_id = by.at, by.staff_id
    row.save(update_fields=["approved_at", "approved_by"])
    record("exception_approved", by, row.case_id, transfer=str(row.pk))


def _check_receives(by: Viewer, row: Transfer) -> None:
    """受け入れる機関の監督者; for the station its staff, after the secretariat's approval."""
    at_station = row.is_to_station and row.to_agency_id in who_is(by).station_ids
    if not (supervises(by, row.to_agency_id) or at_station):
        raise NotPermitted("移管に答えられるのは、受け入れる機関の監督者です。")


@transaction.atomic
def accept_transfer(*, by: Viewer, transfer_id: uuid.UUID, staff_id: int, note: str = "") -> None:
    """移管を受け入れる: from this day on the case is theirs. Of the station only after approval, and until the day."""
    row = _transfer(by, transfer_id)
    _check_receives(by, row)
    check_step(TRANSFER_MOVES, TransferStatus(row.status), TransferStatus.ACCEPTED)
    if row.case.case.agency_id != row.from_agency_id:
        raise CollaborationRefused(
            "提案のあとに主担当が替わりました。いまの主担当から、提案しなおしてもらってください。"
        )
    if row.is_to_station:
        if row.approved_at is None:
            raise CollaborationRefused("ステーションへの移管は、事務局の承認のあとに受け入れられます。")
        check_exception(row.exception_until, row.exit_plan, on=by.on, longest=longest_exception(by))
    _answer(row, TransferStatus.ACCEPTED, note, by=by)
    shared_cases.accept_transfer(
        by=by,
        case_id=row.case_id,
        acceptance=Acceptance(
            transfer_id=row.pk,
            agency_id=row.to_agency_id,
            staff_id=staff_id,
            on=by.on,
            is_station=row.is_to_station,
            note=row.reason,
        ),
    )


def _answer(row: Transfer, status: TransferStatus, note: str, *, by: Viewer) -> None:
    row.status, row.answered_at, row.answered_by_id = status, by.at, by.staff_id
    row.answer_note = note.strip()
    row.accepted_on = by.on if status is TransferStatus.ACCEPTED else None
    row.save()
    organisation_actions.finish_tasks(
        municipality_id=by.municipality_id, target=_task_of(row.pk), by=by.staff_id, at=by.at
    )
    record("transfer_answered", by, row.case_id, transfer=str(row.pk), to=status.value)


@transaction.atomic
def decline_transfer(*, by: Viewer, transfer_id: uuid.UUID, note: str) -> None:
    """移管を受け入れない, with a word about what would help instead. The owner stays."""
    row = _transfer(by, transfer_id)
    _check_receives(by, row)
    check_step(TRANSFER_MOVES, TransferStatus(row.status), TransferStatus.DECLINED)
    _answer(row, TransferStatus.DECLINED, check_words(note, "受け入れないわけ"), by=by)


@transaction.atomic
def withdraw_transfer(*, by: Viewer, transfer_id: uuid.UUID, note: str) -> None:
    """提案を取り下げる, by the owner's side."""
    row = _transfer(by, transfer_id)
    acting = known_case(by, row.case_id)
    if not acting.relations.keys() & {Relation.OWN, Relation.OWN_SUP}:
        raise NotPermitted("提案を取り下げられるのは、主担当とその監督者です。")
    check_step(TRANSFER_MOVES, TransferStatus(row.status), TransferStatus.WITHDRAWN)
    _answer(row, TransferStatus.WITHDRAWN, check_words(note, "取り下げるわけ"), by=by)


@transaction.atomic
def open_for_station(
    *, by: Viewer, new: NewShared, owner_id: int, until: date, exit_plan: str, reason: str
) -> uuid.UUID:
    """ステーションの例外として開く: approved by the secretariat in the act, with an end like any other exception (I3)."""
    if not (by.may_read_persons and who_is(by).secretariat_ids):
        raise NotPermitted("ステーションを主担当とするケースを開けるのは、例外を承認する事務局だけです。")
    agency = _agency(by, new.agency_id)
    if not agency.is_station:
        raise CollaborationRefused("ステーションを選んでください。ほかの機関のケースは、その機関が開きます。")
    check_exception(until, exit_plan, on=by.on, longest=longest_exception(by))
    opening = SharedOpening(
        person_of(by, new), new.agency_id, owner_id, new.route, by.on, new.reason_text, is_station=True
    )
    shared_cases.put_down_case(by=by, opening=opening)
    put_down_profile(by=by, case_id=opening.case_id, known=new.known, opened_on=by.on)
    proposal = Proposal(new.agency_id, TransferReason.TEMPORARY, reason, by.on, "", until, exit_plan)
    row = _written(opening.case_id, proposal, by=by, from_agency_id=None, to_station=True)
    row.approved_at, row.approved_by_id = by.at, by.staff_id
    _answer(row, TransferStatus.ACCEPTED, "", by=by)
    shared_cases.first_owner(by=by, opening=replace(opening, transfer_id=row.pk))
    record("case_opened", by, opening.case_id)
    return opening.case_id
