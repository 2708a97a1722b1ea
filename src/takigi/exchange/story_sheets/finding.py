"""表を見つける: which sheet is which, by its headings and not by its name, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takigi.exchange.story_sheets.columns import REGISTERS, TEMPLATE_COLUMNS
from takigi.exchange.story_sheets.pages import MONITORING, PLAN, STORY, Column
from takigi.exchange.story_sheets.problems import CellProblem

# What a heading must hold for a column, the longest words first.
SIGNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    PLAN: {"audience": ("誰に", "誰が"), "activity": ("どう働きかける",), "tactics": ("具体的方策", "工夫")},
    MONITORING: {"audience": ("誰に", "誰が"), "outcome": ("初期アウトカム",), "method": ("モニタリング方法",)},
    STORY: {
        "hypothesis": ("課題仮説",),
        "audience": ("誰に",),
        "activity": ("どう働きかける",),
        "output": ("直接の結果", "まずどうなって"),
        "initial": ("何が変わる(初期)", "何が変わる"),
        "intermediate": ("何が変わる(中間)",),
        "long_term": ("何が変わる(長期)",),
        "ideal": ("ありたい姿",),
    },
}
# Two headings that no other sheet has together.
KNOWN_BY = {PLAN: ("activity", "tactics"), MONITORING: ("outcome", "method"), STORY: ("activity", "ideal")}
# And where one of them is missing: enough to read the rest and to say what lacks.
GUESSED_BY = {STORY: ("activity", "output"), PLAN: ("audience", "activity"), MONITORING: ("audience", "outcome")}
_HEADING_ROWS = 12
_LEVELS = ("initial", "intermediate", "long_term")

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Found:
    """A sheet of which is known what it is. `places` are column numbers by name, `keys` those of the numbers of boxes."""

    page: str
    sheet: str
    title: str
    rows: Rows
    places: Mapping[str, int]
    keys: Mapping[str, int]

    @property
    def is_ours(self) -> bool:
        """Whether the sheet was written by this program and still has its numbers."""
        return bool(self.keys)


def key_heading(column: Column) -> str:
    """The heading of the column that holds the numbers of a column's boxes."""
    return f"番号（{plain(column.heads[-1])}）"


def plain(heading: str) -> str:
    """A heading without the spaces, line ends and kinds of brackets in which people write it."""
    return re.sub(r"[\s　]+", "", heading).replace("（", "(").replace("）", ")")


def found_in(sheet: str, rows: Rows) -> tuple[Found | None, list[CellProblem]]:
    """What the sheet is, with a problem for each column of the template that it lacks; None for a sheet of something else."""
    if sheet in REGISTERS and rows:
        return _register(sheet, rows), []
    return next(
        (found for known in (KNOWN_BY, GUESSED_BY) if (found := _template(sheet, rows, known))[0] is not None),
        (None, []),
    )


def _template(sheet: str, rows: Rows, known: Mapping[str, Sequence[str]]) -> tuple[Found | None, list[CellProblem]]:
    for at, (row_no, texts) in enumerate(rows[:_HEADING_ROWS]):
        heads = [plain(text) for text in texts]
        for page, wanted in known.items():
            places = _places(heads, SIGNS[page])
            if all(name in places for name in wanted):
                problems = [_lacking(page, sheet, row_no, name) for name in _required(page) if name not in places]
                keys = {
                    column.name: heads.index(plain(key_heading(column)))
                    for column in TEMPLATE_COLUMNS[page]
                    if plain(key_heading(column)) in heads
                }
                above = [text for _, line in rows[:at] for text in line if text.strip()]
                title = next((text for text in above if "タイトル" in text), "")
                return Found(page, sheet, title, rows[at + 1 :], places, keys), problems
    return None, []


def _register(sheet: str, rows: Rows) -> Found:
    heads = [plain(text) for text in rows[0][1]]
    places = {
        column.name: heads.index(plain(column.heads[0]))
        for column in REGISTERS[sheet]
        if plain(column.heads[0]) in heads
    }
    return Found(sheet, sheet, "", rows[1:], places, {})


def _places(heads: Sequence[str], signs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for name, wanted in signs.items():
        for sign in wanted:
            at = next((n for n, head in enumerate(heads) if sign in head and not head.startswith("番号")), None)
            if at is not None and name not in places:
                places[name] = at
    if "audience" not in places and "hypothesis" not in signs and places:
        # Whoever draws a table often leaves the corner above the names empty.
        first = min(places.values())
        if first > 0 and not heads[first - 1]:
            places["audience"] = first - 1
    if "ideal" in places and "initial" in places and "long_term" not in places:
        # 何が変わる stands once over two or three columns.
        places |= dict(zip(_LEVELS, range(places["initial"], places["ideal"]), strict=False))
    return places


def _required(page: str) -> Sequence[str]:
    return [name for name in SIGNS[page] if name not in ("intermediate", "long_term")]


def _lacking(page: str, sheet: str, row_no: int, name: str) -> CellProblem:
    heads = next(column.heads[-1] for column in TEMPLATE_COLUMNS[page] if column.name == name)
    sentence = f"「{page}」の「{plain(heads)}」の列が見つかりません。ほかの列だけを読みました。"
    return CellProblem(sheet, row_no, -1, sentence)
