"""数え直し: one changed person is taken out of the counts and put back in; nobody else is counted again."""

from __future__ import annotations

from dataclasses import replace

from takigi.engines.reference.engine import tally
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.tallies import Results


def refreshed(results: Results, *, before: FactRows, after: FactRows) -> Results:
    """The answers after a change, exactly as a full run would give them.

    `before` and `after` hold every fact row of whoever changed (a person, or several), and no one else's. Each number
    is a sum over persons, so the old contribution is subtracted and the new one added.
    """
    question = results.question
    counts = results.tallies - tally(question, before) + tally(question, after)
    return replace(results, tallies=counts)
