"""年齢: 誕生日の前日に達する（年齢計算ニ関スル法律）。うるう日に生まれた方も."""

from datetime import date

from takigi.indicators.breakdowns import breakdown
from takigi.indicators.drawings import drawn
from takigi.indicators.language import MissingKind, Records, age_on, blank, count, index_day, rows, total
from tests.spec.chapters import Chapter, Spec, specs

visits = Records("visits", {"visit_id": int, "visited_on": date, "birth_on": blank(date)})
every = rows(visits, dated="visited_on")
age = age_on(visits["birth_on"], visits["visited_on"])
BANDS = breakdown(
    "age", "年齢", {"visits": age_on(visits["birth_on"], index_day()).band((65, 75), ("〜64歳", "65〜74歳", "75歳〜"))}
)


def aged(years):
    return count(every, where=age.is_(years))


CHAPTER = Chapter(
    (
        drawn(
            visits,
            """
            visited_on | birth_on
            2026-06-01 | 1961-06-02
            2026-06-01 | 1961-06-03
            2026-06-01 | 1961-06-01
            2027-02-28 | 1952-02-29
            2027-02-27 | 1952-02-29
            2026-12-31 | 1952-01-01
            2026-06-01 | 2026-06-02
            2026-06-01 | 2026-06-03
            2026-06-01 |
            """,
        ),
    ),
    (
        Spec("誕生日の前日に65歳、その前の日は64歳", aged(65), 2),
        Spec("前々日はまだ64歳", aged(64), 1),
        Spec("うるう日に生まれた方は、平年は2月28日に75歳。1月1日に生まれた方は大みそかに", aged(75), 2),
        Spec("うるう日に生まれた方は、平年の2月27日はまだ74歳", aged(74), 1),
        Spec("生まれる前の日に0歳", aged(0), 1),
        Spec("その前は0歳に届かない", count(every, where=age.below(0)), 1),
        Spec("生まれた日が空欄なら、年齢も空欄", count(every, where=age.is_missing(MissingKind.NOT_SET)), 1),
        Spec("年の差は、その年に届く年齢", total(every, visits["visited_on"].year().minus(visits["birth_on"].year()),
                                               where=age.at_least(65)), 65 + 65 + 75 + 75 + 74),
        Spec(
            "起算日の年齢の階級で分ける",
            count(every),
            {("〜64歳",): 3, ("65〜74歳",): 3, ("75歳〜",): 2, (MissingKind.NOT_SET,): 1},
            by=(BANDS,),
        ),
    ),
)  # fmt: skip


@specs(CHAPTER)
def test_ages(chapter, number, engine):
    chapter.check(number, engine)
