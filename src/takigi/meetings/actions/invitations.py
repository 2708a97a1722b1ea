"""招集の操作: the chair chooses whom to convene, item by item; whoever is not a member comes in for a written reason."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Unseen, Viewer
from takigi.collaboration.actions import agenda as collaboration
from takigi.meetings import policies
from takigi.meetings.actions.copies import issue_copies, take_back
from takigi.meetings.actions.deeds import record
from takigi.meetings.models import AgendaItem, Body, BodyMember, Invitation, ItemSeat, Meeting
from takigi.meetings.rules.bodies import is_member_on
from takigi.meetings.rules.links import digest_of_code, digest_of_token, link_until
from takigi.meetings.rules.words import Capacity, CopyEnd, MeetingsRefused, Reply
from takigi.organisations import actions as organisations
from takigi.organisations.queries import names_of_agencies, names_of_staff, working_at

P = MeetingPhase


@dataclass(frozen=True)
class Guest:
    """招く人: a colleague with an account, or a name; for which items (none named: all)."""

    staff_id: int | None = None
    agency_id: int | None = None
    person_name: str = ""
    capacity: Capacity = Capacity.MEMBER
    items: tuple[uuid.UUID, ...] = ()
    admit_reason: str = ""


@dataclass(frozen=True)
class Link:
    """返事のリンクと番号: shown once, to be sent on two different ways."""

    token: str
    code: str
    until_at: datetime


@transaction.atomic
def invite(*, by: Viewer, meeting_id: uuid.UUID, guests: Sequence[Guest]) -> list[uuid.UUID]:
    """招く. A seat opens nothing before it is accepted and secrecy is confirmed; who is not a member needs a reason (R5)."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    if policies.phase_of(meeting, by.at) not in {P.DRAFT, P.ACCEPTED, P.MATERIALS_OPEN, P.HELD}:
        raise MeetingsRefused("終わった会議には招けません。")
    if meeting.phase != P.DRAFT:
        # A household that joined the agenda asks for exactly this.
        organisations.finish_tasks(
            municipality_id=by.municipality_id, target=policies.target_of(meeting.pk), by=by.staff_id, at=by.at
        )
    return [_invite(by, meeting, guest) for guest in guests]


def _invite(by: Viewer, meeting: Meeting, guest: Guest) -> uuid.UUID:
    items = _items(meeting, guest)
    name = _name(by, guest)
    if (
        guest.staff_id
        and Invitation.objects.filter(meeting=meeting, staff_id=guest.staff_id, withdrawn_at__isnull=True).exists()
    ):
        raise MeetingsRefused(f"{name}さんは、もう招いています。議題を変えるときは、いちど取り消してください。")
    agency_id = _agency(by, guest, name)
    member = _member(meeting, guest, agency_id, items, by)
    if member is None and not guest.admit_reason.strip():
        raise MeetingsRefused(
            f"{name}さんは、この議題を扱う会議体の構成員ではありません。"
            "構成員に加えるか、この会議に限って認める理由を書けば招けます。"
        )
    invitation = Invitation.objects.create(
        meeting=meeting,
        staff_id=guest.staff_id,
        agency_id=agency_id,
        person_name=guest.person_name.strip(),
        capacity=guest.capacity,
        member=member,
        admit_reason=guest.admit_reason.strip(),
        invited_by_id=by.staff_id,
        invited_at=by.at,
    )
    ItemSeat.objects.bulk_create([ItemSeat(item=item, invitation=invitation) for item in items])
    for item in items:
        if item.case_id and guest.staff_id and guest.capacity is not Capacity.OBSERVER:
            collaboration.seat(
                by=by,
                agenda_item_id=item.pk,
                staff_id=guest.staff_id,
                agency_id=agency_id,
                is_community=guest.capacity is Capacity.COMMUNITY,
                admit_reason=guest.admit_reason,
            )
    record("meetings.invited", by, meeting, invitation=str(invitation.pk), capacity=guest.capacity.value)
    return invitation.pk


def _items(meeting: Meeting, guest: Guest) -> list[AgendaItem]:
    live = AgendaItem.objects.filter(meeting=meeting, withdrawn_at__isnull=True).select_related("body")
    found = list(live.filter(pk__in=guest.items) if guest.items else live)
    if guest.items and len(found) != len(set(guest.items)):
        raise Unseen
    return found


def _name(by: Viewer, guest: Guest) -> str:
    if guest.staff_id is None:
        if not guest.person_name.strip():
            raise MeetingsRefused("招く方を、一覧から選ぶか、名前を書いてください。")
        return guest.person_name.strip()
    name = names_of_staff(by.municipality_id, {guest.staff_id}).get(guest.staff_id)
    if name is None:
        raise Unseen
    return name


def _agency(by: Viewer, guest: Guest, name: str) -> int | None:
    if guest.staff_id is None:
        known = names_of_agencies(by.municipality_id, {guest.agency_id}) if guest.agency_id else {}
        return guest.agency_id if guest.agency_id in known else None
    working = working_at({guest.staff_id}, on=by.on).get(guest.staff_id, set())
    if not working:
        raise MeetingsRefused(
            f"{name}さんには、いま配属がありません（異動・退職、または機関の廃止）。同じ役目のほかの方を招いてください。"
        )
    if guest.agency_id is not None and guest.agency_id not in working:
        raise MeetingsRefused(f"{name}さんは、いまその機関に配属されていません。機関を選びなおしてください。")
    return guest.agency_id or min(working)


