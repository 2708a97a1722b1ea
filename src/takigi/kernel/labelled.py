"""表示名のある値: an enumeration whose members carry the Japanese words that the screen shows."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A value with its label.

    >>> class Season(Labelled):
    ...     SPRING = "spring", "春"
    >>> Season("spring").label, Season.choices()
    ('春', [('spring', '春')])
    """

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Values and labels, for a column or a form."""
        return [(member.value, member.label) for member in cls]
