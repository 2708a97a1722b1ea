"""思いがけない問い: engines are compared on questions that nobody thought of, and the comparison itself is tested."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from takigi.engines.tallies import Tallies
from takigi.indicators import nodes
from takigi.indicators.nodes import Node, walk
from tests.engines import ENGINES, EVERYDAY, Engine
from tests.generative.questions import SCHEMA, facts, questions

# With its blob a failure can be met again on any machine, whatever became of the rest of the message.
ALL = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None, print_blob=True)


def tables(rows):
    return {records.name: (records.table, rows[records.name]) for records in SCHEMA}


def disagreement(rows, question, engines: Mapping[str, Engine]):
    """What each engine counted, where they did not count the same."""
    counted = {name: run(tables(rows), question).tallies for name, run in engines.items()}
    told = list(counted.values())
    return None if all(one == told[0] for one in told) else counted


def beside_the_judge(name: str) -> dict[str, Engine]:
    return {"reference": ENGINES["reference"], name: ENGINES[name]}


@pytest.mark.later
@settings(ALL, max_examples=15)
@given(rows=facts, question=questions())
def test_the_engine_that_comes_along_gives_the_judges_answer(rows, question):
    assert disagreement(rows, question, EVERYDAY) is None


@pytest.mark.postgres
@settings(ALL, max_examples=15)
@given(rows=facts, question=questions())
def test_postgresql_gives_the_judges_answer(rows, question):
    assert disagreement(rows, question, beside_the_judge("postgres")) is None


@pytest.mark.spark
@settings(ALL, max_examples=10)
@given(rows=facts, question=questions())
def test_spark_gives_the_judges_answer(rows, question):
    assert disagreement(rows, question, beside_the_judge("spark")) is None


@pytest.mark.later
def test_a_broken_engine_is_noticed():
    """One that loses the counts of a single place must not pass for one that counts."""

    def forgetful(given_tables, question):
        answers = ENGINES["reference"](given_tables, question)
        lost = next(iter(answers.tallies.places))
        kept = ({place: row for place, row in sheet.items() if place != lost} for sheet in answers.tallies.sheets)
        return replace(answers, tallies=Tallies(tuple(kept)))

    rows, question = find(
        st.tuples(facts, questions()),
        lambda it: bool(ENGINES["reference"](tables(it[0]), it[1]).tallies.places),
        settings=settings(ALL, derandomize=True, phases=(Phase.generate,)),
    )
    assert disagreement(rows, question, {"reference": ENGINES["reference"], "forgetful": forgetful}) is not None


@pytest.mark.later
def test_every_kind_of_node_is_asked_about():
    """A new node without a strategy would be a node no engine is ever compared on."""
    kinds = {kind for kind in vars(nodes).values() if isinstance(kind, type) and issubclass(kind, Node)}
    unseen = {kind for kind in kinds if not kind.__subclasses__()}

    def was_the_last(question):
        for indicator in question.indicators:
            for edition in indicator.editions:
                for measure in (edition.numerator, edition.denominator):
                    if isinstance(measure, Node):
                        unseen.difference_update(type(node) for node in walk(measure))
        return not unseen

    # No longer than it takes to have met every one of them.
    looking = settings(ALL, max_examples=400, derandomize=True, phases=(Phase.generate,))
    with suppress(NoSuchExample):
        find(questions(), was_the_last, settings=looking)
    assert unseen == set()
