"""見出しの札: the same thing from several sides; each side has its own address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component


@dataclass(frozen=True)
class Tab:
    """一つの札."""

    label: str
    href: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Tabs(Component):
    """見出しの札. Links, so that the back button and the address work."""

    template_name: ClassVar[str] = "components/tabs.html"

    label: str
    tabs: tuple[Tab, ...]

    @classmethod
    def examples(cls) -> Iterator["Tabs"]:
        yield cls(
            "人の見方",
            (
                Tab("あゆみ", "#", is_current=True),
                Tab("認定", "#", count=4),
                Tab("世帯", "#"),
                Tab("読まれた記録", "#", count=128),
            ),
        )
        names = ("今日", "今週", "今月", "期限を過ぎたもの", "担当者が決まっていないもの", "すべて")
        yield cls("用事", tuple(Tab(name, "#", is_current=name == "今月") for name in names))
