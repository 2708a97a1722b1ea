"""会議の机の住所."""

from django.urls import path

from takigi.screens.meetings import asking, bodies, council, guests, meeting, meetings, opening, papers, replies

MEETING = "meetings/<uuid:meeting_id>/"
ITEM = f"{MEETING}items/<uuid:item_id>/"
GUEST = f"{MEETING}guests/<uuid:invitation_id>/"
BODY = "meetings/bodies/<uuid:body_id>/"

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/plan/", asking.meeting_plan, name="meeting_plan"),
    path("meetings/ask/<uuid:shared_id>/", asking.meeting_ask, name="meeting_ask"),
    path("meetings/bodies/", bodies.bodies, name="bodies"),
    path("meetings/bodies/new/", bodies.body_new, name="body_new"),
    path(BODY, bodies.body, name="body"),
    path(f"{BODY}edit/", bodies.body_edit, name="body_edit"),
    path(f"{BODY}end/", bodies.body_end, name="body_end"),
    path(f"{BODY}members/new/", bodies.member_new, name="body_member_new"),
    path(f"{BODY}members/<uuid:member_id>/end/", bodies.member_end, name="body_member_end"),
    path(f"{BODY}oaths/", bodies.paper_oath, name="paper_oath"),
    path(f"{BODY}secrecy/", bodies.body_oath, name="body_oath"),
    path(MEETING, meeting.meeting, name="meeting"),
    path(f"{MEETING}move/", meeting.meeting_move, name="meeting_move"),
    path(f"{MEETING}cancel/", meeting.meeting_cancel, name="meeting_cancel"),
    path(f"{MEETING}time/", meeting.meeting_time, name="meeting_time"),
    path(f"{MEETING}reply/", meeting.meeting_reply, name="meeting_reply"),
    path("meetings/<uuid:council_id>/unmet/", council.meeting_unmet, name="meeting_unmet"),
    path(f"{MEETING}give-back/", meeting.meeting_give_back, name="meeting_give_back"),
    path(f"{MEETING}secrecy/<uuid:body_id>/", papers.meeting_secrecy, name="meeting_secrecy"),
    path(f"{MEETING}guests/", guests.meeting_guests, name="meeting_guests"),
    path(f"{GUEST}answer/", guests.guest_answer, name="guest_answer"),
    path(f"{GUEST}link/", guests.guest_link, name="guest_link"),
    path(f"{GUEST}withdraw/", guests.guest_withdraw, name="guest_withdraw"),
    path(f"{GUEST}recall/", guests.guest_recall, name="guest_recall"),
    path(f"{MEETING}items/new/", asking.meeting_item_new, name="meeting_item_new"),
    path(f"{ITEM}withdraw/", asking.meeting_item_withdraw, name="meeting_item_withdraw"),
    path(f"{ITEM}open/", opening.meeting_open, name="meeting_open"),
    path(f"{ITEM}open/<str:info>/close/", opening.meeting_close_class, name="meeting_close_class"),
    path(f"{ITEM}consent/", meeting.meeting_consent_lost, name="meeting_consent_lost"),
    path(f"{ITEM}papers/", papers.meeting_papers, name="meeting_papers"),
    path(f"{ITEM}papers/<uuid:material_id>/withdraw/", papers.material_withdraw, name="material_withdraw"),
    path(f"{ITEM}papers/new/", opening.material_new, name="material_new"),
    # Short, so that it can be typed from a letter; nothing in it but what no one guesses.
    path("r/<str:token>/", replies.meeting_answer, name="meeting_answer"),
]
