"""統計の断り: what an analyst may hand over by mistake is refused in words, or answered as it is meant; numpy never speaks."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import binomtest, poisson

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.attribute_charts import c_chart, p_chart, u_chart
from takigi.statistics.before_after import Question, answer, p_value, power_of_question, two_sided
from takigi.statistics.chart_choice import Kind, choose_chart
from takigi.statistics.chart_wording import xmr_words
from takigi.statistics.disclosure.tables import crossed
from takigi.statistics.effects.adjusted import Groups, raw_difference
from takigi.statistics.effects.cohorts import Panel, cohort_effects, simple_effect
from takigi.statistics.effects.interrupted import interrupted_series
from takigi.statistics.effects.propensity import balance
from takigi.statistics.effects.sensitivity import e_value
from takigi.statistics.effects.trial import TwoShares, people_needed, risk_ratio
from takigi.statistics.missing import months_of
from takigi.statistics.proportions import wilson
from takigi.statistics.rare_events import g_chart
from takigi.statistics.rates import rate_ratio
from takigi.statistics.run_chart import run_chart
from takigi.statistics.scales import mean_answer, paired_change
from takigi.statistics.sequences import looks
from takigi.statistics.time_to_event.comparison import log_rank
from takigi.statistics.time_to_event.incidence import aalen_johansen, graduation_sentence, restricted_times
from takigi.statistics.wording import share_words
from takigi.statistics.xmr import xmr
from tests.rooms.effects_protocols import opened

QUESTION = Question(date(2026, 4, 1), date(2026, 3, 1), 2, 2)
CURVES = aalen_johansen([5, 6, 7, 8], [1, 2, 0, 1])
PANEL = Panel.of([1, 1, 2, 2], [1, 2, 1, 2], [2, 2, 0, 0], [1.0, 3, 1, 1])


MISTAKES = (
    (lambda: run_chart([3, "集計中", 4]), "months_of"),
    (lambda: xmr([[1, 2], [3]]), "行によって長さが違います"),
    (lambda: xmr([1, 2, 3], phases=[0, 0, float("nan")]), "区切りの名前に空欄"),
    (lambda: xmr([1, 2, 3], phases=[0, 0]), "「区切り」の形"),
    (lambda: xmr([1, 2, 3], direction="increase"), "Direction.INCREASE"),
    (lambda: xmr([1, 2, 3], target="五件"), "「目標」"),
    (lambda: c_chart([1, 2, 3], left_out=[True, False]), "「除く点」の形"),
    (lambda: c_chart([1, 2, 3], fix_after=0), "1以上で渡して"),
    (lambda: c_chart([-1, 2, 3]), "「件数」に負の数"),
    (lambda: g_chart([-1, 2, 3]), "「間の件数」に負の数"),
    (lambda: p_chart([3, 12], [5, 10]), "件数が分母より多い月"),
    (lambda: p_chart([3, 2, 4], [5, 10]), "形がそろっていません"),
    (lambda: u_chart([-3, 2], [5, 10]), "件数に負の数"),
    (lambda: choose_chart(Kind.SHARE, [5, 30], [10, 10]), "Kind.RATE"),
    (lambda: choose_chart("counts", [5, 30]), "あるのは count、share"),
    (lambda: wilson([1, 2], [3, 4, 5]), "形がそろっていません"),
    (lambda: rate_ratio(1, -1, 2, 1), "期間は0以上"),
    (lambda: answer(QUESTION, ["集計中", 2], [3, 4]), "前の月ごとの件数"),
    (lambda: p_value(3.7, 4), "「前の件数」は、空欄のない整数"),
    (lambda: log_rank([1, 2, 3], [0.5, 1, 0], ["a", "b", "a"]), "整数で渡して"),
    (lambda: aalen_johansen([1, 2], ["死亡", "0"]), "「出来事"),
    (lambda: CURVES.at(6, kind=0), "1から2まで"),
    (lambda: restricted_times(CURVES, horizon=-3), "0より長く"),
    (lambda: people_needed(p1=0.1, p0=float("nan")), "0から1のあいだ"),
    (lambda: cohort_effects(opened(), PANEL, compared_with="nevr"), "あるのは never、not_yet"),
    (lambda: interrupted_series(opened(), [20] * 30, starts=15, spread="qasi"), "あるのは quasi、poisson"),
    (lambda: raw_difference(opened(), Groups.of([1, 2, 3, 4], [0, 0, 1, 1]), robust="HC9"), "あるのは HC0"),
    (lambda: balance([[1.0], [2], [3]], [0, 1, 1], ["年齢", "性別"]), "項目の数（1）"),
    (lambda: wilson(3, 5, confidence=95), "0と1のあいだ"),
    (lambda: wilson(3, float("inf")), "0 から n まで"),
    (lambda: share_words(float("nan"), 4), "空欄のない整数"),
    (lambda: e_value(2.0, lower=3.0, upper=4.0), "比をあいだにはさむ"),
    (lambda: TwoShares(1.5, 3, 1, 2), "空欄のない整数"),
    (lambda: Groups.of([1, 2, 3], [0, 0, 1]), "1人だけの群"),
    (lambda: log_rank([1, 2, 3], [1, 0, 1], ["a", None, "b"]), "「群」に空欄"),
    (lambda: log_rank([-1, 2, 3], [1, 0, 1], ["a", "b", "b"]), "期間が負の方が1人"),
    (lambda: mean_answer([float("nan")] * 12), "答えた方が0人"),
    (lambda: paired_change(["よい"], [1]), "「答え」"),
    (lambda: xmr_words(xmr(np.ones((2, 14)))), "of(番号)"),
    (lambda: crossed([[1, 2], [30, 40]], ["東", "東"], ["前期", "後期"]), "同じ名前の見出しが2つ"),
    (lambda: crossed([[1, 2], [30, 40]], ["計", "東"], ["前期", "後期"]), "「計」は合計の名前"),
)


@pytest.mark.parametrize(("mistake", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_refused_in_words(mistake, said):
    with pytest.raises(NoAnswer) as refused:
        mistake()
    assert said in str(refused.value)


def test_people_whose_answers_are_not_known_yet_did_not_say_no():
    month = looks([1, np.nan, 2], [3, 100, 5])
    assert np.array_equal(month, looks([1, 0, 2], [3, 0, 5]))


def test_an_indicators_fraction_and_a_ledgers_decimal_are_numbers():
    months = months_of([Fraction(3, 4), Decimal("2.5"), "1,200", None, float("nan"), "集計中"])
    assert months.values.tolist()[:3] == [0.75, 2.5, 1200.0]
    assert months.missing == (("記録なし", 2), ("集計中", 1))


def test_from_nobody_to_some_needs_people_as_well():
    assert people_needed(p1=0.1, p0=0) > people_needed(p1=0.2, p0=0)


def test_nobody_of_twenty_and_all_of_twelve_still_have_a_width():
    nobody, everybody = aalen_johansen([400] * 20, [0] * 20), aalen_johansen([5] * 12, [1] * 12)
    assert nobody.at(365, kind=1).upper == pytest.approx(float(wilson(0, 20).upper))
    assert everybody.at(6, kind=1).lower == pytest.approx(float(wilson(12, 12).lower))
    assert "およそ0人（幅0〜16人）" in graduation_sentence(nobody, at=365, within="1年", names=[])
    assert risk_ratio(TwoShares(5, 5, 4, 4)).upper is None


def test_where_nothing_varies_there_is_no_width_and_it_says_why():
    one_each = simple_effect(cohort_effects(opened(), PANEL, compared_with="never"))
    flat = interrupted_series(opened(), [10] * 30, starts=15)
    assert np.isnan(one_each.se) and "1地区だけ" in one_each.why_no_error
    assert np.isnan(flat.level.lower) and flat.level.ratio == pytest.approx(1) and flat.estimate.why_no_error
    assert "幅" not in flat.estimate.sentence(unit="")


def test_a_question_about_thousands_of_events_is_answered_by_the_same_exact_test():
    assert two_sided(1_002_500, 2_000_000, 0.5) == pytest.approx(binomtest(1_002_500, 2_000_000).pvalue)
    # What every table of two counts adds up to, one by one.
    counts = np.arange(40)
    chance = poisson.pmf(counts, 6)[:, None] * poisson.pmf(counts, 12)
    seen = chance[p_value(counts[:, None], counts, months_before=6, months_after=6) < 0.05].sum()
    assert power_of_question(1, 2, months_before=6, months_after=6) == pytest.approx(float(seen), abs=1e-7)
    assert 0.05 < power_of_question(5_000, 5_010) < 0.1
