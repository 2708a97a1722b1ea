"""薪の山の身じたく: what bothers, each question with its facts, facts of no question, and readings apart from them."""

import uuid
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.field import Field, FieldKind
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.logic_models.queries.wood import FactLine, QuestionLine, ReadingLine, UneaseLine, WoodPile
from takigi.logic_models.rules.states import QuestionState, UneaseState
from takigi.logic_models.rules.theory import Theory
from takigi.screens.stories.about import about_words
from takigi.screens.stories.desk import head_parts

TONES = {
    QuestionState.OPEN: Tone.WAITING,
    QuestionState.GATHERING: Tone.ACTIVE,
    QuestionState.KNOWN: Tone.DONE,
    QuestionState.UNKNOWABLE: Tone.QUIET,
}
OPEN_UNEASE = UneaseState.AS_IT_IS


def dress_wood(viewer: Viewer, pile: WoodPile, theory: Theory, *, typed: str = "") -> dict[str, Any]:
    """The page. `typed`: what bothers, kept in its field when it was refused."""
    story_id = pile.head.story_id
    new = ButtonLink("薪を積む", reverse("fact_new", args=[story_id]), ButtonKind.PRIMARY, icon="plus")
    facts = [_fact(one) for one in pile.facts if one.replaced_by is None]
    return head_parts(viewer, pile.head, "wood") | {
        "action": new if pile.head.may_edit else "",
        "field": Field(
            "text", "気になっていること", FieldKind.TEXTAREA, typed, "まとまっていなくてかまいません。", requirement=""
        ),
        "write_down": Button("書きとめる"),
        "solved": Button("解けた", name="to", value=UneaseState.SOLVED.value),
        "shelve": Button("棚上げする", name="to", value=UneaseState.SHELVED.value),
        "again": Button("また出す", name="to", value=UneaseState.AS_IT_IS.value),
        "withdraw": Button("この読み取りを取り下げる"),
        "bothers": [(one, _why(one)) for one in pile.uneases if one.state is OPEN_UNEASE],
        "settled": [one for one in pile.uneases if one.state is not OPEN_UNEASE],
        "shelved_state": UneaseState.SHELVED,
        "questions": [_question(pile, one, facts) for one in pile.questions],
        "loose": [one for one in facts if not one["fact"].questions],
        "replaced": [one for one in pile.facts if one.replaced_by is not None],
        "readings": readings_told(pile, theory),
        "withdrawn": [one for one in pile.readings if one.withdrawn_on is not None],
        "has_facts": bool(facts),
    }


def _why(unease: UneaseLine) -> Field:
    return Field("why_shelved", "棚上げする理由", key=f"why-{unease.unease_id}", requirement="")


def _question(pile: WoodPile, one: QuestionLine, facts: list[dict[str, Any]]) -> dict[str, Any]:
    asked = f"?question={one.question_id}"
    story_id = pile.head.story_id
    return {
        "question": one,
        "state": StatusTag(one.state.label, TONES[one.state]),
        "uneases": [unease.text for unease in pile.uneases if unease.question_id == one.question_id],
        "facts": [fact for fact in facts if one.question_id in fact["fact"].questions],
        "fact_url": f"{reverse('fact_new', args=[story_id])}{asked}" if pile.head.may_edit else "",
        "move_url": f"{reverse('question_move', args=[story_id])}{asked}" if pile.head.may_edit else "",
    }


def _fact(one: FactLine) -> dict[str, Any]:
    return {
        "fact": one,
        "many": _many(one),
        "stale": StatusTag("古くなっています", Tone.WAITING) if one.is_stale else "",
    }


def _many(one: FactLine) -> str:
    if one.count is None:
        return "" if one.out_of is None else f"分母 {one.out_of}"
    return f"n={one.count}" if one.out_of is None else f"{one.out_of}のうち{one.count}"


def readings_told(pile: WoodPile, theory: Theory, about: str = "") -> list[dict[str, Any]]:
    """The standing readings with the words of their facts; `about`: only those about a box or an arrow."""
    texts = {one.fact_id: one.text for one in pile.facts}
    standing = pile.readings_of(about) if about else [one for one in pile.readings if one.withdrawn_on is None]
    return [_reading(one, theory, texts) for one in standing]


def _reading(one: ReadingLine, theory: Theory, texts: dict[uuid.UUID, str]) -> dict[str, Any]:
    return {
        "reading": one,
        "about": about_words(one.about, theory) if one.about else "",
        "supports": [texts[key] for key in one.supports if key in texts],
        "against": [texts[key] for key in one.against if key in texts],
    }
