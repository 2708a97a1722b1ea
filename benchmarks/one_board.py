"""ひとつの板を測る: cases and events of a given number in an empty database, and the board as two pages. Needs Django to be set up."""

import json
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from statistics import median, quantiles
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from benchmarks.plain_board import plain_board
from takigi.access import actions as access
from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.casework.models import Assignment, Case, Move, Note
from takigi.casework.rules.states import FINAL, STAGE_OF, CaseState, Route
from takigi.organisations import actions as organisations
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType
from takigi.people.models import Person
from takigi.screens.casework.board import board
from takigi.screens.casework.week import week

SEED, CENTRES, LOOKS = 7, 10, 40
OPEN = [state for state in CaseState if state not in FINAL and state is not CaseState.HOSPITALISED]
CHUNK = 5_000


def main() -> None:
    """Measure the number of cases named on the command line, and print one line of JSON."""
    print(json.dumps(measure(int(sys.argv[1])), ensure_ascii=False))


def measure(cases: int) -> dict[str, Any]:
    """One size: fill the tables, then look at both pages in turn, so that neither has the warmer machine."""
    viewer, agency_id = _town(cases)
    ours = _request(viewer)
    pages = {
        "board": lambda: board(ours),
        "plain": lambda: plain_board(agency_id, on=viewer.on),
        "week": lambda: week(ours),
    }
    spent: dict[str, list[float]] = {name: [] for name in pages}
    for look in range(LOOKS + 1):
        for name, page in pages.items():
            if name == "plain" and look > LOOKS // 4:
                continue
            took = _timed(page)
            if look:
                spent[name].append(took)
    figures = {
        name: {"median_ms": round(median(took), 1), "p95_ms": round(quantiles(took, n=20)[-1], 1)}
        for name, took in spent.items()
    }
    return {
        "cases": Case.objects.count(),
        "events": Move.objects.count() + Note.objects.count(),
        "open_in_the_centre": Case.objects.filter(agency_id=agency_id, closed_on__isnull=True).count(),
        **figures,
        "board_to_plain": round(figures["board"]["median_ms"] / figures["plain"]["median_ms"], 3),
        "queries": {name: _queries(page) for name, page in pages.items()},
    }


def _timed(page: Callable[[], object]) -> float:
    began = time.perf_counter()
    page()
    return (time.perf_counter() - began) * 1000


def _queries(page: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        page()
    return len(caught)


def _request(viewer: Viewer) -> Any:
    request: Any = RequestFactory().get("/cases/")
    request.viewer, request.htmx = viewer, False
    request.user, request.session = get_user_model().objects.get(pk=viewer.staff_id), {}
    request._messages = FallbackStorage(request)
    return request


def _town(cases: int) -> tuple[Viewer, int]:
    call_command("migrate", verbosity=0, interactive=False)
    at, rng = now(), Random(SEED)
    town = organisations.found_municipality(lg_code="992038", insurer_no="992031", name="はかり市", at=at)
    agencies = [_centre(town, number, at) for number in range(CENTRES)]
    staff = _member(town, agencies[0], at)
    access.confirm_oath(by=viewer_of(staff, town, is_active=True, at=at))
    rows = _cases(town, agencies, staff, count=cases, at=at, rng=rng)
    while chunk := list(islice(rows, CHUNK)):
        Person.objects.bulk_create(person for person, *_ in chunk)
        Case.objects.bulk_create(case for _, case, *_ in chunk)
        Assignment.objects.bulk_create(held for *_, held, _, _ in chunk)
        Move.objects.bulk_create(move for *_, moves, _ in chunk for move in moves)
        Note.objects.bulk_create(note for *_, notes in chunk for note in notes)
    return viewer_of(staff, town, is_active=True, at=at), agencies[0]


def _centre(town: int, number: int, at: datetime) -> int:
    return organisations.open_agency(
        by=None,
        municipality_id=town,
        name=f"第{number}地域包括支援センター",
        kind=AgencyKind.SUPPORT_CENTRE,
        fields=(Field.ELDERLY,),
        area_ids=[],
        is_station=False,
        secrecy_type=SecrecyType.CORPORATE,
        from_on=date(2020, 4, 1),
        at=at,
    )


def _member(town: int, agency_id: int, at: datetime) -> int:
    staff = organisations.take_in_staff(
        by=None,
        municipality_id=town,
        login_name="hakari",
        name="計 了",
        name_kana="ハカリ リョウ",
        profession="保健師",
        password="zzz-0831-xyx-9944",  # noqa: S106  # an invented town's
        at=at,
    )
    organisations.give_post(
        by=None,
        staff_id=staff,
        agency_id=agency_id,
        duty=Duty.CASEWORK,
        level=Level.HEAD,
        from_on=date(2020, 4, 1),
        at=at,
    )
    return staff


def _cases(
    town: int, agencies: list[int], staff: int, *, count: int, at: datetime, rng: Random
) -> Iterator[tuple[Any, ...]]:
    today = localdate(at)
    for number in range(count):
        person_id = uuid.UUID(int=rng.getrandbits(128), version=4)
        opened = today - timedelta(days=rng.randint(1, 900))
        is_open = rng.random() < 0.4
        state = rng.choice(OPEN) if is_open else CaseState.CLOSED
        since = opened + timedelta(days=rng.randint(0, (today - opened).days))
        due = today + timedelta(days=rng.randint(-60, 120)) if is_open else None
        stamp = {"recorded_at": at, "recorded_by_id": staff}
        case = Case(
            id=uuid.UUID(int=rng.getrandbits(128), version=4),
            municipality_id=town,
            person_id=person_id,
            agency_id=agencies[number % len(agencies)],
            owner_id=staff if number % 200 == 0 else None,
            opened_on=opened,
            route=Route.WINDOW,
            state=state,
            state_from_on=since,
            stage=STAGE_OF[state] if is_open else "",
            due_kind="monitoring" if due else "",
            due_on=due,
            sorted_on=due or date.max,
            due_because="サービスが始まった次の月から3か月ごとに1回です",
            service_start_on=since if is_open else None,
            closed_on=None if is_open else since,
            **stamp,
        )
        name = f"人{number:06}"
        person = Person(
            id=person_id,
            root_id=person_id,
            municipality_id=town,
            registered_at=at,
            name=name,
            name_kana=name,
            status="resident",
            insured_no=f"{number:010}",
            insurer_no="992031",
        )
        held = Assignment(case=case, agency_id=case.agency_id, staff_id=case.owner_id, from_on=opened, **stamp)
        moves = [Move(case=case, seq=seq, to_state=state, effective_on=since, **stamp) for seq in (1, 2, 3)]
        notes = [
            Note(
                case=case,
                happened_on=opened + timedelta(days=rng.randint(0, (today - opened).days)),
                kind="phone",
                text="様子をうかがった。" * 5,
                is_interview=rng.random() < 0.3,
                **stamp,
            )
            for _ in range(9)
        ]
        yield person, case, held, moves, notes
