"""決まりと試験の頁: the committed page is the one the tests write, and a claim must name a rule that exists."""

from pathlib import Path

import pytest

from tests.casework_rules import RULES, SECTIONS
from tests.rules_held import claims_in, holds, rules_held, rules_page

PAGE = Path(__file__).parents[2] / "docs/reference/casework-rules.md"


def test_the_committed_page_is_what_the_tests_say():
    """After a change: python -m tests.rules_held docs/reference/casework-rules.md."""
    assert PAGE.read_text(encoding="utf-8") == rules_page(rules_held())


def test_every_claim_names_a_rule():
    assert rules_held().keys() - RULES.keys() == set()


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
