"""元に戻せる知らせ: it is done, and one press takes it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component


@dataclass(frozen=True)
class UndoNotice(Component):
    """元に戻せる知らせ. Print it with {% show %}: taking back is a POST with the page's CSRF token."""

    template_name: ClassVar[str] = "components/undo_notice.html"

    sentence: str
    action_url: str
    verb: str = "元に戻す"
    # Until when it can be taken back, in words; "" when always.
    until: str = ""

    @classmethod
    def examples(cls) -> Iterator["UndoNotice"]:
        yield cls("2人の記録をまとめました。", "#")
        yield cls(
            "令和8年11月分の台帳（1,204行）を取り込みました。", "#", "この取込を取り消す", "次の取込まで取り消せます。"
        )
