"""招いた人の読み取り: who is invited as what, what they answered, what they have in hand, and what stands in the way."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from takigi.access.decide import READING_PHASES
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.collaboration.queries.on_agenda import consenting_agencies, opened_classes
from takigi.meetings.models import AgendaItem, Invitation, IssuedCopy, ItemSeat, Meeting
from takigi.meetings.policies import arranges, item_seen, meeting_to_arrange, phase_of, reads_register, seen_meeting
from takigi.meetings.queries.guests import guests_of_items
from takigi.meetings.rules.lawful import DISCLOSABLE, Ground, basis_for
from takigi.meetings.rules.seating import Hindrance, reaches, shown_to
from takigi.meetings.rules.words import Capacity, CopyEnd, MeetingKind, MeetingsRefused, Reply
from takigi.organisations.queries import names_of_agencies, names_of_staff


@dataclass(frozen=True)
class CopyState:
    """控えのいま: how many are in hand, and how the others ended."""

    in_hand: int = 0
    ended: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class GuestLine:
    """招いた人の一行."""

    invitation_id: uuid.UUID
    staff_id: int | None
    name: str
    agency_name: str
    capacity: Capacity
    reply: Reply
    replied_at: datetime | None
    reply_note: str
    admit_reason: str
    is_member: bool
    items: tuple[int, ...]
    hindrances: tuple[Hindrance, ...]
    copies: CopyState
    has_link: bool
    withdrawn_at: datetime | None
    withdraw_reason: str


def guests_of(viewer: Viewer, meeting_id: uuid.UUID) -> tuple[GuestLine, ...]:
    """招いた人 of a meeting the viewer knows of, in the order of inviting. At most 20 queries, however many guests.

    Why the chair let somebody in, or took an invitation back, belongs to the register (MEMB): one's own, and for
    whoever keeps or audits it. It may tell more than the date and the place do.
    """
    meeting = seen_meeting(viewer, meeting_id)
    reads_reasons = reads_register(viewer) or arranges(viewer, meeting.body, MeetingKind(meeting.kind))
    rows = list(Invitation.objects.filter(meeting=meeting).order_by("invited_at", "pk"))
    items = list(AgendaItem.objects.filter(meeting=meeting, withdrawn_at__isnull=True).select_related("body"))
    seats: dict[uuid.UUID, list[int]] = defaultdict(list)
    for invitation_id, seq in ItemSeat.objects.filter(item__in=items).values_list("invitation_id", "item__seq"):
        seats[invitation_id].append(seq)
    hindrances: dict[uuid.UUID, list[Hindrance]] = defaultdict(list)
    about_cases = [item for item in items if item.case_id]
    for of_item in guests_of_items(meeting, about_cases, at=viewer.at).values():
        for guest in of_item:
            if guest.hindrance is not None and guest.hindrance not in hindrances[guest.invitation.pk]:
                hindrances[guest.invitation.pk].append(guest.hindrance)
    copies = _copies(meeting, viewer.at)
    staff = names_of_staff(meeting.municipality_id, {row.staff_id for row in rows if row.staff_id})
    agencies = names_of_agencies(meeting.municipality_id, {row.agency_id for row in rows if row.agency_id})
    return tuple(
        GuestLine(
            row.pk,
            row.staff_id,
            staff.get(row.staff_id or 0, row.person_name),
            agencies.get(row.agency_id or 0, ""),
            Capacity(row.capacity),
            Reply(row.reply),
            row.replied_at,
            row.reply_note,
            row.admit_reason if reads_reasons or row.staff_id == viewer.staff_id else "",
            row.member_id is not None,
            tuple(sorted(seats[row.pk])),
            tuple(hindrances[row.pk]),
            copies.get(row.pk, CopyState()),
            bool(row.link_digest) and row.link_until is not None and row.link_until > viewer.at,
            row.withdrawn_at,
            row.withdraw_reason if reads_reasons or row.staff_id == viewer.staff_id else "",
        )
        for row in rows
    )


def _copies(meeting: Meeting, at: datetime) -> dict[uuid.UUID, CopyState]:
    is_open = phase_of(meeting, at) in READING_PHASES
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for invitation_id, end in IssuedCopy.objects.filter(item__meeting=meeting).values_list(
        "invitation_id", "end_reason"
    ):
        found[invitation_id].append(end)
    return {
        invitation_id: CopyState(
            in_hand=ends.count("") if is_open else 0,
            ended=_ended(ends, is_open=is_open),
        )
        for invitation_id, ends in found.items()
    }


def _ended(ends: list[str], *, is_open: bool) -> tuple[tuple[str, int], ...]:
    told = [(one.label, ends.count(one.value)) for one in CopyEnd if one.value in ends]
    # Past the end nobody has to give anything back: it cannot be read any more.
    expired = [] if is_open or "" not in ends else [("期限で閉じた", ends.count(""))]
    return tuple(told + expired)


@dataclass(frozen=True)
class Seen:
    """だれに何が見えるか: one guest beside every class; `shown` in the order of `Preview.classes`."""

    name: str
    agency_name: str
    capacity: Capacity
    hindrance: Hindrance | None
    shown: tuple[bool, ...]


@dataclass(frozen=True)
class PreviewClass:
    """開く前の確かめの一列: on which ground it would open, or why it cannot."""

    info_class: Information
    basis: DisclosureBasis | None
    refusal: str
    is_open: bool
    necessity_note: str


@dataclass(frozen=True)
class Preview:
    """開く前の確かめ: who will see what, on what ground, until when."""

    item_id: uuid.UUID
    meeting_id: uuid.UUID
    heading: str
    closes_at: datetime | None
    is_identity_on_the_day: bool
    classes: tuple[PreviewClass, ...]
    guests: tuple[Seen, ...]


_ORDER = tuple(one for one in Information if one in DISCLOSABLE - {Information.LEAD})


def preview_of(viewer: Viewer, item_id: uuid.UUID) -> Preview:
    """だれに何が、どの根拠で見えるか, before anything is opened. For whoever convenes. At most 20 queries."""
    item = item_seen(viewer, item_id)
    meeting = meeting_to_arrange(viewer, item.meeting_id)
    consent = consenting_agencies(item.case_id, on=viewer.on) if item.case_id else {}
    open_now = {one.info_class: one for one in opened_classes([item.pk])}
    classes = tuple(_preview_class(viewer, item, one, consent, open_now) for one in _ORDER)
    guests = guests_of_items(meeting, [item], at=viewer.at)[item.pk]
    staff = names_of_staff(meeting.municipality_id, {g.invitation.staff_id for g in guests if g.invitation.staff_id})
    agencies = names_of_agencies(
        meeting.municipality_id, {g.invitation.agency_id for g in guests if g.invitation.agency_id}
    )
    return Preview(
        item.pk,
        meeting.pk,
        item.heading,
        meeting.closes_at,
        item.body.is_identity_on_the_day,
        classes,
        tuple(
            Seen(
                staff.get(guest.invitation.staff_id or 0, guest.invitation.person_name),
                agencies.get(guest.invitation.agency_id or 0, ""),
                Capacity(guest.invitation.capacity),
                guest.hindrance,
                tuple(_sees(guest.invitation, guest.hindrance, one, consent) for one in classes),
            )
            for guest in guests
            if guest.invitation.withdrawn_at is None
        ),
    )


def _preview_class(
    viewer: Viewer,
    item: AgendaItem,
    info_class: Information,
    consent: dict[Information, frozenset[int]],
    open_now: dict,
) -> PreviewClass:
    ground = Ground(
        LegalBasis(item.legal_basis), MeetingKind(item.meeting.kind), has_consent=bool(consent.get(info_class))
    )
    note = open_now[info_class].necessity_note if info_class in open_now else ""
    try:
        basis = basis_for(info_class, ground, on=viewer.on)
    except MeetingsRefused as refused:
        return PreviewClass(info_class, None, str(refused), info_class in open_now, note)
    return PreviewClass(info_class, basis, "", info_class in open_now, note)


def _sees(
    invitation: Invitation,
    hindrance: Hindrance | None,
    one: PreviewClass,
    consent: dict[Information, frozenset[int]],
) -> bool:
    """As it will be once what can be mended is mended: an answer or an oath still missing is said beside, not here."""
    if one.basis is None or hindrance in {
        Hindrance.WITHDRAWN,
        Hindrance.NO_ACCOUNT,
        Hindrance.LEFT,
        Hindrance.DECLINED,
    }:
        return False
    if hindrance is Hindrance.OBSERVER:
        return one.info_class is Information.DEID
    return shown_to(
        Capacity(invitation.capacity),
        one.info_class,
        has_necessity=True,
        is_covered=reaches(one.basis, invitation.agency_id, consent.get(one.info_class, ())),
    )
