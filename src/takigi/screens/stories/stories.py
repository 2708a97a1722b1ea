"""ストーリーの一覧: every story that the viewer may see, and the way to a new one; nothing but a title is needed to begin."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted, Viewer
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.kernel.era_names import in_both_eras
from takigi.logic_models.actions.stories import StoryWords, found_story
from takigi.logic_models.queries.stories import StoryCard, story_list
from takigi.logic_models.rules.learning import Scheme
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen
from takigi.screens.stories.form_page import StoryForm


class FoundForm(StoryForm):
    """ストーリーを始める. The theme may come last: it often does."""

    title = forms.CharField(label="題", max_length=100, help_text="あとから変えられます。例: 転んでも、元の生活へ")
    initial_view = forms.CharField(
        label="いま気になっていること",
        required=False,
        widget=forms.Textarea,
        help_text="まとまっていなくてかまいません。モヤモヤのまま書けます。",
    )
    scheme = forms.ChoiceField(label="もとになる制度", choices=Scheme.choices, initial=Scheme.OTHER.value)
    team_name = forms.CharField(label="チームの名前", required=False, max_length=100)


@require_safe
def stories(request: Any) -> HttpResponse:
    """The desk: one's own stories first."""
    viewer = request.viewer
    found = story_list(viewer)
    new = ButtonLink("ストーリーを始める", reverse("story_new"), ButtonKind.PRIMARY, icon="plus")
    context = {
        "heading": "ストーリー",
        "action": new if found.may_found else "",
        "cards": [_dress(card) for card in found.cards],
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "stories/stories.html", context)


def _dress(card: StoryCard) -> dict[str, Any]:
    return {
        "card": card,
        "url": reverse("story", args=[card.story_id]),
        "state": StatusTag(card.state.label),
        "mine": StatusTag("自分のチーム") if card.is_mine else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def story_new(request: Any) -> HttpResponse:
    """ストーリーを始める."""
    viewer = request.viewer
    _check_may_found(viewer)
    form = FoundForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data | {"scheme": Scheme(form.cleaned_data["scheme"])}
            story_id = found_story(by=viewer, words=StoryWords(**typed))
            messages.success(request, "ストーリーを始めました。まず、気になっていることを「薪と問い」に集めます。")
            return redirect("story", story_id)
    context = {
        "title": "ストーリーを始める",
        "heading": "ストーリーを始める",
        "form": form,
        "save": Button("始める", ButtonKind.PRIMARY),
        "back": (reverse("stories"), "ストーリーの一覧へ戻る"),
    }
    return render_screen(request, "stories/form.html", context, status=422 if form.errors else 200)


def _check_may_found(viewer: Viewer) -> None:
    if not story_list(viewer).may_found:
        raise NotPermitted("ストーリーを始められるのは、相談支援・介護保険・計画・地域づくりの職員です。")
