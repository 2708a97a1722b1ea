"""指標の定義: an indicator and its dated editions. One that does not say what it means does not start."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from takigi.indicators.drawings import Drawing
from takigi.indicators.nodes import Kind, Measure, OfValues, Said, WrongKind
from takigi.kernel.labelled import Labelled


class Direction(Labelled):
    """Which way is better. Said before the numbers are seen."""

    HIGHER_IS_BETTER = "higher", "高いほどよい"
    LOWER_IS_BETTER = "lower", "低いほどよい"
    NEITHER = "neither", "高い低いだけでは良し悪しを言えない"


@dataclass(frozen=True)
class Unit:
    """How the answer is read: its word, and by what the plain quotient is multiplied to be shown."""

    word: str
    times: int = 1


PERCENT = Unit("%", 100)
DAYS = Unit("日")
CASES = Unit("件")
PEOPLE = Unit("人")
MINUTES = Unit("分")
POINTS = Unit("点")


class DoesNotStart(ValueError):
    """The indicator leaves open what it means."""


@dataclass(frozen=True)
class CountItself:
    """分母なし: said on purpose, with the reason, for what is a plain count."""

    because: str


@dataclass(frozen=True)
class LeftOut:
    """除外: who is left out of numerator and denominator, and why. The number is always reported."""

    label: str
    when: Said
    because: str


@dataclass(frozen=True)
class Edition:
    """版: what the indicator means from a day on. Never edited; a change of meaning is a new edition."""

    since: date
    source: str
    counts: str
    out_of: str
    numerator: Measure | None
    denominator: Measure | CountItself | None
    leaves_out: tuple[LeftOut, ...] = ()
    # The day on which a row's window is complete; until then it waits. A row without that day waits, too.
    waits_until: Said | None = None
    # What a town decides for itself, in words, as it stands in this edition.
    ways: tuple[str, ...] = ()
    # 全体に対する割合: breakdowns (their keys) that split what is counted, but not what it is out of.
    whole_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.numerator is None:
            raise DoesNotStart(f"{self.since} からの版に分子がありません。何を数えるのかを書いてください。")
        if self.denominator is None:
            raise DoesNotStart(
                f"{self.since} からの版に分母がありません。何で割るのかを書いてください。"
                "件数そのものを見る指標なら CountItself に理由を書いてください。"
            )
        for words, what in ((self.source, "出典（source）"), (self.counts, "分子の言葉（counts）")):
            if not words.strip():
                raise DoesNotStart(f"{self.since} からの版に{what}がありません。")
        if isinstance(self.denominator, Measure) and not self.out_of.strip():
            raise DoesNotStart(f"{self.since} からの版に分母の言葉（out_of）がありません。")
        self._check_conditions()

    @property
    def base(self) -> Measure:
        """The measure by which rows are left out and waiting: the denominator, or the count itself."""
        base = self.denominator if isinstance(self.denominator, Measure) else self.numerator
        assert base is not None  # noqa: S101  # refused in __post_init__
        return base

    @property
    def is_share(self) -> bool:
        """Whether the numerator is a part of the denominator: the same rows, counted in the same way."""
        above, below = self.numerator, self.denominator
        if not isinstance(above, Measure) or not isinstance(below, Measure) or isinstance(above, OfValues):
            return False
        return above.rows == below.rows and type(above) is type(below)

    def _check_conditions(self) -> None:
        for one in self.leaves_out:
            if not one.because.strip():
                raise DoesNotStart(f"除外「{one.label}」の理由がありません。")
            if one.when.node.kind is not Kind.TRUTH:
                raise WrongKind(f"除外「{one.label}」には、はい・いいえで答えられる条件が要ります。")
            self.base.rows.check(one.when.node)
        if self.waits_until is not None:
            if self.waits_until.node.kind is not Kind.DAY:
                raise WrongKind("waits_until には日付が要ります。")
            self.base.rows.check(self.waits_until.node)


@dataclass(frozen=True)
class Example:
    """例: a few rows in, the answer out. Run as a test on every engine and printed on the card."""

    title: str
    rows: tuple[Drawing, ...]
    numerator: int | Fraction
    denominator: int
    value: Fraction | int | None = None
    waiting: int = 0
    left_out: int = 0
    quartiles: tuple[Fraction | int, ...] = ()
    fiscal_year: int = 2026
    as_of: date = date(2028, 3, 31)


@dataclass(frozen=True)
class Indicator:
    """指標. A number that many will read, and therefore one meaning."""

    key: str
    label: str
    unit: Unit
    direction: Direction | None
    editions: tuple[Edition, ...]
    lag: str
    traps: tuple[str, ...] = ()
    smallest_cell: int = 10
    decision: str = ""
    # How people feel: under the smallest cell no number is told, not even of the whole town, and not in the office.
    is_wellbeing: bool = False
    # Why nobody may set a target for it; empty where one may.
    never_a_target: str = ""
    # Drawn rows are told apart by what they say, but are no part of what makes a question the same question.
    examples: tuple[Example, ...] = field(default=(), hash=False)

    def __post_init__(self) -> None:
        if self.direction is None:
            raise DoesNotStart(
                f"「{self.label}」に向き（direction）がありません。高いほどよいのか、低いほどよいのかを書いてください。"
            )
        if not self.editions:
            raise DoesNotStart(f"「{self.label}」に版（editions）がありません。")
        if not self.lag.strip():
            raise DoesNotStart(f"「{self.label}」に、数がそろうまでの遅れ（lag）がありません。")
        dates = [edition.since for edition in self.editions]
        if dates != sorted(set(dates)):
            raise DoesNotStart(f"「{self.label}」の版は、始まりの日の順に、同じ日がないように並べてください。")

    def edition_on(self, day: date) -> Edition:
        """The edition in force on a day; before the first one, the first: there is no earlier meaning."""
        return next((one for one in reversed(self.editions) if one.since <= day), self.editions[0])
