"""ひとつの市を建てる: people, agencies and staff of a given share of a city, whose cases and meetings follow. Needs Django to be set up."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate, now

from takigi.access.models import Oath
from takigi.access.rules import wording_on
from takigi.organisations.models import Agency, Post, Staff
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType
from takigi.people.models import Person
from tests.worlds import Role, World, build_world

SEED, CHUNK = 11, 5_000
# A city of 458,192 people in five blocks, with ten years of meetings behind it.
PEOPLE, AGENCIES, STAFF, CASES, BLOCKS, YEARS = 458_192, 400, 1_500, 6_000, 5, 10
# Meetings of each kind in a year, and 気になる人 that are told of.
SUPPORT, SUPPORTERS, CARE, TEAM, LEADS = 120, 60, 24, 36, 300


@dataclass(frozen=True)
class Office:
    """One agency and who works there: the head first."""

    agency_id: int
    fields: tuple[str, ...]
    block: int
    staff_ids: tuple[int, ...]


@dataclass
class City:
    """The city as far as it is built: `share` of everything that the whole one has."""

    share: float
    world: World
    at: datetime
    rng: Random = field(default_factory=lambda: Random(SEED))
    offices: list[Office] = field(default_factory=list)
    station_ids: tuple[int, ...] = ()

    @property
    def today(self) -> date:
        """The day of building."""
        return localdate(self.at)

    def count(self, whole: int) -> int:
        """This many of what the whole city has so many of."""
        return max(1, round(whole * self.share))

    def uuid(self) -> uuid.UUID:
        """A number that is the same in every run."""
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def days_ago(self, most: int, least: int = 0) -> date:
        """A day between."""
        return self.today - timedelta(days=self.rng.randint(least, most))

    @property
    def secretary(self) -> int:
        """Who convenes."""
        return self.world.staff_id(Role.SECRETARIAT)

    @property
    def station(self) -> int:
        """The station's agency."""
        return self.world.agency_ids["station"]


def put(model: type[Model], rows: Iterable[Model]) -> None:
    """Rows past the actions, which would take a night, and past Django's own bulk insert, which takes three times as long."""
    columns = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(one.column) for one in columns)
    words = f"insert into {model._meta.db_table} ({names}) values ({', '.join(['%s'] * len(columns))})"  # noqa: S608  # names of our own tables
    told = ([one.get_db_prep_save(one.pre_save(row, add=True), connection) for one in columns] for row in rows)
    with connection.cursor() as cursor:
        while chunk := list(islice(told, CHUNK)):
            cursor.executemany(words, chunk)


def found_city(share: float) -> City:
    """The town of the tests grown to the size: people, agencies of every field and block, staff with an oath."""
    city = City(share, build_world(), now())
    put(Person, _people(city))
    _offices(city)
    return city


def _people(city: City) -> Iterator[Person]:
    for number in range(city.count(PEOPLE)):
        person_id = uuid.UUID(int=number + 1, version=4)
        name, kana = f"人 {number:06}", f"ヒト{number:06}"
        yield Person(
            id=person_id,
            root_id=person_id,
            municipality_id=city.world.municipality_id,
            registered_at=city.at,
            name=name,
            name_key=name,
            name_kana=kana,
            kana_key=kana,
            status="resident",
            insured_no=f"{number:010}",
            insurer_no="992031",
        )


def _offices(city: City) -> None:
    town, fields = city.world.municipality_id, list(Field)
    agencies = Agency.objects.bulk_create(
        Agency(
            municipality_id=town,
            name=f"第{number + 1}相談所",
            kind=AgencyKind.SUPPORT_CENTRE if number % 4 == 0 else AgencyKind.OTHER,
            # One field each, every seventh agency two; the school field is missing in the third block.
            fields=[fields[number % len(fields)].value] + ([Field.CHILD.value] if number % 7 == 0 else []),
            block=number % BLOCKS + 1,
            secrecy_type=SecrecyType.CORPORATE,
        )
        for number in range(city.count(AGENCIES))
    )
    staff = Staff.objects.bulk_create(
        Staff(
            municipality_id=town,
            login_name=f"hakari{number}",
            name=f"職員 {number:04}",
            profession="社会福祉士",
            password="!",  # noqa: S106  # a mark of Django's: nobody signs in with it
        )
        for number in range(city.count(STAFF))
    )
    since, posts = date(city.today.year - YEARS, 4, 1), []
    of_agency: dict[int, list[int]] = {one.pk: [] for one in agencies}
    for number, one in enumerate(staff):
        agency = agencies[number % len(agencies)]
        level = Level.STAFF if of_agency[agency.pk] else Level.HEAD
        of_agency[agency.pk].append(one.pk)
        posts.append(Post(staff=one, agency=agency, duty=Duty.CASEWORK, level=level, from_on=since))
    put(Post, posts)
    put(
        Oath,
        (
            Oath(
                staff=one,
                wording_version=wording_on(city.today).version,
                confirmed_at=city.at,
                duty_basis="地方公務員法34条など",
            )
            for one in staff
        ),
    )
    city.offices = [Office(one.pk, tuple(one.fields), one.block or 1, tuple(of_agency[one.pk])) for one in agencies]
    city.station_ids = (city.world.staff_id(Role.STATION),)
