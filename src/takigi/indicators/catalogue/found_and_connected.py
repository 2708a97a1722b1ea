"""見つけてつなぐ指標: K4, K5, K11, K12 and K26. How late people come, who was with nobody, and who comes again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from takigi.indicators.catalogue.collaboration_facts import (
    consult_episodes,
    episode_issues,
    leads,
    referrals,
    shared_cases,
)
from takigi.indicators.catalogue.together import FEW_CASES, HIGHER, LOWER, MONTHS, NEITHER, together
from takigi.indicators.definition import DAYS, PERCENT, Example, LeftOut
from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    any_of,
    count,
    days_between,
    first_of,
    median,
    none_of,
    number_of,
    rows,
    surely,
)

AGAIN_DAYS = 180
_episodes = rows(consult_episodes, dated="closed_on")
_mine = episode_issues.same("episode_id", consult_episodes)
_later = episode_issues.again("later_issues")
_is_again = (
    _later["opened_on"].within_days(AGAIN_DAYS, after=episode_issues["closed_on"])
    & _later["issue"].is_(episode_issues["issue"])
    & _later["episode_id"].is_not(episode_issues["episode_id"])
)

CAME_AGAIN = together(
    key="came_again",
    label="同じことでまた相談があった割合（180日）",
    unit=PERCENT,
    direction=NEITHER,
    number="K4",
    counts="閉じてから180日までに、同じ世帯から、同じ課題をひとつ以上ふくむ相談がまた開かれたもの",
    out_of="期間に閉じて180日たった相談のまとまり",
    lag="閉じてから180日。",
    traps=("多いことが、相談しやすいことの表れのこともあります。重さと合わせて読んでください。",),
    decision="閉じた相談ごとに、あとから開かれたものがひとつでもあるかで数える。閉じたその日に開いたものも数える。",
    numerator=count(
        _episodes,
        where=any_of(_mine, where=any_of(_later.same("household_id", episode_issues), where=_is_again)),
    ),
    denominator=count(_episodes),
    waits_until=consult_episodes["closed_on"].days_after(AGAIN_DAYS),
    examples=(
        Example(
            "180日目まで数え、ちがう課題と181日目は数えません",
            rows=(
                drawn(
                    consult_episodes,
                    """
                    episode_id | household_id | opened_on  | closed_on
                    1          | 1            | 2026-01-01 | 2026-04-01
                    2          | 1            | 2026-09-28 |
                    3          | 2            | 2026-01-01 | 2026-04-01
                    4          | 2            | 2026-05-01 |
                    5          | 3            | 2026-01-01 | 2026-04-01
                    6          | 3            | 2026-09-29 |
                    7          | 4            | 2026-01-01 | 2026-04-02
                    """,
                ),
                drawn(
                    episode_issues,
                    """
                    episode_id | household_id | issue      | opened_on  | closed_on
                    1          | 1            | debt       | 2026-01-01 | 2026-04-01
                    1          | 1            | housing    | 2026-01-01 | 2026-04-01
                    2          | 1            | housing    | 2026-09-28 |
                    3          | 2            | debt       | 2026-01-01 | 2026-04-01
                    4          | 2            | isolation  | 2026-05-01 |
                    5          | 3            | debt       | 2026-01-01 | 2026-04-01
                    6          | 3            | debt       | 2026-09-29 |
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
            waiting=1,
            as_of=date(2026, 9, 28),
        ),
    ),
)

_referred = first_of(referrals.same("case_id", shared_cases), referrals["requested_on"], by=referrals["requested_on"])
_accepted = referrals.again("accepted_referrals")
_before_any = none_of(
    _accepted.same("case_id", referrals), where=_accepted["accepted_on"].below(referrals["refused_on"])
)
_refused = number_of(
    referrals.same("case_id", shared_cases), where=referrals["refused_on"].is_known() & surely(_before_any)
)
ROUNDS = 2

SENT_AROUND = together(
    key="sent_around",
    label="つなぎが二回以上ことわられたケースの割合",
    unit=PERCENT,
    direction=LOWER,
    number="K4b",
    counts="はじめて引き受けられるまでに、つなぎが二回以上ことわられたか取り下げられたケース",
    out_of="はじめてのつなぎが期間にあったケース",
    traps=("ことわった機関を数えるものではありません。引き受け先のないことの表れとして読みます。", FEW_CASES),
    decision="まだどこも引き受けていないケースも数える（取り決め）。",
    numerator=count(rows(shared_cases, dated=_referred), where=_refused.at_least(ROUNDS)),
    denominator=count(rows(shared_cases, dated=_referred)),
    examples=(
        Example(
            "引き受けられたあとの断りは数えず、どこも引き受けていないケースは数えます",
            rows=(
                drawn(shared_cases, "case_id\n1\n2\n3\n4"),
                drawn(
                    referrals,
                    """
                    case_id | requested_on | accepted_on | refused_on
                    1       | 2026-04-01   |             | 2026-04-05
                    1       | 2026-04-06   |             | 2026-04-10
                    1       | 2026-04-11   | 2026-04-15  |
                    2       | 2026-04-01   |             | 2026-04-05
                    2       | 2026-04-06   | 2026-04-10  |
                    2       | 2026-05-01   |             | 2026-05-10
                    3       | 2026-04-01   |             | 2026-04-05
                    3       | 2026-04-06   |             | 2026-04-20
                    """,
                ),
            ),
            numerator=2,
            denominator=3,
        ),
    ),
)

