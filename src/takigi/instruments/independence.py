"""日常生活自立度: the two official scales of independence, with the codes of the plan files and ranks without their half."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from takigi.kernel.code_systems import Code, CodeSystem, UnknownCode

_LAYOUT = "ケアプランデータ連携標準仕様 第4版（公開資料）"


DISABLED_ELDERLY = CodeSystem(
    key="disabled_elderly_independence",
    name="障害高齢者の日常生活自立度（寝たきり度）",
    source=_LAYOUT,
    verified=True,
    codes=(
        Code("01", "自立"),
        *(
            Code(f"{tens}{half}", f"{rank}{half}", aliases=(f"ランク{rank}{half}",))
            for tens, rank in ((1, "J"), (2, "A"), (3, "B"), (4, "C"))
            for half in (1, 2)
        ),
    ),
)

DEMENTIA = CodeSystem(
    key="dementia_independence",
    name="認知症高齢者の日常生活自立度",
    source=_LAYOUT,
    verified=True,
    codes=(
        Code("01", "自立"),
        # Bare digits are no aliases: a 2 may be Ⅱ, or the code 02 that a spreadsheet cut to 2.
        Code("02", "Ⅰ"),
        Code("03", "Ⅱa", aliases=("2a",)),
        Code("04", "Ⅱb", aliases=("2b",)),
        Code("05", "Ⅲa", aliases=("3a",)),
        Code("06", "Ⅲb", aliases=("3b",)),
        Code("07", "Ⅳ"),
        Code("08", "M"),
    ),
)

# The official criteria print these as headings, and older programs store the heading alone.
_PARENTS: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    DEMENTIA.key: {
        "ii": ("Ⅱ", ("03", "04")),
        "iii": ("Ⅲ", ("05", "06")),
    },
}


@dataclass(frozen=True)
class Rank:
    """自立度: the codes that it may be. More than one when only the heading was written."""

    label: str
    codes: tuple[str, ...]

    @property
    def csv_code(self) -> str | None:
        """The code for the plan files; None while the half is not known."""
        return self.codes[0] if len(self.codes) == 1 else None

    @property
    def is_half_known(self) -> bool:
        return len(self.codes) == 1


def read_disabled_elderly(text: str | int | float) -> Rank:
    """The rank of 障害高齢者, from a code or from words. Refuses the rest with UnknownCode.

    >>> read_disabled_elderly("ａ１")
    Rank(label='A1', codes=('21',))
    """
    return _read(DISABLED_ELDERLY, text)


def read_dementia(text: str | int | float) -> Rank:
    """The rank of 認知症高齢者, from a code or from words; Ⅱ and Ⅲ alone are ranks whose half is not known.

    >>> read_dementia("Ⅱ").label, read_dementia("Ⅱ").csv_code, read_dementia("Ⅱb").csv_code
    ('Ⅱ（a・bは不明）', None, '04')
    """
    return _read(DEMENTIA, text)


def _read(system: CodeSystem, text: str | int | float) -> Rank:
    try:
        code = system.read(text)
    except UnknownCode:
        parent = _PARENTS.get(system.key, {}).get(_spelling(text))
        if parent is None:
            raise
        label, codes = parent
        return Rank(f"{label}（a・bは不明）", codes)
    return Rank(system.label(code), (code,))


def _spelling(text: str | float) -> str:
    # Ⅱ is one character that folds into II.
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()
