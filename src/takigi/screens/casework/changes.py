"""ケースを動かす画面: move on, take back, hand over, schedule, ask along, decide what is next."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions import cases
from takigi.casework.rules.prints import PaperKind
from takigi.casework.rules.states import CaseState, MoveReason, ways_from
from takigi.screens.casework.case_form import case_form_page, head_to_change
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.casework.forms import (
    CompanionForm,
    CorrectionForm,
    HandOverForm,
    MoveForm,
    NextStepForm,
    ScheduleForm,
    not_before,
)
from takigi.screens.forms import kept

GET_OR_POST = ["GET", "HEAD", "POST"]
# What is said about the result: what is done, how its page is called, what follows, and what is said afterwards.
LEVELS = {
    "awaited": (
        cases.await_level,
        "認定の結果を待っている",
        "結果の前に支援を始めるとき（暫定プラン）に記録します。結果が出るまで、卒業にはできません。",
        "認定の結果を待っていることを記録しました。",
    ),
    "come": (
        cases.settle_level,
        "認定の結果が出た",
        "要支援・要介護・非該当のどれでも記録します。認定の内容は、台帳の取り込みか、本人のページで入ります。",
        "認定の結果が出たことを記録しました。",
    ),
}


@require_http_methods(GET_OR_POST)
def case_move(request: Any, case_id: uuid.UUID, to: str) -> HttpResponse:
    """状態を進める to one of the ways there are."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    if to not in {state.value for state in ways_from(head.state, head.state_before)}:
        raise Http404
    state = CaseState(to)
    form = MoveForm(request.POST or None, viewer=viewer, to=state, initial={"on": "今日"})

    def change() -> None:
        given = form.cleaned_data
        cases.move_case(
            by=viewer,
            case_id=case_id,
            to=state,
            on=given["on"],
            reason=MoveReason(given["reason"]),
            note=given["note"],
        )

    done = kept(request, form, change, f"「{state.label}」に進めました。", ("case", case_id))
    title, explanation = f"「{state.label}」に進める", not_before(head)
    return done or case_form_page(request, head, form, title=title, save=title, explanation=explanation)


@require_http_methods(GET_OR_POST)
def case_correct(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """最後の動きを取り消す."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = CorrectionForm(request.POST or None, viewer=viewer)
    done = kept(
        request,
        form,
        lambda: cases.correct_move(by=viewer, case_id=case_id, on=viewer.on, note=form.cleaned_data["note"]),
        "最後の動きを取り消しました。",
        ("case", case_id),
    )
    told = f"いまの「{head.state.label}」になる前に戻します。取り消したことも、記録に残ります。"
    return done or case_form_page(
        request, head, form, title="最後の動きを取り消す", save="取り消す", explanation=told, is_danger=True
    )


@require_http_methods(GET_OR_POST)
def case_next_step(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """次にすることを決める."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = NextStepForm(request.POST or None, viewer=viewer, initial={"text": head.next_step})
    done = kept(
        request,
        form,
        lambda: cases.set_next_step(by=viewer, case_id=case_id, **form.cleaned_data),
        "次にすることを決めました。",
        ("case", case_id),
    )
    return done or case_form_page(request, head, form, title="次にすること", save="決める")


@require_http_methods(GET_OR_POST)
def case_level(request: Any, case_id: uuid.UUID, level: str) -> HttpResponse:
    """認定の結果を待っている, or it has come (V8)."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    if level not in LEVELS:
        raise Http404
    change, title, told, said = LEVELS[level]
    form = CaseForm(request.POST if request.method == "POST" else None, viewer=viewer)
    done = kept(request, form, lambda: change(by=viewer, case_id=case_id), said, ("case", case_id))
    return done or case_form_page(request, head, form, title=title, save="記録する", explanation=told)


@require_http_methods(GET_OR_POST)
def case_schedule(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """訪問を約束する."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = ScheduleForm(request.POST or None, viewer=viewer)
    done = kept(
        request,
        form,
        lambda: cases.schedule_visit(by=viewer, case_id=case_id, **form.cleaned_data),
        "訪問の日を決めました。",
        ("case", case_id),
    )
    return done or case_form_page(request, head, form, title="訪問の日を決める", save="この日に決める")


@require_http_methods(GET_OR_POST)
def case_hand_over(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """担当を替える."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = HandOverForm(request.POST or None, viewer=viewer, head=head, initial={"on": "今日"})

    def change() -> None:
        agency_id, staff_id = form.chosen()
        given = form.cleaned_data
        cases.hand_over(
            by=viewer, case_id=case_id, agency_id=agency_id, staff_id=staff_id, on=given["on"], note=given["note"]
        )

    done = kept(request, form, change, "担当を引き継ぎました。", ("case", case_id))
    told = f"いまの担当は、{head.agency_name} {head.owner_name or '（担当者はこれから）'}です。"
    pack = [("引継書を印刷する", reverse("case_print", args=[case_id, PaperKind.HANDOVER.value]))]
    more = {"title": "担当を替える", "save": "引き継ぐ", "explanation": told, "beside": pack}
    return done or case_form_page(request, head, form, **more)


@require_http_methods(GET_OR_POST)
def case_companion(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """同行を頼む."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    form = CompanionForm(request.POST or None, viewer=viewer)

    def change() -> None:
        given = form.cleaned_data
        cases.invite_companion(
            by=viewer,
            case_id=case_id,
            staff_id=int(given["staff_id"]),
            until=given["until"],
            purpose=given["purpose"],
        )

    done = kept(request, form, change, "同行を頼みました。", ("case", case_id))
    told = "頼まれた人は、その日まで、このケースを読み、訪問を記録できます。"
    return done or case_form_page(request, head, form, title="同行を頼む", save="頼む", explanation=told)
