"""くじで分けた試験: difference of two shares with its limits, exact test, number needed to treat, and power said beforehand."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import stats

from takigi.statistics.arrays import Floats, NoAnswer, whole
from takigi.statistics.claims import Grade, people_needed_sentence
from takigi.statistics.effects.estimate import Z95, Estimate, estimated
from takigi.statistics.effects.protocol import OpenedProtocol


@dataclass(frozen=True)
class TwoShares:
    """2つの割合: x of n in each arm; 1 is the supported arm."""

    x1: int
    n1: int
    x0: int
    n0: int

    def __post_init__(self) -> None:
        """An arm without people, or more events than people, has no share."""
        whole([self.x1, self.n1, self.x0, self.n0], "2つの割合の人数")
        if self.n1 < 1 or self.n0 < 1:
            raise NoAnswer("片方の群が0人のため、比べられません。")
        if not (0 <= self.x1 <= self.n1 and 0 <= self.x0 <= self.n0):
            raise NoAnswer("起きた方の数が、群の人数を超えているか、負になっています。")

    @property
    def p1(self) -> float:
        """Share of the supported arm."""
        return self.x1 / self.n1

    @property
    def p0(self) -> float:
        """Share of the other arm."""
        return self.x0 / self.n0

    @property
    def difference(self) -> float:
        """p1 - p0."""
        return self.p1 - self.p0


def wald_limits(shares: TwoShares) -> tuple[float, float]:
    """95 % by the normal approximation; published trials use it. With no event, or only events, in both arms it has no width."""
    se = _wald_error(shares)
    return shares.difference - Z95 * se, shares.difference + Z95 * se


def _wald_error(shares: TwoShares) -> float:
    return float(np.sqrt(shares.p1 * (1 - shares.p1) / shares.n1 + shares.p0 * (1 - shares.p0) / shares.n0))


def _wilson(x: int, n: int) -> tuple[float, float]:
    centre, reach = (x + Z95**2 / 2) / (n + Z95**2), Z95 / (n + Z95**2) * np.sqrt(x * (n - x) / n + Z95**2 / 4)
    return float(centre - reach), float(centre + reach)


def newcombe_limits(shares: TwoShares) -> tuple[float, float]:
    """95 % from the Wilson limits of both arms (Newcombe 1998, method 10); right for small numbers and for zero events."""
    (l1, u1), (l0, u0) = _wilson(shares.x1, shares.n1), _wilson(shares.x0, shares.n0)
    below = np.hypot(shares.p1 - l1, u0 - shares.p0)
    above = np.hypot(u1 - shares.p1, shares.p0 - l0)
    return float(shares.difference - below), float(shares.difference + above)


def fisher_p(shares: TwoShares) -> float:
    """Exact two-sided p-value (Fisher): all tables with the same margins that are not likelier than this one."""
    table = [[shares.x1, shares.n1 - shares.x1], [shares.x0, shares.n0 - shares.x0]]
    return float(stats.fisher_exact(table).pvalue)


@dataclass(frozen=True)
class RiskRatio:
    """何倍か, with 95 % limits on the log scale (Katz 1978); undefined parts are None and `sentence` says why."""

    ratio: float | None
    lower: float | None
    upper: float | None
    sentence: str


def risk_ratio(shares: TwoShares) -> RiskRatio:
    """p1 / p0. With nobody in the other arm it has no value; with nobody in the supported arm it is 0 without limits."""
    if shares.x0 == 0:
        return RiskRatio(
            None, None, None, "比べる群で起きた方が0人のため、何倍かは言えません。差のほうを見てください。"
        )
    ratio = shares.p1 / shares.p0
    if shares.x1 == 0:
        return RiskRatio(
            0.0, None, None, "支援した群で起きた方が0人のため、何倍かの幅は出せません。差のほうを見てください。"
        )
    if shares.x1 == shares.n1 and shares.x0 == shares.n0:
        return RiskRatio(
            ratio, None, None, "どちらの群でも全員に起きたため、何倍かの幅は出せません。差のほうを見てください。"
        )
    reach = Z95 * float(np.sqrt(1 / shares.x1 - 1 / shares.n1 + 1 / shares.x0 - 1 / shares.n0))
    lower, upper = ratio * float(np.exp(-reach)), ratio * float(np.exp(reach))
    return RiskRatio(ratio, lower, upper, f"{ratio:.2f}倍（幅{lower:.2f}〜{upper:.2f}倍）です。")


@dataclass(frozen=True)
class NeededToTreat:
    """何人に1人か: 1 / difference, limits from Newcombe's; the limits are None where 0 lies between them."""

    people: float | None
    lower: float | None
    upper: float | None
    sentence: str


