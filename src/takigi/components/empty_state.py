"""空のとき: what is not there yet, and what to do first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.button import ButtonKind, ButtonLink


@dataclass(frozen=True)
class EmptyState(Component):
    """空のとき. No blame and no drawing: one sentence, one first step."""

    template_name: ClassVar[str] = "components/empty_state.html"

    title: str
    first_step: str = ""
    action: Component | None = None

    @classmethod
    def examples(cls) -> Iterator["EmptyState"]:
        start = ButtonLink("台帳を取り込む", "#", ButtonKind.PRIMARY)
        yield cls("まだ取り込んだ台帳がありません", "介護保険の受給者台帳（CSV または Excel）から始めます。", start)
        yield cls(
            "「ヨシノ タカオ」に当てはまる方はいません",
            "名字だけ、または生年月日だけでもさがせます。担当圏域の外の方は表示されません。",
        )
        yield cls("今週の期限はありません")
        yield cls(
            "この方の記録は、担当機関の職員だけが見られます",
            "必要なときは担当の安田地域包括支援センターに相談してください。",
            ButtonLink("見られる方の一覧へ戻る", "#"),
        )
