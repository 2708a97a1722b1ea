"""数え直し: a changed person is counted again alone, and the answers are those of a full run."""

from datetime import date

from takigi.engines.questions import question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.refreshing import refreshed
from takigi.indicators.drawings import drawn
from takigi.indicators.language import Records, any_of, count, count_distinct, days_between, median, rows
from takigi.indicators.periods import months, rolling
from tests.spec.conftest import indicator

visits = Records("visits", columns={"visit_id": int, "person_id": int, "asked_on": date, "visited_on": date})
asked = rows(visits, dated="visited_on")
waited = indicator(
    median(asked, days_between(visits["asked_on"], visits["visited_on"])), count_distinct(asked, visits["person_id"])
)


def facts(*lines: str) -> FactRows:
    text = "visit_id | person_id | asked_on | visited_on\n" + "\n".join(lines)
    return FactRows({"visits": drawn(visits, text).rows})


OTHERS = ("1 | 1 | 2026-04-01 | 2026-04-03", "2 | 2 | 2026-05-01 | 2026-05-21")
OLD, NEW = "3 | 3 | 2026-04-01 | 2026-04-08", "3 | 3 | 2026-04-01 | 2026-05-02"


def test_a_changed_visit_moves_the_numbers_as_a_full_run_would():
    """訪問日を直すと、その人の分だけ数え直して、全員を数え直したのと同じ答えになる."""
    window = rolling(3, date(2026, 4, 1), date(2026, 9, 1))
    asked_now = question([waited], periods=window, as_of=date(2026, 12, 31))
    full_before = ReferenceEngine(facts(*OTHERS, OLD)).run(asked_now)
    full_after = ReferenceEngine(facts(*OTHERS, NEW)).run(asked_now)
    assert full_before.tallies != full_after.tallies
    assert refreshed(full_before, before=facts(OLD), after=facts(NEW)).tallies == full_after.tallies
    assert refreshed(full_before, before=facts(OLD), after=FactRows({})).answer("spec", 0).n == 1


def test_a_later_record_moves_the_month_of_the_earlier_one_that_looks_at_it():
    """翌月の訪問が消えると、それを見ていた前の月の数も変わる."""
    later = visits.again("later")
    soon = later["visited_on"].above(visits["visited_on"]) & later["visited_on"].within_days(
        40, after=visits["visited_on"]
    )
    again = indicator(count(asked, where=any_of(later.same_person_as(visits), where=soon)), count(asked))
    asked_now = question([again], periods=months(date(2026, 4, 1), date(2026, 6, 1)), as_of=date(2026, 12, 31))
    first, second = "3 | 3 | 2026-04-01 | 2026-04-08", "4 | 3 | 2026-04-01 | 2026-05-10"
    full = ReferenceEngine(facts(*OTHERS, first, second)).run(asked_now)
    moved = refreshed(full, before=facts(first, second), after=facts(first))
    assert full.answer("spec", 0).numerator == 1
    assert moved.answer("spec", 0).numerator == 0
    assert moved.tallies == ReferenceEngine(facts(*OTHERS, first)).run(asked_now).tallies
