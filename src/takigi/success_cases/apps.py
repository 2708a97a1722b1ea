"""成功事例: registers the room with Django."""

from django.apps import AppConfig


class SuccessCasesRoom(AppConfig):
    """成功事例."""

    name = "takigi.success_cases"
    label = "success_cases"
    verbose_name = "成功事例"
