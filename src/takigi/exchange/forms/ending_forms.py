"""終了時報告書・延長協議書の枠: how the short-term service ended, or why it shall go on. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from takigi.casework.sheets import EndGoal, EndReport, ExtensionRequest
from takigi.exchange.forms.boxes import (
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
from takigi.exchange.forms.course_forms import measured
from takigi.exchange.forms.persons import short_person_row, whose
from takigi.exchange.forms.wording import ACHIEVED, count, day, one_of, period

REPORT_TITLE = "短期集中予防サービス 終了時報告書"
EXTENSION_TITLE = "短期集中予防サービス 延長協議書"


def end_report_form(report: EndReport) -> Form:
    """終了時報告書."""
    return Form(
        REPORT_TITLE,
        (
            Grid((short_person_row(report.person), *_course(report))),
            Heading("目標の結果"),
            _goals(report.goals),
            Heading("体力測定"),
            measured(report.points or (("開始時", None), ("終了時", None)), report.measurements, columns=PORTRAIT),
            Heading("これから"),
            Grid(tuple(_outcome(report))),
        ),
        whose=whose(report.person),
    )


def _course(report: EndReport) -> Iterator[Row]:
    attended = f"{count(report.attended_sessions, '回')}／予定 {count(report.planned_sessions, '回')}"
    yield row(label("サービス"), value(report.service, 9), label("事業所", 4), value(report.provider, 8))
    yield row(label("期間"), value(period(report.starts_on, report.ended_on), 12), label("出席"), value(attended, 6))
    yield row(label("報告日"), value(day(report.reported_on), 9), label("報告者", 4), value(report.author, 8))


def _goals(goals: tuple[EndGoal, ...]) -> Grid:
    top = heads(("目標と卒業の目印", 9), ("達成", 3), ("実行度\n（前→後）", 3), ("満足度\n（前→後）", 3), ("備考", 6))
    return Grid((top, *map(_goal, goals or (EndGoal(), EndGoal()))), heads=1)


def _goal(goal: EndGoal) -> Row:
    sign = f"目印：{goal.graduation_point}" if goal.graduation_point else ""
    return row(
        value("\n".join(part for part in (goal.text, sign) if part), 9),
        Box(one_of(ACHIEVED, goal.is_achieved).replace("　", "\n"), 3, Look.CENTRED),
        Box(_change(goal.performance_before, goal.performance_after), 3, Look.CENTRED),
        Box(_change(goal.satisfaction_before, goal.satisfaction_after), 3, Look.CENTRED),
        value(goal.remark, 6),
        height_mm=14,
    )


def _change(before: int | None, after: int | None) -> str:
    return f"{'　' if before is None else before} → {'　' if after is None else after}"


def _outcome(report: EndReport) -> Iterator[Row]:
    said = (
        ("結果", report.outcome, 6.5),
        ("そう決めた理由", report.outcome_reason, 10),
        ("本人のセルフプラン", report.self_plan, 16),
        ("すすめる地域の場", report.community_place, 10),
        ("気をつけること", report.risk_notes, 10),
        ("事業所の意見", report.opinion, 14),
    )
    for title, words, height in said:
        yield labelled(title, words, height_mm=height)


def extension_form(request: ExtensionRequest) -> Form:
    """延長協議書, with the centre's answer left open."""
    attended = f"{count(request.attended_sessions, '回')}／予定 {count(request.planned_sessions, '回')}"
    return Form(
        EXTENSION_TITLE,
        (
            Grid(
                (
                    short_person_row(request.person),
                    row(label("サービス"), value(request.service, 9), label("事業所", 4), value(request.provider, 8)),
                    row(label("協議日"), value(day(request.asked_on), 9), label("記入者", 4), value(request.author, 8)),
                )
            ),
            Heading("これまで"),
            Grid(
                (
                    row(
                        label("期間"),
                        value(period(request.starts_on, request.ends_on), 12),
                        label("出席"),
                        value(attended, 6),
                    ),
                )
            ),
            Heading("延長の内容"),
            Grid(
                (
                    row(
                        label("新しい終了日", 5),
                        value(day(request.new_end_on), 8),
                        label("追加する回数", 5),
                        value(count(request.more_sessions, "回"), 6),
                    ),
                    labelled("延長が必要な理由", request.reason, height_mm=28),
                    labelled("終了日までに\n見込まれること", request.expected, height_mm=28),
                )
            ),
            Heading("地域包括支援センターの回答"),
            Grid(
                (
                    row(label("回答", 5), value("□延長を認める　□延長を認めない　□その他", 19)),
                    labelled("理由", "", height_mm=20),
                    row(label("回答日", 5), value(day(None), 7), label("担当者", 5), value("", 7), height_mm=9),
                ),
                is_kept=True,
            ),
        ),
        whose=whose(request.person),
    )
