"""学びと約束の指標: K13 to K17, K24 and K25. What people understand, how supporters feel, and what must never happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from takigi.indicators.catalogue.meeting_facts import (
    faults,
    gaps,
    lecture_requests,
    pulses,
    team_meetings,
    team_months,
    understandings,
    waves,
)
from takigi.indicators.catalogue.together import AT_ONCE, HIGHER, LOWER, NEITHER, together
from takigi.indicators.definition import CASES, PEOPLE, PERCENT, CountItself, Direction, Example, Indicator, LeftOut
from takigi.indicators.drawings import drawn
from takigi.indicators.language import count, rows, surely, total

HIGHEST = 5
_answers = rows(understandings, dated="answered_on")
_both = understandings["before"].is_known() & understandings["after"].is_known()
_CEILING = LeftOut("はじめから5", surely(understandings["before"].is_(HIGHEST)), "それより上がりようがないため")
_UNDERSTOOD = drawn(
    understandings,
    """
    answered_on | before | after
    2026-04-01  | 2      | 3
    2026-04-01  | 3      | 3
    2026-04-01  | 4      | 5
    2026-04-01  | 5      | 5
    2026-04-01  |        | 5
    2026-04-01  | 2      |
    """,
)
_who_answers = "答えた人だけの数です。だれにも求めず、名前を書かずに答えてもらいます。"

UNDERSTANDING_GAIN = together(
    key="understanding_gain",
    label="理解が一段以上進んだ人の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K13",
    counts="後の理解が前より一段以上高い人",
    out_of="期間に、前と後の両方に答えた人（はじめから5の人をのぞく）",
    traps=(_who_answers, "はじめから5の人は、除いてその数を添えます。"),
    numerator=count(_answers, where=understandings["after"].minus(understandings["before"]).at_least(1)),
    denominator=count(_answers, where=_both),
    leaves_out=(_CEILING,),
    examples=(Example("はじめから5の人を除きます", rows=(_UNDERSTOOD,), numerator=2, denominator=3, left_out=1),),
)

CAN_EXPLAIN = together(
    key="can_explain",
    label="自分の言葉で説明できる人の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K13b",
    counts="後の理解が5（自分の言葉で説明できる）の人",
    out_of="期間に、後の理解に答えた人",
    traps=(_who_answers,),
    numerator=count(_answers, where=understandings["after"].is_(HIGHEST)),
    denominator=count(_answers, where=understandings["after"].is_known()),
    examples=(Example("前に答えていない人も入ります", rows=(_UNDERSTOOD,), numerator=3, denominator=5),),
)

_lectures = rows(lecture_requests, dated="requested_on", where=lecture_requests["is_own_wish"])
_LECTURES = drawn(
    lecture_requests,
    """
    requested_on | is_own_wish | is_new_requester | held_on    | people
    2026-04-01   | はい        | はい             | 2026-05-01 | 20
    2026-04-01   | はい        | いいえ           |            |
    2026-04-01   | いいえ      | はい             | 2026-05-02 | 15
    """,
)

LECTURES_ASKED = together(
    key="lectures_asked_for",
    label="出前講座の依頼（機関のほうから）",
    unit=CASES,
    direction=HIGHER,
    number="K14",
    counts="期間に、機関のほうから来た出前講座の依頼",
    traps=("こちらから勧めたものは数えません。",),
    numerator=count(_lectures),
    denominator=CountItself("来た依頼そのものの動きを見るため"),
    examples=(Example("勧めた一件は数えません", rows=(_LECTURES,), numerator=2, denominator=0),),
)

LECTURES_NEW = together(
    key="lectures_new_requesters",
    label="出前講座の依頼のうち、はじめての機関の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K14（はじめての機関）",
    counts="はじめて頼んだ機関の依頼",
    out_of="期間に、機関のほうから来た出前講座の依頼",
    traps=("町の機関を一回りすると、下がります。",),
    numerator=count(_lectures, where=lecture_requests["is_new_requester"]),
    denominator=count(_lectures),
    examples=(Example("二件のうち一件です", rows=(_LECTURES,), numerator=1, denominator=2),),
)

_given = rows(lecture_requests, dated="held_on")

LECTURE_PEOPLE = together(
    key="lecture_people",
    label="出前講座に出た人（のべ）",
    unit=PEOPLE,
    direction=HIGHER,
    number="K14（届いた人）",
    counts="期間に開いた出前講座に出た人（のべ）",
    traps=("こちらから勧めた講座の人も入ります。人数を増やすことだけを目ざさないでください。",),
    numerator=total(_given, lecture_requests["people"]),
    denominator=CountItself("届いた人の数そのものを見るため"),
    examples=(Example("二十人と十五人です", rows=(_LECTURES,), numerator=35, denominator=0),),
)

_team = rows(team_months, dated="month_end")

TEAM_MEETINGS = together(
    key="team_meetings_held",
    label="担当者ミーティングを開いた割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K15",
    counts="開いた担当者ミーティング",
    out_of="月3回 × 終わった月の数",
    lag="その月が終わるまで。",
    traps=("開くことよりも、変えたことを確かめたかを見ます。",),
    never_a_target="会議の数は、良さの目安になりません",
    numerator=total(_team, team_months["held"]),
    denominator=total(_team, team_months["expected"]),
    examples=(
        Example(
            "二か月で五回です",
            rows=(drawn(team_months, "month_end | expected | held\n2026-04-30 | 3 | 3\n2026-05-31 | 3 | 2"),),
            numerator=5,
            denominator=6,
        ),
    ),
)

_decided = rows(team_meetings, dated="held_on", where=team_meetings["has_change"])

CHANGES_CHECKED = together(
    key="team_changes_checked",
    label="変えると決めたことを、次の月に確かめた割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K15（確かめ）",
    counts="次の月の末日までに、変えたことを確かめたミーティング",
    out_of="期間に、変えることを決めたミーティング（次の月が終わったもの）",
    lag="次の月が終わるまで。",
    traps=("確かめた結果がよくなくても、確かめたことを数えます。",),
    numerator=count(_decided, where=surely(team_meetings["checked_on"].at_most(team_meetings["check_by"]))),
    denominator=count(_decided),
    waits_until=team_meetings["check_by"],
    examples=(
        Example(
            "変えることを決めなかった回は入らず、次の月が終わっていない回は待ちます",
            rows=(
                drawn(
                    team_meetings,
                    """
                    held_on    | has_change | check_by   | checked_on
                    2026-04-10 | はい       | 2026-05-31 | 2026-05-31
                    2026-04-20 | はい       | 2026-05-31 | 2026-06-01
                    2026-04-30 | いいえ     | 2026-05-31 |
                    2026-05-10 | はい       | 2026-06-30 |
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
            waiting=1,
            as_of=date(2026, 6, 29),
        ),
    ),
)

