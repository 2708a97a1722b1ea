"""薪の印: a small stack of firewood that gains a stick with each fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component

# Ends of sticks, bottom row first, in the order in which they are laid on the stack.
PLACES = ((6, 26), (16, 26), (26, 26), (11, 17.4), (21, 17.4), (16, 8.8))


@dataclass(frozen=True)
class Mark(Component):
    """薪の印. Ink only: ember is kept for the next step. The newest stick has a full heart."""

    template_name: ClassVar[str] = "components/mark.html"

    sticks: int = len(PLACES)

    @property
    def laid(self) -> tuple[tuple[float, float], ...]:
        return PLACES[: max(1, min(self.sticks, len(PLACES)))]

    @classmethod
    def examples(cls) -> Iterator["Mark"]:
        for sticks in range(1, len(PLACES) + 1):
            yield cls(sticks)
