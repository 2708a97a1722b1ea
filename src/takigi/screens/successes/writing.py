"""成功事例を書く: begun from what the case says already, and held against every name of the register as it is kept."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.goals import goals_of
from takigi.casework.queries.visits import visit_file, visits_of
from takigi.casework.rules.deidentifying import age_told, band_of
from takigi.kernel.ages import ages_on
from takigi.people.queries.peers import known_names, peers_counted
from takigi.screens.casework.case_form import case_form_page, head_to_change
from takigi.screens.forms import refusals_on
from takigi.screens.successes.forms import SuccessForm, version_of
from takigi.success_cases.actions import rewrite_success, write_success
from takigi.success_cases.queries import success_page
from takigi.success_cases.rules import TEXTS

TOLD = "だれのことか分からない言葉で書きます。機械が名前・場所・日付をさがしますが、十に一つは見落とします。共有の前に、ケースを知っている別の職員がもう一度読みます。年代は、同じ年代・性別の方が地区に10人以上いるときだけ載ります。"


@require_http_methods(["GET", "HEAD", "POST"])
def success_new(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """成功事例を書く, beginning with what was recorded."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    initial = {} if request.method == "POST" else begun_from(viewer, head)
    form = SuccessForm(
        request.POST or None, viewer=viewer, known=lambda text: names_told(viewer, head, text), initial=initial
    )
    if form.is_valid():
        with refusals_on(form):
            success_id = write_success(
                by=viewer,
                case_id=case_id,
                words=form.words(age_band_of(viewer, head)),
                known_names=form.names,
                is_sure=form.cleaned_data["is_sure"],
            )
            messages.success(request, "下書きをつくりました。読みなおして、確かめを頼んでください。")
            return redirect("success", success_id)
    return case_form_page(request, head, form, title="成功事例を書く", save="下書きをつくる", explanation=TOLD)


@require_http_methods(["GET", "HEAD", "POST"])
def success_rewrite(request: Any, success_id: uuid.UUID) -> HttpResponse:
    """書きなおす."""
    viewer, page = request.viewer, success_page(request.viewer, success_id)
    if page.case_id is None:
        raise NotPermitted("書きなおせるのは、ケースを知っている職員です。")
    head = head_to_change(viewer, page.case_id)
    initial = {name: getattr(page.words, name) for name in (*TEXTS, "goal_field", "cause_code", "audience")}
    initial["version"] = page.version
    form = SuccessForm(
        request.POST or None, viewer=viewer, known=lambda text: names_told(viewer, head, text), initial=initial
    )
    if form.is_valid():
        with refusals_on(form):
            rewrite_success(
                by=viewer,
                success_id=success_id,
                based_on=version_of(request.POST),
                words=form.words(age_band_of(viewer, head)),
                known_names=form.names,
                is_sure=form.cleaned_data["is_sure"],
            )
            messages.success(request, "書きなおしました。もう一度、確かめを頼んでください。")
            return redirect("success", success_id)
    more = {"explanation": TOLD, "beside": [("事例に戻る", reverse("success", args=[success_id]))]}
    return case_form_page(request, head, form, title="成功事例を書きなおす", save="書きなおす", **more)


def names_told(viewer: Viewer, head: CaseHead, text: str) -> tuple[str, ...]:
    """Names of the register, of staff and of agencies in the text, and each part of the person's own name."""
    own = [part for part in head.person.name.split() if part in text]
    return tuple(dict.fromkeys([*known_names(viewer, text), *own]))


def age_band_of(viewer: Viewer, head: CaseHead) -> str:
    """The person's five years, where ten of the same sex share them in the area; otherwise nothing."""
    ages = ages_on(head.person.birth, viewer.on) if head.person.birth else None
    if ages is None or band_of(ages[0]) != band_of(ages[1]) or not head.person.sex:
        return ""
    peers = peers_counted(viewer, head.person.sex, band_of(ages[0]), on=viewer.on, area_id=head.person.area_id)
    return age_told(ages[0], peers=peers)


def begun_from(viewer: Viewer, head: CaseHead) -> dict[str, Any]:
    """What the visit and the goals say already; the writer takes out of it what tells who it was."""
    goals = [goal for goal in goals_of(viewer, head.case_id) if goal.agreed_on]
    visits = [one for one in visits_of(viewer, head.case_id).visits if not one.is_replaced]
    said = visit_file(viewer, head.case_id, visits[-1].visit_id).values if visits else {}
    return {
        "before": said.get("before_text", ""),
        "trigger": "\n".join(str(said[name]) for name in ("onset_text", "lost_text") if said.get(name)),
        "agreed": "\n".join(f"{goal.text}（{goal.graduation}）" if goal.graduation else goal.text for goal in goals),
        "goal_field": goals[0].field.value if goals else "",
        "cause_code": head.cause_code or head.reason_code,
    }
