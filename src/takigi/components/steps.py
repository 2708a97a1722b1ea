"""手順: where in a short procedure, said as a number and a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component


@dataclass(frozen=True)
class Steps(Component):
    """手順. `current` counts from 1; what is done, what is now and what comes are words for who listens."""

    template_name: ClassVar[str] = "components/steps.html"

    names: tuple[str, ...]
    current: int

    @property
    def lines(self) -> list[tuple[int, str, str]]:
        return [(n, name, self._state(n)) for n, name in enumerate(self.names, start=1)]

    def _state(self, number: int) -> str:
        if number < self.current:
            return "済み"
        return "いまここ" if number == self.current else ""

    @classmethod
    def examples(cls) -> Iterator["Steps"]:
        names = ("ファイルを選ぶ", "列を合わせる", "確かめる", "取り込む", "結果を見る")
        for current in (1, 3, 5):
            yield cls(names, current)
