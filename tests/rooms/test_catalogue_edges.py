"""指標の端の場合: who is no recovery, who is too young, who has left, and the published shares of causes."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from takigi.engines.questions import question
from takigi.indicators.catalogue import indicator
from takigi.indicators.catalogue.breakdowns import AGE
from takigi.indicators.catalogue.facts import TABLES, certifications, episodes, moves, persons
from takigi.indicators.drawings import drawn
from takigi.indicators.periods import fiscal_years
from tests.engines import ENGINES, EVERYDAY, tables_of
from tests.rules_held import holds

pytestmark = pytest.mark.parametrize("engine", EVERYDAY)
NOT_ELIGIBLE_LATER = drawn(
    certifications,
    """
    person_id | valid_from | valid_until | level_rank
    1         | 2026-04-01 | 2026-12-31  | 2
    1         | 2027-01-01 |             | 0
    2         | 2026-04-01 | 2027-03-31  | 2
    """,
)
NOBODY_GRADUATED = drawn(episodes, "person_id | ended_on | end_reason\n1 | 2026-11-30 | discontinued")


def answers(engine, keys, *drawings, as_of, by=()):
    tables = {one.name: (one.table, ()) for one in TABLES} | tables_of(drawings)
    asked = question([indicator(key) for key in keys], periods=fiscal_years(2026), by=by, as_of=as_of)
    return ENGINES[engine](tables, asked)


@holds("V11")
def test_neither_not_eligible_nor_not_renewed_is_an_improvement_by_itself(engine):
    """One became 非該当, the other let the certification run out; nobody recorded that they had graduated."""
    keys = ["level_improved", "level_not_eligible", "level_not_renewed"]
    people = drawn(persons, "person_id | died_on\n1 |\n2 |")
    found = answers(engine, keys, people, NOT_ELIGIBLE_LATER, NOBODY_GRADUATED, as_of=date(2027, 4, 1))
    assert [found.answer(key).numerator for key in keys] == [0, 1, 1]


@holds("V12")
def test_whoever_goes_back_and_forth_keeps_both_certifications_and_is_marked(engine):
    drawings = (
        drawn(persons, "person_id | died_on\n1 |"),
        drawn(
            certifications,
            """
            person_id | valid_from | valid_until | level_rank
            1         | 2025-04-01 | 2026-05-31  | 4
            1         | 2026-06-01 | 2026-09-30  | 3
            1         | 2026-10-01 |             | 4
            """,
        ),
    )
    found = answers(engine, ["level_back_and_forth"], *drawings, as_of=date(2027, 4, 1)).answer("level_back_and_forth")
    # Both periods of the year count; the one in the middle is the mark.
    assert (found.numerator, found.denominator) == (1, 2)


@holds("V20")
@pytest.mark.parametrize(
    ("born_on", "band"),
    [(date(1961, 6, 3), "65歳未満"), (date(1961, 6, 2), "65〜74歳"), (date(1986, 6, 1), "65歳未満")],
)
def test_whoever_is_insured_before_65_stands_in_no_band_of_the_old(engine, born_on, band):
    """By law 65 is reached on the day before the birthday: born on 2 June, on 1 June."""
    drawings = (
        drawn(persons, f"person_id | birth_on\n1 | {born_on}"),
        drawn(
            certifications,
            """
            person_id | application_type | decided_on | level_code | cause_code
            1         | 1                | 2026-06-01 | 12         | joint
            """,
        ),
    )
    found = answers(engine, ["causes_to_turn_back"], *drawings, as_of=date(2027, 3, 31), by=[AGE])
    assert [line.cell for line in found.lines() if line.split and line.answer.n] == [(band,)]


@holds("V21")
@pytest.mark.parametrize(("days", "is_left_out"), [(-1, True), (0, True), (1, False)])
def test_whoever_moves_out_before_the_window_ends_is_in_no_denominator_and_is_told(engine, days, is_left_out):
    window_end = date(2026, 7, 1)
    drawings = (
        drawn(persons, f"person_id | moved_out_on\n1 | {window_end + timedelta(days=days)}"),
        drawn(moves, "case_id | person_id | to_state | effective_on\n1 | 1 | graduated | 2026-04-01"),
    )
    found = answers(engine, ["took_part_3m"], *drawings, as_of=date(2027, 3, 31)).answer("took_part_3m")
    left = dict(found.left_out).get("転出", 0)
    assert (found.denominator, left) == ((0, 1) if is_left_out else (1, 0))


@holds("10d")
def test_the_three_causes_of_the_national_survey_make_52_8_percent(engine):
    """19.3 % joints, 17.4 % frailty, 16.1 % falls and fractures (2022); of a thousand certifications."""
    lots = {"joint": 193, "frailty": 174, "fall_fracture": 161, "stroke": 472}
    lines = [f"1 | 2026-06-01 | 12 | {cause}" for cause, times in lots.items() for _ in range(times)]
    drawing = drawn(certifications, "\n".join(["application_type | decided_on | level_code | cause_code", *lines]))
    found = answers(engine, ["causes_to_turn_back"], drawing, as_of=date(2027, 3, 31)).answer("causes_to_turn_back")
    assert found.value == Fraction(528, 1000)
