"""通所型C・訪問型Cの枠: individual plan, sessions and measurements of the short-term service. Pure."""

from __future__ import annotations

from datetime import date

from takigi.casework.sheets import (
    IndividualPlanSheet,
    MeasuredLine,
    MeasurementSheet,
    SessionLine,
    SessionSheet,
    SheetPerson,
)
from takigi.exchange.forms.boxes import (
    LANDSCAPE,
    PORTRAIT,
    Box,
    Form,
    Grid,
    Heading,
    Look,
    Row,
    heads,
    label,
    labelled,
    row,
    value,
)
from takigi.exchange.forms.persons import consent_rows, name_box, person_rows, whose
from takigi.exchange.forms.wording import bullets, count, day, narrow_day, one_of, period
from takigi.kernel.era_names import in_short_japanese

PLAN_TITLE = "短期集中予防サービス 依頼・個別サービス計画書"
SESSIONS_TITLE = "短期集中予防サービス 実施記録"
MEASUREMENTS_TITLE = "体力測定の記録"
ATTENDED = {True: "出席", False: "欠席"}
CONSENT = "上記の計画について説明を受け、内容に同意します。"
_BLANK_STEPS, _BLANK_SESSIONS, _BLANK_TESTS = 5, 12, 6
_BLANK_POINTS: tuple[tuple[str, date | None], ...] = (("開始時", None), ("中間", None), ("終了時", None))


def individual_plan_form(sheet: IndividualPlanSheet) -> Form:
    """依頼・個別サービス計画書: the centre's request and the provider's plan on one page."""
    steps = sheet.steps or (("", ""),) * _BLANK_STEPS
    return Form(
        PLAN_TITLE,
        (
            Grid(
                (
                    *person_rows(sheet.person),
                    row(label("依頼元"), value(sheet.centre, 9), label("依頼日", 4), value(day(sheet.asked_on), 8)),
                    row(label("事業所"), value(sheet.provider, 9), label("認定・区分", 4), value(sheet.care_level, 8)),
                    row(label("サービス"), value(sheet.service, 9), label("計画作成者", 4), value(sheet.author, 8)),
                )
            ),
            Heading("目標"),
            Grid(
                (
                    labelled("元の生活", sheet.former_life, height_mm=14),
                    labelled("目標", sheet.goal, height_mm=14),
                    labelled("卒業の目印", sheet.graduation_point, height_mm=12),
                    labelled("医療上・安全上の注意", sheet.cautions, height_mm=14),
                )
            ),
            Heading("プログラム"),
            Grid(
                (
                    row(
                        label("期間"),
                        value(period(sheet.starts_on, sheet.ends_on), 12),
                        label("回数"),
                        value(count(sheet.planned_sessions, "回"), 6),
                    ),
                    row(label("頻度"), value(sheet.frequency, 12), label("送迎"), value(sheet.transport, 6)),
                )
            ),
            Grid(
                (heads(("時期", 5), ("内容", 19)), *(row(value(when, 5), value(what, 19)) for when, what in steps)),
                heads=1,
            ),
            Grid(consent_rows(CONSENT, sheet.consented_on, sheet.consented_by, columns=PORTRAIT), is_kept=True),
        ),
        whose=whose(sheet.person),
    )


def sessions_form(sheet: SessionSheet) -> Form:
    """実施記録: last week's action, what came of it, next week's action."""
    top = heads(
        ("回", 2),
        ("実施日", 5),
        ("出欠", 3),
        ("体調", 4),
        ("先週の行動と結果", 7),
        ("面談・運動の内容", 8),
        ("来週の行動", 5),
        ("担当", 2),
    )
    sessions = sheet.sessions or (SessionLine(),) * _BLANK_SESSIONS
    return Form(
        SESSIONS_TITLE,
        (Grid(_course_rows(sheet)), Grid((top, *map(_session, sessions)), heads=1)),
        whose=whose(sheet.person),
        columns=LANDSCAPE,
    )


def _course_rows(sheet: SessionSheet) -> tuple[Row, ...]:
    return (
        _course_head(sheet.person, sheet.service, sheet.provider),
        row(
            label("期間", 4),
            value(period(sheet.starts_on, sheet.ends_on), 18),
            label("予定回数", 4),
            value(count(sheet.planned_sessions, "回"), 10),
        ),
        labelled("目標", sheet.goal, columns=LANDSCAPE, label_span=4, height_mm=9),
    )


def _course_head(person: SheetPerson, service: str, provider: str) -> Row:
    return row(
        label("利用者名", 4),
        name_box(person, 10),
        label("サービス", 3),
        value(service, 8),
        label("事業所", 3),
        value(provider, 8),
        height_mm=9,
    )


def _session(one: SessionLine) -> Row:
    absence = f"\n（{one.absence_reason}）" if one.absence_reason else ""
    done = f"→ {one.last_action_done}" if one.last_action_done else ""
    talked = "" if one.interview_minutes is None else f"（面談 {one.interview_minutes}分）"
    moved = "" if one.exercise_minutes is None else f"（運動 {one.exercise_minutes}分）"
    return row(
        Box("" if one.number is None else one.number, 2, Look.CENTRED),
        value(narrow_day(one.held_on), 5),
        value(one_of(ATTENDED, one.is_attended).replace("　", "\n") + absence, 3),
        value(one.vitals, 4),
        value("\n".join(part for part in (one.last_action, done) if part), 7),
        value("\n".join(part for part in (one.interview, talked, one.exercise, moved) if part), 8),
        value(one.next_action, 5),
        value(one.by, 2),
        height_mm=11,
    )


def measurements_form(sheet: MeasurementSheet) -> Form:
    """体力測定の記録: one line for each test under one protocol."""
    return Form(
        MEASUREMENTS_TITLE,
        (
            Grid((_course_head(sheet.person, sheet.service, sheet.provider),)),
            measured(sheet.points or _BLANK_POINTS, sheet.lines, columns=LANDSCAPE),
            Grid(
                (
                    labelled("気づいたこと", sheet.remarks, columns=LANDSCAPE, label_span=4, height_mm=14),
                    labelled("測定者", sheet.assessor, columns=LANDSCAPE, label_span=4, height_mm=6.5),
                )
            ),
        ),
        whose=whose(sheet.person),
        columns=LANDSCAPE,
    )


def measured(points: tuple[tuple[str, date | None], ...], lines: tuple[MeasuredLine, ...], *, columns: int) -> Grid:
    """Tests down, points in time across; changes only where two values can be compared."""
    each = 4 if columns == LANDSCAPE else 3
    spare = columns - each * len(points)
    test, change = spare // 2, spare - spare // 2
    top = Row(
        (
            Box("測定と測り方", test, Look.HEAD),
            *(Box(_point(word, on), each, Look.HEAD) for word, on in points),
            Box("変化と目安", change, Look.HEAD),
        )
    )
    rows = (
        row(
            value("\n".join(part for part in (one.test, one.protocol) if part), test),
            *(Box(_measured(one, place), each, Look.CENTRED) for place in range(len(points))),
            value(bullets([part for part in (one.change, one.reference) if part]), change),
            height_mm=11,
        )
        for one in lines or (MeasuredLine(),) * _BLANK_TESTS
    )
    return Grid((top, *rows), heads=1)


def _point(word: str, on: date | None) -> str:
    return f"{word}\n{in_short_japanese(on)}" if on else word


def _measured(line: MeasuredLine, place: int) -> str:
    said = line.values[place] if place < len(line.values) else ""
    # Only a number has a unit; 実施せず has none.
    return f"{said} {line.unit}" if said[:1].isdecimal() else said
