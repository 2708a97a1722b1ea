"""ひとつの町の数を測る: a city of a given size in an empty database, and how soon a visit saved now is in its numbers. Needs Django set up."""

import json
import sys
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random
from statistics import median
from typing import Any

from django.core.management import call_command
from django.utils.timezone import localdate, now

from benchmarks.taking_turns import seconds_of
from takigi.casework.models import Case
from takigi.evaluation.actions.snapshots import renew_ground
from takigi.evaluation.queries.shown import shown
from takigi.evaluation.queries.standing import standing
from takigi.evaluation.told import Standing
from takigi.indicators.breakdowns import Breakdown, possible_for
from takigi.indicators.catalogue import all_indicators
from takigi.indicators.catalogue.breakdowns import AREA, SEX
from takigi.indicators.periods import Periods, months
from takigi.people.models import Certification, Person
from tests.visits_made import confirm_made_visit
from tests.worlds import Role, World, build_world

SEED, CHUNK, VISITS = 7, 5_000, 7
# Of so many people one is certified, and one has a case.
CERTIFIED, LOOKED_AFTER = 8, 30
VISIT = "with_a_therapist"
Split = Breakdown | tuple[Breakdown, ...]
# What several agencies do together has no area.
OF_AREAS = [one.key for one in all_indicators() if AREA in possible_for(one, [AREA])]
QUESTIONS: dict[str, tuple[list[str] | None, list[Split]]] = {
    "whole_catalogue": (None, []),
    "all_that_has_an_area_by_area": (OF_AREAS, [AREA]),
    "one_indicator_by_area_and_sex": ([VISIT], [AREA, (AREA, SEX)]),
}


def main() -> None:
    """Measure the size named on the command line, and print one line of JSON."""
    print(json.dumps(measure(int(sys.argv[1])), ensure_ascii=False))


def measure(people: int) -> dict[str, Any]:
    """One size: fill the tables, gather the facts, ask each question once, and then after every further visit."""
    call_command("migrate", verbosity=0, interactive=False)
    world = build_world()
    case_ids = fill(world, people)
    gathered = seconds_of(lambda: renew_ground(municipality_id=world.municipality_id, at=now()))
    return {
        "people": people,
        "certifications": people // CERTIFIED,
        "cases": len(case_ids),
        "indicators": len(all_indicators()),
        "gathering_seconds": round(gathered, 1),
        "questions": moved_by_visits(world, case_ids),
    }


def moved_by_visits(world: World, case_ids: list[uuid.UUID]) -> dict[str, Any]:
    """How long every question takes the first time, and when another visit was saved just before."""
    first = {name: seconds_of(lambda name=name: ask(world, name)) for name in QUESTIONS}
    spent: dict[str, list[float]] = {name: [] for name in QUESTIONS}
    for case_id in case_ids[:VISITS]:
        before = visits(ask(world, "whole_catalogue"))
        confirm_made_visit(world, case_id)
        for name, seconds in spent.items():
            seconds.append(seconds_of(lambda name=name: shown(world.viewer(Role.PLANNER), ask(world, name))))
            if visits(ask(world, name)) != before + 1:
                raise RuntimeError(f"{name}: the visit is not in the number")
    return {
        name: {
            "first_seconds": round(first[name], 2),
            "after_a_visit_seconds": round(median(seconds), 2),
            "slowest_seconds": round(max(seconds), 2),
        }
        for name, seconds in spent.items()
    }


def ask(world: World, name: str) -> Standing:
    """The numbers of this moment, month by month over a year, as the screen asks for them."""
    viewer = world.viewer(Role.PLANNER)
    keys, by = QUESTIONS[name]
    return standing(viewer, keys, periods=_year(viewer.on), by=by)


def _year(on: date) -> Periods:
    return months(on - timedelta(days=330), on)


def visits(told: Standing) -> int:
    """How many visits of this month the answer speaks of."""
    return told.results.answer(VISIT, 11).n


def fill(world: World, people: int) -> list[uuid.UUID]:
    """Residents, certifications and cases, past the actions, which would take a night; the numbers of the cases."""
    rng = Random(SEED)
    rows, case_ids = _rows(world, people, rng), []
    while chunk := list(islice(rows, CHUNK)):
        Person.objects.bulk_create(person for person, _, _ in chunk)
        Certification.objects.bulk_create(one for _, one, _ in chunk if one)
        case_ids += [one.pk for one in Case.objects.bulk_create(one for _, _, one in chunk if one)]
    return case_ids


def _rows(world: World, people: int, rng: Random) -> Iterator[tuple[Person, Certification | None, Case | None]]:
    area_ids, owner = [world.area_ids["east"], world.area_ids["west"]], world.staff_id(Role.EAST_NURSE)
    today = localdate()
    for number in range(people):
        born = date(1930, 1, 1) + timedelta(days=rng.randrange(33_000))
        since = today - timedelta(days=rng.randrange(40, 970))
        person_id = uuid.UUID(int=rng.getrandbits(128), version=4)
        person = _person(world, number, person_id, born=born, area_id=rng.choice(area_ids), sex=rng.choice("12"))
        certification = case = None
        if number % CERTIFIED == 0:
            certification = Certification(
                person=person,
                line=uuid.UUID(int=rng.getrandbits(128), version=4),
                application_on=since,
                application_type="1",
                decided_on=since + timedelta(days=30),
                valid_from=since,
                valid_until=since + timedelta(days=365),
                level_code=rng.choice(["12", "13", "21"]),
                cause_code="joint",
                known_from=world.at,
            )
        if number % LOOKED_AFTER == 0:
            case = Case(
                municipality_id=world.municipality_id,
                person_id=person.pk,
                agency_id=world.agency_ids["east"],
                owner_id=owner,
                area_id=area_ids[0],
                opened_on=since,
                route="window",
                cause_code="joint",
                state="certified",
                state_from_on=since,
                recorded_at=world.at,
            )
        yield person, certification, case


def _person(world: World, number: int, person_id: uuid.UUID, *, born: date, area_id: int, sex: str) -> Person:
    return Person(
        id=person_id,
        root_id=person_id,
        municipality_id=world.municipality_id,
        insurer_no="992031",
        insured_no=f"{number:010}",
        name=f"人{number:06}",
        name_kana=f"人{number:06}",
        birth_text=born.isoformat(),
        birth_earliest=born,
        birth_latest=born,
        birth_precision="day",
        sex=sex,
        area_id=area_id,
        status="resident",
        registered_at=world.at,
        kana_identity=str(number),
    )
