"""試験の教室: a programme, a course and somebody in it, made through actions only."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.access import actions as access
from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.casework.rules.states import CaseState
from takigi.organisations import actions as organisations
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType
from takigi.programmes.actions import courses, episodes
from takigi.programmes.actions.courses import CourseDetails
from takigi.programmes.actions.episodes import Beginning
from takigi.programmes.rules.words import Weekday
from tests.casework_made import bring_to, open_case
from tests.worlds import PASSWORD, SINCE, Role, World


@dataclass(frozen=True)
class Class:
    """A programme of the town and one course of it, with the day the tests call today."""

    programme_id: int
    course_id: uuid.UUID
    today: date


def weekday_of(day: date) -> Weekday:
    return Weekday(str(day.weekday()))


def open_class(
    world: World,
    *,
    template: str = "hachioji",
    name: str = "",
    agency: str = "provider",
    agency_id: int | None = None,
    course: str = "水曜コース",
    capacity: int | None = 8,
    programme_id: int | None = None,
) -> Class:
    """A course on today's weekday, adopted and opened by the insurance section long ago."""
    by = world.viewer(Role.INSURANCE_HEAD)
    programme_id = programme_id or courses.adopt_programme(by=by, template=template, name=name, from_on=SINCE)
    course_id = courses.open_course(
        by=by,
        details=CourseDetails(
            programme_id=programme_id,
            agency_id=agency_id or world.agency_ids[agency],
            name=course,
            from_on=SINCE,
            place="保健センター 1階",
            weekday=weekday_of(by.on),
            starts_at="10:00",
            capacity=capacity,
            contract_no="R8-12",
        ),
    )
    return Class(programme_id, course_id, by.on)


def planned_case(world: World, person_id: uuid.UUID, *, days_ago: int = 200) -> uuid.UUID:
    """A case of the east with a plan, opened and planned so many days ago."""
    case_id = open_case(world, person_id, state=CaseState.CERTIFIED, days_ago=days_ago)
    on = world.viewer(Role.EAST_NURSE).on - timedelta(days=days_ago)
    bring_to(world, case_id, CaseState.PLAN_ACTIVE, on=on)
    return case_id


def begin(world: World, case_id: uuid.UUID, course_id: uuid.UUID, *, days_ago: int = 28, **more: object) -> uuid.UUID:
    """An episode that began so many days ago, with the person's agreement."""
    by = world.viewer(Role.EAST_NURSE)
    started_on = by.on - timedelta(days=days_ago)
    beginning = Beginning(
        case_id=case_id,
        course_id=course_id,
        started_on=started_on,
        consent_on=more.pop("consent_on", min(started_on, by.on)),
        goal_text=more.pop("goal_text", "風呂に自分で入りたい"),
        graduation_point="ひとりで浴槽をまたげる",
        cautions="血圧の薬を飲んでいる",
        **more,
    )
    return episodes.start_episode(by=by, beginning=beginning)


def another_provider(world: World) -> tuple[int, Viewer]:
    """A second provider of the same town, and somebody who works there."""
    agency_id = organisations.open_agency(
        by=None,
        municipality_id=world.municipality_id,
        name="リハビリの杜",
        kind=AgencyKind.PROVIDER,
        fields=(Field.ELDERLY,),
        area_ids=[],
        is_station=False,
        secrecy_type=SecrecyType.CORPORATE,
        from_on=SINCE,
        at=world.at,
    )
    staff_id = organisations.take_in_staff(
        by=None,
        municipality_id=world.municipality_id,
        login_name="morino",
        name="森野 樹",
        name_kana="モリノ イツキ",
        profession="作業療法士",
        password=PASSWORD,
        at=world.at,
    )
    organisations.give_post(
        by=None,
        staff_id=staff_id,
        agency_id=agency_id,
        duty=Duty.PROVISION,
        level=Level.STAFF,
        from_on=SINCE,
        at=world.at,
    )
    access.confirm_oath(by=viewer_of(staff_id, world.municipality_id, is_active=True, at=world.at))
    return agency_id, viewer_of(staff_id, world.municipality_id, is_active=True, at=world.at)
