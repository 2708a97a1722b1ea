"""ひとりに一件: 期間ごとに、その方（ケース）の最初か最後の一件だけを数える."""

from datetime import date

from takigi.indicators.drawings import drawn
from takigi.indicators.language import Records, blank, count, index_day, rows, total
from takigi.indicators.periods import rolling
from tests.spec.chapters import Chapter, Spec, specs

visits = Records("visits", {"visit_id": int, "person_id": int, "case_id": blank(int), "visited_on": date, "ok": bool})
first = rows(visits, dated="visited_on", first_per="person_id")
last = rows(visits, dated="visited_on", last_per="person_id")
DRAWN = (
    drawn(
        visits,
        """
        visit_id | person_id | case_id | visited_on | ok
        1        | 1         | 11      | 2026-05-01 | いいえ
        2        | 1         | 12      | 2026-06-01 | はい
        3        | 2         | 21      | 2026-06-01 | はい
        4        | 2         |         | 2026-06-01 | いいえ
        5        | 3         |         | 2026-07-01 | はい
        """,
    ),
)

CHAPTER = Chapter(
    DRAWN,
    (
        Spec("一人に一件", count(first), 3),
        Spec("最初の一件の値", total(first, visits["visit_id"]), 1 + 3 + 5),
        Spec("最後の一件の値", total(last, visits["visit_id"]), 2 + 4 + 5),
        Spec("数える条件は、一件を選んだあと", count(first, where=visits["ok"]), 2),
        Spec(
            "記録の条件は、一件を選ぶ前",
            total(rows(visits, dated="visited_on", where=visits["ok"], first_per="person_id"), visits["visit_id"]),
            2 + 3 + 5,
        ),
        Spec(
            "だれのか分からない記録は、一件にならない", count(rows(visits, dated="visited_on", first_per="case_id")), 3
        ),
        Spec("選んだ一件の起算日", count(first, where=index_day().is_(date(2026, 5, 1))), 1),
    ),
)
ROLLING = Chapter(
    DRAWN,
    (
        Spec("期間ごとに選びなおす", total(first, visits["visit_id"]), [1, 1 + 3, 2 + 3 + 5]),
        Spec("最後の一件も期間ごと", total(last, visits["visit_id"]), [1, 2 + 4, 2 + 4 + 5]),
    ),
    periods=rolling(2, date(2026, 5, 1), date(2026, 7, 1)),
)


@specs(CHAPTER, ROLLING)
def test_one_per(chapter, number, engine):
    chapter.check(number, engine)