_opened = rows(shared_cases, dated="opened_on")
_waited = shared_cases["months_to_contact"]
_OUT_OF_ORDER = LeftOut(
    "日付の順が合わない", surely(_waited.below(0)), "困りごとの始まりが最初の相談より後になっているため"
)
_middle = "困りごとの始まりは、言われた年・半年・月のまん中とみる（取り決め）。"
_OPENED = drawn(
    shared_cases,
    """
    opened_on  | months_to_contact | is_connected | is_critical
    2026-04-01 | 6                 | いいえ       | はい
    2026-05-01 | 24.5              | はい         | いいえ
    2026-06-01 | 120               | いいえ       | いいえ
    2026-07-01 |                   |              |
    2026-08-01 | -3                | はい         | いいえ
    2027-04-01 | 1                 | いいえ       | はい
    """,
)

MONTHS_TO_CONTACT = together(
    key="months_to_first_contact",
    label="困りごとの始まりから最初の相談までの月数",
    unit=MONTHS,
    direction=LOWER,
    number="K5",
    counts="困りごとの始まりから最初の相談までの月数の中央値",
    out_of="期間に開いた、始まりのわかるケース",
    traps=(
        "本人や家族の覚えによります。古いことほどあいまいです。",
        "掘り起こしが進むと、長く来られなかった方が入り、長くなることがあります。",
        "始まりのわからないケースの割合とならべて示してください。",
    ),
    decision=_middle,
    numerator=median(_opened, _waited),
    denominator=count(_opened, where=_waited.is_known()),
    leaves_out=(_OUT_OF_ORDER,),
    examples=(
        Example(
            "わからないケースは入らず、順の合わないケースは除きます",
            rows=(_OPENED,),
            numerator=3,
            denominator=3,
            value=Fraction(49, 2),
            left_out=1,
        ),
    ),
)

BEGINNING_UNKNOWN = together(
    key="beginning_unknown",
    label="困りごとの始まりがわからない割合",
    unit=PERCENT,
    direction=LOWER,
    number="K5（わからない割合）",
    counts="困りごとの始まりか最初の相談の日がわからないケース",
    out_of="期間に開いたケース",
    traps=("月数の中央値に添える数です。",),
    numerator=count(_opened, where=~_waited.is_known()),
    denominator=count(_opened),
    examples=(Example("五件のうち一件です", rows=(_OPENED,), numerator=1, denominator=5),),
)

_met = rows(shared_cases, dated="first_meeting_on")
_contact, _meeting, _role = (shared_cases[one] for one in ("first_contact_on", "first_meeting_on", "first_accepted_on"))
_any_opening = "期間より前に開いたケースも数える。期間のあとに引き受けられた役割も数える（取り決め）。"
_MET = drawn(
    shared_cases,
    """
    first_contact_on | first_meeting_on | first_accepted_on
    2026-03-01       | 2026-04-30       | 2026-05-10
    2026-04-01       | 2026-05-01       |
    2025-12-01       | 2027-03-31       | 2027-04-30
                     | 2026-06-01       | 2026-06-02
    2026-04-01       |                  | 2026-04-10
    """,
)

DAYS_TO_MEETING = together(
    key="days_to_first_meeting",
    label="最初の相談から、はじめての支援会議までの日数",
    unit=DAYS,
    direction=NEITHER,
    number="K5b（支援会議まで）",
    counts="最初の相談からはじめての支援会議までの日数の中央値",
    out_of="はじめての支援会議が期間にあった、最初の相談の日がわかるケース",
    traps=("自分の分野で先に考えた日数も入ります。短いほどよいとはかぎりません。", FEW_CASES),
    decision=_any_opening,
    numerator=median(_met, days_between(_contact, _meeting)),
    denominator=count(_met, where=_contact.is_known()),
    examples=(Example("60日、30日、485日のまん中です", rows=(_MET,), numerator=3, denominator=3, value=60),),
)

