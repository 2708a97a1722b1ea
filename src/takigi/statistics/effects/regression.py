"""回帰の計算: least squares with robust errors, logistic and Poisson regression by iterated weights. No protocol: no result either."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Floats, NoAnswer, columns, floats, one_of_words

# "equal" supposes one variance for everybody, as old textbooks do; the others do not.
Robust = Literal["HC0", "HC1", "HC2", "HC3", "equal"]
STEPS = 100


@dataclass(frozen=True)
class Fit:
    """Coefficients (p,), their covariance (p, p) and fitted means (n,). The caller decides whether x has a constant."""

    coefficient: Floats
    covariance: Floats
    fitted: Floats

    @property
    def se(self) -> Floats:
        """Standard errors, shape (p,)."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))


def with_constant(x: Floats) -> Floats:
    """x with a first column of ones."""
    return np.column_stack((np.ones(len(x)), x))


def checked_rank(x: Floats) -> Floats:
    """x itself; raises NoAnswer when a column can be made of the others."""
    if np.linalg.matrix_rank(x / np.maximum(np.abs(x).max(axis=0), 1e-300)) < x.shape[1]:
        raise NoAnswer(
            "項目どうしが重なっていて（足すと別の項目になるなど）、分けて見積もれません。項目を減らしてください。"
        )
    return x


def least_squares(
    x: npt.ArrayLike, y: npt.ArrayLike, *, robust: Robust = "HC2", clusters: npt.ArrayLike | None = None
) -> Fit:
    """Ordinary least squares; errors that hold without equal variances (White 1980; MacKinnon & White 1985).

    x: (n, p), y: (n,). clusters: (n,), people who belong together; then the errors are CR1 and `robust` is not used.
    """
    one_of_words(robust, get_args(Robust), "robust")
    outcome = floats(y, "結果の指標")
    design = checked_rank(columns(x, "説明する項目", rows=len(outcome)))
    n, p = design.shape
    if n <= p:
        raise NoAnswer(f"{n}人では{p}個の値を見積もれません。項目を減らしてください。")
    bread = np.linalg.inv(design.T @ design)
    beta = bread @ design.T @ outcome
    residual = outcome - design @ beta
    if clusters is not None:
        return Fit(beta, bread @ _clustered(design * residual[:, None], clusters, p) @ bread, design @ beta)
    leverage = np.einsum("ij,jk,ik->i", design, bread, design)
    # Who determines the line alone has no residual left; 1 keeps that from becoming 0/0.
    left = np.where(leverage > 1 - 1e-12, 1.0, 1 - leverage)
    squared = {
        "HC0": residual**2,
        "HC1": residual**2 * n / (n - p),
        "HC2": residual**2 / left,
        "HC3": residual**2 / left**2,
        "equal": np.full(n, (residual**2).sum() / (n - p)),
    }
    meat = (design * squared[robust][:, None]).T @ design
    return Fit(beta, bread @ meat @ bread, design @ beta)


def _clustered(scores: Floats, clusters: npt.ArrayLike, p: int) -> Floats:
    names, side = np.unique(np.asarray(clusters), return_inverse=True)
    n, g = len(scores), len(names)
    if g < 2:
        raise NoAnswer("まとまりが1つしかないため、幅を出せません。")
    sums = np.column_stack([np.bincount(side, column) for column in scores.T])
    return np.asarray(sums.T @ sums * (g / (g - 1)) * ((n - 1) / (n - p)))


def logistic(x: npt.ArrayLike, y: npt.ArrayLike) -> Fit:
    """Maximum likelihood by iterated weights; x: (n, p), y: (n,) of 0 and 1.

    Raises NoAnswer when a column separates the two groups: then no finite answer exists.
    """
    outcome = floats(y, "群")
    design = checked_rank(columns(x, "説明する項目", rows=len(outcome)))
    scale = np.abs(design).max(axis=0)
    scaled, beta = design / scale, np.zeros(design.shape[1])
    for _ in range(STEPS):
        mean = _logistic_mean(scaled @ beta)
        weight = mean * (1 - mean)
        information = (scaled * weight[:, None]).T @ scaled
        # Fitted shares of 0 and 1 for everybody mean that the groups do not overlap at all.
        if weight.max() < 1e-8 or np.linalg.cond(information) > 1e14:
            break
        move = np.linalg.solve(information, scaled.T @ (outcome - mean))
        beta = beta + move * min(1.0, 20 / float(np.linalg.norm(move) + 1e-300))
        if np.abs(move).max() < 1e-10 * (1 + np.abs(beta).max()):
            if np.abs(scaled @ beta).max() > 30:
                break
            covariance = np.linalg.inv(information) / np.outer(scale, scale)
            return Fit(beta / scale, covariance, _logistic_mean(scaled @ beta))
    raise NoAnswer(
        "2つの群に重なりがありません（ある項目だけで、どちらの群か決まってしまいます）。"
        "重なる範囲の方だけに対象を絞るか、その項目を外せるかを検討してください。"
    )


def _logistic_mean(linear: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(linear, -700, 700))))


@dataclass(frozen=True)
class CountFit:
    """Poisson regression: fit, and how much wider than Poisson the counts scatter (Pearson chi² / (n - p))."""

    fit: Fit
    dispersion: float

    @property
    def se(self) -> Floats:
        """Quasi-Poisson errors, shape (p,)."""
        return np.asarray(self.fit.se * np.sqrt(self.dispersion))


def poisson(x: npt.ArrayLike, counts: npt.ArrayLike, *, offset: Floats) -> CountFit:
    """log E(count) = offset + x b, by iterated weights (McCullagh & Nelder 1989).

    x: (n, p), counts: (n,) >= 0, offset: (n,), the log of the population. Raises NoAnswer without convergence.
    """
    outcome = floats(counts, "件数")
    design = checked_rank(columns(x, "説明する項目", rows=len(outcome)))
    if (outcome < 0).any() or not outcome.any():
        raise NoAnswer("件数がすべて0か、負の数があります。0でない月が要ります。")
    mean = outcome + 0.5
    linear = np.log(mean)
    for _ in range(STEPS):
        working = linear - offset + (outcome - mean) / mean
        root = np.sqrt(mean)[:, None]
        beta = np.linalg.lstsq(design * root, working * root[:, 0], rcond=None)[0]
        now = offset + design @ beta
        if np.abs(now - linear).max() < 1e-12 * (1 + np.abs(now).max()):
            information = (design * mean[:, None]).T @ design
            pearson = float(((outcome - mean) ** 2 / mean).sum()) / max(len(outcome) - design.shape[1], 1)
            return CountFit(Fit(np.asarray(beta), np.linalg.inv(information), mean), pearson)
        linear = np.clip(now, -50, 50)
        mean = np.exp(linear)
    raise NoAnswer("計算が落ち着きませんでした。前か後に0件の月が続いていないか確かめてください。")
