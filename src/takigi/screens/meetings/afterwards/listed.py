"""話し合うケースの一覧の画面: which cases wait for a care conference, which to take to this one, and what was decided and done."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras, in_japanese
from takigi.kernel.fiscal_year import FiscalYear
from takigi.meetings.actions.care import ask_for_sheet
from takigi.meetings.queries.listed import ListedCase, decisions_due, town_list
from takigi.screens.meetings.afterwards.pages import plain_parts
from takigi.screens.meetings.afterwards.promise_rows import promises_table
from takigi.screens.meetings.said import refusals_said
from takigi.screens.render import render_screen


@require_safe
def care_cases(request: Any) -> HttpResponse:
    """一覧. `?meeting=`: to choose from it for one conference; `?from=&until=`: what stands behind a number."""
    meeting_id = _meeting(request.GET.get("meeting", ""))
    from_on, until_on = _day(request.GET.get("from", "")), _day(request.GET.get("until", ""))
    found = town_list(request.viewer, meeting_id=meeting_id, from_on=from_on, until_on=until_on)
    back = (
        (reverse("meeting_care", args=[meeting_id]), "事例の板へ戻る")
        if meeting_id
        else (reverse("meetings"), "会議の机へ戻る")
    )
    parts = plain_parts(request.viewer) | {
        "heading": "話し合うケースの一覧",
        "found": found,
        "period": _period(from_on, until_on),
        "meeting_id": meeting_id or "",
        "waiting": [_row(one, meeting_id) for one in found.waiting],
        "discussed": [_row(one, meeting_id) for one in found.discussed],
        "on_agenda": StatusTag("この会議の事例", Tone.ACTIVE),
        "back": back,
    }
    return render_screen(request, "meetings/care_cases.html", parts)


def _row(one: ListedCase, meeting_id: uuid.UUID | None) -> dict[str, Any]:
    bring = f"{reverse('care_bring', args=[one.case_id])}{f'?meeting={meeting_id}' if meeting_id else ''}"
    return {
        "it": one,
        "case_url": reverse("case", args=[one.case_id]) if one.name else "",
        "since": f"{in_japanese(one.listed_on.replace(day=1)).removesuffix('1日')}から",
        "discussed": in_japanese(one.discussed_on) if one.discussed_on else "",
        "bring": bring if one.may_bring else "",
        "ask": one.may_ask and not one.may_bring and meeting_id is not None,
    }


@require_POST
def care_choose(request: Any, conference_id: uuid.UUID) -> HttpResponse:
    """この会議の事例に選ぶ: the owner is asked for the sheet."""
    case_id = _meeting(request.POST.get("case", ""))
    if case_id is None:
        raise Http404
    with refusals_said(request):
        ask_for_sheet(by=request.viewer, meeting_id=conference_id, case_id=case_id)
        messages.success(request, "事例に選び、担当に用紙を頼みました。だれのことかは、担当だけが知っています。")
    return redirect(f"{reverse('care_cases')}?meeting={conference_id}")


@require_safe
def care_decisions(request: Any) -> HttpResponse:
    """会議で決めたこと: what fell due in a period, this fiscal year unless the address says otherwise."""
    year = FiscalYear.containing(request.viewer.on)
    from_on = _day(request.GET.get("from", "")) or year.first_day
    until_on = _day(request.GET.get("until", "")) or year.last_day
    found = decisions_due(request.viewer, from_on=from_on, until_on=until_on)
    parts = plain_parts(request.viewer) | {
        "heading": "会議で決めたこと",
        "found": found,
        "period": _period(from_on, until_on),
        "table": promises_table(
            found.lines, name="会議で決めたこと", empty="この期間に期限の来るもので、見られるものはありません"
        ),
        "back": (reverse("meetings"), "会議の机へ戻る"),
    }
    return render_screen(request, "meetings/care_decisions.html", parts)


def _meeting(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _period(from_on: date | None, until_on: date | None) -> str:
    return f"{in_both_eras(from_on)}〜{in_both_eras(until_on)}" if from_on and until_on else ""
