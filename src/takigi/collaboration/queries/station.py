"""ステーションの板: where the station is the owner, or has become it in fact, and when it steps out."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, QuerySet

from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.queries.cases import ways_of_the_town
from takigi.collaboration.models import Contact, SharedCase, StationInvolvement, Transfer
from takigi.collaboration.policies.relations import who_is
from takigi.collaboration.rules.steps import is_ending_soon
from takigi.collaboration.rules.words import Mode, TransferStatus
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class OwnedLine:
    """例外として主担当になっているケース."""

    case_id: uuid.UUID
    case_no: str
    until: date | None
    exit_plan: str
    from_name: str
    days_left: int | None
    is_soon: bool


@dataclass(frozen=True)
class InFactLine:
    """事実上の主担当: for so long nobody but the station has written anything down."""

    case_id: uuid.UUID
    case_no: str
    owner_name: str
    last_by_owner_on: date | None
    last_by_station_on: date


@dataclass(frozen=True)
class StayLine:
    """関わっているケースと、離れる予定の日."""

    involvement_id: uuid.UUID
    case_id: uuid.UUID
    case_no: str
    owner_name: str
    mode: Mode
    from_on: date
    planned_to: date
    is_late: bool


@dataclass(frozen=True)
class StationBoard:
    """ステーションの板. `days`: how long it takes until somebody counts as the owner in fact."""

    owned: tuple[OwnedLine, ...]
    in_fact: tuple[InFactLine, ...]
    stays: tuple[StayLine, ...]
    days: int
    alert_days: int


def station_board(viewer: Viewer) -> StationBoard:
    """The board, of case numbers and agencies only. Ten queries, however many cases. For the station and the secretariat."""
    who = who_is(viewer)
    if not viewer.may_read_persons or not (who.station_ids or who.secretariat_ids):
        raise NotPermitted("ステーションの板を見られるのは、ステーションの職員と事務局です。")
    way = ways_of_the_town(viewer)
    agencies = {card.agency_id: card for card in organisations.agencies(viewer.municipality_id, on=viewer.on)}
    stations = who.station_ids or {pk for pk, card in agencies.items() if card.is_station}
    names = {pk: card.name for pk, card in agencies.items()}
    days, alert = way.number("factual_owner_days"), way.number("station_alert_days")
    open_cases = SharedCase.objects.filter(municipality_id=viewer.municipality_id, case__closed_on__isnull=True)
    return StationBoard(
        owned=_owned(viewer, open_cases.filter(case__agency_id__in=stations), names, alert),
        in_fact=_in_fact(viewer, open_cases.exclude(case__agency_id__in=stations), stations, names, days),
        stays=_stays(viewer, open_cases, stations, names),
        days=days,
        alert_days=alert,
    )


def may_see_station_board(viewer: Viewer) -> bool:
    """Whether the desk offers the board. No query."""
    who = who_is(viewer)
    return viewer.may_read_persons and bool(who.station_ids or who.secretariat_ids)


def _owned(viewer: Viewer, rows: QuerySet[SharedCase], names: dict[int, str], alert: int) -> tuple[OwnedLine, ...]:
    found = list(rows)
    exceptions: dict[uuid.UUID, Transfer] = {}
    accepted = Transfer.objects.filter(case__in=found, is_to_station=True, status=TransferStatus.ACCEPTED)
    for one in accepted.order_by("accepted_on", "answered_at"):
        exceptions[one.case_id] = one
    lines = []
    for row in found:
        one = exceptions.get(row.pk)
        until = one.exception_until if one else None
        lines.append(
            OwnedLine(
                row.pk,
                row.case_no,
                until,
                one.exit_plan if one else "",
                names.get(one.from_agency_id or 0, "") if one else "",
                (until - viewer.on).days if until else None,
                until is None or is_ending_soon(until, on=viewer.on, days=alert),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.until or date.min, line.case_no)))


def _in_fact(
    viewer: Viewer, rows: QuerySet[SharedCase], stations: Iterable[int], names: dict[int, str], days: int
) -> tuple[InFactLine, ...]:
    """Of cases of others: within the days the station has written, and nobody else has."""
    # Only what was written lately is read: the years before it say nothing about who is there now.
    since = viewer.on - timedelta(days=days)
    written = Contact.objects.filter(case__municipality_id=viewer.municipality_id, replaced_by__isnull=True)
    recent: dict[uuid.UUID, dict[int, date]] = {}
    lately = written.filter(happened_on__gt=since, case__case__closed_on__isnull=True).order_by()
    for pk, agency, day in lately.values_list("case_id", "recorded_agency_id").annotate(Max("happened_on")):
        recent.setdefault(pk, {})[agency] = day
    alone = [pk for pk, of_case in recent.items() if set(of_case) <= set(stations)]
    found = list(rows.filter(pk__in=alone).select_related("case"))
    owners = written.filter(case__in=found, recorded_agency_id=F("case__case__agency_id")).order_by()
    last = dict(owners.values_list("case_id").annotate(Max("happened_on")))
    lines = [
        InFactLine(
            row.pk, row.case_no, names.get(row.case.agency_id, ""), last.get(row.pk), max(recent[row.pk].values())
        )
        for row in found
    ]
    return tuple(sorted(lines, key=lambda line: (line.last_by_owner_on or date.min, line.case_no)))


def _stays(
    viewer: Viewer, rows: QuerySet[SharedCase], stations: Iterable[int], names: dict[int, str]
) -> tuple[StayLine, ...]:
    found = StationInvolvement.objects.filter(
        case__in=rows.values("pk"), agency_id__in=set(stations), ended_on__isnull=True
    ).select_related("case__case")
    # A consultation without names ends by itself, and nobody has to say how.
    found = found.exclude(mode=Mode.CONSULTED, planned_end_on__lt=viewer.on)
    return tuple(
        StayLine(
            one.pk,
            one.case_id,
            one.case.case_no,
            names.get(one.case.case.agency_id, ""),
            Mode(one.mode),
            one.from_on,
            one.planned_end_on,
            one.planned_end_on < viewer.on,
        )
        for one in found.order_by("planned_end_on", "case__case_no")
    )
