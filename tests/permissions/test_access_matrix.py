"""判定表: every decision there is, against rules written by hand.

15 relations × 17 classes × 7 phases × 2¹² facts: 7,311,360 questions, each put to `decide` itself, none sampled.
"""

from collections.abc import Iterator
from functools import cache, partial
from itertools import product

import pytest

from takigi.access.decide import decide, ruling_of
from takigi.access.information import CASE_CLASSES, Information
from takigi.access.matrix import MATRIX, Cell, Code
from takigi.access.reference_page import DECISIONS, PERMITTED_DECISIONS
from takigi.access.relations import Relation
from tests.permissions.access_truths import (
    AGGREGATE,
    CASE,
    CIRCUMSTANCES,
    DECISIONS_ONLY,
    FLAGS,
    OPEN,
    OWN_ENTRY,
    PAIRS,
    PHASES,
    POINTS,
    RANK,
    Point,
    by_hand,
)
from tests.rules_held import breaks, holds


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, str], bytes]:
    """For every pair, the view given at each of the 28,672 points, 0 being a refusal."""
    return {
        (relation, info_class): bytes([RANK[decide(relation, info_class, now).view] for now in CIRCUMSTANCES])
        for relation, info_class in PAIRS
    }


def permitted(answers, relations=Relation, classes=Information) -> Iterator[tuple[str, str, Point, int]]:
    for relation, info_class in product(relations, classes):
        for point, view in zip(POINTS, answers[relation, info_class], strict=True):
            if view:
                yield relation, info_class, point, view


def count_permits(answers) -> int:
    return sum(len(views) - views.count(0) for views in answers.values())


# ── the whole space ──────────────────────────────────────────────────────────


@pytest.mark.later
def test_there_are_7311360_decisions_and_984400_of_them_permit(answers):
    assert len(answers) == 17 * 15 == 255
    assert sum(map(len, answers.values())) == 7_311_360 == DECISIONS
    assert count_permits(answers) == 984_400 == PERMITTED_DECISIONS


def test_every_decision_is_the_one_written_by_hand(answers):
    for relation, info_class in PAIRS:
        assert answers[relation, info_class] == by_hand(relation, info_class), f"{info_class} × {relation}"


def test_the_case_classes_are_these_eleven():
    assert CASE_CLASSES == CASE and len(CASE) == 11


# ── properties ───────────────────────────────────────────────────────────────

IDENTIFYING = ("IDENT", "HH", "ASSESS", "SENS")
OWNERS = ("OWN", "OWN_SUP")
OTHERS = [relation for relation in Relation if relation not in OWNERS]


@holds("P1")
def test_p1_an_inactive_account_reads_nothing(answers):
    assert all(p.active for _, _, p, _ in permitted(answers))


@holds("P2")
def test_p2_nobody_reads_about_a_case_without_an_oath(answers):
    assert all(p.oath for _, _, p, _ in permitted(answers, classes=CASE))


@pytest.mark.parametrize("relation", ["EVAL", "ADM", "AUD", "NONE", "PAST"])
@holds("P3")
def test_p3_administering_auditing_evaluating_or_having_been_there_opens_no_case(answers, relation):
    assert list(permitted(answers, [relation], CASE)) == []


@holds("P4")
def test_p4_a_protected_address_is_seen_only_by_those_on_its_list(answers):
    assert all(p.listed and relation in OWNERS for relation, _, p, _ in permitted(answers, classes=["LOC"]))


@holds("P5")
def test_p5_survey_answers_are_seen_by_their_author_and_evaluators_see_aggregates(answers):
    for relation, _, p, view in permitted(answers, classes=["WELL"]):
        assert view == AGGREGATE if relation == "EVAL" else p.self and view == OWN_ENTRY


@holds("P6")
def test_p6_sensitive_information_needs_named_consent_or_noted_necessity_or_an_emergency(answers):
    for _, _, p, _ in permitted(answers, OTHERS, ["SENS"]):
        assert (p.consent and p.sens_scope) or (p.disclosed and p.necessity) or p.break_glass


