"""図の選び方: which chart suits a series, and why, in a sentence for the person who reads the chart.

Small counts get a run chart, because limits cry wolf there; shares of few people too, because limits of 1 % to 139 % say
nothing; big denominators get p' or u', because with them ordinary limits call almost every month unusual.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takigi.kernel.labelled import Labelled
from takigi.statistics.anhoej import FEWEST_USEFUL
from takigi.statistics.arrays import NoAnswer, alike, numbers, one_of_words
from takigi.statistics.shapes import Floats
from takigi.statistics.xmr import TRIAL_LIMITS

# Monthly counts below ten: evidence.md 2.3. Fewer than five people on either side of a share: its limits leave 0 … 1.
SMALL_COUNT, FEW_ON_A_SIDE, BIG_DENOMINATOR = 10, 5, 1000


class Kind(Labelled):
    """値の種類: what the numbers are."""

    COUNT = "count", "件数"
    SHARE = "share", "割合"
    RATE = "rate", "人口あたりの件数"
    MEASURE = "measure", "平均や金額など、測った値"
    GAP_DAYS = "gap_days", "出来事の間の日数"
    GAP_CASES = "gap_cases", "出来事の間の件数"


class Chart(Labelled):
    """図の種類."""

    NUMBERS = "numbers", "数だけ（図なし）"
    RUN = "run", "ランチャート"
    XMR = "xmr", "XmR管理図"
    P = "p", "p管理図"
    P_PRIME = "p_prime", "p′管理図"
    U = "u", "u管理図"
    U_PRIME = "u_prime", "u′管理図"
    G = "g", "g管理図"
    T = "t", "t管理図"


@dataclass(frozen=True)
class Choice:
    """選んだ図と、その理由."""

    chart: Chart
    because: str


def choose_chart(kind: Kind, values: npt.ArrayLike, denominators: npt.ArrayLike | None = None) -> Choice:
    """Choose for one series (time,); NaN is a month without a record.

    values: counts, measurements or gaps; for SHARE and RATE the events, with `denominators` of the same months.
    Raises NoAnswer when a share or a rate comes without denominators.
    """
    one_of_words(kind, tuple(Kind), "kind")
    kind, series = Kind[kind.upper()], numbers(values, "系列")
    if series.ndim != 1:
        raise NoAnswer("図は系列ごとに選びます。1本の系列を渡してください。")
    if kind not in {Kind.SHARE, Kind.RATE}:
        recorded = series[~np.isnan(series)]
        return _without_variation(kind, recorded) or _by_values(kind, recorded)
    if denominators is None:
        raise NoAnswer(f"「{kind.label}」には、月ごとの分母が要ります。")
    over = alike(件数=series, 分母=denominators)[1]
    if kind == Kind.SHARE and (series > over).any():
        raise NoAnswer("件数が分母より多い月があります。割合ではなく率なら Kind.RATE を使ってください。")
    known = ~np.isnan(series) & (over > 0)
    events, people = series[known], over[known]
    plain = _without_variation(kind, events / people)
    return plain or (_for_share(events, people) if kind == Kind.SHARE else _for_rate(events, people))


def _without_variation(kind: Kind, recorded: Floats) -> Choice | None:
    """The answers before any chart: nothing, one point, always the same."""
    if recorded.size == 0:
        return Choice(Chart.NUMBERS, "数のある月がまだないため、図はありません。")
    if recorded.size == 1:
        return Choice(Chart.NUMBERS, "数のある月がまだ1つだけのため、図にせず数だけを示します。")
    if (recorded == recorded[0]).all():
        same = "0" if recorded[0] == 0 else "同じ値"
        return Choice(Chart.NUMBERS, f"どの月も{same}で、まだ揺れがないため、線は引かず数だけを示します。")
    return None


def _by_values(kind: Kind, recorded: Floats) -> Choice:
    if kind == Kind.GAP_DAYS:
        return Choice(
            Chart.T, f"出来事がまれなため、月の件数ではなく、間の日数で見ます。{_provisional(recorded, '点')}"
        )
    if kind == Kind.GAP_CASES:
        return Choice(Chart.G, f"出来事がまれなため、次の出来事までの件数で見ます。{_provisional(recorded, '点')}")
    if kind == Kind.MEASURE:
        return Choice(Chart.XMR, f"平均や金額の揺れを、平均の線と上下の限界線で見ます。{_provisional(recorded)}")
    mean = float(recorded.mean())
    if mean >= SMALL_COUNT:
        return Choice(
            Chart.XMR, f"月の平均が{mean:.0f}件あるため、平均の線と上下の限界線で見ます。{_provisional(recorded)}"
        )
    also = "ほとんどの月が0件なので、出来事の間の日数の図も見てください。" if np.median(recorded) == 0 else ""
    return Choice(
        Chart.RUN,
        f"月の平均が{mean:.1f}件と少なく、限界線では何も変わらなくても合図が出やすいため、"
        f"中央値の線と連なりで見ます。{also}{_unjudged(recorded)}",
    )


def _for_share(events: Floats, people: Floats) -> Choice:
    share, typical = float(events.sum() / people.sum()), float(people.mean())
    if typical * min(share, 1 - share) < FEW_ON_A_SIDE:
        reach = 3 * np.sqrt(share * (1 - share) / typical)
        return Choice(
            Chart.RUN,
            f"月の人数が平均{typical:.1f}人では、限界線が{(share - reach) * 100:.0f}%から{(share + reach) * 100:.0f}%に"
            f"なって何も言えないため、中央値の線と連なりで見ます。{_unjudged(events)}",
        )
    if typical >= BIG_DENOMINATOR:
        return Choice(
            Chart.P_PRIME,
            f"月の人数が平均{typical:,.0f}人と多く、ふつうの限界線ではどの月も外れてしまうため、"
            f"実際の揺れに合わせた限界線で見ます。{_provisional(events)}",
        )
    return Choice(Chart.P, f"割合を、月ごとの人数に合わせた限界線で見ます。{_provisional(events)}")


def _for_rate(events: Floats, people: Floats) -> Choice:
    mean = float(events.mean())
    if mean < SMALL_COUNT:
        return Choice(
            Chart.RUN,
            f"月の平均が{mean:.1f}件と少なく、限界線では何も変わらなくても合図が出やすいため、"
            f"中央値の線と連なりで見ます。{_unjudged(events)}",
        )
    if mean >= BIG_DENOMINATOR:
        return Choice(
            Chart.U_PRIME,
            f"月の平均が{mean:,.0f}件と多く、ふつうの限界線ではどの月も外れてしまうため、"
            f"実際の揺れに合わせた限界線で見ます。{_provisional(events)}",
        )
    return Choice(Chart.U, f"人口あたりの件数を、月ごとの人口に合わせた限界線で見ます。{_provisional(events)}")


def _provisional(recorded: Floats, each: str = "か月") -> str:
    return f"{TRIAL_LIMITS}{each}未満の仮の線です。" if recorded.size < TRIAL_LIMITS else ""


def _unjudged(recorded: Floats) -> str:
    return f"{FEWEST_USEFUL}か月に満たないうちは、合図の判定はしません。" if recorded.size < FEWEST_USEFUL else ""
