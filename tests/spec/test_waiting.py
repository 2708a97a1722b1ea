"""除くものと待つもの: 先に除き（その数は変わらない）、次に窓の終わっていないものを待たせ、残りを数える."""

from datetime import date

from takigi.indicators.definition import LeftOut
from takigi.indicators.drawings import drawn
from takigi.indicators.language import MissingKind, Records, column, count, count_distinct, rows
from takigi.indicators.periods import months
from tests.spec.chapters import Chapter, Spec, specs

cases = Records(
    "cases",
    {
        "case_id": int,
        "person_id": int,
        "begun_on": date,
        "ended_on": column(date, MissingKind.BEING_COUNTED),
        "died_on": column(date, MissingKind.NOT_APPLICABLE),
        "moved_on": column(date, MissingKind.NOT_APPLICABLE),
        "ok": bool,
    },
)
begun = rows(cases, dated="begun_on")
window_end = cases["begun_on"].days_after(30)
GONE = (
    LeftOut("死亡", cases["died_on"].at_most(window_end), "見届けられないため"),
    LeftOut("転出", cases["moved_on"].at_most(window_end), "見届けられないため"),
)
all_of_them, good_ones = count(begun), count(begun, where=cases["ok"])

CHAPTER = Chapter(
    (
        drawn(
            cases,
            """
            person_id | begun_on   | ended_on   | died_on    | moved_on   | ok
            1         | 2026-05-01 | 2026-05-20 |            |            | はい
            1         | 2026-05-01 | 2026-05-20 |            |            | いいえ
            2         | 2026-05-02 |            |            |            | はい
            3         | 2026-05-01 | 2026-05-20 | 2026-05-31 | 2026-05-10 | はい
            4         | 2026-05-01 | 2026-06-01 |            | 2026-05-31 | いいえ
            5         | 2026-05-02 | 2026-05-20 |            | 2026-05-20 | はい
            6         | 2026-05-01 |            | 2026-06-01 |            | はい
            """,
        ),
    ),
    (
        Spec(
            "窓の終わる日が基準日なら数え、翌日なら待つ",
            good_ones,
            [3],
            waits_until=window_end,
            also={"waiting": 2},
        ),
        Spec(
            "できごとがすでにあっても、窓が終わるまで待つ",
            good_ones,
            [2],
            leaves_out=GONE,
            waits_until=window_end,
            also={"waiting": 1, "left_out": (("死亡", 1), ("転出", 1))},
        ),
        Spec(
            "待つ前に除く。二つの理由に当たる方は、先の理由で一度だけ",
            all_of_them,
            [3],
            leaves_out=GONE,
            waits_until=window_end,
            also={"left_out": (("死亡", 1), ("転出", 2))},
        ),
        Spec(
            "終わる日の空欄は、待つ",
            all_of_them,
            [4],
            waits_until=cases["ended_on"],
            also={"waiting": 3},
        ),
        Spec(
            "除く条件が空欄なら、除かない",
            all_of_them,
            [6],
            leaves_out=GONE[:1],
            also={"left_out": (("死亡", 1),)},
        ),
        Spec(
            "実人数の指標では、待つ方も実人数",
            count_distinct(begun, cases["person_id"]),
            [4],
            waits_until=window_end,
            also={"waiting": 2},
        ),
        Spec(
            "だれも数えられず、待つだけなら集計中",
            good_ones,
            [MissingKind.BEING_COUNTED],
            out_of=count(begun, where=cases["begun_on"].is_(date(2026, 5, 2))),
            waits_until=window_end,
            also={"waiting": 2, "denominator": 0},
        ),
        Spec(
            "分母の条件に合う方だけが、待ち、除かれる",
            good_ones,
            [1],
            out_of=count(begun, where=cases["person_id"].is_one_of(3, 6)),
            leaves_out=GONE,
            also={"waiting": 0, "left_out": (("死亡", 1), ("転出", 0))},
        ),
    ),
    periods=months(date(2026, 5, 1), date(2026, 5, 1)),
    as_of=date(2026, 5, 31),
)


@specs(CHAPTER)
def test_waiting(chapter, number, engine):
    chapter.check(number, engine)
