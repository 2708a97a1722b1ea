"""招かれた人のいま: for each item who may be given what is open, and what still stands in the way."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from takigi.access.legal_bases import LegalBasis
from takigi.access.queries import oaths_held
from takigi.access.rules import wording_on
from takigi.meetings.models import AgendaItem, Invitation, ItemSeat, Meeting
from takigi.meetings.rules.bodies import REGISTER, oath_body, oath_version
from takigi.meetings.rules.seating import Guest, Hindrance, hindrance
from takigi.meetings.rules.words import Capacity, Reply
from takigi.organisations.queries import working_at


@dataclass(frozen=True)
class GuestSeat:
    """One guest at one item."""

    invitation: Invitation
    hindrance: Hindrance | None
    oath_version: str


def oath_asked(item: AgendaItem, *, at: datetime) -> tuple[str, str]:
    """Which confirmation opens this item: of its body, in the wording of the day; the general one where no law says more."""
    on = localdate(at)
    version = oath_version(LegalBasis(item.legal_basis), on=on)
    return (oath_body(item.body_id), version) if version else (REGISTER, wording_on(on).version)


def guests_of_items(meeting: Meeting, items: Iterable[AgendaItem], *, at: datetime) -> dict[uuid.UUID, list[GuestSeat]]:
    """Everybody invited to each item with what still stands in the way. Three queries, and one for each body."""
    of_items = list(items)
    seats = list(
        ItemSeat.objects.filter(item__in=of_items)
        .select_related("invitation")
        .order_by("invitation__invited_at", "invitation_id")
    )
    staff = {seat.invitation.staff_id for seat in seats if seat.invitation.staff_id}
    working = working_at(staff, on=localdate(at))
    asked = {item.pk: oath_asked(item, at=at) for item in of_items}
    sworn = {one: oaths_held(staff, body=one[0], version=one[1], on=localdate(at)) for one in set(asked.values())}
    found: dict[uuid.UUID, list[GuestSeat]] = defaultdict(list)
    for seat in seats:
        one = asked[seat.item_id]
        told = _guest(seat.invitation, working, has_oath=seat.invitation.staff_id in sworn[one])
        found[seat.item_id].append(GuestSeat(seat.invitation, hindrance(told), one[1]))
    return found


def _guest(invitation: Invitation, working: dict[int, set[int]], *, has_oath: bool) -> Guest:
    agencies = working.get(invitation.staff_id or 0, set())
    return Guest(
        capacity=Capacity(invitation.capacity),
        reply=Reply(invitation.reply),
        has_account=invitation.staff_id is not None,
        holds_post=bool(agencies) if invitation.agency_id is None else invitation.agency_id in agencies,
        has_oath=has_oath,
        is_withdrawn=invitation.withdrawn_at is not None,
    )
