"""図の言葉: of how many, on which day, what may be said and what may never be left out."""

import re
from dataclasses import replace
from datetime import date

import pytest

from takigi.charts.bars import BarsWithCounts
from takigi.charts.before_after import BeforeAfter, Better, Occasion, Reference
from takigi.charts.control_chart import ControlChart, ControlPoint, Phase, Step, Turn
from takigi.charts.cumulative_incidence import AtRisk, CumulativeIncidence, Curve, CurveStep
from takigi.charts.flow import Flow, Leaving, Station
from takigi.charts.line_over_time import LineOverTime, Series, TimedValue
from takigi.charts.portions import Portion
from takigi.charts.samples import all_samples
from takigi.charts.samples_over_time import TODAY, months
from takigi.charts.shares import Shares
from takigi.charts.sparkline import Sparkline

SAMPLES = list(all_samples())
every_sample = pytest.mark.parametrize(
    "chart", SAMPLES, ids=[f"{number}-{type(chart).__name__}" for number, chart in enumerate(SAMPLES)]
)


def control(values, **more):
    points = tuple(
        ControlPoint(month, value, "" if value is not None else "集計中")
        for month, value in zip(months(len(values)), values, strict=True)
    )
    return ControlChart(**{"title": "訪問", "as_of": TODAY, "unit": "件", "points": points, **more})


def words_in(chart):
    return [box.words for box in chart.drawn().boxes]


@every_sample
def test_every_summary_names_its_day_and_is_one_to_three_sentences(chart):
    summary = chart.summary()

    assert "令和8年11月23日現在" in summary
    assert summary.endswith("。")
    assert 1 <= summary.count("。") <= 4  # 「何があったか確かめてください」 is a sentence of its own by decree
    assert "効果" not in summary.replace("効果の証明ではありません", "")


@every_sample
def test_every_summary_names_how_many(chart):
    assert (
        any(letter.isdigit() for letter in chart.summary().replace(chart.as_of_words, "")) or "まだ" in chart.summary()
    )


def test_a_calm_series_is_called_usual():
    chart = control([3, 2, 4, 1, 3, 5, 2, 3, 4, 2, 1, 3], phases=(Phase(None, 2.75, -1.2, 6.7),), is_judged=True)

    assert chart.summary() == (
        "令和5年4月から令和6年3月までの12か月で1〜5件、平均は2.8件です（令和8年11月23日現在）。いつもの揺れの範囲です。"
    )


def test_a_series_that_no_rule_was_applied_to_is_not_called_usual():
    assert control([3, 2, 4] * 4).summary().endswith("いつもの揺れかどうかは、この図では調べていません。")


def test_what_the_rules_say_of_the_whole_series_is_said_in_their_own_words():
    assert (
        control([3, 2, 4] * 4, verdict="中央値を横切る回数が少なすぎます。")
        .summary()
        .endswith("（令和8年11月23日現在）。中央値を横切る回数が少なすぎます。")
    )


def test_a_signal_asks_what_happened_and_claims_no_effect():
    points = tuple(ControlPoint(m, 3, signal="限界の線の外" if n == 4 else "") for n, m in enumerate(months(12)))
    chart = replace(control([]), points=points)

    assert (
        "揺れだけでは説明しにくい動きです。何があったか確かめてください（効果の証明ではありません）。"
        in chart.summary()
    )
    assert "合図は1か所に出ています。" in chart.summary()


@pytest.mark.parametrize(("count", "is_provisional"), [(2, True), (11, True), (12, False)])
def test_limits_of_less_than_a_year_are_called_provisional(count, is_provisional):
    values = [1 + n % 3 for n in range(count)]

    words = words_in(control(values, phases=(Phase(None, 2.0, None, 5.0),)))

    assert ("12か月未満の仮の線です。" in words) is is_provisional


