"""経過記録の住所: opaque ids only."""

from django.urls import path

from takigi.screens.casework.notes.notes import note_replace, notes

urlpatterns = [
    path("cases/<uuid:case_id>/notes/", notes, name="notes"),
    path("cases/<uuid:case_id>/notes/<int:note_id>/", note_replace, name="note_replace"),
]
