"""見本の町の形: the invented towns, declared: how many people of what age live where and with whom.

The two sizes are those of real cities, so that work is tried on a real scale; everything else is invented. No
prefecture is named: the codes begin with 99, which no prefecture has, and the postal codes with 000.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

# Men and women in five-year bands from 0–4 to 100+, in parts of a thousand before they are scaled to the plan.
Pyramid = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class District:
    """町字: where a household lives."""

    key: str
    name: str
    kana: str
    area: str
    weight: int
    postal_code: str


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """日常生活圏域 or ブロック, with its 町字."""

    key: str
    name: str
    kana: str
    kind: str
    districts: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class HouseholdMix:
    """世帯の割合: shares of households by kind; they add up to 1."""

    single: float
    couple: float
    nuclear: float
    one_parent: float
    three_generations: float
    others: float


@dataclass(frozen=True)
class TownPlan:
    """見本の町の計画: what the generator has to come out at, exactly where it is a count."""

    key: str
    name: str
    kana: str
    lg_code: str
    insurer_no: str
    population: int
    aged: int
    certified_share: float
    pyramid: Pyramid
    mix: HouseholdMix
    areas: tuple[AreaPlan, ...]
    on: date = date(2026, 11, 1)

    @property
    def districts(self) -> tuple[District, ...]:
        """All 町字 of the town, area by area."""
        return tuple(district for area in self.areas for district in area.districts)

    def as_of(self, day: date) -> TownPlan:
        """The same town as it stands on another day: a demo lives up to the day on which it is built."""
        return replace(self, on=day)

    def scaled(self, people: int) -> TownPlan:
        """The same town with another number of people, for trying how work grows."""
        return replace(self, population=people, aged=round(self.aged * people / self.population))


def _areas(kind: str, *described: tuple[str, str, str, str]) -> tuple[AreaPlan, ...]:
    areas = []
    running = 0
    for key, name, kana, districts in described:
        living = []
        for place, pair in enumerate(districts.split()):
            running += 1
            written, read = pair.split("=")
            # The first named of an area is its middle; the farther out, the fewer people.
            weight = max(12 - place, 4)
            living.append(District(f"{key}-{place + 1:02d}", written, read, key, weight, f"000-{running:04d}"))
        areas.append(AreaPlan(key, name, kana, kind, tuple(living)))
    return tuple(areas)


_RURAL: Pyramid = (
    (15, 14), (18, 17), (21, 20), (22, 21), (20, 18), (20, 18), (23, 20), (26, 24), (30, 28), (34, 32), (35, 34),
    (32, 32), (34, 35), (39, 39), (42, 43), (32, 36), (19, 28), (12, 24), (5.5, 15), (1.2, 5.5), (0.15, 1.1),
)  # fmt: skip
_URBAN: Pyramid = (
    (19, 18), (22, 21), (24, 23), (25, 24), (25, 24), (26, 24), (26, 25), (28, 27), (31, 30), (36, 35), (38, 37),
    (32, 32), (28, 29), (27, 29), (32, 37), (29, 36), (18, 27), (11, 21), (4, 12), (1, 4), (0.1, 0.8),
)  # fmt: skip

TAKIGINO = TownPlan(
    key="takigino",
    name="薪野市",
    kana="タキギノシ",
    lg_code="992011",
    insurer_no="992016",
    population=39_584,
    aged=14_052,
    certified_share=0.177,
    pyramid=_RURAL,
    mix=HouseholdMix(single=0.25, couple=0.24, nuclear=0.25, one_parent=0.09, three_generations=0.13, others=0.04),
    areas=_areas(
        "日常生活圏域",
        ("shibakura", "柴倉圏域", "シバクラケンイキ", "柴倉=シバクラ 薪平=マキダイラ 柴新田=シバシンデン 薪渡=マキワタリ 炭谷=スミダニ 炭場=スミバ 囲野=カコイノ"),
        ("hasahara", "稲架原圏域", "ハサハラケンイキ", "稲架原=ハサハラ 稲架場=ハサバ 藁野=ワラノ 藁窪=ワラクボ 楢平=ナラダイラ 栃瀬=トチセ 栃台=トチダイ"),
        ("tsurumori", "鶴守圏域", "ツルモリケンイキ", "鶴守野=ツルモリノ 鶴守新田=ツルモリシンデン 鷺田平=サギタダイラ 鷺田島=サギタジマ 雁渡=カリワタリ 鴫野=シギノ 白羽根台=シロハネダイ"),
        ("karise", "雁瀬圏域", "カリセケンイキ", "雁瀬=カリセ 芹新田=セリシンデン 蕗平=フキダイラ 蕨沢=ワラビサワ 霧倉=キリクラ 杣野=ソマノ 雪解沢=ユキゲサワ"),
    ),
)  # fmt: skip

NAGIHAMA = TownPlan(
    key="nagihama",
    name="凪浜市",
    kana="ナギハマシ",
    lg_code="992020",
    insurer_no="992024",
    population=458_192,
    aged=134_276,
    # No figure is published with the others; set beside the national share of the time.
    certified_share=0.19,
    pyramid=_URBAN,
    mix=HouseholdMix(single=0.36, couple=0.25, nuclear=0.24, one_parent=0.08, three_generations=0.04, others=0.03),
    areas=_areas(
        "ブロック",
        ("hoba", "帆場ブロック", "ホバブロック", "帆場町=ホバチョウ 帆屋町=ホヤチョウ 帆元町=ホモトマチ 帆通=ホドオリ 帆台=ホダイ 帆丘=ホオカ 凪通=ナギドオリ 凪台=ナギダイ 凪丘=ナギオカ 凪見町=ナギミチョウ 凪元町=ナギモトマチ 凪屋町=ナギヤチョウ 櫂通=カイドオリ 櫂台=カイダイ"),
        ("shiomachi", "汐待ブロック", "シオマチブロック", "汐待台=シオマチダイ 汐待丘=シオマチオカ 汐待通=シオマチドオリ 汐待元町=シオマチモトマチ 汐待浦=シオマチウラ 汐待越=シオマチゴエ 汐待見町=シオマチミチョウ 鴎通=カモメドオリ 鴎丘=カモメオカ 鴎浜町=カモメハマチョウ 鴎元町=カモメモトマチ 鴎江=カモメエ 鴎見町=カモメミチョウ 苫台=トマダイ"),
        ("ikari", "錨ブロック", "イカリブロック", "錨通=イカリドオリ 錨丘=イカリオカ 錨台=イカリダイ 錨元町=イカリモトマチ 錨浜町=イカリハマチョウ 錨浦=イカリウラ 錨屋町=イカリヤチョウ 碇越=イカリゴエ 舵通=カジドオリ 舵台=カジダイ 舵元町=カジモトマチ 舵浜町=カジハマチョウ 舵浦=カジウラ 舵崎=カジザキ"),
        ("hata", "機場ブロック", "ハタバブロック", "機場町=ハタバチョウ 機通=ハタドオリ 機台=ハタダイ 機元町=ハタモトマチ 機越=ハタゴエ 機手町=ハタテチョウ 綿台=ワタダイ 綿丘=ワタオカ 綿通=ワタドオリ 綿元町=ワタモトマチ 糸通=イトドオリ 糸丘=イトオカ 糸元町=イトモトマチ 糸手町=イトテチョウ"),
        ("ai", "藍屋ブロック", "アイヤブロック", "藍屋町=アイヤチョウ 藍通=アイドオリ 藍丘=アイオカ 藍台=アイダイ 藍元町=アイモトマチ 藍浜町=アイハマチョウ 藍浦=アイウラ 藍越=アイゴエ 鋼通=ハガネドオリ 鋼台=ハガネダイ 鋼元町=ハガネモトマチ 鋼浜町=ハガネハマチョウ 藻浜町=モハマチョウ 藻越=モゴエ"),
    ),
)  # fmt: skip

PLANS: dict[str, TownPlan] = {plan.key: plan for plan in (TAKIGINO, NAGIHAMA)}
