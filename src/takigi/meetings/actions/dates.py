"""日程の操作: offer days, answer them signed in or by link, and settle on one."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.meetings import policies
from takigi.meetings.actions.deeds import record
from takigi.meetings.actions.phases import set_time
from takigi.meetings.actions.replies import Knocked, invitation_by_link
from takigi.meetings.models import DateAnswer, DateOffer, Invitation, Meeting
from takigi.meetings.rules.date_offers import Possible, check_offers
from takigi.meetings.rules.words import MeetingsRefused

_STILL_PLANNED = frozenset({MeetingPhase.DRAFT, MeetingPhase.ACCEPTED})
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=8)


def _to_plan(by: Viewer, meeting_id: uuid.UUID) -> Meeting:
    meeting = policies.meeting_to_arrange(by, meeting_id)
    if policies.phase_of(meeting, by.at) not in _STILL_PLANNED:
        raise MeetingsRefused(
            "日程を相談できるのは、資料を開く前までです。日を変えるときは、会議の日時を直してください。"
        )
    return meeting


@transaction.atomic
def offer_dates(*, by: Viewer, meeting_id: uuid.UUID, starts: Sequence[datetime], length: timedelta) -> int:
    """候補を出す. Days offered before stay with their answers; the same day again is offered again."""
    meeting = _to_plan(by, meeting_id)
    if not SHORTEST <= length <= LONGEST:
        raise MeetingsRefused("会議の長さは15分から8時間の間にしてください。")
    standing = DateOffer.objects.filter(meeting=meeting, withdrawn_at__isnull=True).values_list("starts_at", flat=True)
    check_offers([*starts, *(one for one in standing if one > by.at)], at=by.at)
    for starts_at in check_offers(starts, at=by.at):
        DateOffer.objects.update_or_create(
            meeting=meeting,
            starts_at=starts_at,
            defaults={
                "ends_at": starts_at + length,
                "offered_at": by.at,
                "offered_by_id": by.staff_id,
                "withdrawn_at": None,
            },
        )
    record("meetings.dates_offered", by, meeting, offers=len(set(starts)))
    return len(set(starts))


@transaction.atomic
def withdraw_date(*, by: Viewer, meeting_id: uuid.UUID, offer_id: uuid.UUID) -> None:
    """候補を取り下げる."""
    meeting = _to_plan(by, meeting_id)
    if not DateOffer.objects.filter(meeting=meeting, pk=offer_id).update(withdrawn_at=by.at):
        raise Unseen
    record("meetings.date_withdrawn", by, meeting)


@transaction.atomic
def answer_dates(*, by: Viewer, meeting_id: uuid.UUID, answers: Mapping[uuid.UUID, Possible]) -> None:
    """候補に答える, as whoever is invited."""
    meeting = policies.seen_meeting(by, meeting_id)
    invitation = policies.standing_invitation(by, meeting.pk)
    if invitation is None:
        raise MeetingsRefused("日程に答えるのは、この会議に招かれた人です。")
    _keep(invitation, answers, at=by.at)
    record("meetings.dates_answered", by, meeting)


@transaction.atomic
def answer_dates_for(
    *, by: Viewer, meeting_id: uuid.UUID, invitation_id: uuid.UUID, answers: Mapping[uuid.UUID, Possible]
) -> None:
    """電話で聞いた返事を書く, by whoever arranges the meeting, for somebody who neither signs in nor opens links."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    invitation = Invitation.objects.filter(meeting=meeting, pk=invitation_id, withdrawn_at__isnull=True).first()
    if invitation is None:
        raise Unseen
    _keep(invitation, answers, at=by.at)
    record("meetings.dates_answered", by, meeting, is_told=True)


@transaction.atomic
def answer_dates_by_link(*, token: str, code: str, answers: Mapping[uuid.UUID, Possible], at: datetime) -> Knocked:
    """リンクと番号で候補に答える: for guests who never sign in. A wrong number is counted as on the page of replies."""
    knocked = invitation_by_link(token=token, code=code, at=at)
    if knocked.invitation is None:
        return knocked
    _keep(knocked.invitation, answers, at=at)
    audit.record(
        "meetings.dates_answered",
        municipality_id=knocked.invitation.meeting.municipality_id,
        by=knocked.invitation.staff_id,
        at=at,
        target=policies.target_of(knocked.invitation.meeting_id),
        detail={"way": "link"},
    )
    return knocked


def _keep(invitation: Invitation, answers: Mapping[uuid.UUID, Possible], *, at: datetime) -> None:
    open_offers = set(
        DateOffer.objects.filter(meeting_id=invitation.meeting_id, withdrawn_at__isnull=True).values_list(
            "pk", flat=True
        )
    )
    if not answers.keys() <= open_offers:
        raise MeetingsRefused("そのあいだに候補が変わりました。いまの候補を見て、もう一度答えてください。")
    for offer_id, answer in answers.items():
        DateAnswer.objects.update_or_create(
            offer_id=offer_id, invitation=invitation, defaults={"answer": answer, "answered_at": at}
        )


@transaction.atomic
def choose_date(*, by: Viewer, meeting_id: uuid.UUID, offer_id: uuid.UUID, place: str = "") -> None:
    """日を決める: the meeting gets this time; the other offers stay to be looked at, no longer to be answered."""
    meeting = _to_plan(by, meeting_id)
    offer = DateOffer.objects.filter(meeting=meeting, pk=offer_id, withdrawn_at__isnull=True).first()
    if offer is None:
        raise Unseen
    if offer.starts_at <= by.at:
        raise MeetingsRefused("この候補の日時はすぎました。ほかの候補を選ぶか、新しく出してください。")
    set_time(
        by=by,
        meeting_id=meeting.pk,
        starts_at=offer.starts_at,
        ends_at=offer.ends_at,
        place=place.strip() or meeting.place,
    )
    DateOffer.objects.filter(meeting=meeting).exclude(pk=offer.pk).update(withdrawn_at=by.at)
    offer.chosen_at = by.at
    offer.save(update_fields=["chosen_at"])
    record("meetings.date_chosen", by, meeting)
