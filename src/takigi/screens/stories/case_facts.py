"""事例を薪にする: one person's way, de-identified as it is typed (V35)."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.rules.deidentifying import band_of
from takigi.logic_models.actions.facts import add_fact
from takigi.logic_models.queries.wood import wood_pile
from takigi.people.queries.peers import known_names, peers_counted
from takigi.screens.forms import kept
from takigi.screens.stories.case_forms import CaseFactForm
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.form_page import story_form_page

TOLD = "機械が名前・場所・日付をさがしますが、十に一つは見落とします。出す前に、かならず二人で読みます。"


@require_http_methods(["GET", "HEAD", "POST"])
def case_fact_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """事例を薪にする."""
    viewer = request.viewer
    pile = wood_pile(viewer, story_id)
    check_edits(pile.head)
    form = CaseFactForm(request.POST or None, viewer=viewer, pile=pile, known=lambda text: known_names(viewer, text))
    done = kept(request, form, lambda: _keep(request, story_id, form), "事例を薪に積みました。", ("wood", story_id))
    return done or story_form_page(
        request,
        pile.head,
        form,
        title="事例を薪にする",
        save="薪を積む",
        explanation=TOLD,
        back=(reverse("wood", args=[story_id]), "薪と問いへ戻る"),
    )


def _keep(request: Any, story_id: uuid.UUID, form: CaseFactForm) -> None:
    viewer = request.viewer
    case = form.case(lambda age, sex: peers_counted(viewer, sex, band_of(age), on=viewer.on))
    questions = tuple(uuid.UUID(one) for one in form.cleaned_data.get("questions", ()))
    add_fact(
        by=viewer,
        story_id=story_id,
        words=form.words(),
        questions=questions,
        case=case,
        known_names=form.names,
        is_sure=form.cleaned_data["is_sure"],
    )
    if form.cleaned_data["age"] and not case.age_band:
        messages.info(
            request, "同じ年代・性別の方が10人に満たない、または性別が選ばれていないため、年代は載せませんでした。"
        )
