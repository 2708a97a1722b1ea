"""設置: registers the house itself with Django."""

from importlib import import_module

from django.apps import AppConfig


class SiteRoom(AppConfig):
    """設置."""

    name = "takigi.site"
    label = "takigi_site"
    verbose_name = "設置"

    def ready(self) -> None:
        """Listens to the sign-in libraries."""
        import_module("takigi.site.sign_in_events")
