"""ケースの状態: the table of moves, doubted by truths written by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.casework.rules.states import (
    FINAL,
    INTERRUPTIONS,
    MOVES,
    STAGE_OF,
    CaseRefused,
    CaseState,
    IllegalMove,
    MoveReason,
    check_move,
    check_reason,
    ways_from,
)
from tests.rules_held import holds

S = CaseState

# The chain of casework.md 1.4, copied by hand arrow by arrow.
CHAIN = [
    (S.INQUIRY, S.TRIAGED),
    (S.TRIAGED, S.KCL_DONE),
    (S.TRIAGED, S.CERTIFICATION_PENDING),
    (S.CERTIFICATION_PENDING, S.CERTIFIED),
    (S.CERTIFICATION_PENDING, S.NOT_ELIGIBLE),
    (S.KCL_DONE, S.VISIT_SCHEDULED),
    (S.CERTIFIED, S.VISIT_SCHEDULED),
    (S.NOT_ELIGIBLE, S.VISIT_SCHEDULED),
    (S.VISIT_SCHEDULED, S.ASSESSED),
    (S.ASSESSED, S.GOAL_PROPOSED),
    (S.GOAL_PROPOSED, S.GOAL_AGREED),
    (S.GOAL_PROPOSED, S.GOAL_DECLINED),
    (S.GOAL_AGREED, S.PLAN_ACTIVE),
    (S.GOAL_DECLINED, S.PLAN_ACTIVE),
    (S.PLAN_ACTIVE, S.SERVICE_ACTIVE),
    (S.SERVICE_ACTIVE, S.SUSPENDED),
    (S.SUSPENDED, S.SERVICE_ACTIVE),
    (S.SERVICE_ACTIVE, S.END_ASSESSED),
    (S.END_ASSESSED, S.GRADUATED),
    (S.END_ASSESSED, S.EXTENDED),
    (S.END_ASSESSED, S.TRANSFERRED_SERVICE),
    (S.END_ASSESSED, S.DISCONTINUED),
    (S.GRADUATED, S.FOLLOW_UP),
    (S.TRANSFERRED_SERVICE, S.FOLLOW_UP),
    (S.DISCONTINUED, S.FOLLOW_UP),
    (S.FOLLOW_UP, S.CLOSED),
    # what the chain leaves to be settled
    (S.EXTENDED, S.SERVICE_ACTIVE),
    (S.PLAN_ACTIVE, S.FOLLOW_UP),
    (S.PLAN_ACTIVE, S.CLOSED),
]
# What must never happen, whatever the table says.
NEVER = [
    (S.CLOSED, S.INQUIRY),
    (S.DECEASED, S.FOLLOW_UP),
    (S.INQUIRY, S.ASSESSED),
    (S.ASSESSED, S.GOAL_AGREED),
    (S.CERTIFIED, S.GRADUATED),
    (S.NOT_ELIGIBLE, S.GRADUATED),
    (S.PLAN_ACTIVE, S.GRADUATED),
    (S.SERVICE_ACTIVE, S.GRADUATED),
    (S.GRADUATED, S.SERVICE_ACTIVE),
    (S.KCL_DONE, S.CERTIFIED),
]


@pytest.mark.parametrize(("here", "there"), CHAIN)
@holds("1.4-moves")
def test_every_arrow_of_the_chain_can_be_gone(here, there):
    check_move(here, there)


@pytest.mark.parametrize(("here", "there"), NEVER)
@holds("1.4-moves")
def test_what_must_never_happen_is_refused(here, there):
    with pytest.raises(IllegalMove):
        check_move(here, there)


@holds("1.4-moves")
def test_whatever_the_table_does_not_have_is_refused():
    for here in CaseState:
        for there in set(CaseState) - MOVES[here]:
            with pytest.raises(IllegalMove):
                check_move(here, there)


@holds("1.4-extended")
def test_after_an_extension_the_short_term_service_goes_on():
    check_move(S.END_ASSESSED, S.EXTENDED)
    assert MOVES[S.EXTENDED] - INTERRUPTIONS == {S.SERVICE_ACTIVE, S.FOLLOW_UP}


@holds("1.4-declined")
def test_who_declines_the_goal_can_still_have_an_ordinary_plan():
    check_move(S.GOAL_DECLINED, S.PLAN_ACTIVE)


@holds("V24", "V21")
def test_death_moving_away_and_a_home_can_come_at_any_time_and_nothing_follows_an_end():
    for state in CaseState:
        if state in FINAL:
            assert ways_from(state) == frozenset()
        else:
            assert INTERRUPTIONS - {state} <= ways_from(state)


@holds("V11")
def test_becoming_not_eligible_is_nowhere_near_an_end():
    """非該当 alone is never a recovery (V11): from there the way leads to a visit like everybody's."""
    assert MOVES[S.NOT_ELIGIBLE] - INTERRUPTIONS == {S.VISIT_SCHEDULED, S.CLOSED}


@given(st.sampled_from([s for s in CaseState if s not in FINAL | {S.HOSPITALISED}]))
@holds("V26")
def test_whoever_comes_back_from_hospital_goes_on_where_they_were(before):
    check_move(S.HOSPITALISED, before, before=before)


def test_every_open_state_has_a_column_and_no_end_has_one():
    assert set(STAGE_OF) == set(CaseState) - FINAL


def test_every_state_can_be_reached_from_an_opening():
    reached, front = set(), {S.INQUIRY}
    while front:
        reached |= front
        front = {there for here in front for there in MOVES[here]} - reached
    assert reached == set(CaseState)


def test_a_refusal_names_the_ways_there_are():
    with pytest.raises(IllegalMove, match="「目標を提案」から「卒業」へは進めません（進める先: 目標に合意、"):
        check_move(S.GOAL_PROPOSED, S.GRADUATED)


@pytest.mark.parametrize("state", [S.CLOSED, S.DISCONTINUED, S.GOAL_DECLINED])
def test_an_end_without_a_reason_is_refused(state):
    with pytest.raises(CaseRefused, match="理由"):
        check_reason(state, MoveReason.USUAL, " ")
    check_reason(state, MoveReason.PERSON, "")
    with pytest.raises(CaseRefused, match="その他"):
        check_reason(state, MoveReason.OTHER, "")
