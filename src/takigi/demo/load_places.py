"""見本の場所を入れる: the coordinator's cards, needs from the centres' cases, what was found and what is missing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.casework.facts import case_rows
from takigi.casework.rules.states import CaseState
from takigi.demo.load import Built
from takigi.demo.load_council import MetCouncil, live_council
from takigi.demo.office_lists import OFFICES
from takigi.demo.office_people import Office
from takigi.demo.place_cards import LOOKING, NAMELESS, NEAR, PLACES, Looking, PlaceCard
from takigi.demo.town import Town
from takigi.kernel.months import months_after
from takigi.organisations.rules import Duty
from takigi.resources.actions import requests
from takigi.resources.actions.cards import ContactWords, add_resource
from takigi.resources.actions.requests import NeedWords
from takigi.resources.actions.unmet import UnmetWords, move_unmet
from takigi.resources.rules.cards import CardWords
from takigi.resources.rules.matching import Need
from takigi.resources.rules.reading_days import read_days
from takigi.resources.rules.requests import Accompanied, UnmetState
from takigi.resources.rules.schedules import Rest
from takigi.resources.rules.words import INFORMAL, Sharing

# What was looked for before that is missed at the council.
KNOWN_DAYS_AGO = 50
# Where somebody looks for a place: the plan is made, the course runs or has ended.
READY = (CaseState.FOLLOW_UP, CaseState.SERVICE_ACTIVE, CaseState.PLAN_ACTIVE, CaseState.GRADUATED)


def live_places(town: Town, built: Built, *, at: datetime) -> int:
    """Every card and every need, in towns that have a coordinator; returns how many places there are."""
    plan = OFFICES[town.plan.key]
    office = Office(plan, built, at)
    keeper = next((one.login_name for one in plan.staff if any(p.duty is Duty.COORDINATION for p in one.posts)), None)
    if keeper is None:
        return 0
    with transaction.atomic():
        known = {one.name: _keep(office, keeper, one, number) for number, one in enumerate(PLACES, start=1)}
        found, met = _cases(office), live_council(office, keeper)
        for one in LOOKING:
            case = next(((case_id, by) for case_id, by, opened in found if opened <= _day(office, one)), None)
            if case is None:
                continue
            found = [kept for kept in found if kept[0] != case[0]]
            unmet = _look_for(office, keeper, known, one, case_id=case[0], asks=case[1])
            _talk_about(office, keeper, one, unmet, met)
        for one in NAMELESS:
            unmet = _look_for(office, keeper, known, one, case_id=None, asks=lambda day: office.by(keeper, day))
            _talk_about(office, keeper, one, unmet, met)
    return len(known)


def _keep(office: Office, keeper: str, one: PlaceCard, number: int) -> uuid.UUID:
    seen = None if one.seen is None else office.today - timedelta(days=one.seen)
    by = office.by(keeper, seen)
    is_private = one.kind in INFORMAL
    words = CardWords(
        name=one.name,
        name_kana=one.kana,
        kind=one.kind,
        area_id=office.built.area_ids[one.area] if one.area else None,
        place=one.place,
        slots=read_days(one.days),
        rest=Rest(*one.rest) if one.rest else None,
        cost_yen=one.cost,
        access=frozenset(one.access),
        walk_minutes=one.walk,
        walk_from=NEAR if one.walk is not None else "",
        comforts=frozenset(one.comforts),
        interests=frozenset(one.interests),
        welcomes=frozenset(one.welcomes),
        atmosphere=one.told,
        roles=one.roles,
        source="歩いて聞いた",
        sharing=Sharing.PUBLIC if one.is_handed else Sharing.STAFF,
        consent_on=by.on if is_private and one.is_handed else None,
    )
    contact = ContactWords("世話役の方", f"000-1000-{number:04}", is_private=is_private)
    return add_resource(by=by, words=words, contact=contact, verified_on=seen)


Asking = Callable[[date], Viewer]


def _cases(office: Office) -> list[tuple[uuid.UUID, Asking, date]]:
    """Open cases that look for a place, in a fixed order, each with whoever of its centre writes."""
    writers: dict[int, str] = {}
    for one in office.plan.staff:
        # Who came this year cannot have asked last year.
        if len(one.posts) == 1 and one.posts[0].duty is Duty.CASEWORK:
            writers.setdefault(office.built.agency_ids[one.posts[0].agency], one.login_name)
    rows = [row for row in case_rows(office.built.municipality_id) if row.state in READY and row.closed_on is None]
    rows.sort(key=lambda row: (READY.index(CaseState(row.state)), row.opened_on, str(row.case_id)))
    return [
        (row.case_id, lambda day, login=writers[row.agency_id]: office.by(login, day), row.opened_on)
        for row in rows
        if row.agency_id in writers
    ]


def _day(office: Office, one: Looking) -> date:
    return office.today - timedelta(days=one.days_ago)


def _look_for(
    office: Office,
    keeper: str,
    known: dict[str, uuid.UUID],
    one: Looking,
    *,
    case_id: uuid.UUID | None,
    asks: Asking,
) -> uuid.UUID | None:
    """How it went; returns what turned out to be missing."""
    day = _day(office, one)
    area = next((one for one in case_rows(office.built.municipality_id) if one.case_id == case_id), None)
    need = Need(frozenset(one.interests), area.area_id if area else None, most_walk=one.most_walk)
    words = NeedWords(one.text, one.source, need, day if case_id and one.is_named else None)
    request = requests.ask_for_place(by=asks(day), words=words, case_id=case_id)

    def then(days: int) -> Viewer:
        return office.by(keeper, min(day + timedelta(days=days), office.today), hour=15)

    if one.answer:
        requests.answer_request(by=then(1), request_id=request, text=one.answer)
    if one.chosen:
        match = requests.choose_place(by=then(3), request_id=request, resource_id=known[one.chosen])
        _go_there(match, one, day, then)
    unmet = None
    if one.missing:
        kind, barrier, text = one.missing
        unmet = requests.find_none(by=then(10), request_id=request, unmet=UnmetWords(text, kind, barrier))
    if one.withdrawn:
        requests.withdraw_request(by=then(8), request_id=request, reason=one.withdrawn)
    return unmet


def _talk_about(office: Office, keeper: str, one: Looking, unmet: uuid.UUID | None, met: MetCouncil | None) -> None:
    """What was known by then comes to the council."""
    if unmet is None or met is None or one.days_ago <= KNOWN_DAYS_AGO:
        return
    told = "集会所と体育館の空く日を調べることにした"
    by = office.by(keeper, met.on, hour=13)
    move_unmet(by=by, unmet_id=unmet, to=UnmetState.DISCUSSED, on=met.on, note=told, meeting_id=met.meeting_id)


def _go_there(match: uuid.UUID, one: Looking, day: date, then: Callable[[int], Viewer]) -> None:
    if one.introduced is not None:
        by = then(one.introduced)
        requests.introduce(by=by, match_id=match, on=by.on, accompanied=Accompanied.COORDINATOR)
    if one.attended is not None:
        first = then(one.attended)
        requests.attend_first(by=first, match_id=match, on=first.on, role_taken=one.role)
        for months, standing, note in one.looked:
            by = then((months_after(first.on, months) - day).days)
            requests.look_after(by=by, match_id=match, months=months, on=by.on, standing=standing, note=note)
