"""記録の保管の住所: one line for each screen."""

from django.urls import path

from takigi.screens.custody import readers

urlpatterns = [
    path("audit/readers/", readers.find_readers, name="find_readers"),
    path("audit/readers/<slug:whole>/<uuid:subject_id>/", readers.record_readers, name="record_readers"),
    path("audit/readers/<slug:whole>/<uuid:subject_id>/file/", readers.record_readers_file, name="record_readers_file"),
]
