"""監査: registers the room with Django."""

from django.apps import AppConfig


class AuditRoom(AppConfig):
    """監査."""

    name = "takigi.audit"
    label = "audit"
    verbose_name = "監査"
