"""しるしの町: one shared case in which every kind of information carries a word that stands nowhere else."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.timezone import now

from takigi.access import actions as access
from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.queries import viewer_of
from takigi.casework.rules.states import Route
from takigi.collaboration.actions import cases, households, leads, records, roles
from takigi.collaboration.actions import help as helping
from takigi.collaboration.actions.cases import Known, NewShared
from takigi.collaboration.actions.households import MemberWords, SupporterWords
from takigi.collaboration.actions.leads import LeadWords
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.actions.roles import Asked
from takigi.collaboration.models import SharedCase
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.households import Kinship, SupporterKind
from takigi.collaboration.rules.leads import KnownAs, Signal
from takigi.collaboration.rules.words import RoleKind, Source
from takigi.organisations import actions as organisations
from takigi.organisations.rules import Duty, Level
from takigi.people.actions.persons import PersonDetails
from tests.shared_beside_made import help_words
from tests.worlds import BACKEND, PASSWORD, SINCE, Role, World, give_second_factor

S = Information


@dataclass(frozen=True)
class Mark:
    """しるし: a word, its class, and for whom it is an own entry. `also`: classes that must be open beside its own."""

    word: str
    info: Information
    also: frozenset[Information] = frozenset()
    own_of: frozenset[str] = frozenset()
    is_decision: bool = False
    # Shown to everybody who may read its class, in every state; the others hang on a page that has grounds of its own.
    is_told: bool = False


# 鵺 stands in no sentence of the product and in no name of the small town.
MARKS = {
    "summary": Mark("鵺概要", S.DEID, is_told=True),
    "asked": Mark("鵺相談", S.DEID),
    "first_words": Mark("鵺初言", S.DEID),
    "brief": Mark("鵺議概", S.DEID),
    "page_deid": Mark("鵺伏紙", S.DEID),
    "name": Mark("鵺原", S.IDENT, is_told=True),
    "kana": Mark("ヌエハラ", S.IDENT),
    "address": Mark("鵺住所", S.IDENT),
    "page_ident": Mark("鵺名紙", S.IDENT),
    "relative": Mark("鵺之介", S.HH, also=frozenset({S.IDENT})),
    "kin": Mark("子（", S.HH),
    "neighbour": Mark("鵺隣人", S.HH, also=frozenset({S.IDENT})),
    "page_household": Mark("鵺家紙", S.HH),
    "living": Mark("鵺暮向", S.ASSESS, is_told=True),
    "said_first": Mark("鵺訴言", S.ASSESS, is_told=True),
    "happened": Mark("鵺経過", S.ASSESS, is_told=True),
    "thought": Mark("鵺所感", S.ASSESS, is_told=True),
    "page_living": Mark("鵺課紙", S.ASSESS),
    "issue": Mark("自死企図", S.SENS, also=frozenset({S.ASSESS}), is_told=True),
    "page_sensitive": Mark("鵺要紙", S.SENS),
    "uttered": Mark("鵺発言", S.MREC),
    "decided": Mark("鵺決定", S.MREC, is_decision=True),
    "wish": Mark("鵺願意", S.PLAN, is_told=True),
    "step": Mark("鵺支度", S.PLAN, is_told=True),
    "task_taken": Mark("鵺役受", S.ROLE, own_of=frozenset({"coop"})),
    "task_asked": Mark("鵺役頼", S.ROLE, own_of=frozenset({"coop_req"})),
    "task_past": Mark("鵺役済", S.ROLE, own_of=frozenset({"helper"})),
    "promise": Mark("鵺約束", S.ROLE, own_of=frozenset({"part", "com", "none"})),
    "noticed": Mark("鵺気配", S.LEAD),
    "rumour": Mark("鵺噂話", S.LEAD),
}


@dataclass(frozen=True)
class Reader:
    """見る人: an account, the agency it works for, and a browser of its own."""

    key: str
    staff_id: int
    agency: str
    client: Client = field(default_factory=Client, compare=False)


# New people of the town: a colleague of the owner, a helper whose role ends, a resident, and somebody with no part in it.
NEWCOMERS = (
    ("peer", "doryo", "堂領 開", "ドウリョウ ヒラク", "east", Duty.CASEWORK),
    ("helper", "sukeda", "助田 望", "スケダ ノゾム", "council", Duty.COORDINATION),
    ("com", "minsei", "民瀬 井子", "ミンセ イコ", "provider", Duty.PROVISION),
    ("none", "tanin", "谷野 人志", "タニノ ヒトシ", "provider", Duty.PROVISION),
)
ROLES = {
    "own": Role.EAST_NURSE,
    "own_sup": Role.EAST_HEAD,
    "coop": Role.COORDINATOR,
    "coop_req": Role.WEST_NURSE,
    "stn": Role.STATION,
    "sec": Role.SECRETARIAT,
    "part": Role.PROVIDER,
    "eval": Role.EVALUATOR,
    "adm": Role.ADMINISTRATOR,
    "aud": Role.AUDITOR,
    "plan": Role.PLANNER,
    "no_oath": Role.NO_OATH,
    "suspended": Role.SUSPENDED,
    "moved": Role.MOVED_AWAY,
    "neighbour": Role.NEIGHBOUR_NURSE,
    "neighbour_aud": Role.NEIGHBOUR_AUDITOR,
}


@dataclass
class MarkedWorld:
    """The town, the case and the ids by which it is asked for."""

    world: World
    readers: dict[str, Reader]
    case: uuid.UUID
    person: uuid.UUID
    request: uuid.UUID
    lead: uuid.UUID
    member: uuid.UUID
    contact: uuid.UUID
    roles: dict[str, uuid.UUID]
    at: datetime  # the moment at which the screens are asked
    body: uuid.UUID | None = None
    meeting: uuid.UUID | None = None
    item: uuid.UUID | None = None
    starts_at: datetime | None = None
    promise: uuid.UUID | None = None
    token: str = ""  # of the link by which one guest can answer without an account
    has_consented: bool = False

    def viewer(self, key: str) -> Viewer:
        """The viewer that the gate would make for the reader at the moment."""
        return viewer_of(self.readers[key].staff_id, self.world.municipality_id, is_active=True, at=self.at)


def _newcomer(world: World, row: tuple) -> Reader:
    key, login, name, kana, agency, duty = row
    staff_id = organisations.take_in_staff(
        by=None,
        municipality_id=world.municipality_id,
        login_name=login,
        name=name,
        name_kana=kana,
        profession="事務",
        password=PASSWORD,
        at=world.at,
    )
    organisations.give_post(
        by=None,
        staff_id=staff_id,
        agency_id=world.agency_ids[agency],
        duty=duty,
        level=Level.STAFF,
        from_on=SINCE,
        at=world.at,
    )
    access.confirm_oath(by=viewer_of(staff_id, world.municipality_id, is_active=True, at=world.at))
    return Reader(key, staff_id, agency)


def seated_readers(world: World) -> dict[str, Reader]:
    """Everybody with a browser of their own, signed in where they may."""
    agency_of = {pk: key for key, pk in world.agency_ids.items()}
    found = {
        key: Reader(key, world.staff_id(role), agency_of[world.members[role].agency_id]) for key, role in ROLES.items()
    }
    found |= {row[0]: _newcomer(world, row) for row in NEWCOMERS}
    for reader in found.values():
        give_second_factor(reader.staff_id)
        staff = get_user_model().objects.get(pk=reader.staff_id)
        if staff.is_active:
            reader.client.force_login(staff, backend=BACKEND)
    return found


def word(key: str) -> str:
    """The word of a mark."""
    return MARKS[key].word


def marked_world(world: World, readers: dict[str, Reader]) -> MarkedWorld:
    """Everything that can be said of a household, said once, each with its word. No meeting yet."""
    nurse = world.viewer(Role.EAST_NURSE)
    case = _opened(world)
    of_case = {"by": nurse, "case_id": case}
    member, contact = _written(world, of_case)
    request = helping.ask_for_help(
        **of_case,
        words=help_words(world, text=f"80代の親と50代の子の世帯。{word('asked')}", first_words=word("first_words")),
    )
    lead = leads.register_lead(
        by=world.viewer(Role.COORDINATOR),
        words=LeadWords(
            world.agency_ids["station"],
            nurse.on,
            (Signal.POST_PILED,),
            note=word("noticed"),
            known_as=KnownAs.PARTIAL,
            who=word("rumour"),
        ),
    )
    made_roles = _roles(world, readers, case)
    return MarkedWorld(
        world=world,
        readers=readers,
        case=case,
        person=SharedCase.objects.values_list("case__person_id", flat=True).get(pk=case),
        request=request,
        lead=lead,
        member=member,
        contact=contact,
        roles=made_roles,
        at=now(),
    )


def _opened(world: World) -> uuid.UUID:
    nurse = world.viewer(Role.EAST_NURSE)
    who = PersonDetails(
        name=f"{word('name')} タエ",
        name_kana=f"{word('kana')} タエ",
        birth="昭和15年4月1日",
        phone="092-000-0000",
        address=word("address"),
    )
    new = NewShared(
        agency_id=world.agency_ids["east"],
        route=Route.FAMILY,
        opened_on=nurse.on,
        person=who,
        reason_text=word("said_first"),
        known=Known(summary=f"80代の親と50代の子の世帯。{word('summary')}", contact_note=word("living")),
    )
    return cases.open_shared_case(by=nurse, new=new)


def _written(world: World, of_case: dict[str, object]) -> tuple[uuid.UUID, uuid.UUID]:
    nurse = world.viewer(Role.EAST_NURSE)
    households.write_member(**of_case, words=MemberWords(Kinship.SELF))
    member = households.write_member(
        **of_case, words=MemberWords(Kinship.CHILD, name=word("relative"), birth_year=1970)
    )
    households.add_supporter(**of_case, words=SupporterWords(SupporterKind.PLACE, word("neighbour")))
    happened = ContactWords(nurse.on, Direction.OUT, Method.PHONE, word("happened"), opinion_text=word("thought"))
    contact = records.write_contact(**of_case, words=happened)
    records.tag_issue(**of_case, code="suicide_attempt", source=Source.SUPPORTER)
    return member, contact


def _roles(world: World, readers: dict[str, Reader], case: uuid.UUID) -> dict[str, uuid.UUID]:
    """Two roles of the council taken on by two people, and one asked of the west and not answered."""
    nurse = world.viewer(Role.EAST_NURSE)
    found = {}
    for key, task, agency in (
        ("coop", "task_taken", "council"),
        ("helper", "task_past", "council"),
        ("coop_req", "task_asked", "west"),
    ):
        asked = Asked(
            agency_id=world.agency_ids[agency],
            kind=RoleKind.COOPERATE,
            task=word(task),
            staff_id=readers[key].staff_id,
        )
        found[key] = roles.request_role(by=nurse, case_id=case, asked=asked)
    for key in ("coop", "helper"):
        who = viewer_of(readers[key].staff_id, world.municipality_id, is_active=True, at=nurse.at)
        roles.accept_role(by=who, role_id=found[key])
    return found
