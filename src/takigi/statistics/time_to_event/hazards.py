"""理由を探す回帰: cause-specific Cox for reasons, Fine-Gray only to describe. Neither shows an effect by itself."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from takigi.statistics.arrays import Floats, NoAnswer, Whole, columns, same_length
from takigi.statistics.time_to_event.risk_sets import durations, kinds_of

STEPS, CLOSE = 50, 1e-10


@dataclass(frozen=True)
class HazardModel:
    """係数: one row per column of x. coefficient, se, p_value: shape (p,). A hazard ratio is exp(coefficient)."""

    coefficient: Floats
    se: Floats
    p_value: Floats
    covariance: Floats
    people: int
    events: int


@dataclass(frozen=True)
class _Lines:
    """Everybody on the grid of distinct times: line (n,) is the place of each one's own time."""

    line: Whole
    m: int
    x: Floats
    centre: Floats
    kinds: Whole

    def summed(self, weights: Floats) -> Floats:
        """Sums of a row (n,) or table (n, p) by line."""
        if weights.ndim == 1:
            return np.asarray(np.bincount(self.line, weights, self.m), dtype=np.float64)
        return np.column_stack([np.bincount(self.line, column, self.m) for column in weights.T])

    def still_here(self, weights: Floats) -> Floats:
        """Sums over everyone whose own time is this line or later."""
        return np.asarray(self.summed(weights)[::-1].cumsum(axis=0)[::-1])


def _lines(time: npt.ArrayLike, event: npt.ArrayLike, x: npt.ArrayLike, kind: int) -> _Lines:
    when = durations(time)
    people = same_length(期間=when, 出来事=np.asarray(event))
    table, kinds = columns(x, "説明する項目", rows=people), kinds_of(event, people=people)
    happened = int((kinds == kind).sum())
    if happened <= table.shape[1]:
        raise NoAnswer(
            f"出来事が{happened}件では、{table.shape[1]}個の項目を同時に見られません。項目を減らしてください。"
        )
    if (np.ptp(table, axis=0) == 0).any():
        raise NoAnswer("全員が同じ値の項目があります。比べようがないので、その項目を外してください。")
    times, line = np.unique(when, return_inverse=True)
    centre = table.mean(axis=0)
    return _Lines(line.astype(np.int64), len(times), table - centre, centre, kinds)


def cox(time: npt.ArrayLike, event: npt.ArrayLike, x: npt.ArrayLike, *, kind: int = 1) -> HazardModel:
    """Cause-specific hazard of `kind`; other kinds end observation (Cox 1972, ties after Efron 1977).

    time: (n,). event: (n,), 0 censored, 1..k. x: (n, p), numbers. Raises NoAnswer for too few events, a constant column or no
    convergence (one column separates those with the event from those without).
    """
    here = _lines(time, event, x, kind)
    hit = here.kinds == kind
    order = np.flatnonzero(hit)[np.argsort(here.line[hit], kind="stable")]
    line = here.line[order]
    d = np.bincount(line, minlength=here.m)
    # The l-th of d simultaneous events meets a risk set from which l/d of them have gone.
    gone = (np.arange(len(line)) - np.searchsorted(line, line)) / d[line]

    def step(beta: Floats) -> tuple[Floats, Floats]:
        r = np.exp(here.x @ beta)
        rx = r[:, None] * here.x
        s0 = here.still_here(r)[line] - gone * here.summed(r * hit)[line]
        mean = (here.still_here(rx)[line] - gone[:, None] * here.summed(rx * hit[:, None])[line]) / s0[:, None]
        upto = np.bincount(line, 1 / s0, here.m).cumsum()[here.line]
        tied = np.bincount(line, gone / s0, here.m)[here.line] * hit
        information = (here.x * (r * (upto - tied))[:, None]).T @ here.x - mean.T @ mean
        return here.x[order].sum(axis=0) - mean.sum(axis=0), information

    beta, information = _climb(step, here.x.shape[1])
    return _model(beta, np.linalg.inv(information), here, int(hit.sum()))


def _climb(step: Callable[[Floats], tuple[Floats, Floats]], width: int) -> tuple[Floats, Floats]:
    """Newton's steps from 0 until they no longer move; each at most of length 5."""
    beta = np.zeros(width)
    for _ in range(STEPS):
        score, information = step(beta)
        try:
            move = np.linalg.solve(information, score)
        except np.linalg.LinAlgError:
            break
        if not np.isfinite(move).all() or np.abs(beta).max() > 50:  # a ratio of e^50 is no estimate
            break
        if np.abs(move).max() < CLOSE * (1 + np.abs(beta).max()):
            return beta, information
        beta = beta + move * min(1.0, 5 / float(np.linalg.norm(move)))
    raise NoAnswer(
        "計算が落ち着きませんでした。項目どうしが重なっているか、ある項目だけで結果が決まっています。項目を減らしてください。"
    )


