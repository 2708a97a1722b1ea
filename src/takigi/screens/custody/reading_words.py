"""だれが見たかの言葉: what somebody did with a record, in words, and the same doing gathered in one line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from takigi.access.information import Information
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.custody.queries.readings import ReadingLine
from takigi.screens.audit_log.sentences import SENTENCES
from takigi.screens.moments import moment_in_words

PAGES = (
    ("episode", "短期集中の記録を見た"),
    ("item", "会議の資料を見た"),
    ("indicator", "数のうちわけで見た"),
)
NO_GROUND = "—"


@dataclass(frozen=True)
class Gathered:
    """同じ人が、同じ記録を、同じ根拠で: how often, and from when to when."""

    staff_name: str
    agencies_then: tuple[str, ...]
    records: tuple[str, ...]
    what: str
    because: tuple[str, ...]
    times: int
    first: datetime
    last: datetime


def what_was_done(line: ReadingLine) -> str:
    """A reading by its page and classes; a deed by its sentence in the log."""
    if line.kind == "audit.list_read":
        return "一覧に出た"
    if line.kind == "audit.file_read":
        page = next((words for key, words in PAGES if key in line.detail), "ページを開いた")
        classes = "、".join(Information(key).label for key in line.detail.get("classes", ()))
        return f"{page}（{classes}）" if classes else page
    sentence = SENTENCES.get(line.kind)
    # 「{who}の同意を記録しました」: which record it was stands in a column of its own.
    return sentence.says.replace("{who}", "この記録") if sentence else "そのほかの操作"


def gathered(lines: Iterable[ReadingLine]) -> list[Gathered]:
    """One line for each colleague, record, doing and ground, in the order of their first time."""
    groups: dict[tuple[object, ...], list[ReadingLine]] = defaultdict(list)
    for line in lines:
        groups[line.staff_id, line.agencies_then, line.records, what_was_done(line), line.because].append(line)
    return [
        Gathered(
            same[0].staff_name,
            same[0].agencies_then,
            same[0].records,
            what_was_done(same[0]),
            same[0].because,
            len(same),
            same[0].at,
            same[-1].at,
        )
        for same in groups.values()
    ]


def readers_table(found: list[Gathered], *, period: str) -> Table:
    """だれが・当時の所属・どの記録を・何を・根拠・回数・いつ."""
    columns = (
        Column("だれが"),
        Column("当時の所属"),
        Column("どの記録を"),
        Column("何をした"),
        Column("根拠"),
        Column("回数", is_number=True),
        Column("いつ"),
    )
    rows = tuple(
        (
            one.staff_name,
            "、".join(one.agencies_then) or NO_GROUND,
            "、".join(one.records),
            one.what,
            "。".join(one.because) or NO_GROUND,
            str(one.times),
            _when(one),
        )
        for one in found
    )
    empty = EmptyState(f"{period}に見た人はいません", "ほかの月や「1年間」を選ぶと、その間に見た人が出ます。")
    return Table(f"{period}に記録を見た・変えた人", columns, rows, empty)


def _when(one: Gathered) -> str:
    if one.times == 1:
        return moment_in_words(one.first)
    first, last = localtime(one.first), localtime(one.last)
    if first.date() == last.date():
        return f"{moment_in_words(one.first)}〜{last:%H:%M}"
    return f"{first.month}月{first.day}日{first:%H:%M}〜{last.month}月{last.day}日{last:%H:%M}"


HEADINGS = ("日時", "だれが", "当時の所属", "どの記録を", "何をした", "根拠")


def file_rows(lines: Iterable[ReadingLine]) -> list[tuple[str, ...]]:
    """Every single time, for the file."""
    return [
        (
            f"{localtime(line.at):%Y-%m-%d %H:%M}",
            line.staff_name,
            "、".join(line.agencies_then),
            "、".join(line.records),
            what_was_done(line),
            "。".join(line.because),
        )
        for line in lines
    ]
