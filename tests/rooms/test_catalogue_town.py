"""町の決めごと: what a town decides becomes a new edition from that day on, and never changes what was counted before."""

from dataclasses import fields
from datetime import date

import pytest

from takigi.casework.rules.settings import SETTING_OF, TownWay
from takigi.engines.questions import question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.indicators.catalogue import BY_TOWN, all_indicators, indicator
from takigi.indicators.catalogue.facts import certifications, goals, persons, visits
from takigi.indicators.catalogue.town import COUNTED_FROM, TownWays, town_ways
from takigi.indicators.drawings import drawn
from takigi.indicators.periods import months

SIXTY_DAYS = town_ways([(date(2026, 6, 1), "agree_within_days", "60")])


def facts(*drawings):
    return FactRows({one.table.name: one.rows for one in drawings})


def test_a_decision_is_a_new_edition_and_the_old_one_stays():
    before, after = indicator("agreed_in_time", SIXTY_DAYS).editions
    assert before == indicator("agreed_in_time").editions[0]
    assert (after.since, after.ways) == (date(2026, 6, 1), ("訪問から合意までの日数: 60日",))


def test_each_month_is_counted_as_the_town_had_decided_by_then():
    rows = facts(
        drawn(persons, "person_id\n1\n2"),
        drawn(visits, "case_id | person_id | visited_on\n1 | 1 | 2026-05-01\n2 | 2 | 2026-06-01"),
        drawn(
            goals,
            """
            case_id | person_id | agreed_on  | is_agreed | has_graduation
            1       | 1         | 2026-06-30 | はい      | はい
            2       | 2         | 2026-07-31 | はい      | はい
            """,
        ),
    )
    window = months(date(2026, 5, 1), date(2026, 6, 1))
    asked = question([indicator("agreed_in_time", SIXTY_DAYS)], periods=window, as_of=date(2027, 3, 31))
    results = ReferenceEngine(rows).run(asked)
    # Sixty days after the visit both times: too late in May, in time from June on.
    assert [results.answer("agreed_in_time", number).numerator for number in (0, 1)] == [0, 1]


def test_a_town_may_count_the_visit_from_the_application():
    rows = facts(
        drawn(persons, "person_id\n1"),
        drawn(
            certifications,
            """
            person_id | application_on | application_type | decided_on | level_code | reason_code
            1         | 2026-04-01     | 1                | 2026-05-01 | 12         | stroke
            """,
        ),
        drawn(visits, "person_id | visited_on\n1 | 2026-05-10"),
    )
    window = months(date(2026, 5, 1), date(2026, 5, 1))

    def visited(*decisions):
        one = indicator("visited_in_time", town_ways(decisions))
        answer = ReferenceEngine(rows).run(question([one], periods=window, as_of=date(2027, 3, 31))).answer(one.key)
        return int(answer.numerator), answer.n

    stroke = (date(2024, 4, 1), "target_reasons", "stroke,joint")
    assert visited() == (0, 0)
    assert visited(stroke) == (1, 1)
    assert visited(stroke, (date(2024, 4, 1), "visit_counts_from", "application")) == (0, 1)


def test_the_same_decision_again_is_no_new_edition():
    again = town_ways([(date(2026, 6, 1), "agree_within_days", "45"), (date(2026, 7, 1), "target_reasons", "joint")])
    assert indicator("agreed_in_time", again) == indicator("agreed_in_time")
    ticked_otherwise = town_ways([(date(2026, 6, 1), "target_reasons", "joint,frailty,fall_fracture")])
    assert all_indicators(ticked_otherwise) == all_indicators()


def test_a_setting_on_which_no_indicator_depends_changes_nothing():
    assert town_ways([(date(2026, 6, 1), "monthly_visits", "5")]) == town_ways([])


@pytest.mark.parametrize(
    ("key", "value"),
    [("visit_counts_from", "birthday"), ("agree_within_days", "ながく"), ("target_reasons", "age"), ("frail_from", "")],
)
def test_a_decision_that_means_nothing_is_refused(key, value):
    with pytest.raises(ValueError, match=f"「{key}」の値「{value}」は読めません"):
        town_ways([(date(2026, 6, 1), key, value)])


def test_the_days_from_which_a_visit_may_be_counted_are_those_of_the_setting():
    assert COUNTED_FROM.keys() == dict(SETTING_OF["visit_counts_from"].choices).keys()


@pytest.mark.parametrize("key", [field.name for field in fields(TownWays) if field.name != "since"])
def test_what_a_town_may_decide_is_a_setting_of_casework_with_the_same_default(key):
    default = SETTING_OF[key].default
    (read,) = town_ways([(date(2024, 4, 1), key, default)])
    assert read == TownWays()
    assert TownWay({}).word(key) == default


def test_every_edition_of_a_town_says_what_was_decided():
    for key in BY_TOWN:
        assert indicator(key).editions[-1].ways
