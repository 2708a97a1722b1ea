"""指標の目録: every indicator of the house, by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from takigi.indicators.catalogue import (
    afterwards,
    asked_for_help,
    assessment,
    bodies,
    certified,
    conferences,
    courses,
    found_and_connected,
    goals,
    learned_and_kept,
    met_and_knew,
    owner_kept,
    places,
    proposals,
    residents,
    stayed_involved,
)
from takigi.indicators.catalogue.collaboration_facts import OF_SHARED_CASES
from takigi.indicators.catalogue.facts import TABLES
from takigi.indicators.catalogue.meeting_facts import OF_MEETINGS
from takigi.indicators.catalogue.resource_facts import OF_PLACES
from takigi.indicators.catalogue.town import TownWays, editions
from takigi.indicators.definition import Edition, Indicator

_THEMES = (
    ("本人の声と町のようす", residents),
    ("訪問と見立て", assessment),
    ("提案と選択", proposals),
    ("短期集中", courses),
    ("目標", goals),
    ("からだの変化", bodies),
    ("卒業のあと", afterwards),
    ("地域ケア個別会議", conferences),
    ("地域の場所", places),
    ("認定", certified),
    ("主担当の継続", owner_kept),
    ("助けを頼む", asked_for_help),
    ("ともに関わる", stayed_involved),
    ("出会いとつながり", met_and_knew),
    ("見つけてつなぐ", found_and_connected),
    ("学びと約束", learned_and_kept),
)
# The tables of working together and of the places of the town, which belong to no one resident; and every fact table.
TOGETHER = (*OF_SHARED_CASES, *OF_MEETINGS, *OF_PLACES)
ALL_TABLES = (*TABLES, *TOGETHER)
# The indicators whose meaning a town decides in part, with the edition that its decisions make.
BY_TOWN: Mapping[str, Callable[[TownWays], Edition]] = assessment.BY_TOWN | proposals.BY_TOWN | bodies.BY_TOWN


# The indicators for which nobody may set a target, each with the reason.
NEVER_TARGETS: Mapping[str, str] = {
    one.key: one.never_a_target for _, theme in _THEMES for one in theme.INDICATORS if one.never_a_target
}
_OF_WORKING_TOGETHER = frozenset(one.name for one in TOGETHER)


def is_of_working_together(one: Indicator) -> bool:
    """Whether it counts what several agencies do together, and not what is recorded of single people."""
    return one.editions[-1].base.rows.table in _OF_WORKING_TOGETHER


class UnknownIndicator(KeyError):
    """There is no such indicator. The sentence names the ones there are."""

    def __str__(self) -> str:
        # A KeyError prints its sentence in quotation marks, as if it were a key.
        return str(self.args[0])


def all_indicators(ways: Sequence[TownWays] = ()) -> tuple[Indicator, ...]:
    """Every indicator, in the order of the way that a case goes; with a town's decisions, as that town counts them."""
    return tuple(one for _, some in themes(ways) for one in some)


def themes(ways: Sequence[TownWays] = ()) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
    """Every indicator under the name of its theme."""
    return tuple((name, tuple(_in_town(one, ways) for one in theme.INDICATORS)) for name, theme in _THEMES)


def indicator(key: str, ways: Sequence[TownWays] = ()) -> Indicator:
    """One indicator. Refuses an unknown key, naming those there are."""
    if key not in _BY_KEY:
        raise UnknownIndicator(f"「{key}」という指標はありません（あるのは {'、'.join(_BY_KEY)}）")
    return _in_town(_BY_KEY[key], ways)


def _in_town(one: Indicator, ways: Sequence[TownWays]) -> Indicator:
    return replace(one, editions=_editions(one.key, tuple(ways))) if ways and one.key in BY_TOWN else one


_BY_KEY: Mapping[str, Indicator] = {one.key: one for _, theme in _THEMES for one in theme.INDICATORS}


@lru_cache(maxsize=256)
def _editions(key: str, ways: tuple[TownWays, ...]) -> tuple[Edition, ...]:
    """Written once for a town's decisions: each is checked as it is written, and a page asks for many."""
    return editions(BY_TOWN[key], ways)
