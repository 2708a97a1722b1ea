"""主担当とまわり: who had the case, who does what by when, what was passed on, and how long the station stays."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.matrix import View
from takigi.casework.rules.ownership import OwnershipChange
from takigi.collaboration.models import CaseOnAgenda, CaseRole, Owed, SharedCase
from takigi.collaboration.policies.acting import supervises
from takigi.collaboration.policies.relations import who_is
from takigi.collaboration.queries.reading import SharedHead
from takigi.collaboration.rules.steps import bounces
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


@dataclass(frozen=True)
class OwnerLine:
    """主担当の一行. `note` only where the living situation may be read."""

    agency_name: str
    staff_name: str
    from_on: date
    ended_on: date | None
    change: OwnershipChange
    note: str


@dataclass(frozen=True)
class RoleLine:
    """役割の一行: who × what × by when × next check."""

    role_id: uuid.UUID
    agency_name: str
    staff_name: str
    kind: RoleKind
    task: str
    status: RoleStatus
    due_on: date | None
    next_check_on: date | None
    told: str  # the reason and the suggestion of whoever declined, or the note at the end
    may_answer: bool
    may_end: bool


@dataclass(frozen=True)
class ReferralLine:
    """つなぎの一行."""

    referral_id: uuid.UUID
    from_name: str
    to_name: str
    purpose: str
    warmth: Warmth
    status: ReferralStatus
    requested_at: datetime
    started_on: date | None
    reason: str
    may_answer: bool


@dataclass(frozen=True)
class InvolvementLine:
    """ステーションの関わりの一行."""

    involvement_id: uuid.UUID
    mode: Mode
    from_on: date
    planned_to: date
    ended_on: date | None
    exit_note: str
    may_end: bool


@dataclass(frozen=True)
class TransferLine:
    """移管の一行."""

    transfer_id: uuid.UUID
    to_name: str
    to_station: bool
    status: TransferStatus
    reason_code: TransferReason
    reason: str
    informed_on: date | None
    not_informed_reason: str
    proposed_at: datetime
    exception_until: date | None
    exit_plan: str
    is_approved: bool
    answer_note: str
    may_answer: bool


@dataclass(frozen=True)
class OwedLine:
    """宿題の一行."""

    agency_name: str
    text: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class Beside:
    """一つのケースの主担当とまわり."""

    owners: tuple[OwnerLine, ...]
    roles: tuple[RoleLine, ...]
    referrals: tuple[ReferralLine, ...]
    bounced: int
    involvements: tuple[InvolvementLine, ...]
    transfers: tuple[TransferLine, ...]
    owed: tuple[OwedLine, ...]


def beside_of(viewer: Viewer, head: SharedHead, row: SharedCase) -> Beside:
    """Everything around one case that ROLE opens to the viewer, of a case whose head has been read. Nine queries."""
    owners = list(row.case.assignments.order_by("-from_on", "-pk"))
    attended = _attended(viewer, row)
    roles = [one for one in row.roles.order_by("requested_at", "pk") if _shows(viewer, head, one, attended)]
    sees_all = head.may(Information.ROLE) and head.view(Information.ROLE) is View.FULL
    referrals = _own(head, row.referrals.order_by("requested_at", "pk"), sees_all=sees_all)
    involvements = list(row.involvements.order_by("-from_on", "-pk")) if sees_all else []
    transfers = _own(head, row.transfers.order_by("-proposed_at"), sees_all=sees_all)
    owed = _owed(head, row)
    names = _names(viewer, owners, roles, referrals, transfers, owed)
    staff = organisations.names_of_staff(
        viewer.municipality_id, {one.staff_id for one in (*owners, *roles) if one.staff_id}
    )
    reads_notes = head.may(Information.ASSESS)
    return Beside(
        owners=tuple(
            OwnerLine(
                names.get(one.agency_id, ""),
                staff.get(one.staff_id or 0, ""),
                one.from_on,
                one.ended_on,
                OwnershipChange(one.change),
                one.handover_note if reads_notes else "",
            )
            for one in owners
        ),
        roles=tuple(_role(viewer, head, one, names, staff) for one in roles),
        referrals=tuple(_referral(viewer, one, names) for one in referrals),
        bounced=bounces([ReferralStatus(one.status) for one in referrals]),
        involvements=tuple(_involvement(viewer, head, one) for one in involvements),
        transfers=tuple(_transfer(viewer, one, names) for one in transfers),
        owed=tuple(OwedLine(names.get(one.agency_id, ""), one.text, one.due_on, one.done_on) for one in owed),
    )


def _own(head: SharedHead, rows: QuerySet, *, sees_all: bool) -> list:
    """SELF: what has been asked of one's own agency."""
    if not head.may(Information.ROLE):
        return []
    return list(rows if sees_all else rows.filter(to_agency_id__in=head.agency_ids))


