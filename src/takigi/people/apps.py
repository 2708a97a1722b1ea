"""本人・世帯: registers the room with Django."""

from django.apps import AppConfig


class PeopleRoom(AppConfig):
    """本人・世帯."""

    name = "takigi.people"
    label = "people"
    verbose_name = "本人・世帯"
