"""気になる人の読み取り: what one's agencies hold, one lead whole, and what goes back to whoever told."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.collaboration.models import OutreachLead
from takigi.collaboration.policies import beside
from takigi.collaboration.rules.leads import (
    MOVES,
    OVER,
    KnownAs,
    LeadState,
    Outcome,
    Signal,
    Where,
    WhyClosed,
    outcome_of,
    target_of_lead,
)
from takigi.organisations import queries as organisations

BECAUSE = "確かめる機関の職員であるため"


@dataclass(frozen=True)
class LeadCard:
    """気になる人の一枚: signs, a block and days; neither name nor place."""

    lead_id: uuid.UUID
    signals: tuple[Signal, ...]
    block: int | None
    known_as: KnownAs
    state: LeadState
    state_from_on: date
    seen_on: date
    holder: str
    checker: str
    check_by_on: date | None
    is_late: bool


def lead_board(viewer: Viewer) -> list[LeadCard]:
    """まだつながっていない人, whoever waits for somebody to go first. Three queries."""
    rows = list(beside.held_leads(viewer).exclude(state__in=OVER).order_by("check_by_on", "registered_at", "pk"))
    agencies = organisations.names_of_agencies(viewer.municipality_id, {one.holder_agency_id for one in rows})
    staff = organisations.names_of_staff(viewer.municipality_id, {one.checker_id for one in rows if one.checker_id})
    return [_card(one, agencies, staff, viewer.on) for one in rows]


def _card(one: OutreachLead, agencies: dict[int, str], staff: dict[int, str], on: date) -> LeadCard:
    return LeadCard(
        lead_id=one.pk,
        signals=tuple(Signal(code) for code in one.signals),
        block=one.block,
        known_as=KnownAs(one.known_as),
        state=LeadState(one.state),
        state_from_on=one.state_from_on,
        seen_on=one.seen_on,
        holder=agencies.get(one.holder_agency_id, ""),
        checker=staff.get(one.checker_id or 0, ""),
        check_by_on=one.check_by_on,
        is_late=one.check_by_on is not None and one.check_by_on < on and one.state == LeadState.CHECKING,
    )


@dataclass(frozen=True)
class ToldLead:
    """知らせたこと: one's own day and signs, and the category of what became of it."""

    lead_id: uuid.UUID
    told_on: date
    signals: tuple[Signal, ...]
    holder: str
    outcome: Outcome


def told_by_me(viewer: Viewer) -> list[ToldLead]:
    """What I told, the latest first. Two queries."""
    rows = list(beside.told_leads(viewer).order_by("-registered_at", "pk")[:50])
    agencies = organisations.names_of_agencies(viewer.municipality_id, {one.holder_agency_id for one in rows})
    return [
        ToldLead(
            lead_id=one.pk,
            told_on=localdate(one.registered_at),
            signals=tuple(Signal(code) for code in one.signals),
            holder=agencies.get(one.holder_agency_id, ""),
            outcome=outcome_of(LeadState(one.state), WhyClosed(one.why_closed) if one.why_closed else None),
        )
        for one in rows
    ]


@dataclass(frozen=True)
class LeadMoveLine:
    """一歩."""

    to: LeadState
    happened_on: date
    note: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True)
class LeadPage:
    """気になる人の全体, for the agency that holds it."""

    card: LeadCard
    note: str
    granularity: Where
    place: str
    who: str
    told_by: str
    connected_on: date | None
    connected_to: str
    why_closed: WhyClosed | None
    case_id: uuid.UUID | None
    moves: tuple[LeadMoveLine, ...]
    ways: tuple[LeadState, ...]
    because: tuple[str, ...] = (BECAUSE,)


def lead_page(viewer: Viewer, lead_id: uuid.UUID) -> LeadPage:
    """One lead. Reading it is itself noted. At most 12 queries."""
    lead = beside.held_leads(viewer).filter(pk=lead_id).first()
    if lead is None:
        raise Unseen
    audit.note_reading(
        target_of_lead(lead.pk),
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        because=(BECAUSE,),
        at=viewer.at,
    )
    moves = list(lead.moves.order_by("recorded_at", "pk"))
    ids = {lead.registered_by_id, *(one.recorded_by_id for one in moves), lead.checker_id or 0}
    staff = organisations.names_of_staff(viewer.municipality_id, ids)
    agency_ids = {lead.holder_agency_id, lead.connected_agency_id or 0}
    agencies = organisations.names_of_agencies(viewer.municipality_id, agency_ids)
    return LeadPage(
        card=_card(lead, agencies, staff, viewer.on),
        note=lead.note,
        granularity=Where(lead.granularity),
        place=lead.place,
        who=lead.who,
        told_by=staff.get(lead.registered_by_id, ""),
        connected_on=lead.connected_on,
        connected_to=agencies.get(lead.connected_agency_id or 0, ""),
        why_closed=WhyClosed(lead.why_closed) if lead.why_closed else None,
        case_id=lead.case_id,
        moves=tuple(
            LeadMoveLine(
                LeadState(one.to_state), one.happened_on, one.note, staff.get(one.recorded_by_id, ""), one.recorded_at
            )
            for one in moves
        ),
        ways=tuple(state for state in LeadState if state in MOVES[LeadState(lead.state)]),
    )


def may_register_lead(viewer: Viewer) -> bool:
    """Whether the page offers to tell. No query."""
    return beside.may_register_lead(viewer)


def lead_holders(viewer: Viewer) -> list[tuple[int, str]]:
    """Who can go to look: the stations, then one's own agencies. Two queries."""
    cards = [one for one in organisations.agencies(viewer.municipality_id, on=viewer.on) if one.closed_on is None]
    own = viewer.agency_ids
    stations = [(one.agency_id, one.name) for one in cards if one.is_station]
    return stations + [(one.agency_id, one.name) for one in cards if one.agency_id in own and not one.is_station]


def checkers(viewer: Viewer, lead_id: uuid.UUID) -> list[tuple[int, str]]:
    """Who may be asked to go: whoever works with people at the agency that holds it. Three queries."""
    lead = beside.held_leads(viewer).filter(pk=lead_id).first()
    if lead is None:
        raise Unseen
    return [
        (one.staff_id, one.name)
        for one in organisations.staff_list(viewer.municipality_id)
        if any(
            post.agency_id == lead.holder_agency_id
            and post.duty in beside.LEADING
            and post.from_on <= viewer.on
            and (post.ended_on is None or viewer.on < post.ended_on)
            for post in one.posts
        )
    ]


def connectable(viewer: Viewer) -> list[tuple[int, str]]:
    """Agencies with which somebody can have been connected. Two queries."""
    cards = organisations.agencies(viewer.municipality_id, on=viewer.on)
    return [(one.agency_id, one.name) for one in cards if one.closed_on is None]
