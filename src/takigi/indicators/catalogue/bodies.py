"""体力とフレイルの指標: KPI 17 and 18. What was measured at the start and at the end of a course, in the same way.

Becoming able is counted by itself, never as a number of seconds; a class that is not certain is left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from takigi.indicators.catalogue.facts import changes, checklists, episodes
from takigi.indicators.catalogue.town import FROM_THE_START, TownWays
from takigi.indicators.definition import CASES, PERCENT, CountItself, Direction, Edition, Example, Indicator, LeftOut
from takigi.indicators.drawings import drawn
from takigi.indicators.language import Phrase, Records, choose, count, first_of, last_of, rows

# The clinical limits of the room of instruments: seconds, and metres per second.
LIMITS = {"tug_s": Decimal("2.0"), "gait_usual_mps": Decimal("0.10"), "gait_max_mps": Decimal("0.10")}

_late = LeftOut("時期から外れた測定", changes["is_late"], "始まりと終わりの測定とみなせないため")
_able = LeftOut(
    "できるようになった・できなくなった",
    ~changes["improvement"].is_known(),
    "数の差がないため。できるようになった方は別の指標で数える",
)
_CHANGED = drawn(
    changes,
    """
    test           | kind        | improvement | measured_on | is_late
    tug_s          | better      | 2.0         | 2026-07-01  | いいえ
    tug_s          | better      | 1.9         | 2026-07-01  | いいえ
    tug_s          | worse       | -3.0        | 2027-03-31  | いいえ
    tug_s          | better      | 5.0         | 2026-07-01  | はい
    tug_s          | became_able |             | 2026-07-01  | いいえ
    gait_usual_mps | better      | 0.10        | 2026-07-01  | いいえ
    gait_usual_mps | better      | 0.09        | 2026-07-01  | いいえ
    gait_max_mps   | same        | 0           | 2026-07-01  | いいえ
    grip_kg        | became_able |             | 2026-07-01  | いいえ
    """,
)


def _improved(key: str, test: str, label: str, limit: str, *, met: int, left_out: int, pairs: int) -> Indicator:
    measured = rows(changes, dated="measured_on", where=changes["test"].is_(test))
    return Indicator(
        key=key,
        label=f"体力改善率（{label}）",
        unit=PERCENT,
        direction=Direction.HIGHER_IS_BETTER,
        lag="短期集中の終わりの測定が記録されるまで。",
        traps=(
            "始めと終わりの両方を同じ測り方で測った方だけです。続かなかった方が抜けるので、良いほうにかたよることがあります。",
            "悪かった方ほど、何もしなくても次の測定で良く見えます（平均への回帰）。効果とは言えません。",
        ),
        decision=f"{limit}以上を改善とみる（取り決め KPI 17）。できるようになった方は別に数える。",
        editions=(
            Edition(
                since=FROM_THE_START,
                source="個別支援の指標一覧 KPI 17",
                counts=f"{label}が{limit}以上よくなった測定の組",
                out_of=f"同じ測り方の始めと終わりの{label}の組（終わりの測定が期間の中のもの）",
                numerator=count(measured, where=changes["improvement"].at_least(LIMITS[test])),
                denominator=count(measured),
                leaves_out=(_late, _able),
            ),
        ),
        examples=(
            Example(
                f"ちょうど{limit}は数え、時期から外れた測定と、できるようになった方は除きます",
                rows=(_CHANGED,),
                numerator=met,
                denominator=pairs,
                left_out=left_out,
            ),
        ),
    )


TUG_IMPROVED = _improved("tug_improved", "tug_s", "TUG", "2.0秒", met=1, pairs=3, left_out=2)
GAIT_IMPROVED = _improved(
    "gait_improved", "gait_usual_mps", "通常歩行速度", "毎秒0.10メートル", met=1, pairs=2, left_out=0
)
FASTEST_GAIT_IMPROVED = _improved(
    "fastest_gait_improved", "gait_max_mps", "最大歩行速度", "毎秒0.10メートル", met=0, pairs=1, left_out=0
)

_became_able = rows(
    changes, dated="measured_on", where=changes["kind"].is_("became_able") & changes["test"].is_one_of(*LIMITS)
)
BECAME_ABLE = Indicator(
    key="became_able",
    label="できるようになった測定（TUG・歩行）",
    unit=CASES,
    direction=Direction.HIGHER_IS_BETTER,
    lag="短期集中の終わりの測定が記録されるまで。",
    traps=("できなくなった方の数は入りません。体力改善率の「除いた数」とならべて読んでください。",),
    decision="できなかった方ができるようになったことは、秒数の改善とは別に数える（個別支援の指標一覧 KPI 17）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 17",
            counts="始めにできず、終わりにできた測定（TUG、通常歩行、最大歩行）",
            out_of="",
            numerator=count(_became_able),
            denominator=CountItself("できなかった方は少なく、割合では読めないため"),
            leaves_out=(_late,),
        ),
    ),
    examples=(Example("握力は入りません", rows=(_CHANGED,), numerator=1, denominator=0, value=1),),
)

_end = checklists.again("end_checklists")


def _class_of(points: Phrase, ways: TownWays) -> Phrase:
    """0 健常, 1 プレフレイル, 2 フレイル."""
    return choose(points.at_least(ways.frail_from), 2, choose(points.at_least(ways.prefrail_from), 1, 0))


def _near(sheets: Records, day: str, days: int) -> Phrase:
    return sheets["answered_on"].between(episodes[day].days_after(-days), episodes[day].days_after(days))


def _class_changed(ways: TownWays, *, counts: str, is_better: bool) -> Edition:
    """KPI 18 as a town decided it: the limits of the classes, and how near to start and end a sheet must be."""
    days = ways.test_window_days
    at_start, at_end = _near(checklists, "started_on", days), _near(_end, "ended_on", days)

    def start(value: Phrase) -> Phrase:
        return first_of(checklists.same_person_as(episodes), value, by=checklists["answered_on"], where=at_start)

    def end(value: Phrase) -> Phrase:
        return last_of(_end.same_person_as(episodes), value, by=_end["answered_on"], where=at_end)

    low, high = start(_class_of(checklists["total_low"], ways)), start(_class_of(checklists["total_high"], ways))
    low_then, high_then = end(_class_of(_end["total_low"], ways)), end(_class_of(_end["total_high"], ways))
    paired = rows(episodes, dated="ended_on", where=start(checklists["answered_on"]).below(end(_end["answered_on"])))
    return Edition(
        since=ways.since,
        source="個別支援の指標一覧 KPI 18",
        counts=counts,
        out_of=f"期間に終わった短期集中のうち、始まりと終わりの前後{days}日の基本チェックリストが両方あるもの",
        numerator=count(paired, where=low_then.below(low) if is_better else low_then.above(low)),
        denominator=count(paired),
        leaves_out=(
            LeftOut(
                "区分が決まらない",
                low.is_not(high) | low_then.is_not(high_then),
                "答えのない問いがあり、区分を言えないため",
            ),
        ),
        ways=(
            f"フレイル: {ways.frail_from}点以上、プレフレイル: {ways.prefrail_from}点以上",
            f"始まりと終わりの前後: {days}日",
        ),
    )


def frailty_lightened(ways: TownWays) -> Edition:
    """A lighter class at the end."""
    counts = "終わりのフレイルの区分（健常・プレフレイル・フレイル）が、始まりより軽い短期集中"
    return _class_changed(ways, counts=counts, is_better=True)


def frailty_worsened(ways: TownWays) -> Edition:
    """A heavier class at the end."""
    counts = "終わりのフレイルの区分（健常・プレフレイル・フレイル）が、始まりより重い短期集中"
    return _class_changed(ways, counts=counts, is_better=False)


_SHEETS = (
    drawn(
        episodes,
        """
        person_id | started_on | ended_on
        1         | 2026-04-15 | 2026-07-15
        2         | 2026-04-15 | 2026-07-15
        3         | 2026-04-15 | 2026-07-15
        4         | 2026-04-15 | 2026-07-15
        5         | 2026-04-15 |
        """,
    ),
    drawn(
        checklists,
        """
        person_id | answered_on | total_low | total_high
        1         | 2026-04-01  | 8         | 8
        1         | 2026-07-29  | 7         | 7
        2         | 2026-04-15  | 4         | 7
        2         | 2026-07-15  | 8         | 9
        3         | 2026-04-15  | 8         | 8
        3         | 2026-07-30  | 3         | 3
        4         | 2026-04-15  | 9         | 9
        4         | 2026-07-15  | 7         | 8
        5         | 2026-04-15  | 9         | 9
        """,
    ),
)


def _frailty(key: str, label: str, direction: Direction, of: Callable[[TownWays], Edition]) -> Indicator:
    return Indicator(
        key=key,
        label=label,
        unit=PERCENT,
        direction=direction,
        lag="短期集中が終わり、終わりのチェックリストに答えるまで。",
        traps=(
            "両方に答えた方だけです。続かなかった方が抜けるので、良いほうにかたよることがあります。",
            "「軽くなった」と「重くなった」は、ならべて読んでください。残りは同じ区分の方です。",
            "区分の境の近くでは、1点の揺れでも区分が変わります。",
        ),
        decision="始まりと終わりの測定と同じ日数のうちに答えたもの。始まりは最初の、終わりは最後の一枚（取り決め KPI 18）。",
        editions=(of(TownWays()),),
        examples=(
            Example(
                "14日前と14日後は入り、15日後は組になりません。答えが足りず区分が決まらない方は除きます",
                rows=_SHEETS,
                numerator=1,
                denominator=2,
                value=Fraction(1, 2),
                left_out=1,
                as_of=date(2027, 3, 31),
            ),
        ),
    )


FRAILTY_LIGHTENED = _frailty(
    "frailty_lightened", "フレイルの区分が軽くなった率", Direction.HIGHER_IS_BETTER, frailty_lightened
)
FRAILTY_WORSENED = _frailty(
    "frailty_worsened", "フレイルの区分が重くなった率", Direction.LOWER_IS_BETTER, frailty_worsened
)

BY_TOWN = {FRAILTY_LIGHTENED.key: frailty_lightened, FRAILTY_WORSENED.key: frailty_worsened}
INDICATORS = (
    TUG_IMPROVED,
    GAIT_IMPROVED,
    FASTEST_GAIT_IMPROVED,
    BECAME_ABLE,
    FRAILTY_LIGHTENED,
    FRAILTY_WORSENED,
)
