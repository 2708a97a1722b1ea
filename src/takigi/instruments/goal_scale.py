"""実行度・満足度: the person's own two ratings of a goal, from 0 to 10, and how they changed."""

from __future__ import annotations

from dataclasses import dataclass

LOWEST, HIGHEST = 0, 10


def check_rating(value: int, what: str = "実行度・満足度") -> int:
    """The rating itself, or ValueError with a sentence when it is not a whole number from 0 to 10.

    >>> check_rating(7)
    7
    """
    if isinstance(value, bool) or not isinstance(value, int) or not LOWEST <= value <= HIGHEST:
        raise ValueError(f"{what}は{LOWEST}から{HIGHEST}までの整数で書いてください（{value} と書かれています）。")
    return value


@dataclass(frozen=True)
class Rating:
    """一回分の評価: how well the person does it and how content they are with that; None where not asked."""

    performance: int | None
    satisfaction: int | None

    def __post_init__(self) -> None:
        if self.performance is not None:
            check_rating(self.performance, "実行度")
        if self.satisfaction is not None:
            check_rating(self.satisfaction, "満足度")


@dataclass(frozen=True)
class RatingChange:
    """前後の差: later minus earlier; None unless both were rated."""

    performance: int | None
    satisfaction: int | None


def rating_change(before: Rating, after: Rating) -> RatingChange:
    """The change of each rating, paired: what was rated only once has no change.

    >>> rating_change(Rating(3, None), Rating(8, 9))
    RatingChange(performance=5, satisfaction=None)
    """
    return RatingChange(
        _difference(before.performance, after.performance), _difference(before.satisfaction, after.satisfaction)
    )


def _difference(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before
