"""見本の短期集中予防サービス: plan, sessions, measurements and end of an invented course."""

from datetime import date

from takigi.casework import sheets
from tests.exchange.made_plans import PERSON

MEASURED = (
    sheets.MeasuredLine(
        test="TUG",
        protocol="通常の速さ、杖なし、右回り",
        unit="秒",
        values=("14.2", "11.0", "9.1"),
        change="5.1秒短くなりました。",
        reference="地域在住の元気な高齢者の平均 8.9秒",
    ),
    sheets.MeasuredLine(
        test="開眼片足立ち",
        protocol="左、上限60秒",
        unit="秒",
        values=("3", "実施せず", "12"),
        change="長くなりました。",
    ),
)
POINTS = (("開始時", date(2026, 6, 2)), ("中間", date(2026, 7, 7)), ("終了時", date(2026, 8, 25)))
INDIVIDUAL_PLAN = sheets.IndividualPlanSheet(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    centre="中央地域包括支援センター",
    asked_on=date(2026, 5, 16),
    care_level="要支援１",
    former_life="畑と体操の会",
    goal="杖なしで畑まで往復",
    graduation_point="片道15分を痛みなく歩ける",
    cautions="血圧160以上の日は休む。",
    planned_sessions=12,
    starts_on=date(2026, 6, 2),
    ends_on=date(2026, 8, 25),
    frequency="週1回 60分",
    transport="送迎あり",
    steps=(("1回目", "体力測定、個別計画の確認"), ("2～10回目", "面談と運動"), ("12回目", "まとめ")),
    author="見本 健",
)
SESSIONS = sheets.SessionSheet(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    goal="杖なしで畑まで往復",
    starts_on=date(2026, 6, 2),
    ends_on=date(2026, 8, 25),
    planned_sessions=12,
    sessions=(
        sheets.SessionLine(
            number=1,
            held_on=date(2026, 6, 2),
            is_attended=True,
            vitals="132/78 脈72",
            last_action="",
            next_action="毎朝、椅子から10回立つ",
            interview="畑の話をよくされる。",
            exercise="椅子立ち、片足立ち",
            interview_minutes=20,
            exercise_minutes=40,
            by="見本 健",
        ),
        sheets.SessionLine(number=2, held_on=date(2026, 6, 9), is_attended=False, absence_reason="受診のため"),
        sheets.SessionLine(
            number=3,
            held_on=date(2026, 6, 16),
            is_attended=True,
            vitals="128/74",
            last_action="椅子立ち10回",
            last_action_done="できた（5日）",
            next_action="家の前を10分歩く",
            exercise="歩行、階段",
            interview_minutes=20,
            exercise_minutes=40,
            by="見本 健",
        ),
    ),
)
MEASUREMENTS = sheets.MeasurementSheet(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    points=POINTS,
    lines=MEASURED,
    assessor="見本 健",
    remarks="中間の片足立ちは、ひざの痛みのため実施せず。",
)
END_REPORT = sheets.EndReport(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    reported_on=date(2026, 8, 26),
    author="見本 健",
    starts_on=date(2026, 6, 2),
    ended_on=date(2026, 8, 25),
    planned_sessions=12,
    attended_sessions=11,
    goals=(
        sheets.EndGoal(
            text="杖なしで畑まで往復",
            graduation_point="片道15分を痛みなく歩ける",
            is_achieved=True,
            performance_before=2,
            performance_after=8,
            satisfaction_before=1,
            satisfaction_after=9,
            remark="8月から週3回",
        ),
    ),
    points=POINTS,
    measurements=MEASURED,
    outcome="卒業",
    outcome_reason="目印に届いた。",
    self_plan="毎朝の椅子立ちと、週3回の畑。",
    community_place="本町体操の会（火曜 10時）",
    risk_notes="雪道では杖を使う。",
    opinion="再開時は早めに相談を。",
)
EXTENSION = sheets.ExtensionRequest(
    person=PERSON,
    service="通所型サービスC",
    provider="見本リハビリセンター",
    asked_on=date(2026, 8, 10),
    author="見本 健",
    starts_on=date(2026, 6, 2),
    ends_on=date(2026, 8, 25),
    attended_sessions=8,
    planned_sessions=12,
    new_end_on=date(2026, 9, 29),
    more_sessions=5,
    reason="入院で4回休み、坂道の練習が残っている。",
    expected="坂道を含めて畑まで往復できる。",
)
