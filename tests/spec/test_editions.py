"""版: 期間は、その初日に効いている版で数える。新旧を、すべての期間でならべることもできる."""

from datetime import date

from takigi.indicators.drawings import drawn
from takigi.indicators.language import Records, count, rows
from takigi.indicators.periods import fiscal_years, months
from tests.spec.chapters import Chapter, Spec, specs

falls = Records("falls", {"fall_id": int, "fell_on": date, "visited_on": date})
every = rows(falls, dated="fell_on")
OLD, NEW = date(2024, 4, 1), date(2026, 4, 1)


def within(days):
    return count(every, where=falls["visited_on"].within_days(days, after=falls["fell_on"]))


BOTH = ((OLD, within(30)), (NEW, within(14)))
DRAWN = (
    drawn(
        falls,
        """
        fell_on    | visited_on
        2025-05-01 | 2025-05-10
        2025-05-01 | 2025-05-30
        2026-05-01 | 2026-05-10
        2026-05-01 | 2026-05-30
        2023-05-01 | 2023-05-30
        """,
    ),
)

EACH_IN_ITS_TIME = Chapter(
    DRAWN,
    (
        Spec("改まる前は前の版、改まった後は新しい版", BOTH, [1, 0, 2, 1]),
        Spec("一つの版だけなら、いつもその版", within(30), [1, 0, 2, 2]),
    ),
    periods=fiscal_years(2023, 2026),
)
SIDE_BY_SIDE = Chapter(
    DRAWN,
    (
        Spec("前の版で、すべての期間", BOTH, [1, 0, 2, 2], edition=OLD),
        Spec("新しい版で、すべての期間", BOTH, [0, 0, 1, 1], edition=NEW),
    ),
    periods=fiscal_years(2023, 2026),
    every_edition=True,
)
IN_THE_MIDDLE = Chapter(
    DRAWN,
    (Spec("期間の途中で改まっても、初日の版", ((OLD, within(30)), (date(2026, 5, 2), within(14))), [2]),),
    periods=months(date(2026, 5, 1), date(2026, 5, 1)),
)


@specs(EACH_IN_ITS_TIME, SIDE_BY_SIDE, IN_THE_MIDDLE)
def test_editions(chapter, number, engine):
    chapter.check(number, engine)
