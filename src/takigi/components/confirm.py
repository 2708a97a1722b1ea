"""確かめる: before something that cannot simply be undone; a page, never a dialog."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.button import Button, ButtonKind


@dataclass(frozen=True)
class Confirmation(Component):
    """確かめる. What will happen, what will be lost, the verb, and the way back first in words.

    Print it with {% show %}: its form carries the page's CSRF token. `hidden` are the values to send along.
    """

    template_name: ClassVar[str] = "components/confirm.html"

    question: str
    what_happens: tuple[str, ...]
    what_is_lost: tuple[str, ...]
    button: Button
    back_href: str
    back_label: str = "やめて戻る"
    action_url: str = ""
    hidden: tuple[tuple[str, str], ...] = ()

    @classmethod
    def examples(cls) -> Iterator["Confirmation"]:
        yield cls(
            "令和8年11月分の取込を取り消しますか",
            (
                "この取込で変わった1,204人の記録が、取込の前の内容に戻ります。",
                "取込をしたこと・取り消したことは監査の記録に残ります。",
            ),
            ("この取込のあとに手で直した3件は戻せません。先に書きとめてください。",),
            Button("この取込を取り消す", ButtonKind.DANGER),
            "#",
        )
        yield cls(
            "2つの記録を同じ人としてまとめますか",
            ("あとから元の2つに戻せます。",),
            (),
            Button("同じ人としてまとめる", ButtonKind.PRIMARY),
            "#",
        )
