"""会議の純粋なきまり: promises, checks afterwards, time of a case, days, whom to invite, mixed groups. No database."""

import uuid
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.meetings.rules import follow_ups, minutes
from takigi.meetings.rules.care_conferences import Clock, check_asked, check_minutes, clock_of, slots
from takigi.meetings.rules.date_offers import Asked, Possible, check_offers, weigh
from takigi.meetings.rules.follow_ups import Involvement, OwnerFound, checks_of, owner_found, stopped
from takigi.meetings.rules.gaps import Known, Met, gaps, unmet_pairs
from takigi.meetings.rules.lectures import LECTURE_MOVES, LectureState, check_lecture_move, read_grades
from takigi.meetings.rules.mixed_groups import Guest, mixed_groups
from takigi.meetings.rules.presence import check_admitted
from takigi.meetings.rules.promises import (
    OPEN,
    PROMISE_MOVES,
    PromiseState,
    Urgency,
    check_dates,
    check_declining,
    check_promise_move,
    urgency,
)
from takigi.meetings.rules.support_plans import DecidingFacts, check_may_decide
from takigi.meetings.rules.words import Capacity, MeetingsRefused

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def refuses(check, *given, **named):
    try:
        check(*given, **named)
    except MeetingsRefused as error:
        return str(error)
    return ""


def test_a_promise_that_was_kept_or_dropped_is_never_opened_again():
    for now, wanted in product(PromiseState, PromiseState):
        assert bool(refuses(check_promise_move, now, wanted)) == (wanted not in PROMISE_MOVES[now])
    assert not PROMISE_MOVES[PromiseState.DONE] and not PROMISE_MOVES[PromiseState.DROPPED]
    assert PromiseState.ACCEPTED in PROMISE_MOVES[PromiseState.DECLINED]
    assert "新しい約束" in refuses(check_promise_move, PromiseState.DONE, PromiseState.ASKED)


def test_a_no_says_why_and_what_else():
    assert "わけ" in refuses(check_declining, "", "社協に聞いてみる")
    assert "かわりの案" in refuses(check_declining, "no_capacity", "　")
    assert not refuses(check_declining, "no_capacity", "来月なら")


def test_late_comes_before_everything_else():
    def seen(state, due, check=None):
        return urgency(state, due_on=TODAY + timedelta(due), next_check_on=check and TODAY + timedelta(check), on=TODAY)

    assert [seen(PromiseState.ASKED, days) for days in (-1, 0, 30)] == [Urgency.LATE, Urgency.WAITING, Urgency.WAITING]
    assert [seen(PromiseState.ACCEPTED, days) for days in (-1, 0, 7, 8)] == [
        Urgency.LATE,
        Urgency.SOON,
        Urgency.SOON,
        Urgency.CALM,
    ]
    assert seen(PromiseState.ACCEPTED, 20, check=-1) is Urgency.CHECK
    assert {seen(state, -1) for state in PromiseState if state not in OPEN} == {Urgency.OVER}
    assert "より前" in refuses(check_dates, held_on=TODAY, due_on=TODAY - timedelta(1), next_check_on=None)


def test_only_a_statutory_meeting_asks_why_a_stranger_to_the_register_came():
    for capacity, is_member, is_statutory, reason in product(Capacity, (True, False), (True, False), ("", "主治医")):
        needs = capacity not in {Capacity.OBSERVER, Capacity.SECRETARIAT}
        expected = is_statutory and not is_member and needs and not reason
        told = refuses(check_admitted, capacity, is_member=is_member, is_statutory=is_statutory, reason=reason)
        assert bool(told) == expected, (capacity, is_member, is_statutory, reason)


def test_three_checks_fall_due_and_none_after_the_case_is_closed():
    held = date(2026, 8, 1)
    checks = checks_of(held, [(30, date(2026, 9, 2))])
    assert [(one.days, one.is_due(TODAY)) for one in checks] == [(30, False), (90, True), (180, False)]
    assert [one.days for one in checks_of(held, [], closed_on=date(2026, 9, 30))] == [30]
    assert "経過に" in refuses(follow_ups.check_days, 180, held_on=held, on=TODAY)
    assert owner_found(at_request=1, now=9, station_ids=frozenset({9})) is OwnerFound.STATION
    assert stopped([("学校", Involvement.STOPPED), ("社協", Involvement.FINISHED)]) == ("学校",)


def test_minutes_know_their_boxes_and_doubt_names_that_are_in_nobody_s_ledger():
    item = uuid.uuid4()
    assert (
        minutes.read_box(minutes.box_name(minutes.Box.SAID, item), "話した\r\nこと", item_ids=[item]) == "話した\nこと"
    )
    for name in ("said", f"said-{uuid.uuid4().hex}", "secret", f"mood-{item.hex}"):
        assert "残っています" in refuses(minutes.read_box, name, "x", item_ids=[item])
    known = ["山田　ハナ", "田辺 恵"]
    assert minutes.strangers("山田さん、ハナさん、保健師さん、田辺さん、皆さん", known) == ()
    assert minutes.strangers("隣の木村さんと木村様、イトウさん", known) == ("木村さん", "木村様", "イトウさん")


