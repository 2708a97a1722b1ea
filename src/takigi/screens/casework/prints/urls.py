"""帳票の住所: opaque ids and the kind of the sheet."""

from django.urls import path

from takigi.screens.casework.prints.printing import case_print

urlpatterns = [
    path("cases/<uuid:case_id>/print/<slug:paper>/", case_print, name="case_print"),
]
