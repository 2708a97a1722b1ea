"""ケースから地域へ: the section on the case's page, and the need that is sent from it in thirty seconds."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.goals import wish_of
from takigi.casework.rules.visit_words import Lost
from takigi.organisations.rules import AgencyKind
from takigi.resources.actions.requests import ask_for_place
from takigi.resources.queries.cards import resource_list
from takigi.resources.queries.requests import RequestCard, requests_of_case
from takigi.resources.rules.requests import RequestSource, Stage
from takigi.resources.rules.words import INTERESTS_OF_LOSS, ResourceState
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.section import Section
from takigi.screens.forms import refusals_on
from takigi.screens.places.form_page import place_form_page
from takigi.screens.places.request_dress import look_words, stage_tag
from takigi.screens.places.request_forms import CONDITIONS, NeedForm


def place_section(viewer: Viewer, head: CaseHead) -> Section | None:
    """The needs that were sent, the place that was found, and the way to send one. At most 14 queries."""
    cards = requests_of_case(viewer, head.case_id)
    has_open = any(one.closed_on is None for one in cards)
    may_send = head.may_record and head.closed_on is None and not has_open
    if not cards and not may_send:
        return None
    ask = reverse("case_place", args=[head.case_id]) if may_send else ""
    return Section("地域の場所", "places", "places/_case_section.html", {"lines": list(map(_line, cards)), "ask": ask})


def _line(one: RequestCard) -> dict[str, Any]:
    return {
        "url": reverse("match_request", args=[one.request_id]),
        "text": one.text,
        "stage": stage_tag(one),
        "line": "、".join(one.places) or (f"さがす人: {one.taken_by}" if one.taken_by else ""),
        "words": one.words,
        "look": look_words(one) if one.next_look else "",
    }


def found_again(viewer: Viewer, head: CaseHead) -> dict[str, Any]:
    """あきらめたことから、また見つかる場所: what was lost, where the town has it, and what is being looked for already.

    For whoever records the case; nothing for others, and nothing once it is closed. At most 22 queries.
    """
    if not head.may_record or head.closed_on is not None:
        return {}
    cards, wish = requests_of_case(viewer, head.case_id), wish_of(viewer, head.case_id)
    lost = wish.lost if wish else ()
    open_now = [one.words for one in resource_list(viewer) if one.state is ResourceState.ACTIVE]
    interests = dict.fromkeys(one for code in lost for one in INTERESTS_OF_LOSS.get(code, ()))
    counted = [(one, sum(one in words.interests for words in open_now)) for one in interests]
    has_open = any(one.closed_on is None for one in cards)
    return {
        "lost": "、".join(Lost(code).label for code in lost if code != Lost.OTHER),
        "found": [
            (one.label, f"{count}か所", f"{reverse('place_list')}?interest={one.value}")
            for one, count in counted
            if count
        ],
        "lines": list(map(_line, cards)),
        "ask": "" if has_open else reverse("case_place", args=[head.case_id]),
    }


def known_place(viewer: Viewer, case_id: uuid.UUID) -> tuple[str, str]:
    """通い始めた場所 as the coordinator's desk knows it: its name, and the words for it; empty where there is none. At most 14 queries."""
    going = [one for one in requests_of_case(viewer, case_id) if one.stage is Stage.ATTENDED and one.places]
    if not going:
        return "", ""
    name = "、".join(going[0].places)
    return name, f"「地域の場所」の記録では、{name}に通い始めています。いまも行っているかを聞いてください。"


@require_http_methods(["GET", "HEAD", "POST"])
def case_place(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """場所をさがす相談を送る, begun with what was heard at the visit."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    initial = {} if request.method == "POST" else _begun_from(viewer, head)
    form = NeedForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            number = ask_for_place(by=viewer, words=form.words(), case_id=case_id)
            messages.success(
                request, "生活支援コーディネーターに送りました。返事は、このページとケースのページに出ます。"
            )
            return redirect("match_request", number)
    return place_form_page(
        request,
        form,
        title="地域の場所をさがしてもらう",
        save="相談を送る",
        back=(reverse("case", args=[case_id]), "ケースのページへ戻る"),
        groups=form.GROUPS,
        folded=(CONDITIONS,),
        template="places/case_form.html",
        **head_parts(viewer, head),
    )


def _begun_from(viewer: Viewer, head: CaseHead) -> dict[str, Any]:
    wish = wish_of(viewer, head.case_id)
    lost = wish.lost if wish else ()
    interests = [one.value for code in lost for one in INTERESTS_OF_LOSS.get(code, ())]
    offices = {post.agency_kind for post in viewer.posts}
    is_centre = AgencyKind.SUPPORT_CENTRE in offices or AgencyKind.CITY_SECTION in offices
    return {
        "text": (wish.person or wish.before) if wish else "",
        "interests": list(dict.fromkeys(interests)),
        "area": str(head.person.area_id or ""),
        "source": (RequestSource.CENTRE if is_centre else RequestSource.CARE_MANAGER).value,
    }
