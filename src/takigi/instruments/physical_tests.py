"""体力測定の種目: unit, better direction, soft range and the facts without which two measurements are not alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from takigi.kernel.labelled import Labelled


class Better(Labelled):
    """よい向き: whether more or less of it is better."""

    HIGHER = "higher", "大きいほどよい"
    LOWER = "lower", "小さいほどよい"


class Pace(Labelled):
    """速さ: how the person was asked to walk."""

    USUAL = "usual", "ふだんの速さ"
    MAX = "max", "できるだけ速く"


class Side(Labelled):
    """左右: which hand or leg."""

    RIGHT = "right", "右"
    LEFT = "left", "左"
    BETTER = "better", "左右のよいほう"


class Aid(Labelled):
    """歩行の補助: what the person walked with. NONE is a fact; an unknown aid is None."""

    NONE = "none", "なし"
    STICK = "stick", "つえ"
    WALKER = "walker", "歩行器・シルバーカー"
    OTHER = "other", "そのほか"


class MeasurementStatus(Labelled):
    """測定のようす: five different things, none of which is 0 or blank."""

    MEASURED = "measured", "測定した"
    UNABLE = "unable", "できなかった"
    REFUSED = "refused", "本人が希望しなかった"
    UNSAFE = "unsafe", "危ないため中止した"
    NOT_DONE = "not_done", "行わなかった"


class PhysicalTest(Labelled):
    """種目."""

    GRIP = "grip_kg", "握力"
    ONE_LEG = "one_leg_s", "開眼片足立ち"
    GAIT_USUAL = "gait_usual_mps", "通常歩行速度"
    GAIT_MAX = "gait_max_mps", "最大歩行速度"
    TUG = "tug_s", "TUG（立って3m歩いて戻る）"
    CS30 = "cs30_count", "30秒立ち上がり（CS-30）"
    CHAIR5 = "chair5_s", "5回立ち上がり"

    @property
    def card(self) -> TestFacts:
        return CARDS[self]

    @property
    def unit(self) -> str:
        return self.card.unit

    @property
    def better(self) -> Better:
        return self.card.better

    @property
    def decimals(self) -> int:
        return self.card.decimals


@dataclass(frozen=True)
class TestFacts:
    """種目の決まり: how its values are written, and what must be equal for two of them to be compared.

    The soft range is a question to confirm (V33), never a wall. `pace` is set where the test's name says it.
    """

    # pytest collects classes by their name, and this one is a card of a test of the body.
    __test__: ClassVar[bool] = False

    unit: str
    better: Better
    soft_range: tuple[Decimal, Decimal]
    decimals: int
    required_facts: tuple[str, ...]
    pace: Pace | None = None


def _range(low: str, high: str) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


_UP, _DOWN = Better.HIGHER, Better.LOWER
_WALK = ("distance_m", "run_up", "aid")

CARDS = {
    PhysicalTest.GRIP: TestFacts("kg", _UP, _range("0.5", "80"), 1, ("side",)),
    PhysicalTest.ONE_LEG: TestFacts("秒", _UP, _range("0", "120"), 1, ("side", "cap_s")),
    PhysicalTest.GAIT_USUAL: TestFacts("m/秒", _UP, _range("0.1", "3.5"), 2, _WALK, pace=Pace.USUAL),
    PhysicalTest.GAIT_MAX: TestFacts("m/秒", _UP, _range("0.1", "3.5"), 2, _WALK, pace=Pace.MAX),
    PhysicalTest.TUG: TestFacts("秒", _DOWN, _range("3", "180"), 1, ("pace", "aid")),
    PhysicalTest.CS30: TestFacts("回", _UP, _range("0", "60"), 0, ("chair_cm",)),
    # V33 names no range for this one; it takes the range of the other test in seconds that begins on a chair.
    PhysicalTest.CHAIR5: TestFacts("秒", _DOWN, _range("3", "180"), 1, ("chair_cm",)),
}


def soft_range_question(test: PhysicalTest, value: Decimal) -> str | None:
    """What to ask about an unlikely value, or None. The value is kept either way.

    >>> soft_range_question(PhysicalTest.TUG, Decimal("2.4"))
    'TUG（立って3m歩いて戻る）が2.4秒と書かれています（ふつうは3～180秒）。これで合っていますか。'
    """
    low, high = test.card.soft_range
    if low <= value <= high:
        return None
    return (
        f"{test.label}が{value}{test.unit}と書かれています（ふつうは{low}～{high}{test.unit}）。これで合っていますか。"
    )
