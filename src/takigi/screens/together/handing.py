"""ステーションの関わりと移管の画面: always with an end, and never without the other side's word."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.write_matrix import Action
from takigi.collaboration.actions import involvement, transfers
from takigi.collaboration.queries.asked import AskedTransfer, asked_involvement, asked_transfer
from takigi.collaboration.queries.choices import agencies_to_ask, people_at, stations
from takigi.collaboration.rules.words import Mode
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.rules import Duty
from takigi.screens.forms import kept, refusals_on
from takigi.screens.together.beside_page import beside_form_page, head_to_write
from takigi.screens.together.desk import head_parts
from takigi.screens.together.forms import (
    AnswerTransferForm,
    EndInvolvementForm,
    InvolvementForm,
    TransferForm,
)
from takigi.screens.together.station_forms import StationCaseForm

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def involvement_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """ステーションの関わりを始める."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id, Action.REQUEST_MEETING)
    if not head.calls_station:
        raise NotPermitted("ステーションの関わりを決められるのは、主担当とその監督者・事務局です。")
    form = InvolvementForm(request.POST or None, viewer=viewer, initial={"mode": request.GET.get("mode", "")})
    done = kept(
        request,
        form,
        lambda: involvement.involve_station(
            by=viewer,
            case_id=shared_id,
            mode=Mode(form.cleaned_data["mode"]),
            planned_to=form.cleaned_data["planned_to"],
        ),
        "ステーションの関わりを始めました。主担当は替わりません。",
        ("shared_case", shared_id),
    )
    parts = head_parts(viewer, head) | {
        "explanation": "ステーションは、期間を決めて関わり、離れます。主担当は替わりません。"
    }
    return done or beside_form_page(request, parts, form, title="ステーションの関わりを始める", save="始める")


@require_http_methods(GET_OR_POST)
def involvement_end(request: Any, involvement_id: uuid.UUID) -> HttpResponse:
    """離れる・延ばす."""
    viewer = request.viewer
    stay = asked_involvement(viewer, involvement_id)
    form = EndInvolvementForm(request.POST or None, viewer=viewer)

    def change() -> None:
        typed = form.cleaned_data
        if typed["answer"] == "end":
            involvement.end_involvement(by=viewer, involvement_id=involvement_id, exit_note=typed["note"])
        else:
            involvement.prolong_involvement(
                by=viewer, involvement_id=involvement_id, planned_to=typed["planned_to"] or viewer.on, why=typed["note"]
            )

    done = kept(request, form, change, "ステーションの関わりを記録しました。", ("together",))
    told = f"ケース {stay.case_no}: {stay.mode.label}。終わりの予定は{in_both_eras(stay.planned_to)}です。"
    parts = {"explanation": told, "back": ("/together/", "つながりの一覧へ戻る")}
    return done or beside_form_page(request, parts, form, title="離れる・延ばす", save="記録する")


@require_http_methods(GET_OR_POST)
def transfer_new(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """主担当の移管を提案する."""
    viewer = request.viewer
    head = head_to_write(viewer, shared_id, Action.PROPOSE_TRANSFER)
    form = TransferForm(
        request.POST or None, viewer=viewer, agencies=agencies_to_ask(viewer, without=head.owner_agency_id)
    )
    done = kept(
        request,
        form,
        lambda: transfers.propose_transfer(by=viewer, case_id=shared_id, proposal=form.proposal()),
        "移管を提案しました。受け入れられるまで、主担当は替わりません。",
        ("shared_case", shared_id),
    )
    told = "受け入れる機関の監督者が答えます。それまで主担当は替わりません。ステーションへは、期限と終わり方と事務局の承認がある例外だけです。"
    parts = head_parts(viewer, head) | {"explanation": told}
    return done or beside_form_page(request, parts, form, title="主担当の移管を提案する", save="提案する")


@require_http_methods(GET_OR_POST)
def station_case_new(request: Any) -> HttpResponse:
    """ステーションの例外として開く, by the secretariat, which approves it in the act."""
    viewer: Viewer = request.viewer
    if not (viewer.may_read_persons and viewer.has_duty(Duty.SECRETARIAT)):
        raise NotPermitted("ステーションを主担当とするケースを開けるのは、例外を承認する事務局だけです。")
    places = stations(viewer)
    people = [one for agency, _ in places for one in people_at(viewer, agency)]
    form = StationCaseForm(request.POST or None, viewer=viewer, agencies=places, people=people, is_known=False)
    if form.is_valid():
        typed = form.cleaned_data
        typed["opened_on"] = viewer.on
        with refusals_on(form):
            shared_id = transfers.open_for_station(
                by=viewer,
                new=form.new(None),
                owner_id=int(typed["owner"]),
                until=typed["until"],
                exit_plan=typed["exit_plan"],
                reason=typed["reason"],
            )
            messages.success(request, "期限つきの例外として開きました。期限は、ステーションの板に出ます。")
            return redirect("shared_case", shared_id)
    told = "ふだんは、関わっている機関が開きます。受け持てる機関がどうしてもないときだけの、90日以内の例外です。"
    parts = {"back": (reverse("together_station"), "ステーションの板へ戻る"), "explanation": told}
    return beside_form_page(request, parts, form, title="期限つきの例外として開く", save="承認して開く")


@require_http_methods(GET_OR_POST)
def transfer_answer(request: Any, transfer_id: uuid.UUID) -> HttpResponse:
    """移管の提案に答える: the receiving side accepts or declines, the owner takes back, the secretariat approves."""
    viewer = request.viewer
    head, asked = asked_transfer(viewer, transfer_id)
    people = people_at(viewer, asked.to_agency_id) if asked.receives else []
    form = AnswerTransferForm(request.POST or None, viewer=viewer, ways=_ways(asked), people=people)

    def answer() -> None:
        typed, words = form.cleaned_data, {"by": viewer, "transfer_id": transfer_id}
        if typed["answer"] == "approve":
            transfers.approve_exception(**words)
        elif typed["answer"] == "accept":
            transfers.accept_transfer(**words, staff_id=int(typed["staff"] or 0), note=typed["note"])
        elif typed["answer"] == "decline":
            transfers.decline_transfer(**words, note=typed["note"])
        else:
            transfers.withdraw_transfer(**words, note=typed["note"])

    done = kept(request, form, answer, "移管の提案に答えました。", ("together",))
    more = {"template": "together/transfer.html", "asked": asked}
    parts = head_parts(viewer, head)
    return done or beside_form_page(request, parts, form, title="主担当の移管の提案", save="答える", **more)


def _ways(asked: AskedTransfer) -> list[tuple[str, str]]:
    ways = []
    if asked.may_approve:
        ways.append(("approve", "例外として承認する"))
    if asked.receives:
        ways += [("accept", "受け入れて主担当になる"), ("decline", "受け入れない")]
    if asked.proposes:
        ways.append(("withdraw", "提案を取り下げる"))
    return ways if asked.is_open else []
