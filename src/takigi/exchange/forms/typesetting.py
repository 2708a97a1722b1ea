"""組版: the one place that calls the typesetter, with the forms' own typeface and nobody's name in the file's head."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from takigi.exchange.forms.glyphs import FONT_FOLDER, FONT_NAME, drawable
from takigi.exchange.forms.imprint import Imprint

_TEMPLATES = Path(__file__).parent / "templates"


class Signs:
    """The signs of one sheet: makes its texts drawable and remembers what could not be drawn."""

    def __init__(self) -> None:
        self.missing: dict[str, None] = {}

    def drawn(self, text: str) -> str:
        """The text as the typeface can draw it."""
        fitting, missing = drawable(text)
        self.missing |= dict.fromkeys(missing)
        return fitting

    @property
    def remark(self) -> str:
        """What to do about the signs that are missing on the paper; empty when there are none."""
        if not self.missing:
            return ""
        numbers = "、".join(f"U+{ord(sign):04X}" for sign in self.missing)
        return f"この書体にない文字を「〓」と印字しました。手書きで補ってください（文字番号 {numbers}）。"


def typeset(template: str, content: dict[str, Any], imprint: Imprint) -> bytes:
    """A template of this room with its content and imprint, as PDF/A-2b.

    The same content at the same moment gives the same bytes.
    """
    signs, at = Signs(), imprint.printed_at
    stamped = content | {
        "font": FONT_NAME,
        "issued_by": signs.drawn(imprint.issued_by),
        "printed": signs.drawn(imprint.printed),
        "date": {unit: getattr(at, unit) for unit in ("year", "month", "day", "hour", "minute", "second")},
    }
    return bytes(
        typst.compile(
            str(_TEMPLATES / template),
            font_paths=[str(FONT_FOLDER)],
            ignore_system_fonts=True,
            pdf_standards="a-2b",
            sys_inputs={"form": json.dumps(stamped, ensure_ascii=False)},
        )
    )
