"""閲覧の判断: what the grid refuses to be, what is said to people, and whether the checks notice a wrong evaluator."""

import inspect
from itertools import combinations
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.access import decide as room
from takigi.access.decide import (
    REFUSED_AS_INACTIVE,
    REFUSED_WITHOUT_OATH,
    RULINGS,
    Circumstances,
    MeetingPhase,
    RefusedBy,
    decide,
    decide_any,
    permits,
)
from takigi.access.information import CASE_CLASSES, Information
from takigi.access.matrix import GRID, MATRIX, BrokenGrid, Cell, Code, View, read_grid
from takigi.access.relations import Relation
from tests.permissions.access_truths import CIRCUMSTANCES, PAIRS, RANK, by_hand

READY = Circumstances(is_active=True, has_oath=True)


# ── the checks can fail: the evaluator ───────────────────────────────────────

DISCLOSED = "now.is_disclosed and now.is_attendee and now.phase in READING_PHASES,"
NECESSARY = "now.is_disclosed and now.has_necessity_note and now.is_attendee and now.phase in READING_PHASES"
EARLY = "Code.DISCLOSED: lambda now: now.is_disclosed and now.phase in EARLY_PHASES"
EARLY_NECESSARY = "now.is_disclosed and now.has_necessity_note and now.phase in EARLY_PHASES"
READING = "READING_PHASES = frozenset({MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD, MeetingPhase.GRACE})"
FOLLOWING = "FOLLOWING_PHASES = frozenset({MeetingPhase.HELD, MeetingPhase.GRACE, MeetingPhase.CLOSED})"
MUTANTS = [
    ("if not now.is_active:", "if False:"),
    ("if self.is_about_a_case and not now.has_oath:", "if False:"),
    ("if self.is_about_a_case and not now.has_oath:", "if not now.has_oath:"),
    ("if self.is_about_a_case and not now.has_oath:", "if not (now.has_oath or now.has_emergency_access):"),
    ("if self.is_about_a_case and not now.has_oath:", "if self.is_about_a_case and not (now.has_oath or now.has_consent):"),
    ("in self.ways:", "in reversed(self.ways):"),
    ("in self.ways:", "in self.ways[:1]:"),
    ("info_class in CASE_CLASSES", "info_class in CASE_CLASSES - {Information.LEAD}"),
    ("Code.ALWAYS: lambda _: True", "Code.ALWAYS: lambda now: now.is_own_agency"),
    ("Code.CONSENT: lambda now: now.has_consent", "Code.CONSENT: lambda now: now.has_sensitive_scope"),
    ("now.has_consent and now.has_sensitive_scope", "now.has_consent"),
    ("now.has_consent and now.has_sensitive_scope", "now.has_sensitive_scope"),
    ("now.has_consent and now.has_sensitive_scope", "now.has_consent or now.has_sensitive_scope"),
    (DISCLOSED, "now.is_attendee and now.phase in READING_PHASES,"),
    (DISCLOSED, "now.is_disclosed and now.phase in READING_PHASES,"),
    (DISCLOSED, "now.is_disclosed and now.is_attendee,"),
    (NECESSARY, "now.is_disclosed and now.is_attendee and now.phase in READING_PHASES"),
    (NECESSARY, "now.has_necessity_note and now.is_attendee and now.phase in READING_PHASES"),
    (NECESSARY, "now.is_disclosed and now.has_necessity_note and now.phase in READING_PHASES"),
    (NECESSARY, "now.is_disclosed and now.has_necessity_note and now.is_attendee"),
    (EARLY, "Code.DISCLOSED: lambda now: now.is_disclosed and now.is_attendee and now.phase in EARLY_PHASES"),
    (EARLY, "Code.DISCLOSED: lambda now: now.phase in EARLY_PHASES"),
    (EARLY, "Code.DISCLOSED: lambda now: now.is_disclosed and now.phase in READING_PHASES"),
    (EARLY_NECESSARY, "now.is_disclosed and now.phase in EARLY_PHASES"),
    (EARLY_NECESSARY, "now.has_necessity_note and now.phase in EARLY_PHASES"),
    (EARLY_NECESSARY, "now.is_disclosed and now.has_necessity_note and now.phase in READING_PHASES"),
    (READING, READING.replace("MeetingPhase.GRACE", "MeetingPhase.GRACE, MeetingPhase.CLOSED")),
    (READING, READING.replace("MeetingPhase.MATERIALS_OPEN", "MeetingPhase.MATERIALS_OPEN, MeetingPhase.DRAFT")),
    (READING, READING.replace("MeetingPhase.MATERIALS_OPEN, ", "")),
    (READING, READING.replace("MeetingPhase.HELD, ", "")),
    ("READING_PHASES | {MeetingPhase.ACCEPTED}", "READING_PHASES | {MeetingPhase.ACCEPTED, MeetingPhase.CANCELLED}"),
    (FOLLOWING, FOLLOWING.replace("MeetingPhase.CLOSED", "MeetingPhase.CANCELLED")),
    (FOLLOWING, FOLLOWING.replace("MeetingPhase.HELD", "MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD")),
    ("now.is_attendee and now.phase in FOLLOWING_PHASES", "now.phase in FOLLOWING_PHASES"),
    ("now.is_attendee and now.phase in FOLLOWING_PHASES", "now.is_attendee"),
    ("PREPARING = frozenset({Relation.STN, Relation.SEC})", "PREPARING = frozenset({Relation.SEC})"),
    ("PREPARING = frozenset({Relation.STN, Relation.SEC})", "PREPARING = frozenset({Relation.STN, Relation.SEC, Relation.COOP})"),
    ("Code.OWN_AGENCY: lambda now: now.is_own_agency", "Code.OWN_AGENCY: lambda now: now.is_own_entry"),
    ("Code.LISTED: lambda now: now.is_listed", "Code.LISTED: lambda _: True"),
    ("Code.LISTED: lambda now: now.is_listed", "Code.LISTED: lambda now: now.has_emergency_access"),
    ("Code.INVITED: lambda now: now.is_attendee", "Code.INVITED: lambda now: now.is_own_entry"),
    ("Code.OWN_ENTRY: lambda now: now.is_own_entry", "Code.OWN_ENTRY: lambda now: now.is_own_agency"),
    ("not now.is_small_number", "now.is_small_number"),
    ("Code.EMERGENCY: lambda now: now.has_emergency_access", "Code.EMERGENCY: lambda _: False"),
]  # fmt: skip

