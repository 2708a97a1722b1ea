"""地域資源の事実: needs and what is missing, as rows without a name or a word of free text, for the evidence."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from takigi.resources.models import Match, MatchRequest, UnmetNeed
from takigi.resources.rules.requests import UnmetState

_ENDED = frozenset({UnmetState.SOLVED, UnmetState.DROPPED})


@dataclass(frozen=True)
class RequestRow:
    """場所をさがす相談. The days of the first place to which somebody went."""

    match_request_id: uuid.UUID
    area_id: int | None
    source: str
    received_on: date
    closed_on: date | None
    outcome: str | None
    introduced_on: date | None
    first_attended_on: date | None


@dataclass(frozen=True)
class UnmetRow:
    """足りないもの."""

    unmet_need_id: uuid.UUID
    area_id: int | None
    kind: str
    opened_on: date
    solved_on: date | None
    ended_on: date | None


def request_rows(municipality_id: int) -> Iterator[RequestRow]:
    """Every need that was sent. Two queries."""
    gone = Match.objects.filter(request__municipality_id=municipality_id, first_attended_on__isnull=False)
    days: dict[uuid.UUID, tuple[date | None, date | None]] = {}
    for request_id, introduced_on, first_on in gone.order_by("first_attended_on", "pk").values_list(
        "request_id", "introduced_on", "first_attended_on"
    ):
        days.setdefault(request_id, (introduced_on, first_on))
    rows = MatchRequest.objects.filter(municipality_id=municipality_id).order_by("pk")
    for pk, area_id, source, received_on, closed_on, outcome in rows.values_list(
        "pk", "area_id", "source", "received_on", "closed_on", "outcome"
    ):
        introduced_on, first_on = days.get(pk, (None, None))
        yield RequestRow(pk, area_id, source, received_on, closed_on, outcome or None, introduced_on, first_on)


def unmet_rows(municipality_id: int) -> Iterator[UnmetRow]:
    """Everything that was missing. One query."""
    rows = UnmetNeed.objects.filter(municipality_id=municipality_id).order_by("pk")
    for pk, area_id, kind, opened_on, state, since in rows.values_list(
        "pk", "area_id", "kind", "first_seen_on", "state", "state_from_on"
    ):
        solved_on = since if state == UnmetState.SOLVED else None
        yield UnmetRow(pk, area_id, kind, opened_on, solved_on, since if state in _ENDED else None)
