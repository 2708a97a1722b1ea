"""事業の机の住所: opaque ids and filters only, never a word about anybody."""

from django.urls import path

from takigi.screens.programmes import changes, courses, terms
from takigi.screens.programmes.episode import before_after, episode
from takigi.screens.programmes.measurement import measurement_sheet
from takigi.screens.programmes.printing import episode_print
from takigi.screens.programmes.session import session_change, session_new
from takigi.screens.programmes.start import episode_leave_waiting, episode_start, episode_wait
from takigi.screens.programmes.today import episode_attendance, programmes, session_undo

EPISODE = "programmes/episodes/<uuid:episode_id>/"

urlpatterns = [
    path("programmes/", programmes, name="programmes"),
    path("programmes/courses/", courses.courses, name="courses"),
    path("programmes/courses/new/", courses.course_new, name="course_new"),
    path("programmes/courses/<uuid:course_id>/", courses.course, name="course"),
    path("programmes/courses/<uuid:course_id>/close/", courses.course_close, name="course_close"),
    path("programmes/participants/", courses.participants_page, name="participants"),
    path("programmes/terms/", terms.programme_terms, name="programme_terms"),
    path("programmes/terms/adopt/<slug:template>/", terms.programme_adopt, name="programme_adopt"),
    path("programmes/terms/<int:programme_id>/", terms.programme_change, name="programme_change"),
    path("programmes/cases/<uuid:case_id>/start/", episode_start, name="episode_start"),
    path("programmes/cases/<uuid:case_id>/wait/<uuid:course_id>/", episode_wait, name="episode_wait"),
    path(
        "programmes/cases/<uuid:case_id>/wait/<uuid:course_id>/leave/",
        episode_leave_waiting,
        name="episode_leave_waiting",
    ),
    path(EPISODE, episode, name="episode"),
    path(f"{EPISODE}attendance/", episode_attendance, name="episode_attendance"),
    path(f"{EPISODE}sessions/new/", session_new, name="session_new"),
    path(f"{EPISODE}sessions/<int:session_id>/", session_change, name="session_change"),
    path(f"{EPISODE}sessions/<int:session_id>/undo/", session_undo, name="session_undo"),
    path(f"{EPISODE}measurements/<slug:timepoint>/", measurement_sheet, name="measurement_sheet"),
    path(f"{EPISODE}before-after/", before_after, name="before_after"),
    path(f"{EPISODE}extension/", changes.extension_ask, name="extension_ask"),
    path(f"{EPISODE}extension/decide/", changes.extension_decide, name="extension_decide"),
    path(f"{EPISODE}suspend/", changes.episode_suspend, name="episode_suspend"),
    path(f"{EPISODE}resume/", changes.episode_resume, name="episode_resume"),
    path(f"{EPISODE}move/", changes.episode_move, name="episode_move"),
    path(f"{EPISODE}end/", changes.episode_end, name="episode_end"),
    path(f"{EPISODE}end/undo/", changes.episode_end_undo, name="episode_end_undo"),
    path(f"{EPISODE}report/", changes.end_report, name="end_report"),
    path(f"{EPISODE}print/<slug:paper>/", episode_print, name="episode_print"),
    path(f"{EPISODE}withdraw/", changes.episode_withdraw, name="episode_withdraw"),
]
