"""図の見本: every kind of picture in the states that go wrong most easily. All numbers are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from takigi.charts.bars import BarsWithCounts
from takigi.charts.base import Chart
from takigi.charts.before_after import BeforeAfter, Better, Occasion, Reference
from takigi.charts.cumulative_incidence import AtRisk, CumulativeIncidence, Curve, CurveStep
from takigi.charts.flow import Flow, Leaving, Station
from takigi.charts.portions import Portion
from takigi.charts.samples_over_time import TODAY, control_charts, lines_over_time
from takigi.charts.shares import Shares
from takigi.charts.sparkline import Sparkline


def bars() -> Iterator[BarsWithCounts]:
    """人数の棒: few people, nobody, all, none of n, words, long names; and plain counts."""
    yield BarsWithCounts(
        title="道を示した方のうち、「そういうやり方もある」と聞けた方",
        as_of=TODAY,
        bars=(
            Portion("転倒・骨折", 3, 5, 0.23, 0.88),
            Portion("ひざ・腰の痛み", 3, 3, 0.44, 1.0),
            Portion("脳卒中", 0, 20, 0.0, 0.161),
            Portion(
                "病気やけがのあとに動く機会が減り、家の外へ出るのがおっくうになってきた（廃用）", 36, 60, 0.47, 0.71
            ),
            Portion("心不全", 0, 0),
            Portion("その他", None, missing="秘匿"),
        ),
        kind="きっかけ",
        total=Portion("全体", 42, 88, 0.38, 0.58),
    )
    yield BarsWithCounts(
        title="相談のきっかけ",
        as_of=TODAY,
        unit="件",
        bars=(
            Portion("本人から", 1204),
            Portion("家族から", 380),
            Portion("病院から", 0),
            Portion("民生委員から", None, missing="集計中"),
        ),
    )
    yield BarsWithCounts(
        title="まだ数がない", as_of=TODAY, bars=(Portion("東", None), Portion("西", None, missing="調査未実施"))
    )


def shares() -> Iterator[Shares]:
    """割合の点: areas of every size, one withheld; and one area alone."""
    given = (
        ("安田", 3, 5, 0.23, 0.88),
        ("水原", 12, 20, 0.39, 0.78),
        ("京ヶ瀬", 60, 100, 0.50, 0.69),
        ("笹神", 1, 29, 0.0061, 0.1718),
        ("五頭", 0, 4, 0.0, 0.49),
    )
    yield Shares(
        title="元の生活へ戻った方の割合（圏域ごと）",
        as_of=TODAY,
        areas=(
            *(
                Portion(
                    f"{name}圏域", part, whole, low, high, smoothed=0.48 + (part / whole - 0.48) * whole / (whole + 15)
                )
                for name, part, whole, low, high in given
            ),
            Portion("山手圏域", None, missing="秘匿"),
        ),
        total=Portion("町全体", 76, 158, 0.40, 0.56),
    )
    yield Shares(title="ひとつの圏域だけ", as_of=TODAY, areas=(Portion("安田圏域", 3, 3, 0.44, 1.0),))


def _curve(name: str, top: float, band: float, pace: int) -> Curve:
    steps = [
        CurveStep(t, top * (1 - 0.9**t), max(top * (1 - 0.9**t) - band, 0.0), top * (1 - 0.9**t) + band)
        for t in range(pace, 37, pace)
    ]
    return Curve(name, tuple(steps))


def curves() -> Iterator[CumulativeIncidence]:
    """いつまでに何人が: with a hidden tail, and with too few people."""
    ends = (
        _curve("元の生活へ戻った方", 0.62, 0.07, 1),
        _curve("亡くなった方", 0.12, 0.03, 3),
        _curve("転出した方", 0.05, 0.02, 5),
    )
    counts = ((0, 214), (6, 120), (12, 71), (18, 38), (24, 12), (30, 6), (36, 1))
    whole = CumulativeIncidence(
        title="元の生活へ戻るまで",
        as_of=TODAY,
        curves=ends,
        at_risk=tuple(AtRisk(time, count) for time, count in counts),
        said_at=12,
        horizon_words="1年以内",
        start_words="訪問の日",
    )
    yield whole
    yield replace(whole, title="見守る方がまだ少ない", curves=ends[:1], at_risk=(AtRisk(0, 7), AtRisk(12, 3)))


def befores_and_afters() -> Iterator[BeforeAfter]:
    """測った結果（本人用）: all four days, words instead of numbers, another way of measuring, a number that grew worse."""
    days = (date(2026, 6, 1), date(2026, 7, 13), date(2026, 8, 24), date(2026, 11, 16))
    names = ("始めたとき", "途中", "終わったとき", "3か月あと")
    values = (14.2, 11.8, 9.6, 9.9)
    whole = BeforeAfter(
        title="いすから立って3m先を回って戻る時間（TUG）",
        as_of=TODAY,
        unit="秒",
        better=Better.SMALLER,
        better_words="短いほど、動きが良い",
        smaller="短く",
        larger="長く",
        occasions=tuple(Occasion(*one) for one in zip(names, days, values, strict=True)),
        reference=Reference(6.6),
    )
    yield whole
    with_words = (
        Occasion(names[0], days[0], 21.4, how="歩行器を使って", is_comparable=False),
        Occasion(names[1], days[1], None, "その日は体調がすぐれず、測りませんでした"),
        Occasion(names[2], days[2], 12.0),
    )
    yield replace(whole, occasions=with_words, reference=None)
    yield BeforeAfter(
        title="片足で立っていられる時間（右足）",
        as_of=TODAY,
        unit="秒",
        better=Better.LARGER,
        better_words="長いほど、ふらつきにくい",
        smaller="短く",
        larger="長く",
        occasions=(Occasion("始めたとき", days[0], 8), Occasion("終わったとき", days[2], 6.5)),
        reference=Reference(40.5),
    )
    yield BeforeAfter(
        title="握る力",
        as_of=TODAY,
        unit="kg",
        better=Better.LARGER,
        occasions=(Occasion("始めたとき", days[0], None, "ご本人の希望で測っていません"),),
    )


def sparklines() -> Iterator[Sparkline]:
    """小さな推移: rising, constant zero, a hole, one value, none."""
    for values in ((1, 0, 2, 2, 3, 5), (0, 0, 0, 0, 0, 0), (2, None, 3, 4, None, None), (3,), ()):
        yield Sparkline(title="訪問", as_of=TODAY, values=values, periods="直近6か月")


def flows() -> Iterator[Flow]:
    """道のりの人数: with reasons and without."""
    yield Flow(
        title="新しく要支援になった方の道のり（令和8年度）",
        as_of=TODAY,
        stations=(
            Station("新しく要支援になった方", 48, left=(Leaving("入院中", 6),)),
            Station("訪問した方", 36, left=(Leaving("今はしない", 5), Leaving("転出", 1))),
            Station(
                "通う・来てもらう短期集中を選んだ方", 21, left=(Leaving("途中でやめた", 2), Leaving("亡くなった", 1))
            ),
            Station("終えた方", 18),
            Station("3か月あとも元の生活の方", None, "集計中"),
        ),
    )


def all_samples() -> Iterator[Chart]:
    """Every sample of every kind."""
    for kind in (control_charts, lines_over_time, bars, shares, curves, befores_and_afters, sparklines, flows):
        yield from kind()
