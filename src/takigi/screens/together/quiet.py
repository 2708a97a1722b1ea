"""ひとりで持っていませんか: asked of the owner alone, and later offered to the supervisor, without days or ranks."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from takigi.access.grounds import Viewer
from takigi.collaboration.actions.quiet import answer_quiet
from takigi.collaboration.queries.quiet import Offer, QuietCase, own_quiet_cases, quiet_offers
from takigi.collaboration.rules.quiet import QuietReply
from takigi.components.button import Button
from takigi.kernel.era_names import in_both_eras
from takigi.screens.render import render_screen


@dataclass(frozen=True)
class QuietLine:
    """One case, what can be said to it, and where help is asked for."""

    case: QuietCase
    case_url: str
    help_url: str
    answer_url: str


@dataclass(frozen=True)
class OfferLine:
    """One case of a colleague's, to offer a hand with."""

    offer: Offer
    case_url: str


def quiet_lines(viewer: Viewer) -> list[QuietLine]:
    """One's own quiet cases. Six queries at most."""
    return [
        QuietLine(
            one,
            reverse("shared_case", args=[one.case_id]),
            reverse("help_new", args=[one.case_id]),
            reverse("quiet_answer", args=[one.case_id]),
        )
        for one in own_quiet_cases(viewer)
    ]


@require_safe
def quiet_cases(request: Any) -> HttpResponse:
    """静かなケース: one's own first; a supervisor's offers below."""
    viewer = request.viewer
    context = {
        "heading": "ひとりで持っていませんか",
        "lines": quiet_lines(viewer),
        "offers": [OfferLine(one, reverse("shared_case", args=[one.case_id])) for one in quiet_offers(viewer)],
        "replies": [Button(one.label, name="reply", value=one.value) for one in (QuietReply.ENOUGH, QuietReply.ASKING)],
        "tell": Button(QuietReply.HELP.label, name="reply", value=QuietReply.HELP.value),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/quiet.html", context)


@require_POST
def quiet_answer(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """答える."""
    try:
        reply = QuietReply(request.POST.get("reply", ""))
    except ValueError as error:
        raise Http404 from error
    answer_quiet(by=request.viewer, case_id=shared_id, reply=reply)
    told = "上司にも知らせました。" if reply is QuietReply.HELP else "分かりました。しばらく聞きません。"
    messages.success(request, told)
    return redirect("quiet_cases")
