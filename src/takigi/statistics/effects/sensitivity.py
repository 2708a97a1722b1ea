"""確かめ: how strong an unseen difference would have to be (E-value), and what ought not to move (negative control)."""

from dataclasses import dataclass
from math import isnan, sqrt

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.effects.estimate import Estimate


@dataclass(frozen=True)
class EValue:
    """E値: for the estimate, and for its limit nearer to no difference (1 where the limits include none)."""

    estimate: float
    limit: float | None

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        return (
            f"記録にない違いが、支援の受けやすさと結果の両方に{self.estimate:.1f}倍ほど関わっていれば、"
            "この差は支援がなくても説明がつきます。"
        )


def e_value(ratio: float, *, lower: float | None = None, upper: float | None = None) -> EValue:
    """RR + sqrt(RR (RR - 1)); below 1 its reciprocal (VanderWeele & Ding 2017). ratio and limits are risk ratios.

    Raises NoAnswer for a ratio of 0 or less.
    """
    if (lower is not None and not lower <= ratio) or (upper is not None and not ratio <= upper):
        raise NoAnswer("幅は、比をあいだにはさむ数で渡してください。")
    if not ratio > 0 or (lower is not None and lower < 0):
        raise NoAnswer("比が0以下では計算できません。片方の群で起きた方が0人でないか確かめてください。")
    near = lower if ratio >= 1 else upper
    if near is None:
        return EValue(_strength(ratio), None)
    crosses = near <= 1 if ratio >= 1 else near >= 1
    return EValue(_strength(ratio), 1.0 if crosses else _strength(near))


def _strength(ratio: float) -> float:
    above = ratio if ratio >= 1 else 1 / ratio
    return above + sqrt(above * (above - 1))


@dataclass(frozen=True)
class NegativeControl:
    """動かないはずの指標: whether the comparison finds a difference where the support can have made none."""

    moved: bool
    sentence: str


def negative_control(estimate: Estimate, *, name: str) -> NegativeControl:
    """Reads an estimate of an outcome that the support cannot reach (`name`). Raises NoAnswer when it has no limits."""
    if isnan(estimate.lower):
        raise NoAnswer(f"「{name}」の結果に幅がないため、確かめに使えません。")
    if estimate.lower > 0 or estimate.upper < 0:
        told = f"支援で動くはずのない「{name}」にも差が出ました。群のもともとの違いが残っています。結果を使う前に見直してください。"
        return NegativeControl(True, told)
    return NegativeControl(False, f"支援で動くはずのない「{name}」には、はっきりした差はありませんでした。")