# One pair for every code in every setting that treats it differently. LEAD besides, the last of the case classes.
TELLING = {
    (cell.text, relation if relation in room.PREPARING else "", info_class in CASE_CLASSES): (relation, info_class)
    for (info_class, relation), cell in MATRIX.items()
} | {("LEAD",): (Relation.OWN, Information.LEAD)}


def disagrees(evaluator: ModuleType) -> bool:
    return any(
        evaluator.RULINGS[relation, info_class].on(now).view != list(RANK)[view]
        for relation, info_class in TELLING.values()
        for now, view in zip(CIRCUMSTANCES, by_hand(relation, info_class), strict=True)
    )


def evaluator_with(old: str, new: str) -> ModuleType:
    source = inspect.getsource(room)
    assert source.count(old) == 1, f"{old} が{source.count(old)}か所にあります"
    mutant = ModuleType("mutant")
    exec(compile(source.replace(old, new), "mutant", "exec"), mutant.__dict__)  # noqa: S102  # our own source with one change
    return mutant


@pytest.mark.later
def test_the_evaluator_agrees_with_what_was_written_by_hand():
    assert not disagrees(room)


@pytest.mark.parametrize(("old", "new"), MUTANTS)
def test_a_wrong_evaluator_is_noticed(old, new):
    assert disagrees(evaluator_with(old, new))


# ── the grid refuses nonsense ────────────────────────────────────────────────

ROWS = GRID.strip().splitlines()


def grid_with(number: int, *lines: str) -> str:
    return "\n".join([*ROWS[:number], *lines, *ROWS[number + 1 :]])


def replaced(row: int, old: str, new: str) -> str:
    assert old in ROWS[row]
    return grid_with(row, ROWS[row].replace(old, new, 1))


@pytest.mark.parametrize(
    "broken",
    [
        grid_with(2),  # a row is missing
        grid_with(2, ROWS[2], ROWS[2]),  # a row stands twice
        "\n".join([*ROWS[:-2], ROWS[-1], ROWS[-2]]),  # rows out of order
        replaced(0, "OWN_SUP", "OWN_SUB"),  # an unknown relation
        replaced(0, "PART COM", "COM PART"),  # columns out of order
        replaced(1, "DIR", "DIRX"),  # an unknown class
        grid_with(1, ROWS[1] + " Y"),  # a cell too many
        grid_with(1, ROWS[1].rstrip(" Y")),  # cells missing
        replaced(1, " Y ", " X "),  # an unknown code
        replaced(1, " Y ", " E "),  # an emergency is only ever an addition
        replaced(1, " Y ", " Y∨- "),  # open and closed at once
        replaced(8, " L ", " L·E "),  # the protected address in an emergency
        replaced(11, " C ", " C·E "),  # the plan in an emergency
        replaced(9, " O ", " O·E "),  # internal notes in an emergency
        replaced(4, " -·E ", " - "),  # an emergency that the rule promises and the grid forgets
        replaced(4, " Y ", " Y·E "),  # an owner needs no emergency
    ],
)
def test_a_broken_grid_stops_the_start_with_a_sentence(broken):
    with pytest.raises(BrokenGrid, match="判定表"):
        read_grid(broken)


def test_the_grid_as_written_is_read_whole():
    assert read_grid(GRID) == MATRIX and len(MATRIX) == 255


