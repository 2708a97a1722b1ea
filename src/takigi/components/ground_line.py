"""閲覧の根拠: why this viewer may look, said on every page with a person's facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from takigi.components.base import Component


@dataclass(frozen=True)
class GroundLine(Component):
    """閲覧の根拠. Every ground that holds, in the words that the reading log keeps."""

    template_name: ClassVar[str] = "components/ground_line.html"

    because: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return "、".join(self.because)

    @classmethod
    def examples(cls) -> Iterator["GroundLine"]:
        yield cls(("担当機関の職員であるため",))
        yield cls(("担当する圏域にお住まいの方であるため", "本人の同意により共有された機関の職員であるため"))
        yield cls(("緊急の閲覧（生命・身体を守るため、11月24日 14:32まで。所有機関へ知らせました）",))
