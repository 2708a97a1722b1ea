"""落とし穴の番: refuses time that could not have been died in, and says how far the worst values return by themselves."""

from dataclasses import dataclass

import numpy.typing as npt
from scipy import stats

from takigi.statistics.arrays import Flags, Floats, NoAnswer, floats, numbers, same_length
from takigi.statistics.effects.propensity import two_arms
from takigi.statistics.effects.protocol import ProtocolRefused


def check_exposure_clock(time_zero: npt.ArrayLike, exposed_at: npt.ArrayLike) -> None:
    """Refuses groups made by what happened after time zero (immortal time).

    time_zero, exposed_at: (n,), days; nan in exposed_at for those never supported. Raises ProtocolRefused with the number of people.
    """
    zero, exposed = floats(time_zero, "起点の日"), numbers(exposed_at, "支援の日")
    same_length(起点=zero, 支援の日=exposed)
    late = int((exposed > zero).sum())
    if late:
        raise ProtocolRefused(
            f"起点より後に支援を受けた方が{late}人います。「受けた方」と「受けなかった方」に分けると、"
            "受けるまで無事だった期間が受けた群の得になります。起点から決まった日数の時点で、まだ見守っている方だけを比べてください。"
        )


@dataclass(frozen=True)
class Landmark:
    """決まった時点からの比較: who is still watched (n,), whether supported by then and time from then on, both for those only."""

    kept: Flags
    treated: Flags
    time: Floats


def landmark(time: npt.ArrayLike, exposed_after: npt.ArrayLike, *, day: float) -> Landmark:
    """Starts the clock at `day`: those gone before are left out, and only support received by then counts.

    time: (n,), days watched from time zero. exposed_after: (n,), days from time zero to the support, nan for never.
    Raises NoAnswer when an arm is empty on that day.
    """
    watched, exposed = floats(time, "期間"), numbers(exposed_after, "支援の日")
    same_length(期間=watched, 支援の日=exposed)
    kept = watched > day
    if not kept.any():
        raise NoAnswer(f"起点から{day:g}日の時点で、まだ見守っている方がいません。もっと早い時点を選んでください。")
    # nan <= day is False: never supported.
    return Landmark(kept, two_arms(exposed[kept] <= day), watched[kept] - day)


@dataclass(frozen=True)
class ReturnToMean:
    """平均への戻り: the mean of the chosen before, and where it moves by itself when nothing is done."""

    chosen_before: float
    expected_after: float

    @property
    def sentence(self) -> str:
        """Said wherever people were chosen for a bad value."""
        return (
            f"選ばれた方の平均は{self.chosen_before:.2f}でした。何もしなくても、次に測ると{self.expected_after:.2f}ほどに戻ります。"
            "前後の差だけでは、支援によるものとは言えません。"
        )


def return_to_mean(before: npt.ArrayLike, chosen: npt.ArrayLike, *, repeatability: float) -> ReturnToMean:
    """Expected second mean of the chosen = overall mean + repeatability × their distance from it (Galton; Davis 1976).

    before: (n,), everyone's first value. chosen: (n,), yes or no. repeatability: correlation of two measurements without any
    support, 0 to 1. Raises NoAnswer when nobody, or everybody, was chosen.
    """
    values = floats(before, "最初の値")
    sides = two_arms(chosen)
    if len(sides) != len(values) or not 0 <= repeatability <= 1:
        raise NoAnswer("選ばれたかどうかは人数分、測り直しの相関は0から1のあいだで渡してください。")
    own, everyone = float(values[sides].mean()), float(values.mean())
    return ReturnToMean(own, everyone + repeatability * (own - everyone))


def was_chosen_by(values: npt.ArrayLike, chosen: npt.ArrayLike, *, clear: float = 0.9) -> bool:
    """Whether the values alone nearly decide who was chosen: the chance that a chosen value is the worse one is `clear` or more."""
    row, sides = floats(values, "最初の値"), two_arms(chosen)
    same_length(最初の値=row, 選ばれたかどうか=sides)
    inside, outside = int(sides.sum()), int((~sides).sum())
    share = (stats.rankdata(row)[sides].sum() - inside * (inside + 1) / 2) / (inside * outside)
    return bool(max(share, 1 - share) >= clear)
