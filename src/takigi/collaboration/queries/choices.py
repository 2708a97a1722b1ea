"""選べるもの: agencies and people that a form of the desk つながり may offer; names of colleagues only, nobody in care."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from takigi.access.grounds import Viewer
from takigi.collaboration.policies.relations import CASE_DUTIES, OWNING_DUTIES, who_is
from takigi.collaboration.queries.reading import SharedHead
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty, Field


@dataclass(frozen=True)
class AgencyChoice:
    """選べる機関: its name with its fields, so that one knows whom one asks."""

    agency_id: int
    name: str
    fields: tuple[str, ...]
    is_station: bool


def agencies_to_ask(viewer: Viewer, *, without: int | None = None) -> list[AgencyChoice]:
    """The town's agencies of today, but one. Two queries."""
    return [
        AgencyChoice(card.agency_id, card.name, tuple(Field(one).label for one in card.fields), card.is_station)
        for card in organisations.agencies(viewer.municipality_id, on=viewer.on)
        if card.agency_id != without and (card.closed_on is None or card.closed_on > viewer.on)
    ]


def people_at(viewer: Viewer, agency_id: int) -> list[tuple[int, str]]:
    """Who could own a case at an agency today. Two queries."""
    return _there(viewer, agency_id, OWNING_DUTIES)


def colleagues_at(viewer: Viewer, agency_id: int) -> list[tuple[int, str]]:
    """Who could take on a part in a case at an agency today. Two queries."""
    return _there(viewer, agency_id, CASE_DUTIES)


def stations(viewer: Viewer) -> list[tuple[int, str]]:
    """The stations of today. Two queries."""
    return [(one.agency_id, one.name) for one in agencies_to_ask(viewer) if one.is_station]


def _there(viewer: Viewer, agency_id: int, duties: AbstractSet[Duty]) -> list[tuple[int, str]]:
    return [
        (card.staff_id, f"{card.name}（{card.profession}）" if card.profession else card.name)
        for card in organisations.staff_list(viewer.municipality_id)
        if card.status == "active"
        and any(
            post.agency_id == agency_id
            and post.duty in duties
            and post.from_on <= viewer.on
            and (post.ended_on is None or post.ended_on > viewer.on)
            for post in card.posts
        )
    ]


def own_agencies(viewer: Viewer) -> list[tuple[int, str]]:
    """The agencies for which the viewer may open a case: never the station. Two queries."""
    mine = who_is(viewer).owning_ids
    found = agencies_to_ask(viewer)
    return [(one.agency_id, one.name) for one in found if one.agency_id in mine and not one.is_station]


def successors(viewer: Viewer, head: SharedHead) -> list[tuple[int, str]]:
    """Who could hold the case at the owner's agency instead. Two queries."""
    return [one for one in people_at(viewer, head.owner_agency_id) if one[0] != head.owner_id]
