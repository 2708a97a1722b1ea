"""振り返り: four prompts in a quarter of an hour, the place where it is stuck, and what is decided with what else was considered."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.logic_models.actions.drafts import drop_draft
from takigi.logic_models.actions.learning import decide, diagnose, reflect
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.queries.wood import wood_pile
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.drafting import with_draft
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.learning_forms import DecisionForm, DiagnosisForm, ReflectionForm
from takigi.screens.stories.learning_page import dress_learning

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def learning(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Everything that was learned, the newest first."""
    viewer = request.viewer
    page = story_page(viewer, story_id)
    return render_screen(request, "stories/learning.html", dress_learning(viewer, page, learning_of(viewer, story_id)))


@require_http_methods(GET_OR_POST)
def reflection_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """振り返る."""
    page = _to_edit(request, story_id)
    form = ReflectionForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: _keep(request, story_id, "reflection", reflect, form),
        "振り返りを残しました。続けるか、変えるかを決めたら「判断を残す」へ進みます。",
        ("learning", story_id),
    )
    told = "15分で書けるところだけで十分です。どれかひとつでも書けば残ります。名前は書かず、役割で書きます。"
    return done or _form(
        request, page, form, name="reflection", title="振り返る", save="振り返りを残す", explanation=told
    )


@require_http_methods(GET_OR_POST)
def decision_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """判断を残す; `?about=l3` names the box or arrow, `?reflection=…` where it came from."""
    page = _to_edit(request, story_id)
    form = DecisionForm(
        request.POST or None,
        viewer=request.viewer,
        theory=page.theory,
        facts=wood_pile(request.viewer, story_id).facts,
        reflections=learning_of(request.viewer, story_id).reflections,
        initial={name: request.GET.get(name, "") for name in ("about", "reflection")},
    )
    done = kept(
        request,
        form,
        lambda: _keep(request, story_id, "decision", decide, form),
        "判断を残しました。",
        ("learning", story_id),
    )
    told = "続けることも、やめることも、まだ決めないことも、大切な判断です。"
    return done or _form(request, page, form, name="decision", title="判断を残す", save="判断を残す", explanation=told)


@require_http_methods(GET_OR_POST)
def diagnosis_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """つまずきの場所を書く."""
    page = _to_edit(request, story_id)
    form = DiagnosisForm(
        request.POST or None,
        viewer=request.viewer,
        theory=page.theory,
        initial={"about": request.GET.get("about", "")},
    )
    done = kept(
        request,
        form,
        lambda: _keep(request, story_id, "diagnosis", diagnose, form),
        "つまずきの場所を書きました。",
        ("learning", story_id),
    )
    told = "思ったとおりにならないとき、届いていないのか、届いたのに変わらないのかで、次にすることがちがいます。"
    return done or _form(
        request, page, form, name="diagnosis", title="つまずきの場所を書く", save="書きとめる", explanation=told
    )


def _to_edit(request: Any, story_id: uuid.UUID) -> StoryPage:
    page = story_page(request.viewer, story_id)
    check_edits(page.head)
    return page


def _keep(request: Any, story_id: uuid.UUID, name: str, deed: Callable[..., object], form: Any) -> None:
    """Kept, and the draft is gone in the same moment."""
    with transaction.atomic():
        deed(by=request.viewer, story_id=story_id, words=form.words())
        drop_draft(by=request.viewer, story_id=story_id, form=name)


def _form(request: Any, page: StoryPage, form: Any, *, name: str, title: str, save: str, **more: Any) -> HttpResponse:
    story_id = page.head.story_id
    back = (reverse("learning", args=[story_id]), "振り返りへ戻る")
    more |= with_draft(request, story_id, name, form)
    return story_form_page(request, page.head, form, title=title, save=save, back=back, **more)