@holds("P7")
def test_p7_an_invitee_reads_identities_only_while_the_materials_are_open(answers):
    assert all(p.phase in OPEN for _, _, p, _ in permitted(answers, ["PART"], IDENTIFYING))


@holds("P8")
def test_p8_the_plan_needs_consent_for_all_but_the_owner(answers):
    assert all(p.consent for _, _, p, _ in permitted(answers, OTHERS, ["PLAN"]))


@holds("P9")
def test_p9_partners_read_identities_by_consent_disclosure_or_emergency(answers):
    for _, _, p, _ in permitted(answers, ["COOP", "STN", "SEC"], ["IDENT", "HH", "ASSESS"]):
        assert p.consent or p.disclosed or p.break_glass


@pytest.mark.parametrize("relation", ["COOP_REQ", "STN_PRE"])
@holds("P10")
def test_p10_who_has_not_accepted_yet_never_learns_who_it_is(answers, relation):
    assert list(permitted(answers, [relation], IDENTIFYING)) == []


@holds("P11")
def test_p11_small_numbers_are_never_shown(answers):
    assert not any(p.small_n for _, _, p, _ in permitted(answers, classes=["STAT"]))
    assert not any(p.small_n for _, _, p, _ in permitted(answers, ["EVAL"], ["WELL"]))


@holds("P12")
def test_p12_after_closing_participants_see_decisions_only(answers):
    for _, _, p, view in permitted(answers, ["PART", "COOP"], ["MREC"]):
        assert p.phase != "closed" or view == DECISIONS_ONLY


def bits(views: bytes) -> int:
    """One byte a point, 1 for a permit, so that a whole cell is compared in one step."""
    return int.from_bytes(bytes(map(bool, views)), "big")


@pytest.mark.parametrize("flag", FLAGS)
def test_no_fact_but_a_small_number_ever_closes_what_was_open(answers, flag):
    """Consent first of all: giving it never takes anything away."""
    without = bits(bytes(not getattr(point, flag) for point in POINTS))
    step = 8 << (len(FLAGS) - 1 - FLAGS.index(flag))
    for pair, views in answers.items():
        permits = bits(views)
        before, after = permits & without, (permits << step) & without
        lost, gained = before & ~after, after & ~before
        assert not (gained if flag == "small_n" else lost), pair


def test_closing_a_meeting_after_its_grace_never_opens_anything(answers):
    grace, closed = (
        slice(PHASES.index(phase) * 4096, (PHASES.index(phase) + 1) * 4096) for phase in ("grace", "closed")
    )
    for pair, views in answers.items():
        assert not bits(views[closed]) & ~bits(views[grace]), pair


def test_break_glass_opens_neither_the_plan_nor_the_address_nor_internal_notes(answers):
    step = 1 << (len(FLAGS) - 1 - FLAGS.index("break_glass"))
    for relation, info_class in product(Relation, ["PLAN", "LOC", "INTL"]):
        views = answers[relation, info_class]
        for number, point in enumerate(POINTS):
            assert point.break_glass or views[number] == views[number + step]


# ── the checks above can fail ────────────────────────────────────────────────

P3 = test_p3_administering_auditing_evaluating_or_having_been_there_opens_no_case
P10 = test_p10_who_has_not_accepted_yet_never_learns_who_it_is
CODES = sorted({cell.text for cell in MATRIX.values()} | set(Code) - {Code.EMERGENCY})


@cache
def answers_with(relation: Relation, text: str, is_about_a_case: bool) -> bytes:
    ruling = ruling_of(relation, Information.IDENT if is_about_a_case else Information.MTG, Cell.read(text))
    return bytes([RANK[ruling.on(now).view] for now in CIRCUMSTANCES])


@pytest.mark.later
def test_no_cell_can_be_given_another_code_unnoticed(answers):
    """Every cell × every other code. The total alone would not do: C, O, L, P, SELF and A weigh the same."""
    changed = same_total = 0
    for relation, info_class in PAIRS:
        for text in CODES:
            if text == MATRIX[info_class, relation].text:
                continue
            mutant = answers_with(relation, text, info_class in CASE)
            assert mutant != answers[relation, info_class], f"{info_class} × {relation}: {text}"
            changed += 1
            same_total += mutant.count(0) == answers[relation, info_class].count(0)
    assert changed == 255 * (len(CODES) - 1)
    assert 0 < same_total < changed / 10


