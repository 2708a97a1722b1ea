"""評価: registers the room with Django."""

from django.apps import AppConfig


class EvaluationRoom(AppConfig):
    """評価."""

    name = "takigi.evaluation"
    label = "evaluation"
    verbose_name = "評価"
