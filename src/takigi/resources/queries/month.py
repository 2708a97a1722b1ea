"""月の報告の読み取り: needs, places found, how it went on and what is missing where, in one month; numbers only."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from takigi.access.grounds import Viewer
from takigi.casework.queries.access import case_facts
from takigi.kernel.months import month_end, months_after
from takigi.organisations import queries as organisations
from takigi.people.queries.names import named_persons
from takigi.resources import policies
from takigi.resources.models import Match, MatchRequest, Participation
from takigi.resources.queries.cards import cards_of
from takigi.resources.queries.unmet import UnmetLine, unmet_list
from takigi.resources.rules.requests import (
    LOOKED_AFTER,
    STILL_MISSING,
    Outcome,
    RequestSource,
    Stage,
    Standing,
    UnmetState,
    stage_of,
)
from takigi.resources.rules.words import ResourceState

# The month and the five before it, so that one month alone is not taken for a turn.
MONTHS = 6
# Who was chosen a place for so many months before the first of them is asked nothing any more.
CHOSEN_BEFORE = 24


@dataclass(frozen=True)
class MonthLine:
    """ひと月の数."""

    first_on: date
    received: int
    introduced: int
    began: int
    none: int


@dataclass(frozen=True)
class Way:
    """どこから、どこへ: introduced from an area to a place in the month, and how many of them have gone there by today."""

    from_area: str
    place: str
    to_area: str
    introduced: int
    attended: int


@dataclass(frozen=True)
class Looked:
    """その後: of those whose look fell due in the month, how many were asked; of those, how many still go."""

    months: int
    due: int
    asked: int
    going: int


@dataclass(frozen=True)
class MonthReport:
    """月の報告. `stages`: how the month's requests stand today."""

    first_on: date
    last_on: date
    received: int
    sources: tuple[tuple[RequestSource, int], ...]
    stages: tuple[tuple[Stage, int], ...]
    ways: tuple[Way, ...]
    looked: tuple[Looked, ...]
    lines: tuple[MonthLine, ...]
    missing: tuple[UnmetLine, ...]
    missing_new: int
    solved: int
    places: int
    sure: int
    places_new: int
    places_ended: int


def month_report(viewer: Viewer, first_on: date) -> MonthReport:
    """The month that begins with the day. At most 14 queries, however many needs there were."""
    policies.check_may_report(viewer)
    last_on = min(month_end(first_on), viewer.on)
    areas = {one.area_id: one.name for one in organisations.areas(viewer.municipality_id)}
    since = months_after(first_on, 1 - MONTHS)
    requests = list(
        MatchRequest.objects.filter(municipality_id=viewer.municipality_id)
        .filter(Q(received_on__gte=since) | Q(closed_on__gte=since))
        .order_by("received_on", "pk")
    )
    matches = _matches(viewer, months_after(since, -CHOSEN_BEFORE))
    here = [one for one in requests if first_on <= one.received_on <= last_on]
    sources = Counter(RequestSource(one.source) for one in here)
    stages = Counter(_stage(one, matches) for one in here)
    dated = _still_in_town(viewer, [one for one in matches if one.first_attended_on is not None])
    everything = unmet_list(viewer, with_ended=True)
    cards = cards_of(viewer, policies.visible_resources(viewer))
    added = policies.visible_resources(viewer).filter(recorded_at__date__range=(first_on, last_on), version=1).count()
    return MonthReport(
        first_on=first_on,
        last_on=last_on,
        received=len(here),
        sources=tuple((one, sources[one]) for one in RequestSource if sources[one]),
        stages=tuple((one, stages[one]) for one in Stage if stages[one]),
        ways=_ways(matches, areas, first_on, last_on),
        looked=tuple(_looked(dated, months, first_on, last_on) for months in LOOKED_AFTER),
        lines=tuple(_line(requests, matches, months_after(since, n)) for n in range(MONTHS)),
        missing=tuple(one for one in everything if _was_missing(one, last_on)),
        missing_new=sum(first_on <= one.first_seen_on <= last_on for one in everything),
        solved=sum(one.state is UnmetState.SOLVED and first_on <= one.state_from_on <= last_on for one in everything),
        places=sum(one.state is ResourceState.ACTIVE for one in cards),
        sure=sum(one.state is ResourceState.ACTIVE and not one.is_to_confirm for one in cards),
        places_new=added,
        places_ended=sum(
            one.state is ResourceState.ENDED and first_on <= one.state_from_on <= last_on for one in cards
        ),
    )


def _matches(viewer: Viewer, since: date) -> list[Match]:
    looks = Prefetch("participations", queryset=Participation.objects.order_by("months"), to_attr="looks")
    rows = Match.objects.filter(request__municipality_id=viewer.municipality_id, chosen_on__gte=since)
    return list(rows.select_related("request", "resource").prefetch_related(looks).order_by("chosen_on", "pk"))


def _stage(request: MatchRequest, matches: Iterable[Match]) -> Stage:
    standing = [one for one in matches if one.request_id == request.pk and one.given_up_on is None]
    return stage_of(
        outcome=Outcome(request.outcome) if request.outcome else None,
        is_taken=request.taken_by_id is not None,
        has_match=bool(standing),
        is_introduced=any(one.introduced_on for one in standing),
    )


def _ways(matches: Iterable[Match], areas: dict[int, str], first_on: date, last_on: date) -> tuple[Way, ...]:
    all_of_it: Counter[tuple[str, str, str]] = Counter()
    came: Counter[tuple[str, str, str]] = Counter()
    for one in matches:
        if one.introduced_on is None or not first_on <= one.introduced_on <= last_on:
            continue
        way = (areas.get(one.request.area_id, ""), one.resource.name, areas.get(one.resource.area_id, ""))
        all_of_it[way] += 1
        came[way] += one.first_attended_on is not None
    return tuple(Way(*way, all_of_it[way], came[way]) for way in sorted(all_of_it))


def _looked(begun: Iterable[Match], months: int, first_on: date, last_on: date) -> Looked:
    due = [
        one
        for one in begun
        if first_on <= months_after(one.first_attended_on, months) <= last_on
        and not any(look.standing == Standing.STOPPED and look.months < months for look in one.looks)
    ]
    asked = [look for one in due for look in one.looks if look.months == months]
    going = sum(look.standing in {Standing.CONTINUES, Standing.SOMETIMES} for look in asked)
    return Looked(months, len(due), len(asked), going)


def _still_in_town(viewer: Viewer, matches: list[Match]) -> list[Match]:
    """Without those who are no longer in town: nobody asks after them (V24)."""
    cases = case_facts(viewer.municipality_id, {one.request.case_id for one in matches if one.request.case_id})
    people = named_persons(viewer.municipality_id, {one.person_id for one in cases.values()})
    gone = {pk for pk, one in cases.items() if not people[one.person_id].is_resident}
    return [one for one in matches if one.request.case_id not in gone]


def _line(requests: Iterable[MatchRequest], matches: Iterable[Match], first_on: date) -> MonthLine:
    last_on = month_end(first_on)

    def is_here(day: date | None) -> bool:
        return day is not None and first_on <= day <= last_on

    return MonthLine(
        first_on,
        sum(is_here(one.received_on) for one in requests),
        sum(is_here(one.introduced_on) for one in matches),
        sum(is_here(one.first_attended_on) for one in matches),
        sum(one.outcome == Outcome.NONE and is_here(one.closed_on) for one in requests),
    )


def _was_missing(one: UnmetLine, on: date) -> bool:
    """Whether it was known and open at the end of the day."""
    return one.first_seen_on <= on and (one.state in STILL_MISSING or one.state_from_on > on)
