"""進みぐあい: how far long work has come. It asks again by itself until the work is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component


@dataclass(frozen=True)
class ProgressBar(Component):
    """進みぐあい. `poll` is the address that answers with the next bar; "" when there is nothing more to ask.

    An unknown `total` (None) is a bar that only says that something is going on.
    """

    template_name: ClassVar[str] = "components/progress_bar.html"

    label: str
    done: int
    total: int | None
    poll: str = ""
    unit: str = "行"

    @property
    def percent(self) -> int | None:
        if self.total is None:
            return None
        return 100 if self.total == 0 else min(100, self.done * 100 // self.total)

    @classmethod
    def examples(cls) -> Iterator["ProgressBar"]:
        yield cls("台帳を読んでいます", 0, None)
        yield cls("名前を照らし合わせています", 52_340, 134_276)
        yield cls("取り込みました", 134_276, 134_276)
