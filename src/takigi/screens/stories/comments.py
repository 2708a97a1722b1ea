"""問い返し: what a mentor or a colleague asks, and what the team answers."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted
from takigi.components.button import ButtonKind, ButtonLink
from takigi.logic_models.actions.learning import answer, ask
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.about import about_words, box_url
from takigi.screens.stories.desk import check_edits, head_parts
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.team_forms import AnswerForm, AskForm

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def story_comments(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Every question on the story and its boxes, those without an answer first."""
    page = _to_ask(request, story_id)
    comments = sorted(learning_of(request.viewer, story_id).comments, key=lambda one: bool(one.answer))
    new = ButtonLink("問い返す", reverse("comment_new", args=[story_id]), ButtonKind.PRIMARY, icon="plus")
    parts = head_parts(request.viewer, page.head, "learning") | {
        "title": "問い返し",
        "action": new,
        "edits": page.head.may_edit,
        "answer_url": reverse("comment_answer", args=[story_id]),
        "comments": [
            {"line": one, "about": about_words(one.about, page.theory), "url": box_url(page, one.about)}
            for one in comments
        ],
        "back": (reverse("learning", args=[story_id]), "振り返りへ戻る"),
    }
    return render_screen(request, "stories/comments.html", parts)


@require_http_methods(GET_OR_POST)
def comment_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """ストーリー全体に問い返す."""
    page = _to_ask(request, story_id)
    form = AskForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: ask(by=request.viewer, story_id=story_id, question=form.cleaned_data["question"]),
        "問い返しを書きました。チームの答えを待ちます。",
        ("story_comments", story_id),
    )
    told = "答えを教えるのではなく、チームが自分で見つけられるように聞きます。"
    return done or _form(request, page, form, title="ストーリー全体に問い返す", save="問い返す", explanation=told)


@require_http_methods(GET_OR_POST)
def comment_answer(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """問い返しに答える; `?of=…` names the question."""
    page = _to_ask(request, story_id)
    check_edits(page.head)
    waiting = tuple(one for one in learning_of(request.viewer, story_id).comments if not one.answer)
    form = AnswerForm(
        request.POST or None, viewer=request.viewer, waiting=waiting, initial={"of": request.GET.get("of", "")}
    )
    done = kept(
        request,
        form,
        lambda: answer(
            by=request.viewer, story_id=story_id, comment_id=form.comment_id, words=form.cleaned_data["words"]
        ),
        "問い返しに答えました。",
        ("story_comments", story_id),
    )
    told = "" if waiting else "いま、答えを待つ問い返しはありません。"
    return done or _form(request, page, form, title="問い返しに答える", save="答える", explanation=told)


def _to_ask(request: Any, story_id: uuid.UUID) -> StoryPage:
    page = story_page(request.viewer, story_id)
    if not page.head.may_ask:
        raise NotPermitted("問い返しを読み書きできるのは、チーム・メンター・庁内の関係者と、計画の担当・責任者です。")
    return page


def _form(request: Any, page: StoryPage, form: Any, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("story_comments", args=[page.head.story_id]), "問い返しへ戻る")
    return story_form_page(request, page.head, form, title=title, save=save, back=back, **more)
