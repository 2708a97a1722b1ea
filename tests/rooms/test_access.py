"""閲覧の根拠: oaths, dated town settings, emergency readings and their review."""

from datetime import date, datetime, timedelta

import pytest

from takigi.access import actions, queries
from takigi.access.grounds import NotPermitted
from takigi.access.rules import AccessRefused, emergency_until, review_due
from tests.worlds import Role

pytestmark = pytest.mark.django_db
REASON = "本人が道で倒れ、家族の連絡先が必要なため"


def test_an_oath_opens_what_was_closed(world):
    before = world.viewer(Role.NO_OATH)
    assert not before.may_read_persons

    actions.confirm_oath(by=before)

    assert world.viewer(Role.NO_OATH).may_read_persons


def test_an_oath_is_confirmed_once_however_often_the_button_is_pressed(world):
    for _ in range(3):
        actions.confirm_oath(by=world.viewer(Role.NO_OATH))

    lines = [o for o in queries.oath_register(world.viewer(Role.AUDITOR)) if o.staff_id == world.staff_id(Role.NO_OATH)]
    assert len(lines) == 1


def test_a_suspended_account_cannot_confirm(world):
    with pytest.raises(NotPermitted):
        actions.confirm_oath(by=world.viewer(Role.SUSPENDED))


def test_a_member_sees_only_the_own_oath_and_the_auditor_all(world):
    own = queries.oath_register(world.viewer(Role.EAST_NURSE))
    everybody = queries.oath_register(world.viewer(Role.AUDITOR))

    assert {line.staff_id for line in own} == {world.staff_id(Role.EAST_NURSE)}
    assert len(everybody) > 10


def test_a_setting_holds_from_its_day_and_earlier_days_keep_the_earlier_value(world):
    by = world.viewer(Role.INSURANCE_HEAD)
    later = by.on + timedelta(days=30)
    actions.decide_setting(
        by=by, key="centres_search_register", value="whole_town", from_on=later, reason="圏域をまたぐ相談が増えたため"
    )

    values = [queries.setting_values(world.municipality_id, on=day) for day in (by.on, later)]
    assert [value["centres_search_register"] for value in values] == ["own_area", "whole_town"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"key": "no_such"}, "決めごと"),
        ({"value": "maybe"}, "どれか"),
        ({"reason": "なんとなく"}, "理由"),
        ({"from_on": date(2020, 1, 1)}, "過ぎた日"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_what_is_possible(world, change, says):
    by = world.viewer(Role.INSURANCE_HEAD)
    wish = {"key": "centres_search_register", "value": "none", "from_on": by.on, "reason": "ためしに決めてみる理由"}

    with pytest.raises(AccessRefused, match=says):
        actions.decide_setting(by=by, **(wish | change))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EAST_HEAD, Role.INSURANCE, Role.AUDITOR])
def test_nobody_else_decides_a_setting_it_least_of_all(world, role):
    by = world.viewer(role)
    with pytest.raises(NotPermitted):
        actions.decide_setting(
            by=by, key="centres_search_register", value="none", from_on=by.on, reason="ためしに決めてみる理由"
        )


def test_an_emergency_lasts_twenty_four_hours_and_no_longer():
    opened = datetime.fromisoformat("2026-11-20T18:00:00+09:00")

    assert emergency_until(opened) == datetime.fromisoformat("2026-11-21T18:00:00+09:00")


def test_a_review_is_due_in_three_working_days():
    assert review_due(date(2026, 11, 16)) == date(2026, 11, 19)
    assert review_due(date(2026, 11, 20)) == date(2026, 11, 25)
    assert review_due(date(2026, 11, 21)) == date(2026, 11, 25)


def open_emergency(world, role=Role.WEST_NURSE):
    return actions.open_emergency(
        by=world.viewer(role),
        target="person:x",
        reason=REASON,
        owner_agency_ids=[world.agency_ids["east"], world.agency_ids["insurance"]],
    )


def test_an_emergency_needs_a_reason_that_somebody_can_read_later(world):
    with pytest.raises(AccessRefused, match="理由"):
        actions.open_emergency(by=world.viewer(Role.WEST_NURSE), target="person:x", reason="急ぎ", owner_agency_ids=[])


def test_an_emergency_does_not_override_a_missing_oath(world):
    with pytest.raises(NotPermitted, match="守秘"):
        open_emergency(world, Role.NO_OATH)


def test_the_owners_are_told_at_once(world):
    open_emergency(world)

    for role in (Role.EAST_HEAD, Role.INSURANCE_HEAD):
        viewer = world.viewer(role)
        tasks = queries.organisations.open_tasks(
            viewer.staff_id, viewer.posts, municipality_id=world.municipality_id, on=viewer.on
        )
        assert [task.title for task in tasks] == ["緊急の閲覧がありました。理由を確かめてください"]


def test_an_emergency_is_open_for_its_reader_only_and_only_until_its_end(world):
    open_emergency(world)
    reader, other = world.staff_id(Role.WEST_NURSE), world.staff_id(Role.EAST_NURSE)
    at = world.viewer(Role.WEST_NURSE).at

    assert queries.emergency_targets(reader, at=at) == {"person:x"}
    assert queries.emergency_targets(reader, at=at + timedelta(hours=24)) == frozenset()
    assert queries.emergency_targets(other, at=at) == frozenset()


def test_a_review_closes_the_queue_and_the_tasks(world):
    reading = open_emergency(world)
    auditor = world.viewer(Role.AUDITOR)
    assert [card.verdict for card in queries.review_queue(auditor)] == [""]

    actions.review_emergency(by=auditor, reading_id=reading, verdict="proper", note="救急隊の記録と一致した")

    assert [card.verdict for card in queries.review_queue(auditor)] == ["proper"]
    head = world.viewer(Role.EAST_HEAD)
    assert not queries.organisations.open_tasks(
        head.staff_id, head.posts, municipality_id=world.municipality_id, on=head.on
    )


@pytest.mark.parametrize("role", [Role.EAST_NURSE, Role.INSURANCE_HEAD, Role.ADMINISTRATOR, Role.EVALUATOR])
def test_nobody_else_reads_or_closes_the_review_queue(world, role):
    reading = open_emergency(world)

    with pytest.raises(NotPermitted):
        queries.review_queue(world.viewer(role))
    with pytest.raises(NotPermitted):
        actions.review_emergency(
            by=world.viewer(role), reading_id=reading, verdict="proper", note="救急隊の記録と一致した"
        )


def test_another_towns_auditor_sees_an_empty_queue(world):
    open_emergency(world)

    assert queries.review_queue(world.viewer(Role.NEIGHBOUR_AUDITOR)) == []
