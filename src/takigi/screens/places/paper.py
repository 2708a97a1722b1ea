"""渡す紙: a place's card on one page in large print, for the person and the family; nothing on it that is not theirs to know."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.grounds import NotPermitted
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.queries import names_of_agencies, names_of_staff
from takigi.resources.queries.cards import ResourcePage, resource_page
from takigi.resources.rules.schedules import days_in_words
from takigi.resources.rules.words import Comfort, Interest, ResourceState, Sharing, Welcome
from takigi.screens.places.dress import cost_of, way_of, weekday_of
from takigi.screens.render import render_screen

KEPT = "このカードは「職員だけ」なので、紙では渡せません。世話役の方に、伝えてよいかを聞いてから「本人や家族に渡してよい」にします。"


@require_safe
def place_paper(request: Any, resource_id: uuid.UUID) -> HttpResponse:
    """大きな字の紙, as it will be handed over."""
    viewer, page = request.viewer, resource_page(request.viewer, resource_id)
    if page.card.words.sharing is not Sharing.PUBLIC:
        raise NotPermitted(KEPT)
    offices = names_of_agencies(viewer.municipality_id, {post.agency_id for post in viewer.posts})
    names = names_of_staff(viewer.municipality_id, {viewer.staff_id})
    words = page.card.words
    seen = page.card.verified_on
    context = {
        "heading": words.name,
        "kana": words.name_kana,
        "facts": [(label, value) for label, value in _facts(page) if value],
        "closed": page.card.state.label if page.card.state is not ResourceState.ACTIVE else "",
        "seen": f"{in_both_eras(seen)}に確かめました。" if seen else "まだ確かめていません。",
        "from_whom": "　".join(part for part in (*sorted(offices.values()), names.get(viewer.staff_id, "")) if part),
        "back": reverse("place", args=[resource_id]),
    }
    return render_screen(request, "places/paper.html", context)


def _facts(page: ResourcePage) -> list[tuple[str, list[str]]]:
    """Each fact in parts that are not torn apart at the end of a line."""
    words, contact = page.card.words, page.contact
    days = [*days_in_words(words.slots)]
    if words.rest:
        days.append(words.rest.words)
    if words.is_closed_on_holidays:
        days.append("祝日は休み")
    comforts = [one.label for one in Comfort if one in words.comforts]
    # A neighbour's own number is asked for by whoever introduces, also where the reader of this screen knows it.
    phone = "" if contact.is_private else "　".join(part for part in (contact.name, contact.phone) if part)
    return [
        ("いつ", [*days, *([words.days_note] if words.days_note else [])]),
        ("次にひらく日", [weekday_of(day) for day in page.next_days]),
        ("どこ", [part for part in (words.place, words.address) if part]),
        ("行き方", [way] if (way := way_of(words)) else []),
        ("費用", [cost] if (cost := cost_of(words)) else []),
        ("できること", [one.label for one in Interest if one in words.interests]),
        ("こんな所", [*(one.label for one in Welcome if one in words.welcomes), *comforts]),
        ("役割", [words.roles] if words.roles else []),
        ("参加の条件", [words.conditions] if words.conditions else []),
        ("電話", [phone] if phone else []),
    ]
