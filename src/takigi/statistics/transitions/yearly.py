"""年ごとの移り変わり: counts of care levels a year apart, with Dirichlet bands, and the outlook if they go on like this."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Floats, NoAnswer, Whole, numbers, whole
from takigi.statistics.claims import OUTLOOK

# Jeffreys' prior for shares: half a person in every cell that is possible.
PRIOR = 0.5
DRAWS = 2_000


def yearly_counts(before: npt.ArrayLike, after: npt.ArrayLike, *, levels: int) -> Whole:
    """How many went from each level to each, shape (levels, levels). before, after: (n,), whole numbers from 0.

    Raises NoAnswer for different lengths or an unknown level.
    """
    start, end = whole(before, "前の年の区分"), whole(after, "次の年の区分")
    if start.shape != end.shape or start.ndim != 1:
        raise NoAnswer("前の年と次の年の人数が合いません。両方の年の区分が分かる方だけを渡してください。")
    if len(start) and (min(start.min(), end.min()) < 0 or max(start.max(), end.max()) >= levels):
        raise NoAnswer(f"区分は0から{levels - 1}までの番号で渡してください。")
    return np.bincount(start * levels + end, minlength=levels**2).reshape(levels, levels).astype(np.int64)


@dataclass(frozen=True)
class YearlyMatrix:
    """移り変わりの表: names (k,), counts (k, k) from row to column, which moves are possible (k, k), and when it was counted.

    A level nobody leaves (死亡, 転出) allows only itself. counted_on: the day of the later of the two states.
    """

    names: tuple[str, ...]
    counts: Whole
    possible: npt.NDArray[np.bool_]
    counted_on: date

    @classmethod
    def of(
        cls, names: Sequence[str], counts: npt.ArrayLike, *, ends: Sequence[str] = (), counted_on: date
    ) -> "YearlyMatrix":
        """ends: names of levels that nobody leaves. Raises NoAnswer when the counts contradict them, or a level has no counts."""
        given = np.asarray(counts)
        table = given.astype(np.int64)
        k = len(names)
        if table.shape != (k, k) or (table != given).any() or (table < 0).any():
            raise NoAnswer(f"移り変わりの表は{k}行{k}列の、0以上の人数で渡してください。")
        possible = np.ones((k, k), dtype=bool)
        for name in ends:
            place = list(names).index(name)
            possible[place] = False
            possible[place, place] = True
        if table[~possible].any():
            raise NoAnswer("死亡や転出の後に、別の区分になった方がいます。記録を確かめてください。")
        return cls(tuple(names), table, possible, counted_on)

    @property
    def shares(self) -> Floats:
        """Posterior mean share of each move, rows summing to 1; a level never seen spreads evenly, which its band shows."""
        weight = (self.counts + PRIOR) * self.possible
        return np.asarray(weight / weight.sum(axis=1, keepdims=True))

    def drawn(self, rng: np.random.Generator, draws: int) -> Floats:
        """Matrices as they might truly be, shape (draws, k, k)."""
        # A gamma of shape 0 is 0: impossible moves stay impossible.
        weight = rng.standard_gamma((self.counts + PRIOR) * self.possible, size=(draws, *self.counts.shape))
        return np.asarray(weight / weight.sum(axis=2, keepdims=True))

    def bands(self, *, seed: int, draws: int = DRAWS) -> tuple[Floats, Floats]:
        """95 % limits of every share, both (k, k)."""
        low, high = np.quantile(self.drawn(np.random.default_rng(seed), draws), (0.025, 0.975), axis=0)
        return np.asarray(low), np.asarray(high)


@dataclass(frozen=True)
class Outlook:
    """見通し: people per year and level, (years + 1, k), first row today.

    lower, upper: where the expected number may lie, given how few were counted. people_lower, people_upper: where the number itself
    may lie, as each person may go either way; for a small town that is the honest band.
    """

    names: tuple[str, ...]
    expected: Floats
    lower: Floats
    upper: Floats
    people_lower: Floats
    people_upper: Floats
    counted_on: date

    def sentence(self, *, level: str, years: int) -> str:
        """One number with its band, its date and what it is not."""
        place = self.names.index(level)
        middle, low, high = (row[years, place] for row in (self.expected, self.people_lower, self.people_upper))
        return (
            f"{years}年後の「{level}」はおよそ{middle:.0f}人（幅{low:.0f}〜{high:.0f}人）。{OUTLOOK}"
            f"もとになった記録は{self.counted_on.year}年{self.counted_on.month}月{self.counted_on.day}日までのものです。"
        )


def outlook(
    matrix: YearlyMatrix,
    start: npt.ArrayLike,
    *,
    years: int,
    seed: int,
    entering: npt.ArrayLike | None = None,
    draws: int = DRAWS,
) -> Outlook:
    """What follows if the moves of the counted year go on. start: (k,) people today. entering: (k,) people who join every year.

    Raises NoAnswer for shapes that do not fit or fewer than one year.
    """
    today = whole(start, "いまの人数")
    joining = np.zeros_like(today) if entering is None else whole(entering, "毎年加わる人数")
    k = len(matrix.names)
    if today.shape != (k,) or joining.shape != (k,) or years < 1 or min(today.min(), joining.min()) < 0:
        raise NoAnswer(f"いまの人数と毎年加わる人数は{k}区分ぶん、0以上で、年数は1以上で渡してください。")
    rng = np.random.default_rng(seed)
    matrices = matrix.drawn(rng, draws)
    means, people = [np.tile(today.astype(float), (draws, 1))], [np.tile(today, (draws, 1))]
    for _ in range(years):
        means.append(np.einsum("di,dij->dj", means[-1], matrices) + joining)
        people.append(rng.multinomial(people[-1], matrices).sum(axis=1) + joining)
    expected = project(matrix.shares, today, years=years, entering=joining)
    low, high = np.quantile(np.stack(means), (0.025, 0.975), axis=1)
    least, most = np.quantile(np.stack(people), (0.025, 0.975), axis=1)
    return Outlook(matrix.names, expected, low, high, least, most, matrix.counted_on)


def project(shares: npt.ArrayLike, start: npt.ArrayLike, *, years: int, entering: npt.ArrayLike = 0) -> Floats:
    """Expected people per year for any number of towns at once: shares (..., k, k), start (..., k) → (years + 1, ..., k)."""
    table, now = numbers(shares, "移り変わりの割合"), numbers(start, "いまの人数")
    rows = [now]
    for _ in range(years):
        rows.append(np.squeeze(rows[-1][..., None, :] @ table, axis=-2) + np.asarray(entering))
    return np.stack(rows)
