"""経過記録（様式6）: what happened, in the order in which it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.casework.sheets.person import SheetPerson


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """一件の記録."""

    on: date | None = None
    kind: str = ""
    """In words: 訪問, 電話, 来所, 会議, モニタリング."""
    text: str = ""
    by: str = ""
    minutes: int | None = None
    extension_reasons: tuple[str, ...] = ()
    """モニタリングの間隔を延ばした理由: the conditions that were found to hold, one sentence each."""


@dataclass(frozen=True, kw_only=True)
class NotesSheet:
    """介護予防支援経過記録."""

    person: SheetPerson
    author: str = ""
    since: date | None = None
    until: date | None = None
    notes: tuple[NoteLine, ...] = ()
