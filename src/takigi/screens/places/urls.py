"""地域の机の住所: opaque ids only."""

from django.urls import path, re_path

from takigi.screens.places import cards, from_case, lists, month, overview, paper, requests, steps, unmet

ONE = "places/(?P<resource_id>[0-9a-f-]{36})/"
MATCH = "places/matches/(?P<match_id>[0-9a-f-]{36})/"
UNMET = "places/missing/(?P<unmet_id>[0-9a-f-]{36})/"
REQUEST = "places/requests/<uuid:request_id>/"

urlpatterns = [
    path("places/", overview.places, name="places"),
    path("places/search/", cards.place_list, name="place_list"),
    path("places/new/", cards.place_new, name="place_new"),
    path("places/confirm/", cards.places_to_confirm, name="places_to_confirm"),
    path("places/areas/", unmet.place_areas, name="place_areas"),
    path("places/month/", month.place_month, name="place_month"),
    path("places/lists/", lists.place_list_files, name="place_lists"),
    path("places/lists/sample.xlsx", lists.place_list_sample, name="place_list_sample"),
    path("places/lists/confirm/", lists.place_list_confirm, name="place_list_confirm"),
    path("places/lists/problems.xlsx", lists.place_list_problems, name="place_list_problems"),
    path("places/lists/<uuid:list_id>/", lists.place_list_taken, name="place_list_page"),
    path("places/lists/<uuid:list_id>/undo/", lists.place_list_undo, name="place_list_undo"),
    path("places/requests/", requests.match_requests, name="match_requests"),
    path("places/requests/new/", requests.match_request_new, name="match_request_new"),
    path(REQUEST, requests.match_request, name="match_request"),
    path(f"{REQUEST}answer/", requests.match_request_answer, name="match_request_answer"),
    path(f"{REQUEST}take/", requests.match_request_take, name="match_request_take"),
    path(f"{REQUEST}unname/", requests.match_request_unname, name="match_request_unname"),
    path(f"{REQUEST}choose/", requests.match_request_choose, name="match_request_choose"),
    path(f"{REQUEST}none/", steps.match_request_none, name="match_request_none"),
    path(f"{REQUEST}withdraw/", steps.match_request_withdraw, name="match_request_withdraw"),
    re_path(rf"^{MATCH}(?P<step>introduce|attend|give_up)/$", steps.match_step, name="match_step"),
    path("places/matches/<uuid:match_id>/look/<int:months>/", steps.match_look, name="match_look"),
    path("places/missing/", unmet.unmet_needs, name="unmet_needs"),
    path("places/missing/new/", unmet.unmet_need_new, name="unmet_need_new"),
    path("places/missing/<uuid:unmet_id>/", unmet.unmet_need, name="unmet_need"),
    re_path(rf"^{UNMET}(?P<to>open|discussed|trial|solved|dropped)/$", unmet.unmet_step, name="unmet_step"),
    path("places/<uuid:resource_id>/", cards.place, name="place"),
    path("places/<uuid:resource_id>/paper/", paper.place_paper, name="place_paper"),
    path("places/<uuid:resource_id>/change/", cards.place_change, name="place_change"),
    path("places/<uuid:resource_id>/confirm/", cards.place_confirm, name="place_confirm"),
    re_path(rf"^{ONE}(?P<to>active|resting|ended)/$", cards.place_state, name="place_state"),
    path("cases/<uuid:case_id>/place/", from_case.case_place, name="case_place"),
]
