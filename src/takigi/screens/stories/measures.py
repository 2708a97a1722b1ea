"""ストーリーの指標: what is counted at each box, its chart, its baseline and targets, and what the records say of each arrow."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.logic_models.actions.measures import UseWords, end_use, observe, set_baseline, set_targets, use_indicator
from takigi.logic_models.queries.measures import UseCard, uses_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.measure_forms import BaselineForm, EndUseForm, ObservedForm, TargetForm, UseForm
from takigi.screens.stories.measures_page import dress_measures
from takigi.screens.stories.story_numbers import story_numbers

GET_OR_POST = ["GET", "HEAD", "POST"]
BACK_WORDS = "指標へ戻る"


@require_safe
def story_measures(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Every box that has an indicator, and every arrow between such boxes."""
    page = story_page(request.viewer, story_id)
    uses = uses_of(request.viewer, story_id)
    numbers = story_numbers(request.viewer, story_id, uses)
    return render_screen(request, "stories/measures.html", dress_measures(request.viewer, page, uses, numbers))


@require_http_methods(GET_OR_POST)
def measure_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """指標をつける; `?box=n3` names the box."""
    page = _to_edit(request, story_id)
    form = UseForm(request.POST or None, viewer=request.viewer, theory=page.theory, initial={"node": _box(request)})
    done = kept(
        request,
        form,
        lambda: use_indicator(by=request.viewer, story_id=story_id, words=UseWords(**form.words())),
        "指標をつけました。",
        ("story_measures", story_id),
    )
    told = (
        "記録から数えられる指標を選ぶと、図はひとりでに動きます。同じ指標に、別の箱で別の役割を持たせることもできます。"
    )
    return done or _form(request, page, form, title="指標をつける", save="指標をつける", explanation=told)


@require_http_methods(GET_OR_POST)
def measure_baseline(request: Any, story_id: uuid.UUID, use_id: uuid.UUID) -> HttpResponse:
    """基準値を決める."""
    page, use = _to_edit(request, story_id), _use(request, story_id, use_id)
    form = BaselineForm(request.POST or None, viewer=request.viewer, is_second=bool(use.baselines))
    done = kept(
        request,
        form,
        lambda: set_baseline(
            by=request.viewer,
            story_id=story_id,
            use_id=use_id,
            amount=form.amount(),
            reason=form.cleaned_data["reason"],
        ),
        "基準値を決めました。",
        ("story_measures", story_id),
    )
    return done or _form(request, page, form, title=f"{use.name}の基準値", save="基準値を決める")


@require_http_methods(GET_OR_POST)
def measure_target(request: Any, story_id: uuid.UUID, use_id: uuid.UUID) -> HttpResponse:
    """目標を決める, with its ground."""
    page, use = _to_edit(request, story_id), _use(request, story_id, use_id)
    form = TargetForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: set_targets(by=request.viewer, story_id=story_id, use_id=use_id, aims=(form.aim(),)),
        "目標を決めました。",
        ("story_measures", story_id),
    )
    return done or _form(request, page, form, title=f"{use.name}の目標", save="目標を決める")


@require_http_methods(GET_OR_POST)
def measure_observe(request: Any, story_id: uuid.UUID, use_id: uuid.UUID) -> HttpResponse:
    """実績を書く, where the team counts itself. The same days a second time: a correction, beside what it corrects."""
    page, use = _to_edit(request, story_id), _use(request, story_id, use_id)
    form = ObservedForm(request.POST or None, viewer=request.viewer)

    def keep() -> uuid.UUID:
        amount = form.amount()
        days = (amount.period_from, amount.period_until)
        standing = (one for one in use.observations if not one.is_replaced)
        old = next((one.row_id for one in standing if (one.period_from, one.period_until) == days), None)
        return observe(
            by=request.viewer, story_id=story_id, use_id=use_id, amount=amount, words=form.words(), replaces=old
        )

    done = kept(request, form, keep, "実績を書きました。", ("story_measures", story_id))
    told = "同じ期間をもう一度書くと、書きなおしになります。前の値も残ります。"
    return done or _form(request, page, form, title=f"{use.name}の実績", save="実績を書く", explanation=told)


@require_http_methods(GET_OR_POST)
def measure_end(request: Any, story_id: uuid.UUID, use_id: uuid.UUID) -> HttpResponse:
    """指標を外す."""
    page, use = _to_edit(request, story_id), _use(request, story_id, use_id)
    form = EndUseForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: end_use(by=request.viewer, story_id=story_id, use_id=use_id, why=form.cleaned_data["why"]),
        "指標を外しました。これまでの数は残っています。",
        ("story_measures", story_id),
    )
    return done or _form(request, page, form, title=f"{use.name}を外す", save="この指標を外す", is_danger=True)


def _to_edit(request: Any, story_id: uuid.UUID) -> StoryPage:
    page = story_page(request.viewer, story_id)
    check_edits(page.head)
    return page


def _box(request: Any) -> str:
    return str(request.GET.get("box", ""))


def _use(request: Any, story_id: uuid.UUID, use_id: uuid.UUID) -> UseCard:
    for use in uses_of(request.viewer, story_id):
        if use.use_id == use_id:
            return use
    raise Http404


def _form(request: Any, page: StoryPage, form: Any, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("story_measures", args=[page.head.story_id]), BACK_WORDS)
    return story_form_page(request, page.head, form, title=title, save=save, back=back, **more)
