"""資料を読む画面: class by class, with the ground of each and the reader's own name and the moment across the page."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.collaboration.queries.households import household_page
from takigi.collaboration.queries.records import records_page
from takigi.components.button import Button, ButtonKind
from takigi.components.ground_line import GroundLine
from takigi.components.household_figure import EcomapFigure
from takigi.meetings.actions.disclosures import confirm_secrecy, withdraw_material
from takigi.meetings.queries.agenda import items_of
from takigi.meetings.queries.bodies import body_page
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.queries.packets import Packet, PacketClass, packet_of
from takigi.screens.meetings.afterwards.pages import GET_OR_POST
from takigi.screens.meetings.desk import head_parts
from takigi.screens.meetings.said import refusals_said
from takigi.screens.moments import moment_in_words
from takigi.screens.render import render_screen

LATEST = 12


@require_safe
def meeting_papers(request: Any, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """一つの議題の資料. Nothing to print, to save or to take away."""
    packet = packet_of(request.viewer, item_id)
    if packet.head.meeting_id != meeting_id:
        raise Http404
    parts = head_parts(request.viewer, packet.head) | {
        "title": "資料",
        "packet": packet,
        "classes": [_dress(packet, one) for one in packet.classes if one.is_readable],
        "closed": [(one.info_class.label, one.because) for one in packet.classes if not one.is_readable],
        **_around(request.viewer, packet),
        "ground": GroundLine(packet.because),
        "watermark": f"{packet.reader}　{moment_in_words(packet.read_at)}",
        "times": range(12),
    }
    return render_screen(request, "meetings/papers.html", parts)


def _around(viewer: Viewer, packet: Packet) -> dict[str, Any]:
    """What the case's own pages show of the household and of what happened, for whoever may read it; each notes its reading."""
    case_id = packet.item.case_id
    if case_id is None:
        return {}
    shown: dict[str, Any] = {}
    if packet.reads(Information.HH):
        page = household_page(viewer, case_id, with_names=packet.reads(Information.IDENT))
        shown |= {"people": page.members, "ecomap": EcomapFigure(page.ecomap)}
    if packet.reads(Information.ASSESS):
        records = records_page(viewer, case_id)
        shown |= {"contacts": records.contacts[:LATEST], "issues": records.issues}
    return shown


def _dress(packet: Packet, one: PacketClass) -> dict[str, Any]:
    words = packet.words
    return {
        "it": one,
        "is_deid": one.info_class is Information.DEID,
        "is_ident": one.info_class is Information.IDENT and words is not None,
        "is_household": one.info_class is Information.HH and words is not None,
        "is_assess": one.info_class is Information.ASSESS and words is not None,
    }


@require_POST
def material_withdraw(request: Any, meeting_id: uuid.UUID, item_id: uuid.UUID, material_id: uuid.UUID) -> HttpResponse:
    """資料を取り下げる; the papers are shown again without it."""
    with refusals_said(request):
        withdraw_material(by=request.viewer, material_id=material_id)
        messages.success(request, "資料を取り下げました。もう、だれにも見えません。")
    return redirect("meeting_papers", meeting_id, item_id)


@require_http_methods(GET_OR_POST)
def meeting_secrecy(request: Any, meeting_id: uuid.UUID, body_id: uuid.UUID) -> HttpResponse:
    """この会議体の守秘の確認: today's wording, in the kind of member that the reader is."""
    viewer = request.viewer
    head = meeting_head(viewer, meeting_id)
    if body_id not in {head.body_id, *(one.body_id for one in items_of(viewer, meeting_id))}:
        raise Http404
    page = body_page(viewer, body_id)
    if request.method == "POST":
        with refusals_said(request):
            confirm_secrecy(by=viewer, meeting_id=meeting_id, body_id=body_id)
        return redirect("meeting", meeting_id)
    parts = head_parts(viewer, head) | {
        "title": "守秘の確認",
        "page": page,
        "confirm": Button("読みました。守ることを確認します", ButtonKind.PRIMARY),
    }
    return render_screen(request, "meetings/secrecy.html", parts)
