"""見本の多機関協働を入れる: households, what was asked of whom, meetings on their law, and what came of it, day by day."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.casework.rules.states import Route
from takigi.collaboration.actions import cases, households, involvement, leads, records, transfers
from takigi.collaboration.actions.cases import Known, NewShared
from takigi.collaboration.actions.help import HelpWords, answer_help, ask_for_help, settle_help
from takigi.collaboration.actions.households import MemberWords, SupporterWords
from takigi.collaboration.actions.leads import LeadWords
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.actions.transfers import Proposal
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.deidentify import CHECKLIST
from takigi.collaboration.rules.help_requests import AnswerKind, AskType, FieldTry
from takigi.collaboration.rules.households import Bond, Kinship, Sex, SupporterKind
from takigi.collaboration.rules.leads import LeadState, LeadStep, Signal
from takigi.collaboration.rules.words import (
    Composition,
    HouseholdFlag,
    Mode,
    Precision,
    Source,
    TransferReason,
)
from takigi.demo.load import Built
from takigi.demo.load_gatherings import Convener, gather
from takigi.demo.load_shared_records import ask_supporters, consent, end_talks, read_first_words, send_on
from takigi.demo.office_lists import OFFICES
from takigi.demo.office_people import Office
from takigi.demo.shared_stories import GATHERINGS, LEADS, SHARED_STORIES, Ask, SharedStory
from takigi.demo.town import Town
from takigi.people.actions.persons import PersonDetails

TOWN = "nagihama"
CHAIR, STATION = "n.morozumi", "n.kajiwara"
ANSWER = "いっしょに考えます。主担当のまま、続けることと頼むことを分けて書いてみましょう。"
ANSWERED = {
    AskType.ADVICE: AnswerKind.ADVISE,
    AskType.COMPANY: AnswerKind.COME,
    AskType.ASSESSMENT: AnswerKind.ASSESS,
    AskType.PARTNER: AnswerKind.FIND,
    AskType.MEETING: AnswerKind.MEETING,
}
NOT_YET = uuid.UUID(int=0)
# Days from the opening to the first word to the station, and to the meeting.
ASKED_AFTER, MET_AFTER = 12, 40
# And to the first agency that the household was sent on to.
SENT_AFTER = 55


def live_together(town: Town, built: Built, *, at: datetime, stories: Sequence[SharedStory] = SHARED_STORIES) -> int:
    """Everything that several offices did together; returns how many households there are. Nothing for the other town."""
    if town.plan.key != TOWN:
        return 0
    office = Office(OFFICES[TOWN], built, at)
    with transaction.atomic():
        convener = Convener(office, CHAIR)
        lives = [_Life(office, convener, story) for story in stories]
        for life in lives:
            life.live()
        for block, days_ago, guests in GATHERINGS:
            gather(convener, block, office.today - timedelta(days=days_ago), guests)
        convener.lecture()
        _look_out(office)
        ask_supporters(office)
    return len(lives)


@dataclass
class _Life:
    """One household in the hands of its owner."""

    office: Office
    convener: Convener
    story: SharedStory
    case_id: uuid.UUID = NOT_YET

    def on(self, day: int) -> date:
        """A day of the story, never later than today."""
        return min(self.office.today, self.office.today - timedelta(days=self.story.opened - day))

    def owner(self, day: int) -> Viewer:
        return self.office.by(self.story.owner, self.on(day))

    def live(self) -> None:
        """From the first contact as far as the story has come."""
        self._open()
        self._ask_for_help()
        self._say_and_send()
        if not self.story.is_met_over:
            return
        self._station_in()
        met_on = self.on(MET_AFTER)
        item = self.convener.meet(self.story, self.case_id, met_on)
        self._stay_involved()
        self.convener.look_again(item, self.story, met_on)
        self._end()

    def _open(self) -> None:
        story, by = self.story, self.owner(0)
        began = by.on - timedelta(days=story.waited_months * 30)
        known = Known(
            composition=Composition(story.composition),
            flags=tuple(HouseholdFlag(one) for one in story.flags),
            block=story.block,
            first_difficulty_on=began.replace(day=1),
            first_difficulty_precision=Precision.MONTH if story.waited_months < 24 else Precision.YEAR,
            first_difficulty_source=Source.FAMILY,
            first_contact_on=by.on - timedelta(days=3),
            first_contact_agency_id=self.office.agency_of(story.owner),
            had_support_before=story.was_connected,
            was_connected_at_open=story.was_connected,
            summary=story.summary,
            contact_note=story.worry,
        )
        person = PersonDetails(name=story.name, name_kana=story.kana, birth=story.birth)
        new = NewShared(
            agency_id=self.office.agency_of(story.owner),
            route=Route.FAMILY if story.was_connected else Route.WELFARE_VOLUNTEER,
            opened_on=by.on,
            person=person,
            known=known,
        )
        self.case_id = cases.open_shared_case(by=by, new=new)
        records.open_episode(by=by, case_id=self.case_id, on=by.on)
        for code in story.issues:
            records.tag_issue(by=by, case_id=self.case_id, code=code, source=Source.SUPPORTER)
        for place, (kinship, sex, name, year) in enumerate(story.household):
            words = MemberWords(
                Kinship(kinship),
                name=name,
                sex=Sex(sex),
                birth_year=year,
                order=place,
                known_to=(self.office.agency_of(story.owner),),
            )
            households.write_member(by=by, case_id=self.case_id, words=words)
        for kind, words_of, bond in story.supporters:
            supporter = SupporterWords(SupporterKind(kind), words_of, Bond(bond))
            households.add_supporter(by=by, case_id=self.case_id, words=supporter)

    def _ask_for_help(self) -> None:
        story, by = self.story, self.owner(ASKED_AFTER)
        words = HelpWords(
            text=f"{story.summary}{story.worry}",
            first_words=story.first_words,
            keeps=story.keeps,
            asks=tuple(AskType(one) for one in story.help_asks),
            tried=FieldTry(tried_on=self.on(ASKED_AFTER - 6), result=story.tried),
            station_id=self.office.agency_of(STATION),
            checks=tuple(check.key for check in CHECKLIST),
        )
        request = ask_for_help(by=by, case_id=self.case_id, words=words)
        if self.on(ASKED_AFTER + 2) < self.office.today:
            station = self.office.by(STATION, self.on(ASKED_AFTER + 2))
            answer_help(by=station, request_id=request, kind=ANSWERED[words.asks[-1]], text=ANSWER)
            read_first_words(self.office, request, story, self.on(ASKED_AFTER + 3))
        if story.is_met_over:
            settle_help(by=self.owner(MET_AFTER), request_id=request, note="会議で、だれが何をするかが決まった。")

    def _say_and_send(self) -> None:
        """What the person said of the sharing, where the household was sent on to, and when the talks ended."""
        story = self.story
        if story.consented:
            consent(self.office, self.owner(story.consented), self.case_id, story)
        if story.sent:
            send_on(self.office, story.owner, self.case_id, story.sent, on=self.on(SENT_AFTER))
        if story.talked_until:
            again = self.on(story.came_again) if story.came_again else None
            end_talks(self.office, story.owner, self.case_id, ended=self.on(story.talked_until), again=again)

    def _station_in(self) -> None:
        by = self.owner(ASKED_AFTER + 4)
        planned_to = by.on + timedelta(days=90)
        stay = involvement.involve_station(by=by, case_id=self.case_id, mode=Mode.COORDINATING, planned_to=planned_to)
        if planned_to < self.office.today:
            out = self.office.by(STATION, planned_to - timedelta(days=5))
            involvement.end_involvement(
                by=out, involvement_id=stay, exit_note="役割が決まり、主担当と協力機関で続けている。"
            )

    def _stay_involved(self) -> None:
        """Whoever took a part is heard of again, directly or through the station."""
        for place, ask in enumerate(one for one in self.story.asks if one.answer in {"kept", "going_on"}):
            days = (20, 45, 80, 140) if ask.answer == "going_on" else (25, 50)
            for number, later in enumerate(days):
                if self.story.opened < MET_AFTER + later + place:
                    break
                self._contact(ask, MET_AFTER + later + place, is_via_station=number == 0 and place == 0)

    def _contact(self, ask: Ask, day: int, *, is_via_station: bool) -> None:
        words = ContactWords(
            happened_on=self.on(day),
            direction=Direction.IN,
            method=Method.PHONE if day % 2 else Method.TOGETHER,
            fact_text=f"約束のこと（{ask.what}）の様子を聞いた。続いている。",
            counterpart_agency_id=self.office.agency_of(ask.who),
            counterpart_staff_id=self.office.staff_id(ask.who),
            is_via_station=is_via_station,
        )
        records.write_contact(by=self.owner(day), case_id=self.case_id, words=words)

    def _end(self) -> None:
        kind, _, to = self.story.ending.partition(":")
        if kind == "transfer":
            self._hand_on(to)
        if kind == "station":
            self._exception()

    def _hand_on(self, to: str) -> None:
        """The centre of what is needed has changed, and the other agency takes it on."""
        by = self.owner(MET_AFTER + 130)
        proposal = Proposal(
            self.office.agency_of(to), TransferReason.MAIN_NEED, "中心となる課題が暮らしの立て直しに変わったため", by.on
        )
        transfer = transfers.propose_transfer(by=by, case_id=self.case_id, proposal=proposal)
        head = self.convener.supervisor_of(to)
        if head is not None:
            accepting = self.office.by(head, self.on(MET_AFTER + 137))
            transfers.accept_transfer(by=accepting, transfer_id=transfer, staff_id=self.office.staff_id(to))

    def _exception(self) -> None:
        """Nobody could carry it for a while: to the station, with an end and a way out."""
        by = self.owner(self.story.opened - 30)
        proposal = Proposal(
            self.office.agency_of(STATION),
            TransferReason.TEMPORARY,
            "担当が病気で休み、代わりが着任するまで",
            by.on,
            exception_until=by.on + timedelta(days=60),
            exit_plan="後任が着任したら、二度一緒に訪問してから戻す",
        )
        transfer = transfers.propose_transfer(by=by, case_id=self.case_id, proposal=proposal)
        later = self.on(self.story.opened - 27)
        transfers.approve_exception(by=self.office.by(CHAIR, later), transfer_id=transfer)
        station = self.office.by(STATION, later, hour=14)
        transfers.accept_transfer(by=station, transfer_id=transfer, staff_id=self.office.staff_id(STATION))


def _look_out(office: Office) -> None:
    """気になる人: told by whoever noticed, looked for by the station."""
    for login, days_ago, block, signals, note, became in LEADS:
        seen_on = office.today - timedelta(days=days_ago)
        words = LeadWords(
            holder_agency_id=office.agency_of(STATION),
            seen_on=seen_on,
            signals=tuple(Signal(one) for one in signals),
            note=note,
            block=block,
        )
        lead = leads.register_lead(by=office.by(login, seen_on), words=words)
        for state, later in _way_to(became):
            on = seen_on + timedelta(days=later)
            by = office.by(STATION, on, hour=15)
            if state is LeadState.CHECKING:
                checker = office.staff_id("n.ohara")
                leads.assign_lead(by=by, lead_id=lead, staff_id=checker, check_by=on + timedelta(days=14))
                continue
            agency = office.agency_of(login) if state is LeadState.CONNECTED else None
            leads.move_lead(by=by, lead_id=lead, step=LeadStep(state, on, connected_agency_id=agency))


def _way_to(became: str) -> Sequence[tuple[LeadState, int]]:
    steps = [(LeadState.CHECKING, 5), (LeadState.VISITED, 20), (LeadState(became), 34)]
    return {"new": [], "checking": steps[:1]}.get(became, steps)
