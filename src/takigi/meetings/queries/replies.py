"""返事のページの読み取り: when and where, and nothing else; neither the household nor the guest nor the body is named there."""

from dataclasses import dataclass
from datetime import datetime

from takigi.access.grounds import Unseen
from takigi.meetings.models import Invitation
from takigi.meetings.policies import phase_of
from takigi.meetings.rules.links import digest_of_token
from takigi.meetings.rules.phases import OVER
from takigi.meetings.rules.words import Reply
from takigi.organisations.queries import municipality


@dataclass(frozen=True)
class ReplyCard:
    """What the page of replies shows."""

    town: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    reply: Reply


def living_link(token: str, *, at: datetime) -> Invitation:
    """The invitation behind an address that still lives. Unknown, expired, withdrawn and over are one answer: Unseen."""
    rows = Invitation.objects.select_related("meeting", "meeting__body")
    found = rows.filter(link_digest=digest_of_token(token), withdrawn_at__isnull=True, link_until__gt=at).first()
    if found is None or phase_of(found.meeting, at) in OVER:
        raise Unseen
    return found


def reply_card(token: str, *, at: datetime) -> ReplyCard:
    """For whoever holds the address. Two queries."""
    found = living_link(token, at=at)
    meeting = found.meeting
    return ReplyCard(
        municipality(meeting.municipality_id).name,
        meeting.starts_at,
        meeting.ends_at,
        meeting.place,
        Reply(found.reply),
    )
