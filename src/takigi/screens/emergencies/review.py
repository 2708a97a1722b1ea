"""緊急の閲覧のふりかえり: who opened what and why, and whether it was needed. Never by the one who opened it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.access import actions, administration
from takigi.access.administration import EmergencyFile
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import Button, ButtonKind
from takigi.components.definition_list import DefinitionList, Fact
from takigi.screens.audit_log.sentences import target_in_words
from takigi.screens.emergencies.forms import Review
from takigi.screens.emergencies.words import state_tag
from takigi.screens.forms import refusals_on
from takigi.screens.moments import moment_in_words
from takigi.screens.render import render_screen

SAVE = Button("ふりかえりを記録する", ButtonKind.PRIMARY)


@require_http_methods(["GET", "HEAD", "POST"])
def emergency_review(request: Any, reading_id: int) -> HttpResponse:
    """One reading; the form only for those who may review it."""
    viewer = request.viewer
    found = administration.emergency(viewer, reading_id)
    form = Review(request.POST or None, viewer=viewer)
    if form.is_valid():
        with refusals_on(form):
            actions.review_emergency(by=viewer, reading_id=reading_id, **form.cleaned_data)
            messages.success(request, "ふりかえりを記録しました。")
            return redirect("emergency_review", reading_id)
    context = {"heading": "緊急の閲覧", "facts": _facts(found, viewer.on), "save": SAVE}
    context["form"] = form if found.may_review or form.errors else None
    return render_screen(request, "emergencies/review.html", context, status=422 if form.errors else 200)


def _facts(found: EmergencyFile, on: Any) -> DefinitionList:
    card, names = found.card, found.names
    reviewed = (
        Fact("ふりかえった職員", names.get(card.reviewed_by, "")),
        Fact("ふりかえりの記録", card.review_note),
    )
    return DefinitionList(
        (
            Fact("開いた職員", names.get(card.staff_id, "")),
            Fact("開いた記録", target_in_words(card.target, {})),
            Fact("理由", card.reason),
            Fact("見られた時間", f"{moment_in_words(card.opened_at)} から {moment_in_words(card.until_at)} まで"),
            Fact("ふりかえりの期限", BothEraDate(card.review_due_on)),
            Fact("状態", state_tag(card, on)),
            *(reviewed if card.verdict else ()),
        )
    )
