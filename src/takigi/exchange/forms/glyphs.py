"""書体にある字: which signs the forms' own typeface can draw; the others are marked, never dropped in silence."""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_jp

from takigi.exchange.ms932 import SUBSTITUTE

FONT_FOLDER = Path(pylopdf_fonts_jp.sans_path()).parent
FONT_NAME = "Noto Sans JP"
_SEGMENTED = 12


@lru_cache(maxsize=1)
def drawn_signs() -> frozenset[int]:
    """Every code point of the typeface, read from its own table (cmap, format 12)."""
    font = Path(pylopdf_fonts_jp.sans_path()).read_bytes()
    table = _table(font, b"cmap")
    (subtables,) = struct.unpack_from(">H", font, table + 2)
    for place in range(subtables):
        _, _, offset = struct.unpack_from(">HHI", font, table + 4 + 8 * place)
        if struct.unpack_from(">H", font, table + offset)[0] == _SEGMENTED:
            return _segments(font, table + offset)
    raise LookupError("the typeface has no table of the full range of signs")


def _table(font: bytes, name: bytes) -> int:
    (tables,) = struct.unpack_from(">H", font, 4)
    for place in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == name:
            return int(offset)
    raise LookupError(f"the typeface has no table {name!r}")


def _segments(font: bytes, start: int) -> frozenset[int]:
    (groups,) = struct.unpack_from(">I", font, start + 12)
    ranges = (struct.unpack_from(">III", font, start + 16 + 12 * place) for place in range(groups))
    return frozenset(sign for first, last, _ in ranges for sign in range(first, last + 1))


def drawable(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as the typeface can draw it, and the signs that became 〓, once each.

    Line ends are made one kind, other control signs and joiners fall away: they have no picture.

    >>> drawable("田\\r\\n中😀")
    ('田\\n中〓', ('😀',))
    """
    signs: list[str] = []
    missing: dict[str, None] = {}
    for sign in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "　"):
        if sign == "\n" or _selects_a_form(sign):
            # A selector after a sign that cannot be drawn has nothing left to select.
            signs += [] if sign != "\n" and signs[-1:] in ([], [SUBSTITUTE]) else [sign]
        elif unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp"):
            continue
        elif ord(sign) in drawn_signs() and unicodedata.category(sign) != "Co":
            signs.append(sign)
        else:
            missing[sign] = None
            signs.append(SUBSTITUTE)
    return "".join(signs), tuple(missing)


def _selects_a_form(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
