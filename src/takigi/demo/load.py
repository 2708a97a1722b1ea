"""見本の町を建てる: municipality, offices, staff and residents, all through the actions that a real town uses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from takigi.access import actions as access
from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.demo.office_lists import OFFICES
from takigi.demo.offices import AgencyPlan, StaffPlan
from takigi.demo.population import Resident
from takigi.demo.town import Town
from takigi.demo.towns import TownPlan
from takigi.kernel.era_names import in_japanese
from takigi.organisations import actions as organisations
from takigi.people.actions.persons import PersonDetails, take_in_residents
from takigi.people.rules import ResidentStatus

Say = Callable[[str], None]


@dataclass(frozen=True)
class SignIn:
    """One of the sign-ins that the demo prints."""

    login_name: str
    name: str
    what: str


@dataclass(frozen=True)
class Built:
    """The town as it stands in the database."""

    municipality_id: int
    area_ids: dict[str, int]
    agency_ids: dict[str, int]
    staff_ids: dict[str, int]
    sign_ins: tuple[SignIn, ...]


def build_offices(plan: TownPlan, *, password: str, at: datetime) -> Built:
    """自治体・圏域・機関・職員 of the plan; everybody has one password and has confirmed the oath."""
    offices = OFFICES[plan.key]
    municipality_id = organisations.found_municipality(
        lg_code=plan.lg_code, insurer_no=plan.insurer_no, name=plan.name, at=at
    )
    area_ids = _draw_areas(plan, municipality_id, at)
    agency_ids = {one.key: _open_agency(one, plan, municipality_id, area_ids, at) for one in offices.agencies}
    # Hashed once: a hash is slow on purpose, and all of them would be of the one password that the demo prints.
    hashed = make_password(password)
    staff_ids = {
        one.login_name: _take_in(one, municipality_id, agency_ids, passwords=(password, hashed), at=at)
        for one in offices.staff
    }
    names = {one.key: one.name for one in offices.agencies}
    return Built(
        municipality_id,
        area_ids,
        agency_ids,
        staff_ids,
        tuple(SignIn(one.login_name, one.name, _what(one, names)) for one in offices.staff if one.is_shown),
    )


def _what(staff: StaffPlan, names: dict[str, str]) -> str:
    return f"{names[staff.posts[0].agency]}・{staff.profession}"


def _draw_areas(plan: TownPlan, municipality_id: int, at: datetime) -> dict[str, int]:
    ids = {}
    for number, area in enumerate(plan.areas, start=1):
        ids[area.key] = organisations.draw_area(
            by=None, municipality_id=municipality_id, kind="sphere", code=f"{number:02}", name=area.name, at=at
        )
    return ids


def _open_agency(one: AgencyPlan, plan: TownPlan, municipality_id: int, area_ids: dict[str, int], at: datetime) -> int:
    return organisations.open_agency(
        by=None,
        municipality_id=municipality_id,
        name=one.name,
        name_kana=one.kana,
        kind=one.kind,
        fields=one.fields,
        area_ids=[area_ids[key] for key in one.areas],
        is_station=one.is_station,
        block=one.block,
        secrecy_type=one.secrecy_type,
        office_no=one.office_no,
        from_on=min(post.from_on for staff in OFFICES[plan.key].staff for post in staff.posts),
        at=at,
    )


def _take_in(
    one: StaffPlan, municipality_id: int, agency_ids: dict[str, int], *, passwords: tuple[str, str], at: datetime
) -> int:
    password, hashed = passwords
    staff_id = organisations.take_in_staff(
        by=None,
        municipality_id=municipality_id,
        login_name=one.login_name,
        name=one.name,
        name_kana=one.kana,
        profession=one.profession,
        password=password,
        password_hash=hashed,
        at=at,
    )
    for post in one.posts:
        post_id = organisations.give_post(
            by=None,
            staff_id=staff_id,
            agency_id=agency_ids[post.agency],
            duty=post.duty,
            level=post.level,
            from_on=post.from_on,
            at=at,
        )
        if post.ended_on is not None:
            organisations.end_post(by=None, post_id=post_id, ended_on=post.ended_on, at=at)
    access.confirm_oath(by=viewer_of(staff_id, municipality_id, is_active=True, at=at))
    return staff_id


def settle_residents(town: Town, built: Built, *, at: datetime, say: Say) -> int:
    """住民 of the town, streamed into the register; returns how many."""
    return take_in_residents(municipality_id=built.municipality_id, residents=_details(town, built, say), at=at)


def _details(town: Town, built: Built, say: Say) -> Iterator[PersonDetails]:
    # About: those who died or moved away within three years are in the register as well.
    total = town.plan.population
    for number, resident in enumerate(town.residents(), start=1):
        if number % 10_000 == 0:
            say(f"住民 {number:,} 人（およそ {total:,} 人のうち）")
        yield _details_of(resident, town.plan, built.area_ids)


def _details_of(resident: Resident, plan: TownPlan, area_ids: dict[str, int]) -> PersonDetails:
    return PersonDetails(
        name=resident.name,
        name_kana=resident.kana,
        birth=_birth_words(resident),
        sex=resident.sex,
        insurer_no=plan.insurer_no,
        insured_no=resident.insured_no,
        postal=resident.postal_code,
        address=resident.address,
        area_id=area_ids[resident.area_key],
        phone=resident.phone,
        status=ResidentStatus(resident.status),
        status_on=resident.status_on,
        household_no=f"{resident.household_no:08}",
        household_role=resident.role,
    )


def _birth_words(resident: Resident) -> str:
    """The birth date as far as the town knows it: of some of the oldest only the year."""
    words = in_japanese(resident.birth)
    if resident.birth_precision == "year":
        return words[: words.index("年") + 1]
    return words[: words.index("月") + 1] if resident.birth_precision == "month" else words


def insurance_viewer(town_key: str, built: Built, *, at: datetime) -> Viewer:
    """The member of staff who brings ledgers in."""
    who = next(one for one in OFFICES[town_key].staff if any(post.duty.value == "insurance" for post in one.posts))
    return viewer_of(built.staff_ids[who.login_name], built.municipality_id, is_active=True, at=at)
