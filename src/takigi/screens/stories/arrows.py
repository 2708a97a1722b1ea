"""矢印を書く: join two boxes, say why it should be so, and take an arrow out that no longer holds anything."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.kernel.eras import in_both_eras
from takigi.logic_models.actions.theory import add_link, take_out_link, write_link
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.theory import Link
from takigi.screens.render import render_screen
from takigi.screens.stories.arrow_forms import ArrowForm, NewArrowForm
from takigi.screens.stories.box_words import box_name_of, link_name
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.differing import dress_differing
from takigi.screens.stories.form_page import story_form_page
from takigi.screens.stories.wood_page import readings_told
from takigi.screens.stories.writing import BasedForm, page_to_write, written

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def story_link(request: Any, story_id: uuid.UUID, link: str) -> HttpResponse:
    """One arrow: why it should be so, what it rests on, its assumptions and the other explanations."""
    page = story_page(request.viewer, story_id)
    one = _link(page, link)
    write = ButtonLink("矢印に書く", reverse("story_link_write", args=[story_id, link]), ButtonKind.PRIMARY)
    context = head_parts(request.viewer, page.head) | {
        "link": one,
        "heading": link_name(page.theory, one),
        "version": version_tag(page.version),
        "action": write if page.may_write else "",
        "may_write": page.may_write,
        "based": page.version.based_on,
        "box_key": link,
        "ends": [
            (box_name_of(page.theory, key), reverse("story_box", args=[story_id, key]))
            for key in (one.source, one.target)
        ],
        "facts": _facts(one),
        "differing": dress_differing(page, link),
        "faults": [fault.said for fault in page.faults if fault.of == link],
        "readings": readings_told(wood_pile(request.viewer, story_id), page.theory, link),
        "comments": learning_of(request.viewer, story_id).comments_on(link),
    }
    return render_screen(request, "stories/arrow.html", context)


@require_http_methods(GET_OR_POST)
def story_link_new(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """つなぐ; `?from=n3` names the box where the arrow begins."""
    page = page_to_write(request, story_id)
    form = NewArrowForm(
        request.POST or None, viewer=request.viewer, page=page, initial={"source": request.GET.get("from", "")}
    )
    done = written(
        request,
        form,
        lambda: add_link(
            by=request.viewer,
            story_id=story_id,
            based_on=form.based_on,
            source=form.cleaned_data["source"],
            target=form.cleaned_data["target"],
            values=form.values(),
        ),
        "矢印でつなぎました。",
        lambda saved: ("story_link", story_id, saved.key),
    )
    told = "矢印は、ほかの「誰に」の箱へも、前の箱へ戻る向きにも、つなげます。"
    return done or story_form_page(request, page.head, form, title="矢印でつなぐ", save="つなぐ", explanation=told)


@require_http_methods(GET_OR_POST)
def story_link_write(request: Any, story_id: uuid.UUID, link: str) -> HttpResponse:
    """矢印に書く."""
    page = page_to_write(request, story_id)
    form = ArrowForm(request.POST or None, viewer=request.viewer, page=page, link=_link(page, link))
    done = written(
        request,
        form,
        lambda: write_link(
            by=request.viewer, story_id=story_id, based_on=form.based_on, key=link, values=form.values()
        ),
        "矢印に書きました。",
        lambda saved: ("story_link", story_id, link),
    )
    told = "前提や別の説明は、保存するたびに一つずつ足せます。言葉を消すと、その行はなくなります。"
    return done or _form(request, page, form, link, title="矢印に書く", save="保存する", explanation=told)


@require_http_methods(GET_OR_POST)
def story_link_out(request: Any, story_id: uuid.UUID, link: str) -> HttpResponse:
    """矢印を外す."""
    page = page_to_write(request, story_id)
    one = _link(page, link)
    form = BasedForm(request.POST or None, viewer=request.viewer, page=page)
    done = written(
        request,
        form,
        lambda: take_out_link(by=request.viewer, story_id=story_id, based_on=form.based_on, key=link),
        "矢印を外しました。",
        lambda saved: ("story", story_id),
    )
    told = f"{link_name(page.theory, one)}　この矢印を外します。箱はそのまま残ります。"
    return done or _form(
        request, page, form, link, title="矢印を外す", save="この矢印を外す", explanation=told, is_danger=True
    )


def _link(page: StoryPage, key: str) -> Link:
    link = page.theory.link(key)
    if link is None:
        raise Http404
    return link


def _facts(link: Link) -> DefinitionList:
    return DefinitionList(
        (
            Fact(FIELD_LABELS["mechanism"], link.mechanism),
            Fact(FIELD_LABELS["status"], link.status.label),
            Fact("よりどころ", link.strength.label),
            Fact(FIELD_LABELS["importance"], link.importance.label if link.importance else ""),
            Fact(
                FIELD_LABELS["last_reviewed_on"], in_both_eras(link.last_reviewed_on) if link.last_reviewed_on else ""
            ),
        )
    )


def _form(request: Any, page: StoryPage, form: Any, link: str, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("story_link", args=[page.head.story_id, link]), "矢印へ戻る")
    return story_form_page(request, page.head, form, title=title, save=save, back=back, **more)
