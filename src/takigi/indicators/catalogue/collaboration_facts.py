"""協働の事実の表: what the indicators of working together count. Keys are pseudonyms; nobody's name, no word of free text.

No table belongs to one resident: what happens in one case or meeting changes what is true of others (who met for the
first time, who knows whom), so that they are gathered together and counted anew together.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from takigi.indicators.language import MissingKind, Records, blank, column

NOT_APPLICABLE, NOT_SURVEYED = MissingKind.NOT_APPLICABLE, MissingKind.NOT_SURVEYED
# A day of something that has not happened, and perhaps never will.
NOT_HAPPENED = column(date, NOT_APPLICABLE)

shared_cases = Records(
    "shared_cases",
    {
        "case_id": int,
        "block": column(int, MissingKind.NOT_SET, label="ブロック"),
        "opened_on": date,
        "closed_on": NOT_HAPPENED,
        "route": blank(str, label="相談経路"),
        "is_8050": blank(bool, label="80代の親と50代の子の世帯"),
        "first_contact_on": blank(date, label="最初の相談の日"),
        "months_to_contact": column(
            Decimal, MissingKind.NOT_SET, label="困りごとの始まり（言われた幅のまん中）から最初の相談までの月数"
        ),
        "is_connected": blank(bool, label="開いたとき、どこかの機関とつながっていた"),
        "is_critical": column(bool, NOT_SURVEYED, label="開いたとき、命や暮らしにかかわる重い課題があった"),
        "first_meeting_on": column(
            date, NOT_APPLICABLE, label="最初に開かれた支援会議（社会福祉法106条の6か生活困窮者自立支援法9条）の日"
        ),
        "asking_line": column(int, NOT_APPLICABLE, label="その議題を頼んだときの主担当機関（系統の番号）"),
        "is_asked_by_station": column(bool, NOT_APPLICABLE, label="そのときの主担当がステーションだった"),
        "had_consent": column(bool, NOT_APPLICABLE, label="最初の支援会議のとき、本人の同意があった"),
        "consented_on": column(date, NOT_APPLICABLE, label="最初の支援会議のあと、はじめて同意があった日"),
        "first_accepted_on": column(date, NOT_APPLICABLE, label="はじめて役割が引き受けられた日"),
        "joined_on": column(date, NOT_APPLICABLE, label="ステーションがはじめて関わったか、支援会議が開かれた日"),
    },
    person=None,
)

owners = Records(
    "owners",
    {
        "ownership_id": int,
        "case_id": int,
        "agency_id": int,
        "agency_line": column(int, label="機関の系統。法律上ひとつの機関を継いだ機関は同じ番号"),
        "is_station": bool,
        "change_type": column(str, label="はじめから、担当者の交代、組織の改編、移管、ステーションの例外"),
        "from_on": date,
        "to_on": column(date, NOT_APPLICABLE, label="次の主担当に替わった日か、ケースを閉じた日"),
        "exception_until": column(date, NOT_APPLICABLE, label="ステーションが主担当でいられる最後の日"),
    },
    person=None,
)

involvements = Records(
    "involvements",
    {
        "involvement_id": int,
        "case_id": int,
        "mode": str,
        "from_on": date,
        "planned_to": blank(date, label="終わりの予定"),
        "ended_on": NOT_HAPPENED,
    },
    person=None,
)

roles = Records(
    "roles",
    {
        "role_id": int,
        "case_id": int,
        "case_agency": column(int, label="ケースと機関の組"),
        "agency_id": int,
        "role": str,
        "requested_on": date,
        "accepted_on": column(date, NOT_APPLICABLE, label="引き受けた日（あとでやめても残る）"),
        "declined_on": NOT_HAPPENED,
        "decline_reason": column(str, NOT_APPLICABLE),
        "ended_on": NOT_HAPPENED,
        "of_first_meeting_on": column(date, NOT_APPLICABLE, label="最初の支援会議の議題から出た役割なら、その日"),
    },
    person=None,
)

contacts = Records(
    "contacts",
    {
        "contact_id": int,
        "case_id": int,
        "case_agency": column(int, label="ケースと、連絡した機関の組"),
        "happened_on": date,
        "is_cross_agency": column(bool, label="ほかの機関との連絡"),
        "is_via_station": column(bool, NOT_APPLICABLE, label="ステーションを通した（ほかの機関との連絡だけ）"),
    },
    person=None,
)

actions = Records(
    "actions",
    {
        "action_id": int,
        "case_id": column(int, NOT_APPLICABLE),
        "case_agency": column(int, NOT_APPLICABLE, label="ケースと、引き受けた機関の組"),
        "due_on": date,
        "done_on": NOT_HAPPENED,
    },
    person=None,
)

alone_spans = Records(
    "alone_spans",
    {
        "span_id": int,
        "case_id": int,
        "from_on": column(date, label="開いて60日がたち、引き受けた機関も60日以内のほかの機関との連絡もない最初の日"),
        "until_on": column(date, NOT_APPLICABLE, label="その最後の日（続いているなら空欄）"),
    },
    person=None,
)

referrals = Records(
    "referrals",
    {
        "referral_id": int,
        "case_id": int,
        "requested_on": date,
        "accepted_on": NOT_HAPPENED,
        "refused_on": column(date, NOT_APPLICABLE, label="受けられないと返されたか、取り下げた日"),
    },
    person=None,
)

help_requests = Records(
    "help_requests",
    {
        "request_id": int,
        "asked_on": date,
        "ask_type": str,
        "is_take_over": column(
            bool, NOT_SURVEYED, label="最初の文面を読んで「引き取ってほしい」とした（二人の読みが合ったもの）"
        ),
        "is_read_alike": column(bool, NOT_APPLICABLE, label="二人が同じに読んだ（二人とも読んだものだけ）"),
    },
    person=None,
)

agenda_items = Records(
    "agenda_items",
    {
        "item_id": int,
        "meeting_id": int,
        "case_id": int,
        "held_on": date,
        "legal_basis": str,
        "requested_on": date,
        "discussed_before_on": column(
            date,
            MissingKind.NOT_SET,
            NOT_APPLICABLE,
            label="先に自分の分野で話し合った日（話し合っていなければ対象外）",
        ),
        "ask_type": str,
    },
    person=None,
)

consult_episodes = Records(
    "consult_episodes",
    {"episode_id": int, "household_id": int, "opened_on": date, "closed_on": NOT_HAPPENED},
    person=None,
)

episode_issues = Records(
    "episode_issues",
    {
        "episode_issue_id": int,
        "episode_id": int,
        "household_id": int,
        "issue": str,
        "opened_on": date,
        "closed_on": NOT_HAPPENED,
    },
    person=None,
)

leads = Records(
    "leads",
    {
        "lead_id": int,
        "block": column(int, MissingKind.NOT_SET),
        "seen_on": date,
        "identity_state": str,
        "connected_on": NOT_HAPPENED,
        "is_declined": column(bool, label="本人が望まなかった"),
        "is_no_need": column(bool, label="確かめて、必要がないとして終えた"),
    },
    person=None,
)

OF_SHARED_CASES = (
    shared_cases,
    owners,
    involvements,
    roles,
    contacts,
    actions,
    alone_spans,
    referrals,
    help_requests,
    agenda_items,
    consult_episodes,
    episode_issues,
    leads,
)
