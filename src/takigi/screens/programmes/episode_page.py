"""短期集中の一回りの頁の身じたく: what is next, sessions with their actions, measurements, contracts, and the ways on."""

from datetime import date
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.notice import Notice, NoticeKind
from takigi.components.table import Column, Link, Table
from takigi.instruments.timepoints import Timepoint, Timing
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.programmes.queries.episodes import EpisodePage, SessionLine
from takigi.programmes.queries.measurements import MeasuredLine
from takigi.programmes.queries.protocols import protocol_words
from takigi.programmes.rules.prints import CoursePaper
from takigi.programmes.rules.words import DECIDED_ENDS, Attendance
from takigi.screens.programmes.desk import head_parts
from takigi.screens.programmes.safety_fields import safety_words

UNKNOWN = MissingWord(Missing.NOT_RECORDED)


def dress_episode(viewer: Viewer, page: EpisodePage) -> dict[str, Any]:
    """Everything the page prints."""
    head = page.head
    case_url = reverse("case", args=[head.case_id]) if head.reads_case else ""
    return {
        "case_url": case_url,
        **head_parts(viewer, head, is_suspended=page.suspended is not None),
        "page": page,
        "action": _first_step(page),
        "notices": list(_notices(viewer, page)),
        "progress": f"{head.planned_sessions}回中{page.attended}回に出席　休み{page.absent}回",
        "facts": _facts(page),
        "sessions": [_session(page, line) for line in page.sessions],
        "no_session": EmptyState(
            "まだ実施の記録がありません", "はじめの日に、きょうの教室で出席を付けると、ここに並びます。"
        ),
        "measurements": _measurements(page),
        "sheets": _sheets(page),
        "report": page.report,
        "contracts": _contracts(page),
        "suspensions": _suspensions(page),
        "extensions": _extensions(page),
        "ways": _ways(page),
        "papers": _papers(page),
        "withdraw_url": reverse("episode_withdraw", args=[head.episode_id])
        if head.may_enter and head.consent_withdrawn_on is None
        else "",
        "as_of": in_both_eras(viewer.on),
    }


def _first_step(page: EpisodePage) -> ButtonLink | str:
    """The one next step."""
    head = page.head
    if head.may_decide and page.open_extension is not None:
        return ButtonLink("延長を決める", reverse("extension_decide", args=[head.episode_id]), ButtonKind.PRIMARY)
    if head.may_decide and page.suspended is not None and head.is_running:
        return ButtonLink("再開する", reverse("episode_resume", args=[head.episode_id]), ButtonKind.PRIMARY)
    if head.may_enter and head.is_running and page.suspended is None:
        return ButtonLink("実施を記録する", reverse("session_new", args=[head.episode_id]), ButtonKind.PRIMARY)
    return ""


def _notices(viewer: Viewer, page: EpisodePage) -> Any:
    head, away = page.head, page.suspended
    if away is not None and head.is_running:
        what = f"{in_both_eras(away.from_on)}から中断しています（{away.reason.label}、{away.days}日）。"
        now = "続けるか、終えるかを決めてください。" if away.is_long else "再開するまでの週は、数に入りません。"
        yield Notice(what, NoticeKind.WARNING if away.is_long else NoticeKind.INFO, now)
    if head.is_level_pending and head.is_running:
        yield Notice("認定の結果を待っています。", NoticeKind.INFO, "結果が出るまで、卒業にはできません。")
    if head.consent_withdrawn_on:
        yield Notice(
            "事業所に伝えることへの同意は取り消されています。", NoticeKind.WARNING, "事業所からは見られません。"
        )
    if not head.is_running:
        return
    for timepoint, first, last in page.due:
        late = viewer.on > last
        words = f"{timepoint.label}の測定がまだです（めやす {in_short_japanese(first)}〜{in_short_japanese(last)}）。"
        href = reverse("measurement_sheet", args=[head.episode_id, timepoint.value]) if head.may_enter else ""
        kind = NoticeKind.WARNING if late else NoticeKind.INFO
        yield Notice(
            words, kind, "めやすを過ぎていても記録できます。" if late else "", href, "測定を記録する" if href else ""
        )


def _facts(page: EpisodePage) -> DefinitionList:
    head = page.head
    end = BothEraDate(head.ended_on) if head.ended_on else BothEraDate(head.planned_end_on)
    facts = [
        Fact("目標（本人のことば）", f"「{head.goal}」" if head.goal else UNKNOWN),
        Fact("卒業のめやす", head.graduation_point or UNKNOWN),
        Fact("気をつけること", head.cautions or UNKNOWN),
        Fact("開始日", BothEraDate(head.started_on)),
        Fact("終わった日" if head.ended_on else "終わりの予定", end),
        Fact("事業所", head.agency_name),
        Fact("担当のセンター", f"{head.centre_name}　{head.owner_name}".strip()),
        Fact("事業所に伝えることへの同意", BothEraDate(head.consent_on)),
        Fact("1回の利用料", f"{head.fee_yen:,}円" if head.fee_yen else "なし"),
    ]
    if head.end_reason:
        facts += [Fact("終わり方", head.end_reason.label, head.end_note)]
    if head.no_final_test:
        facts += [Fact("終了時の測定がないわけ", head.no_final_test)]
    return DefinitionList(tuple(facts))


