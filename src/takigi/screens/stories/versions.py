"""版: agreed upon, approved and begun anew with a reason; any two compared in words, and any day looked back to."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted, Unseen
from takigi.logic_models.actions.versions import agree_version, approve_version, change_course
from takigi.logic_models.queries.believed import Believed, theory_believed_on
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.queries.versions import compare_versions, version_list
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.states import Approval
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits
from takigi.screens.stories.drafting import kept_at_last, with_draft
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.numbers_then import dress_uses_then, numbers_then
from takigi.screens.stories.version_forms import AgreeForm, CompareForm, CourseForm, DayForm
from takigi.screens.stories.versions_page import dress_believed, dress_compared, dress_versions

GET_OR_POST = ["GET", "HEAD", "POST"]
FURTHER = {Approval.CITY_HALL: ("公表する", Approval.PUBLIC), Approval.PUBLIC: ("公表する", Approval.PUBLIC)}
FIRST_STEP = ("庁内承認を記録する", Approval.CITY_HALL)


@require_safe
def story_versions(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Every version, the newest first, and what can be done with the newest."""
    viewer = request.viewer
    page = story_page(viewer, story_id)
    return render_screen(
        request, "stories/versions.html", dress_versions(viewer, page, version_list(viewer, story_id).versions)
    )


@require_http_methods(GET_OR_POST)
def version_agree(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """チームで合意する. What keeps from agreeing is told before anything is typed."""
    page = story_page(request.viewer, story_id)
    check_edits(page.head)
    form = AgreeForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: agree_version(by=request.viewer, story_id=story_id, **form.cleaned_data),
        "チームの合意を記録しました。この版は、これからも合意したときのまま読めます。",
        ("story_versions", story_id),
    )
    left = "、".join(one.said for one in page.faults)
    told = f"合意の前に、直すか外すところがあります: {left}。" if left else "合意した版は書きかえられなくなります。"
    return done or _form(
        request, page, form, title=f"第{page.version.number}版にチームで合意する", save="合意する", explanation=told
    )


@require_http_methods(GET_OR_POST)
def version_approve(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """庁内承認、そのあと公表."""
    page = story_page(request.viewer, story_id)
    if not page.head.may_approve:
        raise NotPermitted("庁内承認と公表は、課・センターの責任者か計画の担当が行います。")
    title, to = FURTHER.get(page.version.approval, FIRST_STEP)
    form = AgreeForm(request.POST or None, viewer=request.viewer)
    done = kept(
        request,
        form,
        lambda: approve_version(by=request.viewer, story_id=story_id, to=to, **form.cleaned_data),
        f"第{page.version.number}版の{to.label}を記録しました。",
        ("story_versions", story_id),
    )
    return done or _form(request, page, form, title=f"第{page.version.number}版の{title}", save=title)


@require_http_methods(GET_OR_POST)
def course_change(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """新しい版を始める, with the reason and what was given up."""
    page = story_page(request.viewer, story_id)
    check_edits(page.head)
    form = CourseForm(
        request.POST or None,
        viewer=request.viewer,
        learning=learning_of(request.viewer, story_id),
        facts=wood_pile(request.viewer, story_id).facts,
    )
    done = kept(
        request,
        form,
        lambda: kept_at_last(
            request,
            story_id,
            "course",
            lambda: change_course(by=request.viewer, story_id=story_id, new=form.words()),
        ),
        "新しい版を始めました。前の版は、そのときのまま読めます。",
        ("story_versions", story_id),
    )
    told = "いまの版を写して始めます。変えた理由は、あとから来る人がいちばん知りたいことです。"
    more = {"explanation": told} | with_draft(request, story_id, "course", form)
    return done or _form(request, page, form, title="新しい版を始める", save="新しい版を始める", **more)


@require_safe
def versions_compare(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Two versions in words; the last two when nothing was chosen."""
    viewer = request.viewer
    page = story_page(viewer, story_id)
    versions = version_list(viewer, story_id).versions
    last = versions[0].head.number
    chosen = {"before": max(last - 1, 1), "after": last}
    form = CompareForm(request.GET if "after" in request.GET else chosen, viewer=viewer, versions=versions)
    told = form.cleaned_data if form.is_valid() else chosen
    compared = compare_versions(viewer, story_id, told["before"], told["after"])
    chosen_lines = {one.head.number: one for one in versions}
    both = [chosen_lines[number] for number in dict.fromkeys((told["before"], told["after"])) if number in chosen_lines]
    return render_screen(
        request, "stories/compare.html", dress_compared(viewer, page, compared, form) | {"lines": both}
    )


@require_safe
def story_believed(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """○月○日に信じていたこと: what the team believed and knew on a day, and nothing that came later."""
    viewer = request.viewer
    page = story_page(viewer, story_id)
    form = DayForm(request.GET if "on" in request.GET else None, viewer=viewer)
    believed = _believed(request, story_id, form)
    parts = dress_believed(viewer, page, form, believed)
    if believed is not None:
        parts["uses"] = dress_uses_then(believed.uses, numbers_then(viewer, believed.uses, believed.on), believed.on)
    return render_screen(request, "stories/believed.html", parts)


def _believed(request: Any, story_id: uuid.UUID, form: DayForm) -> Believed | None:
    if not form.is_valid():
        return None
    try:
        return theory_believed_on(request.viewer, story_id, form.cleaned_data["on"])
    except Unseen:
        form.add_error("on", "この日には、まだこのストーリーはありません。始めた日よりあとの日を入れてください。")
    return None


def _form(request: Any, page: StoryPage, form: Any, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("story_versions", args=[page.head.story_id]), "版へ戻る")
    return story_form_page(request, page.head, form, title=title, save=save, back=back, **more)
