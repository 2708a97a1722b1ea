"""頼む・答えるの画面: roles and referrals, asked and answered. Nothing here changes who the owner is."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.access.write_matrix import Action
from takigi.collaboration.actions import referrals, roles
from takigi.collaboration.queries.asked import AskedReferral, AskedRole, asked_referral, asked_role
from takigi.collaboration.queries.choices import agencies_to_ask, colleagues_at
from takigi.collaboration.queries.reading import SharedHead
from takigi.collaboration.rules.words import ReferralStatus, Warmth
from takigi.meetings.queries.promises import promise_of_role
from takigi.screens.forms import kept
from takigi.screens.together.beside_page import beside_form_page, head_to_write
from takigi.screens.together.desk import head_parts
from takigi.screens.together.forms import (
    AnswerReferralForm,
    AnswerRoleForm,
    EndRoleForm,
    ReferralForm,
    RoleForm,
)

GET_OR_POST = ["GET", "HEAD", "POST"]
STAYS = "主担当は替わりません。"


@require_http_methods(GET_OR_POST)
def role_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """役割を頼む."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id, Action.REQUEST_ROLE)
    form = RoleForm(request.POST or None, viewer=viewer, agencies=agencies_to_ask(viewer, without=head.owner_agency_id))
    done = kept(
        request,
        form,
        lambda: roles.request_role(by=viewer, case_id=shared_id, asked=form.asked()),
        f"役割を頼みました。返事は、このケースのページに出ます。{STAYS}",
        ("shared_case", shared_id),
    )
    told = f"頼まれた機関には、名前を伏せた概要と、ここに書いたことだけが見えます。{STAYS}"
    return done or _page(request, head, form, title="役割を頼む", save="頼む", explanation=told)


def _page(request: Any, head: SharedHead, form: Any, *, title: str, save: str, explanation: str) -> HttpResponse:
    parts = head_parts(request.viewer, head) | {"explanation": explanation}
    return beside_form_page(request, parts, form, title=title, save=save)


@require_http_methods(GET_OR_POST)
def role_answer(request: Any, role_id: uuid.UUID) -> HttpResponse:
    """引き受ける・断る. What was asked at a meeting is answered on the promise that it is, so that both say the same."""
    viewer = request.viewer
    head, role = asked_role(viewer, role_id)
    if promise_id := promise_of_role(role_id):
        return redirect("promise", promise_id)
    form = AnswerRoleForm(request.POST or None, viewer=viewer, people=colleagues_at(viewer, role.agency_id))

    def answer() -> None:
        if form.cleaned_data["answer"] == "accept":
            roles.accept_role(by=viewer, role_id=role_id, staff_id=int(form.cleaned_data["staff"] or 0) or None)
        else:
            roles.decline_role(
                by=viewer,
                role_id=role_id,
                reason=form.cleaned_data["reason"],
                suggestion=form.cleaned_data["suggestion"],
            )

    done = kept(request, form, answer, "返事をしました。ありがとうございます。", ("together",))
    return done or _page(
        request, head, form, title="役割の依頼に返事をする", save="返事をする", explanation=_told(role)
    )


def _told(role: AskedRole) -> str:
    when = "" if role.due_on is None else f"（{role.due_on.month}月{role.due_on.day}日まで）"
    return f"{role.agency_name}への依頼: {role.kind.label}「{role.task}」{when}"


@require_http_methods(GET_OR_POST)
def role_end(request: Any, role_id: uuid.UUID) -> HttpResponse:
    """役割を済みにする・取り下げる; of a promise, on the promise's page."""
    viewer = request.viewer
    head, role = asked_role(viewer, role_id)
    if promise_id := promise_of_role(role_id):
        return redirect("promise", promise_id)
    form = EndRoleForm(request.POST or None, viewer=viewer, initial={"next_check_on": role.next_check_on})

    def end() -> None:
        if form.cleaned_data["answer"] == "go_on":
            roles.check_role_again(by=viewer, role_id=role_id, next_check_on=form.cleaned_data["next_check_on"] or None)
            return
        change = roles.finish_role if form.cleaned_data["answer"] == "done" else roles.withdraw_role
        change(by=viewer, role_id=role_id, note=form.cleaned_data["note"])

    done = kept(request, form, end, "役割の様子を記録しました。", ("shared_case", head.case_id))
    return done or _page(request, head, form, title="役割のその後", save="記録する", explanation=_told(role))


@require_http_methods(GET_OR_POST)
def referral_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """ほかの機関につなぐ."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id, Action.REQUEST_ROLE)
    agencies = [one for one in agencies_to_ask(viewer, without=head.owner_agency_id) if not one.is_station]
    form = ReferralForm(request.POST or None, viewer=viewer, agencies=agencies)
    done = kept(
        request,
        form,
        lambda: referrals.refer(
            by=viewer,
            case_id=shared_id,
            to_agency_id=int(form.cleaned_data["agency"]),
            purpose=form.cleaned_data["purpose"],
            warmth=Warmth(form.cleaned_data["warmth"]),
        ),
        f"つなぎました。始まるまで、このケースのページで追いかけます。{STAYS}",
        ("shared_case", shared_id),
    )
    told = f"つないだら終わりではありません。受け入れられ、始まるまでが、つなぎです。{STAYS}"
    return done or _page(request, head, form, title="ほかの機関につなぐ", save="つなぐ", explanation=told)


@require_http_methods(GET_OR_POST)
def referral_answer(request: Any, referral_id: uuid.UUID) -> HttpResponse:
    """つなぎのその後: accepted, started, come back or taken back."""
    viewer = request.viewer
    head, referral = asked_referral(viewer, referral_id)
    people = colleagues_at(viewer, referral.to_agency_id) if referral.receives else []
    form = AnswerReferralForm(request.POST or None, viewer=viewer, ways=_ways(referral), people=people)

    def answer() -> None:
        typed, words = form.cleaned_data, {"by": viewer, "referral_id": referral_id}
        if typed["answer"] == "accept":
            referrals.accept_referral(**words, staff_id=int(typed["staff"] or 0) or None)
        elif typed["answer"] == "start":
            referrals.start_referral(**words, started_on=typed["started_on"] or viewer.on)
        elif typed["answer"] == "reject":
            referrals.reject_referral(**words, reason=typed["reason"])
        else:
            referrals.revoke_referral(**words, reason=typed["reason"])

    done = kept(request, form, answer, "つなぎのその後を記録しました。", ("together",))
    told = f"{referral.from_name}から{referral.to_name}へ: {referral.purpose}（{referral.warmth.label}）。いま「{referral.status.label}」です。"
    return done or _page(request, head, form, title="つなぎのその後", save="記録する", explanation=told)


def _ways(referral: AskedReferral) -> list[str]:
    ways = []
    if referral.receives:
        ways += ["accept"] if referral.status is ReferralStatus.SENT else []
        ways += ["reject"]
    if referral.status is ReferralStatus.ACCEPTED:
        ways += ["start"]
    return [*ways, "revoke"] if referral.asks else ways
