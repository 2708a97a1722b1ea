"""文字の入り方: how many lines a text takes in a box, for row heights and page breaks. Pure."""

from __future__ import annotations

import unicodedata
from itertools import groupby

# What a word processor moves to the next line when a sign may not begin or end one.
_KINSOKU_RESERVE = 2
_LONGEST_WORD = 14
BREAK_HERE = "\u200b"


def width_of(text: str) -> int:
    """The width of a text in half-width signs."""
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in text)


def lines_in(text: str, room: int) -> int:
    """How many lines the text takes where `room` half-width signs fit into one. Rather one too many than one too few.

    >>> lines_in("あいうえおかきくけこ", 12), lines_in("", 12), lines_in("一\\n二", 12)
    (2, 1, 2)
    """
    return len(lines_of(text, room))


def lines_of(text: str, room: int) -> list[str]:
    """The text line by line, each with its line end where the text itself has one: joined, they are the text again."""
    usable = max(room - _KINSOKU_RESERVE, 2)
    *paragraphs, last = text.split("\n")
    ended = [line for paragraph in paragraphs for line in _wrapped(paragraph, usable, end="\n")]
    return ended + _wrapped(last, usable, end="")


def _wrapped(paragraph: str, usable: int, *, end: str) -> list[str]:
    lines, used = [""], 0
    for piece in _pieces(paragraph, usable):
        width = width_of(piece)
        if used and used + width > usable:
            lines.append("")
            used = 0
        lines[-1] += piece
        used += width
    lines[-1] += end
    return lines


def _pieces(line: str, longest: int) -> list[str]:
    """What is not divided at the end of a line: full-width signs, and half-width words unless they are longer than it."""
    pieces: list[str] = []
    for is_word, group in groupby(line, key=lambda sign: width_of(sign) == 1 and not sign.isspace()):
        signs = list(group)
        pieces += _cut("".join(signs), longest) if is_word else signs
    return pieces


def _cut(word: str, longest: int) -> list[str]:
    return [word[at : at + longest] for at in range(0, len(word), max(longest, 1))]


def with_breaks(text: str) -> str:
    """The text with places to break in words that no box is wide enough for: addresses of the web, numbers."""
    return "".join(
        BREAK_HERE.join(_cut(piece, _LONGEST_WORD // 2)) if len(piece) > _LONGEST_WORD else piece
        for piece in _pieces(text, len(text))
    )
