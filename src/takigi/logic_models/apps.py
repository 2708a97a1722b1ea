"""課題解決ストーリー: registers the room with Django."""

from django.apps import AppConfig


class LogicModelsRoom(AppConfig):
    """課題解決ストーリー."""

    name = "takigi.logic_models"
    label = "logic_models"
    verbose_name = "課題解決ストーリー"
