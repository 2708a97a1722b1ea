"""欠けの語: why a value is not there. Never 0, never blank."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from takigi.components.base import Component


class Missing(StrEnum):
    NOT_MEASURED = "未測定"
    COUNTING = "集計中"
    NOT_APPLICABLE = "対象外"
    WITHHELD = "秘匿"
    NOT_SURVEYED = "調査未実施"
    NOT_RECORDED = "まだ記録がありません"
    UNKNOWN = "不詳"


MEANINGS = {
    Missing.NOT_MEASURED: "まだ測っていません。",
    Missing.COUNTING: "集計が終わると表示されます。",
    Missing.NOT_APPLICABLE: "この方・この期間には当てはまりません。",
    Missing.WITHHELD: "本人を守るため、または閲覧の根拠がないため表示しません。",
    Missing.NOT_SURVEYED: "この年度は調査をしていません。",
    Missing.NOT_RECORDED: "だれもまだ書いていません。",
    Missing.UNKNOWN: "元の記録でも分かっていません。",
}


@dataclass(frozen=True)
class MissingWord(Component):
    """欠けの語. What the word means is said to whoever asks with the pointer."""

    template_name: ClassVar[str] = "components/missing_word.html"

    missing: Missing

    @property
    def meaning(self) -> str:
        return MEANINGS[self.missing]

    @classmethod
    def examples(cls) -> Iterator["MissingWord"]:
        for missing in Missing:
            yield cls(missing)
