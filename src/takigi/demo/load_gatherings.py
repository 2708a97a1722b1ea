"""見本の会議を入れる: bodies on their law, meetings that are called, held, written down and looked at again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis, SecrecyType
from takigi.collaboration.rules.words import RoleKind
from takigi.demo.office_people import Office
from takigi.demo.shared_stories import LECTURES, Ask, SharedStory
from takigi.meetings.actions import (
    attendance,
    bodies,
    disclosures,
    follow_ups,
    invitations,
    lectures,
    phases,
    promises,
    requests,
)
from takigi.meetings.actions.attendance import Present
from takigi.meetings.actions.bodies import BodyWords, MemberWords
from takigi.meetings.actions.follow_ups import Found
from takigi.meetings.actions.invitations import Guest
from takigi.meetings.actions.lectures import HeldWords, LectureWords, TakingOn
from takigi.meetings.actions.promises import PromiseWords
from takigi.meetings.actions.requests import Plan
from takigi.meetings.rules.follow_ups import CHECK_DAYS, Involvement
from takigi.meetings.rules.lectures import Initiative
from takigi.meetings.rules.requests import ItemWords
from takigi.meetings.rules.words import AskType, Capacity, MeetingKind, Reply
from takigi.organisations.rules import Duty, Level

FOUNDED_ON = date(2024, 4, 1)
STATION = "n.kajiwara"
LEADING = frozenset({Level.SUPERVISOR, Level.HEAD})
NECESSARY = "世帯の暮らしを一度に考え、役割を決めるため"


@dataclass
class Convener:
    """会議を開く人: the secretariat with its bodies, founded on their law."""

    office: Office
    chair: str
    bodies: dict[LegalBasis, uuid.UUID] = field(default_factory=dict)
    sworn: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        plain = {MeetingKind.SUPPORTERS_CITY, MeetingKind.SUPPORTERS_BLOCK, MeetingKind.LECTURE, MeetingKind.TRAINING}
        self._found("もやい会議", LegalBasis.SWA_106_6, {MeetingKind.SUPPORT})
        self._found("重ね合わせ会議", LegalBasis.JUSOU, {MeetingKind.PLANNING})
        self._found("つながる集い", LegalBasis.NONE, plain)

    def _found(self, name: str, basis: LegalBasis, kinds: set[MeetingKind]) -> None:
        by = self.office.by(self.chair, FOUNDED_ON + timedelta(days=3))
        words = BodyWords(
            local_name=name,
            legal_basis=basis,
            kinds=frozenset(kinds),
            secretariat_id=self.office.agency_of(self.chair),
            established_on=FOUNDED_ON,
            grace_days=14,
            is_identity_on_the_day=False,
        )
        self.bodies[basis] = body = bodies.found_body(by=by, words=words)
        for staff in self.office.plan.staff:
            if staff.posts[0].duty in {Duty.CASEWORK, Duty.STATION}:
                member = MemberWords(
                    appointed_on=FOUNDED_ON,
                    agency_id=self.office.agency_of(staff.login_name),
                    staff_id=self.office.staff_id(staff.login_name),
                    secrecy_type=SecrecyType.CORPORATION,
                )
                bodies.appoint_member(by=by, body_id=body, words=member)

    def supervisor_of(self, login: str) -> str | None:
        """Who may take a case on for the agency of somebody; None where the demo seats no supervisor."""
        agency = self.office.agency_of(login)
        for staff in self.office.plan.staff:
            if self.office.agency_of(staff.login_name) == agency and staff.posts[0].level in LEADING:
                return staff.login_name
        return None

    def meet(self, story: SharedStory, case_id: uuid.UUID, on: date) -> uuid.UUID:
        """支援会議: asked for by the owner, opened on its law, held, with what everybody took on. Returns the agenda item."""
        body, asked_on = self.bodies[LegalBasis.SWA_106_6], on - timedelta(days=14)
        words = ItemWords(
            heading=story.summary.split("。")[0],
            purpose=story.worry,
            questions="それぞれの分野で、何ができるか",
            ask_type=AskType.ANOTHER_ROLE,
            what_owner_will_keep=story.keeps,
            prior_field_discussion_on=asked_on - timedelta(days=10),
            prior_result=story.tried,
            deidentified_text=story.summary,
            names_nobody=True,
        )
        owner = self.office.by(story.owner, asked_on)
        meeting, item = requests.ask_for_meeting(
            by=owner, case_id=case_id, plan=Plan(body, MeetingKind.SUPPORT, block=story.block), words=words
        )
        guests = [STATION, *(ask.who for ask in story.asks)]
        phases.accept_meeting(by=self.office.by(self.chair, asked_on, hour=13), meeting_id=meeting)
        self.call(meeting, on, guests, body=body)
        opening = self.office.by(self.chair, on - timedelta(days=2))
        phases.open_materials(by=opening, meeting_id=meeting)
        shown = (Information.IDENT, Information.HH, Information.ASSESS)
        disclosures.open_classes(by=opening, item_id=item, notes=dict.fromkeys(shown, NECESSARY))
        self.hold(meeting, on, [story.owner, *guests])
        for ask in story.asks:
            self._promise(item, ask, on)
        phases.end_meeting(by=self.office.by(self.chair, on, hour=16), meeting_id=meeting)
        return item

    def call(self, meeting: uuid.UUID, on: date, guests: Sequence[str], *, body: uuid.UUID | None) -> None:
        """A day and a place, and everybody asked says yes; `body`: whose secrecy they confirm."""
        by = self.office.by(self.chair, on - timedelta(days=12))
        starts_at = make_aware(datetime.combine(on, time(14)))
        ends_at = starts_at + timedelta(minutes=80)
        phases.set_time(by=by, meeting_id=meeting, starts_at=starts_at, ends_at=ends_at, place="福祉会館の小会議室")
        asked = [Guest(staff_id=self.office.staff_id(one), agency_id=self.office.agency_of(one)) for one in guests]
        invitations.invite(by=by, meeting_id=meeting, guests=asked)
        for login in guests:
            later = self.office.by(login, on - timedelta(days=9))
            invitations.answer(by=later, meeting_id=meeting, reply=Reply.ACCEPTED)
            if body is not None and login not in self.sworn:
                bodies.confirm_body_oath(by=later, body_id=body)
                self.sworn.add(login)

    def hold(self, meeting: uuid.UUID, on: date, guests: Sequence[str]) -> None:
        """The meeting, with everybody there."""
        phases.hold_meeting(by=self.office.by(self.chair, on, hour=14), meeting_id=meeting)
        present = [
            Present(
                attended=True,
                capacity=Capacity.MEMBER,
                staff_id=self.office.staff_id(one),
                agency_id=self.office.agency_of(one),
            )
            for one in dict.fromkeys(guests)
        ]
        attendance.take_attendance(by=self.office.by(self.chair, on, hour=15), meeting_id=meeting, present=present)

    def _promise(self, item: uuid.UUID, ask: Ask, on: date) -> None:
        due_on = on + timedelta(days=40)
        words = PromiseWords(
            agency_id=self.office.agency_of(ask.who),
            staff_id=self.office.staff_id(ask.who),
            what=ask.what,
            due_on=due_on,
            next_check_on=on + timedelta(days=30),
            role=RoleKind.COOPERATE,
        )
        promise = promises.ask_promise(by=self.office.by(self.chair, on, hour=15), item_id=item, words=words)
        answered = self.office.by(ask.who, min(on + timedelta(days=2), self.office.today), hour=17)
        if ask.answer not in {"kept", "going_on"}:
            promises.decline_promise(
                by=answered,
                promise_id=promise,
                reason="no_capacity",
                suggestion=f"{ask.answer}。次の月なら考えられます",
            )
            return
        promises.accept_promise(by=answered, promise_id=promise)
        done_on = due_on - timedelta(days=6)
        if ask.answer == "kept" and done_on <= self.office.today:
            promises.keep_promise(by=self.office.by(ask.who, done_on), promise_id=promise, done_on=done_on)

    def look_again(self, item: uuid.UUID, story: SharedStory, met_on: date) -> None:
        """30日・90日・180日の確かめ, as far as today."""
        for days in CHECK_DAYS:
            on = met_on + timedelta(days=days)
            if on > self.office.today:
                return
            found = [Found(agency_id=self.office.agency_of(ask.who), finding=_found(ask, days)) for ask in story.asks]
            by = self.office.by(self.chair, on)
            follow_ups.check_involvement(by=by, item_id=item, days=days, found=found)

    def lecture(self) -> None:
        """出前講座: asked for, held, and how well it was understood."""
        for login, days_ago, topic, people, before, after, initiative in LECTURES:
            on = self.office.today - timedelta(days=days_ago)
            words = LectureWords(
                topic=topic,
                requester_agency_id=self.office.agency_of(login),
                initiative=Initiative(initiative),
                requested_on=on - timedelta(days=30),
            )
            asked = self.office.by(self.chair, on - timedelta(days=30))
            lecture = lectures.ask_for_lecture(by=asked, words=words)
            lectures.take_on_lecture(by=asked, lecture_id=lecture, words=TakingOn(planned_on=on))
            held = HeldWords(held_on=on, people=people, grades_before=before, grades_after=after)
            lectures.hold_lecture(by=self.office.by(self.chair, on, hour=17), lecture_id=lecture, words=held)


def _found(ask: Ask, days: int) -> Involvement:
    if ask.answer == "going_on":
        return Involvement.GOING_ON
    if ask.answer == "kept":
        return Involvement.GOING_ON if days == CHECK_DAYS[0] else Involvement.FINISHED
    return Involvement.NOT_BEGUN


def gather(convener: Convener, block: int | None, on: date, guests: Sequence[str]) -> None:
    """支援者支援会議: nobody's case, of the whole city or of one block."""
    kind = MeetingKind.SUPPORTERS_CITY if block is None else MeetingKind.SUPPORTERS_BLOCK
    where = "全市" if block is None else f"第{block}ブロック"
    plan = Plan(
        convener.bodies[LegalBasis.NONE],
        kind,
        title=f"つながる集い（{where}）",
        purpose="分野をこえて、顔と役割を知り合う",
        block=block,
    )
    by = convener.office.by(convener.chair, on - timedelta(days=20))
    meeting = requests.plan_meeting(by=by, plan=plan)
    convener.call(meeting, on, guests, body=None)
    convener.hold(meeting, on, guests)
