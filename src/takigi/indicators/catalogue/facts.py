"""事実の表の約束: the tables that every indicator of the catalogue counts, fed by the rooms' facts. Keys are pseudonyms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from takigi.indicators.definition import LeftOut
from takigi.indicators.language import MissingKind, Phrase, Records, blank, column

NOT_APPLICABLE, BEING_COUNTED = MissingKind.NOT_APPLICABLE, MissingKind.BEING_COUNTED
# A day of something that has not happened, and perhaps never will.
NOT_HAPPENED = column(date, NOT_APPLICABLE)

persons = Records(
    "persons",
    {
        "person_id": int,
        "birth_on": blank(date, label="生年月日（年だけわかる方は空欄）"),
        "sex": blank(str, label="性別（1 男、2 女）"),
        "area_id": blank(int, label="圏域（保護の対象の方は空欄）"),
        "moved_out_on": NOT_HAPPENED,
        "died_on": NOT_HAPPENED,
    },
)

certifications = Records(
    "certifications",
    {
        "certification_id": int,
        "line": int,
        "person_id": int,
        "application_on": blank(date),
        "application_type": blank(str, label="申請種別（1 新規、2 更新、3 変更、4 職権）"),
        "decided_on": column(date, BEING_COUNTED, label="決定日（まだなら空欄）"),
        "valid_from": blank(date),
        "valid_until": blank(date),
        "level_code": blank(str, label="要介護状態区分"),
        "level_rank": blank(int, label="区分の順（0 非該当 から 8 要介護5。経過的要介護は空欄）"),
        "reason_code": blank(str),
        "cause_code": blank(str),
    },
)

cases = Records(
    "cases",
    {
        "case_id": int,
        "person_id": int,
        "centre_id": int,
        "area_id": blank(int),
        "opened_on": date,
        "closed_on": NOT_HAPPENED,
        "route": str,
        "reason_code": blank(str),
        "cause_code": blank(str),
        "state": str,
        "certification_line": column(int, NOT_APPLICABLE, label="ケースのもとになった認定"),
    },
)

moves = Records(
    "moves",
    {"move_id": int, "case_id": int, "person_id": int, "to_state": str, "effective_on": date},
)

visits = Records(
    "visits",
    {
        "visit_id": int,
        "case_id": int,
        "person_id": int,
        "visited_on": date,
        "minutes": column(int, MissingKind.NOT_MEASURED),
        "has_therapist": column(bool, label="PT・OT・STが同行した"),
        "is_wish_heard": column(bool, label="元の生活への願いを聞いた"),
        "is_way_shown": column(bool, label="デイサービスのほかの道をひとつ以上説明した"),
        "reaction": blank(str, label="提案への反応"),
        "has_chosen_way_back": column(bool, label="短期集中・地域・自分でのどれかを選んだ"),
        "has_chosen_course": column(bool, label="通所Cか訪問Cを選んだ"),
    },
)

goals = Records(
    "goals",
    {
        "goal_id": int,
        "case_id": int,
        "person_id": int,
        "field": str,
        "agreed_on": column(date, NOT_APPLICABLE),
        "is_agreed": column(bool, label="本人とチームの両方が合意した"),
        "has_graduation": column(bool, label="卒業の目安がある"),
        "target_on": blank(date),
        "is_achieved": blank(bool, label="達成した（判定がまだなら空欄）"),
    },
)

ratings = Records(
    "ratings",
    {
        "rating_id": int,
        "goal_id": int,
        "case_id": int,
        "person_id": int,
        "timepoint": str,
        "rated_on": date,
        "performance": int,
        "satisfaction": int,
    },
)

monitorings = Records(
    "monitorings",
    {
        "monitoring_id": int,
        "case_id": int,
        "person_id": int,
        "due_on": date,
        "held_on": column(date, NOT_APPLICABLE, label="期間の中で最初に面接した日"),
        "is_extended": column(bool, label="条件を満たして次の期間に延ばした"),
    },
)

follow_ups = Records(
    "follow_ups",
    {
        "follow_up_id": int,
        "case_id": int,
        "person_id": int,
        "month": int,
        "due_on": date,
        "done_on": NOT_HAPPENED,
        "has_place": column(bool, MissingKind.NOT_SURVEYED, label="地域の場に月1回以上行っている"),
        "has_paid_service": column(bool, MissingKind.NOT_SURVEYED, label="介護のサービスを使っている"),
    },
)

episodes = Records(
    "episodes",
    {
        "episode_id": int,
        "case_id": int,
        "person_id": int,
        "kind": str,
        "started_on": date,
        "ended_on": column(date, BEING_COUNTED, label="終わった日（続いているなら空欄）"),
        "end_reason": column(str, BEING_COUNTED),
        "planned_not_suspended": column(int, label="中断をのぞいた予定の回数"),
        "attended": int,
        "is_completed": column(bool, BEING_COUNTED, label="終わりの測定があり、予定の75%以上に出席した"),
    },
)

changes = Records(
    "changes",
    {
        "change_id": int,
        "episode_id": int,
        "case_id": int,
        "person_id": int,
        "test": column(str, label="種目。同じ測り方をした始めと終わりだけ"),
        "side": blank(str),
        "kind": column(str, label="よくなった、下がった、できるようになった など"),
        "improvement": column(
            Decimal, NOT_APPLICABLE, label="よくなった量（多いほどよい。できるようになった方は空欄）"
        ),
        "measured_on": column(date, label="終わりに測った日"),
        "is_late": column(bool, label="始めか終わりの測定が時期から外れている"),
    },
)

checklists = Records(
    "checklists",
    {
        "checklist_id": int,
        "person_id": int,
        "case_id": column(int, NOT_APPLICABLE, label="ケースの前に答えた方は空欄"),
        "answered_on": date,
        "is_judged": bool,
        "verdict": str,
        "total_low": column(int, label="25問の点（答えのない問いを0点とみたとき）"),
        "total_high": column(int, label="25問の点（答えのない問いを1点とみたとき）"),
    },
)

consultations = Records(
    "consultations",
    {
        "consultation_id": int,
        "case_id": int,
        "person_id": int,
        "held_on": date,
        "route": str,
        "speaker": str,
        "has_wish_to_recover": column(bool, label="「元気になりたい」という相談"),
    },
)

TABLES = (
    persons,
    certifications,
    cases,
    moves,
    visits,
    goals,
    ratings,
    monitorings,
    follow_ups,
    episodes,
    changes,
    checklists,
    consultations,
)


def gone_before(records: Records, last_day: Phrase) -> tuple[LeftOut, LeftOut]:
    """Died or moved out by the last day of the window, also where the event had already happened."""
    because = "期間の終わりまで見届けられないため。できごとがすでにあった場合も同じ"
    return (
        LeftOut("死亡", persons.of(records)["died_on"].at_most(last_day), because),
        LeftOut("転出", persons.of(records)["moved_out_on"].at_most(last_day), because),
    )
