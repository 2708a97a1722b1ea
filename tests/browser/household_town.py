"""世帯のまわりの町: a grandmother, her daughter and a grandson, four agencies, a secretariat and a body that meets on its law."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.timezone import localtime, now
from playwright.sync_api import Page

from takigi.access import actions as access
from takigi.access.legal_bases import LegalBasis
from takigi.access.queries import viewer_of
from takigi.casework.rules.states import Route
from takigi.collaboration.actions import cases, households, records
from takigi.collaboration.actions.cases import Known, NewShared
from takigi.collaboration.actions.households import MemberWords
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.households import Kinship, Sex
from takigi.collaboration.rules.words import Composition, HouseholdFlag, Precision, Source
from takigi.meetings.actions import bodies
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations import actions as organisations
from takigi.organisations.rules import AgencyKind, Duty, Field, Level
from takigi.people.actions.persons import PersonDetails
from tests.worlds import BACKEND, PASSWORD, SINCE, Role, World, build_world, give_second_factor

NAME, DAUGHTER, GRANDSON = "白浜 はつ", "白浜 千景", "白浜 湊"
SUMMARY = "80代の親と50代の子、中学生の孫の世帯。介護と、子のこころの調子と、孫の学校のことが重なっている。"
WORRY = "夜中に二度、電話があった。子は昼も寝ていて、孫が朝の支度を一人でしている。"
BODY = "まるごと会議"


@dataclass(frozen=True)
class Household:
    """What the journey starts from: the town, the case, the body, and two people whom the small town does not have."""

    world: World
    case_id: uuid.UUID
    body_id: uuid.UUID
    people: dict[str, int]

    def staff_id(self, who: str) -> int:
        return self.people[who]


# who, sign-in name, name, kana, profession, agency, its kind, its field
NEWCOMERS = (
    ("disability", "onodera", "小野寺 樹", "オノデラ イツキ", "相談支援専門員", "相談室 みなも", AgencyKind.DISABILITY, Field.DISABILITY),
    ("school", "miwa", "三輪 葵", "ミワ アオイ", "スクールソーシャルワーカー", "学校教育課", AgencyKind.EDUCATION, Field.EDUCATION),
)  # fmt: skip


def prepare(at: datetime) -> Household:
    """Sixty days in, and stuck: written down by the owner, day by day."""
    world = build_world()
    people = {
        "owner": world.staff_id(Role.EAST_NURSE),
        "station": world.staff_id(Role.STATION),
        "secretariat": world.staff_id(Role.SECRETARIAT),
        "council": world.staff_id(Role.COORDINATOR),
    } | {row[0]: _newcomer(world, *row[1:]) for row in NEWCOMERS}
    body = _body(world, [people[one] for one in ("owner", "station", "disability", "school")])
    return Household(world, _case(world, at), body, people)


def _newcomer(
    world: World, login: str, name: str, kana: str, profession: str, agency: str, kind: AgencyKind, field: Field
) -> int:
    at = now()
    of_town = {"by": None, "municipality_id": world.municipality_id, "at": at}
    agency_id = organisations.open_agency(**of_town, name=agency, kind=kind, fields=(field,), from_on=SINCE)
    staff_id = organisations.take_in_staff(
        **of_town, login_name=login, name=name, name_kana=kana, profession=profession, password=PASSWORD
    )
    organisations.give_post(
        by=None, staff_id=staff_id, agency_id=agency_id, duty=Duty.CASEWORK, level=Level.STAFF, from_on=SINCE, at=at
    )
    access.confirm_oath(by=viewer_of(staff_id, world.municipality_id, is_active=True, at=at))
    return staff_id


def _body(world: World, members: list[int]) -> uuid.UUID:
    """支援会議 on its statute: names open on the day itself, papers close three days later."""
    by = world.viewer(Role.SECRETARIAT)
    since = by.on - timedelta(days=400)
    words = bodies.BodyWords(
        local_name=BODY,
        legal_basis=LegalBasis.SWA_106_6,
        kinds=frozenset({MeetingKind.SUPPORT}),
        secretariat_id=world.agency_ids["secretariat"],
        established_on=since,
    )
    body = bodies.found_body(by=by, words=words)
    for staff_id in members:
        bodies.appoint_member(by=by, body_id=body, words=bodies.MemberWords(appointed_on=since, staff_id=staff_id))
    return body


def _case(world: World, at: datetime) -> uuid.UUID:
    opened = world.viewer(Role.EAST_NURSE, at=localtime(at) - timedelta(days=60))
    known = Known(
        summary=SUMMARY,
        contact_note=WORRY,
        composition=Composition.THREE_GENERATIONS,
        flags=(HouseholdFlag.YOUNG_CARER,),
        block=1,
        first_difficulty_on=(opened.on - timedelta(days=400)).replace(day=1),
        first_difficulty_precision=Precision.MONTH,
        first_difficulty_source=Source.FAMILY,
        first_contact_on=opened.on,
        first_contact_agency_id=world.agency_ids["east"],
        was_connected_at_open=False,
    )
    who = PersonDetails(name=NAME, name_kana="シラハマ ハツ", birth="昭和17年5月5日", phone="090-0000-0000")
    new = NewShared(
        agency_id=world.agency_ids["east"], route=Route.FAMILY, opened_on=opened.on, person=who, known=known
    )
    case_id = cases.open_shared_case(by=opened, new=new)
    through = None
    for kinship, name, sex, born in (
        (Kinship.SELF, NAME, Sex.FEMALE, 1942),
        (Kinship.CHILD, DAUGHTER, Sex.FEMALE, 1972),
        (Kinship.GRANDCHILD, GRANDSON, Sex.MALE, 2012),
    ):
        words = MemberWords(
            kinship,
            name="" if kinship is Kinship.SELF else name,
            sex=sex,
            birth_year=born,
            through=through if kinship is Kinship.GRANDCHILD else None,
            known_to=(world.agency_ids["east"],),
        )
        through = households.write_member(by=opened, case_id=case_id, words=words)
    visit = world.viewer(Role.EAST_NURSE, at=localtime(at) - timedelta(days=20))
    seen = ContactWords(visit.on, Direction.OUT, Method.VISIT, "子は奥の部屋にいた。孫が味噌汁を温めていた。")
    records.write_contact(by=visit, case_id=case_id, words=seen)
    return case_id


def sit_down(page: Page, staff_id: int, url: str) -> None:
    """At one's own desk, with a second factor; the door itself has a journey of its own."""
    client, name = Client(), settings.SESSION_COOKIE_NAME
    give_second_factor(staff_id)
    client.force_login(get_user_model().objects.get(pk=staff_id), backend=BACKEND)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