@pytest.mark.parametrize(
    ("check", "relation", "info_class", "text"),
    [
        (test_p4_a_protected_address_is_seen_only_by_those_on_its_list, "OWN", "LOC", "Y"),
        (test_p4_a_protected_address_is_seen_only_by_those_on_its_list, "SEC", "LOC", "L"),
        (test_p5_survey_answers_are_seen_by_their_author_and_evaluators_see_aggregates, "OWN_SUP", "WELL", "O"),
        (test_p5_survey_answers_are_seen_by_their_author_and_evaluators_see_aggregates, "EVAL", "WELL", "Y"),
        (test_p6_sensitive_information_needs_named_consent_or_noted_necessity_or_an_emergency, "COOP", "SENS", "C∨M+·E"),
        (test_p6_sensitive_information_needs_named_consent_or_noted_necessity_or_an_emergency, "STN", "SENS", "C+∨M·E"),
        (test_p7_an_invitee_reads_identities_only_while_the_materials_are_open, "PART", "IDENT", "F"),
        (test_p8_the_plan_needs_consent_for_all_but_the_owner, "COOP", "PLAN", "C∨M"),
        (test_p9_partners_read_identities_by_consent_disclosure_or_emergency, "SEC", "HH", "Y"),
        (partial(P3, relation="PAST"), "PAST", "IDENT", "F"),
        (partial(P3, relation="AUD"), "AUD", "MREC", "Y"),
        (partial(P10, relation="COOP_REQ"), "COOP_REQ", "HH", "C∨M·E"),
        (partial(P10, relation="STN_PRE"), "STN_PRE", "IDENT", "C∨M·E"),
        (test_p7_an_invitee_reads_identities_only_while_the_materials_are_open, "PART", "SENS", "C+∨M+·E"),
        (test_p11_small_numbers_are_never_shown, "EVAL", "WELL", "Y"),
        (test_p11_small_numbers_are_never_shown, "COM", "STAT", "Y"),
        (test_p12_after_closing_participants_see_decisions_only, "PART", "MREC", "Y"),
        (test_break_glass_opens_neither_the_plan_nor_the_address_nor_internal_notes, "STN", "PLAN", "C·E"),
    ],
)  # fmt: skip
@breaks("P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12")
def test_each_property_notices_a_cell_that_breaks_it(answers, check, relation, info_class, text):
    broken = answers_with(Relation[relation], text, is_about_a_case=info_class in CASE)
    with pytest.raises(AssertionError):
        check({**answers, (relation, info_class): broken})


READING = {"active": True, "oath": True, "disclosed": True, "attendee": True}


@pytest.mark.parametrize(
    ("check", "where"),
    [
        (test_p1_an_inactive_account_reads_nothing, {"active": False}),
        (test_p2_nobody_reads_about_a_case_without_an_oath, {"active": True, "oath": False}),
        (
            partial(test_no_fact_but_a_small_number_ever_closes_what_was_open, flag="consent"),
            READING | {"consent": True, "phase": "held"},
        ),
        (
            test_closing_a_meeting_after_its_grace_never_opens_anything,
            READING | {"disclosed": False, "consent": False, "break_glass": False, "phase": "closed"},
        ),
    ],
    ids=["P1", "P2", "consent", "closing"],
)
@breaks("P1", "P2")
def test_one_decision_of_the_seven_million_turned_over_is_noticed(answers, check, where):
    pair = ("COOP", "IDENT")
    with pytest.raises(AssertionError):
        check({**answers, pair: turned(answers[pair], where)})


def turned(views: bytes, where: dict[str, object]) -> bytes:
    """The same answers with the first point that fits turned from a permit to a refusal, or back."""
    number = next(n for n, point in enumerate(POINTS) if where.items() <= point._asdict().items())
    return views[:number] + bytes([not views[number]]) + views[number + 1 :]
