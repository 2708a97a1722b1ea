"""場所の一覧の着つけ: what would come of a file, row by row, and what came of it."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.components.button import Button, ButtonKind
from takigi.components.empty_state import EmptyState
from takigi.components.notice import Notice
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.exchange.place_lists import ReadList, SentList
from takigi.exchange.problems import Problem
from takigi.kernel.era_names import in_both_eras
from takigi.resources.queries.place_lists import ListCard, ListPage
from takigi.screens.places.dress import cost_of, days_of

PROBLEMS = (Column("行"), Column("列"), Column("値"), Column("扱い"), Column("内容と直し方"))
ROWS = (
    Column("名前"),
    Column("行"),
    Column("種類"),
    Column("場所"),
    Column("ひらく日"),
    Column("費用"),
    Column("どうなるか"),
)
LISTS = (
    Column("ファイル"),
    Column("書きとめた", is_number=True),
    Column("もうあった", is_number=True),
    Column("入れなかった行", is_number=True),
    Column("取り込んだ日と職員"),
)
NOTHING = EmptyState("まだ取り込んだ一覧がありません", "上でファイルを選ぶと、取り込む前に中身を確かめられます。")
ALL_LEFT_OUT = EmptyState("取り込める行がありません", "下の「直すところ」を直して、もう一度ファイルを選んでください。")
# Longer than anybody reads on a screen; all of it is in the workbook.
MOST_SHOWN = 100


def lists_table(cards: list[ListCard]) -> Table:
    """これまでに取り込んだ一覧."""
    return Table("これまでの取り込み（新しい順）", LISTS, tuple(map(_list_row, cards)), NOTHING)


def _list_row(card: ListCard) -> tuple[Cell, ...]:
    at = localtime(card.applied_at)
    undone = f"（{card.taken_back}か所を取り消し）" if card.undone_at else ""
    return (
        Link(card.file_name, reverse("place_list_page", args=[card.list_id])),
        f"{card.added}か所{undone}",
        f"{card.known}行",
        f"{card.left_out}行",
        f"{in_both_eras(at.date())} {at:%H:%M} {card.applied_by}",
    )


def dress_reading(sent: SentList, read: ReadList, known: Collection[tuple[str, str]]) -> dict[str, Any]:
    """Before anything is written."""
    problems = sorted((*sent.problems, *read.problems), key=lambda one: one.row_no)
    left_out = {one.row_no for one in problems if one.is_blocking}
    there = [one for _, one in read.places if (one.words.name, one.words.place) in known]
    new = len(read.places) - len(there)
    notices = [Notice(one) for one in sent.notices]
    if sent.unread:
        notices.append(
            Notice(f"読まない列があります: {'、'.join(sent.unread)}", what_now="場所のカードにない項目です。")
        )
    return {
        "heading": "取り込む前に確かめる",
        "file_name": sent.name,
        "notices": notices,
        "sentences": _sentences(new, len(there), len(left_out), len(read.places) + len(left_out)),
        "rows": Table(
            "取り込む場所",
            ROWS,
            tuple(_row(number, one, known) for number, one in read.places[:MOST_SHOWN]),
            ALL_LEFT_OUT,
        ),
        "rows_left": max(0, len(read.places) - MOST_SHOWN),
        "problems": Table("直すところ・見てほしいところ", PROBLEMS, tuple(map(_problem, problems[:MOST_SHOWN])))
        if problems
        else "",
        "problems_left": max(0, len(problems) - MOST_SHOWN),
        "problems_file": Button("この一覧を Excel で受け取る", icon="file"),
        "confirm": Button(f"{new}か所を取り込む", ButtonKind.PRIMARY) if new else "",
    }


def _sentences(new: int, there: int, left_out: int, total: int) -> list[str]:
    told = [f"{total}行のうち{new}か所を、新しいカードとして書きとめます。"]
    if there:
        told.append(f"{there}行は、同じ名前と場所のカードがもうあります。いまのカードは変えません。")
    if left_out:
        told.append(
            f"{left_out}行は、直すところがあるので入れません。直したファイルをもう一度選ぶと、その行だけが入ります。"
        )
    told.append("「確かめた日」のない場所は、「確かめる場所」に出ます。あとで、まとめて取り消せます。")
    return told


def _row(row_no: int, one: Any, known: Collection[tuple[str, str]]) -> tuple[Cell, ...]:
    words = one.words
    is_there = (words.name, words.place) in known
    return (
        words.name,
        f"{row_no}行目",
        words.kind.label,
        words.place or "—",
        days_of(words) or "—",
        cost_of(words) or "—",
        StatusTag("もうある", Tone.QUIET) if is_there else StatusTag("新しいカード", Tone.ACTIVE),
    )


def _problem(one: Problem) -> tuple[Cell, ...]:
    tag = StatusTag("入れない", Tone.ALERT) if one.is_blocking else StatusTag("見てほしい", Tone.WAITING)
    return (f"{one.row_no}行目", one.column or "行全体", one.value or "（空）", tag, one.sentence)


def dress_page(page: ListPage) -> dict[str, Any]:
    """取り込んだあと."""
    card, at = page.card, localtime(page.card.applied_at)
    told = [
        f"{in_both_eras(at.date())} {at:%H:%M}に{card.applied_by}が取り込み、{card.added}か所のカードを書きとめました。"
    ]
    if card.known:
        told.append(f"{card.known}行は、同じカードがもうありました。")
    if card.left_out:
        told.append(f"{card.left_out}行は、直すところがあったので入れていません。")
    if card.undone_at:
        undone = localtime(card.undone_at)
        told.append(
            f"{in_both_eras(undone.date())} {undone:%H:%M}に{card.undone_by}が、{card.taken_back}か所を取り消しました。"
        )
    may_undo = bool(page.going) and not card.undone_at
    return {
        "heading": "取り込んだ一覧",
        "file_name": card.file_name,
        "sentences": told,
        "places": [
            (name, reverse("place", args=[number]))
            for number, name in sorted((*page.going, *page.staying), key=lambda one: one[1])
        ],
        "undo": Button("この取り込みを取り消す", ButtonKind.DANGER) if may_undo else "",
        "undo_url": reverse("place_list_undo", args=[card.list_id]),
        "going": len(page.going),
        "staying": len(page.staying),
    }
