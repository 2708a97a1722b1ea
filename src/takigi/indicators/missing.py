"""欠測の種類: why a value is not there. The kinds are never mixed, and none of them is ever a zero."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Self


class MissingKind(Enum):
    """One reason for a blank.

    >>> MissingKind("not_measured").label
    '未測定'
    """

    NOT_APPLICABLE = "not_applicable", "対象外"
    NOT_SET = "not_set", "未設定"
    NOT_MEASURED = "not_measured", "未測定"
    NOT_SURVEYED = "not_surveyed", "調査未実施"
    BEING_COUNTED = "being_counted", "集計中"
    SUPPRESSED = "suppressed", "秘匿"

    label: str
    rank: int

    def __new__(cls, code: str, label: str) -> Self:
        member = object.__new__(cls)
        member._value_, member.label, member.rank = code, label, len(cls.__members__) + 1
        return member

    @property
    def code(self) -> str:
        """The word under which the kind stands in a fact table."""
        return str(self.value)


def weightiest(kinds: Iterable[MissingKind]) -> MissingKind:
    """The kind that speaks for several: a secret hides what stands beside it, a pending count what is not applicable.

    >>> weightiest([MissingKind.NOT_SET, MissingKind.SUPPRESSED, MissingKind.NOT_MEASURED])
    <MissingKind.SUPPRESSED: 'suppressed'>
    """
    return max(kinds, key=lambda kind: kind.rank)
