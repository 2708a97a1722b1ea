"""部品: registers the room's templates and static files with Django."""

from django.apps import AppConfig


class ComponentsRoom(AppConfig):
    """部品."""

    name = "takigi.components"
    label = "components"
    verbose_name = "部品"
