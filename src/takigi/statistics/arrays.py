"""数の並び: the array types of this room, and the refusal in words of a calculation that has no answer."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# Whatever numpy makes of float64 by a calculation, it calls `floating`.
Floats = npt.NDArray[np.floating]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class NoAnswer(ValueError):
    """The calculation has no honest answer for this input; the text says why and what is possible."""


def numbers(values: npt.ArrayLike, name: str) -> npt.NDArray[np.float64]:
    """Numbers of any shape, NaN where there is None; raises NoAnswer for words and for rows of different lengths."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise NoAnswer(
            f"「{name}」に、数として読めないものがあるか、行によって長さが違います。"
            "「集計中」などの言葉がまじる月の系列は、takigi.statistics.missing の months_of で読めます。"
        ) from error


def alike(**given: npt.ArrayLike) -> tuple[npt.NDArray[np.float64], ...]:
    """Numbers brought to one shape; raises NoAnswer where they do not fit each other."""
    read = [numbers(values, name) for name, values in given.items()]
    try:
        return tuple(np.broadcast_arrays(*read))
    except ValueError as error:
        told = "、".join(f"{name}は{part.shape}" for name, part in zip(given, read, strict=True))
        raise NoAnswer(f"数の並びの形がそろっていません（{told}）。") from error


def whole(values: npt.ArrayLike, name: str) -> Whole:
    """Whole numbers of any shape; raises NoAnswer for a gap, a fraction or a word."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "iub":  # ten million of them need no second look
        return values.astype(np.int64)
    read = numbers(values, name)
    if not np.isfinite(read).all() or (read != np.floor(read)).any():
        raise NoAnswer(f"「{name}」は、空欄のない整数で渡してください。")
    return read.astype(np.int64)


def floats(values: npt.ArrayLike, name: str) -> Floats:
    """One row of finite numbers; raises NoAnswer when a value is missing or not a number."""
    row = numbers(values, name)
    if row.ndim != 1:
        raise NoAnswer(f"「{name}」は一列の数で渡してください（いまは{row.ndim}次元です）。")
    _refuse_gaps(row, name)
    return row


def columns(values: npt.ArrayLike, name: str, *, rows: int) -> Floats:
    """A table of finite numbers, shape (rows, k); a single row becomes one column."""
    table = numbers(values, name)
    if table.ndim == 1:
        table = table[:, None]
    if table.ndim != 2 or table.shape[0] != rows:
        raise NoAnswer(f"「{name}」の行数が合いません（{rows}行が必要です）。")
    _refuse_gaps(table, name)
    return table


def _refuse_gaps(values: Floats, name: str) -> None:
    missing = int((~np.isfinite(values)).sum())
    if missing:
        raise NoAnswer(
            f"「{name}」に空欄か数でないものが{missing}件あります。除くか補うかを決めてから計算してください。"
        )


def flags(values: npt.ArrayLike, name: str, *, rows: int) -> Flags:
    """A row of yes and no; 0 and 1 are taken, anything else is refused."""
    row = np.asarray(values)
    if row.shape != (rows,):
        raise NoAnswer(f"「{name}」の件数が合いません（{rows}件が必要です）。")
    if row.dtype != np.bool_ and not np.isin(row, (0, 1)).all():
        raise NoAnswer(f"「{name}」は、はい（1）か、いいえ（0）で渡してください。")
    return row.astype(np.bool_)


def one_of_words(given: str, known: Sequence[str], name: str) -> None:
    """Refuse a misspelt word, naming the ones there are: it would quietly ask another question."""
    if given not in known:
        raise NoAnswer(f"「{name}」に「{given}」はありません（あるのは {'、'.join(known)}）。")


def same_length(**rows: npt.NDArray[np.generic]) -> int:
    """The common length of the rows; raises NoAnswer when they differ or are empty."""
    lengths = {name: len(row) for name, row in rows.items()}
    if len(set(lengths.values())) != 1:
        told = "、".join(f"{name}は{length}件" for name, length in lengths.items())
        raise NoAnswer(f"列の長さがそろっていません（{told}）。")
    length = next(iter(lengths.values()))
    if length == 0:
        raise NoAnswer("対象の方が0人です。数える期間か条件を広げてください。")
    return length
