"""出席の操作: who came, as what, from which agency and field on that day; nobody unknown without the chair's reason."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from takigi.access.decide import FOLLOWING_PHASES
from takigi.access.grounds import Unseen, Viewer
from takigi.access.legal_bases import LegalBasis
from takigi.collaboration.actions.agenda import mark_attended
from takigi.meetings import policies
from takigi.meetings.actions.deeds import record
from takigi.meetings.models import Attendance, BodyMember, Invitation, ItemSeat, Meeting
from takigi.meetings.rules.presence import check_admitted
from takigi.meetings.rules.words import Capacity, MeetingsRefused
from takigi.organisations.queries import AgencyCard, agencies, names_of_staff


@dataclass(frozen=True, kw_only=True)
class Present:
    """一人の出席. By the invitation, or without one: a member of staff, or a name."""

    attended: bool
    capacity: Capacity
    invitation_id: uuid.UUID | None = None
    staff_id: int | None = None
    person_name: str = ""
    agency_id: int | None = None
    admit_reason: str = ""
    observer_note: str = ""


@transaction.atomic
def take_attendance(*, by: Viewer, meeting_id: uuid.UUID, present: Sequence[Present]) -> int:
    """出席を取る. Taken again, what was written before is put right; agency and field stay those of the first time.

    Refused before the meeting is held, and for somebody whom neither the register nor the chair knows.
    """
    meeting = policies.meeting_to_minute(by, meeting_id)
    if policies.phase_of(meeting, by.at) not in FOLLOWING_PHASES:
        raise MeetingsRefused("出席は、会議を開いてから取ります。先に会議を「開催」にしてください。")
    cards = {card.agency_id: card for card in agencies(by.municipality_id, on=by.on)}
    invited = {one.pk: one for one in Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True)}
    of_staff = {one.staff_id: one for one in invited.values() if one.staff_id}
    members = list(_members_on(by, meeting))
    for one in present:
        invitation = invited.get(one.invitation_id) if one.invitation_id else of_staff.get(one.staff_id)
        if one.invitation_id and invitation is None:
            raise Unseen
        _keep(by, meeting, one, invitation, _Town(members, cards))
    came = sum(one.attended for one in present)
    record("meetings.attendance_taken", by, meeting, present=came, absent=len(present) - came)
    return came


def _members_on(by: Viewer, meeting: Meeting) -> Sequence[BodyMember]:
    on = by.on
    return BodyMember.objects.filter(body_id=meeting.body_id, appointed_on__lte=on).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on), Q(term_until__isnull=True) | Q(term_until__gte=on)
    )


def _is_member(members: Sequence[BodyMember], staff_id: int | None, agency_id: int | None, name: str) -> bool:
    return any(
        (one.staff_id is not None and one.staff_id == staff_id)
        or (one.staff_id is None and not one.person_name and one.agency_id == agency_id and agency_id is not None)
        or (one.person_name != "" and one.person_name == name)
        for one in members
    )


@dataclass(frozen=True)
class _Town:
    members: Sequence[BodyMember]
    cards: Mapping[int, AgencyCard]


def _keep(by: Viewer, meeting: Meeting, one: Present, invitation: Invitation | None, town: _Town) -> None:
    staff_id = invitation.staff_id if invitation else one.staff_id
    name = (invitation.person_name if invitation else one.person_name).strip()
    agency_id = invitation.agency_id if invitation else one.agency_id
    if staff_id is None and not name:
        raise MeetingsRefused("だれの出席かが分かりません。職員を選ぶか、名前を書いてください。")
    if staff_id is not None and staff_id not in names_of_staff(by.municipality_id, {staff_id}):
        raise Unseen
    if agency_id is not None and agency_id not in town.cards:
        raise Unseen
    reason = one.admit_reason.strip() or (invitation.admit_reason if invitation else "")
    is_member = (invitation is not None and invitation.member_id is not None) or _is_member(
        town.members, staff_id, agency_id, name
    )
    is_statutory = meeting.body.legal_basis != LegalBasis.NONE
    if one.attended:
        check_admitted(one.capacity, is_member=is_member, is_statutory=is_statutory, reason=reason)
    row = Attendance.objects.filter(meeting=meeting)
    row = (row.filter(staff_id=staff_id) if staff_id else row.filter(staff__isnull=True, person_name=name)).first()
    if row is None:
        row = Attendance(meeting=meeting, staff_id=staff_id, person_name="" if staff_id else name)
        _photograph(row, town.cards.get(agency_id) if agency_id else None)
    row.invitation = invitation or row.invitation
    row.capacity, row.is_member, row.is_statutory, row.admit_reason = one.capacity, is_member, is_statutory, reason
    row.invited_at, row.reply = (invitation.invited_at, invitation.reply) if invitation else (row.invited_at, row.reply)
    row.is_present, row.observer_note = one.attended, one.observer_note.strip()
    row.recorded_at, row.recorded_by_id = by.at, by.staff_id
    row.save()
    _tell_seats(by, invitation, attended=one.attended)


def _tell_seats(by: Viewer, invitation: Invitation | None, *, attended: bool) -> None:
    """The seats of the cases learn who came: what somebody may read afterwards hangs on it."""
    if invitation is None or invitation.staff_id is None or invitation.capacity == Capacity.OBSERVER:
        return
    seats = ItemSeat.objects.filter(invitation=invitation, item__case__isnull=False, item__withdrawn_at__isnull=True)
    for item_id in seats.values_list("item_id", flat=True):
        mark_attended(by=by, agenda_item_id=item_id, staff_id=invitation.staff_id, attended=attended)


def _photograph(row: Attendance, card: AgencyCard | None) -> None:
    """The agency's field and block as they are on this day."""
    row.agency_id = card.agency_id if card else None
    row.fields = list(card.fields) if card else []
    row.block = card.block if card else None
