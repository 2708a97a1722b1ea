"""薪拾い: what every team asks of its records first, counted as it is meant and told without a word too much."""

from datetime import date

from takigi.engines.questions import question
from takigi.evaluation.wood_questions import BY_CAUSE, CAUSES, NOT_ELIGIBLE, TRAITS
from takigi.evaluation.wood_words import Tally, mix, not_eligible, shared_by_graduates
from takigi.indicators.catalogue.facts import TABLES, cases, certifications, episodes, goals, visits
from takigi.indicators.drawings import drawn
from takigi.indicators.periods import fiscal_years
from takigi.statistics.claims import Grade, check_wording
from tests.engines import tables_of, with_duckdb, with_reference

ON = date(2027, 6, 1)
YEAR = fiscal_years(2026, 2026)
DECIDED = drawn(
    certifications,
    """
    line | person_id | application_type | decided_on | level_code | level_rank | cause_code
    11   | 1         | 1                | 2026-04-01 | 01         | 0          |
    12   | 2         | 1                | 2026-05-01 | 01         | 0          |
    13   | 3         | 2                | 2025-05-01 | 12         | 2          | joint
    14   | 3         | 2                | 2026-05-01 | 01         | 0          |
    15   | 4         | 1                | 2026-05-01 | 12         | 2          | fall_fracture
    16   | 5         | 1                | 2026-06-01 | 13         | 3          | unknown
    17   | 6         | 1                | 2026-06-01 | 13         | 3          | joint
    """,
)
OPENED = drawn(
    cases,
    """
    case_id | person_id | opened_on  | cause_code
    1       | 1         | 2026-03-01 |
    2       | 2         | 2026-06-01 |
    7       | 7         | 2026-04-01 | joint
    8       | 8         | 2026-04-01 | stroke
    """,
)
VISITED = drawn(
    visits,
    """
    case_id | person_id | visited_on | is_wish_heard | has_therapist | has_chosen_way_back
    1       | 1         | 2026-03-05 | はい          | はい          | はい
    7       | 7         | 2026-04-02 | はい          | いいえ        | はい
    8       | 8         | 2026-08-02 | はい          | はい          | はい
    """,
)
COURSES = drawn(
    episodes,
    """
    case_id | person_id | started_on | ended_on   | end_reason
    7       | 7         | 2026-05-01 | 2026-08-01 | graduated
    8       | 8         | 2026-05-01 | 2026-08-01 | discontinued
    """,
)
AGREED = drawn(goals, "case_id | person_id | is_agreed | has_graduation\n7 | 7 | はい | はい\n8 | 8 | はい | いいえ")
TOLD = [DECIDED, OPENED, VISITED, COURSES, AGREED]


def everything():
    known = tables_of(TOLD)
    return {one.name: known.get(one.name, (one.table, ())) for one in TABLES}


def counts(indicators, by=()):
    """Numerator and denominator by key, the same on both engines."""
    asked = question(indicators, periods=YEAR, by=by, as_of=ON)
    answers = [
        {
            (one.indicator.key, one.cell): (int(one.answer.numerator), one.answer.n)
            for one in engine(everything(), asked).lines()
        }
        for engine in (with_reference, with_duckdb)
    ]
    assert answers[0] == answers[1]
    return answers[0]


def test_who_was_found_not_eligible_and_whether_anybody_had_worked_with_them():
    found = counts(NOT_ELIGIBLE)
    assert [found[one.key, ()] for one in NOT_ELIGIBLE] == [(1, 3), (1, 3), (1, 3)]


def test_causes_leave_out_the_unknown_and_those_who_need_care():
    found = counts((CAUSES,), by=(BY_CAUSE,))
    assert found[CAUSES.key, ()] == (2, 2)
    assert {cell[0]: top for (key, cell), (top, _) in found.items() if cell and top} == {"fall_fracture": 1, "joint": 1}


def test_graduates_are_asked_the_same_as_those_whose_course_ended_otherwise():
    found = counts(tuple(one for trait in TRAITS for one in (trait.graduated, trait.others)))
    told = {trait.words[:12]: (found[trait.graduated.key, ()], found[trait.others.key, ()]) for trait in TRAITS}
    # The visit after the course began says nothing of what was there before it.
    assert list(told.values()) == [
        ((1, 1), (0, 1)),
        ((0, 1), (0, 1)),
        ((1, 1), (0, 1)),
        ((1, 1), (0, 1)),
        ((1, 1), (0, 1)),
    ]


def test_a_finding_is_told_in_counts_and_claims_nothing():
    whole = Tally("", 0, 0)
    cells = [Tally("関節疾患", 12, 40), Tally("転倒・骨折", 28, 40)]
    told = [
        mix("causes", "原因", cells, 0, period="2026年度"),
        not_eligible(Tally("", 3, 21), Tally("", 2, 21), Tally("", 0, 21), period="2026年度"),
        shared_by_graduates([("願いを聞いていた", Tally("", 9, 12), Tally("", 2, 4))], period="2026年度"),
    ]
    assert told[0].text == "2026年度の40件のうち、転倒・骨折28件、関節疾患12件。"
    assert "卒業 12件中9件（75.0%）、ほかの終わり方 4件中2件" in told[2].text
    assert all(check_wording(one.text + one.caution, Grade.B) == () for one in told)
    for nothing in (
        mix("reasons", "理由", [], 0, period="2026年度"),
        not_eligible(whole, whole, whole, period="2026年度"),
        shared_by_graduates([("願い", whole, whole)], period="2026年度"),
    ):
        assert (nothing.text, bool(nothing.why_not)) == ("", True)
