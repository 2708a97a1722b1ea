"""多機関協働の事実: what was asked, taken on, passed on and kept up around a shared case, as rows without a name or a word."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model, QuerySet
from django.utils.timezone import localdate

from takigi.collaboration.models import (
    CaseOnAgenda,
    CaseRole,
    Contact,
    Episode,
    HelpCoding,
    HelpRequest,
    IssueTag,
    Opened,
    OutreachLead,
    Referral,
    SharedCase,
    StationInvolvement,
    Transfer,
)
from takigi.collaboration.rules.help_requests import TakeOver
from takigi.collaboration.rules.leads import LeadState, WhyClosed
from takigi.collaboration.rules.words import HouseholdFlag, Mode, ReferralStatus, RoleStatus, TransferStatus


@dataclass(frozen=True)
class ProfileRow:
    """ケースの骨組み. `difficulty_on` with how exactly it was told."""

    case_id: uuid.UUID
    block: int | None
    is_8050: bool
    difficulty_on: date | None
    precision: str
    first_contact_on: date | None
    is_connected: bool | None


@dataclass(frozen=True)
class RoleRow:
    """頼んだ役割. A role that was taken on and given back later was taken on."""

    role_id: uuid.UUID
    case_id: uuid.UUID
    agency_id: int
    staff_id: int | None
    kind: str
    requested_on: date
    accepted_on: date | None
    declined_on: date | None
    ended_on: date | None
    agenda_item_id: uuid.UUID | None


@dataclass(frozen=True)
class ReferralRow:
    """つなぎ."""

    referral_id: uuid.UUID
    case_id: uuid.UUID
    requested_on: date
    accepted_on: date | None
    refused_on: date | None


@dataclass(frozen=True)
class InvolvementRow:
    """ステーションの関わり. The question without a name beforehand is none."""

    involvement_id: uuid.UUID
    case_id: uuid.UUID
    mode: str
    from_on: date
    planned_to: date
    ended_on: date | None


@dataclass(frozen=True)
class ExceptionRow:
    """ステーションへの例外: accepted on which day, until when."""

    transfer_id: uuid.UUID
    case_id: uuid.UUID
    accepted_on: date
    exception_until: date | None


@dataclass(frozen=True)
class HeldItemRow:
    """開かれた会議の議題になったケース."""

    agenda_item_id: uuid.UUID
    case_id: uuid.UUID
    legal_basis: str
    held_on: date
    owner_agency_id: int


@dataclass(frozen=True)
class OpenedRow:
    """開示: on which basis, and whether it ends by itself."""

    opened_id: uuid.UUID
    basis: str
    item_basis: str
    opened_on: date
    is_without_end: bool


@dataclass(frozen=True)
class ContactRow:
    """経過のひとつ. `counterpart_agency_id` None: nobody of another agency."""

    contact_id: uuid.UUID
    case_id: uuid.UUID
    happened_on: date
    agency_id: int
    staff_id: int
    counterpart_agency_id: int | None
    counterpart_staff_id: int | None
    is_via_station: bool


@dataclass(frozen=True)
class HelpRow:
    """ステーションへの相談. `is_take_over`, `is_read_alike`: as two people read it, None before."""

    request_id: uuid.UUID
    asked_on: date
    ask_type: str
    is_take_over: bool | None
    is_read_alike: bool | None


@dataclass(frozen=True)
class EpisodeRow:
    """相談のまとまり, with its issues as codes."""

    episode_id: uuid.UUID
    case_id: uuid.UUID
    opened_on: date
    closed_on: date | None
    issues: tuple[str, ...]


@dataclass(frozen=True)
class IssueRow:
    """課題: since when, or since when it is on record."""

    case_id: uuid.UUID
    code: str
    since_on: date


@dataclass(frozen=True)
class LeadRow:
    """気になる人, without where and who."""

    lead_id: uuid.UUID
    block: int | None
    seen_on: date
    identity_state: str
    connected_on: date | None
    is_declined: bool
    is_no_need: bool


def _day(at: datetime | None) -> date | None:
    return None if at is None else localdate(at)


def _of_town(model: type[Model], municipality_id: int) -> QuerySet:
    return model._default_manager.filter(case__municipality_id=municipality_id).order_by("pk")


def profile_rows(municipality_id: int) -> Iterator[ProfileRow]:
    """Every shared case. One query."""
    for one in SharedCase.objects.filter(municipality_id=municipality_id).order_by("pk"):
        yield ProfileRow(
            one.pk,
            one.block,
            HouseholdFlag.PARENT_80_CHILD_50 in one.flags,
            one.first_difficulty_on,
            one.first_difficulty_precision,
            one.first_contact_on,
            one.is_connected_at_open,
        )


def role_rows(municipality_id: int) -> Iterator[RoleRow]:
    """Every role that was asked for. One query."""
    for one in _of_town(CaseRole, municipality_id):
        responded = _day(one.responded_at)
        has_declined = one.status == RoleStatus.DECLINED
        yield RoleRow(
            one.pk,
            one.case_id,
            one.agency_id,
            one.staff_id,
            one.kind,
            localdate(one.requested_at),
            None if has_declined else responded,
            responded if has_declined else None,
            _day(one.ended_at),
            one.agenda_item_id,
        )


_REFUSED = frozenset({ReferralStatus.REJECTED.value, ReferralStatus.REVOKED.value})


def referral_rows(municipality_id: int) -> Iterator[ReferralRow]:
    """Every referral. One query."""
    for one in _of_town(Referral, municipality_id):
        responded, is_refused = _day(one.responded_at), one.status in _REFUSED
        yield ReferralRow(
            one.pk,
            one.case_id,
            localdate(one.requested_at),
            None if is_refused else responded,
            (responded or localdate(one.requested_at)) if is_refused else None,
        )


def involvement_rows(municipality_id: int) -> Iterator[InvolvementRow]:
    """Every involvement of the station. One query."""
    rows = _of_town(StationInvolvement, municipality_id).exclude(mode=Mode.CONSULTED)
    for one in rows.values_list("pk", "case_id", "mode", "from_on", "planned_end_on", "ended_on"):
        yield InvolvementRow(*one)


def exception_rows(municipality_id: int) -> Iterator[ExceptionRow]:
    """Every transfer to the station that was accepted. One query."""
    rows = _of_town(Transfer, municipality_id).filter(
        is_to_station=True, status=TransferStatus.ACCEPTED, accepted_on__isnull=False
    )
    for one in rows.values_list("pk", "case_id", "accepted_on", "exception_until"):
        yield ExceptionRow(*one)


def held_item_rows(municipality_id: int) -> Iterator[HeldItemRow]:
    """Every shared case on the agenda of a meeting that was held. One query."""
    rows = _of_town(CaseOnAgenda, municipality_id).filter(held_on__isnull=False)
    told = ("pk", "case_id", "legal_basis", "held_on", "owner_agency_at_request_id")
    for one in rows.values_list(*told):
        yield HeldItemRow(*one)


def opened_rows(municipality_id: int) -> Iterator[OpenedRow]:
    """Every disclosure. One query."""
    rows = Opened.objects.filter(agenda__case__municipality_id=municipality_id).select_related("agenda").order_by("pk")
    for one in rows:
        is_without_end = one.closed_at is None and one.agenda.held_on is not None and one.agenda.closes_at is None
        yield OpenedRow(one.pk, one.basis, one.agenda.legal_basis, localdate(one.opened_at), is_without_end)


def contact_rows(municipality_id: int) -> Iterator[ContactRow]:
    """Every contact as it stands now; what was corrected is left out. One query."""
    rows = _of_town(Contact, municipality_id).filter(replaced_by__isnull=True)
    told = (
        "pk",
        "case_id",
        "happened_on",
        "recorded_agency_id",
        "recorded_by_id",
        "counterpart_agency_id",
        "counterpart_staff_id",
        "is_via_station",
    )
    for one in rows.values_list(*told):
        yield ContactRow(*one)


def help_rows(municipality_id: int) -> Iterator[HelpRow]:
    """Every request to the station, as it was read. Two queries."""
    read: dict[uuid.UUID, list[str]] = {}
    codings = HelpCoding.objects.filter(request__case__municipality_id=municipality_id).order_by("coded_at", "pk")
    for request_id, code in codings.values_list("request_id", "code"):
        read.setdefault(request_id, []).append(code)
    for pk, asked_at, asks in _of_town(HelpRequest, municipality_id).values_list("pk", "asked_at", "asks"):
        codes = read.get(pk, [])
        is_agreed = bool(codes) and len(set(codes)) == 1
        yield HelpRow(
            pk,
            localdate(asked_at),
            asks[0] if len(asks) == 1 else "several",
            codes[0] == TakeOver.YES if is_agreed else None,
            len(set(codes)) == 1 if len(codes) > 1 else None,
        )


def episode_rows(municipality_id: int) -> Iterator[EpisodeRow]:
    """Every episode. One query."""
    rows = _of_town(Episode, municipality_id).values_list("pk", "case_id", "opened_on", "closed_on", "issue_codes")
    for pk, case_id, opened_on, closed_on, issues in rows:
        yield EpisodeRow(pk, case_id, opened_on, closed_on, tuple(issues))


def issue_rows(municipality_id: int) -> Iterator[IssueRow]:
    """Every issue of every case. One query."""
    rows = _of_town(IssueTag, municipality_id).values_list("case_id", "code", "since_on", "recorded_at")
    for case_id, code, since_on, recorded_at in rows:
        yield IssueRow(case_id, code, since_on or localdate(recorded_at))


def lead_rows(municipality_id: int) -> Iterator[LeadRow]:
    """Every lead, but for those that told of somebody who was known of already. One query."""
    rows = OutreachLead.objects.filter(municipality_id=municipality_id).exclude(why_closed=WhyClosed.TWICE)
    for one in rows.order_by("pk"):
        yield LeadRow(
            one.pk,
            one.block,
            one.seen_on,
            one.known_as,
            one.connected_on,
            one.state == LeadState.DECLINED,
            one.why_closed == WhyClosed.NO_NEED,
        )
