"""教室の一覧・教室・参加している方の画面."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted
from takigi.programmes.actions import courses as actions
from takigi.programmes.queries.courses import course_list, course_page, participants
from takigi.programmes.queries.terms import may_arrange, programmes
from takigi.screens.asked import page_asked
from takigi.screens.forms import refusals_on
from takigi.screens.programmes.course_pages import dress_course, dress_courses, dress_participants
from takigi.screens.programmes.form_page import back_to, desk_form_page
from takigi.screens.programmes.forms import CloseCourseForm, CourseForm
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]


def check_arranges(request: Any) -> None:
    """Forms about programmes and courses are for those who decide about them."""
    if not may_arrange(request.viewer):
        raise NotPermitted("事業と教室を決められるのは、介護保険・計画の担当と、センターの所長です。")


@require_safe
def courses(request: Any) -> HttpResponse:
    """教室の一覧."""
    context = dress_courses(request.viewer, course_list(request.viewer))
    return render_screen(request, "programmes/courses.html", context)


@require_safe
def course(request: Any, course_id: uuid.UUID) -> HttpResponse:
    """教室."""
    context = dress_course(request.viewer, course_page(request.viewer, course_id))
    return render_screen(request, "programmes/course.html", context)


@require_safe
def participants_page(request: Any) -> HttpResponse:
    """参加している方."""
    ended = request.GET.get("ended") == "1"
    context = dress_participants(
        request.viewer, participants(request.viewer, ended=ended, page=page_asked(request)), ended=ended
    )
    return render_screen(request, "programmes/participants.html", context)


@require_http_methods(GET_OR_POST)
def course_new(request: Any) -> HttpResponse:
    """教室を開く."""
    check_arranges(request)
    choices = [(str(one.programme_id), one.name) for one in programmes(request.viewer)]
    form = CourseForm(request.POST or None, viewer=request.viewer, programmes=choices, initial={"from_on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            course_id = actions.open_course(by=request.viewer, details=form.details())
            messages.success(request, "教室を開きました。ケースのページから、参加する方を始められます。")
            return redirect("course", course_id)
    told = "" if choices else "まだ事業がありません。先に「事業の決めごと」で、ひな形を取り入れてください。"
    back = back_to("courses", "教室の一覧へ戻る")
    return desk_form_page(request, form, title="教室を開く", save="教室を開く", back=back, explanation=told)


@require_http_methods(GET_OR_POST)
def course_close(request: Any, course_id: uuid.UUID) -> HttpResponse:
    """教室を閉じる."""
    check_arranges(request)
    page = course_page(request.viewer, course_id)
    form = CloseCourseForm(request.POST or None, viewer=request.viewer, initial={"ended_on": "今日"})
    if form.is_valid():
        with refusals_on(form):
            actions.close_course(by=request.viewer, course_id=course_id, ended_on=form.cleaned_data["ended_on"])
            messages.success(request, "教室を閉じました。これまでの記録は残ります。")
            return redirect("courses")
    back = (reverse("course", args=[course_id]), "教室へ戻る")
    return desk_form_page(request, form, title=f"{page.course.name}を閉じる", save="教室を閉じる", back=back)
