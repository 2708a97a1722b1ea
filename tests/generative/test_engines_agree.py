"""思いがけない問い: engines are compared on questions that nobody thought of, and the comparison itself is tested."""

from hypothesis import HealthCheck, given, settings

from tests.engines import ENGINES
from tests.generative.questions import SCHEMA, facts, questions

ALL = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)


def tables(rows):
    return {records.name: (records.table, rows[records.name]) for records in SCHEMA}


def disagreement(rows, question, engines=ENGINES):
    """What each engine counted, where they did not count the same."""
    counted = {name: run(tables(rows), question).tallies.counts for name, run in engines.items()}
    told = list(counted.values())
    return None if all(one == told[0] for one in told) else counted


@settings(ALL, max_examples=60)
@given(rows=facts, question=questions())
def test_every_engine_gives_the_same_answer(rows, question):
    assert disagreement(rows, question) is None
