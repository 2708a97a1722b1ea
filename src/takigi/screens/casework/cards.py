"""板の札の身じたく: a case as a card, the late thing in words."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.board import CaseCard
from takigi.casework.rules.due import Due
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_short_japanese
from takigi.screens.casework.tones import TONES


def due_in_words(due: Due, viewer: Viewer) -> str:
    """「モニタリング　3日過ぎています（R8.10.31まで）」."""
    days = (due.on - viewer.on).days
    day = in_short_japanese(due.on)
    if days < 0:
        return f"{due.kind.label}　{-days}日過ぎています（{day}まで）"
    return f"{due.kind.label}　{'今日' if days == 0 else f'あと{days}日'}（{day}まで）"


def dress_card(card: CaseCard, viewer: Viewer) -> dict[str, Any]:
    """One card."""
    person = card.person
    return {
        "url": reverse("case", args=[card.case_id]),
        "name": PersonName(
            person.name, "", person.birth, viewer.on, href=reverse("case", args=[card.case_id]), is_brief=True
        ),
        "state": StatusTag(card.state.label, TONES[card.state]),
        "days": card.days_in_state,
        "due": StatusTag(due_in_words(card.due, viewer), Tone.ALERT if card.is_late else Tone.QUIET)
        if card.due
        else "",
        "because": card.due.because if card.due else "",
        "owner": card.owner_name,
        "gone": "" if person.is_resident else f"台帳では「{person.status.label}」です",
    }
