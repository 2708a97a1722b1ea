"""不足の読み取り: what is missing by area, one of it with its steps, and an area at a glance."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.people.queries.peers import residents_of_65
from takigi.resources import policies
from takigi.resources.models import MatchRequest, UnmetNeed, UnmetStep
from takigi.resources.queries.cards import ResourceCard, cards_of
from takigi.resources.rules.requests import (
    STILL_MISSING,
    UNMET_MOVES,
    Barrier,
    UnmetSource,
    UnmetState,
)
from takigi.resources.rules.words import ResourceKind, ResourceState


@dataclass(frozen=True)
class UnmetLine:
    """足りないもの."""

    unmet_id: uuid.UUID
    area_id: int | None
    area_name: str
    kind: ResourceKind
    text: str
    barrier: Barrier
    source: UnmetSource
    people: int
    first_seen_on: date
    last_seen_on: date
    state: UnmetState
    state_from_on: date
    solved_by: str
    solved_by_id: uuid.UUID | None


@dataclass(frozen=True)
class UnmetStepLine:
    """歩みの一行."""

    to: UnmetState
    on: date
    note: str
    recorded_by: str
    meeting_id: uuid.UUID | None


@dataclass(frozen=True)
class UnmetPage:
    """一つの不足. `moves`: what may become of it by the viewer's hand."""

    line: UnmetLine
    steps: tuple[UnmetStepLine, ...]
    requests: int
    moves: tuple[UnmetState, ...]


@dataclass(frozen=True)
class TalkedAbout:
    """会議で話した不足: what was said there of one of them, and what has become of it since."""

    line: UnmetLine
    to: UnmetState
    on: date
    note: str


@dataclass(frozen=True)
class AreaView:
    """地区のようす. `area_id` None: places of the whole town, of which no number of people is told."""

    area_id: int | None
    name: str
    elders: int | None
    places: int
    sure: int
    by_kind: tuple[tuple[ResourceKind, int], ...]
    weekdays: tuple[int, ...]
    empty_weekdays: tuple[int, ...]
    missing: tuple[UnmetLine, ...]


def may_see_unmet(viewer: Viewer) -> bool:
    """Whether the viewer has the desk at which it stands."""
    return policies.is_at_the_desk(viewer)


def unmet_list(viewer: Viewer, *, with_ended: bool = False) -> list[UnmetLine]:
    """足りないもの, by area, those of most people first. Two queries."""
    policies.check_at_the_desk(viewer)
    rows = policies.visible_unmet(viewer)
    if not with_ended:
        rows = rows.filter(state__in=STILL_MISSING)
    lines = _lines(viewer, rows.select_related("solved_by"))
    return sorted(lines, key=lambda one: (one.area_name or "～", -one.people, one.first_seen_on))


def unmet_page(viewer: Viewer, unmet_id: uuid.UUID) -> UnmetPage:
    """One of them. Raises Unseen. Six queries."""
    policies.check_at_the_desk(viewer)
    row = policies.seen_unmet(viewer, unmet_id)
    (line,) = _lines(viewer, [row])
    steps = list(UnmetStep.objects.filter(unmet_need=row).order_by("on", "pk"))
    names = organisations.names_of_staff(viewer.municipality_id, {one.recorded_by_id for one in steps})
    may_move = policies.may_move_unmet(viewer)
    return UnmetPage(
        line,
        tuple(
            UnmetStepLine(UnmetState(s.to), s.on, s.note, names.get(s.recorded_by_id, ""), s.meeting_id) for s in steps
        ),
        MatchRequest.objects.filter(unmet_need=row).count(),
        tuple(sorted(UNMET_MOVES[line.state], key=list(UnmetState).index)) if may_move else (),
    )


def talked_about_at(viewer: Viewer, meeting_id: uuid.UUID) -> list[TalkedAbout]:
    """会議で話した不足, in the order of the minutes. Three queries."""
    policies.check_at_the_desk(viewer)
    seen = policies.visible_unmet(viewer)
    steps = UnmetStep.objects.filter(meeting_id=meeting_id, unmet_need__in=seen)
    steps = list(steps.select_related("unmet_need__solved_by").order_by("recorded_at", "pk"))
    lines = _lines(viewer, (one.unmet_need for one in steps))
    return [TalkedAbout(line, UnmetState(one.to), one.on, one.note) for one, line in zip(steps, lines, strict=True)]


def may_move_unmet(viewer: Viewer) -> bool:
    """Whether the viewer carries what is missing further."""
    return policies.may_move_unmet(viewer)


def area_views(viewer: Viewer) -> list[AreaView]:
    """地区ごと: people of 65 and more, places by kind and weekday, and what is missing. Seven queries."""
    policies.check_at_the_desk(viewer)
    areas = organisations.areas(viewer.municipality_id, kind="sphere")
    cards = cards_of(viewer, policies.visible_resources(viewer).filter(state=ResourceState.ACTIVE))
    missing = unmet_list(viewer)
    elders = residents_of_65(viewer.municipality_id, on=viewer.on)
    views = [_view(one.area_id, one.name, elders.get(one.area_id, 0), cards, missing) for one in areas]
    whole = _view(None, "町の全体", None, cards, missing)
    return [*views, whole] if whole.places or whole.missing else views


def _view(
    area_id: int | None, name: str, elders: int | None, cards: Iterable[ResourceCard], missing: Iterable[UnmetLine]
) -> AreaView:
    here = [card for card in cards if card.words.area_id == area_id]
    kinds = Counter(card.words.kind for card in here)
    # How many places open on each weekday: Monday first.
    days = Counter(day for card in here for day in {slot.weekday for slot in card.words.slots})
    weekdays = tuple(days.get(day, 0) for day in range(7))
    return AreaView(
        area_id,
        name,
        elders,
        len(here),
        sum(not card.is_to_confirm for card in here),
        tuple((kind, kinds[kind]) for kind in ResourceKind if kinds[kind]),
        weekdays,
        tuple(day for day, count in enumerate(weekdays[:5]) if not count) if here else (),
        tuple(one for one in missing if one.area_id == area_id),
    )


def _lines(viewer: Viewer, rows: Iterable[UnmetNeed]) -> list[UnmetLine]:
    areas = {one.area_id: one.name for one in organisations.areas(viewer.municipality_id)}
    return [
        UnmetLine(
            row.pk,
            row.area_id,
            areas.get(row.area_id, ""),
            ResourceKind(row.kind),
            row.text,
            Barrier(row.barrier),
            UnmetSource(row.source),
            row.people,
            row.first_seen_on,
            row.last_seen_on,
            UnmetState(row.state),
            row.state_from_on,
            row.solved_by.name if row.solved_by else "",
            row.solved_by_id,
        )
        for row in rows
    ]
