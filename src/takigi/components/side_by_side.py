"""並べて見る: two records, line by line; what differs is said in a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.missing_word import Missing, MissingWord

Value = str | int | Component


@dataclass(frozen=True)
class Pair:
    """一つの項目の二つの値. `verdict` overrules the plain comparison: 「読みは同じ」."""

    name: str
    left: Value
    right: Value
    verdict: str = ""

    @property
    def word(self) -> str:
        if self.verdict:
            return self.verdict
        if self.left in ("", None) and self.right in ("", None):
            return "どちらにもない"
        if self.left in ("", None) or self.right in ("", None):
            return "片方だけ"
        return "同じ" if self.left == self.right else "ちがう"

    @property
    def is_same(self) -> bool:
        return self.word in {"同じ", "どちらにもない"}

    @property
    def values(self) -> tuple[Value, Value]:
        blank = MissingWord(Missing.NOT_RECORDED)
        return (
            blank if self.left in ("", None) else self.left,
            blank if self.right in ("", None) else self.right,
        )


@dataclass(frozen=True)
class SideBySide(Component):
    """並べて見る. Two headings, and for each line 同じ, ちがう or 片方だけ."""

    template_name: ClassVar[str] = "components/side_by_side.html"

    caption: str
    headings: tuple[str, str]
    pairs: tuple[Pair, ...]

    @property
    def differing(self) -> int:
        return sum(not pair.is_same for pair in self.pairs)

    @classmethod
    def examples(cls) -> Iterator["SideBySide"]:
        yield cls(
            "同じ人かもしれない2つの記録",
            ("台帳 令和8年10月分", "台帳 令和8年11月分"),
            (
                Pair("氏名", "吉野 高子", "𠮷野 髙子", "字体だけちがう"),
                Pair("カナ", "ヨシノ タカコ", "ヨシノ タカコ"),
                Pair("生年月日", "昭和14年5月2日（1939年）", "昭和14年5月20日（1939年）"),
                Pair("被保険者番号", "0012345678", ""),
                Pair(
                    "住所",
                    "安田町大字とても長い名前の字名123番地4 コーポ阿賀川 201号室",
                    "安田町大字とても長い名前の字名123番地4 コーポ阿賀川 201号室",
                ),
                Pair("電話", "", ""),
            ),
        )
