"""閲覧の根拠: registers the room with Django."""

from importlib import import_module

from django.apps import AppConfig


class AccessRoom(AppConfig):
    """閲覧の根拠."""

    name = "takigi.access"
    label = "access"
    verbose_name = "閲覧の根拠"

    def ready(self) -> None:
        """Registers the system checks."""
        import_module("takigi.access.checks")
