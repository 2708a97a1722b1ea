"""ケースに書く画面: open one, write what is known, change its state or person, close it, read it in an emergency."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted
from takigi.access.write_matrix import Action
from takigi.casework.actions.shared_cases import move_shared_case
from takigi.casework.rules.ownership import SharedState
from takigi.collaboration.actions.cases import (
    change_owner_person,
    close_case,
    describe_case,
    open_in_emergency,
    open_shared_case,
)
from takigi.collaboration.queries.cases import shared_file
from takigi.collaboration.queries.choices import own_agencies, successors
from takigi.collaboration.queries.reading import shared_head
from takigi.people.queries.names import seen_by
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.forms import kept, refusals_on
from takigi.screens.together.beside_page import beside_form_page, head_to_write
from takigi.screens.together.desk import head_parts
from takigi.screens.together.forms import (
    CloseForm,
    EmergencyForm,
    KnownForm,
    NewCaseForm,
    OwnerForm,
    StateForm,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def shared_case_new(request: Any) -> HttpResponse:
    """多機関のケースを開く; `?person=…` names somebody whom the viewer may see in the register."""
    viewer, agencies = request.viewer, own_agencies(request.viewer)
    if not agencies:
        raise NotPermitted("多機関のケースは、自分の機関の相談支援の職員が開けます。")
    person = _person(viewer, request.GET.get("person", ""))
    sheet = open_sheet(request, None, f"case-{person.person_id}" if person else "case")
    form = NewCaseForm(posted_to(request), viewer=viewer, agencies=agencies, is_known=person is not None)
    sheet.fill(form)
    if form.is_valid():
        opened: list[uuid.UUID] = []
        with refusals_on(form):
            new = form.new(person.person_id if person else None)
            sheet.once(request, lambda: opened.append(open_shared_case(by=viewer, new=new)))
            messages.success(request, "ケースを開きました。主担当は、いまの機関とあなたです。")
            # Sent a second time, it is open already and stands in the list.
            return redirect("shared_case", opened[0]) if opened else redirect("together")
    told = f"{person.name}さんの世帯のケースを開きます。" if person else ""
    parts = {"back": (reverse("together"), "つながりの一覧へ戻る"), "explanation": told}
    parts |= sheet.parts(is_posted=form.is_bound)
    return beside_form_page(request, parts, form, title="多機関のケースを開く", save="ケースを開く")


def _person(viewer: Any, typed: str) -> Any:
    try:
        return seen_by(viewer, uuid.UUID(typed)) if typed else None
    except ValueError:
        return None


@require_http_methods(GET_OR_POST)
def shared_describe(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """分かったことを書く."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id)
    facts = shared_file(viewer, shared_id).facts
    sheet = open_sheet(request, shared_id, "known")
    form = KnownForm(posted_to(request), viewer=viewer, initial=KnownForm.told(facts))
    sheet.fill(form)
    known = form.known
    done = kept(
        request,
        form,
        lambda: sheet.once(request, lambda: describe_case(by=viewer, case_id=shared_id, known=known(facts.block))),
        "分かったことを書きました。",
        ("shared_case", shared_id),
    )
    parts = head_parts(viewer, head) | sheet.parts(is_posted=form.is_bound)
    return done or beside_form_page(request, parts, form, title="分かったことを書く", save="書く")


@require_http_methods(GET_OR_POST)
def shared_owner(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """同じ機関の中で担当者を替える."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id, Action.CHANGE_OWNER_PERSON)
    form = OwnerForm(request.POST or None, viewer=viewer, people=successors(viewer, head))
    done = kept(
        request,
        form,
        lambda: change_owner_person(
            by=viewer,
            case_id=shared_id,
            staff_id=int(form.cleaned_data["staff"]),
            on=form.cleaned_data["on"],
            note=form.cleaned_data["note"],
        ),
        "担当者が替わりました。",
        ("shared_case", shared_id),
    )
    told = "主担当の機関は替わりません。ほかの機関に移すときは、移管を提案します。"
    parts = head_parts(viewer, head) | {"explanation": told}
    return done or beside_form_page(request, parts, form, title="担当者を替える", save="担当者を替える")


@require_http_methods(GET_OR_POST)
def shared_state(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """支援中と見守り."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id)
    form = StateForm(request.POST or None, viewer=viewer, initial={"to": head.state.value})
    done = kept(
        request,
        form,
        lambda: move_shared_case(
            by=viewer, case_id=shared_id, to=SharedState(form.cleaned_data["to"]), note=form.cleaned_data["note"]
        ),
        "状態を変えました。",
        ("shared_case", shared_id),
    )
    return done or beside_form_page(request, head_parts(viewer, head), form, title="状態を変える", save="変える")


@require_http_methods(GET_OR_POST)
def shared_close(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """終結する."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id, Action.CLOSE_CASE)
    form = CloseForm(request.POST or None, viewer=viewer)
    done = kept(
        request,
        form,
        lambda: close_case(by=viewer, case_id=shared_id, **form.cleaned_data),
        "ケースを終結しました。記録は残ります。",
        ("shared_case", shared_id),
    )
    told = "終結したケースは、もとに戻せません。また始まるときは、新しいケースを開きます。"
    parts = head_parts(viewer, head) | {"explanation": told}
    return done or beside_form_page(request, parts, form, title="終結する", save="終結する")


@require_http_methods(GET_OR_POST)
def shared_emergency(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """緊急の閲覧: 24 hours, told to the owner and the city at once, reviewed within three working days."""
    viewer = request.viewer
    head = shared_head(viewer, shared_id)
    if Action.BREAK_GLASS not in head.actions:
        raise NotPermitted("緊急の閲覧ができるのは、主担当の同僚・協力機関・ステーション・事務局です。")
    form = EmergencyForm(request.POST or None, viewer=viewer)
    done = kept(
        request,
        form,
        lambda: open_in_emergency(by=viewer, case_id=shared_id, reason=form.cleaned_data["reason"]),
        "緊急の閲覧を始めました。24時間で閉じます。",
        ("shared_case", shared_id),
    )
    told = (
        "氏名・連絡先、世帯、課題と経過、要配慮個人情報が24時間だけ見られます。保護された住所・支援プラン・機関内のメモは開きません。"
        "主担当と市にすぐ知らせ、3営業日以内にふりかえります。"
    )
    parts = head_parts(viewer, head) | {"explanation": told}
    return done or beside_form_page(request, parts, form, title="緊急の閲覧", save="緊急の閲覧を始める")
