"""自治体・機関: registers the room with Django."""

from django.apps import AppConfig


class OrganisationsRoom(AppConfig):
    """自治体・機関."""

    name = "takigi.organisations"
    label = "organisations"
    verbose_name = "自治体・機関"
