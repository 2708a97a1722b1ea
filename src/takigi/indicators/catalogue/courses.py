"""短期集中の指標: KPI 11 to 14. Attendance, completion, graduation, and living without paid services three months later."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.facts import episodes, follow_ups, persons
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import PERCENT, Direction, Edition, Example, Indicator
from takigi.indicators.drawings import drawn
from takigi.indicators.language import count, first_of, none_of, rows, total

_begun = rows(episodes, dated="started_on")
_to_the_end = "短期集中が終わるまで（ふつう3か月、延長で6か月）。"
_everybody = "始めた方は全員分母に残る（ITT）。続いている回は待つ（取り決め）。"
_has_graduated = episodes["end_reason"].is_("graduated")

ATTENDANCE = Indicator(
    key="attendance",
    label="出席率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_to_the_end,
    traps=(
        "回数の率です。一人ひとりの率の平均ではありません。",
        "年度をまたぐ回は、始まった年度の一回として数えます。",
    ),
    decision="途中でやめた後の予定は分母に残り、中断中の予定は抜ける（取り決め KPI 11）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 11",
            counts="出席した回数",
            out_of="期間に始まった短期集中の、中断をのぞいた予定の回数",
            numerator=total(_begun, episodes["attended"]),
            denominator=total(_begun, episodes["planned_not_suspended"]),
            waits_until=episodes["ended_on"],
        ),
    ),
    examples=(
        Example(
            "途中でやめた方の残りの予定も分母に残り、続いている方は待ちます",
            rows=(
                drawn(
                    episodes,
                    """
                    started_on | ended_on   | planned_not_suspended | attended
                    2026-04-01 | 2026-06-30 | 12                    | 11
                    2027-03-31 | 2027-04-20 | 12                    | 3
                    2026-05-01 |            | 12                    | 8
                    """,
                ),
            ),
            numerator=14,
            denominator=24,
            waiting=1,
        ),
    ),
)

COMPLETION = Indicator(
    key="completion",
    label="完了率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_to_the_end,
    traps=("終わりの測定が遅れた回も、測定したものとして数えます。",),
    decision="75%は中断の回をのぞいて数える。遅れた終わりの測定も認める。続いている回は待つ（取り決め KPI 12）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 12",
            counts="終わりの測定があり、予定の75%以上に出席した回",
            out_of="期間に始まった短期集中（終わったもの）",
            numerator=count(_begun, where=episodes["is_completed"]),
            denominator=count(_begun),
            waits_until=episodes["ended_on"],
        ),
    ),
    examples=(
        Example(
            "基準日に終わった回は入り、翌日に終わる回と続いている回は待ちます",
            rows=(
                drawn(
                    episodes,
                    """
                    started_on | ended_on   | is_completed
                    2026-04-01 | 2026-06-30 | はい
                    2026-04-01 | 2026-05-10 | いいえ
                    2026-04-02 | 2026-07-01 | はい
                    2026-05-01 |            |
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
            waiting=2,
            as_of=date(2026, 6, 30),
        ),
    ),
)

_AS_GRADUATED = drawn(
    episodes,
    """
    started_on | ended_on   | end_reason          | is_completed
    2026-04-01 | 2026-06-30 | graduated           | はい
    2026-04-01 | 2026-06-30 | graduated           | いいえ
    2026-04-01 | 2026-06-30 | transferred_service | はい
    2026-04-01 | 2026-05-10 | deceased            | いいえ
    2027-03-31 | 2027-06-30 | discontinued        | いいえ
    2026-05-01 |            |                     |
    """,
)
_not_by_level = "認定が「非該当」になっただけでは卒業に数えません。終わりの評価で「卒業」とした回だけです。"

GRADUATION = Indicator(
    key="graduation",
    label="卒業率（始めた方のうち）",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_to_the_end,
    traps=(_not_by_level, "「完了した方のうち」の卒業率とは分母が違います。名前をつけて使い分けてください。"),
    decision=_everybody,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 13（ITT）",
            counts="終わり方が「卒業」の回",
            out_of="期間に始まった短期集中（終わったもの。亡くなった方や転出した方も残る）",
            numerator=count(_begun, where=_has_graduated),
            denominator=count(_begun),
            waits_until=episodes["ended_on"],
        ),
    ),
    examples=(
        Example(
            "亡くなった方もやめた方も分母に残り、続いている方は待ちます",
            rows=(_AS_GRADUATED,),
            numerator=2,
            denominator=5,
            waiting=1,
        ),
    ),
)

GRADUATION_OF_COMPLETED = Indicator(
    key="graduation_of_completed",
    label="卒業率（完了した方のうち）",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_to_the_end,
    traps=(
        _not_by_level,
        "途中でやめた方が分母にいないので、「始めた方のうち」より高く出ます。効果としては読めません。",
    ),
    decision="「始めた方のうち」とならべて、名前をつけて示す（個別支援の指標一覧 KPI 13）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 13（/completed）",
            counts="完了し、終わり方が「卒業」の回",
            out_of="期間に始まり、完了した短期集中",
            numerator=count(_begun, where=_has_graduated),
            denominator=count(_begun, where=episodes["is_completed"]),
            waits_until=episodes["ended_on"],
        ),
    ),
    examples=(
        Example("完了していない卒業は、分子にも分母にも入りません", rows=(_AS_GRADUATED,), numerator=1, denominator=2),
    ),
)

