"""持っていく訪問: tomorrow's visits for a device without a network, the drafts that are open, and what lies on this device."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from takigi.access.grounds import Viewer
from takigi.casework.queries.form_drafts import waiting_forms
from takigi.casework.queries.visits import (
    ArrangedVisit,
    PackedVisit,
    arranged_visits,
    open_drafts,
    visits_to_take_along,
)
from takigi.casework.rules.states import CaseRefused, CaseState
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.desk import desk_tabs
from takigi.screens.casework.visits.sheets import sheet_line
from takigi.screens.casework.visits.wire import body_of, entries_on_the_wire, refusal
from takigi.screens.render import render_screen

DAYS = {"today": ("きょう", 0), "tomorrow": ("あす", 1)}


@require_safe
def visits(request: Any) -> HttpResponse:
    """Today's and tomorrow's visits, open drafts, and the taking along."""
    viewer = request.viewer
    days = {key: viewer.on + timedelta(days=ahead) for key, (_, ahead) in DAYS.items()}
    arranged = arranged_visits(viewer, days=days.values())
    context = {
        "heading": "訪問",
        "tabs": desk_tabs(viewer, "visits"),
        "days": [
            {
                "key": key,
                "word": DAYS[key][0],
                "day": in_both_eras(day),
                "visits": [_line(one) for one in arranged if one.scheduled_on == day],
            }
            for key, day in days.items()
        ],
        "drafts": [_line(one) for one in open_drafts(viewer)],
        "sheets": [sheet_line(one) for one in waiting_forms(viewer)],
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "casework/visits/visits.html", context)


def _line(one: ArrangedVisit) -> dict[str, Any]:
    last = localtime(one.last_at) if one.last_at else None
    return {
        "name": one.name,
        "url": reverse("visit", args=[one.case_id]),
        "last": f"{last.month}月{last.day}日 {last:%H:%M} {one.last_by}" if last else "",
    }


@require_POST
def visit_pack(request: Any) -> HttpResponse:
    """The visits of a day as the device will keep them, sealed. Only today's and tomorrow's."""
    viewer = request.viewer
    try:
        chosen = DAYS.get(str(body_of(request).get("day")))
        if chosen is None:
            raise CaseRefused("持っていけるのは、きょうとあすの訪問だけです。")
    except CaseRefused as error:
        return refusal(error)
    day = viewer.on + timedelta(days=chosen[1])
    packed = visits_to_take_along(viewer, day=day)
    return JsonResponse({"day": day.isoformat(), "visits": [_packed(one, viewer) for one in packed]})


def _packed(one: PackedVisit, viewer: Viewer) -> dict[str, Any]:
    known = {"reason_text": one.reason_text}
    return {
        "case": str(one.case_id),
        "draft": str(one.draft_id),
        "name": one.name,
        "kana": one.name_kana,
        "birth": one.birth,
        "state": CaseState(one.state).label,
        "because": list(one.because),
        "known": known,
        "version": one.version,
        "entries": entries_on_the_wire(one.entries, one.names, viewer),
    }
