"""ともに関わる指標: K6 to K8, K18, K19 and K21. Who takes a role, who is still there months later, and who is left alone."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.collaboration_facts import (
    actions,
    alone_spans,
    contacts,
    roles,
    shared_cases,
)
from takigi.indicators.catalogue.together import FEW_CASES, HIGHER, LOWER, NEITHER, NO_RANKING, together
from takigi.indicators.definition import DAYS, PERCENT, Example
from takigi.indicators.drawings import drawn
from takigi.indicators.language import any_of, count, count_distinct, days_between, in_force, median, rows, surely

ANSWERED_AFTER_DAYS = 14
_requested = rows(roles, dated="requested_on")
_two_weeks = roles["requested_on"].days_after(ANSWERED_AFTER_DAYS)
_ROLES = drawn(
    roles,
    """
    requested_on | accepted_on | declined_on | decline_reason | ended_on
    2026-04-01   | 2026-04-05  |             |                | 2026-05-01
    2026-04-01   | 2026-04-21  |             |                |
    2026-04-01   |             | 2026-04-03  | no_capacity    |
    2026-04-01   |             |             |                |
    2026-04-02   | 2026-04-02  |             |                |
    """,
)
_ROLES_ON = date(2026, 4, 15)
_later_too = "引き受けてからやめた役割も、引き受けたと数える（取り決め）。14日をすぎてから引き受けたものも数える。"

ROLES_ACCEPTED = together(
    key="roles_accepted",
    label="頼んだ役割が引き受けられた割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K6",
    counts="引き受けられた役割",
    out_of="期間に頼んで14日たった役割",
    lag="頼んでから14日。",
    traps=("ことわることは悪いことではありません。理由とならべて、足りないしくみを読みます。", NO_RANKING),
    decision=_later_too,
    numerator=count(_requested, where=roles["accepted_on"].is_known()),
    denominator=count(_requested),
    waits_until=_two_weeks,
    examples=(
        Example(
            "まだ答えのない役割も分母に残り、14日たっていない役割は待ちます",
            rows=(_ROLES,),
            numerator=2,
            denominator=4,
            waiting=1,
            as_of=_ROLES_ON,
        ),
    ),
)

DAYS_TO_ACCEPT = together(
    key="days_to_accept",
    label="頼んでから引き受けられるまでの日数",
    unit=DAYS,
    direction=LOWER,
    number="K6（日数）",
    counts="頼んでから引き受けられるまでの日数の中央値",
    out_of="期間に頼んで14日たち、引き受けられた役割",
    lag="頼んでから14日。",
    traps=("機関の中で決めるのに要る日数です。急がせるための数ではありません。",),
    decision=_later_too,
    numerator=median(_requested, days_between(roles["requested_on"], roles["accepted_on"])),
    denominator=count(_requested, where=roles["accepted_on"].is_known()),
    waits_until=_two_weeks,
    examples=(
        Example(
            "4日と20日のまん中です",
            rows=(_ROLES,),
            numerator=2,
            denominator=2,
            value=12,
            waiting=1,
            as_of=_ROLES_ON,
        ),
    ),
)

ROLES_DECLINED = together(
    key="roles_declined",
    label="頼んだ役割がことわられた割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K6（ことわりの理由）",
    counts="ことわられた役割",
    out_of="期間に頼んで14日たった役割",
    lag="頼んでから14日。",
    traps=("理由の内訳で、足りない資源やしくみを読みます。", NO_RANKING),
    numerator=count(_requested, where=roles["declined_on"].is_known()),
    denominator=count(_requested),
    waits_until=_two_weeks,
    whole_by=("decline_reason",),
    examples=(Example("四つのうち一つです", rows=(_ROLES,), numerator=1, denominator=4, waiting=1, as_of=_ROLES_ON),),
)

FIRST_DAY, LAST_DAY = 31, 180
_t0 = roles["of_first_meeting_on"]
_closed = shared_cases.of(roles)["closed_on"]
_taken = rows(
    roles,
    dated="of_first_meeting_on",
    where=roles["accepted_on"].is_known() & ~surely(_closed.at_most(_t0.days_after(FIRST_DAY))),
)
_wrote = any_of(
    contacts.same("case_agency", roles),
    where=contacts["happened_on"].between(_t0.days_after(FIRST_DAY), _t0.days_after(LAST_DAY)),
)
_did = any_of(
    actions.same("case_agency", roles),
    where=actions["done_on"].between(_t0.days_after(FIRST_DAY), _t0.days_after(LAST_DAY)),
)

STILL_INVOLVED = together(
    key="still_involved",
    label="支援会議のあとも関わりつづけている協力機関の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K7",
    counts="支援会議の31日後から180日後までに、その機関の連絡か宿題の実行が一度でもある（ケースと機関の組）",
    out_of="はじめての支援会議で役割を引き受けた（ケースと機関の組。31日後に開いていて、180日たったもの）",
    lag="支援会議から180日。",
    traps=("記録に残った関わりだけです。", NO_RANKING),
    decision="はじめての支援会議の議題から出た役割だけを数える。31日より後に閉じたケースも残る（取り決め）。",
    numerator=count_distinct(_taken, roles["case_agency"], where=_wrote | surely(_did)),
    denominator=count_distinct(_taken, roles["case_agency"]),
    waits_until=_t0.days_after(LAST_DAY),
    examples=(
        Example(
            "31日目から180日目までを見ます。二つの役割のある機関は一度、31日目までに閉じたケースは入らず、180日たたないものは待ちます",
            rows=(
                drawn(
                    shared_cases,
                    """
                    case_id | closed_on
                    1       |
                    2       | 2026-05-02
                    3       | 2026-05-04
                    """,
                ),
                drawn(
                    roles,
                    """
                    case_id | case_agency | accepted_on | of_first_meeting_on
                    1       | 11          | 2026-04-01  | 2026-04-01
                    1       | 11          | 2026-04-02  | 2026-04-01
                    1       | 12          | 2026-04-01  | 2026-04-01
                    1       | 13          |             | 2026-04-01
                    1       | 14          | 2026-04-01  |
                    2       | 21          | 2026-04-01  | 2026-04-01
                    3       | 31          | 2026-04-01  | 2026-04-01
                    3       | 32          | 2026-04-02  | 2026-04-02
                    """,
                ),
                drawn(
                    contacts,
                    """
                    case_id | case_agency | happened_on
                    1       | 11          | 2026-05-02
                    1       | 12          | 2026-05-01
                    1       | 12          | 2026-09-29
                    2       | 21          | 2026-05-10
                    """,
                ),
                drawn(
                    actions,
                    """
                    case_id | case_agency | due_on     | done_on
                    3       | 31          | 2026-06-01 | 2026-09-28
                    1       | 12          | 2026-06-01 |
                    """,
                ),
            ),
            numerator=2,
            denominator=3,
            waiting=1,
            as_of=date(2026, 9, 28),
        ),
    ),
)

_due = rows(actions, dated="due_on")

ACTIONS_ON_TIME = together(
    key="actions_on_time",
    label="宿題が期日までに終わった割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K8",
    counts="期日までに終わった宿題",
    out_of="期日が期間にある宿題",
    lag="期日まで。",
    traps=(
        "期日を延ばすと、延ばした日で数えます。",
        "終わっていない期間の率は、低く出ます。期日がこれから来る宿題も、もう分母に入っているためです。",
        NO_RANKING,
    ),
    numerator=count(_due, where=surely(actions["done_on"].at_most(actions["due_on"]))),
    denominator=count(_due),
    examples=(
        Example(
            "期日の日に終われば間に合い、翌日は遅れ、終わっていないものも分母に残ります",
            rows=(
                drawn(
                    actions,
                    """
                    due_on     | done_on
                    2026-04-30 | 2026-04-30
                    2026-04-30 | 2026-05-01
                    2026-04-30 |
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

