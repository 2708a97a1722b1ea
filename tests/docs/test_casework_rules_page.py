"""決まりと試験の頁: the committed page is the one the tests write, and a claim must name a rule that exists."""

from pathlib import Path

import pytest

from tests.casework_rules import RULES, SECTIONS
from tests.rooms import test_collaboration_walk, test_meetings_walk
from tests.rules_held import KNOWN, claims_in, holds, rules_held, rules_page, sharing_page
from tests.sharing_rules import SHARING_RULES

PAGE = Path(__file__).parents[2] / "docs/reference/casework-rules.md"
SHARING_PAGE = PAGE.with_name("sharing-rules.md")


def test_the_committed_page_is_what_the_tests_say():
    """After a change: python -m tests.rules_held docs/reference/casework-rules.md."""
    assert PAGE.read_text(encoding="utf-8") == rules_page(rules_held())


def test_every_claim_names_a_rule():
    assert (rules_held().keys() | rules_held(claim="breaks").keys()) - KNOWN.keys() == set()


def test_every_rule_of_sharing_is_held_by_a_test_and_broken_on_purpose_in_one():
    """P1 to P12 and I1 to I12. After a change: python -m tests.rules_held docs/reference/sharing-rules.md."""
    held, broken = rules_held(), rules_held(claim="breaks")
    assert SHARING_PAGE.read_text(encoding="utf-8") == sharing_page(held, broken)
    assert len(SHARING_RULES) == 24
    assert [rule for rule in SHARING_RULES if not (held.get(rule) and broken.get(rule))] == []


@pytest.mark.parametrize("walk", [test_collaboration_walk, test_meetings_walk])
def test_what_a_walk_says_it_breaks_is_what_it_breaks(walk):
    """The claim stands above the test, and the table of what is broken below it."""
    claimed = dict(claims_in(Path(walk.__file__).read_text(encoding="utf-8"), "breaks"))
    table = {name for name, test in claimed.items() if test == "test_each_invariant_broken_on_purpose_is_noticed"}
    assert {name.split()[0] for name in walk.BREAKS} == table


def test_no_rule_stands_in_two_sections():
    assert len(RULES) == sum(map(len, SECTIONS.values()))


def test_an_unknown_rule_is_refused_where_it_is_claimed():
    with pytest.raises(LookupError, match="V99"):
        holds("V33", "V99")


def test_a_claim_is_found_beside_other_decorators():
    source = '@parametrize("x", [1])\n@holds("V6", "10b")\ndef test_one(x): pass\n\ndef test_two(): pass\n'
    assert list(claims_in(source)) == [("V6", "test_one"), ("10b", "test_one")]


def test_a_rule_without_a_test_says_so():
    page = rules_page({"V6": ["rooms/test_a.py::test_it_ends", "rooms/test_a.py::test_it_begins"]})
    assert "| V33 | ありそうにない値は、止めずに確かめる | まだない |" in page
    assert "| `rooms/test_a.py`: it ends; it begins |" in page
