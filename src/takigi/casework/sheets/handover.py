"""引継書: what a successor must know, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class HandoverSection:
    """One section: facts, then a table, then free text, each only where there is one."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    """見出し and 内容."""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class HandoverPack:
    """引継書: on a change of staff or centre."""

    title: str = "引継書"
    """Also the title of the file: it never names a person."""
    from_whom: str = ""
    to_whom: str = ""
    handed_over_on: date | None = None
    reason: str = ""
    sections: tuple[HandoverSection, ...] = ()
