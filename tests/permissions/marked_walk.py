"""しるしの町の日々: the states through which the case is walked, by actions, and what each reader is to it in each of them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product

from django.utils.timezone import localtime

from takigi.access.information import Information
from takigi.access.models import Oath
from takigi.casework.rules.visit_merging import Change
from takigi.collaboration.actions import cases, involvement, roles
from takigi.collaboration.actions.consents import record_case_consent
from takigi.collaboration.rules.words import Mode
from takigi.meetings.actions.bodies import confirm_body_oath
from takigi.meetings.actions.disclosures import close_class, open_classes, write_material
from takigi.meetings.actions.invitations import Guest, answer, give_link, invite
from takigi.meetings.actions.minutes import finish_minutes, write_minutes
from takigi.meetings.actions.phases import accept_meeting, cancel_meeting, hold_meeting, open_materials, set_time
from takigi.meetings.actions.plans import PlanStep, PlanWords, write_plan
from takigi.meetings.actions.promises import PromiseWords, ask_promise
from takigi.meetings.actions.requests import Plan, ask_for_meeting
from takigi.meetings.models import AgendaItem, Invitation
from takigi.meetings.rules.minutes import Box, box_name
from takigi.meetings.rules.words import Capacity, MeetingKind, Reply
from takigi.organisations import actions as organisations
from takigi.organisations.rules import StaffStatus
from takigi.people.actions.consents import ConsentWords
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from tests.meetings_made import NECESSARY, WORDS, make_body
from tests.permissions.access_truths import HOLDS, SHOWN, WAYS, Point
from tests.permissions.marked_world import MARKS, Mark, MarkedWorld, word
from tests.rooms.people_words import protect
from tests.worlds import Role

S = Information
ALL_FIVE = (S.DEID, S.IDENT, S.HH, S.ASSESS, S.SENS)
PAGES = {
    S.DEID: "page_deid",
    S.IDENT: "page_ident",
    S.HH: "page_household",
    S.ASSESS: "page_living",
    S.SENS: "page_sensitive",
}
IN_THE_BODY = frozenset({"sec", "stn", "coop", "part", "com"})
GUESTS = frozenset({"coop", "part", "com"})
CONSENTING = ("council", "secretariat", "station")
# What a reader is to the case before any meeting; whoever is not named is nothing to it.
AT_FIRST = {
    "own": {"OWN"},
    "own_sup": {"OWN_SUP"},
    "peer": {"OWN_PEER"},
    "no_oath": {"OWN_PEER"},
    "coop": {"COOP"},
    "helper": {"COOP"},
    "coop_req": {"COOP_REQ"},
    "stn": {"STN_PRE"},
    "sec": {"SEC"},
    "eval": {"EVAL"},
    "adm": {"ADM"},
    "aud": {"AUD"},
}
# Who never comes in, or not any more.
OUTSIDE = frozenset({"no_oath", "suspended", "moved", "neighbour", "neighbour_aud", "plan", "none"})


@dataclass(frozen=True)
class State:
    """事情: what is so between two steps, in the words of these tests and of no room."""

    name: str
    laid: frozenset[str]
    phase: str = "draft"
    consent: frozenset[Information] = frozenset()
    opened: frozenset[Information] = frozenset()
    emergency: frozenset[str] = frozenset()
    # Meetings besides the first: their phases, and what stood open in them.
    others: tuple[tuple[str, frozenset[Information]], ...] = ()
    listed: frozenset[str] | None = None  # None: the address is not protected
    relations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    out: frozenset[str] = OUTSIDE
    readings: int = 0  # emergency readings that nobody has reviewed
    has_checks: bool = False  # it is time to ask who is still there
    is_wide: bool = False  # every screen is asked of everybody here

    @property
    def asks_all(self) -> bool:
        """Whether every channel is asked here, and not the screens alone."""
        return self.name in {"資料公開", "終了", "一月あと", "守秘と資格の終わり"}

    def permits(self, key: str, agency: str, mark: Mark) -> bool:
        """Whether the hand-written truths open the mark to the reader: its own class and those it hangs on."""
        if key in self.out and not (key in mark.own_of and key == "none"):
            return False
        if key in mark.own_of and mark is MARKS["promise"]:
            return True  # what was asked of one's own agency, whatever one is to the case
        return all(
            self._opens(key, agency, mark if one is mark.info else Mark("", one)) for one in {mark.info, *mark.also}
        )

    def counts(self, key: str, agency: str) -> dict[str, int]:
        """What the tiles of 今日 may count for the reader: of whatever is that reader's to open, and of nothing else."""
        if key in self.out and key != "none":
            return {}
        found = {}
        if "promise" in self.laid and agency == "provider":
            found["promises"] = 1  # asked of the agency, and not answered yet
        if self.has_checks and key in {"own", "own_sup", "stn", "sec"}:
            found["checks"] = 1
        if key == "stn":
            found |= {"asked": 1, "leads": 1}  # the request that waits, and the lead that its agency holds
        if self.readings and key in {"sec", "aud"}:
            found["readings"] = self.readings
        return found

    def _opens(self, key: str, agency: str, mark: Mark) -> bool:
        views = set()
        if mark.info is S.IDENT and self.listed is not None and mark is MARKS["address"]:
            mark = Mark(mark.word, S.LOC)
        if mark.info is S.LEAD:
            return key == "stn"  # the agency that holds the lead: OWN of the lead, whatever one is to a case
        for relation, point in product(self.relations.get(key, ()), self._points(key, agency, mark)):
            for way in WAYS.get((relation, mark.info.value), ()):
                if HOLDS[way](point):
                    views.add(SHOWN.get(way))
                    break
        names = {one.value if one else "full" for one in views}
        return bool(
            "full" in names
            or ("decisions_only" in names and (mark.is_decision or key in mark.own_of))
            or (names & {"own_entry", "own_agency"} and key in mark.own_of)
        )

    def _points(self, key: str, agency: str, mark: Mark) -> list[Point]:
        """Outside every meeting, and in each that there is."""
        has_consent = agency in CONSENTING and mark.info in self.consent
        usual = {
            "active": True,
            "oath": True,
            "consent": has_consent,
            "sens_scope": has_consent,
            "break_glass": key in self.emergency,
            "own_agency": True,
            "self": True,
            "listed": key in (self.listed or ()),
            "small_n": True,
        }
        none = {"disclosed": False, "necessity": False, "attendee": False}
        here = {"necessity": True, "attendee": key in GUESTS}
        return [Point(phase="draft", **usual, **none)] + [
            Point(phase=phase, disclosed=mark.info in opened and key in IN_THE_BODY, **usual, **here)
            for phase, opened in ((self.phase, self.opened), *self.others)
        ]


