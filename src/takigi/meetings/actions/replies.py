"""サインインしない返事: one opaque link and one short number; nothing on the way names anybody."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from takigi.audit import actions as audit
from takigi.meetings import policies
from takigi.meetings.actions.invitations import check_answerable, keep_answer
from takigi.meetings.models import Invitation
from takigi.meetings.queries.replies import living_link
from takigi.meetings.rules.links import (
    LOCKED,
    WRONG,
    Lock,
    after_wrong,
    check_not_locked,
    digest_of_code,
    readable_code,
)
from takigi.meetings.rules.words import MeetingsRefused, Reply


@dataclass(frozen=True)
class Knocked:
    """What became of a try at the door: the invitation, or the sentence that says what to do."""

    invitation: Invitation | None = None
    sentence: str = ""


@transaction.atomic
def invitation_by_link(*, token: str, code: str, at: datetime) -> Knocked:
    """リンクと番号を確かめる. A wrong number is counted, and after five the number rests a quarter of an hour.

    Returned and not raised, so that the count of a wrong try is kept. Raises Unseen where the address has ended.
    """
    found = living_link(token, at=at)
    invitation = Invitation.objects.select_for_update().select_related("meeting", "meeting__body").get(pk=found.pk)
    lock = Lock(invitation.wrong_codes, invitation.locked_until)
    try:
        check_not_locked(lock, at)
        check_answerable(invitation, at=at)
    except MeetingsRefused as refused:
        return Knocked(sentence=str(refused))
    if digest_of_code(token, readable_code(code)) != invitation.code_digest:
        after = after_wrong(lock, at)
        invitation.wrong_codes, invitation.locked_until = after.wrong_codes, after.locked_until
        invitation.save(update_fields=["wrong_codes", "locked_until"])
        return Knocked(sentence=LOCKED if after.locked_until else WRONG)
    invitation.wrong_codes, invitation.locked_until = 0, None
    invitation.save(update_fields=["wrong_codes", "locked_until"])
    return Knocked(invitation)


@transaction.atomic
def answer_by_link(*, token: str, code: str, reply: Reply, note: str = "", at: datetime) -> Knocked:
    """リンクと番号で返事をする; the last answer counts as long as the link lives."""
    knocked = invitation_by_link(token=token, code=code, at=at)
    invitation = knocked.invitation
    if invitation is None:
        return knocked
    keep_answer(invitation, reply, note, at=at)
    audit.record(
        "meetings.answered",
        municipality_id=invitation.meeting.municipality_id,
        by=invitation.staff_id,
        at=at,
        target=policies.target_of(invitation.meeting_id),
        detail={"invitation": str(invitation.pk), "reply": reply.value, "way": "link"},
    )
    return knocked