AGREES_FROM = 4
_felt = rows(pulses, dated="answered_on")
_own_scale = "確かめられた尺度ではありません（未検証の独自項目）。"
_PULSES = drawn(
    pulses,
    """
    answered_on | someone_to_ask | alone
    2026-04-01  | 5              | 1
    2026-04-01  | 4              | 4
    2026-04-01  | 3              | 5
    2026-04-01  |                | 2
    """,
)


def _feeling(label: str, *, key: str, direction: Direction, number: str, item: str) -> Indicator:
    return together(
        key=key,
        label=label,
        unit=PERCENT,
        direction=direction,
        number=number,
        counts="4か5と答えた人",
        out_of="期間に答えた人",
        traps=(
            _own_scale,
            "答えた割合とならべて読んでください。つらい人ほど答えられないことがあります。",
            "10人にみたない数は、町の全体でも出しません。勤め先には、だれの答えも見せません。",
        ),
        numerator=count(_felt, where=pulses[item].at_least(AGREES_FROM)),
        denominator=count(_felt),
        is_wellbeing=True,
        examples=(Example("この問いに答えていない人も分母に残ります", rows=(_PULSES,), numerator=2, denominator=4),),
    )


SOMEONE_TO_ASK = _feeling(
    "困ったとき相談できる人や場所がある",
    key="someone_to_ask",
    direction=HIGHER,
    number="K16",
    item="someone_to_ask",
)
ALONE_WITH_IT = _feeling(
    "一人で抱えこんでいると感じる", key="alone_with_the_case", direction=LOWER, number="K17（逆の問い）", item="alone"
)
_closed = rows(waves, dated="closed_on")

