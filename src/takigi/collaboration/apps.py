"""多機関協働: registers the room with Django."""

from django.apps import AppConfig


class CollaborationRoom(AppConfig):
    """多機関協働."""

    name = "takigi.collaboration"
    label = "collaboration"
    verbose_name = "多機関協働"
