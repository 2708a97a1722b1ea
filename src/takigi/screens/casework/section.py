"""区切りの形: a heading, its template and what it prints on the case's page."""

from dataclasses import dataclass
from typing import Any

from takigi.components.button import ButtonLink


@dataclass(frozen=True)
class Section:
    """区切り. The template is included by the page with `parts`. `work`: the next work of the case, where it is this section's."""

    title: str
    key: str
    template: str
    parts: dict[str, Any]
    work: ButtonLink | None = None