def test_a_new_phase_is_provisional_again_and_says_why_it_began():
    when = months(24)
    phases = (Phase(None, 2.0, None, 5.0), Phase(when[18], 3.0, None, 6.0, "受付をひとつにした"))
    chart = control([2 + n % 2 for n in range(24)], phases=phases)

    words = "".join(words_in(chart))

    assert "12か月未満の仮の線です。" in words
    assert "令和6年10月から: 受付をひとつにした" in words
    assert "いまの平均 3件" in words


def test_a_phase_that_is_told_to_be_provisional_is_called_so():
    chart = control([1, 2] * 12, phases=(Phase(None, 1.5, None, 4.0, is_provisional=True),))

    assert "12か月未満の仮の線です。" in words_in(chart)


def test_a_constant_series_has_no_limits_and_says_why():
    chart = control([3] * 14, phases=(Phase(None, 3.0, 3.0, 3.0),))

    assert "stroke-dasharray" not in chart.svg()
    assert "ずっと同じ数で、まだ揺れがないため、限界の線は引きません。" in words_in(chart)
    assert "ずっと同じ数で、まだ揺れがありません。" in chart.summary()


def test_one_point_is_no_series():
    chart = control([4], phases=(Phase(None, 4.0, 1.0, 7.0),))

    assert "ひとつの月だけのため、線は引きません。" in words_in(chart)
    assert "まだ言えません" in chart.summary()


def test_a_limit_that_no_count_can_reach_is_not_drawn():
    below = control([3, 2, 4] * 4, phases=(Phase(None, 3.0, -1.5, 7.5),))

    assert below.svg().count('stroke-dasharray="6 4"') == 2  # the upper limit and its sample in the key
    assert "揺れの限界 7.5件" in words_in(below)


def test_limits_that_change_with_the_number_of_people_are_said_to():
    points = tuple(ControlPoint(month, 50 + n, lower=20.0, upper=90.0 - n) for n, month in enumerate(months(12)))
    chart = replace(control([]), points=points, unit="%", most=100.0)

    assert "揺れの限界（点ごとの人数による）" in words_in(chart)


def test_a_month_that_nobody_named_is_a_hole_with_a_word():
    when = months(4)
    points = (ControlPoint(when[0], 1), ControlPoint(when[1], None, "調査未実施"), ControlPoint(when[3], 2))
    chart = replace(control([]), points=points)

    assert {"調査未実施: 令和5年5月", "記録なし: 令和5年6月"} <= set(words_in(chart))
    assert [row[1] for row in chart.table().rows] == ["1", "調査未実施", "記録なし", "2"]


def test_no_line_is_drawn_across_a_hole():
    def strokes(chart):
        return re.findall(r'<path d="([^"]*)" class="stroke-ink"[^>]*stroke-width="2"', chart.svg())[0]

    assert strokes(control([1, 2, 3])).count("L") == 2
    assert strokes(control([1, None, 3, 4])).count("L") == 1
    assert strokes(control([1, None, 3])).count("L") == 0


def test_a_share_says_of_how_many_in_the_table():
    points = tuple(ControlPoint(month, 60.0, part=3, whole=5) for month in months(2))

    assert replace(control([]), points=points).table().rows[0] == ("令和5年4月", "60", "5人中3人", "なし")


def test_a_scale_that_does_not_begin_at_zero_says_so():
    assert "縦の目盛りは0から始まっていません。" in words_in(control([80, 82, 81], from_zero=False))


def test_cases_in_a_row_may_not_share_a_name():
    points = (ControlPoint("1人目", 3), ControlPoint("1人目", 4))

    with pytest.raises(ValueError, match="重なっています"):
        replace(control([]), points=points, step=Step.ORDER).svg()


def test_a_month_must_be_a_day_in_it():
    with pytest.raises(ValueError, match="「4月」は日付で"):
        replace(control([]), points=(ControlPoint("4月", 3),)).summary()


