"""本人の名前: the name as written, its reading, the age of the day and the birth date in both eras."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.both_era_date import BothEraDate
from takigi.kernel.ages import ages_on
from takigi.kernel.eras import PartialDate, Precision


@dataclass(frozen=True)
class PersonName(Component):
    """本人の名前. The age is that of the day `on`; a birth known only by its year gives 95–96歳."""

    template_name: ClassVar[str] = "components/person_name.html"

    name: str
    kana: str
    born: PartialDate | None
    on: date
    href: str = ""
    # The page of one person has it as its heading, with the name written large.
    is_large: bool = False
    # A card on a board has room for the age only; the page behind it says the birth date.
    is_brief: bool = False

    @property
    def age(self) -> str:
        ages = ages_on(self.born, self.on) if self.born else None
        if ages is None:
            return "生年月日不詳"
        youngest, oldest = ages
        return f"{youngest}歳" if youngest == oldest else f"{youngest}〜{oldest}歳"

    @property
    def birth(self) -> BothEraDate | None:
        known = self.born is not None and self.born.earliest is not None
        return BothEraDate(self.born) if known and not self.is_brief else None

    @classmethod
    def examples(cls) -> Iterator["PersonName"]:
        today = date(2026, 11, 23)
        yield cls("𠮷野 髙子", "ヨシノ タカコ", PartialDate.of(date(1939, 5, 2)), today, href="#")
        year = PartialDate(date(1930, 1, 1), date(1930, 12, 31), Precision.YEAR, "昭和5年")
        yield cls(
            "勅使河原 﨑右衛門左衛門ジョアンナ・マリア",
            "テシガワラ サキエモンザエモンジョアンナマリア",
            year,
            today,
            href="#",
        )
        yield cls("山田 ハナ", "", None, today)
        yield cls("𠮷野 髙子", "ヨシノ タカコ", PartialDate.of(date(1939, 5, 2)), today, is_large=True)
        yield cls("𠮷野 髙子", "", PartialDate.of(date(1939, 5, 2)), today, href="#", is_brief=True)
