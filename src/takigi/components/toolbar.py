"""絞り込みの並び: what the list is narrowed to, each with a way to lift it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component


@dataclass(frozen=True)
class FilterChip(Component):
    """絞り込みの札. A link to the same list without it; or, with `is_on` false, to the list with it."""

    template_name: ClassVar[str] = "components/filter_chip.html"

    label: str
    href: str
    is_on: bool = True

    @classmethod
    def examples(cls) -> Iterator["FilterChip"]:
        yield cls("要支援2", "#")
        yield cls("安田地区", "#", is_on=False)


@dataclass(frozen=True)
class Toolbar(Component):
    """絞り込みの並び. `found` says how many are left, as a sentence."""

    template_name: ClassVar[str] = "components/toolbar.html"

    chips: tuple[FilterChip, ...]
    found: str = ""
    clear_href: str = ""

    @property
    def has_filter(self) -> bool:
        return any(chip.is_on for chip in self.chips)

    @classmethod
    def examples(cls) -> Iterator["Toolbar"]:
        chips = (
            FilterChip("要支援2", "#"),
            FilterChip("担当者が決まっていない", "#"),
            FilterChip("安田地区", "#", is_on=False),
        )
        yield cls(chips, "7,002人のうち12人です。", "#")
        yield cls((FilterChip("要支援1", "#", is_on=False), FilterChip("要支援2", "#", is_on=False)), "7,002人です。")
