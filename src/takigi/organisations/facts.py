"""機関と所属の事実: which agency is of which fields, and who works where from when to when, without a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from takigi.organisations.models import Agency, Post
from takigi.organisations.rules import Duty


@dataclass(frozen=True)
class AgencyRow:
    """機関."""

    agency_id: int
    fields: tuple[str, ...]
    block: int | None
    is_station: bool


@dataclass(frozen=True)
class PostRow:
    """所属. `ended_on`: the first day on which it is no longer held."""

    staff_id: int
    agency_id: int
    from_on: date
    ended_on: date | None


def agency_rows(municipality_id: int) -> dict[int, AgencyRow]:
    """Every agency of the town, also those that are closed. One query."""
    rows = Agency.objects.filter(municipality_id=municipality_id).values_list("pk", "fields", "block", "is_station")
    return {pk: AgencyRow(pk, tuple(fields), block, is_station) for pk, fields, block, is_station in rows}


# Whoever keeps the system or looks at it from outside supports nobody.
_NOT_SUPPORTING = (Duty.ADMINISTRATION, Duty.AUDIT, Duty.EVALUATION)


def post_rows(municipality_id: int) -> Iterator[PostRow]:
    """Every post of somebody who supports people, with those that have ended. One query."""
    rows = Post.objects.filter(agency__municipality_id=municipality_id).exclude(duty__in=_NOT_SUPPORTING)
    for one in rows.order_by("pk").values_list("staff_id", "agency_id", "from_on", "ended_on"):
        yield PostRow(*one)
