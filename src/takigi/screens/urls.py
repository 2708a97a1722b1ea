"""机の住所: one line for each screen."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