RESPONSE_RATE = together(
    key="survey_response_rate",
    label="アンケートに答えた割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K16・K17（答えた割合）",
    counts="答えた人",
    out_of="期間に閉じたアンケートで、声をかけた人",
    lag="アンケートを閉じるまで。",
    traps=("だれが答えたかは、だれにも分かりません。答えることを求めないでください。",),
    never_a_target="答えることを求めることになるからです",
    numerator=total(_closed, waves["answered"]),
    denominator=total(_closed, waves["invited"]),
    examples=(
        Example(
            "閉じたものだけを数えます",
            rows=(drawn(waves, "closed_on | invited | answered\n2026-05-01 | 30 | 21\n | 30 | 2"),),
            numerator=21,
            denominator=30,
        ),
    ),
)

_KINDS = (
    ("opened_without_basis", "K24（根拠）", "根拠のない開示", "no_basis"),
    ("seen_without_oath", "K24（守秘の確認）", "守秘の確認のない人への開示", "no_oath"),
    ("attended_without_reason", "K24（構成員）", "理由を残さずに加わった、構成員でない人の出席", "no_reason"),
    ("packets_not_returned", "K24（回収）", "期限までに戻らなかった資料", "not_returned"),
)
_FAULTS = drawn(
    faults,
    """
    happened_on | kind
    2026-04-01  | no_basis
    2026-04-01  | no_oath
    2026-04-01  | no_reason
    2026-04-01  | not_returned
    """,
)


def _alarms() -> Iterator[Indicator]:
    for key, number, label, kind in _KINDS:
        yield together(
            key=key,
            label=label,
            unit=CASES,
            direction=LOWER,
            number=number,
            counts=f"期間にあった、{label}",
            lag=AT_ONCE,
            traps=("かならず 0 であるべき数です。ひとつでもあれば、すぐに確かめてください。",),
            numerator=count(rows(faults, dated="happened_on", where=faults["kind"].is_(kind))),
            denominator=CountItself("0 であるべき数そのものを見るため"),
            examples=(Example("ほかの種類は数えません", rows=(_FAULTS,), numerator=1, denominator=0),),
        )


GAP_THEMES = together(
    key="gap_themes",
    label="足りないもの（ことわりの理由と、資源のない議題）",
    unit=CASES,
    direction=NEITHER,
    number="K25",
    counts="期間に、ことわられた役割の理由か、資源がないとされた議題",
    traps=("多いことは、困りごとが表に出たということでもあります。テーマごとに、地域づくりへつなげます。",),
    numerator=count(rows(gaps, dated="noted_on")),
    denominator=CountItself("テーマごとの件数を、地域づくりの材料にするため"),
    examples=(
        Example(
            "理由と議題を合わせて数えます",
            rows=(
                drawn(
                    gaps,
                    """
                    source        | theme       | noted_on
                    declined_role | no_capacity | 2026-04-01
                    agenda_item   | isolation   | 2026-05-01
                    """,
                ),
            ),
            numerator=2,
            denominator=0,
        ),
    ),
)

INDICATORS = (
    UNDERSTANDING_GAIN,
    CAN_EXPLAIN,
    LECTURES_ASKED,
    LECTURES_NEW,
    LECTURE_PEOPLE,
    TEAM_MEETINGS,
    CHANGES_CHECKED,
    SOMEONE_TO_ASK,
    ALONE_WITH_IT,
    RESPONSE_RATE,
    GAP_THEMES,
    *_alarms(),
)
