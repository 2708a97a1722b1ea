"""緊急の閲覧の言い方: how a reading and its review are said."""

from datetime import date

from takigi.access.actions import VERDICTS
from takigi.access.queries import EmergencyCard
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone


def state_tag(card: EmergencyCard, on: date) -> StatusTag:
    """Reviewed with which result, waiting, or past its day."""
    if card.verdict:
        return StatusTag(VERDICTS[card.verdict], Tone.DONE if card.verdict == "proper" else Tone.ALERT)
    if card.review_due_on < on:
        return StatusTag("期限を過ぎています", Tone.ALERT)
    return StatusTag("ふりかえりを待っています", Tone.WAITING)