BEFORE = frozenset(MARKS) - {*PAGES.values(), "brief", "wish", "step", "uttered", "decided", "promise"}
ASKED = BEFORE | {*PAGES.values(), "brief", "wish", "step"}
MET = ASKED | {"uttered", "decided", "promise"}


def _with(*changes: tuple[str, str]) -> dict[str, frozenset[str]]:
    """The relations at first, with these readers standing otherwise: several in one word are parted by +."""
    told = {key: frozenset(held) for key, held in AT_FIRST.items()}
    return told | {key: frozenset(held.split("+")) if held else frozenset() for key, held in changes}


SITTING = (("coop", "COOP+PART"), ("part", "PART"), ("com", "COM"), ("stn", "STN+STN_PRE"))
SAT = (("coop", "COOP+PART+PAST"), ("part", "PART+PAST"), ("com", "COM+PAST"), ("stn", "STN_PRE"))


def days(m: MarkedWorld) -> Iterable[State]:
    """One life of a case. After each step the state is told, and the screens are asked."""
    yield State("相談だけ", BEFORE, relations=_with(), is_wide=True)
    _ask(m)
    yield State("依頼", ASKED, relations=_with(("part", ""), ("com", "")))
    _accept(m)
    yield State("受理", ASKED, "accepted", relations=_with(*SITTING))
    _open(m, *ALL_FIVE)
    five = frozenset(ALL_FIVE)
    yield State("受理・開示", ASKED, "accepted", opened=five, relations=_with(*SITTING))
    open_materials(by=m.viewer("sec"), meeting_id=m.meeting)
    yield State("資料公開", ASKED, "materials_open", opened=five, relations=_with(*SITTING), is_wide=True)
    close_class(by=m.viewer("sec"), item_id=m.item, info_class=S.HH, reason="配る範囲をまちがえたため")
    four = five - {S.HH}
    yield State("世帯を回収", ASKED, "materials_open", opened=four, relations=_with(*SITTING))
    _hold(m)
    yield State("開催", MET, "held", opened=four, relations=_with(*SITTING))
    some = {S.IDENT, S.ASSESS, S.PLAN}
    _consents(m, some)
    yield State("開催・同意", MET, "held", frozenset(some), four, relations=_with(*SITTING))
    m.at = m.starts_at + timedelta(hours=5)
    yield State("整理期間", MET, "grace", frozenset(some), four, relations=_with(*SITTING))
    m.at = m.starts_at + timedelta(days=9)
    yield State("終了", MET, "closed", frozenset(some), four, relations=_with(*SAT), is_wide=True)
    most = {*some, S.HH, S.SENS}
    _consents(m, most)
    nurse = m.viewer("own")
    involvement.involve_station(by=nurse, case_id=m.case, mode=Mode.ADVICE, planned_to=nurse.on + timedelta(days=30))
    involved = _with(*SAT, ("stn", "STN+STN_PRE"))
    yield State("終了・広い同意", MET, "closed", frozenset(most), four, relations=involved)
    _consents(m, set())
    yield State("同意の取り消し", MET, "closed", opened=four, relations=involved)
    helped = frozenset({"peer", "coop", "stn", "sec"})
    for key in sorted(helped):
        cases.open_in_emergency(by=m.viewer(key), case_id=m.case, reason="命の危険があるという電話があったため")
    read = {"readings": len(helped)}
    yield State("緊急", MET, "closed", opened=four, emergency=helped, relations=involved, **read)
    m.at += timedelta(hours=25)
    protect(m.world, m.person, Role.EAST_HEAD)
    roles.finish_role(by=m.viewer("helper"), role_id=m.roles["helper"], note="買い物が一人でできるようになった")
    listed = frozenset({"own_sup"})
    past = {**involved, "helper": frozenset({"PAST"})}
    yield State("住所の保護・役割の終わり", MET, "closed", opened=four, listed=listed, relations=past, **read)
    _cancelled(m)
    yield State(
        "中止", MET, "closed", opened=four, others=(("cancelled", five),), listed=listed, relations=past, **read
    )
    m.at = m.starts_at + timedelta(days=32)
    read["has_checks"] = True
    yield State("一月あと", MET, "closed", opened=four, listed=listed, relations=past, **read)
    Oath.objects.filter(staff_id=m.readers["coop"].staff_id).delete()
    organisations.change_staff_status(
        by=None, staff_id=m.readers["own_sup"].staff_id, status=StaffStatus.SUSPENDED, at=m.at
    )
    out = OUTSIDE | {"coop", "own_sup"}
    yield State("守秘と資格の終わり", MET, "closed", listed=listed, relations=past, out=out, is_wide=True, **read)


