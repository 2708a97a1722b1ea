"""管理の住所: one line for each screen of the desk, of the log and of emergency readings."""

from django.urls import path

from takigi.screens.administration import (
    access_matrix,
    agencies,
    agency_new,
    area_new,
    desk,
    legal_bases,
    maintenance,
    oaths,
    post_end,
    post_new,
    setting_change,
    staff,
    staff_member,
    staff_new,
    staff_password,
    staff_status,
    town_settings,
)
from takigi.screens.audit_log import reader
from takigi.screens.emergencies import queue, review

urlpatterns = [
    path("administration/", desk.administration, name="administration"),
    path("administration/maintenance/", maintenance.maintenance, name="maintenance"),
    path("administration/matrix/", access_matrix.access_matrix, name="access_matrix"),
    path("administration/laws/", legal_bases.legal_bases, name="legal_bases"),
    path("administration/oaths/", oaths.oaths, name="oaths"),
    path("administration/emergencies/", queue.emergencies, name="emergencies"),
    path("administration/emergencies/<int:reading_id>/", review.emergency_review, name="emergency_review"),
    path("staff/", staff.staff, name="staff"),
    path("staff/new/", staff_new.staff_new, name="staff_new"),
    path("staff/<int:staff_id>/", staff_member.staff_member, name="staff_member"),
    path("staff/<int:staff_id>/posts/new/", post_new.post_new, name="post_new"),
    path("staff/<int:staff_id>/posts/<int:post_id>/end/", post_end.post_end, name="post_end"),
    path("staff/<int:staff_id>/status/", staff_status.staff_status, name="staff_status"),
    path("staff/<int:staff_id>/password/", staff_password.staff_password, name="staff_password"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agency_new.agency_new, name="agency_new"),
    path("agencies/areas/new/", area_new.area_new, name="area_new"),
    path("settings/", town_settings.settings, name="settings"),
    path("settings/<slug:key>/", setting_change.setting_change, name="setting_change"),
    path("audit/", reader.audit_log, name="audit_log"),
]
