"""目標の指標: KPI 15 and 16. Whether agreed goals were reached, and how doing and contentment changed."""

from __future__ import annotations

from fractions import Fraction

from takigi.indicators.catalogue.facts import goals, ratings
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import PERCENT, POINTS, Direction, Edition, Example, Indicator
from takigi.indicators.drawings import drawn
from takigi.indicators.language import any_of, count, first_of, mean, rows

_due = rows(goals, dated="target_on", where=goals["is_agreed"])

GOALS_REACHED = Indicator(
    key="goals_reached",
    label="目標達成率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="目標の期日から、判定が書かれるまで。",
    traps=(
        "判定のまだない目標は分母に残り、「未設定」としてその数を添えます。",
        "やさしい目標ほど達成しやすくなります。町どうしを比べる数ではありません。",
    ),
    decision="合意は、本人とチームの両方（取り決め KPI 15）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 15",
            counts="達成と判定された目標",
            out_of="本人とチームが合意し、期間に期日が来た目標",
            numerator=count(_due, where=goals["is_achieved"]),
            denominator=count(_due),
        ),
    ),
    examples=(
        Example(
            "判定のない目標は分母に残り、本人だけの合意と期日の来ていない目標は入りません",
            rows=(
                drawn(
                    goals,
                    """
                    is_agreed | target_on  | is_achieved
                    はい      | 2026-04-01 | はい
                    はい      | 2027-03-31 | いいえ
                    はい      | 2026-09-30 |
                    いいえ    | 2026-09-30 | はい
                    はい      | 2027-04-01 | はい
                    はい      |            | はい
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

_first = ratings.again("first_ratings")
_of_the_goal = _first.same("goal_id", ratings)
_at_the_start = _first["timepoint"].is_("T0")
_paired = rows(
    ratings,
    dated="rated_on",
    where=ratings["timepoint"].is_("T1") & any_of(_of_the_goal, where=_at_the_start),
    last_per="goal_id",
)
_RATED = drawn(
    ratings,
    """
    goal_id | timepoint | rated_on   | performance | satisfaction
    1       | T0        | 2026-04-10 | 3           | 2
    1       | Tmid      | 2026-05-20 | 9           | 9
    1       | T1        | 2026-07-01 | 7           | 8
    2       | T0        | 2026-03-20 | 5           | 5
    2       | T1        | 2026-06-20 | 4           | 5
    3       | T0        | 2026-04-10 | 1           | 1
    4       | T1        | 2026-07-01 | 9           | 9
    """,
)


def _change(key: str, label: str, column: str, change: Fraction) -> Indicator:
    before = first_of(_of_the_goal, _first[column], by=_first["rated_on"], where=_at_the_start)
    return Indicator(
        key=key,
        label=label,
        unit=POINTS,
        direction=Direction.HIGHER_IS_BETTER,
        lag="短期集中の終わりに、もう一度つけるまで。",
        traps=("両方をつけた目標だけの平均です。続かなかった方が抜けるので、良いほうにかたよることがあります。",),
        editions=(
            Edition(
                since=FROM_THE_START,
                source="個別支援の指標一覧 KPI 16",
                counts="終わりの点から始めの点を引いた差の平均",
                out_of="始めと終わりの両方をつけた目標（終わりの日が期間の中のもの）",
                numerator=mean(_paired, ratings[column].minus(before)),
                denominator=count(_paired),
            ),
        ),
        examples=(
            Example(
                "始めか終わりの片方しかない目標と、なかばの点は入りません",
                rows=(_RATED,),
                numerator=2,
                denominator=2,
                value=change,
            ),
        ),
    )


PERFORMANCE_CHANGE = _change("performance_change", "実行度の変化", "performance", Fraction(3, 2))
SATISFACTION_CHANGE = _change("satisfaction_change", "満足度の変化", "satisfaction", Fraction(3))

INDICATORS = (GOALS_REACHED, PERFORMANCE_CHANGE, SATISFACTION_CHANGE)