INDEPENDENT_MONTHS = 3
_window_end = episodes["ended_on"].months_after(INDEPENDENT_MONTHS)
_is_dead = persons.of(episodes)["died_on"].at_most(_window_end)
_of_the_case = follow_ups.same("case_id", episodes)
_in_the_window = follow_ups["month"].at_most(INDEPENDENT_MONTHS) & follow_ups["due_on"].above(episodes["ended_on"])
_asked_at_three = first_of(
    _of_the_case,
    follow_ups["has_paid_service"],
    by=follow_ups["due_on"],
    where=follow_ups["month"].is_(INDEPENDENT_MONTHS) & follow_ups["due_on"].above(episodes["ended_on"]),
)
_never_used = none_of(_of_the_case, where=_in_the_window & follow_ups["has_paid_service"])
_is_independent = (
    none_of(persons.same_person_as(episodes), where=persons["died_on"].at_most(_window_end))
    & episodes["end_reason"].is_not("transferred_service")
    & _never_used
    & ~_asked_at_three
)
_AFTER_THREE_MONTHS = (
    drawn(persons, "person_id | died_on\n1 |\n2 |\n3 |\n4 | 2026-09-30\n5 |\n6 |\n7 |"),
    drawn(
        episodes,
        """
        case_id | person_id | started_on | ended_on   | end_reason
        1       | 1         | 2026-04-01 | 2026-06-30 | graduated
        2       | 2         | 2026-04-01 | 2026-06-30 | graduated
        3       | 3         | 2026-04-01 | 2026-06-30 | transferred_service
        4       | 4         | 2026-04-01 | 2026-06-30 | graduated
        5       | 5         | 2026-04-01 | 2026-06-30 | graduated
        6       | 6         | 2026-04-01 | 2026-06-30 | graduated
        7       | 7         | 2026-04-01 | 2026-07-01 | graduated
        """,
    ),
    drawn(
        follow_ups,
        """
        case_id | person_id | month | due_on     | has_paid_service
        1       | 1         | 3     | 2026-09-30 | いいえ
        1       | 1         | 6     | 2026-12-30 | はい
        2       | 2         | 1     | 2026-07-30 | はい
        2       | 2         | 3     | 2026-09-30 | いいえ
        4       | 4         | 3     | 2026-09-30 | いいえ
        5       | 5         | 3     | 2026-09-30 |
        6       | 6         | 3     | 2026-09-30 | はい
        7       | 7         | 3     | 2026-10-01 | いいえ
        """,
    ),
)

INDEPENDENT = Indicator(
    key="independent_3m",
    label="3か月自立率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="短期集中が終わってから3か月。",
    traps=(
        "卒業後の確かめで聞いた答えによります。給付の記録からは数えていません。確かめの日のあいだの短い利用は見えません。",
        "確かめていない方は分母に残り、「調査未実施」または「対象外」としてその数を添えます。",
        "公表された試験の 11.1% と 3.8% は背景として示すもので、町の数と比べて効果とは言えません。",
        "亡くなった方は分母に残ります。自立には数えません。「終了後3か月までの死亡」とならべて示してください。",
    ),
    decision="始めた方は全員分母に残る（ITT）。死亡は別の区分で、自立に数えない（取り決め）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 14（無作為化比較試験の定義）",
            counts="終わってから3か月、介護予防・総合事業の有料のサービスを使わなかった回",
            out_of="期間に始まった短期集中すべて（終わって3か月たったもの）",
            numerator=count(_begun, where=_is_independent),
            denominator=count(_begun),
            waits_until=_window_end,
        ),
    ),
    examples=(
        Example(
            "死亡、移行、途中の利用、確かめのない方は分母に残り、3か月たっていない方は待ちます",
            rows=_AFTER_THREE_MONTHS,
            numerator=1,
            denominator=6,
            waiting=1,
            as_of=date(2026, 9, 30),
        ),
    ),
)

DIED_WITHIN_THREE_MONTHS = Indicator(
    key="died_within_3m",
    label="終了後3か月までの死亡",
    unit=PERCENT,
    direction=Direction.NEITHER,
    lag="短期集中が終わってから3か月。",
    traps=("3か月自立率に添える数です。これだけで事業の良し悪しは言えません。",),
    decision="死亡は別の区分で、数を添えずに自立でないとは数えない（取り決め）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 14、取り決め（ITT）",
            counts="終わってから3か月までに亡くなった方の回",
            out_of="期間に始まった短期集中すべて（終わって3か月たったもの）",
            numerator=count(_begun, where=_is_dead),
            denominator=count(_begun),
            waits_until=_window_end,
        ),
    ),
    examples=(
        Example(
            "3か月目の日に亡くなった方まで数えます",
            rows=_AFTER_THREE_MONTHS,
            numerator=1,
            denominator=6,
            waiting=1,
            as_of=date(2026, 9, 30),
        ),
    ),
)

INDICATORS = (
    ATTENDANCE,
    COMPLETION,
    GRADUATION,
    GRADUATION_OF_COMPLETED,
    INDEPENDENT,
    DIED_WITHIN_THREE_MONTHS,
)
