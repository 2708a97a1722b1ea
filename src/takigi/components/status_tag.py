"""状態の札: a word on a quiet ground."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.tone import Tone


@dataclass(frozen=True)
class StatusTag(Component):
    """状態の札. The word carries the meaning; the colour only repeats it."""

    template_name: ClassVar[str] = "components/status_tag.html"

    label: str
    tone: Tone = Tone.QUIET

    @classmethod
    def examples(cls) -> Iterator["StatusTag"]:
        words = ("終わった記録", "返事を待っています", "支援中", "確定しました", "期限を過ぎています", "次にすること")
        for label, tone in zip(words, Tone, strict=True):
            yield cls(label, tone)
        yield cls("とても長い状態の名前が入ったときも途中で切らずに折り返します", Tone.WAITING)
