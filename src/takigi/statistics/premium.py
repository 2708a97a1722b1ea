"""保険料: what first-insured people must bear in three years, per month (介護保険法施行令 第38条). Whole yen, exact fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from takigi.statistics.arrays import NoAnswer

# The sum of first-insured share and adjustment-equivalent rate is what the worksheets call the first share plus 5 %.
ADJUSTMENT_EQUIVALENT = Fraction(5, 100)

Exact = int | str | Decimal | Fraction


def half_up(value: Fraction, unit: int = 1) -> int:
    """Rounded to the unit, halves upwards, as premium notices are."""
    scaled = value / unit
    return int(Decimal(scaled.numerator * 2 + scaled.denominator) // Decimal(2 * scaled.denominator)) * unit


@dataclass(frozen=True)
class PremiumNeed:
    """保険料で集める額: the terms of art. 38 in yen, over the whole period; amounts that are taken off are positive here.

    benefits: standard benefits (A). support: community support projects (B). share: first-insured share. adjustment_base: what the
    5 % is taken of, benefits by default. adjustment_subsidy: the subsidy expected. fund: contributions or repayment to the
    stabilisation fund. reserve: withdrawal. incentives: grants received. extras: the town's own additional services.
    """

    benefits: int
    share: Exact
    support: int = 0
    adjustment_base: int | None = None
    adjustment_subsidy: int = 0
    fund: int = 0
    reserve: int = 0
    incentives: int = 0
    extras: int = 0

    def before_reserve(self) -> int:
        """The need before the reserve is drawn on."""
        share = exact(self.share)
        base = self.benefits if self.adjustment_base is None else self.adjustment_base
        gross = (self.benefits + self.support) * share + base * ADJUSTMENT_EQUIVALENT
        return half_up(gross - self.adjustment_subsidy + self.fund - self.incentives + self.extras)

    def after_reserve(self) -> int:
        """The need that the premiums must cover."""
        return self.before_reserve() - self.reserve


def exact(value: Exact) -> Fraction:
    """The decimal as it is written; a float has lost it already and is refused."""
    if isinstance(value, float):
        raise NoAnswer('割合は、文字（"0.23"）か分数で渡してください。小数のままでは1円の誤差が出ます。')
    return Fraction(value)


def first_share(amount: int, rate: Exact) -> int:
    """What first-insured people bear of an amount at the rate, in whole yen."""
    return half_up(amount * exact(rate))


def adjusted_insured(insured: int, stages: Sequence[tuple[Exact, Exact]]) -> int:
    """補正後の被保険者数: people × share of each stage × its rate. stages: (share of people, rate to the base) of every stage.

    Raises NoAnswer when the shares do not make up everyone.
    """
    shares = sum((exact(share) for share, _ in stages), Fraction(0))
    if shares != 1:
        raise NoAnswer(f"段階ごとの割合の合計が1になりません（いまは{float(shares):g}）。")
    return half_up(insured * sum((exact(share) * exact(rate) for share, rate in stages), Fraction(0)))


def monthly_premium(need: int, *, collection_rate: Exact, adjusted: int) -> int:
    """基準額（月額）: need / collection rate / stage-adjusted insured (sum of the years) / 12, to the yen.

    Raises NoAnswer when nobody is insured or nothing is collected.
    """
    rate = exact(collection_rate)
    if adjusted <= 0 or not 0 < rate <= 1:
        raise NoAnswer("補正後の被保険者数は1人以上、収納率は0より大きく1以下にしてください。")
    return half_up(Fraction(need) / rate / adjusted / 12)


def annual_by_stage(monthly: int, rate: Exact, *, unit: int = 100) -> int:
    """年額: the base month × 12 × the stage's rate, rounded half up to `unit` yen."""
    return half_up(monthly * 12 * exact(rate), unit)


def subsidy_rate(*, share: Exact, older_coefficient: Exact, income_coefficient: Exact) -> Fraction:
    """調整交付金の率: (share + 5 %) - share × older-elderly coefficient × income coefficient; never below 0."""
    own = exact(share)
    rate = own + ADJUSTMENT_EQUIVALENT - own * exact(older_coefficient) * exact(income_coefficient)
    return max(rate, Fraction(0))


@dataclass(frozen=True)
class PremiumChange:
    """前の期からの変化: yen a month, and the ratio in percent to one decimal."""

    before: int
    after: int

    @property
    def difference(self) -> int:
        """Yen a month more (or less, negative)."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal:
        """Percent of the former premium, one decimal, halves upwards."""
        return (Decimal(100 * self.difference) / self.before).quantize(Decimal("0.1"), ROUND_HALF_UP)


def premium_effect_sentence(*, percent: Exact) -> str:
    """What a change of benefits means for the premium; prevention is not sold as a premium cut (evidence.md 8)."""
    return (
        f"給付が{float(exact(percent)):g}%変わると、準備基金を使う前の月額はおよそ同じ割合だけ変わります。"
        "介護予防を保険料の引き下げとして説明することはできません。"
    )
