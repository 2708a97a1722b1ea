"""だれが見たか: 「この世帯を5月に、だれが何を根拠に見たか」 in one question, for the auditor and for supervisors of the own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from takigi.access.grounds import NotPermitted, Unseen
from takigi.audit import queries as audit
from takigi.casework.queries.cases import case_file
from takigi.custody.queries.readings import readings
from takigi.custody.queries.whole_files import AS_AUDITOR, AS_SUPERVISOR, found_by_number, whole_file
from takigi.custody.rules.periods import Period
from takigi.custody.rules.words import Whole
from takigi.organisations import actions as organisations
from takigi.organisations.rules import Duty
from takigi.people.queries.files import person_file
from tests.casework_made import open_case
from tests.rooms.conftest import queries_of
from tests.shared_cases_made import open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def month_of(viewer) -> Period:
    return Period(viewer.on.year, viewer.on.month)


def asked(world, role, person, whole=Whole.HOUSEHOLD, period=None):
    viewer = world.viewer(role)
    return readings(viewer, whole=whole, subject_id=person, period=period or month_of(viewer))


def told(found):
    """Who · where they worked · which record · which event."""
    return {(line.staff_name, line.agencies_then, line.records, line.kind) for line in found.lines}


def test_one_question_tells_who_saw_a_household_as_whom_what_and_why(world, register):
    hana = register(household_no="77")
    taro = register(household_no="77", name="山田　太郎", name_kana="ヤマダ　タロウ", area="west")
    stranger = register(household_no="78", name="川口　イネ", name_kana="カワグチ　イネ")
    case = open_case(world, hana)
    for reader, person in ((Role.EAST_NURSE, hana), (Role.WEST_NURSE, taro), (Role.EAST_NURSE, stranger)):
        person_file(world.viewer(reader), person)
    case_file(world.viewer(Role.EAST_NURSE), case)

    found = asked(world, Role.AUDITOR, hana)

    east, west = ("東地域包括支援センター",), ("西地域包括支援センター",)
    others = (f"同じ世帯の人の記録（{str(taro)[:8]}）",)
    case_name = next(name for key, name in found.file.named.items() if key == f"case:{case}")
    assert {one for one in told(found) if one[3] == "audit.file_read"} == {
        ("田辺 恵", east, ("本人の記録",), "audit.file_read"),
        ("西脇 実", west, others, "audit.file_read"),
        ("田辺 恵", east, (case_name,), "audit.file_read"),
    }
    assert all(line.because for line in found.lines if line.kind == "audit.file_read")
    assert found.file.because == AS_AUDITOR and found.file.left_out == 0
    # The asking is told of from now on, and the chain is whole.
    again = asked(world, Role.AUDITOR, hana)
    assert ("各務 清", ("監査委員事務局",), ("本人の記録",), "custody.readers_asked") in told(again)
    assert list(audit.faults()) == []
    # Last month nobody did; this year everybody.
    first = world.viewer(Role.AUDITOR).on.replace(day=1)
    before = first - timedelta(days=1)
    assert asked(world, Role.AUDITOR, hana, period=Period(before.year, before.month)).lines == ()
    assert len(asked(world, Role.AUDITOR, hana, period=Period(first.year)).lines) >= len(again.lines)


def test_a_supervisor_is_answered_about_the_own_and_others_not_at_all(world, register):
    hana = register(household_no="77")
    taro = register(household_no="77", name="山田　太郎", name_kana="ヤマダ　タロウ", area="west")
    case = open_case(world, hana)
    shared = open_shared(world)

    mine = asked(world, Role.EAST_HEAD, hana)
    assert set(mine.file.named) == {f"person:{hana}", f"case:{case}"}
    assert (mine.file.left_out, mine.file.because) == (1, AS_SUPERVISOR)
    assert asked(world, Role.EAST_HEAD, shared, Whole.CASE).file.named.keys() == {f"case:{shared}"}
    assert set(asked(world, Role.INSURANCE_HEAD, hana).file.named) == {f"person:{hana}", f"person:{taro}"}

    for role in Role:
        if role in (Role.AUDITOR, Role.NEIGHBOUR_AUDITOR, Role.EAST_HEAD, Role.INSURANCE_HEAD):
            continue
        with pytest.raises(NotPermitted):
            whole_file(world.viewer(role), Whole.HOUSEHOLD, hana)
    for role, subject, whole in (
        (Role.NEIGHBOUR_AUDITOR, hana, Whole.HOUSEHOLD),
        (Role.INSURANCE_HEAD, shared, Whole.CASE),
        (Role.EAST_HEAD, taro, Whole.PERSON),
    ):
        with pytest.raises(Unseen):
            whole_file(world.viewer(role), whole, subject)


def test_a_number_finds_a_record_only_for_those_who_may_ask_about_it(world, register):
    hana = register(insured_no="0000000071")
    shared = open_shared(world)
    number = whole_file(world.viewer(Role.AUDITOR), Whole.CASE, shared).named[f"case:{shared}"].split()[-1]

    auditor, head = world.viewer(Role.AUDITOR), world.viewer(Role.EAST_HEAD)
    assert found_by_number(auditor, Whole.HOUSEHOLD, " 0000000071 ") == (Whole.HOUSEHOLD, hana)
    assert found_by_number(auditor, Whole.CASE, number.lower()) == (Whole.CASE, shared)
    assert found_by_number(head, Whole.CASE, number) == (Whole.CASE, shared)
    for viewer, whole, wanted in (
        (auditor, Whole.HOUSEHOLD, "000000007"),
        (auditor, Whole.CASE, ""),
        (world.viewer(Role.INSURANCE_HEAD), Whole.CASE, number),
        (world.viewer(Role.NEIGHBOUR_AUDITOR), Whole.PERSON, "0000000071"),
    ):
        assert found_by_number(viewer, whole, wanted) is None


def test_whoever_has_moved_is_named_with_the_office_of_that_day(world, register):
    hana, nurse = register(), world.members[Role.EAST_NURSE]
    person_file(world.viewer(Role.EAST_NURSE), hana)
    later = world.at + timedelta(days=1)
    organisations.end_post(by=None, post_id=nurse.post_id, ended_on=localdate(later), at=later)
    organisations.give_post(
        by=None,
        staff_id=nurse.staff_id,
        agency_id=world.agency_ids["insurance"],
        duty=Duty.INSURANCE,
        from_on=localdate(later),
        at=later,
    )
    person_file(world.viewer(Role.EAST_NURSE, at=later + timedelta(days=1)), hana)

    auditor = world.viewer(Role.AUDITOR)
    years = {world.at.year, (later + timedelta(days=1)).year}
    lines = [
        line
        for year in years
        for line in readings(auditor, whole=Whole.PERSON, subject_id=hana, period=Period(year)).lines
    ]
    then = sorted((line.at, line.agencies_then) for line in lines if line.staff_name == "田辺 恵")
    assert [agencies for _, agencies in then] == [("東地域包括支援センター",), ("高齢福祉課 介護保険係",)]


def test_a_large_household_and_a_long_log_cost_no_further_questions(world, register):
    hana = register(household_no="77")
    open_shared(world)
    auditor, head = world.viewer(Role.AUDITOR), world.viewer(Role.EAST_HEAD)
    person_file(world.viewer(Role.EAST_NURSE), hana)
    few = [
        queries_of(
            lambda viewer=viewer: readings(viewer, whole=Whole.HOUSEHOLD, subject_id=hana, period=month_of(viewer))
        )
        for viewer in (auditor, head)
    ]
    for serial in range(4):
        other = register(household_no="77", name=f"山田　{serial}郎", name_kana="ヤマダ　ジロウ")
        open_case(world, other)
        person_file(world.viewer(Role.EAST_NURSE), other)
        person_file(world.viewer(Role.INSURANCE), other)
    open_case(world, hana)
    many = [
        queries_of(
            lambda viewer=viewer: readings(viewer, whole=Whole.HOUSEHOLD, subject_id=hana, period=month_of(viewer))
        )
        for viewer in (auditor, head)
    ]
    assert max(few + many) <= 30
    assert all(after - before <= 2 for before, after in zip(few, many, strict=True))


def test_months_follow_one_another_without_a_gap():
    for year, month in ((2026, 5), (2026, 12), (2026, 0)):
        since, until = Period(year, month).bounds(UTC)
        following = Period(year + (month in (0, 12)), 0 if month == 0 else month % 12 + 1)
        assert until == following.bounds(UTC)[0]
        assert since == datetime(year, month or 1, 1, tzinfo=UTC)
