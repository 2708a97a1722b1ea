"""二つの日付の間隔."""

from datetime import date

from takigi.indicators.drawings import drawn
from takigi.indicators.language import Records, blank, count, days_between, rows

falls = Records("falls", columns={"fall_id": int, "fell_on": date, "visited_on": blank(date)})
wait = days_between(falls["fell_on"], falls["visited_on"])
all_falls = rows(falls, dated="fell_on")


def test_the_same_day_is_zero_days(spec):
    """同じ日は 0 日."""
    spec(
        drawn(
            falls,
            """
            fell_on    | visited_on
            2026-04-01 | 2026-04-01
            2026-04-01 | 2026-04-02
            """,
        ),
        count(all_falls, where=wait.at_most(0)),
        1,
    )


def test_a_fall_never_visited_is_not_a_fall_visited_in_time(spec):
    """訪問日が空欄の転倒は、期限内の訪問に数えない."""
    spec(
        drawn(
            falls,
            """
            fell_on    | visited_on
            2026-04-01 | 2026-04-20
            2026-04-01 |
            """,
        ),
        count(all_falls, where=wait.at_most(30)),
        1,
    )


def test_nor_is_it_a_fall_visited_too_late(spec):
    """空欄は「30日を超えた」にも数えない."""
    spec(
        drawn(
            falls,
            """
            fell_on    | visited_on
            2026-04-01 | 2026-06-20
            2026-04-01 |
            """,
        ),
        count(all_falls, where=~wait.at_most(30)),
        1,
    )
