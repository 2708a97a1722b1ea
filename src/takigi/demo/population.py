"""見本の住民: the people of an invented town, household by household, always the same for the same seed.

Nothing is kept in memory beyond one household, so a town of half a million streams as easily as a small one.
Everyone is invented. The counts by age and sex come out exactly as the plan says; besides those who live in the
town there are a few who have died or moved away within three years, as registers have.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from takigi.demo.age_counts import OLDEST
from takigi.demo.household_kinds import Households, Member
from takigi.demo.names import Name, draw_family, draw_given
from takigi.demo.towns import District, TownPlan
from takigi.kernel.ages import age_on

RESIDENT, MOVED_OUT, DECEASED = "resident", "moved_out", "deceased"

# About one in 320 of those aged 40–64 is certified as a second insured person; nobody in the very first year.
SECOND_INSURED_SHARE = 0.0031
# Nobody remembers the day, or the month, on which some of the oldest were born.
_PARTIAL_BIRTH_SHARE = 0.003
_REMEMBERED_DAYS = 3 * 365
_LATE_SPOUSE_SHARE = 0.10
_MOVED_HOUSEHOLD_SHARE = 0.006
_PROTECTED_HOUSEHOLD_SHARE = 0.0003


@dataclass(frozen=True, slots=True)
class Resident:
    """住民: one invented person as the register knows them.

    `insured_no` is empty for those without an insurance number (most people under 65). Of `birth` only as much is
    known to the town as `birth_precision` says. `status` is resident, moved_out or deceased; `status_on` the day.
    """

    number: int
    household_no: int
    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    sex: str
    birth: date
    birth_precision: str
    role: str
    area_key: str
    district_key: str
    address: str
    postal_code: str
    phone: str
    insured_no: str
    is_second_insured: bool
    lives_alone: bool
    status: str = RESIDENT
    status_on: date | None = None

    @property
    def name(self) -> str:
        """姓　名, with the full-width space of Japanese registers."""
        return f"{self.family_name}　{self.given_name}"

    @property
    def kana(self) -> str:
        """セイ　メイ."""
        return f"{self.family_kana}　{self.given_kana}"

    def age_on(self, day: date) -> int:
        """The legal age at the end of a day."""
        return age_on(self.birth, day)


@dataclass(frozen=True, slots=True)
class Household:
    """世帯: the people at one address, those who have left it within three years included."""

    number: int
    kind: str
    district: District
    address: str
    is_protected: bool
    residents: tuple[Resident, ...]


class _Home(NamedTuple):
    """Where a household lives, while its members are entered."""

    number: int
    district: District
    address: str
    is_alone: bool


def make_town(plan: TownPlan, *, seed: int) -> Iterator[Household]:
    """All households of the town. The same plan and seed give the same people, in the same order."""
    return iter(_Registrar(plan, seed))


class _Registrar:
    """Gives drawn households their names, numbers and addresses."""

    def __init__(self, plan: TownPlan, seed: int) -> None:
        self._plan = plan
        self._rng = Random(f"{plan.key}:{plan.population}:{seed}")
        self._districts = plan.districts
        self._weights = list(accumulate(district.weight for district in self._districts))
        self._last_days = [_last_birthday_of(age, plan.on).toordinal() for age in range(OLDEST + 3)]
        self._people = 0

    def __iter__(self) -> Iterator[Household]:
        for number, (kind, members) in enumerate(Households(self._plan, self._rng), start=1):
            chance = self._rng.random()
            late = self._late_spouse(members) if chance < _LATE_SPOUSE_SHARE else None
            # Whole households move, so the moved are drawn beside the town's stock, not out of it.
            has_moved = chance > 1 - _MOVED_HOUSEHOLD_SHARE
            yield self._settle(2 * number, kind, members, late=late)
            if has_moved:
                yield self._settle(2 * number + 1, "single", [self._mover()], status=MOVED_OUT)

    def _settle(
        self, number: int, kind: str, members: list[Member], *, late: Member | None = None, status: str = RESIDENT
    ) -> Household:
        rng = self._rng
        district = self._districts[bisect(self._weights, rng.random() * self._weights[-1])]
        is_alone = len(members) == 1 and status == RESIDENT
        home = _Home(number, district, self._address(district), is_alone)
        family = draw_family(rng)
        residents = []
        for member in members:
            own = family if member.role != "同居人" else draw_family(rng)
            residents.append(self._enter(member, own, home, status))
        if late is not None:
            residents.append(self._enter(late, family, home, DECEASED))
        is_protected = rng.random() < _PROTECTED_HOUSEHOLD_SHARE
        return Household(number, kind, district, home.address, is_protected, tuple(residents))

    def _enter(self, member: Member, family: Name, home: _Home, status: str) -> Resident:
        rng = self._rng
        birth = self._birth(member.age)
        given = draw_given(rng, sex=member.sex, born_in=birth.year)
        self._people += 1
        is_second = 41 <= member.age < 65 and rng.random() < SECOND_INSURED_SHARE
        return Resident(
            number=self._people,
            household_no=home.number,
            family_name=family.written,
            given_name=given.written,
            family_kana=family.read,
            given_kana=given.read,
            sex=member.sex,
            birth=birth,
            birth_precision=self._precision(member.age),
            role=member.role,
            area_key=home.district.area,
            district_key=home.district.key,
            address=home.address,
            postal_code=home.district.postal_code,
            phone=self._phone(),
            insured_no=_insured_no(self._people, is_second) if member.age >= 65 or is_second else "",
            is_second_insured=is_second,
            lives_alone=home.is_alone and status == RESIDENT,
            status=status,
            status_on=self._left_on() if status != RESIDENT else None,
        )

    def _birth(self, age: int) -> date:
        latest, before = self._last_days[age], self._last_days[age + 1]
        return date.fromordinal(before + 1 + int(self._rng.random() * (latest - before)))

    def _precision(self, age: int) -> str:
        if age < 75 or self._rng.random() >= _PARTIAL_BIRTH_SHARE:
            return "day"
        return "month" if self._rng.random() < 0.4 else "year"

    def _left_on(self) -> date:
        return self._plan.on - timedelta(days=1 + int(self._rng.random() * _REMEMBERED_DAYS))

    def _late_spouse(self, members: list[Member]) -> Member | None:
        first = members[0]
        if first.age < 68 or any(member.role == "配偶者" for member in members):
            return None
        sex = "2" if first.sex == "1" else "1"
        # 68 today was 65 at the earliest remembered death: everybody who died had an insurance number.
        return Member("配偶者", sex, max(68, min(first.age + self._rng.randint(-3, 5), OLDEST)))

    def _mover(self) -> Member:
        # The young leave for work, the old for the town where their children live.
        age = self._rng.randint(19, 38) if self._rng.random() < 0.75 else self._rng.randint(76, 93)
        return Member("世帯主", "1" if self._rng.random() < 0.5 else "2", age)

    def _phone(self) -> str:
        chance = self._rng.random()
        digits = int(chance * 10_000_000)
        # No telephone in the country begins with 0000.
        return f"0000-{10 + digits % 90}-{digits // 1000:04d}" if chance < 0.8 else ""

    def _address(self, district: District) -> str:
        draw = self._rng.random
        lot = f"{1 + int(draw() * 2400)}番地"
        if draw() < 0.5:
            lot += str(1 + int(draw() * 30))
        if draw() < 0.06:
            lot += f" ハイツ{district.name[0]}{1 + int(draw() * 3)}0{1 + int(draw() * 6)}号"
        return f"{self._plan.name}{district.name}{lot}"


def _last_birthday_of(age: int, on: date) -> date:
    """The latest day of birth of somebody who by the law has reached the age: a year is full the day before."""
    if age == 0:
        return on
    tomorrow = on + timedelta(days=1)
    day = min(tomorrow.day, 28) if tomorrow.month == 2 else tomorrow.day
    return date(tomorrow.year - age, tomorrow.month, day)


def _insured_no(person: int, is_second: bool) -> str:
    """被保険者番号: ten characters with leading zeros, each once; neighbours in the register get distant numbers."""
    scattered = person * 48_271_337 % 99_999_989
    # Those on welfare who are not in the insurance carry an H number (生保単独).
    return f"H{scattered:09d}" if is_second and person % 17 == 0 else f"{scattered:010d}"
