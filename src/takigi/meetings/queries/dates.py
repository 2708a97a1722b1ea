"""日程の閲覧: the days that were offered, who can, and what one has answered oneself."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Viewer
from takigi.meetings import policies
from takigi.meetings.models import AgendaItem, DateAnswer, DateOffer, Invitation, Meeting
from takigi.meetings.queries.replies import living_link
from takigi.meetings.rules.date_offers import Asked, Possible, Weighed, weigh


@dataclass(frozen=True)
class AskedLine:
    """招かれた人の返事."""

    invitation_id: uuid.UUID
    name: str
    agency: str
    is_needed: bool
    answers: Mapping[uuid.UUID, Possible]


@dataclass(frozen=True)
class DatesPage:
    """日程の頁. The offers stand in the order of the days, `best` names the one that fits most."""

    offers: tuple[Weighed, ...]
    best: uuid.UUID | None
    people: tuple[AskedLine, ...]
    mine: AskedLine | None
    may_arrange: bool
    is_open: bool
    chosen_at: datetime | None


def dates_of(viewer: Viewer, meeting_id: uuid.UUID) -> DatesPage:
    """日程. At most 12 queries, however many were asked. Whoever does not arrange sees numbers and the own answers."""
    meeting = policies.seen_meeting(viewer, meeting_id)
    offers = list(DateOffer.objects.filter(meeting=meeting, withdrawn_at__isnull=True).order_by("starts_at"))
    people = _people(meeting, offers)
    answers = {(offer, one.invitation_id): answer for one in people for offer, answer in one.answers.items()}
    weighed = weigh(
        [(one.pk, one.starts_at) for one in offers],
        [Asked(one.invitation_id, one.name, one.is_needed) for one in people],
        answers,
    )
    own = policies.standing_invitation(viewer, meeting.pk)
    arranges = policies.arranges(viewer, meeting.body, meeting.kind)
    return DatesPage(
        offers=tuple(sorted(weighed, key=lambda one: one.starts_at)),
        best=next((one.offer_id for one in weighed if one.yes or one.maybe), None),
        people=people if arranges else (),
        mine=next((one for one in people if own and one.invitation_id == own.pk), None),
        may_arrange=arranges,
        is_open=policies.phase_of(meeting, viewer.at) in {MeetingPhase.DRAFT, MeetingPhase.ACCEPTED},
        chosen_at=next((one.starts_at for one in offers if one.chosen_at), None),
    )


def _people(meeting: Meeting, offers: list[DateOffer]) -> tuple[AskedLine, ...]:
    """The owners of the cases are needed: without them there is nothing to talk about. Three queries."""
    owners = set(
        AgendaItem.objects.filter(meeting=meeting, withdrawn_at__isnull=True, case__isnull=False).values_list(
            "case__owner_id", flat=True
        )
    )
    said: dict[uuid.UUID, dict[uuid.UUID, Possible]] = {}
    for row in DateAnswer.objects.filter(offer__in=offers):
        said.setdefault(row.invitation_id, {})[row.offer_id] = Possible(row.answer)
    rows = Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True).select_related("staff", "agency")
    return tuple(
        AskedLine(
            row.pk,
            row.staff.name if row.staff else row.person_name,
            row.agency.name if row.agency else "",
            row.staff_id is not None and row.staff_id in owners,
            said.get(row.pk, {}),
        )
        for row in rows.order_by("invited_at", "pk")
    )


@dataclass(frozen=True)
class OfferedDate:
    """返事の頁の一行."""

    offer_id: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    answer: Possible | None


def dates_for_invitation(invitation_id: uuid.UUID, *, at: datetime) -> tuple[OfferedDate, ...]:
    """招待の返事の頁の日程, after its link and code were checked (`actions.replies`). Two queries."""
    offers = DateOffer.objects.filter(
        meeting__in=Invitation.objects.filter(pk=invitation_id).values("meeting_id"),
        withdrawn_at__isnull=True,
        starts_at__gt=at,
    ).order_by("starts_at")
    said = dict(DateAnswer.objects.filter(invitation_id=invitation_id).values_list("offer_id", "answer"))
    return tuple(
        OfferedDate(one.pk, one.starts_at, one.ends_at, Possible(said[one.pk]) if one.pk in said else None)
        for one in offers
    )


def dates_by_link(token: str, *, at: datetime) -> tuple[OfferedDate, ...]:
    """日程の候補 for whoever holds the address of an invitation; an address that has ended is Unseen. Three queries."""
    return dates_for_invitation(living_link(token, at=at).pk, at=at)
