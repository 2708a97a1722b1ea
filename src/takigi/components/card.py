"""囲み: a heading and what belongs under it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList
from takigi.components.empty_state import EmptyState


@dataclass(frozen=True)
class Card(Component):
    """囲み. In templates `{% card "世帯" %} … {% endcard %}` draws the same box around free text."""

    template_name: ClassVar[str] = "components/card.html"

    title: str
    body: Component | str
    action: Component | None = None
    # The one thing to do next: an ember line on its edge, and the words 「次にすること」.
    is_next: bool = False

    @classmethod
    def examples(cls) -> Iterator["Card"]:
        yield cls("基本の事実", next(DefinitionList.examples()))
        yield cls(
            "山田ハナさんの訪問から3日がたちました",
            "記録の下書きが残っています。",
            ButtonLink("下書きを続ける", "#", ButtonKind.PRIMARY),
            is_next=True,
        )
        yield cls(
            "とても長い見出しが入ったときも、途中で切らずに折り返して最後まで読めるようにします",
            EmptyState("今週の期限はありません"),
        )
