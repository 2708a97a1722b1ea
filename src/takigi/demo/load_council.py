"""見本の協議体: the coordinator's own meeting about what the town lacks: one that has met, and the next one."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from takigi.access.legal_bases import LegalBasis
from takigi.demo.office_people import Office
from takigi.meetings.actions import attendance, bodies, invitations, phases, requests
from takigi.meetings.actions.attendance import Present
from takigi.meetings.actions.bodies import BodyWords, MemberWords
from takigi.meetings.actions.invitations import Guest
from takigi.meetings.actions.requests import Plan
from takigi.meetings.rules.words import Capacity, MeetingKind, Reply
from takigi.organisations.rules import Duty

NAME = "暮らしの場をつくる協議体"
MET_DAYS_AGO, NEXT_IN_DAYS = 20, 16


@dataclass(frozen=True)
class MetCouncil:
    """開いた協議体."""

    meeting_id: uuid.UUID
    on: date


def live_council(office: Office, keeper: str) -> MetCouncil | None:
    """Founded by the secretariat, held by the coordinator; None in a town without a secretariat."""
    secretary = next((one for one in office.plan.staff if any(p.duty is Duty.SECRETARIAT for p in one.posts)), None)
    if secretary is None:
        return None
    founded_on = office.today - timedelta(days=400)
    words = BodyWords(
        local_name=NAME,
        legal_basis=LegalBasis.NONE,
        kinds=frozenset({MeetingKind.COUNCIL}),
        secretariat_id=office.agency_of(keeper),
        established_on=founded_on,
    )
    founder = office.by(secretary.login_name, founded_on)
    body = bodies.found_body(by=founder, words=words)
    guests = [keeper, *_one_of_each_centre(office)]
    for one in guests:
        member = MemberWords(appointed_on=founded_on, agency_id=office.agency_of(one), staff_id=office.staff_id(one))
        bodies.appoint_member(by=founder, body_id=body, words=member)
    met_on = office.today - timedelta(days=MET_DAYS_AGO)
    met = _call(office, keeper, body, met_on, guests)
    phases.hold_meeting(by=office.by(keeper, met_on, hour=10), meeting_id=met)
    present = [
        Present(attended=True, capacity=Capacity.MEMBER, staff_id=office.staff_id(one), agency_id=office.agency_of(one))
        for one in guests
    ]
    attendance.take_attendance(by=office.by(keeper, met_on, hour=12), meeting_id=met, present=present)
    _call(office, keeper, body, office.today + timedelta(days=NEXT_IN_DAYS), guests)
    return MetCouncil(met, met_on)


def _one_of_each_centre(office: Office) -> list[str]:
    writers: dict[int, str] = {}
    for one in office.plan.staff:
        if len(one.posts) == 1 and one.posts[0].duty is Duty.CASEWORK:
            writers.setdefault(office.agency_of(one.login_name), one.login_name)
    return list(writers.values())


def _call(office: Office, keeper: str, body: uuid.UUID, on: date, guests: list[str]) -> uuid.UUID:
    """A day, a place and everybody's answer."""
    asked_on = min(on, office.today) - timedelta(days=14)
    by = office.by(keeper, asked_on)
    plan = Plan(body, MeetingKind.COUNCIL, title=NAME, purpose="見つからなかった場所を持ちより、次の一歩を決める")
    meeting = requests.plan_meeting(by=by, plan=plan)
    starts_at = make_aware(datetime.combine(on, time(10)))
    phases.set_time(
        by=by,
        meeting_id=meeting,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=90),
        place="福祉センターの和室",
    )
    asked = [Guest(staff_id=office.staff_id(one), agency_id=office.agency_of(one)) for one in guests]
    invitations.invite(by=by, meeting_id=meeting, guests=asked)
    for login in guests:
        said = office.by(login, asked_on + timedelta(days=3))
        invitations.answer(by=said, meeting_id=meeting, reply=Reply.ACCEPTED)
    return meeting
