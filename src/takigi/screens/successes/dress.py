"""成功事例の着つけ: a story as a card on the shelf, and in the order in which it is told."""

from typing import Any

from django.urls import reverse

from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.codes import REASON
from takigi.success_cases.queries import SuccessCard
from takigi.success_cases.rules import REQUIRED, SuccessState, SuccessWords

TONES = {
    SuccessState.DRAFT: Tone.QUIET,
    SuccessState.WAITING: Tone.WAITING,
    SuccessState.PUBLISHED: Tone.DONE,
    SuccessState.WITHDRAWN: Tone.QUIET,
}
TOLD = {name: label for name, label in REQUIRED.items() if name != "title"} | {"places": "通っている場所"}


def state_tag(state: SuccessState) -> StatusTag:
    """段階の札."""
    return StatusTag(state.label, TONES[state])


def facts_line(words: SuccessWords) -> str:
    """年代・きっかけ・分野 in one line; what may not be said is simply not there."""
    cause = REASON.label(words.cause_code) if words.cause_code else ""
    return "　".join(word for word in (words.age_band, cause, words.goal_field.label) if word)


def card_of(card: SuccessCard) -> dict[str, Any]:
    """One card of the shelf."""
    return {
        "title": card.words.title,
        "url": reverse("success", args=[card.success_id]),
        "line": facts_line(card.words),
        "agreed": card.words.agreed,
        "after": card.words.after,
        "state": state_tag(card.state),
    }


def parts_told(words: SuccessWords) -> list[tuple[str, str]]:
    """The story from the former life to the present one."""
    return [(label, text) for name, label in TOLD.items() if (text := getattr(words, name))]
