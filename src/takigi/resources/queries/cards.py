"""場所の読み取り: the list that is searched, one card, and the cards that somebody should ring up."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.resources import policies
from takigi.resources.models import Match, Participation, Resource, ResourceContact, ResourceSlot
from takigi.resources.rules.cards import MOVES, CardWords, believed_until, is_to_confirm
from takigi.resources.rules.requests import Standing
from takigi.resources.rules.schedules import Rest, Slot, next_days
from takigi.resources.rules.search import Wanted, answers
from takigi.resources.rules.words import (
    Access,
    Comfort,
    Interest,
    ResourceKind,
    ResourceState,
    Sharing,
    Welcome,
)


@dataclass(frozen=True)
class ResourceCard:
    """カード as a list shows it."""

    resource_id: uuid.UUID
    words: CardWords
    area_name: str
    state: ResourceState
    state_from_on: date
    state_note: str
    verified_on: date | None
    is_to_confirm: bool


@dataclass(frozen=True)
class Contact:
    """連絡先. Empty for whoever may not see a private one: `is_kept` says that there is one."""

    name: str
    phone: str
    note: str
    is_private: bool
    is_kept: bool = False

    @property
    def is_empty(self) -> bool:
        """Nobody to ring up is written down."""
        return not (self.name or self.phone or self.is_kept)


@dataclass(frozen=True)
class Introduced:
    """紹介した方のその後, as numbers: of those introduced, how many began; of those asked at three months, how many were still there."""

    introduced: int
    attended: int
    asked_at_three: int
    stayed_at_three: int


@dataclass(frozen=True)
class ResourcePage:
    """一枚のカード. `moves`: what may become of it by the viewer's hand."""

    card: ResourceCard
    contact: Contact
    next_days: tuple[date, ...]
    believed_until: date | None
    verified_by: str
    version: int
    introduced: Introduced
    moves: tuple[ResourceState, ...]
    may_keep: bool
    may_confirm: bool


def resource_list(viewer: Viewer, wanted: Wanted | None = None, *, with_ended: bool = False) -> list[ResourceCard]:
    """町の場所, those that answer what was asked, open ones first. Three queries."""
    policies.check_at_the_desk(viewer)
    rows = policies.visible_resources(viewer)
    if not with_ended:
        rows = rows.exclude(state=ResourceState.ENDED)
    asked = wanted or Wanted()
    cards = [card for card in cards_of(viewer, rows) if answers(asked, card.words)]
    return sorted(cards, key=lambda one: (one.state is not ResourceState.ACTIVE, one.words.name_kana or one.words.name))


def to_confirm(viewer: Viewer) -> list[tuple[ResourceCard, Contact]]:
    """確かめる場所: never confirmed first, then the longest ago, each with whom to ring up. Four queries."""
    policies.check_at_the_desk(viewer)
    rows = policies.visible_resources(viewer).exclude(state=ResourceState.ENDED)
    cards = [card for card in cards_of(viewer, rows) if card.is_to_confirm]
    contacts = _contacts(viewer, [card.resource_id for card in cards])
    cards.sort(key=lambda one: (one.verified_on or date.min, one.words.name))
    return [(card, contacts[card.resource_id]) for card in cards]


def resource_page(viewer: Viewer, resource_id: uuid.UUID) -> ResourcePage:
    """One card. Raises Unseen. At most eight queries."""
    policies.check_at_the_desk(viewer)
    row = policies.seen_resource(viewer, resource_id)
    (card,) = cards_of(viewer, Resource.objects.filter(pk=row.pk))
    keeps = policies.coordinates(viewer)
    names = organisations.names_of_staff(viewer.municipality_id, {row.verified_by_id} - {None})
    days = next_days(card.words.slots, card.words.rest, on=viewer.on)
    return ResourcePage(
        card=card,
        contact=_contacts(viewer, [row.pk])[row.pk],
        next_days=days if card.state is ResourceState.ACTIVE else (),
        believed_until=believed_until(row.verified_on),
        verified_by=names.get(row.verified_by_id, ""),
        version=row.version,
        introduced=_introduced(row.pk),
        moves=tuple(sorted(MOVES[card.state], key=list(ResourceState).index)) if keeps else (),
        may_keep=keeps,
        may_confirm=policies.may_confirm(viewer) and card.state is not ResourceState.ENDED,
    )


