"""記録の保管の住所: one line for each screen."""

from django.urls import path

from takigi.screens.custody import readers, requests

READ = "audit/readers/<slug:whole>/<uuid:subject_id>/"
ONE = "records/requests/<uuid:paper_id>/"

urlpatterns = [
    path("audit/readers/", readers.find_readers, name="find_readers"),
    path(READ, readers.record_readers, name="record_readers"),
    path(f"{READ}file/", readers.record_readers_file, name="record_readers_file"),
    path("records/requests/", requests.requests, name="record_requests"),
    path("records/requests/new/", requests.request_new, name="record_request_new"),
    path(ONE, requests.request_page, name="record_request"),
    path(f"{ONE}preview/", requests.request_preview, name="record_request_preview"),
    path(f"{ONE}copy/<slug:ending>/", requests.request_copy_file, name="record_request_copy"),
    path(f"{ONE}<slug:step>/", requests.request_step, name="record_request_step"),
]
