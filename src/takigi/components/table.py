"""表: rows with a caption, headers that are read out, and numbers that line up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.button import ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone

# What a cell holds: words, or a component that prints itself.
Cell = str | int | Component
MANY_COLUMNS = 8


@dataclass(frozen=True)
class Column:
    """列: its heading, and whether it holds numbers."""

    label: str
    is_number: bool = False


@dataclass(frozen=True)
class Link(Component):
    """リンク: words that lead somewhere, for the cell that names the row."""

    template_name: ClassVar[str] = "components/link.html"

    words: str
    href: str

    @classmethod
    def examples(cls) -> Iterator["Link"]:
        yield cls("𠮷野 髙子", "#")


@dataclass(frozen=True)
class Table(Component):
    """表. The first cell names its row. On a narrow screen every row becomes a small list."""

    template_name: ClassVar[str] = "components/table.html"

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    # What to say and do when there is no row.
    empty: Component | None = None
    has_hidden_caption: bool = False
    key: str = ""

    @property
    def has_many_columns(self) -> bool:
        """Such a table may be moved sideways, with the keyboard too."""
        return len(self.columns) >= MANY_COLUMNS and bool(self.rows)

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @classmethod
    def examples(cls) -> Iterator["Table"]:
        columns = (
            Column("氏名"),
            Column("生年月日"),
            Column("要介護度"),
            Column("認定からの日数", is_number=True),
            Column("状態"),
        )
        waiting, active = StatusTag("訪問待ち", Tone.WAITING), StatusTag("支援中", Tone.ACTIVE)
        long_name = "勅使河原 﨑右衛門左衛門ジョアンナ・マリア"
        rows = (
            (Link("𠮷野 髙子", "#"), "昭和14年5月2日（1939年）", "要支援2", "12", waiting),
            (Link(long_name, "#"), "昭和5年（月日不明）", "要支援1", "1,204", active),
        )
        yield cls("新しく要支援になった方", columns, rows)
        yield cls("確かめる記録", (Column("氏名"), Column("")), (("山田 ハナ", ButtonLink("並べて見る", "#")),))
        yield cls("取り込んだ台帳", (Column("ファイル"), Column("行数", is_number=True)), ())
        months = tuple(Column(f"{month}月", is_number=True) for month in range(4, 13))
        counts = tuple((f"第{n}圏域", *(str(n * month) for month in range(4, 13))) for n in range(1, 13))
        yield cls("圏域ごとの新しい認定（月ごとの人数）", (Column("圏域"), *months), counts)
