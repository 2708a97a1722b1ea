"""アンケートの住所: ids of waves only; a slip's own address opens without signing in."""

from django.urls import path

from takigi.screens.surveys.answering import survey_answer
from takigi.screens.surveys.instruments import survey_instruments
from takigi.screens.surveys.listing import surveys
from takigi.screens.surveys.preparing import survey_new
from takigi.screens.surveys.results import survey, survey_close

urlpatterns = [
    path("numbers/surveys/", surveys, name="surveys"),
    path("numbers/surveys/new/", survey_new, name="survey_new"),
    path("numbers/surveys/instruments/", survey_instruments, name="survey_instruments"),
    path("numbers/surveys/<uuid:wave_id>/", survey, name="survey"),
    path("numbers/surveys/<uuid:wave_id>/close/", survey_close, name="survey_close"),
    path("s/<slug:token>/", survey_answer, name="survey_answer"),
]