def _ask(m: MarkedWorld) -> None:
    """The owner asks for a 支援会議, with papers of every class and a draft plan."""
    m.body = make_body(m.world, members=(Role.EAST_NURSE, Role.STATION, Role.COORDINATOR, Role.PROVIDER))
    nurse = m.viewer("own")
    m.meeting, m.item = ask_for_meeting(by=nurse, case_id=m.case, plan=Plan(m.body, MeetingKind.SUPPORT), words=WORDS)
    AgendaItem.objects.filter(pk=m.item).update(deidentified_text=f"80代の親と50代の子。{word('brief')}")
    for info, key in PAGES.items():
        write_material(by=nurse, item_id=m.item, info_class=info, title="資料", text=word(key))
    plan = PlanWords(wish=word("wish"), goals="家で暮らす", steps=(PlanStep("娘", word("step")),))
    write_plan(by=nurse, item_id=m.item, words=plan)


def _accept(m: MarkedWorld) -> None:
    """Accepted, dated, invited, sworn and answered."""
    chair = m.viewer("sec")
    accept_meeting(by=chair, meeting_id=m.meeting)
    m.starts_at = _dated(m, m.meeting)
    _invite(m, m.meeting)
    guest = Invitation.objects.get(meeting_id=m.meeting, staff_id=m.readers["part"].staff_id)
    m.token = give_link(by=chair, invitation_id=guest.pk).token
    for key in IN_THE_BODY:
        confirm_body_oath(by=m.viewer(key), body_id=m.body)


