"""記録の保管の住所: one line for each screen."""

from django.urls import path

from takigi.screens.custody import readers, requests, retention

READ = "audit/readers/<slug:whole>/<uuid:subject_id>/"
ONE = "records/requests/<uuid:paper_id>/"

urlpatterns = [
    path("audit/readers/", readers.find_readers, name="find_readers"),
    path(READ, readers.record_readers, name="record_readers"),
    path(f"{READ}file/", readers.record_readers_file, name="record_readers_file"),
    path("records/retention/", retention.retention, name="retention"),
    path("records/retention/rules/<slug:series>/", retention.retention_rule, name="retention_rule"),
    path("records/holds/new/", retention.hold_new, name="hold_new"),
    path("records/holds/<uuid:hold_id>/lift/", retention.hold_lift, name="hold_lift"),
    path("records/disposals/<slug:series>/<uuid:subject_id>/", retention.disposal_propose, name="disposal_propose"),
    path("records/disposals/<uuid:disposal_id>/", retention.disposal_page, name="disposal"),
    path("records/disposals/<uuid:disposal_id>/paper/", retention.disposal_certificate_file, name="disposal_paper"),
    path("records/requests/", requests.requests, name="record_requests"),
    path("records/requests/new/", requests.request_new, name="record_request_new"),
    path(ONE, requests.request_page, name="record_request"),
    path(f"{ONE}preview/", requests.request_preview, name="record_request_preview"),
    path(f"{ONE}copy/<slug:ending>/", requests.request_copy_file, name="record_request_copy"),
    path(f"{ONE}<slug:step>/", requests.request_step, name="record_request_step"),
]
