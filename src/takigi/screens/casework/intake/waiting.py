"""訪問を待っている方: newly certified people of the viewer's areas whom nobody has taken up yet."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.grounds import Viewer
from takigi.casework.actions.intake import set_aside, take_up
from takigi.casework.queries.waiting import Waiting, WaitingLine, waiting_decision, waiting_for_visit
from takigi.casework.rules.states import CaseRefused
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.desk import desk_tabs
from takigi.screens.casework.intake.forms import SetAsideForm, own_centres
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

COLUMNS = (
    Column("本人"),
    Column("申請の理由（言われたまま）"),
    Column("原因"),
    Column("認定"),
    Column("待っている日数", is_number=True),
    Column("すること"),
)
UNKNOWN = MissingWord(Missing.NOT_RECORDED)
NOBODY = EmptyState("いま待っている方はいません", "新しい台帳が取り込まれると、ここに並びます。")


@require_safe
def cases_waiting(request: Any) -> HttpResponse:
    """Three lists: on the town's list, of unknown reason, of other reasons."""
    viewer = request.viewer
    found = waiting_for_visit(viewer)
    context = {
        "heading": "訪問を待っている方",
        "tabs": desk_tabs(viewer, "cases_waiting"),
        "ground": GroundLine(("担当圏域のセンターの職員であるため",)),
        "found": found,
        "counts_from": "申請日" if found.counts_from == "application" else "認定の決定日",
        "targets": _table(viewer, "訪問に行く理由の方", found.targets),
        "unknown": _table(viewer, "理由が分からない方", found.unknown) if found.unknown else "",
        "others": _table(viewer, "ほかの理由の方", found.others) if found.others else "",
        "since": in_both_eras(found.since),
        "as_of": in_both_eras(viewer.on),
        "late": _late(found),
    }
    return render_screen(request, "casework/waiting.html", context)


def _late(found: Waiting) -> int:
    return sum(line.is_late for line in found.targets)


def _table(viewer: Viewer, caption: str, lines: tuple[WaitingLine, ...]) -> Table:
    return Table(caption, COLUMNS, tuple(_row(viewer, line) for line in lines), NOBODY, has_hidden_caption=True)


def _row(viewer: Viewer, line: WaitingLine) -> tuple[Any, ...]:
    person, decision = line.person, line.decision
    url = reverse("case_take_up", args=[decision.line])
    days = StatusTag(f"{line.days}日", Tone.ALERT) if line.is_late else f"{line.days}日"
    return (
        PersonName(
            person.name, person.name_kana, person.birth, viewer.on, href=reverse("person", args=[person.shown_id])
        ),
        f"「{decision.reason_text}」" if decision.reason_text else "記録がありません",
        decision.cause_text or "記録がありません",
        f"{decision.level}（{in_both_eras(decision.decided_on)}）",
        days,
        ButtonLink("引き受ける" if not line.has_ended_case else "また引き受ける", url),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def case_take_up(request: Any, line: uuid.UUID) -> HttpResponse:
    """Take somebody up, or set the visit aside with a reason."""
    viewer = request.viewer
    found = waiting_decision(viewer, line)
    if found is None:
        raise Http404
    decision, person = found
    form = SetAsideForm(request.POST if "aside" in request.POST else None, viewer=viewer)
    if form.is_valid():
        with refusals_on(form):
            set_aside(by=viewer, certification_line=line, reason=form.cleaned_data["reason"])
            messages.success(request, "訪問を見送ることを記録しました。")
            return redirect("cases_waiting")
    context = {
        "heading": "訪問を引き受ける",
        "who": PersonName(person.name, person.name_kana, person.birth, viewer.on),
        "ground": GroundLine(("担当圏域のセンターの職員であるため",)),
        "facts": DefinitionList(
            (
                Fact("認定", decision.level),
                Fact("申請日", BothEraDate(decision.application_on)),
                Fact("決定日", BothEraDate(decision.decided_on)),
                Fact("申請の理由（言われたまま）", decision.reason_text or UNKNOWN),
                Fact("原因", decision.cause_text or UNKNOWN),
            )
        ),
        "centres": own_centres(viewer),
        "take": Button("ケースを開いて引き受ける", ButtonKind.PRIMARY),
        "url": reverse("case_take_up_now", args=[line]),
        "form": form,
        "aside": Button("訪問を見送る", name="aside", value="yes"),
    }
    return render_screen(request, "casework/take_up.html", context, status=422 if form.errors else 200)


@require_POST
def case_take_up_now(request: Any, line: uuid.UUID) -> HttpResponse:
    """Open the case with the ledger's words."""
    viewer, centres = request.viewer, dict(own_centres(request.viewer))
    chosen = request.POST.get("agency") or next(iter(centres), "")
    if chosen not in centres:
        raise Http404
    try:
        case_id = take_up(by=viewer, certification_line=line, agency_id=int(chosen))
    except CaseRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("cases_waiting")
    messages.success(request, "ケースを開きました。訪問の日を決めましょう。")
    return redirect("case", case_id)