def test_the_newest_value_stands_beside_the_same_month_of_the_year_before():
    when = months(13)
    series = (Series("訪問", tuple(TimedValue(month, n, part=n, whole=20) for n, month in enumerate(when))),)
    chart = LineOverTime(title="訪問", as_of=TODAY, unit="件", series=series, turns=(Turn(when[5], "数え方を変えた"),))

    assert (
        "最新の令和6年4月は、訪問12件（20人中12人）です。1年前の令和5年4月は、訪問0件（20人中0人）でした。"
        in chart.summary()
    )
    assert "令和5年9月から: 数え方を変えた" in words_in(chart)


def test_few_people_are_shown_as_people_with_the_range_of_the_truth():
    few = Portion("転倒", 3, 5, 0.23, 0.88)

    assert few.words("人") == ("5人中3人", "本当の割合は23〜88%のどこか")
    assert Portion("東", 6, 10, 0.31, 0.83).words("人") == ("10人中6人（60%）", "幅 31〜83%")


@pytest.mark.parametrize(
    ("portion", "words"),
    [
        (Portion("a", 0, 20, 0.0, 0.161), ("20人中0人（0%）", "幅 0〜16%")),
        (Portion("a", 3, 3, 0.44, 1.0), ("3人中3人", "本当の割合は44〜100%のどこか")),
        (Portion("a", 0, 0), ("0人中0人", "対象の方がいません")),
        (Portion("a", None, 4, missing="秘匿"), ("秘匿",)),
        (Portion("a", None), ("まだ数がありません",)),
        (Portion("a", 1204), ("1,204人",)),
    ],
)
def test_nobody_all_none_and_hidden_each_have_their_words(portion, words):
    assert portion.words("人") == words


def test_counts_and_shares_are_not_mixed_in_one_scale():
    with pytest.raises(ValueError, match="混ぜられません"):
        BarsWithCounts(title="混ぜた図", as_of=TODAY, bars=(Portion("a", 3), Portion("b", 3, 5)))


def test_areas_stay_in_the_order_in_which_they_came_and_say_that_it_is_no_ranking():
    areas = (Portion("西", 1, 29, 0.0, 0.17), Portion("東", 60, 100, 0.5, 0.69), Portion("南", 2, 4, 0.15, 0.85))
    chart = Shares(title="戻った方", as_of=TODAY, areas=areas)

    assert [row[0] for row in chart.table().rows] == ["西", "東", "南"]
    assert "順位ではありません" in chart.summary()
    assert chart.table().rows[2][2] == "人数で読みます"


def test_the_line_of_all_areas_is_not_drawn_from_few_people():
    few = Shares(title="戻った方", as_of=TODAY, areas=(Portion("西", 1, 3),), total=Portion("全体", 1, 3))

    assert 'stroke-dasharray="6 4"' not in few.svg()


def returning(at_risk, said_at=12.0):
    curves = tuple(
        Curve(name, (CurveStep(3, share / 2, share / 4, share), CurveStep(12, share, share / 2, share * 1.5)))
        for name, share in (("元の生活へ戻った方", 0.4), ("亡くなった方", 0.1))
    )
    risk = tuple(AtRisk(*one) for one in at_risk)
    return CumulativeIncidence(
        title="戻るまで",
        as_of=TODAY,
        curves=curves,
        at_risk=risk,
        said_at=said_at,
        horizon_words="1年以内",
        start_words="訪問の日",
    )


def test_the_way_back_is_told_of_a_hundred_with_its_range_and_with_those_who_died():
    chart = returning([(0, 80), (12, 30)])

    assert "1年以内に元の生活へ戻った方は100人中およそ40人（幅20〜60）。同じ間に亡くなった方10人。" in chart.summary()
    assert "訪問の日から見守った80人について" in chart.summary()


def test_the_tail_that_rests_on_few_is_hidden_everywhere():
    chart = returning([(0, 80), (6, 12), (12, 9)])

    assert "見守り中の方が少ないため、まだ示せません" in chart.summary()
    assert "6か月より先は、見守り中の方が10人に満たないため表示しません。" in "".join(words_in(chart))
    assert chart.table().rows[-1] == ("12", "9人", "人数が少ないため非表示", "人数が少ないため非表示")
    # What came later leaves no trace: without it the picture is the same.
    known = tuple(replace(curve, steps=curve.steps[:1]) for curve in chart.curves)
    assert replace(chart, curves=known).svg() == chart.svg()


