"""会議のあいだとそのあとの住所: opaque ids only."""

from django.urls import path

from takigi.screens.meetings.afterwards import (
    care,
    care_papers,
    dates,
    follow_ups,
    lectures,
    listed,
    minutes,
    plans,
    promises,
)
from takigi.screens.meetings.afterwards.attendance import meeting_attendance
from takigi.screens.meetings.afterwards.days_by_link import meeting_days
from takigi.screens.meetings.afterwards.inviting import meeting_ideas
from takigi.screens.meetings.afterwards.packs import meeting_pack
from takigi.screens.meetings.afterwards.team_meetings import team_meetings

MEETING = "meetings/<uuid:meeting_id>/"
ITEM = "meetings/items/<uuid:item_id>/"
CARE = "meetings/cases/<uuid:care_id>/"

urlpatterns = [
    path("meetings/promises/", promises.my_promises_page, name="my_promises"),
    path("meetings/promises/<uuid:promise_id>/", promises.promise, name="promise"),
    path("meetings/checks/", follow_ups.involvement_checks, name="involvement_checks"),
    path("meetings/lectures/", lectures.lectures, name="lectures"),
    path("meetings/lectures/new/", lectures.lecture_new, name="lecture_new"),
    path("meetings/lectures/<uuid:lecture_id>/", lectures.lecture, name="lecture"),
    path("meetings/lectures/<uuid:lecture_id>/<slug:to>/", lectures.lecture_move, name="lecture_move"),
    path("meetings/team/", team_meetings, name="team_meetings"),
    path("meetings/calendar.ics", dates.meetings_calendar, name="meetings_calendar"),
    path("r/<str:token>/days/", meeting_days, name="meeting_days"),
    path(f"{ITEM}promise/", promises.promise_new, name="promise_new"),
    path(f"{ITEM}confirm/", promises.record_confirm, name="record_confirm"),
    path(f"{ITEM}after/", follow_ups.item_after, name="item_after"),
    path(f"{ITEM}plan/", plans.support_plan, name="support_plan"),
    path(f"{ITEM}plan/write/", plans.plan_write, name="support_plan_write"),
    path(f"{ITEM}plan/decide/", plans.plan_decide, name="support_plan_decide"),
    path(f"{ITEM}plan/evaluate/", plans.plan_evaluate, name="support_plan_evaluate"),
    path("meetings/cases/", listed.care_cases, name="care_cases"),
    path("meetings/decided/", listed.care_decisions, name="care_decisions"),
    path("meetings/<uuid:conference_id>/choose/", listed.care_choose, name="care_choose"),
    path(CARE, care_papers.care_sheet, name="care_sheet"),
    path(f"{CARE}clock/", care.care_clock, name="care_clock"),
    path(f"{CARE}ask/", care_papers.care_ask, name="care_ask"),
    path(f"{CARE}answer/", care_papers.care_answer, name="care_answer"),
    path(f"{CARE}advice/", care_papers.care_advise, name="care_advise"),
    path("meetings/bring/<uuid:case_id>/", care_papers.care_bring, name="care_bring"),
    path(f"{MEETING}attendance/", meeting_attendance, name="meeting_attendance"),
    path(f"{MEETING}minutes/", minutes.meeting_minutes, name="meeting_minutes"),
    path(f"{MEETING}minutes/save/", minutes.meeting_minutes_save, name="meeting_minutes_save"),
    path(f"{MEETING}minutes/settle/", minutes.meeting_minutes_settle, name="meeting_minutes_settle"),
    path(f"{MEETING}promises/", promises.meeting_promises, name="meeting_promises"),
    path("meetings/<uuid:conference_id>/care/", care.meeting_care, name="meeting_care"),
    path(f"{MEETING}dates/", dates.meeting_dates, name="meeting_dates"),
    path(f"{MEETING}dates/answer/", dates.meeting_dates_answer, name="meeting_dates_answer"),
    path(f"{MEETING}dates/choose/", dates.meeting_dates_choose, name="meeting_dates_choose"),
    path(f"{MEETING}calendar.ics", dates.meeting_calendar, name="meeting_calendar"),
    path(f"{MEETING}pack/", meeting_pack, name="meeting_pack"),
    path(f"{MEETING}ideas/", meeting_ideas, name="meeting_ideas"),
]
