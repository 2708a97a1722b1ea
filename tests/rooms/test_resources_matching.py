"""場所をさがす相談: reasons are shown and nobody is assigned; whose it is, only those know who may; what is not found stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.audit import queries as audit
from takigi.kernel.months import month_end, months_after
from takigi.people.actions import persons
from takigi.people.actions.persons import PersonDetails
from takigi.people.rules import ResidentStatus
from takigi.resources.actions import requests as actions
from takigi.resources.actions.unmet import UnmetWords, move_unmet
from takigi.resources.queries import cards
from takigi.resources.queries import requests as queries
from takigi.resources.queries.month import month_report
from takigi.resources.queries.unmet import area_views, unmet_list, unmet_page
from takigi.resources.rules.matching import Need, Place, match
from takigi.resources.rules.reading_days import read_days
from takigi.resources.rules.requests import (
    Accompanied,
    Barrier,
    LookAfter,
    Outcome,
    Stage,
    Standing,
    UnmetState,
    to_look_after,
)
from takigi.resources.rules.words import Access, Comfort, Interest, ResourceKind, ResourceRefused, Welcome
from tests.casework_made import open_case
from tests.places_made import added, asked
from tests.rooms.conftest import queries_of
from tests.rooms.growth import costs
from tests.worlds import Role

TALK, FIELD = Interest.TALK, Interest.FIELD
PLAIN = {
    "is_open": True,
    "area_id": 1,
    "weekdays": frozenset({1}),
    "cost_yen": 0,
    "access": frozenset(),
    "walk_minutes": 5,
    "comforts": frozenset(),
    "interests": frozenset({TALK}),
    "welcomes": frozenset(),
    "is_sure": True,
}


def place(name, **changes):
    return Place(resource_id=name, name=name, **(PLAIN | changes))


def test_a_condition_shuts_a_place_out_only_where_the_card_knows_and_what_it_does_not_know_is_asked():
    need = Need(frozenset({TALK}), 1, frozenset({1}), 10, is_without_steps=True, most_cost=300)
    for changes, because in (
        ({"is_open": False}, "休んで"),
        ({"weekdays": frozenset({2})}, "曜日"),
        ({"walk_minutes": 11}, "11分"),
        ({"cost_yen": 301}, "301円"),
        ({"comforts": frozenset({Comfort.SLOPE})}, "坂"),
    ):
        told = match(need, [place("会", **changes)])
        assert not told.candidates and because in told.shut_out[0].because[0], changes
    unknown = place("会", weekdays=frozenset(), walk_minutes=None, cost_yen=None, is_sure=False)
    (found,) = match(need, [unknown]).candidates
    assert found.to_ask == ("いまもひらいているか", "何曜日か", "歩いて何分か", "費用", "段差がないか")
    far = place("遠い会", walk_minutes=60, access=frozenset({Access.PICK_UP}))
    assert match(need, [far]).candidates
    assert not match(Need(is_to_be_taken=True), [place("会", access=frozenset({Access.WALK}))]).candidates


def test_a_shared_interest_goes_before_everything_else_and_every_place_says_why_it_stands_there():
    need = Need(frozenset({TALK}), 1, welcomes=frozenset({Welcome.MEN, Welcome.ALONE}))
    near = place("近い会", interests=frozenset({FIELD}), welcomes=frozenset({Welcome.MEN, Welcome.ALONE}), known=5)
    shared = place("合う会", area_id=2, is_sure=False)
    known = place("通う人がいる会", area_id=2, known=2)
    order = match(need, [near, shared, known]).candidates
    assert [one.place.name for one in order] == ["通う人がいる会", "合う会", "近い会"]
    assert order[0].reasons == (
        "したいことが合う（おしゃべり・お茶）",
        "紹介した方のうち2人が通っている",
        "この半年のうちに確かめた",
    )
    assert order[1].to_ask == ("いまもひらいているか", "別の地区なので、行く手だて")


def test_somebody_asks_after_one_three_six_and_twelve_months_until_it_has_ended():
    first = date(2026, 1, 31)
    assert to_look_after(first, frozenset()) == LookAfter(1, first.replace(month=2, day=28))
    assert to_look_after(first, frozenset({3})) == LookAfter(6, first.replace(month=7))
    assert to_look_after(first, frozenset({1, 3, 6, 12})) is None
    assert to_look_after(first, frozenset({1}), has_stopped=True) is None


@pytest.mark.django_db
def test_from_the_case_to_the_first_day_and_the_year_after(world, register):
    keeper, nurse = world.viewer(Role.COORDINATOR), world.viewer(Role.EAST_NURSE)
    case_id = open_case(world, register(), days_ago=40)
    place_id = added(world, slots=read_days("火"), interests=frozenset({TALK}))
    request = asked(world, case_id)
    with pytest.raises(ResourceRefused, match="もう送って"):
        asked(world, case_id)

    (waiting,) = queries.open_requests(keeper)
    assert (waiting.person.name, waiting.stage, waiting.asked_by) == ("山田　ハナ", Stage.WAITING, "田辺 恵")
    page = queries.request_page(keeper, request)
    found = queries.candidates_of(keeper, page)
    (one,) = found.matched.candidates
    with pytest.raises(NotPermitted, match="生活支援コーディネーター"):
        actions.choose_place(by=nurse, request_id=request, resource_id=place_id)
    actions.answer_request(by=keeper, request_id=request, text="火曜の会を見てきます。")
    chosen = actions.choose_place(
        by=keeper, request_id=request, resource_id=place_id, shown=[(one.place.name, one.reasons)]
    )
    told = queries.request_page(nurse, request)
    assert (told.words[0].text, told.words[0].written_by, told.card.taken_by) == (
        "火曜の会を見てきます。",
        *["杉田 結"] * 2,
    )

    with pytest.raises(ResourceRefused, match="紹介した日"):
        actions.attend_first(by=nurse, match_id=chosen, on=nurse.on)
    actions.introduce(by=keeper, match_id=chosen, on=keeper.on, accompanied=Accompanied.COORDINATOR)
    actions.attend_first(by=nurse, match_id=chosen, on=nurse.on, role_taken="お茶を出す")
    assert queries.open_requests(keeper) == []
    (ended,) = queries.requests_of_case(nurse, case_id)
    assert (ended.stage, ended.closed_on, ended.next_look.months) == (Stage.ATTENDED, nurse.on, 1)
    assert [one.request_id for one in queries.to_be_looked_after(keeper, within=nurse.on + timedelta(32))] == [request]
    actions.look_after(by=nurse, match_id=chosen, months=1, on=nurse.on, standing=Standing.CONTINUES)
    with pytest.raises(ResourceRefused, match="もう書いて"):
        actions.look_after(by=nurse, match_id=chosen, months=1, on=nurse.on, standing=Standing.STOPPED)
    assert queries.requests_of_case(nurse, case_id)[0].next_look.months == 3
    with pytest.raises(ResourceRefused, match="通い始めた"):
        actions.withdraw_request(by=nurse, request_id=request, reason="まちがい")
    assert (
        queries.candidates_of(keeper, queries.request_page(keeper, asked(world, told=False)))
        .matched.candidates[0]
        .reasons[1]
        == "紹介した方のうち1人が通っている"
    )


@pytest.mark.later
@pytest.mark.django_db
def test_whose_it_is_only_those_know_whom_the_person_or_the_case_lets(world, register):
    keeper, nurse, west = (world.viewer(one) for one in (Role.COORDINATOR, Role.EAST_NURSE, Role.WEST_NURSE))
    case_id = open_case(world, register())
    request = asked(world, case_id, told=False)
    card = queries.request_page(keeper, request).card
    assert (card.person, card.case_id, card.is_of_case) == (None, None, True)
    assert queries.request_page(nurse, request).card.person is not None
    for stranger in (west, world.viewer(Role.PROVIDER), world.viewer(Role.PLANNER), world.viewer(Role.NEIGHBOUR_NURSE)):
        with pytest.raises(Unseen):
            queries.request_page(stranger, request)
    with pytest.raises(NotPermitted, match="ケースを記録"):
        asked(world, open_case(world, register()), role=Role.COORDINATOR)

    other = asked(world, open_case(world, register(name="海野　タロウ")))
    assert queries.request_page(keeper, other).card.person.name == "海野　タロウ"
    read = [event for event in audit.events_page(world.municipality_id, kind="audit.file_read") if event.because]
    assert any("本人の同意を得て" in event.because[0] and event.target.startswith("case:") for event in read)
    actions.withdraw_name(by=nurse, request_id=other)
    assert queries.request_page(keeper, other).card.person is None

    nameless = asked(world)
    assert queries.request_page(nurse, nameless).card.person is None
    with pytest.raises(Unseen):
        queries.request_page(world.viewer(Role.EAST_HEAD), nameless)
    asked(world, open_case(world, register()))
    few = queries_of(queries.open_requests, keeper)
    for _ in range(6):
        asked(world, open_case(world, register()))
    assert queries_of(queries.open_requests, keeper) == few
    asked_for, place_id = queries.request_page(keeper, request), added(world)
    costs(
        {
            queries.open_requests: lambda: queries.open_requests(keeper),
            queries.ended_requests: lambda: queries.ended_requests(keeper),
            queries.to_be_looked_after: lambda: queries.to_be_looked_after(keeper, within=keeper.on),
            queries.requests_of_case: lambda: queries.requests_of_case(nurse, case_id),
            queries.request_page: lambda: queries.request_page(nurse, request),
            queries.candidates_of: lambda: queries.candidates_of(keeper, asked_for),
            queries.counts_waiting: lambda: queries.counts_waiting(keeper),
            cards.resource_list: lambda: cards.resource_list(keeper),
            cards.to_confirm: lambda: cards.to_confirm(keeper),
            cards.resource_page: lambda: cards.resource_page(keeper, place_id),
            area_views: lambda: area_views(keeper),
            month_report: lambda: month_report(keeper, keeper.on.replace(day=1)),
        }
    )


@pytest.mark.django_db
def test_who_has_moved_away_is_asked_nothing_any_more(world, register):
    keeper, nurse, person = world.viewer(Role.COORDINATOR), world.viewer(Role.EAST_NURSE), register()
    request = asked(world, open_case(world, person, days_ago=9))
    chosen = actions.choose_place(by=keeper, request_id=request, resource_id=added(world))
    actions.introduce(by=keeper, match_id=chosen, on=keeper.on, accompanied=None)
    actions.attend_first(by=nurse, match_id=chosen, on=nurse.on)
    month_after = months_after(nurse.on, 1).replace(day=1)
    later = replace(keeper, at=keeper.at + (month_end(month_after) - keeper.on))
    assert [one.due for one in month_report(later, month_after).looked] == [1, 0, 0, 0]
    year = keeper.on + timedelta(days=400)
    assert queries.to_be_looked_after(keeper, within=year)
    left = PersonDetails(
        name="山田　ハナ",
        name_kana="ヤマダ　ハナ",
        birth="昭和12年4月1日",
        sex="2",
        insurer_no="992031",
        insured_no="0000000001",
        area_id=world.area_ids["east"],
        status=ResidentStatus.MOVED_OUT,
        status_on=keeper.on,
    )
    persons.change_person(by=world.viewer(Role.INSURANCE), person_id=person, details=left, reason="転出の届け")
    assert queries.to_be_looked_after(keeper, within=year) == []
    assert [one.due for one in month_report(later, month_after).looked] == [0, 0, 0, 0]


@pytest.mark.django_db
def test_what_is_not_found_is_noted_once_and_heard_again_until_it_is_solved(world):
    keeper, planner = world.viewer(Role.COORDINATOR), world.viewer(Role.PLANNER)
    words = UnmetWords("男の人が集まって話せる所が東にない", ResourceKind.GATHERING, Barrier.PLACE)
    first, second = asked(world), asked(world)
    with pytest.raises(ResourceRefused, match="足りなかったか"):
        actions.find_none(by=keeper, request_id=first)
    unmet = actions.find_none(by=keeper, request_id=first, unmet=words)
    actions.find_none(by=keeper, request_id=second, joined=unmet)
    (line,) = unmet_list(planner)
    assert (line.people, line.area_name, line.state) == (2, "東圏域", UnmetState.OPEN)
    assert queries.request_page(keeper, second).card.stage is Stage.NONE
    step = {"unmet_id": unmet, "on": keeper.on, "note": "協議体で話した"}
    with pytest.raises(NotPermitted, match="計画の担当"):
        move_unmet(by=world.viewer(Role.EAST_NURSE), to=UnmetState.DISCUSSED, **step)
    move_unmet(by=planner, to=UnmetState.DISCUSSED, **step)
    place_id = added(world, "男の縁側")
    move_unmet(by=keeper, to=UnmetState.SOLVED, solved_by=place_id, **step)
    with pytest.raises(ResourceRefused, match="解けた"):
        move_unmet(by=keeper, to=UnmetState.TRIAL, **step)
    page = unmet_page(keeper, unmet)
    assert [step.to for step in page.steps] == [UnmetState.DISCUSSED, UnmetState.SOLVED]
    assert (page.line.solved_by, page.line.solved_by_id) == ("男の縁側", place_id)
    with pytest.raises(ResourceRefused, match="もう足りないもの"):
        actions.find_none(by=keeper, request_id=asked(world), joined=unmet)
    east = next(one for one in area_views(planner) if one.name == "東圏域")
    assert (east.elders, east.places, east.missing) == (0, 0, ())
    withdrawn = asked(world)
    actions.withdraw_request(by=world.viewer(Role.EAST_NURSE), request_id=withdrawn, reason="入院した")
    assert [one.stage for one in queries.ended_requests(keeper)].count(Stage.WITHDRAWN) == 1
    assert Outcome.WITHDRAWN.label == "取りやめた"
