"""MS932への置き換え: what Shift_JIS cannot write becomes a sign it has, and every loss is listed."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.kernel.folding import unmappable_in_ms932
from takigi.kernel.name_variants import USUAL_FORM

SUBSTITUTE = "〓"
# One sign under two numbers, of which Microsoft's table has the second: nothing is lost, so nothing is listed.
# Python itself knows the others of this kind (〜 − ‖ ¢ £ ¬).
_SAME_SIGN = str.maketrans("—", "―")


@dataclass(frozen=True)
class Replacement:
    """A sign that the encoding does not have, where it stood and what stands there now."""

    row_no: int
    column: str
    character: str
    written_as: str


def in_ms932(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text as MS932 can write it, and the pairs of signs that were replaced.

    >>> in_ms932("𠮷田—")
    ('吉田―', (('𠮷', '吉'),))
    """
    if _fits(text):
        return text, ()
    text = text.translate(_SAME_SIGN)
    # The longest first: a kanji with a selector before the same kanji without one.
    pairs = [(sign, _instead(sign)) for sign in sorted(unmappable_in_ms932(text), key=len, reverse=True)]
    for sign, instead in pairs:
        text = text.replace(sign, instead)
    return text, tuple(pairs)


def _instead(sign: str) -> str:
    base = sign[0]
    return next((form for form in (base, USUAL_FORM.get(base, "")) if form and _fits(form)), SUBSTITUTE)


def _fits(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
