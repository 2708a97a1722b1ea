"""会議のあとの確かめの閲覧: which check is due, who took something on, and what was found each time."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from takigi.access.grounds import Unseen, Viewer
from takigi.meetings import policies, sight
from takigi.meetings.models import ActionItem, AgendaItem, InvolvementCheck, InvolvementFinding
from takigi.meetings.rules.follow_ups import CHECK_DAYS, CheckDue, Involvement, OwnerFound, checks_of, owner_found
from takigi.meetings.rules.promises import PromiseState
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations.queries import agencies

_FOLLOWED = (MeetingKind.SUPPORT.value, MeetingKind.PLANNING.value)
# Whatever was not looked at in two years is a story, not a task.
LOOKED_BACK = timedelta(days=730)


@dataclass(frozen=True)
class DueCheck:
    """確かめの一行."""

    item_id: uuid.UUID
    meeting_id: uuid.UUID
    case_id: uuid.UUID
    heading: str
    held_on: date
    days: int
    due_on: date
    owner: str
    is_mine: bool


def _followed(viewer: Viewer) -> QuerySet[AgendaItem]:
    """Held items with a case: of the whole town for station and secretariat, otherwise of one's own cases."""
    rows = AgendaItem.objects.filter(
        meeting__municipality_id=viewer.municipality_id,
        meeting__kind__in=_FOLLOWED,
        meeting__held_at__isnull=False,
        case__isnull=False,
        withdrawn_at__isnull=True,
    )
    if not viewer.may_read_persons:
        return rows.none()
    if policies.is_chair(viewer) or policies.is_station(viewer):
        return rows
    mine = Q(case__owner_id=viewer.staff_id, case__agency_id__in=viewer.working_agency_ids)
    return rows.filter(mine | Q(case__agency_id__in=viewer.leading_agency_ids))


def due_checks(viewer: Viewer) -> tuple[DueCheck, ...]:
    """確かめの期限が来ているもの, the oldest first. Two queries."""
    first, last = viewer.at - LOOKED_BACK, viewer.at - timedelta(days=CHECK_DAYS[0] - 1)
    rows = list(
        _followed(viewer)
        .filter(meeting__held_at__range=(first, last))
        .select_related("meeting", "case", "case__agency")
        .order_by("meeting__held_at", "pk")
    )
    made: dict[uuid.UUID, list[tuple[int, date]]] = defaultdict(list)
    for item_id, days, made_on in InvolvementCheck.objects.filter(item__in=rows).values_list(
        "item_id", "days", "made_on"
    ):
        made[item_id].append((days, made_on))
    found = []
    for item in rows:
        held_on = localdate(item.meeting.held_at)
        due = [one for one in checks_of(held_on, made[item.pk], closed_on=item.case.closed_on) if one.is_due(viewer.on)]
        found += [_due(viewer, item, held_on, one) for one in due]
    return tuple(sorted(found, key=lambda one: one.due_on))


def _due(viewer: Viewer, item: AgendaItem, held_on: date, check: CheckDue) -> DueCheck:
    return DueCheck(
        item_id=item.pk,
        meeting_id=item.meeting_id,
        case_id=item.case_id,
        heading=item.heading,
        held_on=held_on,
        days=check.days,
        due_on=check.due_on,
        owner=item.case.agency.name,
        is_mine=item.case.owner_id == viewer.staff_id,
    )


@dataclass(frozen=True)
class InvolvedAgency:
    """関わることになった機関."""

    agency_id: int
    agency: str
    promised: tuple[str, ...]
    findings: tuple[tuple[int, Involvement, str], ...]


@dataclass(frozen=True)
class CheckMade:
    """記録された確かめ."""

    days: int
    made_on: date
    owner: str
    owner_found: OwnerFound
    note: str


@dataclass(frozen=True)
class FollowUpPage:
    """一つの議題の、その後."""

    item_id: uuid.UUID
    meeting_id: uuid.UUID
    case_id: uuid.UUID
    heading: str
    held_on: date
    owner_at_request: str
    owner_now: str
    owner_standing: OwnerFound
    checks: tuple[CheckDue, ...]
    made: tuple[CheckMade, ...]
    helpers: tuple[InvolvedAgency, ...]


def follow_up_page(viewer: Viewer, item_id: uuid.UUID) -> FollowUpPage:
    """その後: three checks, who was to help, and what was found. At most 32 queries, however many agencies.

    Who reads the item's record no more still asks who is there; what was promised, and what others noted, stays closed.
    """
    item = sight.item_to_follow(viewer, item_id)
    item = AgendaItem.objects.select_related("meeting", "case__agency", "owner_agency_at_request").get(pk=item.pk)
    if item.case is None or item.meeting.held_at is None:
        raise Unseen
    reads_words = sight.sights(viewer, item.meeting, [item])[item.pk].is_full
    made = list(InvolvementCheck.objects.filter(item=item).select_related("owner_agency").order_by("days"))
    cards = agencies(viewer.municipality_id, on=viewer.on)
    held_on = localdate(item.meeting.held_at)
    at_request = item.owner_agency_at_request or item.case.agency
    return FollowUpPage(
        item_id=item.pk,
        meeting_id=item.meeting_id,
        case_id=item.case_id,
        heading=item.heading,
        held_on=held_on,
        owner_at_request=at_request.name,
        owner_now=item.case.agency.name,
        owner_standing=owner_found(
            at_request=at_request.pk,
            now=item.case.agency_id,
            station_ids=frozenset(card.agency_id for card in cards if card.is_station),
        ),
        checks=checks_of(held_on, [(one.days, one.made_on) for one in made], closed_on=item.case.closed_on),
        made=tuple(
            CheckMade(
                one.days,
                one.made_on,
                one.owner_agency.name,
                OwnerFound(one.owner_found),
                one.note if reads_words or one.made_by_id == viewer.staff_id else "",
            )
            for one in made
        ),
        helpers=_helpers(viewer, item, made, reads_words=reads_words),
    )


def _helpers(
    viewer: Viewer, item: AgendaItem, made: list[InvolvementCheck], *, reads_words: bool
) -> tuple[InvolvedAgency, ...]:
    """Whoever took something on, or was found before; the owner is not a helper of its own case."""
    promised: dict[int, list[str]] = defaultdict(list)
    names: dict[int, str] = {}
    taken = ActionItem.objects.filter(item=item).exclude(state__in=[PromiseState.DECLINED, PromiseState.DROPPED])
    for row in taken.select_related("agency").order_by("due_on"):
        waits = "（返事待ち）" if row.state == PromiseState.ASKED else ""
        promised[row.agency_id].append(f"{row.what if reads_words else '引き受けたこと'}{waits}")
        names[row.agency_id] = row.agency.name
    findings: dict[int, list[tuple[int, Involvement, str]]] = defaultdict(list)
    days = {one.pk: one.days for one in made}
    own = {one.pk for one in made if one.made_by_id == viewer.staff_id}
    for row in InvolvementFinding.objects.filter(check_made__in=made).select_related("agency"):
        names[row.agency_id] = row.agency.name
        findings[row.agency_id].append(
            (
                days[row.check_made_id],
                Involvement(row.finding),
                row.note if reads_words or row.check_made_id in own else "",
            )
        )
    names.pop(item.case.agency_id, None)
    return tuple(
        InvolvedAgency(
            agency_id, name, tuple(promised[agency_id]), tuple(sorted(findings[agency_id], key=lambda one: one[0]))
        )
        for agency_id, name in sorted(names.items(), key=lambda one: one[1])
    )
