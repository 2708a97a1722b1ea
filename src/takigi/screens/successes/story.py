"""一つの成功事例: told from the former life to the present one, printable in large letters; and its next step."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.grounds import Unseen
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.notice import Notice, NoticeKind
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen
from takigi.screens.successes.dress import facts_line, parts_told, state_tag
from takigi.screens.successes.forms import ReasonForm, version_of
from takigi.success_cases.actions import ask_for_check, note_read, send_back, share_success, withdraw_success
from takigi.success_cases.queries import SuccessPage, success_page
from takigi.success_cases.rules import SuccessRefused, SuccessState

S = SuccessState
ENDINGS = {
    "return": (send_back, "書いた人に戻す", "戻しました。理由は書いた人のページに出ます。"),
    "withdraw": (withdraw_success, "取り下げる", "取り下げました。ほかの機関からは、もう見えません。"),
}


@require_safe
def success(request: Any, success_id: uuid.UUID) -> HttpResponse:
    """成功事例を読む."""
    page = success_page(request.viewer, success_id)
    note_read(by=request.viewer, success_id=success_id)
    return render_screen(request, "successes/story.html", _dressed(page))


def _dressed(page: SuccessPage) -> dict[str, Any]:
    number = [page.success_id]
    may_write = page.case_id and page.state in {S.DRAFT, S.WAITING}
    waits_for_another = page.state is S.WAITING and page.case_id and page.is_own_writing
    return {
        "heading": page.words.title,
        "page": page,
        "state": state_tag(page.state),
        "line": facts_line(page.words),
        "told": parts_told(page.words),
        "case_url": reverse("case", args=[page.case_id]) if page.case_id else "",
        "ask": Button("確かめを頼む", ButtonKind.PRIMARY) if S.WAITING in page.moves else "",
        "share": Button("確かめた。共有する", ButtonKind.PRIMARY) if S.PUBLISHED in page.moves else "",
        "rewrite": ButtonLink("書きなおす", reverse("success_rewrite", args=number)) if may_write else "",
        "send_back": reverse("success_end", args=[*number, "return"])
        if S.DRAFT in page.moves and not page.is_own_writing
        else "",
        "withdraw": reverse("success_end", args=[*number, "withdraw"]) if S.WITHDRAWN in page.moves else "",
        "waits": Notice("ケースを知っている別の職員の確かめを待っています。", NoticeKind.INFO)
        if waits_for_another
        else "",
        "ended": Notice(f"理由: {page.ended_reason}", NoticeKind.WARNING) if page.ended_reason else "",
    }


@require_POST
def success_step(request: Any, success_id: uuid.UUID, step: str) -> HttpResponse:
    """確かめを頼む, or 共有する; a refusal is said on the page."""
    action, told = {
        "ask": (ask_for_check, "確かめを頼みました。別の職員が読むと共有されます。"),
        "share": (share_success, "共有しました。"),
    }[step]
    seen = {"seen_version": version_of(request.POST)} if step == "share" else {}
    try:
        action(by=request.viewer, success_id=success_id, **seen)
        messages.success(request, told)
    except SuccessRefused as refusal:
        messages.warning(request, str(refusal))
    return redirect("success", success_id)


@require_http_methods(["GET", "HEAD", "POST"])
def success_end(request: Any, success_id: uuid.UUID, ending: str) -> HttpResponse:
    """戻す・取り下げる, with a reason."""
    action, verb, told = ENDINGS[ending]
    page, form = success_page(request.viewer, success_id), ReasonForm(request.POST or None)
    if page.case_id is None:
        raise Unseen
    if form.is_valid():
        with refusals_on(form):
            action(by=request.viewer, success_id=success_id, reason=form.cleaned_data["reason"])
            messages.success(request, told)
            return redirect("success", success_id)
    context = {
        "title": f"成功事例を{verb}",
        "page": page,
        "form": form,
        "save": Button(verb, ButtonKind.DANGER),
        "back": reverse("success", args=[success_id]),
    }
    return render_screen(request, "successes/end.html", context, status=422 if form.errors else 200)
