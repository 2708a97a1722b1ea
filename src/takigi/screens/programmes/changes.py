"""短期集中を動かす画面: suspend, resume, go on elsewhere, extend, end, and take back an end."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from takigi.casework.rules.states import MoveReason
from takigi.instruments.timepoints import Timepoint
from takigi.kernel.era_names import in_both_eras
from takigi.programmes.actions import episodes, extensions, reports
from takigi.programmes.queries.courses import course_list
from takigi.programmes.queries.episodes import episode_head, episode_page
from takigi.programmes.rules.words import SuspensionReason
from takigi.screens.programmes.form_page import done, episode_form_page, to_decide, to_enter
from takigi.screens.programmes.forms import (
    DecisionForm,
    EndForm,
    ExtensionForm,
    MoveCourseForm,
    ReportForm,
    ResumeForm,
    SuspendForm,
    TakeBackForm,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def episode_suspend(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """中断する."""
    viewer, head = request.viewer, to_decide(episode_head(request.viewer, episode_id))
    form = SuspendForm(request.POST or None, viewer=viewer, initial={"from_on": "今日"})

    def change() -> None:
        typed = dict(form.cleaned_data)
        reason = SuspensionReason(typed.pop("reason"))
        episodes.suspend_episode(by=viewer, episode_id=episode_id, reason=reason, **typed)

    told = "中断のあいだの週は数えません。再開した日に、終わりの予定がその分だけ後になります。"
    return done(request, form, head, change, "中断を記録しました。") or episode_form_page(
        request, head, form, title="中断する", save="中断を記録する", explanation=told
    )


@require_http_methods(GET_OR_POST)
def episode_resume(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """再開する."""
    viewer, head = request.viewer, to_decide(episode_head(request.viewer, episode_id))
    form = ResumeForm(request.POST or None, viewer=viewer, initial={"back_on": "今日"})
    return done(
        request,
        form,
        head,
        lambda: episodes.resume_episode(by=viewer, episode_id=episode_id, **form.cleaned_data),
        "再開を記録しました。終わりの予定を書きなおしました。",
    ) or episode_form_page(request, head, form, title="再開する", save="再開を記録する")


@require_http_methods(GET_OR_POST)
def episode_move(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """教室を移る."""
    viewer, head = request.viewer, to_decide(episode_head(request.viewer, episode_id))
    others = [one for one in course_list(viewer) if one.course_id != head.course_id and one.ended_on is None]
    form = MoveCourseForm(request.POST or None, viewer=viewer, courses=others)

    def change() -> None:
        typed = dict(form.cleaned_data)
        course_id = uuid.UUID(typed.pop("course_id"))
        episodes.move_to_course(by=viewer, episode_id=episode_id, course_id=course_id, **typed)

    told = "年度や契約が変わっても、ひと続きの経過として数えます。契約の区切りだけが分かれます。"
    return done(request, form, head, change, "教室を移しました。") or episode_form_page(
        request, head, form, title="ほかの教室に移る", save="教室を移す", explanation=told
    )


@require_http_methods(GET_OR_POST)
def extension_ask(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """延長を願い出る."""
    viewer, page = request.viewer, episode_page(request.viewer, episode_id)
    head = to_enter(page.head)
    form = ExtensionForm(request.POST or None, viewer=viewer, initial={"more_sessions": 4})

    def change() -> None:
        expected = form.cleaned_data["expected"]
        extensions.ask_extension(by=viewer, episode_id=episode_id, wanted=form.stretch(), expected=expected)

    told = (
        f"いまの終わりの予定は{in_both_eras(head.planned_end_on)}です。この事業の延長は{head.extension_months}か月まで、"
        f"町の上限では{in_both_eras(page.latest_end_on)}までです。"
    )
    return done(request, form, head, change, "延長を願い出ました。担当のセンターが決めます。") or episode_form_page(
        request, head, form, title="延長を願い出る", save="延長を願い出る", explanation=told
    )


@require_http_methods(GET_OR_POST)
def extension_decide(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """延長を決める."""
    viewer, page = request.viewer, episode_page(request.viewer, episode_id)
    head, asked = to_decide(page.head), page.open_extension
    if asked is None:
        messages.info(request, "決める延長の願いはありません。")
        return redirect("episode", episode_id)
    form = DecisionForm(request.POST or None, viewer=viewer)

    def change() -> None:
        granted, note = form.cleaned_data["is_granted"] == "yes", form.cleaned_data["note"]
        extensions.decide_extension(by=viewer, extension_id=asked.extension_id, is_granted=granted, note=note)

    told = (
        f"{asked.asked_by}さんの願い: {in_both_eras(asked.end_on)}まで、{asked.more_sessions}回増やす。"
        f"理由は「{asked.reason}」。利用料は1回{asked.fee_yen:,}円。"
    )
    return done(request, form, head, change, "延長について決めました。") or episode_form_page(
        request, head, form, title="延長を決める", save="決めたことを記録する", explanation=told
    )


@require_http_methods(GET_OR_POST)
def episode_end(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """終わりを記録する."""
    viewer, page = request.viewer, episode_page(request.viewer, episode_id)
    head = to_decide(page.head)
    has_final = any(line.timepoint is Timepoint.T1 for line in page.measurements)
    form = EndForm(request.POST or None, viewer=viewer, has_final_test=has_final, initial={"on": "今日"})

    def change() -> None:
        because = MoveReason(form.cleaned_data["because"])
        episodes.end_episode(by=viewer, episode_id=episode_id, ending=form.ending(), reason=because)

    told = "認定の結果を待っているあいだは、卒業にできません。" if head.is_level_pending else ""
    return done(
        request, form, head, change, "終わりを記録しました。1・3・6・12か月後に様子を確かめます。"
    ) or episode_form_page(request, head, form, title="終わりを記録する", save="終わりを記録する", explanation=told)


@require_http_methods(GET_OR_POST)
def episode_end_undo(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """終わりの記録を取り消す."""
    viewer, head = request.viewer, to_decide(episode_head(request.viewer, episode_id))
    form = TakeBackForm(request.POST or None, viewer=viewer)
    return done(
        request,
        form,
        head,
        lambda: episodes.take_back_end(by=viewer, episode_id=episode_id, note=form.cleaned_data["note"]),
        "終わりの記録を取り消しました。短期集中は続いています。",
    ) or episode_form_page(
        request,
        head,
        form,
        title="終わりの記録を取り消す",
        save="取り消す",
        is_danger=True,
        explanation="短期集中が続いている状態に戻します。取り消したことも、ケースの記録に残ります。",
    )


@require_http_methods(GET_OR_POST)
def end_report(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """終了時報告を書く."""
    viewer, page = request.viewer, episode_page(request.viewer, episode_id)
    head, report = to_enter(page.head), page.report
    names = ("goal_note", "self_plan", "recommended_place", "risk_notes", "opinion")
    first = {name: getattr(report, name) for name in names} if report else {}
    initial = first | {"goal_result": report.goal_result.value if report else ""}
    form = ReportForm(request.POST or None, viewer=viewer, initial=initial)
    told = (
        f"目標: 「{head.goal}」　卒業のめやす: {head.graduation_point or 'まだ記録がありません'}" if head.goal else ""
    )
    return done(
        request,
        form,
        head,
        lambda: reports.write_end_report(by=viewer, episode_id=episode_id, words=form.told()),
        "終了時報告を書きました。",
    ) or episode_form_page(request, head, form, title="終了時報告を書く", save="終了時報告を残す", explanation=told)


@require_POST
def episode_withdraw(request: Any, episode_id: uuid.UUID) -> HttpResponse:
    """同意の取り消しを記録する: the provider sees nothing from this moment."""
    episodes.withdraw_agreement(by=request.viewer, episode_id=episode_id)
    messages.success(request, "同意の取り消しを記録しました。事業所からは、もう見られません。")
    return redirect("programmes")
