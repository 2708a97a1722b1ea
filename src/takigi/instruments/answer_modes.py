"""回答の書き方: how a ledger writes its answers, found out only from what is certain and otherwise left open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from takigi.instruments.checklist_items import ProblemIf, item_of
from takigi.kernel.labelled import Labelled

Cell = str | int | float | None


class AnswerMode(Labelled):
    """回答の書き方: what the cells of a ledger hold."""

    WORDS = "words", "はい／いいえ、○／×"
    ONE_TWO = "one_two", "1＝はい、2＝いいえ"
    POINTS = "points", "点数（1＝該当、0＝非該当）"


class Answer(Labelled):
    """回答."""

    YES = "yes", "はい"
    NO = "no", "いいえ"


# ○ is はい. A tick is no answer here: it may stand in either column of the form.
_WORDS = {
    **dict.fromkeys(("はい", "○", "〇", "◯", "⭕"), Answer.YES),
    **dict.fromkeys(("いいえ", "×", "✕", "✖", "x"), Answer.NO),
}
_ONE_TWO = {"1": Answer.YES, "2": Answer.NO}
_POINTS = {"1": 1, "0": 0}


@dataclass(frozen=True)
class ReadRow:
    """読んだ一行: the points by key, how they were read, and the cells that could not be."""

    points: Mapping[str, int | None]
    unreadable: tuple[str, ...]


@dataclass(frozen=True)
class ReadSheet:
    """読んだ表: its rows, the mode they were read in (None when it could not be told), and a sentence about it."""

    rows: tuple[ReadRow, ...]
    mode: AnswerMode | None
    sentence: str


def read_answers(
    rows: Sequence[Mapping[str, Cell]],
    mode: AnswerMode | None = None,
    *,
    reversed_keys: AbstractSet[str] = frozenset(),
) -> ReadSheet:
    """Read the answers of a ledger into points: 1 a problem, 0 none, None not answered or not readable.

    Without `mode` it is inferred: words and marks speak for themselves; numbers are told by a row that has a
    2 (1 = はい) or a 0 (points). Rows that say both, or only ones, leave the mode open, and their numbers are
    not read. `reversed_keys` are questions that the town asks the other way round.
    """
    cells = [{key: spelling(cell) for key, cell in row.items()} for row in rows]
    numbers = inferred_mode(cells) if mode is None else mode
    read = tuple(_read_row(row, mode, numbers, reversed_keys) for row in cells)
    return ReadSheet(read, numbers, _about(cells, mode, numbers))


def spelling(cell: Cell) -> str:
    """A cell without differences of width, case and spaces, nor the .0 that a spreadsheet hangs on a number.

    >>> spelling("１ "), spelling(2.0), spelling("ハイ"), spelling(None)
    ('1', '2', 'ハイ', '')
    """
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell)
    text = "".join(unicodedata.normalize("NFKC", str(cell)).split()).casefold()
    return re.sub(r"^(\d+)\.0+$", r"\1", text)


def inferred_mode(cells: Sequence[Mapping[str, str]]) -> AnswerMode | None:
    """The mode that the rows themselves prove; None when they prove none, or two that exclude each other."""
    proofs = {AnswerMode.ONE_TWO for row in cells if "2" in row.values()}
    proofs |= {AnswerMode.POINTS for row in cells if "0" in row.values()}
    if not proofs:
        written = {text for row in cells for text in row.values()}
        return AnswerMode.WORDS if written & _WORDS.keys() and "1" not in written else None
    return proofs.pop() if len(proofs) == 1 else None


def _read_row(
    row: Mapping[str, str], stated: AnswerMode | None, mode: AnswerMode | None, reversed_keys: AbstractSet[str]
) -> ReadRow:
    # A row that mixes words with numbers was written by two hands; without a stated mode nobody knows which.
    kinds = {text in _WORDS for text in row.values() if text in _WORDS or text in {"0", "1", "2"}}
    is_mixed = stated is None and len(kinds) > 1
    points: dict[str, int | None] = {}
    for key, text in row.items():
        readable = None if is_mixed else _mode_for(text, stated, mode)
        points[key] = None if readable is None else point_of(key, text, readable, is_reversed=key in reversed_keys)
    return ReadRow(points, tuple(key for key, text in row.items() if text and points[key] is None))


def _mode_for(text: str, stated: AnswerMode | None, inferred: AnswerMode | None) -> AnswerMode | None:
    if stated is not None:
        return stated
    return AnswerMode.WORDS if text in _WORDS else inferred


def point_of(key: str, text: str, mode: AnswerMode, *, is_reversed: bool = False) -> int | None:
    """The point of one cell that `spelling` has tidied; None for anything that the mode does not know.

    A point is a point whichever way the question was asked; the direction matters for answers only.

    >>> point_of("kcl_bus", "はい", AnswerMode.WORDS), point_of("kcl_fall", "1", AnswerMode.ONE_TWO)
    (0, 1)
    """
    if mode is AnswerMode.POINTS:
        return _POINTS.get(text)
    answer = (_WORDS if mode is AnswerMode.WORDS else _ONE_TWO).get(text)
    if answer is None:
        return None
    # For the computed question the form's own flag says はい when the BMI is too low.
    is_problem = (answer is Answer.NO) if item_of(key).problem_if is ProblemIf.NO else (answer is Answer.YES)
    return int(is_problem != is_reversed)


def _about(cells: Sequence[Mapping[str, str]], stated: AnswerMode | None, mode: AnswerMode | None) -> str:
    if stated is not None:
        return f"指定された書き方（{stated.label}）で読みました。"
    if mode is not None:
        return f"書き方を「{mode.label}」と読みました。違うときは書き方を選んでください。"
    seen = {text for row in cells for text in row.values()}
    if {"0", "2"} <= seen:
        return "2のある行と0のある行が混ざっていて、数字の意味がわかりません。書き方を選ぶと読めます。"
    if "1" in seen:
        return "数字が1だけで、「はい」の1か点数の1かわかりません。書き方を選ぶと読めます。"
    return "回答として読める書き方が見つかりませんでした。列の対応と書き方を確かめてください。"
