"""場所の画面: searched, read, written, confirmed by one tap, rested and ended."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.field import Field
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.resources.actions import cards as actions
from takigi.resources.queries.cards import (
    ResourcePage,
    check_may_keep_cards,
    contact_to_keep,
    may_keep_cards,
    resource_list,
    resource_page,
    to_confirm,
)
from takigi.resources.rules.schedules import days_in_words
from takigi.resources.rules.words import ResourceRefused, ResourceState, Sharing
from takigi.screens.forms import refusals_on
from takigi.screens.places.desk import desk_tabs
from takigi.screens.places.dress import (
    card_of,
    contact_line,
    introduced_lines,
    office_facts,
    page_facts,
    state_tag,
    weekday_of,
)
from takigi.screens.places.form_page import place_form_page
from takigi.screens.places.forms import CardForm, NewCardForm, StateForm, WantedForm
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
NONE_YET = EmptyState("まだ場所のカードがありません", "知っている通いの場や店を一つ書くと、さがせるようになります。")
NONE_LIKE = EmptyState(
    "合う場所は見つかりませんでした",
    "条件を一つ減らしてみてください。なければ「相談」から、足りないものとして残せます。",
)
ALL_SURE = EmptyState("どの場所も、この半年のうちに確かめてあります", "半年たった場所が、ここに出ます。")
VERBS = {
    ResourceState.ACTIVE: "またひらいた",
    ResourceState.RESTING: "休みにする",
    ResourceState.ENDED: "終わりにする",
}


@require_safe
def place_list(request: Any) -> HttpResponse:
    """場所をさがす."""
    viewer, form = request.viewer, WantedForm(request.GET, viewer=request.viewer)
    wanted = form.wanted()
    cards = [card_of(card) for card in resource_list(viewer, wanted)]
    context = {
        "heading": "場所をさがす",
        "tabs": desk_tabs(viewer, "place_list"),
        "fields": [Field.of(form[name], requirement="") for name in form.fields],
        "search": Button("さがす", icon="search"),
        "clear": reverse("place_list") if wanted else "",
        "cards": cards,
        "none": "" if cards else NONE_LIKE if wanted else NONE_YET,
        "action": _new_link(viewer),
        "lists": reverse("place_lists") if may_keep_cards(viewer) else "",
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "places/list.html", context)


def _new_link(viewer: Any) -> ButtonLink | str:
    return ButtonLink("場所を書きとめる", reverse("place_new"), icon="plus") if may_keep_cards(viewer) else ""


@require_safe
def place(request: Any, resource_id: uuid.UUID) -> HttpResponse:
    """一枚のカード."""
    page = resource_page(request.viewer, resource_id)
    number = [resource_id]
    until = page.believed_until
    context = {
        "heading": page.card.words.name,
        "page": page,
        "state": state_tag(page.card),
        "facts": page_facts(page.card),
        "office": office_facts(page.card, page.contact, page.verified_by),
        "next_days": [weekday_of(day) for day in page.next_days],
        "believed_until": in_short_japanese(until) if until else "",
        "introduced": introduced_lines(page.introduced),
        "may_hand": page.card.words.sharing is Sharing.PUBLIC,
        "paper": ButtonLink("渡す紙を作る", reverse("place_paper", args=number), icon="print")
        if page.card.words.sharing is Sharing.PUBLIC and page.card.state is not ResourceState.ENDED
        else "",
        "confirm": _confirm_button(page),
        "confirm_url": reverse("place_confirm", args=number),
        "change": ButtonLink("書きなおす", reverse("place_change", args=number)) if page.may_keep else "",
        "moves": [(VERBS[to], reverse("place_state", args=[resource_id, to.value])) for to in page.moves],
        "as_of": in_both_eras(request.viewer.on),
    }
    return render_screen(request, "places/place.html", context)


def _confirm_button(page: ResourcePage) -> Button | str:
    if not page.may_confirm:
        return ""
    kind = ButtonKind.PRIMARY if page.card.is_to_confirm else ButtonKind.PLAIN
    return Button("きょう確かめた", kind, icon="check")


@require_http_methods(GET_OR_POST)
def place_new(request: Any) -> HttpResponse:
    """場所を書きとめる."""
    viewer = request.viewer
    check_may_keep_cards(viewer)
    form = NewCardForm(request.POST or None, viewer=viewer, initial={"sharing": Sharing.STAFF.value})
    if form.is_valid():
        with refusals_on(form):
            seen = viewer.on if form.cleaned_data["is_seen"] else None
            number = actions.add_resource(by=viewer, words=form.words(), contact=form.contact(), verified_on=seen)
            messages.success(request, "書きとめました。")
            return redirect("place", number)
    back = (reverse("place_list"), "場所の一覧へ戻る")
    return place_form_page(request, form, title="場所を書きとめる", save="書きとめる", back=back, groups=form.GROUPS)


@require_http_methods(GET_OR_POST)
def place_change(request: Any, resource_id: uuid.UUID) -> HttpResponse:
    """カードを書きなおす."""
    viewer = request.viewer
    contact = contact_to_keep(viewer, resource_id)
    page = resource_page(viewer, resource_id)
    words = page.card.words
    plain = ("name", "name_kana", "place", "address", "days_note", "is_closed_on_holidays", "cost_yen", "cost_note")
    more = ("walk_minutes", "walk_from", "capacity_note", "atmosphere", "roles", "conditions", "source")
    initial = {name: getattr(words, name) for name in (*plain, *more)} | {
        "kind": words.kind.value,
        "area": str(words.area_id or ""),
        "days": "\n".join(days_in_words(words.slots)),
        "rest_from": str(words.rest.from_month) if words.rest else "",
        "rest_to": str(words.rest.to_month) if words.rest else "",
        **{name: sorted(getattr(words, name)) for name in ("access", "comforts", "interests", "welcomes")},
        "contact_name": contact.name,
        "contact_phone": contact.phone,
        "contact_note": contact.note,
        "is_private": contact.is_private,
        "sharing": words.sharing.value,
        "consent_on": in_short_japanese(words.consent_on) if words.consent_on else "",
    }
    form = CardForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            actions.change_resource(
                by=viewer,
                resource_id=resource_id,
                words=form.words(),
                contact=form.contact(),
                seen_version=_version(request, page.version),
            )
            messages.success(request, "書きなおしました。")
            return redirect("place", resource_id)
    back = (reverse("place", args=[resource_id]), "カードへ戻る")
    told = {"groups": form.GROUPS, "version": _version(request, page.version)}
    return place_form_page(request, form, title="カードを書きなおす", save="書きなおす", back=back, **told)


def _version(request: Any, now: int) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else (0 if request.POST else now)


@require_POST
def place_confirm(request: Any, resource_id: uuid.UUID) -> HttpResponse:
    """きょう確かめた. Back to the list from which it was tapped."""
    try:
        actions.confirm_resource(by=request.viewer, resource_id=resource_id)
        messages.success(request, "きょう確かめたと書きました。次は半年後に知らせます。")
    except ResourceRefused as refused:
        messages.warning(request, str(refused))
    return redirect("places_to_confirm") if request.POST.get("from") == "list" else redirect("place", resource_id)


@require_http_methods(GET_OR_POST)
def place_state(request: Any, resource_id: uuid.UUID, to: str) -> HttpResponse:
    """休む・終わる・またひらく."""
    check_may_keep_cards(request.viewer)
    page, state = resource_page(request.viewer, resource_id), ResourceState(to)
    form = StateForm(request.POST or None, viewer=request.viewer, initial={"on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            actions.change_state(
                by=request.viewer, resource_id=resource_id, to=state, on=typed["on"], note=typed["note"]
            )
            messages.success(request, f"「{state.label}」にしました。")
            return redirect("place", resource_id)
    back = (reverse("place", args=[resource_id]), "カードへ戻る")
    told = "カードとこれまでの記録は残り、さがす一覧には出なくなります。" if state is ResourceState.ENDED else ""
    title = f"{page.card.words.name}: {VERBS[state]}"
    return place_form_page(
        request, form, title=title, save=VERBS[state], back=back, explanation=told, is_danger=bool(told)
    )


@require_safe
def places_to_confirm(request: Any) -> HttpResponse:
    """確かめる場所: whom to ring up, and one tap when it is done."""
    rows = [
        card_of(card) | {"contact": contact_line(contact) or "連絡先はまだ書かれていません"}
        for card, contact in to_confirm(request.viewer)
    ]
    context = {
        "heading": "確かめる場所",
        "tabs": desk_tabs(request.viewer, "places_to_confirm"),
        "rows": rows,
        "none": "" if rows else ALL_SURE,
        "confirm": Button("まだひらいていた", icon="check"),
        "as_of": in_both_eras(request.viewer.on),
    }
    return render_screen(request, "places/to_confirm.html", context)
