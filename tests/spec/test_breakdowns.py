"""内訳: 区分、真偽、数、階級、台帳の値で分ける。分からない方も一つのますになり、ますを足すと全体になる."""

from datetime import date
from fractions import Fraction

import pytest

from takigi.indicators.breakdowns import breakdown
from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    MissingKind,
    Records,
    blank,
    column,
    count,
    count_distinct,
    in_force,
    median,
    period_first_day,
    rows,
    total,
)
from takigi.indicators.periods import months, quarters, rolling
from tests.spec.chapters import Chapter, Spec, specs

persons = Records("persons", {"person_id": int, "area": column(str, MissingKind.NOT_SET, MissingKind.SUPPRESSED)})
visits = Records(
    "visits", {"visit_id": int, "person_id": int, "visited_on": date, "centre": blank(int), "ok": bool, "minutes": int}
)
every = rows(visits, dated="visited_on")
AREA = breakdown("area", "圏域", {"visits": persons.of(visits)["area"], "persons": persons["area"]})
CENTRE = breakdown("centre", "包括", {"visits": visits["centre"]})
OK = breakdown("ok", "できた", {"visits": visits["ok"]})
LONG = breakdown("long", "長さ", {"visits": visits["minutes"].band((30,), ("短い", "長い"))})

CHAPTER = Chapter(
    (
        drawn(persons, "person_id | area\n1 | 東\n2 | 西\n3 |\n4 | 秘匿"),
        drawn(
            visits,
            """
            person_id | visited_on | centre | ok     | minutes
            1         | 2026-05-01 | 3      | はい   | 10
            1         | 2026-05-02 | 10     | いいえ | 30
            2         | 2026-05-03 | 3      | はい   | 50
            3         | 2026-05-04 |        | はい   | 20
            4         | 2026-05-05 | 3      | はい   | 40
            9         | 2026-05-06 | 3      | いいえ | 60
            """,
        ),
    ),
    (
        Spec("台帳の区分で分ける。理由ごとに、分からない方のますができる", count(every),
             {("東",): 2, ("西",): 1, (MissingKind.NOT_SET,): 2, (MissingKind.SUPPRESSED,): 1}, by=(AREA,)),
        Spec("数で分ける", count(every), {(3,): 4, (10,): 1, (MissingKind.NOT_SET,): 1}, by=(CENTRE,)),
        Spec("真偽で分ける", count(every), {(True,): 4, (False,): 2}, by=(OK,)),
        Spec("階級で分ける", count(every), {("短い",): 2, ("長い",): 4}, by=(LONG,)),
        Spec("割合は、ますごとに割る", count(every, where=visits["ok"]),
             {(3,): Fraction(3, 4), (10,): Fraction(0), (MissingKind.NOT_SET,): Fraction(1)},
             out_of=count(every), by=(CENTRE,)),
        Spec("実人数は、ますごとに数えなおす", count_distinct(every, visits["person_id"]),
             {(3,): 4, (10,): 1, (MissingKind.NOT_SET,): 1}, by=(CENTRE,)),
        Spec("中央値も、ますごと", median(every, visits["minutes"]), {(True,): 30, (False,): 45}, by=(OK,)),
        Spec("掛け合わせは、いる組だけ", total(every, visits["minutes"]),
             {(True, "短い"): 30, (True, "長い"): 90, (False, "長い"): 90}, by=(OK, LONG)),
        Spec("内訳があっても、全体は変わらない", count(every), 6),
    ),
)  # fmt: skip
births = Records("births", {"person_id": int, "birth_on": date}, key="person_id")
residents = Records("residents", {"resident_id": int, "since": date, "until": blank(date), "area": str})
HERE = breakdown("area", "圏域", {"visits": persons.of(visits)["area"], "residents": residents["area"]})
OF_TWO_TABLES = Chapter(
    (
        drawn(
            residents,
            "since | until | area\n2020-01-01 | | 東\n2020-01-01 | | 東\n2020-01-01 | | 西\n2020-01-01 | | 北",
        ),
        drawn(persons, "person_id | area\n1 | 東\n3 | 西"),
        drawn(visits, "person_id | visited_on\n1 | 2026-05-01\n3 | 2026-05-02\n3 | 2026-05-03"),
    ),
    (
        Spec(
            "分母がほかの記録でも、同じますで割る",
            count(every),
            {("東",): Fraction(1, 2), ("西",): Fraction(2), ("北",): Fraction(0)},
            out_of=count(in_force(residents, since="since", until="until")),
            by=(HERE,),
        ),
    ),
)


@specs(CHAPTER, OF_TWO_TABLES)
def test_breakdowns(chapter, number, engine):
    chapter.check(number, engine)


BORN = drawn(births, "person_id | birth_on\n1 | 1950-12-31\n2 | 1951-01-01")
NOT_SET = (MissingKind.NOT_SET,)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (months(date(2025, 12, 1), date(2026, 1, 1)), [{("若い",): 2}, {("年上",): 1, NOT_SET: 1}]),
        (quarters(date(2025, 10, 1), date(2026, 3, 31)), [{("若い",): 2}, {("年上",): 1, NOT_SET: 1}]),
        (rolling(12, date(2026, 11, 1), date(2026, 12, 1)), [{("若い",): 2, NOT_SET: 1}, {("年上",): 1, NOT_SET: 1}]),
    ],
)
def test_the_year_of_a_period_tells_the_band_of_each_person(ask, periods, expected):
    by_year = period_first_day().year().minus(births.of(visits)["birth_on"].year())
    band = breakdown("band", "年", {"visits": by_year.band((76,), ("若い", "年上"))})
    visited = drawn(
        visits, "person_id | visited_on\n1 | 2025-12-01\n2 | 2025-12-02\n2 | 2025-12-03\n1 | 2026-01-04\n9 | 2026-01-05"
    )
    results = ask([BORN, visited], count_distinct(every, visits["person_id"]), periods=periods, by=[band])
    for number, cells in enumerate(expected):
        told = {cell: results.answer("spec", number, cell, (band,)).value for cell in results.cells((band,))}
        assert {cell: value for cell, value in told.items() if value} == cells
