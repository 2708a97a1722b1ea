"""測る問い: the two questions that the engines are measured on, as a planner's colleague would write them."""

from __future__ import annotations

from datetime import date

from takigi.engines.questions import Question, question
from takigi.indicators.breakdowns import breakdown
from takigi.indicators.definition import PERCENT, Direction, Edition, Indicator
from takigi.indicators.language import Records, any_of, count, count_distinct, period_first_day, rows
from takigi.indicators.nodes import Measure
from takigi.indicators.periods import months, rolling

# The five kinds of events that are counted; the other three only make up the denominator.
MEASURES = ("assessment", "goal_set", "goal_met", "graduated", "referral")
BANDS = ("65-74", "75-84", "85+")
SINCE, UNTIL, AS_OF = date(2023, 11, 1), date(2026, 10, 31), date(2026, 10, 31)
WITHIN_DAYS = 90

people = Records("people", {"person_id": int, "birth_on": date, "area": str}, key="person_id", person="person_id")
events = Records(
    "events",
    {"event_id": int, "person_id": int, "happened_on": date, "kind": str},
    key="event_id",
    person="person_id",
)
register = people.of(events)
age = period_first_day().year().minus(register["birth_on"].year())
AREA = breakdown("area", "圏域", {"events": register["area"]})
BAND = breakdown("band", "年齢", {"events": age.band((75, 85), BANDS)})


def _indicator(key: str, label: str, numerator: Measure, denominator: Measure) -> Indicator:
    edition = Edition(
        since=date(2020, 4, 1),
        source="測るための定義",
        counts="分子",
        out_of="分母",
        numerator=numerator,
        denominator=denominator,
    )
    return Indicator(key, label, PERCENT, Direction.NEITHER, (edition,), lag="なし")


def everyone_by_month() -> Question:
    """Each month, area and age band: how many people had an event of each of five kinds, out of all who had any."""
    happened = rows(events, dated="happened_on")
    person = events["person_id"]
    asked = [
        _indicator(
            kind,
            kind,
            count_distinct(happened, person, where=events["kind"].is_(kind)),
            count_distinct(happened, person),
        )
        for kind in MEASURES
    ]
    return question(asked, periods=months(SINCE, UNTIL), by=[(AREA, BAND)], as_of=AS_OF)


def first_goals() -> Question:
    """Of each person's first goal within 12 months, how many were met within 90 days; by area, 36 windows of 12 months."""
    goals = rows(events, dated="happened_on", where=events["kind"].is_("goal_set"), first_per="person_id")
    later = events.again("later")
    is_met = later["kind"].is_("goal_met") & later["happened_on"].within_days(WITHIN_DAYS, after=events["happened_on"])
    met = any_of(later.same_person_as(events), where=is_met)
    asked = _indicator("first_goal_met", "最初の目標の達成", count(goals, where=met), count(goals))
    return question([asked], periods=rolling(12, SINCE, UNTIL), by=[AREA], as_of=AS_OF)
