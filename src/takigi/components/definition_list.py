"""事実の一覧: names of facts and the facts beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.both_era_date import BothEraDate
from takigi.components.missing_word import Missing, MissingWord


@dataclass(frozen=True)
class Fact:
    """事実: what it is called, what it is, and where it comes from."""

    name: str
    value: str | int | Component
    source: str = ""


@dataclass(frozen=True)
class DefinitionList(Component):
    """事実の一覧. An empty value becomes the word 「まだ記録がありません」."""

    template_name: ClassVar[str] = "components/definition_list.html"

    facts: tuple[Fact, ...]

    @property
    def lines(self) -> list[tuple[Fact, str | int | Component]]:
        blank = MissingWord(Missing.NOT_RECORDED)
        return [(fact, blank if fact.value in ("", None) else fact.value) for fact in self.facts]

    @classmethod
    def examples(cls) -> Iterator["DefinitionList"]:
        yield cls(
            (
                Fact("被保険者番号", "0012345678"),
                Fact("認定の有効期間", BothEraDate(date(2027, 3, 31)), "受給者台帳 令和8年11月分 1,204行目"),
                Fact("住所", MissingWord(Missing.WITHHELD)),
                Fact("電話", ""),
                Fact(
                    "本人のことば",
                    "「畑に行って、とれた菜っぱを近所に配っていた。腰が伸びるうちにもう一度、孫と一緒にさつまいもを掘りたい」",
                ),
            )
        )
