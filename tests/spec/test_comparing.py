"""くらべる: 以上と以下、ちょうどの小数、いずれか、かつ・または・でない、計算、階級、場合分け."""

from datetime import date
from decimal import Decimal

from takigi.indicators.drawings import drawn
from takigi.indicators.language import Records, always, choose, count, rows, total
from tests.spec.chapters import Chapter, Spec, specs

bodies = Records("bodies", {"body_id": int, "seen_on": date, "bmi": Decimal, "points": int, "area": str, "alone": bool})
every = rows(bodies, dated="seen_on")
bmi, points = bodies["bmi"], bodies["points"]


def where(condition):
    return count(every, where=condition)


def summed(value):
    return total(every, value)


CHAPTER = Chapter(
    (
        drawn(
            bodies,
            """
            seen_on    | bmi     | points | area | alone
            2026-05-01 | 18.5    | 3      | 東   | はい
            2026-05-01 | 18.4999 | 4      | 西   | いいえ
            2026-05-01 | 22.1    | 8      | 西   | はい
            2026-05-01 | 30      | 25     | 北   | いいえ
            """,
        ),
    ),
    (
        Spec("18.5 は「18.5 未満」ではない", where(bmi.below(Decimal("18.5"))), 1),
        Spec("18.5 は「18.5 以上」", where(bmi.at_least(Decimal("18.5"))), 3),
        Spec("以下は、その値を入れる", where(points.at_most(4)), 2),
        Spec("超えるは、その値を入れない", where(points.above(4)), 2),
        Spec("数量と整数もくらべられる", where(bmi.is_(30)), 1),
        Spec("あいだは、両端を入れる", where(points.between(4, 8)), 2),
        Spec("同じ区分", where(bodies["area"].is_("西")), 2),
        Spec("異なる区分", where(bodies["area"].is_not("西")), 2),
        Spec("いずれかの区分", where(bodies["area"].is_one_of("東", "北", "南")), 2),
        Spec("いずれかの数", where(points.is_one_of(3, 25)), 2),
        Spec("真偽の列は、そのまま条件になる", where(bodies["alone"]), 2),
        Spec("真偽どうしをくらべる", where(bodies["alone"].is_(False)), 2),
        Spec("かつ", where(bodies["alone"] & bodies["area"].is_("西")), 1),
        Spec("または", where(bodies["alone"] | bodies["area"].is_("西")), 3),
        Spec("でない", where(~(bodies["alone"] | bodies["area"].is_("西"))), 1),
        Spec("足す", summed(points.plus(1)), 44),
        Spec("引く", summed(points.minus(bodies["points"])), 0),
        Spec("小数を足す", where(bmi.plus(Decimal("0.0001")).is_(Decimal("18.5"))), 1),
        Spec("かける", summed(points.times(3)), 120),
        Spec("小数に整数をかける", where(bmi.times(2).is_(37)), 1),
        Spec("境ちょうどから次の階級", where(points.band((4, 8), ("健常", "予備", "虚弱")).is_("予備")), 1),
        Spec("いちばん下といちばん上の階級", where(points.band((4, 8), ("健常", "予備", "虚弱")).is_one_of("健常", "虚弱")), 3),
        Spec("小数の階級", where(bmi.band((25,), ("25未満", "25以上")).is_("25以上")), 1),
        Spec("場合分け", summed(choose(bodies["alone"], points, 0)), 11),
        Spec("区分の場合分け", where(choose(points.at_least(8), "多い", bodies["area"]).is_("多い")), 2),
        Spec("日の場合分け", where(choose(bodies["alone"], bodies["seen_on"], always(date(2026, 1, 1)))
                                  .at_least(date(2026, 5, 1))), 2),
        Spec("いつも同じ値", summed(always(2)), 8),
    ),
)  # fmt: skip


@specs(CHAPTER)
def test_comparing(chapter, number, engine):
    chapter.check(number, engine)