DAYS_TO_ROLE = together(
    key="days_to_first_role",
    label="最初の相談から、はじめて役割が引き受けられるまでの日数",
    unit=DAYS,
    direction=LOWER,
    number="K5b（役割まで）",
    counts="最初の相談からはじめて役割が引き受けられた日までの日数の中央値",
    out_of="はじめての支援会議が期間にあり、役割が引き受けられたケース",
    traps=("まだ引き受けられていないケースは入りません。",),
    decision=_any_opening,
    numerator=median(_met, days_between(_contact, _role)),
    denominator=count(_met, where=_contact.is_known() & _role.is_known()),
    examples=(
        Example(
            "期間のあとに引き受けられた役割も入ります", rows=(_MET,), numerator=2, denominator=2, value=Fraction(585, 2)
        ),
    ),
)

_NOT_KNOWN = LeftOut(
    "つながりがわからない",
    ~shared_cases["is_connected"].is_known(),
    "開いたときにつながっていたか、まだ聞けていないため",
)

UNCONNECTED = together(
    key="unconnected_found",
    label="どこともつながっていなかった方の割合（掘り起こし）",
    unit=PERCENT,
    direction=HIGHER,
    number="K11",
    counts="開いたとき、どの機関ともつながっていなかったケース",
    out_of="期間に開いたケース（つながりのわかるもの）",
    traps=("割合は、つながっている方の相談が減っても上がります。件数とならべて読んでください。",),
    decision="わからないケースは分母から除き、その数を添える（取り決め）。",
    numerator=count(_opened, where=~shared_cases["is_connected"]),
    denominator=count(_opened),
    leaves_out=(_NOT_KNOWN,),
    examples=(Example("わからない一件を除きます", rows=(_OPENED,), numerator=2, denominator=4, left_out=1),),
)

CRITICAL = together(
    key="critical_at_opening",
    label="開いたときに、命や暮らしにかかわる課題があった割合",
    unit=PERCENT,
    direction=LOWER,
    number="K26",
    counts="開いたときに、自死企図、DV・虐待、ホームレスなどの課題があったケース",
    out_of="期間に開いたケース",
    traps=("重くなってから来た方を見つけた、ということでもあります。どんなケースが来ているかで変わります。",),
    numerator=count(_opened, where=shared_cases["is_critical"]),
    denominator=count(_opened),
    examples=(Example("聞けていないケースは分母に残し、数を添えます", rows=(_OPENED,), numerator=1, denominator=5),),
)

CONNECTED_DAYS = 90
_seen = rows(leads, dated="seen_on")
_NO_NEED = LeftOut("必要がなかった", leads["is_no_need"], "確かめて、支援の必要がないとして終えたため")
_LEADS = drawn(
    leads,
    """
    seen_on    | connected_on | is_declined | is_no_need
    2026-04-01 | 2026-06-30   | いいえ      | いいえ
    2026-04-01 | 2026-07-01   | いいえ      | いいえ
    2026-04-01 |              | はい        | いいえ
    2026-04-01 |              | いいえ      | はい
    2026-04-02 | 2026-04-03   | いいえ      | いいえ
    """,
)
_lead_words = "見かけた日から90日たった、気になる方（必要がなかった方をのぞく）"

LEADS_CONNECTED = together(
    key="leads_connected",
    label="気になる方が90日までにつながった割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K12",
    counts="見かけた日から90日までに、どこかの機関とつながった方",
    out_of=_lead_words,
    lag="見かけた日から90日。",
    traps=("望まない方もいます。望まなかった割合とならべて読んでください。",),
    numerator=count(_seen, where=surely(leads["connected_on"].within_days(CONNECTED_DAYS, after=leads["seen_on"]))),
    denominator=count(_seen),
    leaves_out=(_NO_NEED,),
    waits_until=leads["seen_on"].days_after(CONNECTED_DAYS),
    examples=(
        Example(
            "90日目まで数え、90日たっていない方は待ちます",
            rows=(_LEADS,),
            numerator=1,
            denominator=3,
            waiting=1,
            left_out=1,
            as_of=date(2026, 6, 30),
        ),
    ),
)

LEADS_DECLINED = together(
    key="leads_declined",
    label="気になる方のうち、望まなかった方の割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K12（望まなかった割合）",
    counts="本人が望まなかった方",
    out_of=_lead_words,
    lag="見かけた日から90日。",
    traps=("減らすことを目ざす数ではありません。",),
    numerator=count(_seen, where=leads["is_declined"]),
    denominator=count(_seen),
    leaves_out=(_NO_NEED,),
    waits_until=leads["seen_on"].days_after(CONNECTED_DAYS),
    examples=(
        Example(
            "三人のうち一人です",
            rows=(_LEADS,),
            numerator=1,
            denominator=3,
            waiting=1,
            left_out=1,
            as_of=date(2026, 6, 30),
        ),
    ),
)

INDICATORS = (
    LEADS_CONNECTED,
    LEADS_DECLINED,
    UNCONNECTED,
    MONTHS_TO_CONTACT,
    BEGINNING_UNKNOWN,
    DAYS_TO_MEETING,
    DAYS_TO_ROLE,
    CRITICAL,
    CAME_AGAIN,
    SENT_AROUND,
)
