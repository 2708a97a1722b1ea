"""真偽の節: comparisons and their combinations. A missing value makes a truth missing, not false."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes.base import NUMBERS, Expression, Kind, WrongKind, expect, expect_alike
from takigi.indicators.nodes.values import Value

ORDERED = (*sorted(NUMBERS), Kind.DAY)


@dataclass(frozen=True)
class Truth(Expression):
    """A node that is true, false or missing."""

    @property
    def kind(self) -> Kind:
        return Kind.TRUTH


@dataclass(frozen=True)
class AtMost(Truth):
    """以下: left ≤ right."""

    left: Expression
    right: Expression

    def __post_init__(self) -> None:
        expect(self, self.left, *ORDERED)
        expect_alike(self, self.left, self.right)


@dataclass(frozen=True)
class Below(Truth):
    """未満: left < right."""

    left: Expression
    right: Expression

    def __post_init__(self) -> None:
        expect(self, self.left, *ORDERED)
        expect_alike(self, self.left, self.right)


@dataclass(frozen=True)
class Same(Truth):
    """同じ: left = right."""

    left: Expression
    right: Expression

    def __post_init__(self) -> None:
        expect_alike(self, self.left, self.right)


@dataclass(frozen=True)
class OneOf(Truth):
    """いずれか: the value is one of a list."""

    of: Expression
    among: tuple[Value, ...]

    def __post_init__(self) -> None:
        if not self.among:
            raise WrongKind("OneOf の候補がありません。ひとつ以上書いてください。")
        for one in self.among:
            expect_alike(self, self.of, one)


@dataclass(frozen=True)
class Both(Truth):
    """かつ: false as soon as one side is false, even where the other is missing."""

    left: Expression
    right: Expression

    def __post_init__(self) -> None:
        expect(self, self.left, Kind.TRUTH)
        expect(self, self.right, Kind.TRUTH)


@dataclass(frozen=True)
class Either(Truth):
    """または: true as soon as one side is true, even where the other is missing."""

    left: Expression
    right: Expression

    def __post_init__(self) -> None:
        expect(self, self.left, Kind.TRUTH)
        expect(self, self.right, Kind.TRUTH)


@dataclass(frozen=True)
class Not(Truth):
    """でない: the opposite; what is missing stays missing."""

    of: Expression

    def __post_init__(self) -> None:
        expect(self, self.of, Kind.TRUTH)


@dataclass(frozen=True)
class Surely(Truth):
    """確かに: true only where the condition is known to be true; what is missing is false here."""

    of: Expression

    def __post_init__(self) -> None:
        expect(self, self.of, Kind.TRUTH)


@dataclass(frozen=True)
class IsKnown(Truth):
    """値がある."""

    of: Expression

    def __post_init__(self) -> None:
        expect(self, self.of, *Kind)


@dataclass(frozen=True)
class IsMissing(Truth):
    """値がない: for this one reason."""

    of: Expression
    why: MissingKind

    def __post_init__(self) -> None:
        expect(self, self.of, *Kind)
        # A word would be like no reason there is, and the count a quiet 0.
        if not isinstance(self.why, MissingKind):
            raise WrongKind(f"空欄の理由は MissingKind.NOT_SET のように書いてください（いまは「{self.why}」）。")
