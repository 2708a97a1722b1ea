"""図記号: our own line drawings on a 24-unit grid. A word always stands beside them or names them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component

DRAWINGS = {
    "today": "M4 6h16v14H4z M4 10h16 M8 3v5 M16 3v5 M8 15l3 2.5 5-4.5",
    "people": "M8 7.5a4 4 0 1 0 8 0a4 4 0 1 0-8 0 M4 21c.6-4.4 3.8-7 8-7s7.4 2.6 8 7",
    "casework": "M5 3h11l3 3v15H5z M9 9h6 M9 13h6 M9 17h3",
    "programmes": "M3 20h18 M6 20v-6 M12 20V9 M18 20V4 M4 10l6-5 M10 5H7 M10 5v3",
    "links": "M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0 M3 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0 M17 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
    " M10 19a2 2 0 1 0 4 0a2 2 0 1 0-4 0 M6.6 6.3L9.7 9.9 M17.4 6.3l-3.1 3.6 M12 15v2",
    "meetings": "M4 5h16v10H11l-4 4v-4H4z M8 9h8 M8 12h5",
    "area": "M12 21c4.5-5 7-8.6 7-11.5A7 7 0 1 0 5 9.5C5 12.4 7.5 16 12 21z M9.5 9.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
    "story": "M3 6h6v5H3z M15 3.5h6v5h-6z M15 15.5h6v5h-6z M9 8.5h3 M12 6v12 M12 6h3 M12 18h3",
    "figures": "M4 4v16h16 M8 16l3.5-5 3 2.5L20 7",
    "admin": "M4 7h9 M17 7h3 M4 12h3 M11 12h9 M4 17h7 M15 17h5 M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
    " M7 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0 M11 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "search": "M4.5 10.5a6 6 0 1 0 12 0a6 6 0 1 0-12 0 M15 15l5.5 5.5",
    "fold": "M4 5h16v14H4z M9 5v14 M16 9.5L13.5 12l2.5 2.5",
    "me": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0 M9 10a3 3 0 1 0 6 0a3 3 0 1 0-6 0 M6 18.5c1.2-2.4 3.3-3.5 6-3.5s4.8 1.1 6 3.5",
    "leave": "M14 4H5v16h9 M10 12h11 M17.5 8.5L21 12l-3.5 3.5",
    "info": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0 M12 11v6 M12 7v.5",
    "check": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0 M8 12.5l3 3 5-6",
    "warning": "M12 3.5L22 20.5H2z M12 10v5 M12 17.5v.5",
    "stop": "M8 3h8l5 5v8l-5 5H8l-5-5V8z M12 7.5v6 M12 16v.5",
    "previous": "M14.5 5.5L8 12l6.5 6.5",
    "next": "M9.5 5.5L16 12l-6.5 6.5",
    "open": "M5.5 9.5L12 16l6.5-6.5",
    "plus": "M12 5v14 M5 12h14",
    "close": "M6 6l12 12 M18 6L6 18",
    "undo": "M9 5L4 10l5 5 M4 10h10a5.5 5.5 0 0 1 0 11h-3",
    "print": "M7 9V3h10v6 M4 9h16v8h-3 M7 17H4 M7 14h10v7H7z",
    "file": "M6 3h8l4 4v14H6z M14 3v4h4",
    "ground": "M6 11h12v10H6z M8.5 11V7.5a3.5 3.5 0 0 1 7 0V11 M12 15v2.5",
}


@dataclass(frozen=True)
class Icon(Component):
    """図記号. Silent to a screen reader unless `label` says what no word beside it says."""

    template_name: ClassVar[str] = "components/icon.html"

    name: str
    label: str = ""

    @property
    def drawing(self) -> str:
        return DRAWINGS[self.name]

    @classmethod
    def examples(cls) -> Iterator["Icon"]:
        for name in DRAWINGS:
            yield cls(name, label=name)
