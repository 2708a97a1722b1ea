"""区分の言葉: every code that the catalogue asks for is a word of the room that writes it, so that a renaming empties no number."""

from enum import StrEnum

import pytest

from takigi.access.legal_bases import LegalBasis
from takigi.casework.rules.goals import GoalField
from takigi.casework.rules.intake import Speaker
from takigi.casework.rules.ownership import OwnershipChange
from takigi.casework.rules.states import CaseState, Route
from takigi.casework.rules.visit_words import Reaction
from takigi.collaboration.rules import help_requests
from takigi.collaboration.rules.issue_codes import ISSUES
from takigi.collaboration.rules.leads import KnownAs
from takigi.collaboration.rules.words import Mode, RoleKind
from takigi.indicators.catalogue import ALL_TABLES, BY_TOWN, all_indicators
from takigi.indicators.catalogue.bodies import LIMITS
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.indicators.catalogue.town import TownWays
from takigi.indicators.drawings import UNDRAWN
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Column, First, Kind, Last, LookedUp, OneOf, Related, Rows, Same, Value, walk
from takigi.instruments.changes import ChangeKind
from takigi.instruments.meaningful_changes import MEANINGFUL_CHANGES, Strength
from takigi.instruments.physical_tests import PhysicalTest, Side
from takigi.instruments.scores import Verdict
from takigi.instruments.timepoints import Timepoint
from takigi.kernel.codes import APPLICATION_TYPE, CARE_LEVEL, REASON, SEX
from takigi.meetings.rules.promises import DeclineReason
from takigi.meetings.rules.words import AskType, Capacity, MeetingKind
from takigi.organisations.rules import Field
from takigi.programmes.rules.words import EndReason, ProgrammeKind
from takigi.resources.rules.requests import Outcome, RequestSource
from takigi.resources.rules.words import ResourceKind
from takigi.surveys.rules import SHIPPED


def words(of: type[StrEnum]) -> frozenset[str]:
    return frozenset(one.value for one in of)


def codes(of) -> frozenset[str]:
    return frozenset(one.value for one in of.codes)


# What may stand in a column, as the room that writes it says.
WORDS = {
    ("persons", "sex"): codes(SEX),
    ("certifications", "application_type"): codes(APPLICATION_TYPE),
    ("certifications", "level_code"): codes(CARE_LEVEL),
    ("certifications", "reason_code"): codes(REASON),
    ("certifications", "cause_code"): codes(REASON),
    ("cases", "route"): words(Route),
    ("cases", "reason_code"): codes(REASON),
    ("cases", "cause_code"): codes(REASON),
    ("cases", "state"): words(CaseState),
    ("moves", "to_state"): words(CaseState),
    ("visits", "reaction"): words(Reaction),
    ("goals", "field"): words(GoalField),
    ("ratings", "timepoint"): words(Timepoint),
    ("episodes", "kind"): words(ProgrammeKind),
    ("episodes", "end_reason"): words(EndReason),
    ("changes", "test"): words(PhysicalTest),
    ("changes", "side"): words(Side),
    ("changes", "kind"): words(ChangeKind),
    ("checklists", "verdict"): words(Verdict),
    ("consultations", "route"): words(Route),
    ("consultations", "speaker"): words(Speaker),
    ("shared_cases", "route"): words(Route),
    ("owners", "change_type"): words(OwnershipChange),
    ("involvements", "mode"): words(Mode),
    ("roles", "role"): words(RoleKind),
    ("roles", "decline_reason"): words(DeclineReason),
    ("help_requests", "ask_type"): words(help_requests.AskType) | {"several"},
    ("agenda_items", "legal_basis"): words(LegalBasis),
    ("agenda_items", "ask_type"): words(AskType),
    ("episode_issues", "issue"): codes(ISSUES),
    ("leads", "identity_state"): words(KnownAs),
    ("meetings", "kind"): words(MeetingKind),
    ("meetings", "legal_basis"): words(LegalBasis),
    ("attendances", "meeting_kind"): words(MeetingKind),
    ("attendances", "capacity"): words(Capacity),
    ("attended_fields", "field"): words(Field),
    ("supporters", "field"): words(Field),
    ("target_fields", "field"): words(Field),
    ("network_months", "of"): frozenset({"persons", "agencies"}),
    ("network_fields", "field"): words(Field),
    ("faults", "kind"): frozenset({"no_basis", "no_oath", "no_reason", "not_returned"}),
    ("gaps", "source"): frozenset({"declined_role", "agenda_item"}),
    ("gaps", "theme"): words(DeclineReason) | codes(ISSUES),
    ("understandings", "field"): words(Field),
    ("pulses", "field"): words(Field),
    ("waves", "instrument"): frozenset({*SHIPPED, "registered"}),
    ("match_requests", "source"): words(RequestSource),
    ("match_requests", "outcome"): words(Outcome),
    ("unmet_needs", "kind"): words(ResourceKind),
}


def roots(edition):
    """Every tree of an edition."""
    yield from (part for part in (edition.numerator, edition.denominator) if hasattr(part, "rows"))
    yield from (one.when.node for one in edition.leaves_out)
    if edition.waits_until is not None:
        yield edition.waits_until.node


def every_tree():
    for one in all_indicators():
        for edition in one.editions:
            yield from roots(edition)
    for of in BY_TOWN.values():
        yield from roots(of(TownWays(visit_counts_from="application")))
    for breakdown in ALL:
        yield from (expression for _, expression in breakdown.of)


def column_of(node):
    """The column whose value a node gives."""
    while isinstance(node, First | Last | LookedUp):
        node = node.value
    return node if isinstance(node, Column) else None


def asked_for():
    """(table, column, code) wherever the catalogue compares a column with a code."""
    table_of = {}
    nodes = [node for tree in every_tree() for node in walk(tree)]
    for node in nodes:
        if isinstance(node, Rows | Related):
            table_of[node.source] = node.table
    for node in nodes:
        pairs = []
        if isinstance(node, Same):
            pairs = [(node.left, node.right), (node.right, node.left)]
        elif isinstance(node, OneOf):
            pairs = [(node.of, one) for one in node.among]
        for said, value in pairs:
            column = column_of(said)
            if column is not None and column.kind is Kind.CODE and isinstance(value, Value):
                yield table_of[column.source], column.name, value.value


def test_every_code_that_is_asked_for_is_a_word_of_its_room():
    found = set(asked_for())
    assert len(found) > 20
    assert [one for one in sorted(found) if one[2] not in WORDS[one[:2]]] == []


@pytest.mark.parametrize(("table", "column"), WORDS)
def test_every_code_drawn_in_an_example_is_a_word_of_its_room(table, column):
    drawn = {
        row[column]
        for one in all_indicators()
        for example in one.examples
        for drawing in example.rows
        if drawing.table.name == table
        for row in drawing.rows
        if not isinstance(row[column], MissingKind)
    }
    assert drawn - {UNDRAWN[Kind.CODE]} <= WORDS[table, column]


def test_every_column_of_codes_has_its_room():
    columns = {
        (one.name, name) for one in ALL_TABLES for name, told in one.table.columns.items() if told.kind is Kind.CODE
    }
    assert columns == set(WORDS)


def test_the_limits_of_the_body_are_those_of_the_instruments():
    clinical = {one.test.value: one.amount for one in MEANINGFUL_CHANGES if one.strength is Strength.CLINICAL}
    assert clinical == LIMITS