def _member(
    meeting: Meeting, guest: Guest, agency_id: int | None, items: list[AgendaItem], by: Viewer
) -> BodyMember | None:
    """The membership that lets this guest in: of the body of every item, not of one only."""
    bodies = {item.body_id: item.body for item in items} or {meeting.body_id: meeting.body}
    found = [_member_of(body, guest, agency_id, by) for body in bodies.values()]
    return next((one for one in found), None) if all(found) else None


def _member_of(body: Body, guest: Guest, agency_id: int | None, by: Viewer) -> BodyMember | None:
    who = Q(staff_id=guest.staff_id) if guest.staff_id else Q(person_name=guest.person_name.strip(), staff__isnull=True)
    if guest.staff_id and agency_id:
        # 機関としての構成員: it may send any of its staff.
        who |= Q(agency_id=agency_id, staff__isnull=True, person_name="")
    for one in BodyMember.objects.filter(who, body=body).order_by("appointed_on"):
        if is_member_on(one.appointed_on, one.term_until, one.ended_on, on=by.on):
            return one
    return None


@transaction.atomic
def withdraw_invitation(*, by: Viewer, invitation_id: uuid.UUID, reason: str) -> None:
    """招集を取り消す: what was open to this guest closes at once, the link with it."""
    invitation = _invitation(by, invitation_id)
    if not reason.strip():
        raise MeetingsRefused("取り消す理由を書いてください。")
    invitation.withdrawn_at, invitation.withdraw_reason = by.at, reason.strip()
    invitation.link_digest = invitation.code_digest = ""
    invitation.save()
    items = seated_items(invitation)
    take_back(invitation, CopyEnd.RECALLED, items, at=by.at)
    if invitation.staff_id:
        for item in items:
            collaboration.unseat(by=by, agenda_item_id=item.pk, staff_id=invitation.staff_id)
    record("meetings.invitation_withdrawn", by, invitation.meeting, invitation=str(invitation.pk))


def _invitation(by: Viewer, invitation_id: uuid.UUID) -> Invitation:
    found = Invitation.objects.filter(pk=invitation_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise Unseen
    policies.meeting_to_arrange(by, found.meeting_id)
    return Invitation.objects.select_for_update().select_related("meeting", "meeting__body").get(pk=found.pk)


def seated_items(invitation: Invitation) -> list[AgendaItem]:
    """The cases at which this guest has a seat below."""
    if invitation.capacity == Capacity.OBSERVER:
        return []
    return list(
        AgendaItem.objects.filter(
            pk__in=ItemSeat.objects.filter(invitation=invitation).values("item_id"),
            case__isnull=False,
            withdrawn_at__isnull=True,
        )
    )


def keep_answer(invitation: Invitation, reply: Reply, note: str, *, at: datetime) -> None:
    """The answer, wherever it came from; an acceptance lets out what is open, a later refusal takes it back."""
    invitation.reply, invitation.reply_note, invitation.replied_at = reply, note.strip()[:200], at
    invitation.save(update_fields=["reply", "reply_note", "replied_at"])
    accepts = reply is Reply.ACCEPTED
    items = seated_items(invitation)
    if invitation.staff_id:
        for item in items:
            collaboration.accept_seat(agenda_item_id=item.pk, staff_id=invitation.staff_id, at=at, accepts=accepts)
    if accepts:
        issue_copies(invitation.meeting, at=at)
    else:
        take_back(invitation, CopyEnd.DECLINED, items, at=at)


def check_answerable(invitation: Invitation, *, at: datetime) -> None:
    """An answer is taken until the meeting is over."""
    if policies.phase_of(invitation.meeting, at) in {P.GRACE, P.CLOSED, P.CANCELLED}:
        raise MeetingsRefused("この会議は終わったか、中止になりました。お返事は要りません。")


@transaction.atomic
def answer(*, by: Viewer, meeting_id: uuid.UUID, reply: Reply, note: str = "") -> None:
    """自分の招集に返事をする, signed in."""
    policies.seen_meeting(by, meeting_id)
    own = policies.standing_invitation(by, meeting_id)
    if own is None:
        raise Unseen
    invitation = Invitation.objects.select_for_update().select_related("meeting", "meeting__body").get(pk=own.pk)
    check_answerable(invitation, at=by.at)
    keep_answer(invitation, reply, note, at=by.at)
    record("meetings.answered", by, invitation.meeting, invitation=str(own.pk), reply=reply.value, way="screen")


@transaction.atomic
def note_answer(*, by: Viewer, invitation_id: uuid.UUID, reply: Reply, note: str = "") -> None:
    """電話などで聞いた返事を代わりに記録する."""
    invitation = _invitation(by, invitation_id)
    check_answerable(invitation, at=by.at)
    keep_answer(invitation, reply, note, at=by.at)
    record("meetings.answered", by, invitation.meeting, invitation=str(invitation.pk), reply=reply.value, way="told")


@transaction.atomic
def give_link(*, by: Viewer, invitation_id: uuid.UUID) -> Link:
    """返事のリンクと番号をつくる: the one before stops working. Neither is kept; whoever loses them gets new ones."""
    invitation = _invitation(by, invitation_id)
    check_answerable(invitation, at=by.at)
    token, code = secrets.token_urlsafe(24), f"{secrets.randbelow(1_000_000):06}"
    until_at = link_until(by.at, invitation.meeting.starts_at)
    if until_at <= by.at:
        raise MeetingsRefused("会議が始まる時刻を過ぎています。お返事は電話で聞いて、代わりに記録してください。")
    invitation.link_digest, invitation.code_digest = digest_of_token(token), digest_of_code(token, code)
    invitation.link_until, invitation.wrong_codes, invitation.locked_until = until_at, 0, None
    invitation.save()
    record("meetings.link_given", by, invitation.meeting, invitation=str(invitation.pk))
    return Link(token, code, until_at)
