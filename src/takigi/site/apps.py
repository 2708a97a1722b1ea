"""設置: registers the house itself with Django."""

from django.apps import AppConfig


class SiteRoom(AppConfig):
    """設置."""

    name = "takigi.site"
    label = "takigi_site"
    verbose_name = "設置"
