"""事業・教室: registers the room with Django."""

from django.apps import AppConfig


class ProgrammesRoom(AppConfig):
    """事業・教室."""

    name = "takigi.programmes"
    label = "programmes"
    verbose_name = "事業・教室"
