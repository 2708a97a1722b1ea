"""操作表: doing is decided apart from seeing, and where the two tables speak of the same thing they agree."""

import pytest

from takigi.access.information import Information
from takigi.access.matrix import EMERGENCY_RELATIONS, MATRIX
from takigi.access.relations import Relation
from takigi.access.write_matrix import RULES, Action, Requirement, is_open_to

R = Relation


def test_every_action_has_a_row_and_somebody_who_may_do_it():
    assert set(RULES) == set(Action)
    assert all(rule.open_to or rule.also for rule in RULES.values())


def test_every_requirement_is_asked_for_somewhere():
    assert {need for rule in RULES.values() for need in rule.requires} == set(Requirement)


# Written by hand, so that the table can be doubted.
@pytest.mark.parametrize(
    ("action", "relations"),
    [
        (Action.RECORD_CASE, {R.OWN, R.OWN_SUP}),
        (Action.CONSULT_STATION, {R.OWN, R.OWN_SUP}),
        (Action.REQUEST_MEETING, {R.OWN, R.OWN_SUP, R.STN, R.SEC}),
        (Action.CONVENE_MEETING, {R.SEC}),
        (Action.DISCLOSE, {R.OWN, R.COOP, R.SEC}),
        (Action.DRAFT_MINUTES, {R.STN, R.SEC}),
        (Action.CONFIRM_MINUTES, {R.OWN}),
        (Action.REQUEST_ROLE, {R.OWN, R.STN, R.SEC}),
        (Action.ANSWER_ROLE, {R.COOP_REQ}),
        (Action.CHANGE_OWNER_PERSON, {R.OWN_SUP}),
        (Action.PROPOSE_TRANSFER, {R.OWN, R.OWN_SUP}),
        (Action.ACCEPT_TRANSFER, set()),
        (Action.TRANSFER_TO_STATION, {R.SEC}),
        (Action.RECORD_CONSENT, {R.OWN, R.COOP, R.SEC}),
        (Action.WITHDRAW_CONSENT, set(Relation)),
        (Action.DECIDE_PLAN, set()),
        (Action.CLOSE_CASE, {R.OWN_SUP}),
        (Action.EXPORT, {R.OWN, R.OWN_SUP, R.SEC}),
        (Action.BREAK_GLASS, {R.OWN_PEER, R.COOP, R.STN, R.SEC}),
        (Action.KEEP_MEMBERS, {R.SEC}),
        (Action.READ_AUDIT, {R.AUD, R.OWN_SUP}),
        (Action.KEEP_ACCOUNTS, {R.ADM}),
        (Action.RUN_INDICATORS, set(Relation) - {R.PAST, R.ADM, R.NONE}),
    ],
)
def test_exactly_these_may_act(action, relations):
    assert set(RULES[action].open_to) == relations
    assert {relation for relation in Relation if is_open_to(action, [relation])} == relations
    assert is_open_to(action, [R.PAST, *relations]) == bool(relations)


def test_who_may_break_the_glass_is_whom_the_read_matrix_lets_in():
    assert set(RULES[Action.BREAK_GLASS].open_to) == EMERGENCY_RELATIONS


@pytest.mark.parametrize(
    ("action", "info_class"), [(Action.READ_AUDIT, Information.AUDT), (Action.RUN_INDICATORS, Information.STAT)]
)
def test_reading_actions_are_open_to_whom_the_read_matrix_shows_it(action, info_class):
    assert set(RULES[action].open_to) == {relation for relation in Relation if MATRIX[info_class, relation].ways}


def test_an_administrator_keeps_accounts_and_nothing_else():
    may = {action for action in Action if is_open_to(action, [R.ADM])}
    assert may == {Action.KEEP_ACCOUNTS, Action.WITHDRAW_CONSENT}


@pytest.mark.parametrize("action", [Action.DISCLOSE, Action.EXPORT])
def test_a_protected_address_never_leaves(action):
    assert Requirement.NEVER_PROTECTED_ADDRESS in RULES[action].requires