def test_whatever_of_two_codes_suffices_is_tried_after_the_emergency():
    assert Cell.read("C+∨M+·E").ways == (Code.EMERGENCY, Code.SENSITIVE_CONSENT, Code.DISCLOSED_AS_NECESSARY)
    assert Cell.read("M>F").ways == (Code.DISCLOSED, Code.ATTENDED)
    assert Cell.read("-").ways == ()


# ── what is said ─────────────────────────────────────────────────────────────


def test_facts_nobody_stated_open_nothing_but_the_directory_to_an_active_account():
    for relation, info_class in PAIRS:
        assert decide(relation, info_class, Circumstances()) is REFUSED_AS_INACTIVE
    for relation in (Relation.NONE, Relation.ADM, Relation.EVAL, Relation.PAST):
        opened = {it for it in Information if decide(relation, it, READY).permitted}
        assert opened == {Information.DIR}


def test_the_ground_of_a_partner_names_the_role_and_the_consent():
    consented = Circumstances(is_active=True, has_oath=True, has_consent=True)
    decision = decide(Relation.COOP, Information.IDENT, consented)
    assert decision.because == "このケースで役割を引き受けているため（本人の同意の範囲にある情報です）"
    assert (decision.view, decision.code, decision.refused_by) == (View.FULL, Code.CONSENT, None)


def test_an_emergency_says_that_it_is_one():
    broken = Circumstances(is_active=True, has_oath=True, has_emergency_access=True)
    assert "緊急の閲覧中" in decide(Relation.OWN_PEER, Information.IDENT, broken).because
    assert decide(Relation.OWN_PEER, Information.PLAN, broken).refused_by is RefusedBy.CELL


def test_a_refusal_says_what_would_open_it():
    refused = decide(Relation.COOP, Information.SENS, READY)
    assert refused.refused_by is RefusedBy.CONDITION
    assert "明記" in refused.because and "必要性" in refused.because and "緊急の閲覧" in refused.because
    assert decide(Relation.ADM, Information.IDENT, READY).refused_by is RefusedBy.CELL


def test_every_answer_has_a_whole_sentence_and_shows_something_exactly_when_it_permits():
    decisions = [permit for ruling in RULINGS.values() for _, permit in ruling.ways]
    refusals = [ruling.otherwise for ruling in RULINGS.values()] + [REFUSED_AS_INACTIVE, REFUSED_WITHOUT_OATH]
    for it in decisions + refusals:
        assert it.permitted == (it.view is not View.NOTHING) == (it.refused_by is None) == (it.code is not None)
    assert all("ため" in it.because for it in decisions)
    assert all(it.because.endswith("。") for it in refusals)


# ── several relations ────────────────────────────────────────────────────────

anybody = st.sets(st.sampled_from(list(Relation)))
anything = st.sampled_from(list(Information))
any_time = st.sampled_from(CIRCUMSTANCES)


@given(relations=anybody, info_class=anything, now=any_time)
def test_several_relations_open_what_any_of_them_opens(relations, info_class, now):
    alone = [decide(relation, info_class, now) for relation in relations or {Relation.NONE}]
    together = decide_any(relations, info_class, now)
    assert together in alone
    assert together.permitted == any(it.permitted for it in alone)
    assert set(permits(relations, info_class, now)) == {it for it in alone if it.permitted}
    assert decide_any(sorted(relations, reverse=True), info_class, now) == together


@given(relations=anybody, info_class=anything, now=any_time)
def test_no_number_of_relations_overrides_a_deny_rule(relations, info_class, now):
    if not now.is_active:
        assert decide_any(relations, info_class, now) is REFUSED_AS_INACTIVE
    elif info_class in CASE_CLASSES and not now.has_oath:
        assert decide_any(relations, info_class, now) is REFUSED_WITHOUT_OATH


def test_the_widest_view_wins_and_an_emergency_is_named_last():
    closed = Circumstances(
        MeetingPhase.CLOSED, is_active=True, has_oath=True, is_attendee=True, has_emergency_access=True
    )
    assert decide_any([Relation.PART, Relation.STN], Information.MREC, closed).view is View.FULL
    assert decide_any([Relation.COOP, Relation.OWN], Information.IDENT, closed).relation is Relation.OWN
    assert decide_any([Relation.PAST, Relation.PART], Information.MREC, closed).view is View.DECISIONS_ONLY


def test_only_survey_answers_need_all_permits_because_two_views_there_do_not_contain_one_another():
    """An evaluator who also answered sees the own entry and the aggregate; elsewhere the widest view holds the rest."""
    within = {View.OWN_ENTRY: {View.DECISIONS_ONLY, View.FULL}, View.AGGREGATE: {View.FULL}}
    for info_class in Information:
        views = {code.view for relation in Relation for code in MATRIX[info_class, relation].ways}
        apart = {
            frozenset((one, other))
            for one, other in combinations(views - {View.FULL}, 2)
            if other not in within.get(one, set()) and one not in within.get(other, set())
        }
        assert bool(apart) == (info_class is Information.WELL)
