"""薪拾い: what the records hold already, counted now; one click piles a finding up as a fact, with its day and source."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from takigi.access.grounds import NotPermitted, Viewer
from takigi.components.button import Button
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.evaluation.queries.wood import FoundWood, wood_to_find
from takigi.evaluation.rules import NotReady
from takigi.kernel.era_names import in_both_eras
from takigi.logic_models.actions.facts import FactWords, add_fact
from takigi.logic_models.queries.wood import FactLine, WoodPile, wood_pile
from takigi.logic_models.rules.learning import FactKind, FactQuality, Sensitivity
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits, head_parts

ORIGIN = "kindling"
FRESH_FOR = timedelta(days=365)


@require_safe
def kindling(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """What can be picked up, what is piled up already, and from which day."""
    pile = wood_pile(request.viewer, story_id)
    check_edits(pile.head)
    found, sentence = _found(request.viewer)
    parts = head_parts(request.viewer, pile.head, "wood") | {
        "back": (reverse("wood", args=[story_id]), "薪と問いへ戻る"),
        "sentence": sentence,
        "found": [_told(pile, one) for one in found],
        "asked": request.GET.get("question", ""),
    }
    return render_screen(request, "stories/kindling.html", parts)


@require_POST
def kindling_pile(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """ひと押しで積む: counted again at this moment, so that nothing is written that was not counted."""
    viewer = request.viewer
    pile = wood_pile(viewer, story_id)
    check_edits(pile.head)
    found, sentence = _found(viewer)
    one = next((one for one in found if one.finding.key == request.POST.get("finding") and one.finding.text), None)
    if one is None:
        if not sentence:
            raise Http404
        messages.warning(request, sentence)
        return redirect("kindling", story_id)
    old = _piled(pile, one.finding.key)
    asked = [one.question_id for one in pile.questions if str(one.question_id) == request.POST.get("question")]
    questions = tuple(asked) or (old.questions if old else ())
    add_fact(
        by=viewer,
        story_id=story_id,
        words=_words(viewer, one),
        questions=questions,
        replaces=old.fact_id if old else None,
    )
    messages.success(request, "薪を積みました。どう読むかは「薪を読む」に分けて書けます。")
    return redirect("wood", story_id)


def _found(viewer: Viewer) -> tuple[tuple[FoundWood, ...], str]:
    try:
        return wood_to_find(viewer), ""
    except (NotReady, NotPermitted) as refusal:
        return (), str(refusal)


def _words(viewer: Viewer, one: FoundWood) -> FactWords:
    finding = one.finding
    return FactWords(
        text=finding.text,
        kind=FactKind.STATISTIC,
        heading=finding.heading,
        source=f"薪で数えた（{one.period}、{in_both_eras(viewer.on)}現在）",
        collected_on=viewer.on,
        count=finding.count,
        out_of=finding.out_of,
        quality=FactQuality.SURE,
        stale_after_on=viewer.on + FRESH_FOR,
        sensitivity=Sensitivity.PUBLIC if one.may_be_public else Sensitivity.CITY_HALL,
        origin={"from": ORIGIN, "key": finding.key, "period": one.period},
    )


def _piled(pile: WoodPile, key: str) -> FactLine | None:
    """The newest fact of the same finding."""
    own = [one for one in pile.facts if one.origin.get("from") == ORIGIN and one.origin.get("key") == key]
    return next((one for one in own if one.replaced_by is None), None)


def _told(pile: WoodPile, one: FoundWood) -> dict[str, Any]:
    old = _piled(pile, one.finding.key)
    is_same = old is not None and old.text == one.finding.text
    words = "新しい数で積みなおす" if old else "この薪を積む"
    return {
        "found": one,
        "old": old,
        "is_same": is_same,
        "reach": StatusTag("公開可" if one.may_be_public else "庁内", Tone.QUIET) if one.finding.text else "",
        "pile": "" if is_same or not one.finding.text else Button(words, name="finding", value=one.finding.key),
    }
