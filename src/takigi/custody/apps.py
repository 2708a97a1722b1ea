"""記録の保管: registers the room with Django."""

from django.apps import AppConfig


class CustodyRoom(AppConfig):
    """記録の保管."""

    name = "takigi.custody"
    label = "custody"
    verbose_name = "記録の保管"
