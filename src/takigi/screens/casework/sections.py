"""ケースのページの区切り: each subject of casework brings its own section: visits, goals, plan, notes, follow-up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead


@dataclass(frozen=True)
class Section:
    """区切り: a heading, its template and what it prints. The template is included by the page."""

    title: str
    key: str
    template: str
    parts: dict[str, Any]


# In the order of the way: each takes the viewer and the heading and returns its section, or None when it has nothing.
SECTIONS: tuple[Callable[[Viewer, CaseHead], Section | None], ...] = ()


def case_sections(viewer: Viewer, head: CaseHead) -> list[Section]:
    """The sections of one case's page."""
    return [section for make in SECTIONS if (section := make(viewer, head)) is not None]
