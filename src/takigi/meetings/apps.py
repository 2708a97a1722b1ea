"""会議: registers the room with Django."""

from django.apps import AppConfig


class MeetingsRoom(AppConfig):
    """会議."""

    name = "takigi.meetings"
    label = "meetings"
    verbose_name = "会議"
