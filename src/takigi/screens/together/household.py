"""世帯の画面: the family and what stands around it, with or without names, to be printed; and the people one by one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.grounds import NotPermitted, Unseen
from takigi.collaboration.actions.households import (
    add_supporter,
    leave_out_member,
    leave_out_supporter,
    write_member,
)
from takigi.collaboration.queries.households import HouseholdPage, MemberLine, household_page
from takigi.collaboration.queries.leads import connectable
from takigi.collaboration.rules.words import CollaborationRefused
from takigi.components.button import Button, ButtonLink
from takigi.components.household_figure import EcomapFigure, GenogramFigure
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.together.beside_page import beside_form_page, beside_parts
from takigi.screens.together.desk import case_tabs
from takigi.screens.together.household_forms import MemberForm, SupporterForm, as_written
from takigi.screens.together.household_register import LOOKED_UP, may_look_up, register_choices

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def household(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """世帯; `?names=off` calls everybody by what they are to 本人."""
    viewer = request.viewer
    page = household_page(viewer, shared_id, with_names=request.GET.get("names") != "off")
    here = reverse("shared_household", args=[shared_id])
    context = beside_parts(viewer, page.head) | {
        "heading": "世帯",
        "tabs": case_tabs(page.head, "shared_household"),
        "page": page,
        "genogram": GenogramFigure(page.genogram),
        "ecomap": EcomapFigure(page.ecomap),
        "members": [(one, _edit(page, one)) for one in page.members],
        "supporters": [(one, _out(page, one.supporter_id)) for one in page.supporters],
        "out": Button("外す"),
        "switch": ButtonLink("名前を出す", here) if page.is_masked else ButtonLink("名前を伏せる", f"{here}?names=off"),
        "may_switch": page.head.person is not None,
        "member_new": reverse("member_new", args=[shared_id]) if page.may_write else "",
        "supporter_new": reverse("supporter_new", args=[shared_id]) if page.may_write else "",
    }
    if page.is_masked:
        context["who"] = ""
    return render_screen(request, "together/household.html", context)


def _edit(page: HouseholdPage, one: MemberLine) -> str:
    may = page.may_write and not page.is_masked
    return reverse("member_edit", args=[page.head.case_id, one.member_id]) if may else ""


def _out(page: HouseholdPage, supporter_id: int) -> str:
    may = page.may_write and not page.is_masked
    return reverse("supporter_out", args=[page.head.case_id, supporter_id]) if may else ""


@require_http_methods(GET_OR_POST)
def member_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """世帯の人を加える."""
    page = _to_write(request, shared_id)
    initial = {} if page.members else {"kinship": "self"}
    form = MemberForm(
        request.POST or None,
        viewer=request.viewer,
        page=page,
        agencies=connectable(request.viewer),
        initial=initial,
    )
    done = kept(
        request,
        form,
        lambda: write_member(by=request.viewer, case_id=shared_id, words=form.words()),
        "世帯の人を書きました。",
        ("shared_household", shared_id),
    )
    return done or _form(request, page, form, title="世帯の人を加える", save="世帯に加える")


@require_http_methods(GET_OR_POST)
def member_edit(request: Any, shared_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """書きなおす・外す."""
    page = _to_write(request, shared_id)
    member = next((one for one in page.members if one.member_id == member_id), None)
    if member is None:
        raise Unseen
    form = MemberForm(
        request.POST or None,
        viewer=request.viewer,
        page=page,
        agencies=connectable(request.viewer),
        member=member,
        register=register_choices(request.viewer, page, member) if LOOKED_UP in request.GET else (),
        initial=as_written(member),
    )
    done = kept(
        request,
        form,
        lambda: write_member(by=request.viewer, case_id=shared_id, words=form.words(member), member_id=member_id),
        "世帯の人を書きなおしました。",
        ("shared_household", shared_id),
    )
    more = {
        "template": "together/member.html",
        "leave": Button("世帯から外す"),
        "member_id": member_id,
        "look_up": f"?{LOOKED_UP}=1" if may_look_up(request.viewer, member) else "",
        "is_looked_up": LOOKED_UP in request.GET,
        "is_found": "person" in form.fields,
        "is_linked": member.person_id is not None,
    }
    return done or _form(request, page, form, title="世帯の人を書きなおす", save="この内容にする", **more)


@require_POST
def member_out(request: Any, shared_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """世帯から外す."""
    try:
        leave_out_member(by=request.viewer, case_id=shared_id, member_id=member_id)
        messages.success(request, "世帯から外しました。")
    except CollaborationRefused as error:
        messages.warning(request, str(error))
    return redirect("shared_household", shared_id)


@require_http_methods(GET_OR_POST)
def supporter_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """支えを書く."""
    page = _to_write(request, shared_id)
    form = SupporterForm(request.POST or None, viewer=request.viewer, page=page)
    done = kept(
        request,
        form,
        lambda: add_supporter(by=request.viewer, case_id=shared_id, words=form.supporter()),
        "支えを書きました。",
        ("shared_household", shared_id),
    )
    told = "機関でない人や場所も、同じように大切な支えです。"
    return done or _form(request, page, form, title="支えを書く", save="支えを書く", explanation=told)


@require_POST
def supporter_out(request: Any, shared_id: uuid.UUID, supporter_id: int) -> HttpResponse:
    """支えを外す."""
    try:
        leave_out_supporter(by=request.viewer, case_id=shared_id, supporter_id=supporter_id)
        messages.success(request, "支えを外しました。")
    except CollaborationRefused as error:
        messages.warning(request, str(error))
    return redirect("shared_household", shared_id)


def _to_write(request: Any, shared_id: uuid.UUID) -> HouseholdPage:
    page = household_page(request.viewer, shared_id)
    if not page.may_write:
        raise NotPermitted("世帯を書けるのは、主担当とその監督者です。気づいたことは、主担当に伝えてください。")
    return page


def _form(request: Any, page: HouseholdPage, form: Any, *, title: str, save: str, **more: Any) -> HttpResponse:
    back = (reverse("shared_household", args=[page.head.case_id]), "世帯へ戻る")
    parts = beside_parts(request.viewer, page.head)
    return beside_form_page(request, parts, form, title=title, save=save, back=back, **more)
