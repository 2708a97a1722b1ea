"""個別支援: registers the room with Django."""

from django.apps import AppConfig


class CaseworkRoom(AppConfig):
    """個別支援."""

    name = "takigi.casework"
    label = "casework"
    verbose_name = "個別支援"
