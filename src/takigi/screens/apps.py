"""画面: registers the room's templates and static files with Django."""

from django.apps import AppConfig


class ScreensRoom(AppConfig):
    """画面."""

    name = "takigi.screens"
    label = "screens"
    verbose_name = "画面"
