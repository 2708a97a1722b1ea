"""日付のあいだ: 二つの日付の間隔、n 日以内、n か月以内、年と年度."""

from datetime import date

from takigi.indicators.drawings import drawn
from takigi.indicators.language import Records, always, blank, count, days_between, rows, total
from tests.spec.chapters import Chapter, Spec, specs

falls = Records("falls", columns={"fall_id": int, "fell_on": date, "visited_on": blank(date)})
wait = days_between(falls["fell_on"], falls["visited_on"])
all_falls = rows(falls, dated="fell_on")


def falls_where(condition):
    return count(all_falls, where=condition)


WAITS = Chapter(
    (
        drawn(
            falls,
            """
            fell_on    | visited_on
            2026-04-01 | 2026-04-01
            2026-04-01 | 2026-05-01
            2026-04-01 | 2026-05-02
            2026-04-01 | 2026-03-31
            2026-04-01 |
            """,
        ),
    ),
    (
        Spec("同じ日は 0 日", falls_where(wait.is_(0)), 1),
        Spec("前の日は −1 日", falls_where(wait.is_(-1)), 1),
        Spec("30日を超えない間隔に、前の日も入る", falls_where(wait.at_most(30)), 3),
        Spec("空欄は「30日を超えた」にも数えない", falls_where(~wait.at_most(30)), 1),
        Spec("30日以内は、当日から30日目まで", falls_where(falls["visited_on"].within_days(30, after=falls["fell_on"])), 2),
        Spec("1か月以内は、次の月の同じ日まで",
             falls_where(falls["visited_on"].within_months(1, after=falls["fell_on"])), 2),
        Spec("日数の合計", total(all_falls, wait), 0 + 30 + 31 - 1),
        Spec("n 日後の日", falls_where(falls["visited_on"].is_(falls["fell_on"].days_after(30))), 1),
        Spec("n 日前の日", falls_where(falls["visited_on"].is_(falls["fell_on"].days_after(-1))), 1),
    ),
)  # fmt: skip

MONTHS = Chapter(
    (
        drawn(
            falls,
            """
            fell_on    | visited_on
            2027-01-31 | 2027-02-28
            2027-01-30 | 2027-02-28
            2027-02-28 | 2027-03-28
            2026-05-31 | 2026-06-30
            2026-12-15 | 2027-01-15
            """,
        ),
    ),
    (
        Spec(
            "1か月後は次の月の同じ日、なければ月の終わり",
            falls_where(falls["visited_on"].is_(falls["fell_on"].months_after(1))),
            5,
        ),
        Spec(
            "月の終わりの1か月前は、短い月の終わりの日",
            falls_where(falls["fell_on"].is_(falls["visited_on"].months_after(-1))),
            2,
        ),
        Spec("閏年の12か月後", falls_where(falls["visited_on"].months_after(12).is_(always(date(2028, 2, 28)))), 2),
        Spec("暦年", falls_where(falls["visited_on"].year().is_(2027)), 4),
        Spec("年度は4月から", falls_where(falls["visited_on"].fiscal_year().is_(2026)), 5),
        Spec("日の前後", falls_where(falls["fell_on"].below(date(2026, 12, 15))), 1),
    ),
)


@specs(WAITS, MONTHS)
def test_days_between(chapter, number, engine):
    chapter.check(number, engine)
