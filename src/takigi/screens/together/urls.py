"""つながりの机の住所: opaque ids only; what stands beside a case has its own list."""

from django.urls import URLPattern, URLResolver, include, path

from takigi.screens.together import asking, handing, personnel, readers, writing
from takigi.screens.together.case import shared_case, shared_handover
from takigi.screens.together.cases import together
from takigi.screens.together.consenting import shared_consent
from takigi.screens.together.station import together_station

CASE = "together/<uuid:shared_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("together/", together, name="together"),
    path("together/new/", writing.shared_case_new, name="shared_case_new"),
    path("together/station/", together_station, name="together_station"),
    path("together/station/new/", handing.station_case_new, name="station_case_new"),
    path("together/changes/", personnel.personnel_changes, name="personnel_changes"),
    path("together/changes/<uuid:case_id>/back/", personnel.personnel_take_back, name="personnel_take_back"),
    path("together/changes/agency/", personnel.agency_reorganise, name="agency_reorganise"),
    path("together/roles/<uuid:role_id>/", asking.role_answer, name="role_answer"),
    path("together/roles/<uuid:role_id>/end/", asking.role_end, name="role_end"),
    path("together/referrals/<uuid:referral_id>/", asking.referral_answer, name="referral_answer"),
    path("together/stays/<uuid:involvement_id>/", handing.involvement_end, name="involvement_end"),
    path("together/transfers/<uuid:transfer_id>/", handing.transfer_answer, name="transfer_answer"),
    path("", include("takigi.screens.together.beside_urls")),
    path(CASE, shared_case, name="shared_case"),
    path(f"{CASE}handover/", shared_handover, name="shared_handover"),
    path(f"{CASE}describe/", writing.shared_describe, name="shared_describe"),
    path(f"{CASE}owner/", writing.shared_owner, name="shared_owner"),
    path(f"{CASE}state/", writing.shared_state, name="shared_state"),
    path(f"{CASE}close/", writing.shared_close, name="shared_close"),
    path(f"{CASE}emergency/", writing.shared_emergency, name="shared_emergency"),
    path(f"{CASE}consent/", shared_consent, name="shared_consent"),
    path(f"{CASE}readers/", readers.shared_readers, name="shared_readers"),
    path(f"{CASE}role/", asking.role_new, name="role_new"),
    path(f"{CASE}referral/", asking.referral_new, name="referral_new"),
    path(f"{CASE}station/", handing.involvement_new, name="involvement_new"),
    path(f"{CASE}transfer/", handing.transfer_new, name="transfer_new"),
]