def test_fewer_than_ten_followed_draw_no_curve():
    chart = returning([(0, 9)])

    assert '<path d="M' in chart.svg()  # the axes
    assert "10人に満たないため、線は引きません" in words_in(chart)
    assert "割合では示しません" in chart.summary()


def test_a_curve_without_its_numbers_at_risk_is_refused():
    with pytest.raises(ValueError, match="見守り中の人数"):
        returning([])


def walk(*values, **more):
    days = (date(2026, 6, 1), date(2026, 8, 24), date(2026, 11, 16))
    occasions = tuple(
        Occasion(name, day, *(value if isinstance(value, tuple) else (value,)))
        for name, day, value in zip(("始めたとき", "終わったとき", "3か月あと"), days, values, strict=False)
    )
    return BeforeAfter(
        **{
            "title": "歩いて戻る時間",
            "as_of": TODAY,
            "unit": "秒",
            "occasions": occasions,
            "better": Better.SMALLER,
            "smaller": "短く",
            "larger": "長く",
            **more,
        }
    )


def test_a_change_is_told_in_plain_words_either_way():
    assert "始めたときより4.6秒短くなりました。" in walk(14.2, 9.6).summary()
    assert "始めたときより1.2秒長くなりました。" in walk(9.0, 10.2).summary()
    assert "始めたときと同じです。" in walk(9.0, 9.04).summary()


def test_what_was_measured_in_another_way_is_not_compared():
    chart = walk((21.4, "", "歩行器を使って", False), 12.0)

    assert "測り方がちがうため、くらべていません。" in chart.summary()
    assert "短くなりました" not in chart.summary()


def test_a_day_without_a_number_has_its_word_on_paper_and_in_the_table():
    chart = walk(14.2, (None, "足が痛む日だったので、測りませんでした"))

    assert "足が痛む日だったので、測りませんでした" in words_in(chart)
    assert chart.table().rows[1][2] == "足が痛む日だったので、測りませんでした"
    assert "2回のうち1回測りました" in chart.summary()


def test_the_mean_of_others_is_called_what_it_is_and_no_pass_mark():
    words = "".join(words_in(walk(14.2, 9.6, reference=Reference(6.6))))

    assert "地域在住の元気な高齢者の平均 6.6秒" in words
    assert "合格や不合格ではありません" in words


def test_the_better_direction_is_a_word_for_each_kind():
    assert "小さいほど良い" in words_in(walk(14.2))
    assert "大きいほど良い" in words_in(walk(14.2, better=Better.LARGER))


def test_the_picture_for_the_person_is_in_large_print():
    svg = walk(14.2, 9.6).svg()

    assert 'font-size="26"' in svg
    assert 'font-size="16"' not in svg


def test_a_small_line_writes_its_newest_number_and_reads_all_of_them():
    line = Sparkline(title="訪問", as_of=TODAY, values=(1, None, 3), periods="直近3か月")

    assert line.newest_words == "3件"
    assert "直近3か月は、古い方から1、記録なし、3（件）です" in line.summary()
    assert replace(line, values=()).newest_words == "記録なし"


def test_who_left_without_a_reason_is_said_too():
    stations = (Station("認定", 10, left=(Leaving("入院", 2),)), Station("訪問", 6), Station("参加", None, "集計中"))
    flow = Flow(title="道のり", as_of=TODAY, stations=stations)

    assert flow.table().rows[0] == ("認定", "10人", "入院 2人、理由の記録なし 2人")
    assert flow.table().rows[1] == ("訪問", "10人中6人", "なし")
    assert "「認定」の10人のうち、「訪問」まで進んだのは6人です" in flow.summary()
