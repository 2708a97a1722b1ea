"""思いがけない変更: whatever changes of one person, counting that person again gives what counting everybody gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.refreshing import refreshed
from tests.generative.questions import SCHEMA, facts, questions
from tests.generative.test_engines_agree import ALL

CHANGED = 1


def of_the_changed(rows, *, is_theirs):
    """The rows of the one who changes, or of all others."""
    return {name: [row for row in those if (row["person_id"] == CHANGED) is is_theirs] for name, those in rows.items()}


@st.composite
def changes(draw):
    """Everybody, the one before and the one after. Some rows stay, some go, some come, and some are told otherwise."""
    everybody, other_life = draw(facts), draw(facts)
    others, before = (of_the_changed(everybody, is_theirs=is_theirs) for is_theirs in (False, True))
    after = {}
    for records in SCHEMA:
        name, key = records.name, records.table.key
        kept = {row[key]: row for row in before[name] if draw(st.booleans())}
        taken = {row[key] for row in others[name]}
        new = [row for row in of_the_changed(other_life, is_theirs=True)[name] if row[key] not in taken]
        after[name] = list((kept | {row[key]: row for row in new if draw(st.booleans())}).values())
    return others, before, after


def together(one, other):
    return FactRows({name: [*one[name], *other[name]] for name in one})


@pytest.mark.later
@settings(ALL, max_examples=30)
@given(change=changes(), question=questions())
def test_a_person_counted_again_is_everybody_counted_again(change, question):
    others, before, after = change
    then = ReferenceEngine(together(others, before)).run(question)
    now = ReferenceEngine(together(others, after)).run(question)
    moved = refreshed(then, before=FactRows(before), after=FactRows(after))
    assert moved.tallies == now.tallies
