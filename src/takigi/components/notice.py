"""お知らせ: what happened and what to do now."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from takigi.components.base import Component


class NoticeKind(StrEnum):
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


# The word is read out and printed; the drawing and the colour only repeat it.
WORDS = {
    NoticeKind.INFO: ("お知らせ", "info"),
    NoticeKind.SUCCESS: ("できました", "check"),
    NoticeKind.WARNING: ("確かめてください", "warning"),
    NoticeKind.DANGER: ("止まっています", "stop"),
}


@dataclass(frozen=True)
class Notice(Component):
    """お知らせ. `what_now` says what is possible, so that nobody is left at a closed door."""

    template_name: ClassVar[str] = "components/notice.html"

    title: str
    kind: NoticeKind = NoticeKind.INFO
    what_now: str = ""
    href: str = ""
    link: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.kind][0]

    @property
    def icon(self) -> str:
        return WORDS[self.kind][1]

    @classmethod
    def examples(cls) -> Iterator["Notice"]:
        yield cls("次の取込は12月1日の予定です。")
        yield cls("訪問の記録を確定しました。", NoticeKind.SUCCESS, "次は担当者会議です。", "#", "会議の日を決める")
        yield cls(
            "同じ人かもしれない記録が4組あります。",
            NoticeKind.WARNING,
            "並べて見て、まとめるか別の人とするかを決めてください。",
            "#",
            "重なりを見る",
        )
        yield cls(
            "つながりませんでした。",
            NoticeKind.WARNING,
            "ネットワークを確かめて、もう一度ためしてください。画面に書いたものは消えていません。",
        )
        yield cls(
            "台帳を読めませんでした。見出しの行に「被保険者番号」がありません。",
            NoticeKind.DANGER,
            "1行目が見出しかどうかを確かめるか、列の対応を選びなおしてください。まだ何も取り込んでいません。",
        )
