"""期間: 月、四半期、年度、暦年、12か月の移動。期間の初日と末日、起算日、基準日より後の記録."""

from datetime import date

from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    Records,
    as_of,
    count,
    count_distinct,
    days_between,
    index_day,
    period_first_day,
    period_last_day,
    rows,
    total,
)
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import calendar_years, fiscal_years, months, quarters, rolling
from tests.spec.chapters import Chapter, Spec, specs

visits = Records("visits", {"visit_id": int, "person_id": int, "visited_on": date, "asked_on": date})
every = rows(visits, dated="visited_on")
many = count(every)
DRAWN = (
    drawn(
        visits,
        """
        person_id | visited_on | asked_on
        1         | 2026-03-31 | 2026-03-31
        1         | 2026-04-01 | 2026-03-31
        1         | 2026-04-30 | 2026-04-01
        2         | 2026-06-30 | 2026-06-30
        2         | 2026-07-01 | 2026-06-30
        1         | 2027-03-31 | 2027-03-31
        """,
    ),
)
SPRING = (date(2026, 3, 1), date(2026, 7, 31))

BY_MONTH = Chapter(
    DRAWN,
    (
        Spec("月ごとの件数。記録のない月は 0", many, [1, 2, 0, 1, 1]),
        Spec("実人数は、月ごとに数えなおす", count_distinct(every, visits["person_id"]), [1, 1, 0, 1, 1]),
        Spec("起算日は、期間を決める日", count(every, where=index_day().is_(visits["visited_on"])), [1, 2, 0, 1, 1]),
        Spec("ほかの日で期間を決めることもできる", count(rows(visits, dated="asked_on")), [2, 1, 0, 2, 0]),
        Spec("期間の初日より前に頼まれた訪問", count(every, where=visits["asked_on"].below(period_first_day())), [0, 1, 0, 0, 1]),
        Spec("期間の末日までの日数", total(every, days_between(visits["visited_on"], period_last_day())), [0, 29, 0, 0, 30]),
        Spec("分母のない月は対象外", many, [1, 1, MissingKind.NOT_APPLICABLE, 1, 1], out_of=many),
    ),
    periods=months(*SPRING),
)  # fmt: skip
BY_QUARTER = Chapter(DRAWN, (Spec("四半期は4月・7月・10月・1月から", many, [1, 3, 1]),), periods=quarters(*SPRING))
BY_FISCAL_YEAR = Chapter(
    DRAWN, (Spec("年度は4月から、初日も末日も入れる", many, [1, 5]),), periods=fiscal_years(2025, 2026)
)
BY_YEAR = Chapter(DRAWN, (Spec("暦年", many, [5, 1]),), periods=calendar_years(2026, 2027))
ROLLING = Chapter(
    DRAWN,
    (
        Spec("12か月の移動は、その月で終わる12か月", many, [1, 3, 3, 4, 5]),
        Spec(
            "窓が重なるあいだ、一人の方は窓ごとに一人",
            count_distinct(every, visits["person_id"]),
            [1, 1, 1, 2, 2],
        ),
        Spec(
            "窓の初日より前",
            count(every, where=visits["asked_on"].at_least(period_first_day())),
            [1, 3, 3, 4, 5],
        ),
    ),
    periods=rolling(12, *SPRING),
)
ROLLING_ON = Chapter(
    DRAWN,
    (Spec("12か月を過ぎた記録は、窓から出る", many, [5, 5]),),
    periods=rolling(12, date(2027, 2, 1), date(2027, 3, 1)),
)
AS_OF = Chapter(
    DRAWN,
    (
        Spec("基準日より後の記録は、まだない", many, [1, 2, 0, 0, 0]),
        Spec("基準日の当日は入れる", count(every, where=as_of().is_(visits["visited_on"])), [0, 1, 0, 0, 0]),
    ),
    periods=months(*SPRING),
    as_of=date(2026, 4, 30),
)


@specs(BY_MONTH, BY_QUARTER, BY_FISCAL_YEAR, BY_YEAR, ROLLING, ROLLING_ON, AS_OF)
def test_periods(chapter, number, engine):
    chapter.check(number, engine)
