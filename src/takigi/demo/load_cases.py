"""見本のケースを入れる: the stories lived day by day through the actions that the centres and providers use themselves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.casework.actions import cases, goals, intake, notes, plans
from takigi.casework.actions.goals import GoalWords
from takigi.casework.actions.intake import Told
from takigi.casework.actions.notes import NoteWords
from takigi.casework.actions.visit_drafts import save_draft
from takigi.casework.actions.visits import confirm_visit
from takigi.casework.queries.goals import goals_of
from takigi.casework.queries.plans import first_plan
from takigi.casework.queries.visit_values import next_draft_id
from takigi.casework.rules.due import follow_ups_due
from takigi.casework.rules.goals import GoalField
from takigi.casework.rules.intake import Speaker, Triage
from takigi.casework.rules.states import CaseState, MoveReason, Route
from takigi.casework.rules.visit_merging import Change, read_value
from takigi.casework.rules.words import FollowUpFinding, NoteKind
from takigi.demo.case_stories import ASKED_AGAIN_AFTER, WITH_A_PAST, Reach, Story, Turn, stories
from takigi.demo.case_visits import visit_said
from takigi.demo.load import Built
from takigi.demo.load_courses import Classroom, live_course, open_classroom
from takigi.demo.load_successes import tell_way_back
from takigi.demo.office_lists import OFFICES
from takigi.demo.offices import AgencyPlan, StaffPlan
from takigi.demo.town import Town
from takigi.instruments.timepoints import Timepoint
from takigi.organisations.rules import AgencyKind, Duty
from takigi.people.queries.newly_certified import NewlyCertified, newly_certified

LOOKS_BACK = timedelta(days=1200)
LEFT_WITH_SERVICE_AFTER = 80
# How long after the decision somebody is still taken up from the list of the newly certified.
STILL_NEWS = timedelta(days=60)
MOST_CENTRES = 6
TOLD_AFTER = 240
NOT_YET = uuid.UUID(int=0)
YEAR_LATER = "一年たっても、元の生活を続けている。"


@dataclass(frozen=True)
class Desk:
    """A member of staff at their desk, on whatever day the story needs."""

    viewer: Viewer
    agency_id: int

    @property
    def today(self) -> date:
        """The day up to which the town has lived."""
        return self.viewer.on

    def on(self, day: date) -> Viewer:
        """The viewer of that day, at the hour at which the town stands. Whoever lives stories has held one post all along."""
        return replace(self.viewer, at=self.viewer.at - (self.today - day))


def live_stories(town: Town, built: Built, *, at: datetime) -> int:
    """Every centre's cases, by its own staff; returns how many came about.

    People come from the ledger that was imported; a story for whom no decision is early enough is left out.
    """
    with transaction.atomic():
        room = open_classroom(town.plan.key, built, at=at)
        return sum(_live_centre(town, built, room, place, centre, at=at) for place, centre in _centres(town.plan.key))


def _centres(town_key: str) -> Iterator[tuple[int, AgencyPlan]]:
    kinds = [one for one in OFFICES[town_key].agencies if one.kind is AgencyKind.SUPPORT_CENTRE]
    return enumerate(kinds[:MOST_CENTRES])


def _workers(town_key: str, centre: AgencyPlan) -> list[StaffPlan]:
    def works(one: StaffPlan) -> bool:
        return any(p.agency == centre.key and p.duty is Duty.CASEWORK and p.ended_on is None for p in one.posts)

    # Who came this year cannot have lived last year's stories.
    return [one for one in OFFICES[town_key].staff if works(one) and len(one.posts) == 1]


def _live_centre(town: Town, built: Built, room: Classroom, place: int, centre: AgencyPlan, *, at: datetime) -> int:
    agency_id = built.agency_ids[centre.key]
    desks = [
        Desk(viewer_of(built.staff_ids[one.login_name], built.municipality_id, is_active=True, at=at), agency_id)
        for one in _workers(town.plan.key, centre)
    ]
    if not desks:
        return 0
    today = desks[0].today
    waiting = newly_certified(desks[0].on(today), since=today - LOOKS_BACK)
    lived = 0
    told = stories(seed=town.seed, centre=place, has_past=town.plan.key in WITH_A_PAST)
    for number, story in enumerate(told):
        start = today - timedelta(days=story.days_ago)
        found = next((one for one in reversed(waiting) if one.decided_on <= start), None)
        if found is None:
            continue
        waiting = [one for one in waiting if one.person_id != found.person_id]
        life = _Life(story, desks[number % len(desks)], room, start)
        life.live(found)
        _tell(life, found, desks)
        lived += 1
    return lived


def _tell(life: _Life, found: NewlyCertified, desks: list[Desk]) -> None:
    """Whoever has been back in the old life for most of a year is told of, where the centre's head can read it first."""
    story, writer = life.story, life.desk.viewer
    heads = [one.viewer for one in desks if one.agency_id in one.viewer.supervised_agency_ids]
    reader = next((one for one in heads if one.staff_id != writer.staff_id), None)
    if reader and story.reach is Reach.SEEN_AGAIN and story.turn is Turn.NONE and story.days_ago >= TOLD_AFTER:
        tell_way_back(writer=writer, reader=reader, person_id=found.person_id, case_id=life.case_id, wish=story.wish)


