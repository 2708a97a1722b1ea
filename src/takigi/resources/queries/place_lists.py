"""場所の一覧の読み取り: which lists were taken over, and what became of their cards."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.resources import policies
from takigi.resources.models import PlaceList, Resource


@dataclass(frozen=True)
class ListCard:
    """取り込んだ一覧の一行."""

    list_id: uuid.UUID
    file_name: str
    added: int
    known: int
    left_out: int
    applied_at: datetime
    applied_by: str
    undone_at: datetime | None
    undone_by: str
    taken_back: int


@dataclass(frozen=True)
class ListPage:
    """一つの一覧 with its cards: `going` would go if it were taken back, `staying` have been used since."""

    card: ListCard
    going: tuple[tuple[uuid.UUID, str], ...]
    staying: tuple[tuple[uuid.UUID, str], ...]


def place_lists(viewer: Viewer, *, most: int = 20) -> list[ListCard]:
    """取り込んだ一覧, the latest first. Two queries."""
    policies.check_coordinates(viewer)
    return _cards(viewer, list(policies.visible_place_lists(viewer).order_by("-applied_at")[:most]))


def place_list_page(viewer: Viewer, list_id: uuid.UUID) -> ListPage:
    """One of them. Raises Unseen. Four queries."""
    policies.check_coordinates(viewer)
    row = policies.seen_place_list(viewer, list_id)
    (card,) = _cards(viewer, [row])
    names = Resource.objects.filter(municipality_id=viewer.municipality_id, pk__in=row.added)
    going = set(policies.as_listed(row).values_list("pk", flat=True))
    named = list(names.order_by("name", "pk").values_list("pk", "name"))
    return ListPage(
        card,
        tuple(one for one in named if one[0] in going),
        tuple(one for one in named if one[0] not in going),
    )


def known_places(viewer: Viewer) -> frozenset[tuple[str, str]]:
    """Names and places of all cards of the town, ended ones too. One query."""
    policies.check_coordinates(viewer)
    return frozenset(policies.visible_resources(viewer).values_list("name", "place"))


def _cards(viewer: Viewer, rows: list[PlaceList]) -> list[ListCard]:
    staff = {one.applied_by_id for one in rows} | {one.undone_by_id for one in rows if one.undone_by_id}
    names = organisations.names_of_staff(viewer.municipality_id, staff)
    return [
        ListCard(
            row.pk,
            row.file_name,
            len(row.added),
            row.known,
            row.left_out,
            row.applied_at,
            names.get(row.applied_by_id, ""),
            row.undone_at,
            names.get(row.undone_by_id, "") if row.undone_by_id else "",
            row.taken_back,
        )
        for row in rows
    ]
