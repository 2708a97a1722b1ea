"""文字の幅: how much room words take, and where a long line may be broken."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Wide enough for the half-width letters of BIZ UDPGothic, Meiryo and Noto Sans JP, so that nothing overlaps in any of them.
HALF, FULL = 0.62, 1.0
LEADING = 1.45
# More decimals than this nobody reads.
MOST_DIGITS = 6
# A number stays with its counter, a Latin word stays whole; a sign that belongs to the letter before it stays with that letter.
PIECES = re.compile(
    r"[0-9A-Za-z.,%+\-/]+(?:年度|か月|か所|[年月日件人秒割回点歳分])?|.[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*",
    re.DOTALL,
)
# Signs that may not begin a line, and brackets that may not end one (行頭・行末禁則).
NOT_FIRST = frozenset("、。，．）」』】〕・ーゃゅょっャュョッ～〜%％")
NOT_LAST = frozenset("（「『【〔")


def width_of(words: str, size: float) -> float:
    """Room that a line of words takes, in pixels; rather too much than too little.

    >>> width_of("令和8年", 16) > width_of("令和年", 16)
    True
    """
    return sum(_share_of_em(letter) for letter in words) * size


@lru_cache(maxsize=4096)
def _share_of_em(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Mn":
        return 0.0
    return FULL if unicodedata.east_asian_width(letter) in "WFA" else HALF


# A picture asks for the same words again and again: for its heights, for its places, and each time it is drawn anew.
@lru_cache(maxsize=8192)
def folded(words: str, size: float, room: float, *, most: int = 0) -> tuple[str, ...]:
    """Words in lines that fit into `room`; with `most`, what is left over ends in ….

    >>> folded("地域包括支援センター", 10, 50)
    ('地域包括支', '援センター')
    >>> folded("地域包括支援センター", 10, 50, most=1)
    ('地域包括…',)
    """
    lines = _lines(words, size, max(room, 2 * size))
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width_of(last + "…", size) > max(room, 2 * size):
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return tuple(lines)


def _lines(words: str, size: float, room: float) -> list[str]:
    lines: list[list[str]] = [[]]
    taken = 0.0
    for piece in _pieces(words, size, room):
        line, width = lines[-1], width_of(piece, size)
        if not line or taken + width <= room:
            line.append(piece)
            taken += width
            continue
        # What may not end a line goes down, and with a sign that may not begin one the piece before it.
        carried = [line.pop()] if len(line) > 1 and piece[0] in NOT_FIRST else []
        while len(line) > 1 and line[-1] in NOT_LAST:
            carried.insert(0, line.pop())
        lines.append([*carried, piece] if carried or piece != " " else [])
        taken = width_of("".join(lines[-1]), size)
    return ["".join(line) for line in lines]


def _pieces(words: str, size: float, room: float) -> list[str]:
    """Letters and whole numbers; a number longer than a line is broken after all."""
    pieces = PIECES.findall(re.sub(r"\s+", " ", words).strip())
    return [part for piece in pieces for part in ([piece] if width_of(piece, size) <= room else list(piece))]


def check_digits(digits: int) -> None:
    """Refuse a number of decimals that nobody could read."""
    if not 0 <= digits <= MOST_DIGITS:
        raise ValueError(f"小数の桁（digits）は0から{MOST_DIGITS}までで書いてください（いまは{digits}）。")


def numeral(value: float, digits: int = 1) -> str:
    """A number as it is read: thousands apart, no empty decimals, a true minus sign.

    >>> numeral(1204), numeral(3.0), numeral(3.25), numeral(-0.04), numeral(0.5, 0)
    ('1,204', '3', '3.3', '0', '1')
    """
    # Halves go up, as people round; the built-in rounding takes 0.5 to 0.
    scale = 10**digits
    rounded = int(abs(value) * scale + 0.5 + 1e-9) / scale
    words = f"{rounded:,.{digits}f}"
    if digits and "." in words:
        words = words.rstrip("0").rstrip(".")
    return f"−{words}" if value < 0 and rounded else words
