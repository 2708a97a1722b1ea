"""卒業後の確かめの住所: opaque ids and the month."""

from django.urls import path

from takigi.screens.casework.follow_up.follow_up import follow_up, follow_ups

urlpatterns = [
    path("cases/<uuid:case_id>/follow-up/", follow_ups, name="follow_ups"),
    path("cases/<uuid:case_id>/follow-up/<int:month>/", follow_up, name="follow_up"),
]
