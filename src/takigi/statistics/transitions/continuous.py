"""連続した時間の移り変わり: intensities from records at uneven times, deaths on their exact day (Kalbfleisch & Lawless 1985)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import expm
from scipy.optimize import minimize

from takigi.statistics.arrays import Floats, NoAnswer, Whole, floats, same_length

Move = tuple[int, int]
Miss = Callable[[Floats], float]


@dataclass(frozen=True)
class Steps:
    """続けて見た2回: state before and after, both (n,) from 0, and the time between, (n,). levels: number of states."""

    before: Whole
    after: Whole
    gap: Floats
    levels: int

    @classmethod
    def of(cls, person: npt.ArrayLike, time: npt.ArrayLike, state: npt.ArrayLike, *, levels: int) -> "Steps":
        """From records (n,), in any order; states are numbered from 0.

        Raises NoAnswer for two records of one person at one time, an unknown state, or nobody seen twice.
        """
        when, where = floats(time, "時期"), np.asarray(state)
        who = np.unique(np.asarray(person), return_inverse=True)[1]
        same_length(本人=who, 時期=when, 区分=where)
        if (where != where.astype(np.int64)).any() or where.min() < 0 or where.max() >= levels:
            raise NoAnswer(f"区分は0から{levels - 1}までの番号で渡してください。")
        order = np.lexsort((when, who))
        who, when, where = who[order], when[order], where[order].astype(np.int64)
        same = who[1:] == who[:-1]
        gap = np.diff(when)[same]
        if not len(gap):
            raise NoAnswer("2回以上記録のある方がいません。")
        if (gap <= 0).any():
            raise NoAnswer(f"同じ方の同じ時期の記録が{int((gap <= 0).sum())}組あります。1件にまとめてください。")
        return cls(where[:-1][same], where[1:][same], gap, levels)

    @property
    def counts(self) -> Whole:
        """How often each state was followed by each, shape (levels, levels)."""
        table = np.bincount(self.before * self.levels + self.after, minlength=self.levels**2)
        return table.reshape(self.levels, self.levels).astype(np.int64)


@dataclass(frozen=True)
class Intensities:
    """移る速さ: q (k, k), rows summing to 0, per unit of time; log_se: error of log q of each allowed move, nan elsewhere."""

    q: Floats
    log_se: Floats
    minus2_log_likelihood: float

    def after(self, time: float) -> Floats:
        """Chances of being in each state after `time`, rows: where one is now, shape (k, k)."""
        return np.asarray(expm(self.q * time))


def intensities(steps: Steps, *, allowed: Collection[Move], exact: Sequence[int] = ()) -> Intensities:
    """Maximum likelihood of the allowed moves (from, to), states from 0.

    exact: final states whose moment is known (death): one was in some other state until then. Between records every allowed path is
    possible. Raises NoAnswer when a seen change has no allowed path, a move has no sign in the records, or the search does not arrive.
    """
    moves = sorted(allowed)
    _check_moves(moves, steps, exact)
    start = np.log(_first_guess(moves, steps))

    def miss(theta: Floats) -> float:
        return minus2_log_likelihood(_matrix(moves, np.exp(theta), steps.levels), steps, exact)

    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = minimize(miss, start, method="BFGS", options={"gtol": 1e-3, "maxiter": 300})
        slope, curve = _slope(miss, found.x), _curvature(miss, found.x)
    # The likelihood is in units of people's records; a slope of .05 moves it by far less than its printed digits.
    if not np.isfinite(found.fun) or np.abs(slope).max() > 0.05:
        raise NoAnswer("計算が落ち着きませんでした。めったに起きない移り変わりを外すか、区分をまとめてください。")
    log_se = np.full((steps.levels, steps.levels), np.nan)
    variance = np.diag(np.linalg.pinv(curve / 2))
    for (source, target), value in zip(moves, variance, strict=True):
        log_se[source, target] = np.sqrt(value) if value > 0 else np.nan
    return Intensities(_matrix(moves, np.exp(found.x), steps.levels), log_se, float(found.fun))


def _check_moves(moves: Sequence[Move], steps: Steps, exact: Sequence[int]) -> None:
    k = steps.levels
    direct = np.eye(k, dtype=bool)
    for source, target in moves:
        if source == target or not (0 <= source < k and 0 <= target < k):
            raise NoAnswer(f"移り変わり（{source}→{target}）は、違う2つの区分の番号で渡してください。")
        direct[source, target] = True
    leaving = {source for source, _ in moves}
    if leaving & set(exact):
        raise NoAnswer("時点の分かる終わりの区分（死亡など）から、ほかへは移れません。")
    reachable = np.linalg.matrix_power(direct.astype(np.int64), k) > 0
    if (steps.counts[~reachable] > 0).any():
        raise NoAnswer("許した移り変わりではたどり着けない変化が記録にあります。移り変わりの一覧を見直してください。")


def _first_guess(moves: Sequence[Move], steps: Steps) -> Floats:
    """Seen moves per time spent; a move never seen at neighbouring records starts at half a person."""
    spent = np.bincount(steps.before, steps.gap, steps.levels)
    if any(spent[source] == 0 for source, _ in moves):
        raise NoAnswer("見守った時間がまったくない区分があります。その区分からの移り変わりを外してください。")
    return np.array([max(steps.counts[move], 0.5) / spent[move[0]] for move in moves])


def _matrix(moves: Sequence[Move], rates: Floats, levels: int) -> Floats:
    q = np.zeros((levels, levels))
    for (source, target), rate in zip(moves, rates, strict=True):
        q[source, target] = rate
    np.fill_diagonal(q, -q.sum(axis=1))
    return q


def minus2_log_likelihood(q: Floats, steps: Steps, exact: Sequence[int]) -> float:
    """-2 log likelihood of any intensities q (k, k); infinite where a record would be impossible. exact: as in `intensities`."""
    if not np.isfinite(q).all():
        return float("inf")
    rows = _rows_of_p(q, steps)
    chance = rows[np.arange(len(rows)), steps.after]
    for state in exact:
        died = steps.after == state
        others = np.arange(steps.levels) != state
        chance[died] = rows[died][:, others] @ q[others, state]
    return float("inf") if (chance <= 0).any() else float(-2 * np.log(chance).sum())


def _rows_of_p(q: Floats, steps: Steps) -> Floats:
    """Row `before` of exp(q × gap) for every step, shape (n, k); by eigenvectors, by series where these do not suffice."""
    values, vectors = np.linalg.eig(q)
    if np.linalg.cond(vectors) < 1e9:
        powers = np.exp(values[None, :] * steps.gap[:, None])
        return np.asarray(((vectors[steps.before] * powers) @ np.linalg.inv(vectors)).real, dtype=np.float64)
    gaps, place = np.unique(steps.gap, return_inverse=True)
    return np.asarray(expm(q[None] * gaps[:, None, None])[place, steps.before])


def _slope(miss: Miss, at: Floats, step: float = 1e-5) -> Floats:
    moves = np.eye(len(at)) * step
    return np.array([(miss(at + move) - miss(at - move)) / (2 * step) for move in moves])


def _curvature(miss: Miss, at: Floats, step: float = 1e-4) -> Floats:
    moves = np.eye(len(at)) * step
    rows = np.array([(_slope(miss, at + move, step) - _slope(miss, at - move, step)) / (2 * step) for move in moves])
    return np.asarray((rows + rows.T) / 2)
