"""参考値: means of healthy older people living at home. They are labelled as that and are no pass line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from takigi.instruments.physical_tests import Pace, PhysicalTest

LABEL = "地域在住の元気な高齢者の平均"
LABEL_90 = "地域在住の元気な90歳の平均"
LABEL_BAND = "「ふつう」とされる範囲"


@dataclass(frozen=True)
class Reference:
    """参考値: a mean with its spread, or a band. `sex` is the official code, None for both."""

    test: PhysicalTest
    sex: str | None
    age_from: int
    age_until: int | None
    label: str
    source: str
    mean: Decimal | None = None
    sd: Decimal | None = None
    band: tuple[Decimal, Decimal] | None = None
    pace: Pace | None = None
    verified: bool = True

    def is_for(self, sex: str, age: int, pace: Pace | None) -> bool:
        """Whether it may stand beside this person's value."""
        return (
            self.sex in {None, sex}
            and self.age_from <= age
            and (self.age_until is None or age <= self.age_until)
            and self.pace in {None, pace}
        )

    @property
    def in_words(self) -> str:
        if self.mean is not None:
            return f"{self.label} {self.mean}{self.test.unit}"
        if self.band is None:
            return self.label
        return f"{self.label} {self.band[0]}～{self.band[1]}{self.test.unit}"


_COHORT = "6つのコホートの統合（65歳以上の4,683人）, PLOS ONE 2014, 10.1371/journal.pone.0099487"
_NINETY = "SONIC研究（認定を受けていない90歳）, BMC Geriatrics 2022, 10.1186/s12877-022-03299-7"
_TUG = "Kamide ら TUGのメタ分析（60歳以上の健康な人。範囲は平均の95%信頼区間）"
_CS30 = "中谷ら 臨床スポーツ医学 20(3):349-355, 2003（二次資料による。原典との照合前）"


def _pair(test: PhysicalTest, men: tuple[str, str], women: tuple[str, str], *, ninety: bool = False) -> list[Reference]:
    return [
        Reference(
            test,
            sex,
            age_from=90 if ninety else 65,
            age_until=None,
            label=LABEL_90 if ninety else LABEL,
            source=_NINETY if ninety else _COHORT,
            mean=Decimal(mean),
            sd=Decimal(sd),
        )
        for sex, (mean, sd) in (("1", men), ("2", women))
    ]


def _tug(pace: Pace, mean: str, low: str, high: str) -> Reference:
    band = (Decimal(low), Decimal(high))
    return Reference(PhysicalTest.TUG, None, 60, None, LABEL, _TUG, mean=Decimal(mean), band=band, pace=pace)


def _cs30(sex: str, *bands: tuple[int, int]) -> list[Reference]:
    ages: tuple[tuple[int, int | None], ...] = ((65, 69), (70, 74), (75, 79), (80, None))
    return [
        Reference(
            PhysicalTest.CS30,
            sex,
            first,
            last,
            LABEL_BAND,
            _CS30,
            band=(Decimal(low), Decimal(high)),
            verified=False,
        )
        for (first, last), (low, high) in zip(ages, bands, strict=True)
    ]


REFERENCES: tuple[Reference, ...] = (
    *_pair(PhysicalTest.GRIP, ("31.7", "6.7"), ("20.4", "5.0")),
    *_pair(PhysicalTest.GRIP, ("24.1", "5.4"), ("14.4", "4.0"), ninety=True),
    *_pair(PhysicalTest.ONE_LEG, ("39.3", "23.0"), ("36.8", "23.4")),
    *_pair(PhysicalTest.GAIT_USUAL, ("1.29", "0.25"), ("1.25", "0.27")),
    *_pair(PhysicalTest.GAIT_USUAL, ("0.80", "0.22"), ("0.72", "0.20"), ninety=True),
    *_pair(PhysicalTest.GAIT_MAX, ("1.94", "0.38"), ("1.73", "0.36")),
    _tug(Pace.MAX, "6.60", "6.18", "7.02"),
    _tug(Pace.USUAL, "8.86", "7.99", "9.72"),
    *_cs30("1", (18, 21), (16, 20), (15, 17), (14, 16)),
    *_cs30("2", (17, 21), (15, 19), (13, 17), (13, 16)),
    Reference(PhysicalTest.CHAIR5, "1", 90, None, LABEL_90, _NINETY, mean=Decimal("17.2")),
    Reference(PhysicalTest.CHAIR5, "2", 90, None, LABEL_90, _NINETY, mean=Decimal("17.8")),
)

TUG_FALL_RISK_FROM = Decimal("13.5")
TUG_FALL_RISK_SOURCE = "Cullen ら 2019 の表2（PMC6521916）"


def references_for(test: PhysicalTest, *, sex: str, age: int, pace: Pace | None = None) -> tuple[Reference, ...]:
    """What may stand beside this person's value, the closest age first; often nothing.

    A reference measured at one pace is given only for that pace.
    """
    found = [one for one in REFERENCES if one.test is test and one.is_for(sex, age, pace)]
    return tuple(sorted(found, key=lambda one: -one.age_from))


def fall_risk_note(test: PhysicalTest, value: Decimal) -> str | None:
    """A note beside a slow TUG, from 13.5 seconds on. A note, not a judgement of the person."""
    if test is not PhysicalTest.TUG or value < TUG_FALL_RISK_FROM:
        return None
    return f"{TUG_FALL_RISK_FROM}秒以上です。転びやすさに気をつける目安とされています。"