def test_a_support_plan_is_decided_only_in_its_own_meeting_with_consent_now():
    good = {
        "is_plan_meeting": True,
        "is_held": True,
        "has_consent": True,
        "has_case": True,
        "goals": 1,
        "actions": 1,
        "review_on": TODAY + timedelta(90),
        "agreed_by_subject_on": TODAY,
        "on": TODAY,
    }
    assert not refuses(check_may_decide, DecidingFacts(**good))
    broken = {
        "has_case": (False, "ケース"),
        "is_plan_meeting": (False, "重層的支援会議"),
        "is_held": (False, "始まって"),
        "has_consent": (False, "同意"),
        "goals": (0, "目標"),
        "actions": (0, "だれが"),
        "review_on": (None, "見直す日"),
        "agreed_by_subject_on": (None, "合意した日"),
    }
    for name, (value, words) in broken.items():
        assert words in refuses(check_may_decide, DecidingFacts(**(good | {name: value}))), name
    assert "後の日" in refuses(check_may_decide, DecidingFacts(**(good | {"review_on": TODAY})))


def test_a_case_has_ten_to_twenty_minutes_and_a_clock():
    assert [bool(refuses(check_minutes, one)) for one in (9, 10, 20, 21)] == [True, False, False, True]
    assert slots(NOON, [10, 20])[1].ends_at == NOON + timedelta(minutes=40)
    begun = [clock_of(NOON, None, minutes=15, at=NOON + timedelta(minutes=m)).clock for m in (0, 11, 12, 15, 30)]
    assert begun == [Clock.RUNNING, Clock.RUNNING, Clock.LAST, Clock.OVER, Clock.OVER]
    assert clock_of(NOON, NOON + timedelta(minutes=16), minutes=15, at=NOON).seconds_left == -60
    assert check_asked(["", "食べる量", " "]) == ("食べる量",)
    assert "3つまで" in refuses(check_asked, list("abcd")) and "一つは" in refuses(check_asked, [])


def test_a_lecture_is_not_held_before_it_was_taken_on():
    for now, wanted in product(LectureState, LectureState):
        assert bool(refuses(check_lecture_move, now, wanted)) == (wanted not in LECTURE_MOVES[now])
    assert LectureState.HELD not in LECTURE_MOVES[LectureState.ASKED]
    assert read_grades("1、2、3、4、5") == (1, 2, 3, 4, 5)
    assert refuses(read_grades, "1 2 3") and refuses(read_grades, "多い") and refuses(read_grades, "1 2 3 4 -1")


def test_the_owner_s_no_outweighs_everybody_s_yes():
    first, second = uuid.uuid4(), uuid.uuid4()
    owner, other, third = (Asked(uuid.uuid4(), name, name == "主担当") for name in ("主担当", "社協", "学校"))
    answers = {
        (first, owner.key): Possible.NO,
        (first, other.key): Possible.YES,
        (first, third.key): Possible.YES,
        (second, owner.key): Possible.MAYBE,
    }
    best, worst = weigh([(first, NOON), (second, NOON + timedelta(1))], [owner, other, third], answers)
    assert (best.offer_id, best.maybe, best.silent, best.has_needed) == (second, 1, 2, True)
    assert (worst.yes, worst.no, worst.missing) == (2, 1, ("主担当",))
    assert "すぎた" in refuses(check_offers, [NOON], at=NOON) and "一つは" in refuses(check_offers, [], at=NOON)


def test_no_school_in_block_three_is_said_with_whom_one_could_ask():
    school = Known(1, "北中学校", frozenset({"education"}), 3)
    town = Known(2, "教育委員会", frozenset({"education"}), None)
    centre = Known(3, "東センター", frozenset({"elderly"}), 3)
    met = [Met(3, frozenset({"elderly"}), 3, "a"), Met(9, frozenset({"education"}), 1, "a")]
    found = gaps([school, town, centre], met, wanted=["elderly", "education", "justice"], blocks=[1, 3])
    told = {(one.field, one.block): [can.name for can in one.candidates] for one in found}
    assert told[("education", 3)] == ["北中学校", "教育委員会"]
    assert ("education", 1) not in told and ("elderly", 3) not in told
    assert told[("justice", 1)] == [] and not found[-1].candidates
    assert found[0].candidates and "第3ブロックから、「教育」" in next(one.words for one in found if one.block == 3)
    # 高齢 and 教育 sat at one table; two fields of one agency are no meeting.
    both = Known(4, "庁内", frozenset({"health", "elderly"}), None)
    pairs = {frozenset({one.one, one.other}) for one in unmet_pairs([school, centre, both], met)}
    assert frozenset({"elderly", "education"}) not in pairs and frozenset({"health", "elderly"}) in pairs


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from("abcd")), min_size=6, max_size=40), st.integers(3, 8))
def test_everybody_sits_in_exactly_one_group_of_a_like_size(people, size):
    guests = [Guest(str(key), f"{key}さん", agency, frozenset({field})) for key, (agency, field) in enumerate(people)]
    met = {frozenset({str(one), str(one + 1)}) for one in range(0, len(people), 3)}
    mixed = mixed_groups(guests, met, size=size, seed="x")
    seated = [guest.key for group in mixed.groups for guest in group]
    assert sorted(seated) == sorted(guest.key for guest in guests)
    sizes = {len(group) for group in mixed.groups}
    assert max(sizes) <= max(size, -(-len(guests) // len(mixed.groups)))
    new = sum(frozenset({a.key, b.key}) not in met for group in mixed.groups for a, b in combinations(group, 2))
    assert mixed.new_pairs == new
    assert mixed_groups(guests, met, size=size, seed="x") == mixed


def test_fields_are_spread_over_the_tables_when_they_can_be():
    guests = [Guest(f"{field}{n}", "", "abc".index(field) * 3 + n, frozenset({field})) for field in "abc" for n in range(3)]
    mixed = mixed_groups(guests, set(), size=3)
    assert all({next(iter(one.fields)) for one in group} == set("abc") for group in mixed.groups)
    with pytest.raises(MeetingsRefused, match="一つの輪"):
        mixed_groups(guests[:4], set(), size=3)
