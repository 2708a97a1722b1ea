"""ケースのページの身じたく: facts, the way so far as a line, the ways on as buttons."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseFile, CaseHead, MoveLine
from takigi.casework.rules.ownership import NEWLY
from takigi.casework.rules.states import INTERRUPTIONS, CaseState, MoveReason
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.history_line import Event, HistoryLine
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.notice import Notice, NoticeKind
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.custody.queries.whole_files import may_ask
from takigi.kernel.codes import REASON
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.screens.casework.cards import due_in_words
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.next_work import is_next, next_work
from takigi.screens.casework.sections import case_sections

UNKNOWN = MissingWord(Missing.NOT_RECORDED)


def dress_case(viewer: Viewer, file: CaseFile) -> dict[str, Any]:
    """Everything the page prints."""
    head, sections = file.head, case_sections(viewer, file.head)
    return {
        **head_parts(viewer, head),
        "gone": _gone(head),
        "told": _told(viewer, file),
        "pending": _pending(head),
        "next": _next(viewer, head),
        "work": next_work(head) or next((one.work for one in sections if one.work), None),
        "ways": _ways(file) if head.may_record else [],
        "interruptions": _interruptions(file) if head.may_record else [],
        "facts": _facts(head),
        "history": HistoryLine(tuple(_event(line) for line in file.moves), "まだ記録がありません。"),
        "held": _held(file),
        "earlier": _earlier(file),
        "companions": [
            f"{name}さん（{in_both_eras(until)}まで。{purpose}）" for name, until, purpose in file.companions
        ],
        "others": _others(viewer, head),
        "sections": sections,
        "as_of": in_both_eras(viewer.on),
    }


def _gone(head: CaseHead) -> Notice | str:
    if head.person.is_resident:
        return ""
    day = f"（{in_both_eras(head.person.status_on)}）" if head.person.status_on else ""
    words = f"台帳では「{head.person.status.label}」です{day}。期限の知らせは止まっています。"
    return Notice(words, NoticeKind.WARNING, "記録は読めます。まちがいのときは、本人のページで直してください。")


def _told(viewer: Viewer, file: CaseFile) -> Notice | str:
    """What the one before had to say, while the case is new to whoever has it."""
    now, before = (*file.held, None, None)[:2]
    if before is None or not before.handover_note or now.from_on < viewer.on - NEWLY:
        return ""
    return Notice(
        f"{before.staff_name}さんからの引き継ぎ　{in_short_japanese(now.from_on)}", what_now=before.handover_note
    )


def _pending(head: CaseHead) -> Notice | str:
    if not head.is_level_pending or head.closed_on is not None:
        return ""
    href = reverse("case_level", args=[head.case_id, "come"]) if head.may_record else ""
    told = "結果が出るまで、卒業にはできません。"
    return Notice("認定の結果を待っています。", NoticeKind.INFO, told, href, "結果が出た" if href else "")


def _next(viewer: Viewer, head: CaseHead) -> dict[str, Any]:
    due = head.due
    return {
        "due": due_in_words(due, viewer) if due else "",
        "because": due.because if due else "",
        "is_late": bool(due and due.on < viewer.on),
        "step": head.next_step if not due or head.next_step != due.because else "",
        "visit": BothEraDate(head.scheduled_visit_on) if head.scheduled_visit_on else "",
    }


def _ways(file: CaseFile) -> list[ButtonLink]:
    """The usual ways on, in the order of the table; the first is the one to press."""
    usual = [state for state in file.ways if state not in INTERRUPTIONS]
    return [
        ButtonLink(f"「{state.label}」に進める", reverse("case_move", args=[file.head.case_id, state.value]))
        for state in usual
    ]


def _interruptions(file: CaseFile) -> list[tuple[str, str]]:
    words = {
        CaseState.HOSPITALISED: "入院した",
        CaseState.DECEASED: "亡くなった",
        CaseState.MOVED_OUT: "転出した",
        CaseState.FACILITY: "施設に入所した",
    }
    return [
        (words[state], reverse("case_move", args=[file.head.case_id, state.value]))
        for state in words
        if state in file.ways
    ]


def _facts(head: CaseHead) -> DefinitionList:
    return DefinitionList(
        (
            Fact("本人のことば（申請・相談の理由）", f"「{head.reason_text}」" if head.reason_text else UNKNOWN),
            Fact("理由", REASON.label(head.reason_code) if head.reason_code else UNKNOWN),
            Fact("原因", REASON.label(head.cause_code) if head.cause_code else UNKNOWN),
            Fact("つながった経路", head.route.label),
            Fact("受付日", BothEraDate(head.opened_on)),
            Fact("担当", f"{head.agency_name}　{head.owner_name or '担当者はこれから決めます'}"),
        )
    )


def _event(line: MoveLine) -> Event:
    told = [] if line.reason is MoveReason.USUAL else [line.reason.label]
    told += [line.note] if line.note else []
    told += ["あとで取り消しました"] if line.is_undone else []
    words = f"取り消して「{line.to.label}」に戻す" if line.is_correction else line.to.label
    more = "。".join([*told, f"記録: {line.recorded_by}"])
    tag = StatusTag("取り消し") if line.is_correction else None
    return Event(line.effective_on, words, more, tag, is_withdrawn=line.is_undone)


def _held(file: CaseFile) -> Table:
    rows = tuple(
        (
            f"{one.agency_name}　{one.staff_name}",
            BothEraDate(one.from_on),
            BothEraDate(one.ended_on) if one.ended_on else "いまの担当",
            one.handover_note or "",
        )
        for one in file.held
    )
    columns = (Column("担当"), Column("いつから"), Column("いつまで"), Column("引き継ぎ"))
    return Table("担当の履歴", columns, rows, has_hidden_caption=True)


def _earlier(file: CaseFile) -> Table | str:
    if not file.earlier:
        return ""
    rows = tuple(
        (
            Link(in_both_eras(one.opened_on), reverse("case", args=[one.case_id])),
            in_both_eras(one.closed_on) if one.closed_on else "",
            one.outcome,
        )
        for one in file.earlier
    )
    columns = (Column("受付"), Column("終わり"), Column("終わり方"))
    return Table("以前のケース", columns, rows, has_hidden_caption=True)


def _others(viewer: Viewer, head: CaseHead) -> list[tuple[str, str]]:
    """What else can be done with the case."""
    ways = [("本人のページ", reverse("person", args=[head.person.shown_id]))]
    if head.may_record and head.closed_on is None:
        ways += [
            ("次にすることを決める", reverse("case_next_step", args=[head.case_id])),
            ("同行を頼む", reverse("case_companion", args=[head.case_id])),
        ]
        ways += [("訪問の日を決める", reverse("case_schedule", args=[head.case_id]))]
        if head.is_level_pending:
            ways += [("認定の結果が出た", reverse("case_level", args=[head.case_id, "come"]))]
        else:
            ways += [("認定の結果を待っている（暫定プラン）", reverse("case_level", args=[head.case_id, "awaited"]))]
    if head.may_lead and head.closed_on is None:
        ways += [("担当を替える", reverse("case_hand_over", args=[head.case_id]))]
        ways += [("介護予防支援を委託する・取りやめる", reverse("case_entrust", args=[head.case_id]))]
    ways += [("このケースが入る数", reverse("case_counts", args=[head.case_id]))]
    # An owner leads the case as well, and does not look after who reads it.
    if head.may_lead and may_ask(viewer):
        ways += [("だれが見たかを調べる", reverse("record_readers", args=["case", head.case_id]))]
    if head.may_record:
        ways += [("最後の動きを取り消す", reverse("case_correct", args=[head.case_id]))]
    return [(words, url) for words, url in ways if url and not is_next(head, url)]
