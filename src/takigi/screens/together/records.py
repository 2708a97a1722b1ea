"""経過の画面: write on top, read below; issues and episodes beside it; what was put right stays under the new words."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from takigi.access.grounds import NotPermitted
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.records import close_episode, open_episode, resolve_issue, tag_issue, write_contact
from takigi.collaboration.queries.leads import connectable
from takigi.collaboration.queries.records import (
    PAGE,
    RecordsPage,
    colleagues,
    contact_to_replace,
    members_to_tag,
    records_page,
)
from takigi.collaboration.rules.words import CollaborationRefused, Source
from takigi.components.button import Button, ButtonKind
from takigi.components.pager import Pager
from takigi.screens.asked import page_asked
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.forms import kept, refusals_on
from takigi.screens.render import render_screen
from takigi.screens.together.beside_page import beside_form_page, beside_parts, head_to_write
from takigi.screens.together.desk import case_tabs
from takigi.screens.together.record_forms import ContactForm, IssueForm, as_typed

GET_OR_POST = ["GET", "HEAD", "POST"]
USUAL = {"happened_on": "今日", "direction": "out", "method": "phone"}


@require_http_methods(GET_OR_POST)
def shared_records(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """経過. Who may write finds the form on top."""
    viewer = request.viewer
    page = records_page(viewer, shared_id, page=page_asked(request))
    sheet = open_sheet(request, shared_id, "contact")
    form = ContactForm(posted_to(request), viewer=viewer, initial=USUAL, **_choices(viewer))
    sheet.fill(form)
    if page.may_write and form.is_valid():
        with refusals_on(form):
            sheet.once(request, lambda: write_contact(by=viewer, case_id=shared_id, words=form.words()))
            messages.success(request, "経過を記録しました。")
            return redirect("shared_records", shared_id)
    context = beside_parts(viewer, page.head) | _dressed(page)
    if page.may_write:
        context |= sheet.parts(is_posted=form.is_bound) | {"form": form}
    return render_screen(request, "together/records.html", context, status=422 if form.errors else 200)


def _choices(viewer: Any) -> dict[str, Any]:
    return {"agencies": connectable(viewer), "people": colleagues(viewer)}


def _dressed(page: RecordsPage) -> dict[str, Any]:
    shared_id, may = page.head.case_id, page.may_write
    open_now = any(one.closed_on is None for one in page.episodes)
    return {
        "heading": "経過",
        "tabs": case_tabs(page.head, "shared_records"),
        "page": page,
        "form": None,
        "save": Button("経過を記録する", ButtonKind.PRIMARY),
        "lines": [
            (one, reverse("contact_replace", args=[shared_id, one.contact_id]) if may else "") for one in page.contacts
        ],
        "issues": [
            (one, reverse("issue_resolve", args=[shared_id, one.issue_id]) if may and not one.resolved_on else "")
            for one in page.issues
        ],
        "resolved": Button("今日なくなった"),
        "issue_new": reverse("issue_new", args=[shared_id]) if may else "",
        "episode": Button("この相談のまとまりを今日で終える" if open_now else "相談のまとまりを今日から始める"),
        "episode_url": reverse("episode_close" if open_now else "episode_open", args=[shared_id]) if may else "",
        "pager": Pager(page.page, page.total, PAGE) if page.total > PAGE else "",
    }


@require_http_methods(GET_OR_POST)
def contact_replace(request: Any, shared_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """記録を直す: the old words stay readable under the new."""
    viewer = request.viewer
    head, line = contact_to_replace(viewer, shared_id, contact_id)
    if Action.RECORD_CASE not in head.actions:
        raise NotPermitted("記録を直せるのは、主担当とその監督者です。")
    sheet = open_sheet(request, shared_id, f"contact-{contact_id}")
    form = ContactForm(posted_to(request), viewer=viewer, initial=as_typed(line), **_choices(viewer))
    sheet.fill(form)
    if form.is_valid():
        with refusals_on(form):
            words = form.words
            sheet.once(request, lambda: write_contact(by=viewer, case_id=shared_id, words=words(), replaces=contact_id))
            messages.success(request, "記録を直しました。前の記録も残っています。")
            return redirect("shared_records", shared_id)
    parts = beside_parts(viewer, head) | sheet.parts(is_posted=form.is_bound)
    back = (reverse("shared_records", args=[shared_id]), "経過へ戻る")
    told = "前の記録も残り、「直す前の記録」として読めます。"
    return beside_form_page(
        request, parts, form, title="記録を直す", save="この内容に直す", back=back, explanation=told
    )


@require_http_methods(GET_OR_POST)
def issue_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """課題を付ける."""
    viewer, head = request.viewer, head_to_write(request.viewer, shared_id)
    form = IssueForm(request.POST or None, viewer=viewer, people=members_to_tag(viewer, head))
    typed = form.cleaned_data if form.is_valid() else {}
    done = kept(
        request,
        form,
        lambda: tag_issue(
            by=viewer,
            case_id=shared_id,
            code=typed["code"],
            source=Source(typed["source"]),
            member_id=uuid.UUID(typed["member"]) if typed["member"] else None,
            since_on=typed["since_on"] or None,
        ),
        "課題を付けました。",
        ("shared_records", shared_id),
    )
    back = (reverse("shared_records", args=[shared_id]), "経過へ戻る")
    parts = beside_parts(viewer, head)
    return done or beside_form_page(request, parts, form, title="課題を付ける", save="課題を付ける", back=back)


@require_POST
def issue_resolve(request: Any, shared_id: uuid.UUID, issue_id: int) -> HttpResponse:
    """課題がなくなった."""
    try:
        resolve_issue(by=request.viewer, case_id=shared_id, issue_id=issue_id, on=request.viewer.on)
        messages.success(request, "課題がなくなったことを記録しました。")
    except CollaborationRefused as error:
        messages.warning(request, str(error))
    return redirect("shared_records", shared_id)


@require_POST
def episode_open(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """相談のまとまりを始める."""
    return _episode(request, shared_id, open_episode, "相談のまとまりを始めました。")


@require_POST
def episode_close(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """相談のまとまりを終える."""
    return _episode(request, shared_id, close_episode, "相談のまとまりを終えました。")


def _episode(request: Any, shared_id: uuid.UUID, change: Any, told: str) -> HttpResponse:
    try:
        change(by=request.viewer, case_id=shared_id, on=request.viewer.on)
        messages.success(request, told)
    except CollaborationRefused as error:
        messages.warning(request, str(error))
    return redirect("shared_records", shared_id)
