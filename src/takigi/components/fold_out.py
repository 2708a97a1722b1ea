"""折りたたみ: the short of it in one line, the rest for whoever opens it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component


@dataclass(frozen=True)
class FoldOut(Component):
    """折りたたみ. Works without a script; what is folded is printed only when it is open."""

    template_name: ClassVar[str] = "components/fold_out.html"

    summary: str
    body: str | Component

    @classmethod
    def examples(cls) -> Iterator["FoldOut"]:
        yield cls(
            "𠮷野 髙子 ヨシノ タカコ 昭和14年5月2日", "郵便番号: 000-0001　住所: 安田町123番地4　認定日: 令和8年11月2日"
        )
