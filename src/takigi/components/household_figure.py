"""世帯の図の部品: a family or what stands around it, as a picture, a sentence, and the same as a list of words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from takigi.charts.ecomap import Ecomap, Line, Support, ecomap_svg
from takigi.charts.genogram import Figure, Genogram, Relative, Union
from takigi.charts.genogram_drawing import genogram_svg
from takigi.components.base import Component

# A tablet held upright.
NARROW = 560.0
EXAMPLE_FAMILY = Genogram(
    title="家族図",
    description="いっしょに暮らしているのは本人、息子の2人です。別に暮らしているのは娘、孫です。",
    people=(
        Relative(key="s", generation=0, words="本人", figure=Figure.CIRCLE, notes=("80代",), is_focus=True),
        Relative(key="h", generation=0, words="夫", figure=Figure.SQUARE, has_died=True),
        Relative(key="c", generation=1, words="息子", figure=Figure.SQUARE, notes=("50代", "社会福祉協議会")),
        Relative(key="d", generation=1, words="娘", figure=Figure.CIRCLE, is_elsewhere=True),
        Relative(key="g", generation=2, words="孫", is_elsewhere=True, notes=("10代",)),
    ),
    unions=(Union(partners=("s", "h"), children=("c", "d")), Union(partners=("d",), children=("g",))),
)
EXAMPLE_ECOMAP = Ecomap(
    title="エコマップ",
    description="世帯は2人です。まわりに機関が2、人や場所が3あります。学校がいません。",
    household=("本人（80代）", "息子（50代）"),
    owner=Support(words="東地域包括支援センター", notes=("主担当",), line=Line.STRONG),
    agencies=(
        Support(words="社会福祉協議会", notes=("協力",)),
        Support(words="こころの相談室", notes=("助言",), line=Line.ASKED),
    ),
    others=(
        Support(words="となりの人", notes=("ごみ出しを手伝う",), line=Line.STRONG),
        Support(words="娘（県外）", line=Line.STRAINED),
        Support(words="畑の仲間", line=Line.BROKEN),
    ),
    empty=("学校がいません",),
)


@dataclass(frozen=True)
class GenogramFigure(Component):
    """家族図. On a narrow screen it is moved sideways; the same stands below it as a list."""

    template_name: ClassVar[str] = "components/household_figure.html"

    family: Genogram

    @property
    def title(self) -> str:
        return self.family.title

    @property
    def description(self) -> str:
        return self.family.description

    @property
    def picture(self) -> SafeString:
        # The room of charts escapes every word that it writes; its tests hold it to that.
        return SafeString(genogram_svg(self.family))

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(one.told for one in self.family.people)

    @classmethod
    def examples(cls) -> Iterator["GenogramFigure"]:
        yield cls(EXAMPLE_FAMILY)
        yield cls(Genogram(title="まだだれもいない図", description="世帯の人は、まだ書かれていません。", people=()))


@dataclass(frozen=True)
class EcomapFigure(Component):
    """エコマップの図. What each line means stands below it; a narrow page shows a narrower drawing."""

    template_name: ClassVar[str] = "components/household_figure.html"

    around: Ecomap

    @property
    def title(self) -> str:
        return self.around.title

    @property
    def description(self) -> str:
        return self.around.description

    @property
    def picture(self) -> SafeString:
        return SafeString(ecomap_svg(self.around))

    @property
    def narrow(self) -> SafeString:
        return SafeString(ecomap_svg(self.around, width=NARROW))

    @property
    def told(self) -> tuple[str, ...]:
        owner = (self.around.owner,) if self.around.owner else ()
        return (*(one.told for one in (*owner, *self.around.agencies, *self.around.others)), *self.around.empty)

    @classmethod
    def examples(cls) -> Iterator["EcomapFigure"]:
        yield cls(EXAMPLE_ECOMAP)
        yield cls(Ecomap(title="まだ何もない図", description="世帯は0人です。", household=("まだ書かれていません",)))
