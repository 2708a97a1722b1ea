"""起動時の検査: every field of every table says how far it may travel, or the server does not start."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, register

KINDS = ("identifies", "sensitive", "operational")


@register()
def every_field_states_its_handling(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A new column cannot ship before someone has said how far it may travel."""
    return list(_unstated())


def _unstated() -> Iterator[Error]:
    for model in apps.get_models():
        if not model.__module__.startswith("takigi."):
            continue
        handling = model.__dict__.get("Handling")
        stated = frozenset().union(*(getattr(handling, kind, ()) for kind in KINDS))
        actual = {field.name for field in model._meta.fields}
        if stated != actual:
            yield Error(
                f"取扱区分のない項目、または存在しない項目: {sorted(stated ^ actual)}",
                hint=f"{model.__name__}.Handling に identifies / sensitive / operational のどれかで書く",
                obj=model,
                id="access.E001",
            )
