"""コード: the public names of the official codes, and the order of care levels."""

from __future__ import annotations

from takigi.kernel.code_systems import Code, CodeSystem, UnknownCode
from takigi.kernel.code_tables import (
    APPLICATION_TYPE,
    CARE_LEVEL,
    CARE_LEVEL_RANK,
    CHANGE_KIND,
    CHANGE_REASON,
    CORRECTION,
    DEEMED,
    PLAN_MAKER,
    PROVISIONAL,
    REASON,
    SEX,
    TRIGGER,
)

__all__ = [
    "APPLICATION_TYPE",
    "CARE_LEVEL",
    "CHANGE_KIND",
    "CHANGE_REASON",
    "CORRECTION",
    "DEEMED",
    "PLAN_MAKER",
    "PROVISIONAL",
    "REASON",
    "SEX",
    "TRIGGER",
    "Code",
    "CodeSystem",
    "UnknownCode",
    "care_level_rank",
]


def care_level_rank(value: str) -> int | None:
    """How heavy a care level is, from 0 非該当 to 8 要介護5; None for code 11, which has no place in the order.

    Compare care levels by this rank only, never by code. Refuses unknown codes with UnknownCode.

    >>> care_level_rank("12") < care_level_rank("21"), care_level_rank("11")
    (True, None)
    """
    CARE_LEVEL.label(value)
    return CARE_LEVEL_RANK[value]
