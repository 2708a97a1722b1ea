"""数: 「5人中3人」, with its day, its meaning and a way down to what it counts. Never naked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.missing_word import Missing, MissingWord
from takigi.kernel.era_names import in_japanese


@dataclass(frozen=True)
class Count(Component):
    """数. `part` of `whole`; a missing part is a word. A count without a whole says only itself."""

    template_name: ClassVar[str] = "components/count.html"

    label: str
    whole: int | None
    part: int | Missing
    as_of: date
    meaning: str
    unit: str = "人"
    href: str = ""

    @property
    def is_missing(self) -> bool:
        return isinstance(self.part, Missing)

    @property
    def word(self) -> MissingWord | str:
        return MissingWord(self.part) if isinstance(self.part, Missing) else ""

    @property
    def day(self) -> str:
        return in_japanese(self.as_of)

    @classmethod
    def examples(cls) -> Iterator["Count"]:
        today = date(2026, 11, 23)
        yield cls(
            "そういうやり方もある、と聞けた方",
            5,
            3,
            today,
            "訪問で選択肢を示した5人のうち、その言葉が記録にある方",
            href="#",
        )
        yield cls("新しく要支援になった方", None, 1204, today, "今月、認定結果が要支援1または2だった方", href="#")
        yield cls("歩く速さが上がった方", 12, Missing.NOT_MEASURED, today, "始めと終わりの両方で5m歩行を測った方")
