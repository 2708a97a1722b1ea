"""期間の比べ方: log-rank and Gray's test between groups. They say whether curves differ, not why."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from takigi.statistics.arrays import Floats, NoAnswer, same_length
from takigi.statistics.time_to_event.risk_sets import durations, kinds_of


@dataclass(frozen=True)
class CurvesDiffer:
    """検定の結果: chi-squared with its degrees of freedom; observed and expected events per group, in the order of `groups`."""

    statistic: float
    df: int
    p_value: float
    groups: tuple[str, ...]
    observed: Floats
    expected: Floats


@dataclass(frozen=True)
class _Grouped:
    """Counts per distinct time and group: at_risk (m, g), events (m, g, kinds + 1) with kind 0 censored."""

    names: tuple[str, ...]
    at_risk: Floats
    events: Floats


def _grouped(time: npt.ArrayLike, event: npt.ArrayLike, group: npt.ArrayLike) -> _Grouped:
    when, given = durations(time), np.asarray(group)
    if any(one is None or one != one for one in given.ravel().tolist()):  # noqa: PLR0124  # NaN alone differs from itself
        raise NoAnswer("「群」に空欄があります。どの群か分からない方を除くか、群の名前を付けてください。")
    label = given.astype(str)
    people = same_length(期間=when, 出来事=np.asarray(event), 群=label)
    kinds = kinds_of(event, people=people)
    names, side = np.unique(label, return_inverse=True)
    if len(names) < 2:
        raise NoAnswer("比べる群が1つしかありません。もう一方の群に記録があるか確かめてください。")
    times, line = np.unique(when, return_inverse=True)
    shape = (len(times), len(names), int(kinds.max()) + 1)
    events = np.bincount(np.ravel_multi_index((line, side, kinds), shape), minlength=int(np.prod(shape)))
    counts = events.reshape(shape).astype(float)
    at_risk = counts.sum(axis=2)[::-1].cumsum(axis=0)[::-1]
    return _Grouped(tuple(str(name) for name in names), at_risk, counts)


def log_rank(time: npt.ArrayLike, event: npt.ArrayLike, group: npt.ArrayLike) -> CurvesDiffer:
    """Compares one kind of event between groups (Mantel 1966; hypergeometric variance with ties).

    time, event, group: shape (n,); event 1 or 0. Raises NoAnswer for one group, or when nothing happened to anybody.
    """
    table = _grouped(time, event, group)
    if table.events.shape[2] != 2:
        raise NoAnswer(
            "この検定では、出来事があった（1）かなかった（0）かだけを比べます。1が1件もないか、2以上があります。"
        )
    d, n = table.events[:, :, 1], table.at_risk
    all_d, all_n = d.sum(axis=1), n.sum(axis=1)
    share = n / all_n[:, None]
    expected = (all_d[:, None] * share).sum(axis=0)
    # With one person left there is nothing left to compare.
    weight = np.divide(all_d * (all_n - all_d), all_n - 1, out=np.zeros_like(all_n), where=all_n > 1)
    variance = np.diag((weight[:, None] * share).sum(axis=0)) - np.einsum("t,ti,tj->ij", weight, share, share)
    return _tested(d.sum(axis=0), expected, d.sum(axis=0) - expected, variance, table.names)


def _tested(
    observed: Floats, expected: Floats, score: Floats, variance: Floats, names: tuple[str, ...]
) -> CurvesDiffer:
    """Drops the last group, whose score is what the others leave."""
    cut = variance[:-1, :-1]
    df = int(np.linalg.matrix_rank(cut))
    if df == 0:
        raise NoAnswer("群のあいだで重なる観察の期間がないため、比べられません。")
    statistic = float(score[:-1] @ np.linalg.pinv(cut) @ score[:-1])
    return CurvesDiffer(statistic, df, float(stats.chi2.sf(statistic, df)), names, observed, expected)


def gray(time: npt.ArrayLike, event: npt.ArrayLike, group: npt.ArrayLike, *, kind: int = 1) -> CurvesDiffer:
    """Compares the cumulative incidence of `kind` between groups while other kinds compete (Gray 1988, rho = 0).

    time, event, group: shape (n,); event 0 censored, 1..k. Written from the paper: with R_r = Y_r (1-F_r(t-))/S_r(t-) the score is
    observed minus R_r's share of the pooled events; its variance follows the subdistribution's own martingales, with the
    hypergeometric correction for ties. Raises NoAnswer for one group or no such event.
    """
    table = _grouped(time, event, group)
    if not 0 < kind < table.events.shape[2] or not table.events[:, :, kind].any():
        raise NoAnswer("比べる出来事が1件も起きていません。")
    d1 = table.events[:, :, kind]
    rivals = table.events[:, :, 1:].sum(axis=2) - d1
    score, expected, variance = _gray_score(table.at_risk, d1, rivals)
    return _tested(d1.sum(axis=0), expected, score, variance, table.names)


def _gray_score(n: Floats, d1: Floats, d2: Floats) -> tuple[Floats, Floats, Floats]:
    """Score (g,), expected (g,) and variance (g, g) from people at risk, events of the kind and rival events, each (m, g)."""
    present = n > 0
    keep = np.divide(n - d1 - d2, n, out=np.ones_like(n), where=present)
    after = np.cumprod(keep, axis=0)
    before = np.vstack((np.ones(n.shape[1]), after[:-1]))
    # A group all of whose members had events has no S left to divide by; nobody of it is at risk afterwards.
    alive = present & (before > 0)
    steps = np.divide(before * d1, n, out=np.zeros_like(n), where=present)
    own = np.vstack((np.zeros(n.shape[1]), np.cumsum(steps, axis=0)[:-1]))
    h = np.divide(n, before, out=np.zeros_like(n), where=alive)
    pooled = h.sum(axis=1)
    all_d = d1.sum(axis=1)
    r = h * (1 - own)
    expected = all_d[:, None] * r / r.sum(axis=1)[:, None]
    pooled_step = all_d / pooled
    pooled_after = np.cumsum(pooled_step)
    free_before = 1 - np.concatenate(([0.0], pooled_after[:-1]))
    direct = h[:, :, None] * (np.eye(n.shape[1]) - (h / pooled[:, None])[:, None, :])
    gathered = np.cumsum(direct * (pooled_step / free_before)[:, None, None], axis=0)
    future = gathered[-1] - gathered
    ratio = np.divide((1 - pooled_after)[:, None], after, out=np.zeros_like(after), where=after > 0)
    # Own events move the score at once and through the later shares; rival events only through the later shares.
    own_effect = direct + np.where(after > 0, 1 - ratio, 1.0)[:, None, :] * future
    rival_effect = -ratio[:, None, :] * future
    own_rate = np.divide(pooled_step[:, None], h, out=np.zeros_like(h), where=alive) * _ties(
        all_d[:, None], pooled[:, None] * before
    )
    rival_rate = np.divide(before**2 * d2, n**2, out=np.zeros_like(n), where=alive) * _ties(d2, n)
    variance = np.einsum("tir,tjr,tr->ij", own_effect, own_effect, own_rate)
    variance += np.einsum("tir,tjr,tr->ij", rival_effect, rival_effect, rival_rate)
    return d1.sum(axis=0) - expected.sum(axis=0), expected.sum(axis=0), variance


def _ties(d: Floats, n: Floats) -> Floats:
    """(n-d)/(n-1): several events at one instant vary less than one by one."""
    return np.asarray(1 - np.divide(np.maximum(d - 1, 0), n - 1, out=np.zeros(np.broadcast(d, n).shape), where=n > 1))
