"""図の見本（時の図）: series over time in the states that go wrong most easily. All numbers are invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from takigi.charts.control_chart import ControlChart, ControlPoint, Phase, Turn
from takigi.charts.line_over_time import LineOverTime, Series, TimedValue
from takigi.charts.periods import Step

TODAY = date(2026, 11, 23)
LONG = "退院の前に病院の相談員から連絡をもらい、家に帰る日までに最初の訪問の約束をすることにした（町立病院と5つの包括支援センターで申し合わせ）"
VISITS = (3, 2, 4, 1, 3, 5, 2, 3, 4, 2, 1, 3, 2, 4, 3, 3, 5, 4, 2, 3, 9, 4, 3, 2, 5, 6, 6, 7, 5, 6, 8, 6, 7)


def months(count: int, year: int = 2023, month: int = 4) -> list[date]:
    """The first days of so many months."""
    first = year * 12 + month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, first + count)]


def _points(values: Sequence[float | None], missing: str = "") -> tuple[ControlPoint, ...]:
    return tuple(
        ControlPoint(month, value, missing if value is None else "")
        for month, value in zip(months(len(values)), values, strict=True)
    )


def _control(title: str, points: tuple[ControlPoint, ...], *phases: Phase) -> ControlChart:
    return ControlChart(title=title, as_of=TODAY, unit="件", points=points, phases=phases, is_judged=True)


def control_charts() -> Iterator[ControlChart]:
    """管理図: with everything, then each state that has its own answer."""
    when = months(36)
    signals = {20: "限界の線の外", **dict.fromkeys(range(24, 33), "平均の片側に7つ以上続く")}
    yield ControlChart(
        title="訪問の件数（月）",
        as_of=TODAY,
        unit="件",
        points=(
            *(ControlPoint(when[n], value, signal=signals.get(n, "")) for n, value in enumerate(VISITS)),
            *(ControlPoint(month, None, "集計中") for month in when[33:]),
        ),
        phases=(Phase(None, 3.1, -1.2, 7.4), Phase(when[24], 6.2, 1.1, 11.3, LONG)),
        turns=(Turn(when[26], "相談票を1枚にまとめた"),),
        target=4.0,
        notes=("月3件ほどの数では、何も変わっていなくても2年に3割ほど合図が出ます。",),
        source="訪問の記録",
    )
    yield _control("いつもの揺れだけの12か月", _points(VISITS[:12]), Phase(None, 2.8, -1.4, 7.0))
    yield _control("ずっと同じ数", _points((3,) * 14), Phase(None, 3.0, 3.0, 3.0))
    yield _control("すべて0", _points((0,) * 12), Phase(None, 0.0, 0.0, 0.0))
    yield _control("1か月だけ", _points((4,)), Phase(None, 4.0))
    yield _control("まだ数がない", ())
    yield _control("どの月も集計中", _points((None,) * 6, "集計中"))
    # Two months were never named, one was not surveyed.
    scattered = tuple(
        point for n, point in enumerate(_points((2, 4, 3, None, 5, 3, 2, 4, 6, 3), "調査未実施")) if n not in {5, 6}
    )
    yield _control("抜けた月のある推移", scattered, Phase(None, 3.6, -2.1, 9.3))
    yield from _with_limits_of_each_point()


def _with_limits_of_each_point() -> Iterator[ControlChart]:
    """A share of few people every month, and days between rare events."""
    yield ControlChart(
        title="退院から訪問までが14日以内だった割合",
        as_of=TODAY,
        unit="%",
        most=100.0,
        is_judged=True,
        target=80.0,
        centre_word="全体の割合",
        points=tuple(
            ControlPoint(
                month,
                100 * part / whole,
                part=part,
                whole=whole,
                lower=60 - 140 / whole**0.5,
                upper=60 + 140 / whole**0.5,
            )
            for month, part, whole in zip(
                months(12), (3, 4, 2, 6, 3, 8, 5, 3, 7, 4, 6, 3), (5, 5, 6, 9, 3, 12, 9, 7, 10, 6, 9, 6), strict=True
            )
        ),
        phases=(Phase(None, 60.0),),
    )
    yield ControlChart(
        title="次に転倒した方が出るまでの日数",
        as_of=TODAY,
        unit="日",
        step=Step.ORDER,
        centre_word="まん中（中央値）",
        points=tuple(
            ControlPoint(f"{n}人目", days) for n, days in enumerate((3, 12, 7, 1204, 9, 2, 30, 8, 15, 4, 11, 6), 1)
        ),
        phases=(Phase(None, 8.5, None, 1300.0),),
    )


def lines_over_time() -> Iterator[LineOverTime]:
    """推移: two series, fiscal years, a single value, none."""
    when = months(36)
    yield LineOverTime(
        title="新しく要支援になった方と、そのうち訪問した方",
        as_of=TODAY,
        unit="人",
        series=(
            Series("新しく要支援になった方", tuple(TimedValue(m, 9 + (n * 5) % 7) for n, m in enumerate(when))),
            Series(
                "30日以内に訪問した方",
                tuple(
                    TimedValue(m, (n * 3) % 5 + n // 9, part=(n * 3) % 5 + n // 9, whole=9 + (n * 5) % 7)
                    for n, m in enumerate(when[:34])
                )
                + tuple(TimedValue(m, None, "集計中") for m in when[34:]),
            ),
        ),
        turns=(Turn(when[12], "数え方を「30日以内」に変えた"),),
    )
    yield LineOverTime(
        title="認定率",
        as_of=TODAY,
        unit="%",
        step=Step.FISCAL_YEAR,
        from_zero=False,
        series=(
            Series(
                "第1号被保険者",
                tuple(
                    TimedValue(date(2016 + n, 4, 1), 17.8 + n * 0.17, part=2100 + n * 11, whole=11_800 - n * 20)
                    for n in range(10)
                ),
            ),
        ),
        target=18.5,
        source="介護保険事業状況報告（架空の町）",
    )
    yield LineOverTime(
        title="3つの圏域の相談",
        as_of=TODAY,
        unit="件",
        step=Step.FISCAL_YEAR,
        series=tuple(
            Series(name, tuple(TimedValue(date(2023 + n, 4, 1), 1200 * k + n * 310) for n in range(4)))
            for k, name in enumerate(("東", "西", "南"), 1)
        ),
    )
    yield LineOverTime(
        title="1か月だけ", as_of=TODAY, unit="件", series=(Series("相談", (TimedValue(date(2026, 10, 1), 0),)),)
    )
    yield LineOverTime(title="まだ数がない", as_of=TODAY, unit="件", series=(Series("相談", ()),))