@dataclass
class _Life:
    """One story in the hands of one member of staff."""

    story: Story
    desk: Desk
    room: Classroom
    start: date
    case_id: uuid.UUID = NOT_YET
    last_on: date = date.min

    def on(self, day: int) -> date:
        return min(self.start + timedelta(days=day), self.desk.today)

    def by(self, day: int) -> Viewer:
        return self.desk.on(self.on(day))

    def live(self, found: NewlyCertified) -> None:
        """As far as the story has come, step by step."""
        reach = self.story.reach
        self._begin(found)
        steps = (
            (Reach.SCHEDULED, self._schedule),
            (Reach.VISITED, self._visit),
            (Reach.PROPOSED, self._propose),
            (Reach.AGREED, self._agree),
            (Reach.PLANNED, self._plan),
            (Reach.IN_COURSE, self._course),
            (Reach.SEEN_AGAIN, self._see_again),
        )
        for wanted, step in steps:
            if reach >= wanted:
                step()

    def _is_taken_up(self, found: NewlyCertified) -> bool:
        """Whether the ledger's decision begins this story; one that is long past or has run out would not."""
        is_over = self.story.reach >= Reach.ENDED or self.story.turn in {Turn.DAY_SERVICE, Turn.DECLINED}
        holds = found.valid_until is None or found.valid_until >= self.desk.today or is_over
        return not self.story.from_counter and holds and self.start - found.decided_on <= STILL_NEWS

    def _begin(self, found: NewlyCertified) -> None:
        by, story = self.by(0), self.story
        if self._is_taken_up(found):
            self.case_id = intake.take_up(by=by, certification_line=found.line, agency_id=self.desk.agency_id)
            return
        told = Told(
            held_on=by.on,
            route=Route.WINDOW,
            speaker=Speaker.PERSON,
            words=story.words,
            triggers=(story.trigger,),
            has_wish_to_recover=True,
            triage=Triage.APPLICATION,
        )
        self.case_id = intake.take_consultation(
            by=by, person_id=found.person_id, agency_id=self.desk.agency_id, told=told
        )
        cases.move_case(by=by, case_id=self.case_id, to=CaseState.CERTIFIED, on=by.on, reason=MoveReason.DECIDED)

    def _schedule(self) -> None:
        # Who is only scheduled waits for a day that is still to come.
        day = 10 if self.story.reach is Reach.SCHEDULED else self.story.visit_day
        visit_on = self.start + timedelta(days=day)
        cases.schedule_visit(by=self.by(0), case_id=self.case_id, visit_on=visit_on)

    def _visit(self) -> None:
        by, story = self.by(self.story.visit_day), self.story
        next_on = self.start + timedelta(days=story.goal_day)
        said = visit_said(story, visited_on=by.on, next_on=next_on)
        changes = [Change(name, read_value(name, value), 0, n) for n, (name, value) in enumerate(said.items(), 1)]
        draft_id = next_draft_id(self.case_id)
        save_draft(by=by, case_id=self.case_id, draft_id=draft_id, editor="desk", changes=changes)
        confirm_visit(by=by, draft_id=draft_id, accepts_doubts=True)

    def _propose(self) -> None:
        by, wish = self.by(self.story.goal_day), self.story.wish
        words = GoalWords(
            wish.wish,
            field=GoalField(wish.field),
            graduation=wish.graduation,
            target_on=by.on + timedelta(days=100),
            self_does=wish.self_does,
            family_does="声をかけて、手は出さずに待つ",
            team_does=wish.proposal,
        )
        goals.write_goals(by=by, case_id=self.case_id, goals=[words], on=by.on)
        if self.story.turn is Turn.DECLINED:
            note = "手伝いがあれば足りるとのこと。春にまた声をかける。"
            goals.decline_goals(by=by, case_id=self.case_id, on=by.on, reason=MoveReason.PERSON, note=note)
            self._let_go()

    def _let_go(self) -> None:
        by = self.by(self.story.goal_day + ASKED_AGAIN_AFTER)
        if by.on < self.desk.today:
            note = "もう一度たずねたが、いまのままでよいとのこと。困ったらまた電話をもらう。"
            cases.move_case(
                by=by, case_id=self.case_id, to=CaseState.CLOSED, on=by.on, reason=MoveReason.PERSON, note=note
            )

    def _agree(self) -> None:
        by = self.by(self.story.goal_day)
        parties = ["person", "family", "therapist"]
        goals.agree_goals(by=by, case_id=self.case_id, agreed_on=by.on, parties=parties)
        self._rate(by, Timepoint.T0, self.story.rating[0])

    def _rate(self, by: Viewer, timepoint: Timepoint, number: int) -> None:
        for goal in goals_of(by, self.case_id):
            goals.rate_goal(
                by=by,
                goal_id=goal.goal_id,
                timepoint=timepoint,
                on=by.on,
                performance=number,
                satisfaction=max(number - 1, 0),
            )

    def _plan(self) -> None:
        by = self.by(self.story.plan_day)
        sheet = first_plan(by, self.case_id)
        plan_id = plans.begin_plan(by=by, case_id=self.case_id, sheet=sheet, on=by.on)
        plans.agree_plan(
            by=by,
            plan_id=plan_id,
            consented_on=by.on,
            consented_by="本人",
            service_start_on=self.start + timedelta(days=self.story.course_day),
            evaluation_ends_on=by.on + timedelta(days=120),
            # Kept only where the plan runs longer than the certification.
            beyond_certification="更新の申請を予定している",
        )
        if self.story.turn is Turn.DAY_SERVICE:
            self._leave_with_service()

    def _leave_with_service(self) -> None:
        by = self.by(self.story.plan_day + LEFT_WITH_SERVICE_AFTER)
        note = "デイサービスに通いながら暮らしている。計画は居宅の事業所が続ける。"
        cases.move_case(by=by, case_id=self.case_id, to=CaseState.CLOSED, on=by.on, reason=MoveReason.PERSON, note=note)

    def _course(self) -> None:
        story = self.story
        self.last_on = live_course(
            self.room, story, self.case_id, start=self.start, worker=self.desk.on, today=self.desk.today
        )
        words = f"教室での様子を聞いた。「{story.wish.self_does}」を続けている。"
        by = self.by(story.course_day + 14)
        note = NoteWords(by.on, NoteKind.MONITORING, words, is_interview=True, is_home_visit=True)
        notes.write_note(by=by, case_id=self.case_id, words=note)
        if story.reach >= Reach.ENDED and story.turn is Turn.NONE:
            self._judge()

    def _judge(self) -> None:
        by = self.desk.on(self.last_on)
        self._rate(by, Timepoint.T1, self.story.rating[1])
        for goal in goals_of(by, self.case_id):
            goals.judge_goal(by=by, goal_id=goal.goal_id, is_achieved=True, on=by.on, parties=["person", "family"])

    def _see_again(self) -> None:
        """Asked on the day, month by month, as far as today; after a year the case ends."""
        graduated = self.story.turn is Turn.NONE
        for month, due_on in follow_ups_due(self.last_on):
            if due_on > self.desk.today:
                return
            by = self.desk.on(due_on)
            notes.record_follow_up(
                by=by,
                case_id=self.case_id,
                month=month,
                done_on=due_on,
                finding=FollowUpFinding.CONTINUES if graduated else FollowUpFinding.PARTLY,
                has_place=graduated,
                place_text=self.story.wish.place if graduated else "",
                has_paid_service=not graduated,
                note=self.story.wish.later if graduated else "週1回のデイサービスに通っている。",
            )
            if month == 1:
                cases.move_case(by=by, case_id=self.case_id, to=CaseState.FOLLOW_UP, on=due_on)
        cases.move_case(
            by=by, case_id=self.case_id, to=CaseState.CLOSED, on=due_on, reason=MoveReason.NO_NEED, note=YEAR_LATER
        )
