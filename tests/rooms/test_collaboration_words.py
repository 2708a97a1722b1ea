"""多機関協働のきまり: what may be asked, what tells who it is, where a lead can go, who is quiet, who knows whom."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.collaboration.rules import deidentify as deid
from takigi.collaboration.rules.contacts import check_contact, check_via_station
from takigi.collaboration.rules.deidentify import CHECKLIST, Known, Tells, scan, unanswered, unticked
from takigi.collaboration.rules.family import genogram_of, told_family
from takigi.collaboration.rules.help_requests import (
    AnswerKind,
    AskType,
    FieldTry,
    TakeOver,
    agreed,
    agreement,
    check_keeps,
    check_try,
)
from takigi.collaboration.rules.households import Kinship, MemberFacts, Sex, check_member, empty_chairs, masked_names
from takigi.collaboration.rules.issue_codes import CRITICAL, ISSUES, SENSITIVE
from takigi.collaboration.rules.leads import (
    MOVES,
    OVER,
    LeadState,
    LeadStep,
    Outcome,
    WhyClosed,
    check_lead_move,
    check_step,
    outcome_of,
)
from takigi.collaboration.rules.quiet import QuietFacts, QuietReply, QuietWay, asks_owner, offered_to_supervisor
from takigi.collaboration.rules.ties import Shared, TieKind, crosses, net_of, partners, ties_from
from takigi.collaboration.rules.words import CollaborationRefused
from takigi.organisations.rules import Field

TODAY = date(2026, 11, 23)

# text → what it tells; the words that were found stand after the kind.
TELLING = (
    ("山田ハナさんが転んだ", [("name", "山田ハナさん")]),
    ("ハナは畑に行きたい", [("name", "ハナ")]),
    ("担任の田中先生と会った", [("name", "田中先生")]),
    ("今年で八十七歳になった", [("age", "八十七歳")]),
    ("昭和12年生まれ", [("age", "昭和12年生まれ")]),
    ("令和８年１１月３日に転倒", [("date", "令和8年11月3日")]),
    ("11/3に来所、R8.11.5に訪問", [("date", "11/3"), ("date", "R8.11.5")]),
    ("東町1-2-3に住む", [("place", "東町1-2-3")]),
    ("中町三丁目2番5号", [("place", "中町三丁目"), ("place", "2番5号")]),
    ("孫の通うみどり小学校", [("place", "みどり小学校")]),
    ("電話は０９０−１２３４−５６７８", [("number", "090-1234-5678")]),
    ("被保険者番号0000000011", [("number", "0000000011")]),
    ("ギラン・バレー症候群と言われた", [("illness", "ギラン・バレー症候群")]),
)
SAFE = (
    "80代の母と50代の息子。半年前から、月に1回、第2ブロックの民生委員さんが訪ねている",
    "担任の先生と、市立小学校の相談員さん、近くの病院に通う本人、孫の通う学校、A先生、長女さん",
    "3月と9月に入院。2/3ほどは食べられる。75歳以上の人は3人に1人。10月に来所",
    "奥さんとお母さん、ケアマネさん、皆さん、利用者さん",
)


def test_the_scan_points_at_what_tells_and_leaves_the_rest_alone():
    known = Known(people=frozenset({"山田　ハナ"}), places=frozenset({"川端"}))
    for text, expected in TELLING:
        assert [(one.tells.value, one.words) for one in scan(text, known)] == expected, text
    for text in SAFE:
        assert scan(text, known) == (), text
    assert [one.tells for one in scan("川端のほうで見かけた", known)] == [Tells.PLACE]


@settings(deadline=None, max_examples=200)
@given(st.text("山田ハナさん87歳0123456789-/年月日町丁目番地令和RS.小学校病院の。 \n　０９", max_size=60))
def test_the_scan_reads_any_text_and_points_where_the_words_stand(text):
    found = scan(text, Known(people=frozenset({"山田　ハナ"})))
    narrow = text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "})
    assert all(one.words and narrow[one.start : one.end] == one.words for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_what_was_found_waits_for_an_answer_and_an_answer_stays_with_its_words():
    text = "87歳。11/3に来所。また11/3のことを話した"
    age, day = scan(text)
    assert unanswered((age, day), {age.key: "needed", day.key: "?"}) == (day,)
    assert scan(f"はじめに。{text}")[0].key == age.key
    assert [check.key for check in unticked(["area", "age", "illness", "date"])] == ["neighbour"]
    assert len(CHECKLIST) == 5 and all(deid.SUGGESTIONS[kind] for kind in Tells)


def test_nobody_can_ask_to_be_rid_of_a_case_and_no_answer_sends_it_back():
    words = "".join(one.label for one in (*AskType, *AnswerKind))
    assert not [word for word in ("引き取", "移管", "代わ", "返し", "断", "対象外") if word in words]


def test_a_request_says_what_was_tried_or_why_not_and_what_goes_on():
    for tried in (
        FieldTry(date(2026, 11, 1), "地域ケア個別会議で話したが、決め手がない"),
        FieldTry(why_not="急ぎのため、会議を待てない"),
    ):
        check_try(tried, on=TODAY)
    for tried in (
        FieldTry(),
        FieldTry(date(2026, 11, 1)),
        FieldTry(TODAY + timedelta(1), "来週の会議"),
        FieldTry(why_not="なし"),
    ):
        with pytest.raises(CollaborationRefused):
            check_try(tried, on=TODAY)
    check_keeps("月に一度の訪問は続けます")
    for nothing in ("", "なし", "特になし。", "ない"):
        with pytest.raises(CollaborationRefused):
            check_keeps(nothing)


def test_two_coders_agree_or_nothing_is_said_and_chance_is_taken_off():
    yes, no = TakeOver.YES, TakeOver.NO
    assert agreed([yes, yes]) is yes and agreed([yes, no]) is None and agreed([yes]) is None
    found = agreement([(yes, yes)] * 20 + [(yes, no)] * 5 + [(no, yes)] * 10 + [(no, no)] * 15)
    # Of 50, 35 alike; by chance 0.5; kappa (0.7 − 0.5) / 0.5.
    assert (found.both, found.alike) == (50, 35) and found.kappa == pytest.approx(0.4)


def test_a_lead_never_comes_back_from_its_end_and_its_teller_hears_a_category_only():
    assert {LeadState.CONNECTED, LeadState.CLOSED} == OVER
    for state in LeadState:
        for wanted in LeadState:
            if wanted not in MOVES[state]:
                with pytest.raises(CollaborationRefused):
                    check_lead_move(state, wanted)
    # Hand-written truths that doubt the table.
    check_lead_move(LeadState.DECLINED, LeadState.CHECKING)
    check_lead_move(LeadState.NEW, LeadState.CHECKING)
    told = {outcome_of(state, why) for state in LeadState for why in (*WhyClosed, None)}
    assert told <= set(Outcome)
    assert outcome_of(LeadState.CLOSED, WhyClosed.NO_NEED) is Outcome.NOTHING
    for step in (
        LeadStep(LeadState.CONNECTED, TODAY),
        LeadStep(LeadState.CLOSED, TODAY),
        LeadStep(LeadState.CHECKING, TODAY + timedelta(1)),
        LeadStep(LeadState.CHECKING, TODAY - timedelta(9)),
    ):
        with pytest.raises(CollaborationRefused):
            check_step(step, since=TODAY - timedelta(5), on=TODAY)


def test_a_quiet_case_is_the_owners_question_first_and_an_offer_only_later():
    way, opened = QuietWay(60, 14), TODAY - timedelta(200)
    quiet = QuietFacts(opened, None, has_partner_now=False)
    assert asks_owner(quiet, way, on=TODAY)
    assert not asks_owner(QuietFacts(opened, TODAY - timedelta(10), has_partner_now=False), way, on=TODAY)
    assert not asks_owner(QuietFacts(opened, None, has_partner_now=True), way, on=TODAY)
    fresh = QuietFacts(TODAY - timedelta(60), None, has_partner_now=False)
    assert asks_owner(fresh, way, on=TODAY) and not offered_to_supervisor(fresh, way, on=TODAY)
    assert offered_to_supervisor(fresh, way, on=TODAY + timedelta(14))
    for reply, offered in ((QuietReply.ENOUGH, False), (QuietReply.ASKING, False), (QuietReply.HELP, True)):
        said = QuietFacts(opened, None, False, reply, TODAY - timedelta(3))
        assert not asks_owner(said, way, on=TODAY) and offered_to_supervisor(said, way, on=TODAY) is offered


def test_ties_are_counted_by_pairs_across_fields_and_alone():
    """Four people: 1 and 2 elderly, 3 child, 4 without a field. Drawn and counted by hand."""
    met = [
        Shared(date(2026, 10, 1), TieKind.CO_ATTENDED, frozenset({1, 2, 3}), "第1回支援会議"),
        Shared(date(2026, 11, 1), TieKind.CONSULTED, frozenset({3, 1}), "電話"),
        Shared(date(2024, 1, 1), TieKind.CO_CASE, frozenset({2, 4}), "古いケース"),
    ]
    ties = ties_from(met)
    assert [(t.one, t.other, t.kind.value) for t in ties] == [
        (1, 2, "co_attended"),
        (1, 3, "co_attended"),
        (1, 3, "consulted"),
        (2, 3, "co_attended"),
        (2, 4, "co_case"),
    ]
    fields = {1: {"elderly"}, 2: {"elderly"}, 3: {"child"}, 4: set()}
    net = net_of(ties, fields, on=TODAY)
    assert (net.people, net.pairs, net.possible, net.external, net.internal, net.isolates) == (4, 3, 6, 2, 1, 1)
    assert net.density == 0.5 and net.balance == pytest.approx(1 / 3)
    assert [tie.place for tie in partners(ties, 1)[3]] == ["電話", "第1回支援会議"]
    assert net_of([], {}, on=TODAY).density is None and not crosses({"a"}, set())


def household():
    return [
        MemberFacts("s", Kinship.SELF, Sex.FEMALE, birth_year=1940),
        MemberFacts("h", Kinship.SPOUSE, Sex.MALE, has_died=True),
        MemberFacts("c", Kinship.CHILD, Sex.MALE, birth_year=1972, order=1),
        MemberFacts("d", Kinship.CHILD, Sex.FEMALE, lives_there=False, order=2),
        MemberFacts("g", Kinship.GRANDCHILD, birth_year=2015, through="d", lives_there=False),
    ]


def test_a_family_is_drawn_from_what_is_written_and_nothing_is_invented():
    members = household()
    words = masked_names(members)
    assert words == {"s": "本人", "h": "夫", "c": "息子", "d": "娘", "g": "孫"}
    family = genogram_of(members, words, {})
    assert {one.key: one.generation for one in family.people} == {"s": 0, "h": 0, "c": 1, "d": 1, "g": 2}
    tied = {(union.partners, union.children) for union in family.trimmed().unions}
    assert tied == {(("s", "h"), ("c", "d")), (("d",), ("g",))}
    assert (
        told_family(members, words) == "いっしょに暮らしているのは本人、息子の2人です。別に暮らしているのは娘、孫です。"
    )


def test_a_household_has_one_self_and_empty_chairs_are_asked_for_by_what_is_written():
    members = household()
    with pytest.raises(CollaborationRefused):
        check_member(MemberFacts("x", Kinship.SELF), members, on=TODAY)
    with pytest.raises(CollaborationRefused):
        check_member(MemberFacts("x", Kinship.CHILD, birth_year=2027), members, on=TODAY)
    with pytest.raises(CollaborationRefused):
        check_member(MemberFacts("x", Kinship.GRANDCHILD, through="nobody"), members, on=TODAY)
    # The grandchild lives elsewhere: no school is missing at this table.
    assert empty_chairs(members, ["debt"], [Field.ELDERLY], on=TODAY) == ("生活困窮の分野がいません",)


def test_issues_come_from_a_list_that_says_that_nobody_has_read_the_official_one():
    assert not ISSUES.verified and len(ISSUES.codes) == 27
    assert all(ISSUES.known(code) for code in SENSITIVE | CRITICAL)


def test_a_contact_has_a_fact_and_only_an_agency_can_come_through_the_station():
    check_contact(TODAY, "電話で話した", on=TODAY)
    for day, fact in ((TODAY, " "), (TODAY + timedelta(1), "会った")):
        with pytest.raises(CollaborationRefused):
            check_contact(day, fact, on=TODAY)
    with pytest.raises(CollaborationRefused):
        check_via_station(None, via_station=True)
