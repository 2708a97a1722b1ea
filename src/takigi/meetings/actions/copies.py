"""資料を渡す・回収する: to whoever may have it at this moment, one copy a class; a hindrance that goes away lets the next copy out."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from takigi.access.decide import READING_PHASES
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.collaboration.queries.on_agenda import OpenedClass, consenting_agencies, opened_classes
from takigi.meetings import policies
from takigi.meetings.models import AgendaItem, Invitation, IssuedCopy, Meeting
from takigi.meetings.queries.guests import GuestSeat, guests_of_items
from takigi.meetings.queries.standing_items import case_items
from takigi.meetings.rules.seating import reaches, shown_to
from takigi.meetings.rules.words import Capacity, CopyEnd


def issue_copies(meeting: Meeting, *, at: datetime) -> int:
    """Register who has what is open, while materials are open. Returns how many copies went out.

    Asked after everything that may let somebody in: an answer, an oath, a class opened, materials opened.
    """
    if policies.phase_of(meeting, at) not in READING_PHASES:
        return 0
    items = case_items(meeting)
    guests = guests_of_items(meeting, items, at=at)
    opened = opened_classes([item.pk for item in items])
    fresh: list[IssuedCopy] = []
    for item in items:
        of_item = [one for one in opened if one.agenda_item_id == item.pk and one.opened_at <= at]
        sitting = [guest for guest in guests[item.pk] if guest.hindrance is None]
        covered = consenting_agencies(item.case_id, on=localdate(at)) if _asks_consent(of_item) else {}
        fresh += _copies(item, sitting, of_item, covered, at=at)
    IssuedCopy.objects.bulk_create(fresh)
    return len(fresh)


def _asks_consent(opened: list[OpenedClass]) -> bool:
    return any(one.basis is DisclosureBasis.CONSENT for one in opened)


def _copies(
    item: AgendaItem,
    guests: list[GuestSeat],
    opened: list[OpenedClass],
    covered: dict[Information, frozenset[int]],
    *,
    at: datetime,
) -> list[IssuedCopy]:
    # What was given back or recalled stays back until it is opened anew.
    had = _had(item)
    return [
        IssuedCopy(
            item=item,
            opened_id=one.opened_id,
            invitation=guest.invitation,
            issued_at=at,
            oath_version=guest.oath_version,
        )
        for guest in guests
        for one in opened
        if (guest.invitation.pk, one.opened_id) not in had
        and shown_to(
            Capacity(guest.invitation.capacity),
            one.info_class,
            has_necessity=bool(one.necessity_note),
            is_covered=reaches(one.basis, guest.invitation.agency_id, covered.get(one.info_class, ())),
        )
    ]


def _had(item: AgendaItem) -> set[tuple[uuid.UUID, uuid.UUID]]:
    # Who first declines and then comes after all may have them again.
    rows = IssuedCopy.objects.filter(item=item).exclude(end_reason=CopyEnd.DECLINED)
    return set(rows.values_list("invitation_id", "opened_id"))


def take_back(invitation: Invitation, why: CopyEnd, items: Iterable[AgendaItem], *, at: datetime) -> int:
    """What this guest has in hand of these items has come back. Returns how many copies."""
    rows = IssuedCopy.objects.filter(invitation=invitation, item__in=list(items), ended_at__isnull=True)
    return rows.update(ended_at=at, end_reason=why.value)
