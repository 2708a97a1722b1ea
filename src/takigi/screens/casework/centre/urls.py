"""センターの様子の住所: kinds and filters only."""

from django.urls import path

from takigi.screens.casework.centre.centre import cases_centre, cases_held, cases_late

urlpatterns = [
    path("cases/centre/", cases_centre, name="cases_centre"),
    path("cases/centre/of/<int:staff_id>/", cases_held, name="cases_held"),
    path("cases/late/<slug:kind>/", cases_late, name="cases_late"),
]
