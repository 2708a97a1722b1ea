"""問い合わせの大きさ: looks into other records add up in the query; they do not multiply."""

from datetime import date

import pytest

from takigi.engines.questions import question
from takigi.engines.relational.engine import written
from takigi.indicators.language import Records, any_of, count, first_of, rows
from takigi.indicators.periods import fiscal_years
from tests.spec.conftest import indicator

certs = Records("certs", {"cert_id": int, "person_id": int, "decided_on": date})
visits = Records("visits", {"visit_id": int, "person_id": int, "visited_on": date, "minutes": int})
theirs = visits.same_person_as(certs)


def visited(days):
    """A look of its own for each number of days."""
    return any_of(theirs, where=visits["visited_on"].within_days(days, after=certs["decided_on"]))


def long_visit(days):
    soon = visits["visited_on"].within_days(days, after=certs["decided_on"])
    return first_of(theirs, visits["minutes"], by=visits["visited_on"], where=soon).at_least(60)


def size(look, looks: int) -> int:
    """How long the queries of a question with so many looks are."""
    condition = look(1)
    for days in range(2, looks + 1):
        condition = condition | look(days)
    one = indicator(count(rows(certs, dated="decided_on"), where=condition))
    asked = question([one], periods=fiscal_years(2026), as_of=date(2027, 3, 31))
    return sum(len(query.sql) for query in written(asked, "duckdb"))


@pytest.mark.later
@pytest.mark.parametrize("look", [visited, long_visit])
def test_twice_as_many_looks_make_a_query_at_most_four_times_as_long(look):
    """Each carries the columns of those before it, so it is more than twice; each more look once doubled the whole."""
    assert size(look, 16) < 4 * size(look, 8) < 16 * size(look, 4)