def _attended(viewer: Viewer, row: SharedCase) -> set[uuid.UUID]:
    rows = CaseOnAgenda.objects.filter(case=row, seats__staff_id=viewer.staff_id, seats__ended_at__isnull=True)
    return set(rows.values_list("pk", flat=True))


def _shows(viewer: Viewer, head: SharedHead, role: CaseRole, attended: set[uuid.UUID]) -> bool:
    """SELF: one's own; 決定と自分の宿題のみ: what was agreed where one attended, and one's own."""
    if not head.may(Information.ROLE):
        return False
    if head.view(Information.ROLE) is View.FULL:
        return True
    who = who_is(viewer)
    mine = role.agency_id in who.agency_ids and (
        role.staff_id in {viewer.staff_id, None} or role.agency_id in who.supervised_ids
    )
    if head.view(Information.ROLE) is View.DECISIONS_ONLY:
        return mine or role.agenda_item_id in attended
    return mine


def _owed(head: SharedHead, row: SharedCase) -> list[Owed]:
    if not head.may(Information.ROLE):
        return []
    rows = row.owed.order_by("done_on", "due_on", "pk")
    return list(rows if head.view(Information.ROLE) is View.FULL else rows.filter(agency_id__in=head.agency_ids))


def _names(viewer: Viewer, *groups: Iterable[object]) -> dict[int, str]:
    fields = ("agency_id", "from_agency_id", "to_agency_id")
    ids = {getattr(one, name, None) for group in groups for one in group for name in fields}
    return organisations.names_of_agencies(viewer.municipality_id, {one for one in ids if one})


def _role(viewer: Viewer, head: SharedHead, one: CaseRole, names: dict[int, str], staff: dict[int, str]) -> RoleLine:
    status = RoleStatus(one.status)
    told = [one.decline_reason, f"提案: {one.suggestion}" if one.suggestion else "", one.end_note]
    mine = one.staff_id == viewer.staff_id and one.agency_id in who_is(viewer).agency_ids
    asked = mine or (one.staff_id is None and one.agency_id in who_is(viewer).agency_ids)
    answers = status is RoleStatus.REQUESTED and (asked or supervises(viewer, one.agency_id))
    ends = status in {RoleStatus.REQUESTED, RoleStatus.ACCEPTED} and (
        _asks(head) or (status is RoleStatus.ACCEPTED and mine)
    )
    return RoleLine(
        one.pk,
        names.get(one.agency_id, ""),
        staff.get(one.staff_id or 0, ""),
        RoleKind(one.kind),
        one.task,
        status,
        one.due_on,
        one.next_check_on,
        "。".join(part for part in told if part),
        may_answer=head.is_open and answers,
        may_end=head.is_open and ends,
    )


def _asks(head: SharedHead) -> bool:
    return any(action.value == "request_role" for action in head.actions)


def _referral(viewer: Viewer, one: object, names: dict[int, str]) -> ReferralLine:
    status = ReferralStatus(one.status)
    receives = one.to_agency_id in who_is(viewer).agency_ids
    return ReferralLine(
        one.pk,
        names.get(one.from_agency_id, ""),
        names.get(one.to_agency_id, ""),
        one.purpose,
        Warmth(one.warmth),
        status,
        one.requested_at,
        one.started_on,
        one.reason,
        may_answer=receives and status in {ReferralStatus.SENT, ReferralStatus.ACCEPTED},
    )


def _involvement(viewer: Viewer, head: SharedHead, one: object) -> InvolvementLine:
    at_station = one.agency_id in who_is(viewer).station_ids
    owns = any(action.value in {"propose_transfer", "convene_meeting"} for action in head.actions)
    return InvolvementLine(
        one.pk,
        Mode(one.mode),
        one.from_on,
        one.planned_end_on,
        one.ended_on,
        one.exit_note,
        may_end=one.ended_on is None and (at_station or owns),
    )


def _transfer(viewer: Viewer, one: object, names: dict[int, str]) -> TransferLine:
    who = who_is(viewer)
    receives = supervises(viewer, one.to_agency_id) or (one.is_to_station and one.to_agency_id in who.station_ids)
    return TransferLine(
        one.pk,
        names.get(one.to_agency_id, ""),
        one.is_to_station,
        TransferStatus(one.status),
        TransferReason(one.reason_code),
        one.reason,
        one.subject_informed_on,
        one.not_informed_reason,
        one.proposed_at,
        one.exception_until,
        one.exit_plan,
        one.approved_at is not None,
        one.answer_note,
        may_answer=one.status == TransferStatus.PROPOSED and receives,
    )
