"""出会いとつながりの指標: K2, K2b, K3 and K20. Who came, from which field, who met for the first time, and who knows whom."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.meeting_facts import (
    attendances,
    attended_fields,
    meetings,
    network_fields,
    network_months,
    new_ties,
    supporters,
    target_fields,
)
from takigi.indicators.catalogue.together import HIGHER, NEITHER, NO_RANKING, PAIRS, together
from takigi.indicators.definition import PERCENT, Example, Unit
from takigi.indicators.drawings import drawn
from takigi.indicators.language import any_of, as_of, count, count_distinct, in_force, median, rows, surely, total

_held = rows(meetings, dated="held_on")
_only_met = "同じ場にいたというだけの数です。やりとりが始まったかは「動きだしたつながり」で見ます。"
_first_met = "この会議より前にどの場でも会っていない、分野の重ならない二人。分野のない機関の人は数えない（取り決め）。"
_MEETINGS = drawn(
    meetings,
    """
    held_on    | cross_pairs | new_cross_ties
    2026-04-01 | 10          | 6
    2026-05-01 | 15          | 3
    2026-06-01 | 3           | 0
    2027-04-01 | 9           | 9
    """,
)

NEW_TIES = together(
    key="new_ties_per_meeting",
    label="会議一回あたりの、分野をこえた新しいつながり（平均）",
    unit=PAIRS,
    direction=HIGHER,
    number="K2（平均）",
    counts="その会議ではじめて会った、分野の重ならない二人の組",
    out_of="開かれた会議",
    traps=(_only_met, "会議の回数を増やすことを目ざすものではありません。"),
    decision=_first_met,
    numerator=total(_held, meetings["new_cross_ties"]),
    denominator=count(_held),
    examples=(Example("九組を三回で割ります", rows=(_MEETINGS,), numerator=9, denominator=3),),
)

NEW_TIES_MEDIAN = together(
    key="new_ties_median",
    label="会議一回あたりの、分野をこえた新しいつながり（中央値）",
    unit=PAIRS,
    direction=HIGHER,
    number="K2（中央値）",
    counts="その会議ではじめて会った、分野の重ならない二人の組の数の中央値",
    out_of="開かれた会議",
    traps=(_only_met,),
    decision=_first_met,
    numerator=median(_held, meetings["new_cross_ties"]),
    denominator=count(_held),
    examples=(Example("大きな会議に引かれません", rows=(_MEETINGS,), numerator=3, denominator=3, value=3),),
)

NEW_TIES_OF_POSSIBLE = together(
    key="new_ties_of_possible",
    label="ありえた組のうち、はじめて会った組の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K2（ありえた組に対して）",
    counts="はじめて会った、分野の重ならない二人の組",
    out_of="その会議にいた、分野の重ならない二人の組すべて",
    traps=(_only_met, "同じ顔ぶれが続くと下がります。下がることが悪いとはかぎりません。"),
    decision=_first_met,
    numerator=total(_held, meetings["new_cross_ties"]),
    denominator=total(_held, meetings["cross_pairs"]),
    examples=(Example("九組を二十八組で割ります", rows=(_MEETINGS,), numerator=9, denominator=28),),
)

ACTIVATED_DAYS = 90
_met = rows(new_ties, dated="met_on")

ACTIVATED = together(
    key="ties_activated",
    label="動きだしたつながり（90日）",
    unit=PERCENT,
    direction=HIGHER,
    number="K2b",
    counts="会議の翌日から90日のうちに、連絡や相談、同じケースの役割があった組",
    out_of="会議ではじめて会った、分野の重ならない二人の組（90日たったもの）",
    lag="会議から90日。",
    traps=("記録に残ったやりとりだけです。電話一本は記録されないことが多く、少なめに出ます。",),
    decision="90日は会議の翌日から数える（取り決め）。相手の人が書かれていない連絡は、その機関の人みなとのやりとりとみなす。",
    numerator=count(_met, where=surely(new_ties["dealt_on"].within_days(ACTIVATED_DAYS, after=new_ties["met_on"]))),
    denominator=count(_met),
    waits_until=new_ties["met_on"].days_after(ACTIVATED_DAYS),
    examples=(
        Example(
            "90日目まで数え、91日目は数えず、90日たっていない組は待ちます",
            rows=(
                drawn(
                    new_ties,
                    """
                    met_on     | dealt_on
                    2026-04-01 | 2026-04-02
                    2026-04-01 | 2026-06-30
                    2026-04-01 | 2026-07-01
                    2026-04-01 |
                    2026-04-02 | 2026-04-03
                    """,
                ),
            ),
            numerator=2,
            denominator=4,
            waiting=1,
            as_of=date(2026, 6, 30),
        ),
    ),
)

_of_fields = rows(attended_fields, dated="held_on")
_with_a_field = attended_fields["field"].is_known()
_by_field = "分野ごとに読みます。分野がいくつもある人は、どの分野にも一人と数えるので、足すと全体をこえます。"
_at_the_time = "分野は、出たときのもの。"
_FIELDS = drawn(
    attended_fields,
    """
    meeting_id | staff_id | agency_id | held_on    | field
    1          | 1        | 11        | 2026-04-01 | elderly
    1          | 2        | 12        | 2026-04-01 | disability
    1          | 2        | 12        | 2026-04-01 | child
    1          | 3        | 13        | 2026-04-01 |
    2          | 1        | 11        | 2026-05-01 | elderly
    2          | 4        | 12        | 2026-05-01 | disability
    """,
)
FIELD_WHOLE = ("supporter_field",)

FIELD_PEOPLE = together(
    key="attendees_by_field",
    label="参加した人に占める、その分野の人の割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K3（a、人）",
    counts="期間に会議に出た、その分野の人（実人数）",
    out_of="期間に会議に出た人（実人数）",
    traps=(_by_field, "内訳をつけない数は、分野のある機関の人の割合です。"),
    decision=_at_the_time,
    numerator=count_distinct(_of_fields, attended_fields["staff_id"], where=_with_a_field),
    denominator=count_distinct(_of_fields, attended_fields["staff_id"]),
    whole_by=FIELD_WHOLE,
    examples=(Example("二度出た人も一人です", rows=(_FIELDS,), numerator=3, denominator=4),),
)

FIELD_AGENCIES = together(
    key="agencies_by_field",
    label="参加した機関に占める、その分野の機関の割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K3（a、機関）",
    counts="期間に会議に出た、その分野の機関",
    out_of="期間に会議に出た機関",
    traps=(_by_field,),
    decision=_at_the_time,
    numerator=count_distinct(_of_fields, attended_fields["agency_id"], where=_with_a_field),
    denominator=count_distinct(_of_fields, attended_fields["agency_id"]),
    whole_by=FIELD_WHOLE,
    examples=(Example("同じ機関の二人は、ひとつの機関です", rows=(_FIELDS,), numerator=2, denominator=3),),
)

_registered = in_force(supporters, since="from_on", until="until_on")
_REGISTERED = drawn(
    supporters,
    """
    staff_id | agency_id | field      | from_on    | until_on
    1        | 11        | elderly    | 2020-04-01 |
    2        | 12        | disability | 2020-04-01 |
    2        | 12        | child      | 2020-04-01 |
    3        | 13        |            | 2020-04-01 |
    4        | 12        | disability | 2020-04-01 | 2027-03-30
    5        | 14        | elderly    | 2020-04-01 | 2027-03-31
    6        | 15        | elderly    | 2027-04-01 |
    """,
)

REACHED_PEOPLE = together(
    key="field_people_reached",
    label="登録のある人のうち、会議に出た人の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K3（b、人）",
    counts="期間に会議に出た人（実人数）",
    out_of="期末に登録のある人（実人数）",
    traps=("期間の中でやめた人は、分子に残り分母から抜けます。", "分野ごとに読みます。"),
    decision=_at_the_time,
    numerator=count_distinct(_of_fields, attended_fields["staff_id"]),
    denominator=count_distinct(_registered, supporters["staff_id"]),
    examples=(
        Example("期末の日にやめた人まで、登録があるとみます", rows=(_FIELDS, _REGISTERED), numerator=4, denominator=4),
    ),
)

REACHED_AGENCIES = together(
    key="field_agencies_reached",
    label="登録のある機関のうち、会議に出た機関の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K3（b、機関）",
    counts="期間に会議に出た機関",
    out_of="期末に登録のある機関",
    traps=("分野ごとに読みます。",),
    decision=_at_the_time,
    numerator=count_distinct(_of_fields, attended_fields["agency_id"]),
    denominator=count_distinct(_registered, supporters["agency_id"]),
    examples=(Example("14番の機関からはだれも出ていません", rows=(_FIELDS, _REGISTERED), numerator=3, denominator=4),),
)

_wanted = in_force(target_fields, since="from_on", until="until_on")

FIELDS_REACHED = together(
    key="fields_reached",
    label="目ざす分野のうち、だれかが会議に出た分野の割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K3c",
    counts="だれかが期間に会議に出た、目ざす分野",
    out_of="町が目ざす分野",
    traps=("一人でも出れば数えます。",),
    numerator=count_distinct(
        _of_fields,
        attended_fields["field"],
        where=any_of(
            target_fields.same("field", attended_fields), where=~surely(target_fields["until_on"].below(as_of()))
        ),
    ),
    denominator=count_distinct(_wanted, target_fields["field"]),
    examples=(
        Example(
            "子どもの分野は出ましたが、教育の分野はまだです",
            rows=(_FIELDS, drawn(target_fields, "field | from_on\nchild | 2020-04-01\neducation | 2020-04-01")),
            numerator=1,
            denominator=2,
        ),
    ),
)

_attended = rows(attendances, dated="held_on")

FIRST_TIMERS = together(
    key="first_timers",
    label="はじめて出た人の割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K3d",
    counts="町のどの会議にもはじめて出た、その出席",
    out_of="会議への出席（のべ）",
    traps=("はじめは必ず高く、だんだん下がります。",),
    decision="のべの出席で数える。「はじめて」は町のどの会議にもはじめて出たこと（取り決め）。",
    numerator=count(_attended, where=attendances["is_first_time"]),
    denominator=count(_attended),
    examples=(
        Example(
            "同じ日の二人のうち、一人がはじめてです",
            rows=(drawn(attendances, "held_on | is_first_time\n2026-04-01 | はい\n2026-04-01 | いいえ"),),
            numerator=1,
            denominator=2,
        ),
    ),
)

_recorded = ("記録からのつながりは少なめに、アンケートのつながりは多めに出ます。", NO_RANKING)
_grows = "人がふえると、つながりの密度は下がります。かならず人数と並べてください。"
_people = rows(network_months, dated="month_end", where=network_months["of"].is_("persons"), last_per="of")
_agencies = rows(network_months, dated="month_end", where=network_months["of"].is_("agencies"), last_per="of")
_monthly = "月末ごとに数える。期間の中の、最後の月末の数。つながりは、その日までの12か月に同じ会議に出た二人。"
_NETWORK = drawn(
    network_months,
    """
    of       | month_end  | members | pairs | ties | isolates
    persons  | 2026-04-30 | 3       | 3     | 1    | 1
    persons  | 2027-03-31 | 5       | 10    | 4    | 2
    agencies | 2027-03-31 | 3       | 3     | 2    | 1
    persons  | 2027-04-30 | 5       | 10    | 9    | 0
    """,
)

DENSITY = together(
    key="tie_density",
    label="つながりの密度（人）",
    unit=PERCENT,
    direction=NEITHER,
    number="K20（密度）",
    counts="12か月のうちに会った二人の組",
    out_of="登録のある人のありうる組 n(n−1)/2",
    traps=(_grows, *_recorded),
    decision=_monthly,
    numerator=total(_people, network_months["ties"]),
    denominator=total(_people, network_months["pairs"]),
    examples=(Example("年度の最後の月末の数です", rows=(_NETWORK,), numerator=4, denominator=10),),
)

DENSITY_AGENCIES = together(
    key="tie_density_agencies",
    label="つながりの密度（機関）",
    unit=PERCENT,
    direction=NEITHER,
    number="K20（密度、機関）",
    counts="12か月のうちに、人どうしが会った機関の組",
    out_of="登録のある機関のありうる組 n(n−1)/2",
    traps=(_grows, *_recorded),
    decision=_monthly,
    numerator=total(_agencies, network_months["ties"]),
    denominator=total(_agencies, network_months["pairs"]),
    examples=(Example("年度の最後の月末の数です", rows=(_NETWORK,), numerator=2, denominator=3),),
)

ISOLATES = together(
    key="supporters_isolated",
    label="分野をこえるつながりのない人の割合",
    unit=PERCENT,
    direction=NEITHER,
    number="K20（つながりのない人）",
    counts="12か月のうちに、分野の重ならない人に会っていない人",
    out_of="登録のある人",
    traps=_recorded,
    decision=_monthly,
    numerator=total(_people, network_months["isolates"]),
    denominator=total(_people, network_months["members"]),
    examples=(Example("五人のうち二人です", rows=(_NETWORK,), numerator=2, denominator=5),),
)

_months = rows(network_fields, dated="month_end", last_per="field")

EXTERNAL_INTERNAL = together(
    key="external_internal",
    label="外と内のつながりの偏り（E–I）",
    unit=Unit("E–I（×100）", 100),
    direction=NEITHER,
    number="K20（E–I）",
    counts="分野の外とのつながり から 分野の中のつながり を引いた数",
    out_of="外とのつながりと中のつながり",
    traps=(
        "−100 は内だけ、100 は外だけです。",
        "分野ごとに読みます。全体では、外とのつながりを両方の分野から数えます。",
    ),
    decision=_monthly,
    numerator=total(_months, network_fields["external"].minus(network_fields["internal"])),
    denominator=total(_months, network_fields["external"].plus(network_fields["internal"])),
    examples=(
        Example(
            "外が一組、中が三組で、内に偏っています",
            rows=(
                drawn(
                    network_fields,
                    """
                    field   | month_end  | external | internal
                    elderly | 2026-04-30 | 0        | 2
                    elderly | 2027-03-31 | 1        | 3
                    """,
                ),
            ),
            numerator=-2,
            denominator=4,
        ),
    ),
)

INDICATORS = (
    NEW_TIES,
    NEW_TIES_MEDIAN,
    NEW_TIES_OF_POSSIBLE,
    ACTIVATED,
    FIELD_PEOPLE,
    FIELD_AGENCIES,
    REACHED_PEOPLE,
    REACHED_AGENCIES,
    FIELDS_REACHED,
    FIRST_TIMERS,
    DENSITY,
    DENSITY_AGENCIES,
    ISOLATES,
    EXTERNAL_INTERNAL,
)
