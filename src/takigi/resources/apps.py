"""地域資源: registers the room with Django."""

from django.apps import AppConfig


class ResourcesRoom(AppConfig):
    """地域資源."""

    name = "takigi.resources"
    label = "resources"
    verbose_name = "地域資源"