def _session(page: EpisodePage, line: SessionLine) -> dict[str, Any]:
    head, came = page.head, line.attendance is Attendance.ATTENDED
    minutes = [f"面談{line.interview_minutes}分" if line.interview_minutes else ""]
    minutes += [f"運動{line.exercise_minutes}分" if line.exercise_minutes else ""]
    why = f"（{line.absence_reason.label}）" if line.absence_reason and not came else ""
    return {
        "line": line,
        "title": f"{line.no}回目　{in_both_eras(line.held_on)}",
        "came": f"{line.attendance.label}{why}",
        "safety": safety_words(line.safety),
        "minutes": "　".join(part for part in minutes if part),
        "change_url": reverse("session_change", args=[head.episode_id, line.session_id]) if head.may_enter else "",
        "undo_url": reverse("session_undo", args=[head.episode_id, line.session_id]) if head.may_enter else "",
        "by": f"記録: {line.recorded_by}{'（直した記録）' if line.is_corrected else ''}",
    }


def _measurements(page: EpisodePage) -> Table:
    """One line for each test and way: unlike ways are never one line."""
    points = [one for one in Timepoint if any(line.timepoint is one for line in page.measurements)]
    ways: dict[tuple[str, str], dict[Timepoint, MeasuredLine]] = {}
    for line in page.measurements:
        label = f"{line.measured.test.label}"
        ways.setdefault((label, protocol_words(line.measured.protocol)), {})[line.timepoint] = line
    rows = tuple(
        (label, how or "測り方は書かれていません", *(_value(made.get(point)) for point in points))
        for (label, how), made in ways.items()
    )
    columns = (Column("種目"), Column("測り方"), *(Column(point.label) for point in points))
    empty = EmptyState("まだ測定の記録がありません", "始まりの前後14日に測ると、終わりとくらべられます。")
    return Table("測定", columns, rows, empty, has_hidden_caption=True)


def _value(line: MeasuredLine | None) -> str:
    if line is None:
        return "—"
    late = "（時期から外れている）" if line.timing is Timing.LATE else ""
    return f"{line.measured.in_words}{late}　{in_short_japanese(line.measured.on)}"


def _sheets(page: EpisodePage) -> list[tuple[str, str]]:
    head = page.head
    ways = []
    if head.may_enter:
        ways += [
            (f"{point.label}の測定", reverse("measurement_sheet", args=[head.episode_id, point.value]))
            for point in Timepoint
        ]
    return ways


def _contracts(page: EpisodePage) -> Table:
    rows = tuple(
        (one.course_name, one.contract_no or "まだありません", _span(one.from_on, one.until_on))
        for one in page.contracts
    )
    return Table("契約の区切り", (Column("教室"), Column("契約番号"), Column("期間")), rows, has_hidden_caption=True)


def _span(first: date, last: date | None) -> str:
    return f"{in_short_japanese(first)}〜{in_short_japanese(last) if last else ''}"


def _suspensions(page: EpisodePage) -> Table | str:
    if not page.suspensions:
        return ""
    rows = tuple(
        (_span(one.from_on, one.back_on), f"{one.days}日", one.reason.label, one.note or "") for one in page.suspensions
    )
    columns = (Column("期間"), Column("日数"), Column("理由"), Column("覚え書き"))
    return Table("中断", columns, rows, has_hidden_caption=True)


def _extensions(page: EpisodePage) -> Table | str:
    if not page.extensions:
        return ""
    words = {None: "決まっていません", True: "認めた", False: "認めない"}
    rows = tuple(
        (
            in_short_japanese(one.asked_on),
            f"{in_short_japanese(one.end_on)}まで、{one.more_sessions}回増やす",
            one.reason,
            f"{words[one.is_granted]}{f'。{one.decision_note}' if one.decision_note else ''}",
        )
        for one in page.extensions
    )
    columns = (Column("願い出た日"), Column("願い"), Column("理由"), Column("決めたこと"))
    return Table("延長", columns, rows, has_hidden_caption=True)


def _ways(page: EpisodePage) -> list[Link]:
    """What else can be done."""
    head = page.head
    names: list[tuple[str, str]] = [("本人に見せる（前と後）", "before_after")]
    if head.may_enter:
        names += [("終了時報告を書く" if page.report is None else "終了時報告を直す", "end_report")]
    if head.may_enter and head.is_running and page.open_extension is None and head.extension_months:
        names += [("延長を願い出る", "extension_ask")]
    if head.may_decide and head.is_running:
        names += [("中断する", "episode_suspend")] if page.suspended is None else []
        names += [("ほかの教室に移る", "episode_move"), ("終わりを記録する", "episode_end")]
    if head.may_decide and head.end_reason in DECIDED_ENDS:
        names += [("終わりの記録を取り消す", "episode_end_undo")]
    links = [Link(words, reverse(name, args=[head.episode_id])) for words, name in names]
    if head.reads_case:
        links.append(Link("ケースのページ", reverse("case", args=[head.case_id])))
    return links


def _papers(page: EpisodePage) -> list[Link]:
    """The sheets that there is something to print on."""
    head = page.head
    if not head.may_enter:
        return []
    there = {
        CoursePaper.PLAN: True,
        CoursePaper.SESSIONS: bool(page.sessions),
        CoursePaper.MEASUREMENTS: bool(page.measurements),
        CoursePaper.END_REPORT: page.report is not None,
        CoursePaper.EXTENSION: bool(page.extensions),
    }
    papers = [paper for paper, is_there in there.items() if is_there]
    return [
        Link(f"{paper.label}を出す", reverse("episode_print", args=[head.episode_id, paper.value])) for paper in papers
    ]
