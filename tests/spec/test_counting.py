"""数える: 件数、実人数、割合、合計、平均、中央値と四分位、分母が 0 のとき."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    MissingKind,
    Records,
    column,
    count,
    count_distinct,
    mean,
    median,
    quantile,
    rows,
    total,
)
from tests.spec.chapters import Chapter, Spec, specs

visits = Records(
    "visits",
    {
        "visit_id": int,
        "person_id": int,
        "visited_on": date,
        "minutes": column(int, MissingKind.NOT_MEASURED),
        "score": column(Decimal, MissingKind.NOT_MEASURED),
        "ok": bool,
    },
)
every = rows(visits, dated="visited_on")
long_ones = visits["minutes"].at_least(100)

CHAPTER = Chapter(
    (
        drawn(
            visits,
            """
            person_id | visited_on | minutes | score | ok
            1         | 2026-04-01 | 10      | 1.5   | はい
            1         | 2026-05-01 | 20      | 0.25  | はい
            2         | 2026-06-01 | 40      |       | いいえ
            2         | 2027-03-31 |         | 1.25  | いいえ
            3         | 2027-04-01 | 99      | 9     | はい
            """,
        ),
    ),
    (
        Spec("期間の初日と末日の記録は数え、翌日の記録は数えない", count(every), 4),
        Spec("条件に合う件数", count(every, where=visits["ok"]), 2),
        Spec("実人数は、同じ方を一度だけ数える", count_distinct(every, visits["person_id"]), 2),
        Spec("条件に合う実人数", count_distinct(every, visits["person_id"], where=visits["ok"]), 1),
        Spec("割合は、ちょうどの分数", count(every, where=visits["ok"]), Fraction(1, 2), out_of=count(every)),
        Spec("件数を実人数で割れる", count(every), 2, out_of=count_distinct(every, visits["person_id"])),
        Spec(
            "分母に条件があれば、分子もその中だけ",
            count(every, where=visits["ok"]),
            Fraction(1, 3),
            out_of=count(every, where=visits["person_id"].is_(2) | visits["minutes"].is_(10)),
            also={"numerator": 1, "denominator": 3},
        ),
        Spec("合計は空欄をとばす", total(every, visits["minutes"]), 70),
        Spec("小数の合計は、ちょうどの小数", total(every, visits["score"]), 3),
        Spec("条件に合うものの合計", total(every, visits["minutes"], where=~visits["ok"]), 40),
        Spec("合計を合計で割れる", total(every, visits["minutes"], where=visits["ok"]), Fraction(30, 70),
             out_of=total(every, visits["minutes"])),
        Spec(
            "平均は値のある記録だけで取り、空欄の数を添える",
            mean(every, visits["minutes"]),
            Fraction(70, 3),
            out_of=count(every),
            also={"numerator": 3, "denominator": 4, "unknown": ((MissingKind.NOT_MEASURED, 1),)},
        ),
        Spec("小数の平均は、ちょうどの分数", mean(every, visits["score"]), Fraction(1)),
        Spec(
            "中央値と四分位（R type 7）",
            median(every, visits["minutes"]),
            20,
            also={"quantiles": (Fraction(20), Fraction(15), Fraction(30))},
        ),
        Spec("偶数なら、まん中の二つの間", median(every, visits["minutes"], where=visits["ok"]), 15),
        Spec("好きな分位", quantile(every, visits["minutes"], Fraction(9, 10)), 36),
        Spec("分母が 0 なら 0 ではなく対象外", count(every, where=visits["ok"]), MissingKind.NOT_APPLICABLE,
             out_of=count(every, where=long_ones), also={"denominator": 0}),
        Spec("値がひとつもない平均は対象外", mean(every, visits["minutes"], where=long_ones), MissingKind.NOT_APPLICABLE),
        Spec("数えるものがなければ、件数は 0", count(every, where=long_ones), 0),
        Spec("足すものがなければ、合計は 0", total(every, visits["minutes"], where=long_ones), 0),
    ),
)  # fmt: skip


@specs(CHAPTER)
def test_counting(chapter, number, engine):
    chapter.check(number, engine)
