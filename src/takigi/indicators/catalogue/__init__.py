"""指標の目録: every indicator of the house, by key."""

from __future__ import annotations

from takigi.indicators.catalogue import afterwards, assessment, certified, courses, goals, proposals
from takigi.indicators.definition import Indicator

_THEMES = (assessment, proposals, courses, goals, afterwards, certified)


class UnknownIndicator(KeyError):
    """There is no such indicator. The sentence names the ones there are."""

    def __str__(self) -> str:
        # A KeyError prints its sentence in quotation marks, as if it were a key.
        return str(self.args[0])


def all_indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order of the way that a case goes."""
    return tuple(one for theme in _THEMES for one in theme.INDICATORS)


def indicator(key: str) -> Indicator:
    """One indicator. Refuses an unknown key, naming those there are."""
    for one in all_indicators():
        if one.key == key:
            return one
    known = "、".join(one.key for one in all_indicators())
    raise UnknownIndicator(f"「{key}」という指標はありません（あるのは {known}）")