ALONE_DAYS = 60
_open_60 = in_force(
    shared_cases,
    since=shared_cases["opened_on"].days_after(ALONE_DAYS),
    until=shared_cases["closed_on"].days_after(-1),
)

ALONE = together(
    key="one_supporter_only",
    label="ひとつの機関だけで支えているケースの割合（期末）",
    unit=PERCENT,
    direction=LOWER,
    number="K18",
    counts="引き受けた協力機関がなく、60日のあいだほかの機関との連絡もないケース",
    out_of="期末に、開いて60日以上たっているケース",
    traps=("担当者に声をかけるための数です。順番づけには使いません。", "記録に残った連絡だけです。"),
    numerator=count(in_force(alone_spans, since="from_on", until="until_on")),
    denominator=count(_open_60),
    examples=(
        Example(
            "期末の日に続いているものを数えます",
            rows=(
                drawn(
                    shared_cases,
                    """
                    case_id | opened_on  | closed_on
                    1       | 2026-04-01 |
                    2       | 2026-04-01 |
                    3       | 2027-01-30 |
                    4       | 2027-01-31 |
                    5       | 2026-04-01 | 2027-03-31
                    """,
                ),
                drawn(
                    alone_spans,
                    """
                    case_id | from_on    | until_on
                    1       | 2026-05-31 |
                    2       | 2026-05-31 | 2027-03-30
                    5       | 2026-05-31 | 2027-03-30
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

_across = rows(
    contacts,
    dated="happened_on",
    where=contacts["is_cross_agency"] & shared_cases.of(contacts)["first_meeting_on"].at_most(contacts["happened_on"]),
)

WITHOUT_STATION = together(
    key="contact_without_station",
    label="ステーションを通さない、機関どうしの連絡の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K19",
    counts="ステーションを通さなかった連絡",
    out_of="期間にあった、支援会議を開いたあとのケースの、ほかの機関との連絡",
    traps=(
        "ステーションの知らない連絡は記録されないことが多く、少なめに出ます。",
        "連絡の回数を増やすことは目ざしません。",
    ),
    decision="支援会議の日より前の連絡は数えない。",
    never_a_target="連絡の数は、良さの目安になりません",
    numerator=count(_across, where=~contacts["is_via_station"]),
    denominator=count(_across),
    examples=(
        Example(
            "支援会議の日の連絡から数え、支援会議のないケースは入りません",
            rows=(
                drawn(shared_cases, "case_id | first_meeting_on\n1 | 2026-05-01\n2 |"),
                drawn(
                    contacts,
                    """
                    case_id | happened_on | is_cross_agency | is_via_station
                    1       | 2026-04-30  | はい            | いいえ
                    1       | 2026-05-01  | はい            | いいえ
                    1       | 2026-05-02  | はい            | はい
                    1       | 2026-05-03  | いいえ          |
                    2       | 2026-05-03  | はい            | いいえ
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
        ),
    ),
)

_t0_of_case = shared_cases["first_meeting_on"]
_without = rows(shared_cases, dated="first_meeting_on", where=~shared_cases["had_consent"])

CONSENTED = together(
    key="consent_later",
    label="支援会議のときに同意のなかった方が、あとで同意した割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K21",
    counts="180日までに、はじめて同意のあったケース",
    out_of="はじめての支援会議が期間にあり、そのとき同意がなく、180日たったケース",
    lag="支援会議から180日。",
    traps=("本人に同意を迫ることにならないよう、目標にはしません。", FEW_CASES),
    decision="だれの同意も同じ長さで見るため、180日までの同意を数える。",
    never_a_target="目標にすると、本人に同意を迫ることになるからです",
    numerator=count(_without, where=surely(shared_cases["consented_on"].within_days(LAST_DAY, after=_t0_of_case))),
    denominator=count(_without),
    waits_until=_t0_of_case.days_after(LAST_DAY),
    examples=(
        Example(
            "はじめから同意のある方は入らず、180日たっていない方は待ちます",
            rows=(
                drawn(
                    shared_cases,
                    """
                    first_meeting_on | had_consent | consented_on
                    2026-04-01       | いいえ      | 2026-09-28
                    2026-04-01       | いいえ      | 2026-09-29
                    2026-04-01       | はい        |
                    2026-04-03       | いいえ      | 2026-04-10
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
            waiting=1,
            as_of=date(2026, 9, 29),
        ),
    ),
)

INDICATORS = (
    ROLES_ACCEPTED,
    DAYS_TO_ACCEPT,
    ROLES_DECLINED,
    STILL_INVOLVED,
    ACTIONS_ON_TIME,
    WITHOUT_STATION,
    ALONE,
    CONSENTED,
)