def number_needed(shares: TwoShares) -> NeededToTreat:
    """How many must be supported for one more to reach the goal; none when the supported arm did no better."""
    if shares.difference <= 0:
        return NeededToTreat(None, None, None, "支援した群のほうが多くはないため、「何人に1人」とは言えません。")
    people = 1 / shares.difference
    low, high = newcombe_limits(shares)
    told = f"およそ{np.ceil(people):.0f}人を支援して1人多い差です"
    if low <= 0:
        return NeededToTreat(people, None, None, f"{told}が、差がない可能性も残るため、幅は示しません。")
    return NeededToTreat(people, 1 / high, 1 / low, f"{told}（幅{np.ceil(1 / high):.0f}〜{np.ceil(1 / low):.0f}人）。")


def trial_result(protocol: OpenedProtocol, shares: TwoShares) -> Estimate:
    """The difference as an estimate under its protocol, in shares; grade E only when the design was randomised.

    Limits are Newcombe's (right for small arms), while se is Wald's.
    """
    plain = estimated(
        protocol,
        method="2つの割合の差",
        estimand="分けた全員について",
        value=shares.difference,
        se=_wald_error(shares),
        people=shares.n1 + shares.n0,
        without_lot=Grade.B,
    )
    lower, upper = newcombe_limits(shares)
    return Estimate(**{**vars(plain), "lower": lower, "upper": upper})


@lru_cache(maxsize=4096)
def _fisher_by_total(n1: int, n0: int, total: int) -> tuple[int, Floats]:
    """First possible x1 and the two-sided p-values of every x1, given the total of events."""
    first, last = max(0, total - n0), min(n1, total)
    chance = stats.hypergeom.pmf(np.arange(first, last + 1), n1 + n0, n1, total)
    order = np.argsort(chance)
    cumulative = np.cumsum(chance[order])
    # Tables as likely as this one count as well; the margin absorbs the last digits of floating point.
    upto = np.searchsorted(chance[order], chance * (1 + 1e-7), side="right") - 1
    return first, np.minimum(cumulative[upto], 1.0)


def power(*, p1: float, p0: float, n1: int, n0: int, alpha: float = 0.05) -> float:
    """Exact chance that Fisher's test finds the difference of p1 and p0 with n1 and n0 people.

    Takes about .1 s at 250 per arm; beyond 1,000 per arm use a normal approximation. Raises NoAnswer for an empty arm.
    """
    n1, n0 = (int(one) for one in whole([n1, n0], "群の人数"))
    if n1 < 1 or n0 < 1 or not (0 <= p1 <= 1 and 0 <= p0 <= 1):
        raise NoAnswer("群は1人以上、割合は0から1のあいだにしてください。")
    chance1, chance0 = stats.binom.pmf(np.arange(n1 + 1), n1, p1), stats.binom.pmf(np.arange(n0 + 1), n0, p0)
    found = 0.0
    for total in range(n1 + n0 + 1):
        first = max(0, total - n0)
        x1 = np.arange(first, min(n1, total) + 1)
        chance = chance1[x1] * chance0[total - x1]
        # Totals that practically never occur add nothing, and they are most of them.
        if chance.sum() > 1e-12:
            found += float(chance[_fisher_by_total(n1, n0, total)[1] <= alpha].sum())
    return found


def people_needed(*, p1: float, p0: float, wanted: float = 0.8, alpha: float = 0.05) -> int:
    """People in both arms together for the wanted power, equal arms (Fleiss, with continuity correction).

    Raises NoAnswer when the two shares are the same.
    """
    gap = abs(p1 - p0)
    if not (0 <= p1 <= 1 and 0 <= p0 <= 1):
        raise NoAnswer("割合は0から1のあいだにしてください。")
    if not gap:
        raise NoAnswer("差が0では、何人いても見分けられません。見分けたい差を決めてください。")
    mean = (p1 + p0) / 2
    za, zb = float(stats.norm.isf(alpha / 2)), float(stats.norm.isf(1 - wanted))
    n = (za * np.sqrt(2 * mean * (1 - mean)) + zb * np.sqrt(p1 * (1 - p1) + p0 * (1 - p0))) ** 2 / gap**2
    return 2 * int(np.ceil(n / 4 * (1 + np.sqrt(1 + 4 / (n * gap))) ** 2))


def power_sentence(*, p1: float, p0: float, per_arm: int) -> str:
    """What the page says before the question is asked: how likely this many people are to show it, and how many would."""
    chance = power(p1=p1, p0=p0, n1=per_arm, n0=per_arm)
    needed = people_needed_sentence(people_needed(p1=p1, p0=p0))
    return f"各群{per_arm}人では、本当に差があっても見つかるのは100回に{100 * chance:.0f}回ほどです。{needed}"
