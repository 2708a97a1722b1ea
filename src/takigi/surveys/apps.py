"""アンケート: registers the room with Django."""

from django.apps import AppConfig


class SurveysRoom(AppConfig):
    """アンケート."""

    name = "takigi.surveys"
    label = "surveys"
    verbose_name = "アンケート"
