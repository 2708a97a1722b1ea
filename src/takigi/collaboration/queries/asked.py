"""頼まれたこと: one role, referral, involvement or transfer with the heading of its case, for the page that answers it."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Unseen, Viewer
from takigi.access.relations import Relation
from takigi.collaboration.models import CaseRole, Referral, StationInvolvement, Transfer
from takigi.collaboration.policies.acting import CALLING_STATION, known_relations, supervises
from takigi.collaboration.policies.relations import who_is
from takigi.collaboration.queries.reading import SharedHead, shared_head
from takigi.collaboration.rules.words import (
    Mode,
    ReferralStatus,
    RoleKind,
    RoleStatus,
    TransferReason,
    TransferStatus,
    Warmth,
)
from takigi.organisations import queries as organisations

ASKING = frozenset({Relation.OWN, Relation.STN, Relation.SEC})


@dataclass(frozen=True)
class AskedRole:
    """頼まれた役割."""

    role_id: uuid.UUID
    agency_id: int
    agency_name: str
    kind: RoleKind
    task: str
    status: RoleStatus
    due_on: date | None
    next_check_on: date | None


@dataclass(frozen=True)
class AskedReferral:
    """届いたつなぎ. `receives` and `asks`: on which side of it the viewer stands."""

    referral_id: uuid.UUID
    from_name: str
    to_agency_id: int
    to_name: str
    purpose: str
    warmth: Warmth
    status: ReferralStatus
    receives: bool
    asks: bool


@dataclass(frozen=True)
class AskedTransfer:
    """提案された移管. `receives`, `proposes`, `may_approve`: what the viewer may say to it."""

    transfer_id: uuid.UUID
    to_agency_id: int
    to_name: str
    to_station: bool
    reason_code: TransferReason
    reason: str
    subject_informed_on: date | None
    not_informed_reason: str
    exception_until: date | None
    exit_plan: str
    is_approved: bool
    is_open: bool
    receives: bool
    proposes: bool
    may_approve: bool


@dataclass(frozen=True)
class Stay:
    """ステーションの関わり."""

    involvement_id: uuid.UUID
    case_no: str
    mode: Mode
    planned_to: date


def asked_role(viewer: Viewer, role_id: uuid.UUID) -> tuple[SharedHead, AskedRole]:
    """One role with its case; Unseen for whoever it does not concern. At most 24 queries."""
    row = CaseRole.objects.filter(pk=role_id, case__municipality_id=viewer.municipality_id).first()
    if row is None:
        raise Unseen
    relations = known_relations(viewer, row.case_id)
    who = who_is(viewer)
    mine = row.agency_id in who.agency_ids
    if not (mine or relations.keys() & ASKING or relations.keys() & {Relation.OWN_SUP}):
        raise Unseen
    names = organisations.names_of_agencies(viewer.municipality_id, {row.agency_id})
    head = shared_head(viewer, row.case_id)
    return head, AskedRole(
        row.pk,
        row.agency_id,
        names.get(row.agency_id, ""),
        RoleKind(row.kind),
        row.task,
        RoleStatus(row.status),
        row.due_on,
        row.next_check_on,
    )


def asked_referral(viewer: Viewer, referral_id: uuid.UUID) -> tuple[SharedHead, AskedReferral]:
    """One referral with its case; Unseen for whoever it does not concern. At most 24 queries."""
    row = Referral.objects.filter(pk=referral_id, case__municipality_id=viewer.municipality_id).first()
    if row is None:
        raise Unseen
    relations = known_relations(viewer, row.case_id)
    receives = row.to_agency_id in who_is(viewer).agency_ids
    asks = bool(relations.keys() & ASKING)
    if not (receives or asks or relations.keys() & {Relation.OWN_SUP}):
        raise Unseen
    names = organisations.names_of_agencies(viewer.municipality_id, {row.from_agency_id, row.to_agency_id})
    head = shared_head(viewer, row.case_id)
    return head, AskedReferral(
        row.pk,
        names.get(row.from_agency_id, ""),
        row.to_agency_id,
        names.get(row.to_agency_id, ""),
        row.purpose,
        Warmth(row.warmth),
        ReferralStatus(row.status),
        receives,
        asks,
    )


def asked_transfer(viewer: Viewer, transfer_id: uuid.UUID) -> tuple[SharedHead, AskedTransfer]:
    """One transfer with its case; Unseen for whoever it does not concern. At most 24 queries."""
    row = Transfer.objects.filter(pk=transfer_id, case__municipality_id=viewer.municipality_id).first()
    if row is None:
        raise Unseen
    relations = known_relations(viewer, row.case_id)
    who = who_is(viewer)
    receives = supervises(viewer, row.to_agency_id) or (row.is_to_station and row.to_agency_id in who.station_ids)
    proposes = bool(relations.keys() & {Relation.OWN, Relation.OWN_SUP})
    approves = row.is_to_station and row.approved_at is None and Relation.SEC in relations
    if not (receives or proposes or Relation.SEC in relations):
        raise Unseen
    names = organisations.names_of_agencies(viewer.municipality_id, {row.to_agency_id})
    head = shared_head(viewer, row.case_id)
    return head, AskedTransfer(
        row.pk,
        row.to_agency_id,
        names.get(row.to_agency_id, ""),
        row.is_to_station,
        TransferReason(row.reason_code),
        row.reason,
        row.subject_informed_on,
        row.not_informed_reason,
        row.exception_until,
        row.exit_plan,
        row.approved_at is not None,
        row.status == TransferStatus.PROPOSED,
        receives,
        proposes,
        approves,
    )


def asked_involvement(viewer: Viewer, involvement_id: uuid.UUID) -> Stay:
    """One stay, for the station even past its end, and for the owner and the secretariat. At most ten queries."""
    row = (
        StationInvolvement.objects.select_related("case")
        .filter(pk=involvement_id, case__municipality_id=viewer.municipality_id)
        .first()
    )
    if row is None or not viewer.may_read_persons:
        raise Unseen
    if row.agency_id not in who_is(viewer).station_ids:
        relations = known_relations(viewer, row.case_id)
        if not relations.keys() & CALLING_STATION:
            raise Unseen
    return Stay(row.pk, row.case.case_no, Mode(row.mode), row.planned_end_on)
