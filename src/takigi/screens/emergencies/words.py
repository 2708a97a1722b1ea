"""緊急の閲覧の言い方: how a reading and its review are said."""

from datetime import date, datetime

from django.utils.timezone import localtime

from takigi.access.actions import VERDICTS
from takigi.access.queries import EmergencyCard
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone


def moment(at: datetime) -> str:
    """2026年11月23日 14:32."""
    return f"{localtime(at):%Y年%-m月%-d日 %H:%M}"


def state_tag(card: EmergencyCard, on: date) -> StatusTag:
    """Reviewed with which result, waiting, or past its day."""
    if card.verdict:
        return StatusTag(VERDICTS[card.verdict], Tone.DONE if card.verdict == "proper" else Tone.ALERT)
    if card.review_due_on < on:
        return StatusTag("期限を過ぎています", Tone.ALERT)
    return StatusTag("ふりかえりを待っています", Tone.WAITING)