def _model(beta: Floats, covariance: Floats, here: _Lines, events: int) -> HazardModel:
    se = np.sqrt(np.diag(covariance))
    if not (se > 0).all():
        raise NoAnswer("全員が同じ時点にいるなど、人による違いがないため、幅を出せません。")
    return HazardModel(beta, se, 2 * stats.norm.sf(np.abs(beta / se)), covariance, len(here.line), events)


def fine_gray(time: npt.ArrayLike, event: npt.ArrayLike, x: npt.ArrayLike, *, kind: int = 1) -> HazardModel:
    """Subdistribution hazard of `kind` (Fine & Gray 1999): who had a rival event stays, weighted by the chance of being watched.

    time: (n,). event: (n,), 0 censored, 1..k. x: (n, p). Errors are the paper's sandwich, with the term for the estimated
    censoring. Raises NoAnswer as `cox` does.
    """
    here = _lines(time, event, x, kind)
    watched = _Watched.of(here, kind)
    beta, information = _climb(lambda beta: watched.score(beta)[:2], here.x.shape[1])
    inverse = np.linalg.inv(information)
    influence = watched.influence(beta) @ inverse
    return _model(beta, influence.T @ influence, here, int(watched.hit.sum()))


@dataclass(frozen=True)
class _Watched:
    """Risk sets of the subdistribution. chance (m,): being uncensored just before each line; d (m,): events of the kind."""

    here: _Lines
    hit: npt.NDArray[np.bool_]
    rival: npt.NDArray[np.bool_]
    chance: Floats
    d: Floats
    leaving: Floats

    @classmethod
    def of(cls, here: _Lines, kind: int) -> "_Watched":
        """Kaplan-Meier of the censoring, events of a line counted as still watched when its censoring falls."""
        n = here.still_here(np.ones(len(here.line)))
        leaving = here.summed((here.kinds == 0).astype(float))
        chance = np.concatenate(([1.0], np.cumprod(1 - leaving / n)[:-1]))
        hit = here.kinds == kind
        return cls(here, hit, ~hit & (here.kinds > 0), chance, here.summed(hit.astype(float)), leaving / n)

    def _kept(self, values: Floats) -> Floats:
        """Sums over those whose rival event was earlier than each line, weighted back to their own day."""
        weight = self.rival / self.chance[self.here.line]
        sums = self.here.summed(values * (weight if values.ndim == 1 else weight[:, None]))
        return np.asarray(np.cumsum(sums, axis=0) - sums)

    def score(self, beta: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Score, information, risk r (n,), mean of x in each risk set (m, p), baseline steps (m,)."""
        here = self.here
        r = np.exp(here.x @ beta)
        rx = r[:, None] * here.x
        s0 = here.still_here(r) + self.chance * self._kept(r)
        mean = (here.still_here(rx) + self.chance[:, None] * self._kept(rx)) / s0[:, None]
        jump = self.d / s0
        carried = self._exposure(jump)
        information = (here.x * (r * carried)[:, None]).T @ here.x - (mean * self.d[:, None]).T @ mean
        return here.x[self.hit].sum(axis=0) - self.d @ mean, information, r, mean, jump

    def _exposure(self, jump: Floats) -> Floats:
        """What each one was exposed to of steps (m,) or (m, p): up to the own day, and weighted after a rival event."""
        line = self.here.line
        upto = np.cumsum(jump, axis=0)[line]
        weighted = jump * (self.chance if jump.ndim == 1 else self.chance[:, None])
        after = (weighted.sum(axis=0) - np.cumsum(weighted, axis=0))[line]
        weight = self.rival / self.chance[line]
        return np.asarray(upto + after * (weight if jump.ndim == 1 else weight[:, None]))

    def influence(self, beta: Floats) -> Floats:
        """Each one's part of the score, with what the estimated censoring adds, shape (n, p)."""
        here = self.here
        _, _, r, mean, jump = self.score(beta)
        own = np.where(self.hit[:, None], here.x - mean[here.line], 0.0)
        own -= r[:, None] * (here.x * self._exposure(jump)[:, None] - self._exposure(mean * jump[:, None]))
        return np.asarray(own + self._censoring_part(r, mean, jump))

    def _censoring_part(self, r: Floats, mean: Floats, jump: Floats) -> Floats:
        here = self.here
        ahead = (self.chance * jump)[::-1].cumsum()[::-1]
        ahead_mean = (self.chance[:, None] * mean * jump[:, None])[::-1].cumsum(axis=0)[::-1]
        q = self._kept(r[:, None] * here.x) * ahead[:, None] - self._kept(r)[:, None] * ahead_mean
        q = q / here.still_here(np.ones(len(here.line)))[:, None]
        expected = np.cumsum(q * self.leaving[:, None], axis=0)[here.line]
        return np.asarray(np.where((here.kinds == 0)[:, None], q[here.line], 0.0) - expected)