def _dated(m: MarkedWorld, meeting: uuid.UUID) -> object:
    starts_at = localtime(m.at).replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=3)
    set_time(
        by=m.viewer("sec"),
        meeting_id=meeting,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=50),
        place="市役所",
    )
    return starts_at


def _invite(m: MarkedWorld, meeting: uuid.UUID) -> None:
    guests = [
        Guest(
            staff_id=m.readers[key].staff_id,
            capacity=Capacity.COMMUNITY if key == "com" else Capacity.MEMBER,
            admit_reason="地域で見守っているため" if key == "com" else "",
        )
        for key in sorted(GUESTS)
    ]
    invite(by=m.viewer("sec"), meeting_id=meeting, guests=guests)
    for key in sorted(GUESTS):
        answer(by=m.viewer(key), meeting_id=meeting, reply=Reply.ACCEPTED)


def _open(m: MarkedWorld, *classes: Information) -> None:
    open_classes(by=m.viewer("sec"), item_id=m.item, notes=dict.fromkeys(classes, NECESSARY))


def _hold(m: MarkedWorld) -> None:
    """Held; the secretariat writes what was said and decided, and somebody of the provider is asked for something."""
    m.at = m.starts_at + timedelta(minutes=5)
    chair = m.viewer("sec")
    hold_meeting(by=chair, meeting_id=m.meeting)
    said = [
        Change(box_name(Box.SAID, m.item), word("uttered"), 0, 1),
        Change(box_name(Box.DECIDED, m.item), word("decided"), 0, 2),
    ]
    kept = write_minutes(by=chair, meeting_id=m.meeting, editor="a", changes=said)
    finish_minutes(by=chair, meeting_id=m.meeting, seen_version=kept.version)
    words = PromiseWords(agency_id=m.world.agency_ids["provider"], what=word("promise"), due_on=chair.on)
    m.promise = ask_promise(by=chair, item_id=m.item, words=words)


def _consents(m: MarkedWorld, classes: set[Information]) -> None:
    """The person consents for three agencies at once; to nothing: the consent is withdrawn."""
    nurse = m.viewer("own")
    agencies = frozenset(m.world.agency_ids[one] for one in CONSENTING)
    scope = ConsentScope(agencies, frozenset(one.value for one in classes))
    asked = (ConsentState.ASKED, ConsentState.GRANTED) if classes else ()
    # A consent that names something else is a new one: the old one is withdrawn first.
    for state in (*((ConsentState.WITHDRAWN,) if m.has_consented else ()), *asked):
        words = ConsentWords(nurse.on, ConsentMethod.SIGNATURE, form_version="2026-04", scope=scope)
        record_case_consent(by=nurse, case_id=m.case, purpose=ConsentPurpose.SHARING, state=state, words=words)
    m.has_consented = bool(classes)


def _cancelled(m: MarkedWorld) -> None:
    """Another meeting for the same case, with everything open, that is then called off."""
    words = replace(WORDS, second_reason="前の会議のあとに様子が変わったため")
    again, item = ask_for_meeting(
        by=m.viewer("own"), case_id=m.case, plan=Plan(m.body, MeetingKind.SUPPORT), words=words
    )
    accept_meeting(by=m.viewer("sec"), meeting_id=again)
    _dated(m, again)
    _invite(m, again)
    open_materials(by=m.viewer("sec"), meeting_id=again)
    notes = dict.fromkeys(ALL_FIVE, NECESSARY)
    open_classes(by=m.viewer("sec"), item_id=item, notes=notes)
    cancel_meeting(by=m.viewer("sec"), meeting_id=again, reason="都合がつかないため")
