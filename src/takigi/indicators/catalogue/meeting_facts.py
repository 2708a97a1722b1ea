"""会議と学びの事実の表: what the indicators of meetings, ties, learning and surveys count. Pseudonyms and codes only."""

from __future__ import annotations

from datetime import date

from takigi.indicators.language import MissingKind, Records, column

NOT_APPLICABLE, NOT_SURVEYED = MissingKind.NOT_APPLICABLE, MissingKind.NOT_SURVEYED
# A day of something that has not happened, and perhaps never will.
NOT_HAPPENED = column(date, NOT_APPLICABLE)

meetings = Records(
    "meetings",
    {
        "meeting_id": int,
        "kind": str,
        "legal_basis": str,
        "block": column(int, NOT_APPLICABLE, label="ブロックの会議なら、そのブロック"),
        "held_on": date,
        "attendees": int,
        "cross_pairs": column(int, label="分野の重ならない二人の組の数"),
        "new_cross_ties": column(int, label="そのうち、この会議ではじめて会った組の数"),
    },
    person=None,
)

attendances = Records(
    "attendances",
    {
        "attendance_id": int,
        "meeting_id": int,
        "meeting_kind": str,
        "staff_id": int,
        "agency_id": int,
        "capacity": str,
        "block": column(int, NOT_APPLICABLE),
        "held_on": date,
        "is_first_time": column(bool, label="町のどの会議にもはじめて出た"),
    },
    person=None,
)

attended_fields = Records(
    "attended_fields",
    {
        "attended_field_id": int,
        "meeting_id": int,
        "staff_id": int,
        "agency_id": int,
        "block": column(int, NOT_APPLICABLE),
        "held_on": date,
        "field": column(str, MissingKind.NOT_SET, label="出たときの分野。分野がいくつもあれば、分野ごとに一行"),
    },
    person=None,
)

supporters = Records(
    "supporters",
    {
        "supporter_field_id": int,
        "staff_id": int,
        "agency_id": int,
        "block": column(int, NOT_APPLICABLE),
        "field": column(str, MissingKind.NOT_SET),
        "from_on": date,
        "until_on": column(date, NOT_APPLICABLE, label="所属が終わった日（続いているなら空欄）"),
    },
    person=None,
)

target_fields = Records(
    "target_fields",
    {
        "target_field_id": int,
        "field": str,
        "from_on": date,
        "until_on": NOT_HAPPENED,
    },
    person=None,
)

new_ties = Records(
    "new_ties",
    {
        "tie_id": int,
        "meeting_id": int,
        "block": column(int, NOT_APPLICABLE),
        "met_on": date,
        "dealt_on": column(
            date, NOT_APPLICABLE, label="会議の翌日からあと、はじめてやりとりか同じケースの役割があった日"
        ),
    },
    person=None,
)

network_months = Records(
    "network_months",
    {
        "network_month_id": int,
        "of": column(str, label="人のつながり（persons）か、機関のつながり（agencies）"),
        "month_end": date,
        "members": column(int, label="月末に登録のある人（機関）"),
        "pairs": column(int, label="ありうる組 n(n−1)/2"),
        "ties": column(int, label="12か月のうちに会った組"),
        "isolates": column(int, label="分野をこえるつながりのない人（機関）"),
    },
    person=None,
)

network_fields = Records(
    "network_fields",
    {
        "network_field_id": int,
        "field": str,
        "month_end": date,
        "external": column(int, label="その分野の人と、分野の重ならない人のつながり"),
        "internal": column(int, label="その分野の人どうしのつながり"),
    },
    person=None,
)

lecture_requests = Records(
    "lecture_requests",
    {
        "lecture_id": int,
        "requested_on": date,
        "is_own_wish": column(bool, label="機関のほうから頼んだ（こちらから勧めたのではない）"),
        "is_new_requester": column(bool, label="はじめて頼んだ機関"),
        "held_on": NOT_HAPPENED,
        "people": column(int, NOT_APPLICABLE, label="出た人の数"),
        "fields": column(int, NOT_APPLICABLE, label="出た人の分野の数"),
    },
    person=None,
)

team_months = Records(
    "team_months",
    {
        "team_month_id": int,
        "month_end": date,
        "expected": column(int, label="開くはずの回数（月3回）"),
        "held": column(int, label="開いた回数"),
    },
    person=None,
)

team_meetings = Records(
    "team_meetings",
    {
        "team_meeting_id": int,
        "held_on": date,
        "has_change": column(bool, label="変えることを決めた"),
        "check_by": column(date, label="次の月の末日"),
        "checked_on": column(date, NOT_APPLICABLE, label="変えたことを確かめた日"),
    },
    person=None,
)

faults = Records(
    "faults",
    {"fault_id": int, "kind": str, "happened_on": date},
    person=None,
)

gaps = Records(
    "gaps",
    {"gap_id": int, "source": str, "theme": str, "block": column(int, MissingKind.NOT_SET), "noted_on": date},
    person=None,
)

understandings = Records(
    "understandings",
    {
        "answer_id": int,
        "wave_id": int,
        "field": column(str, MissingKind.NOT_SET),
        "answered_on": date,
        "before": column(int, NOT_SURVEYED, label="前の理解（1〜5）"),
        "after": column(int, NOT_SURVEYED, label="後の理解（1〜5）"),
    },
    person=None,
)

pulses = Records(
    "pulses",
    {
        "answer_id": int,
        "wave_id": int,
        "field": column(str, MissingKind.NOT_SET),
        "answered_on": date,
        "someone_to_ask": column(int, NOT_SURVEYED, label="困ったとき相談できる人や場所がある（1〜5）"),
        "knows_where": column(int, NOT_SURVEYED, label="どこに相談したらよいか分かる"),
        "knows_others": column(int, NOT_SURVEYED, label="ほかの分野の人の顔と役割が分かる"),
        "thinks_together": column(int, NOT_SURVEYED, label="ケースを一緒に考えてくれる人がいる"),
        "alone": column(int, NOT_SURVEYED, label="一人で抱えこんでいると感じる（逆の問い）"),
        "can_explain": column(int, NOT_SURVEYED, label="重層事業の目的を自分の言葉で言える"),
    },
    person=None,
)

waves = Records(
    "waves",
    {
        "wave_id": int,
        "instrument": str,
        "closed_on": column(date, MissingKind.BEING_COUNTED),
        "invited": int,
        "answered": int,
    },
    person=None,
)

conference_cases = Records(
    "conference_cases",
    {
        "case_id": int,
        "listed_on": column(date, label="検討するケースになった日（短期集中を始めた日）"),
        "discussed_on": column(date, NOT_APPLICABLE, label="はじめて地域ケア個別会議で検討した日"),
    },
    person=None,
)

conference_promises = Records(
    "conference_promises",
    {"action_id": int, "due_on": date, "done_on": NOT_HAPPENED},
    person=None,
)

OF_MEETINGS = (
    meetings,
    attendances,
    attended_fields,
    supporters,
    target_fields,
    new_ties,
    network_months,
    network_fields,
    lecture_requests,
    team_months,
    team_meetings,
    faults,
    gaps,
    understandings,
    pulses,
    waves,
    conference_cases,
    conference_promises,
)
