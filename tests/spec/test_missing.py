"""欠けた値: 空欄の種類は混ぜず、空欄はどの条件にも合わない。分子か分からない記録は、種類ごとに数を添える."""

from datetime import date

from takigi.indicators.drawings import drawn
from takigi.indicators.language import MissingKind, Records, blank, choose, column, count, rows, surely, total
from tests.spec.chapters import Chapter, Spec, specs

people = Records(
    "people",
    {
        "person_id": int,
        "asked_on": date,
        "walks": column(bool, MissingKind.NOT_SURVEYED, MissingKind.SUPPRESSED, MissingKind.NOT_APPLICABLE),
        "grip": column(int, MissingKind.NOT_MEASURED, MissingKind.BEING_COUNTED),
        "area": blank(str),
    },
)
every = rows(people, dated="asked_on")
walks, grip, area = people["walks"], people["grip"], people["area"]
strong = grip.at_least(20)


def where(condition):
    return count(every, where=condition)


CHAPTER = Chapter(
    (
        drawn(
            people,
            """
            asked_on   | walks      | grip   | area
            2026-05-01 | はい       | 25     | 東
            2026-05-01 | いいえ     | 15     | 西
            2026-05-01 |            | 30     |
            2026-05-01 | 秘匿       |        | 東
            2026-05-01 | 対象外     | 集計中 |
            2026-05-01 | 調査未実施 | 10     | 西
            """,
        ),
    ),
    (
        Spec("空欄は「はい」でも", where(walks), 1),
        Spec("空欄は「いいえ」でもない", where(~walks), 1),
        Spec("空欄は、同じとも", where(area.is_("東")), 2),
        Spec("空欄は、異なるとも言わない", where(area.is_not("東")), 2),
        Spec("空欄は、いずれかとも言わない", where(~area.is_one_of("東", "北")), 2),
        Spec("値がある", where(walks.is_known()), 2),
        Spec("何も書いていない空欄は、はじめの種類", where(walks.is_missing(MissingKind.NOT_SURVEYED)), 2),
        Spec("ほかの種類は、それぞれ別", where(walks.is_missing(MissingKind.SUPPRESSED)), 1),
        Spec("その列にない種類は、どの行にもない", where(area.is_missing(MissingKind.SUPPRESSED)), 0),
        Spec("片方が偽なら、「かつ」は偽", where(~(walks & strong)), 2),
        Spec("片方が真なら、「または」は真", where(walks | strong), 2),
        Spec("確かに: 空欄は「いいえ」とみなす", where(~surely(walks)), 5),
        Spec("空欄の代わりの値", total(every, grip.or_if_missing(0)), 80),
        Spec("代わりの値が区分のとき", where(area.or_if_missing("不明").is_("不明")), 2),
        Spec("代わりも空欄なら空欄", where(walks.or_if_missing(strong).is_known()), 4),
        Spec("空欄を足すと空欄", where(grip.plus(1).is_known()), 4),
        Spec("空欄の階級は空欄で、種類が残る", where(grip.band((20,), ("弱い", "強い")).is_missing(MissingKind.BEING_COUNTED)), 1),
        Spec("条件が空欄の場合分けは空欄", where(choose(walks, 1, 0).is_known()), 2),
        Spec("選ばれた値が空欄なら空欄", where(choose(area.is_("東"), grip, 0).is_missing(MissingKind.NOT_MEASURED)), 1),
        Spec("種類が二つ重なると、重いほうが残る", where((walks & strong).is_missing(MissingKind.SUPPRESSED)), 1),
        Spec("「集計中」は「対象外」より重い", where((walks & strong).is_missing(MissingKind.BEING_COUNTED)), 1),
        Spec(
            "空欄は分母に残り、種類ごとに数を添える",
            where(walks),
            0,
            out_of=where(~strong | grip.is_missing(MissingKind.NOT_MEASURED)),
            also={
                "denominator": 3,
                "unknown": ((MissingKind.NOT_SURVEYED, 1), (MissingKind.SUPPRESSED, 1)),
            },
        ),
    ),
)  # fmt: skip

visits = Records("visits", {"visit_id": int, "booked_on": date, "visited_on": blank(date)})
UNDATED = Chapter(
    (drawn(visits, "booked_on | visited_on\n2026-05-01 | 2026-05-02\n2026-05-01 |"),),
    (Spec("起算日が空欄の記録は、どの期間にも入らない", count(rows(visits, dated="visited_on")), 1),),
)


@specs(CHAPTER, UNDATED)
def test_missing(chapter, number, engine):
    chapter.check(number, engine)
