"""指標の目録: every example on its card comes true on every engine, and every indicator can be split in every standard way."""

import re
from datetime import date
from fractions import Fraction

import pytest

from takigi.engines.questions import question
from takigi.indicators.breakdowns import possible_for
from takigi.indicators.catalogue import (
    ALL_TABLES,
    UnknownIndicator,
    all_indicators,
    indicator,
    is_of_working_together,
    residents,
    themes,
)
from takigi.indicators.catalogue.breakdowns import AGE, ALL, AREA, FIELD, SEX, STANDARD
from takigi.indicators.catalogue.facts import cases, certifications, persons
from takigi.indicators.catalogue.not_counted import NOT_COUNTED
from takigi.indicators.catalogue.traces import TRACES
from takigi.indicators.definition import CountItself
from takigi.indicators.drawings import drawn
from takigi.indicators.periods import fiscal_years
from tests.engines import ENGINES, EVERYDAY, ON_EVERY_ENGINE, tables_for

EXAMPLES = [
    pytest.param(one, example, id=f"{one.key}-{number}")
    for one in all_indicators()
    for number, example in enumerate(one.examples, start=1)
]


EVERY_TABLE = [one.table for one in ALL_TABLES]


@pytest.mark.parametrize("engine", ON_EVERY_ENGINE)
@pytest.mark.parametrize(("one", "example"), EXAMPLES)
def test_the_example_on_the_card_comes_true(engine, one, example):
    asked = question([one], periods=fiscal_years(example.fiscal_year), as_of=example.as_of)
    found = ENGINES[engine](tables_for(asked, EVERY_TABLE, example.rows), asked).answer(one.key)
    counted = (found.numerator, found.denominator or 0, found.waiting, sum(n for _, n in found.left_out))
    assert counted == (example.numerator, example.denominator, example.waiting, example.left_out)
    if example.value is not None:
        assert found.value == example.value
    elif not isinstance(one.editions[-1].denominator, CountItself):
        assert found.value == Fraction(example.numerator, example.denominator)
    if example.quartiles:
        assert found.quantiles == example.quartiles


def test_every_indicator_has_its_own_key_and_an_example():
    keys = [one.key for one in all_indicators()]
    assert len(keys) == len(set(keys))
    assert [one.key for one in all_indicators() if not one.examples] == []


def test_a_misspelt_key_is_told_the_keys_there_are():
    with pytest.raises(UnknownIndicator, match="visited_in_time"):
        indicator("visited_in_tiem")


def test_every_indicator_can_be_split_in_every_standard_way_but_those_of_all_residents():
    """A resident without a case has neither a cause nor a centre."""
    of_people = [one for one in all_indicators() if not is_of_working_together(one)]
    ways = {one.key: possible_for(one, STANDARD) for one in of_people}
    of_residents = {one.key for one in residents.INDICATORS}
    assert {key for key, possible in ways.items() if possible != STANDARD} == of_residents
    assert {ways[key] for key in of_residents} == {(AREA, SEX, AGE)}


def test_goals_can_be_split_by_their_field():
    fields = [one.key for one in all_indicators() if FIELD in possible_for(one, ALL)]
    assert fields == ["goals_reached", "performance_change", "satisfaction_change"]


@pytest.mark.later
@pytest.mark.parametrize("engine", EVERYDAY)
def test_all_indicators_can_be_asked_in_one_question(engine):
    of_people = [one for one in all_indicators() if not is_of_working_together(one)]
    asked = question(of_people, periods=fiscal_years(2026), by=(AREA, (SEX, AGE)), as_of=date(2027, 3, 31))
    assert ENGINES[engine](tables_for(asked, EVERY_TABLE), asked).answer(all_indicators()[0].key).n == 0


@pytest.mark.parametrize("engine", EVERYDAY)
def test_the_splits_stand_where_they_belong(engine):
    drawings = (
        drawn(persons, "person_id | birth_on | sex | area_id\n1 | 1951-06-02 | 2 | 7"),
        drawn(cases, "case_id | person_id | centre_id | certification_line | opened_on\n5 | 1 | 3 | 11 | 2026-05-01"),
        drawn(
            certifications,
            """
            line | person_id | application_type | decided_on | level_code | reason_code | cause_code
            11   | 1         | 1                | 2026-06-01 | 12         | joint       | joint
            """,
        ),
    )
    one = indicator("visited_in_time")
    asked = question([one], periods=fiscal_years(2026), by=STANDARD, as_of=date(2027, 3, 31))
    results = ENGINES[engine](tables_for(asked, EVERY_TABLE, drawings), asked)
    found = {line.split[0].key: line.cell for line in results.lines() if line.split and line.answer.n}
    # The day before the 75th birthday: by law 75.
    assert found == {"area": (7,), "sex": ("2",), "age": ("75〜84歳",), "cause": ("joint",), "centre": (3,)}


def test_every_kpi_of_the_specification_is_counted_or_says_why_not():
    sources = " ".join(edition.source for one in all_indicators() for edition in one.editions)
    counted = {int(number) for number in re.findall(r"KPI (\d+)", sources)}
    missing = {one.number for one in NOT_COUNTED}
    assert counted & missing == set()
    assert counted | missing == set(range(1, 33))


def test_every_way_of_seeing_leads_to_an_indicator_or_says_why_not():
    known = {one.key for one in all_indicators()}
    assert len(TRACES) == 12
    for trace in TRACES:
        assert set(trace.keys) <= known
        assert bool(trace.keys) is not bool(trace.because)


def test_k1_to_k26_are_all_counted():
    sources = " ".join(one.editions[-1].source for one in all_indicators() if is_of_working_together(one))
    assert {int(number) for number in re.findall(r"K(\d+)", sources)} == set(range(1, 27))


def test_every_indicator_stands_under_one_theme_in_the_order_of_the_way():
    assert tuple(one for _, some in themes() for one in some) == all_indicators()
    assert [name for name, _ in themes()][:3] == ["本人の声と町のようす", "訪問と見立て", "提案と選択"]
