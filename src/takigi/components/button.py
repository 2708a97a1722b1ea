"""ボタン: a verb that says what will happen, and links that look like one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from django.utils.safestring import SafeString

from takigi.components.base import Attributes, Component, flat


class ButtonKind(StrEnum):
    # One on a screen: the next step.
    PRIMARY = "primary"
    PLAIN = "plain"
    # What will be lost stands in words beside it.
    DANGER = "danger"


@dataclass(frozen=True)
class Button(Component):
    """ボタン. Sends its form; the label is a verb: 「訪問を記録する」, not 「登録」."""

    template_name: ClassVar[str] = "components/button.html"

    label: str
    kind: ButtonKind = ButtonKind.PLAIN
    icon: str = ""
    name: str = ""
    value: str = ""
    is_submit: bool = True
    attributes: Attributes = field(default_factory=dict)

    @property
    def extra(self) -> SafeString:
        return flat(self.attributes)

    @classmethod
    def examples(cls) -> Iterator["Button"]:
        yield cls("訪問を記録する", ButtonKind.PRIMARY)
        yield cls("下書きを見る")
        yield cls("この取込を取り消す", ButtonKind.DANGER)
        yield cls("本人を追加する", icon="plus")
        yield cls("まだ押せません", attributes={"disabled": "disabled"})
        yield cls(
            "とても長い動作の名前が入っても、文字を小さくせず、二行に折り返して最後まで読めるようにする",
            ButtonKind.PRIMARY,
        )


@dataclass(frozen=True)
class ButtonLink(Component):
    """ボタンの形のリンク. For going somewhere; a Button is for changing something."""

    template_name: ClassVar[str] = "components/button_link.html"

    label: str
    href: str
    kind: ButtonKind = ButtonKind.PLAIN
    icon: str = ""
    attributes: Attributes = field(default_factory=dict)

    @property
    def extra(self) -> SafeString:
        return flat(self.attributes)

    @classmethod
    def examples(cls) -> Iterator["ButtonLink"]:
        yield cls("台帳を取り込む", "#", ButtonKind.PRIMARY, icon="file")
        yield cls("𠮷野さんの記録を見る", "#")