def contact_to_keep(viewer: Viewer, resource_id: uuid.UUID) -> Contact:
    """連絡先 for the form of whoever keeps the card. Three queries."""
    row = policies.seen_resource(viewer, resource_id)
    policies.check_coordinates(viewer)
    return _contacts(viewer, [row.pk])[row.pk]


def may_keep_cards(viewer: Viewer) -> bool:
    """Whether the viewer writes cards."""
    return policies.coordinates(viewer)


def check_may_keep_cards(viewer: Viewer) -> None:
    """Before a form is shown that only coordinators send."""
    policies.check_coordinates(viewer)


def cards_of(viewer: Viewer, rows: QuerySet[Resource]) -> list[ResourceCard]:
    """The rows as cards. Three queries."""
    slots = Prefetch("slots", queryset=ResourceSlot.objects.order_by("weekday"), to_attr="open_days")
    areas = {one.area_id: one.name for one in organisations.areas(viewer.municipality_id)}
    return [
        ResourceCard(
            row.pk,
            words_of(row),
            areas.get(row.area_id, ""),
            ResourceState(row.state),
            row.state_from_on,
            row.state_note,
            row.verified_on,
            is_to_confirm(row.verified_on, on=viewer.on),
        )
        for row in rows.order_by("name", "pk").prefetch_related(slots)
    ]


def words_of(row: Resource) -> CardWords:
    """What is written on a card whose `open_days` were fetched with it."""
    return CardWords(
        name=row.name,
        kind=ResourceKind(row.kind),
        name_kana=row.name_kana,
        area_id=row.area_id,
        place=row.place,
        address=row.address,
        slots=tuple(Slot(one.weekday, tuple(one.weeks), one.starts, one.ends) for one in row.open_days),
        rest=Rest(row.rest_from_month, row.rest_to_month) if row.rest_from_month and row.rest_to_month else None,
        days_note=row.days_note,
        is_closed_on_holidays=row.is_closed_on_holidays,
        cost_yen=row.cost_yen,
        cost_note=row.cost_note,
        access=frozenset(Access(one) for one in row.access),
        walk_minutes=row.walk_minutes,
        walk_from=row.walk_from,
        comforts=frozenset(Comfort(one) for one in row.comforts),
        capacity_note=row.capacity_note,
        interests=frozenset(Interest(one) for one in row.interests),
        welcomes=frozenset(Welcome(one) for one in row.welcomes),
        atmosphere=row.atmosphere,
        roles=row.roles,
        conditions=row.conditions,
        source=row.source,
        sharing=Sharing(row.sharing),
        consent_on=row.consent_on,
    )


def _contacts(viewer: Viewer, resource_ids: list[uuid.UUID]) -> dict[uuid.UUID, Contact]:
    found: dict[uuid.UUID, Contact] = defaultdict(lambda: Contact("", "", "", is_private=True))
    keeps = policies.coordinates(viewer)
    for one in ResourceContact.objects.filter(resource_id__in=resource_ids):
        if one.is_private and not keeps:
            has_any = bool(one.name or one.phone)
            found[one.resource_id] = Contact("", "", "", is_private=True, is_kept=has_any)
        else:
            found[one.resource_id] = Contact(one.name, one.phone, one.note, one.is_private)
    return found


def _introduced(resource_id: uuid.UUID) -> Introduced:
    rows = Match.objects.filter(resource_id=resource_id, introduced_on__isnull=False)
    counted = rows.aggregate(all=Count("pk"), came=Count("pk", filter=Q(first_attended_on__isnull=False)))
    asked = Participation.objects.filter(match__resource_id=resource_id, months=3).exclude(standing=Standing.UNKNOWN)
    stayed = asked.aggregate(all=Count("pk"), stayed=Count("pk", filter=~Q(standing=Standing.STOPPED)))
    return Introduced(counted["all"], counted["came"], stayed["all"], stayed["stayed"])
