"""数と図の言い方: every sentence where its rule applies, and nowhere a percentage alone, a width left out or an effect."""

import datetime as dt

import numpy as np
import pytest

from takigi.statistics.attribute_charts import i_chart, p_chart
from takigi.statistics.before_after import Question, answer
from takigi.statistics.chart_wording import (
    NO_RANKING,
    NOTHING,
    ONE_POINT,
    TRIAL,
    UNJUDGED,
    UNUSUAL,
    USUAL,
    limit_words,
    missing_words,
    ranking_words,
    run_words,
    small_count_words,
    xmr_words,
)
from takigi.statistics.missing import months_of
from takigi.statistics.proportions import wilson
from takigi.statistics.run_chart import run_chart
from takigi.statistics.scales import distribution, paired_change
from takigi.statistics.strands import phases_from
from takigi.statistics.wording import (
    answer_words,
    count_words,
    distribution_words,
    looks_words,
    paired_words,
    question_words,
    share_words,
)
from takigi.statistics.xmr import xmr
from tests.rules_held import holds

QUIET = [30, 32, 28, 35, 31, 29, 33, 30, 31, 27, 34, 30, 32, 29]
RISING = [3, 2, 4, 3, 1, 3, 5, 2, 3, 4, 2, 3, 14, 15]


@pytest.mark.parametrize(
    ("x", "n", "words"),
    [
        (3, 5, "5人中3人（人数が少ないため、本当の割合は23～88%のどこか）"),
        (3, 3, "3人中3人（人数が少ないため、本当の割合は44～100%のどこか）"),
        (0, 4, "4人中0人（人数が少ないため、本当の割合は0～49%のどこか）"),
        (0, 0, "対象の方が0人のため、割合はありません"),
        (60, 100, "100人中60人（60%。本当の割合は50～69%のどこか）"),
    ],
)
def test_a_share_is_said_in_people_with_its_width(x, n, words):
    assert share_words(x, n) == words


@holds("V36")
def test_below_ten_people_no_percentage_stands_for_the_share():
    for n in range(1, 10):
        for x in range(n + 1):
            assert share_words(x, n).count("%") == 1, "only the width is in percent"
    assert share_words(6, 10).count("%") == 2


def test_counts_and_repeated_looks_carry_their_width():
    assert count_words(0) == "0件（同じ状態が続いても0.0～3.7件のあいだで変わります）"
    assert looks_words(43, 72) == "72人中43人（何度見ても誤りにくい幅で41～76%）"
    assert looks_words(0, 0) == share_words(0, 0)


def test_a_quiet_chart_says_so():
    assert xmr_words(xmr(QUIET)) == (USUAL,)
    assert limit_words(i_chart(QUIET)) == (USUAL,)
    assert run_words(run_chart(QUIET)) == (USUAL,)


def test_an_unusual_chart_asks_what_happened_and_claims_nothing():
    for said in (xmr_words(xmr(RISING)), limit_words(i_chart(RISING)), run_words(run_chart(RISING))):
        assert said[0] == UNUSUAL and said[1].startswith("合図: ")
        assert "効果の証明ではありません" in said[0]
    assert "上の限界線より上" in xmr_words(xmr(RISING))[1]
    assert "めったにないほど多い月がある" in run_words(run_chart(RISING))[1]


def test_a_long_run_is_told_with_what_would_be_common():
    said = run_words(run_chart([3, 2, 4, 1, 3, 2, 4, 3, 2, 1, 3, 2, 7, 6, 8, 7, 6, 9, 7, 8, 6, 7, 8, 7]))
    assert "中央値の同じ側に12か月続いている（8か月まではよくある）" in said[1]
    assert "中央値をまたいだのが1回だけ（ふつうは8回以上）" in said[1]


def test_lines_of_less_than_twelve_months_are_provisional():
    assert TRIAL in xmr_words(xmr(QUIET[:11])) and TRIAL not in xmr_words(xmr(QUIET[:12]))
    assert "12点未満の仮の線です。" in limit_words(i_chart(QUIET[:11]))


def test_small_counts_on_an_xmr_chart_warn_of_false_alarms():
    said = xmr_words(xmr([3, 2, 4, 3, 1, 3, 5, 2, 3, 4, 2, 3, 3, 4]), counts=True)
    assert said[-1] == "月3件ほどの数では、何も変わっていなくても2年に3割ほど合図が出ます。"
    assert "5割" in small_count_words(1)[0] and "1件未満" in small_count_words(0.4)[0]
    assert "2割" in small_count_words(8)[0] and small_count_words(12) == ()


@pytest.mark.parametrize(
    ("series", "sentence"),
    [
        ([5] * 14, "どの月も同じ値（5）です。まだ揺れがないため、限界線は引きません。"),
        ([0] * 14, "どの月も0です。まだ揺れがないため、限界線は引きません。"),
        ([3], ONE_POINT),
        ([np.nan, np.nan], NOTHING),
        ([], NOTHING),
    ],
)
def test_a_series_without_variation_has_a_stated_answer(series, sentence):
    assert xmr_words(xmr(series))[0] == sentence
    assert run_words(run_chart(series))[0] == sentence
    assert limit_words(i_chart(series))[0] == sentence


def test_limits_frozen_on_a_constant_year_are_not_called_constant_later():
    said = xmr_words(xmr([0] * 12 + [1] * 7, fix_after=12))
    assert "線を決めた月がどれも同じ値" in said[0] and "7か月以上続けて平均より上" in said[2]


def test_a_phase_that_has_just_begun_says_so():
    turned = phases_from(14, [13])
    assert xmr_words(xmr(QUIET, phases=turned))[0] == "新しい区切りの記録はまだ1つだけのため、線は引けません。"
    waiting = [*QUIET[:13], np.nan]
    assert xmr_words(xmr(waiting, phases=turned))[0] == "新しい区切りには、まだ記録がありません。"
    assert run_words(run_chart(waiting, phases=turned))[0] == "新しい区切りには、まだ記録がありません。"
    assert limit_words(i_chart(waiting, phases=turned))[0] == "新しい区切りには、まだ記録がありません。"


def test_a_run_chart_that_cannot_be_judged_yet_says_so():
    assert run_words(run_chart([3, 2, 4, 3, 1])) == (UNJUDGED,)


def test_missing_months_are_told_in_their_own_words():
    months = months_of([*QUIET, "集計中", "調査未実施", "集計中"])
    said = xmr_words(xmr(months.values), missing=months.missing)
    assert said[-1].startswith("数のない月が3か月あります（集計中2、調査未実施1）。")
    assert missing_words(()) == ()


@pytest.mark.parametrize(
    ("series", "target", "words"),
    [
        (QUIET, 10, "届き続ける見込み"),
        (QUIET, 90, "届かない月が続く見込み"),
        (QUIET, 30, "どちらになるかは揺れしだい"),
        ([5] * 14, 4, "まだ言えません"),
    ],
)
def test_a_target_is_spoken_of_only_as_far_as_the_limits_reach(series, target, words):
    assert words in xmr_words(xmr(series, target=target))[-1]


def test_three_of_three_every_month_is_a_constant_share():
    assert limit_words(p_chart([3, 3, 3], [3, 3, 3]))[0].startswith("どの月も同じ値（1）です")


ASKED = Question(changes_on=dt.date(2026, 4, 1), decided_on=dt.date(2026, 3, 1))
LATE = Question(changes_on=dt.date(2026, 4, 1), decided_on=dt.date(2026, 6, 1))


def test_what_a_question_can_notice_is_said_before_it_is_asked():
    said = question_words(ASKED, before_mean=3, after_mean=4)
    assert "100回のうち22回ほど" in said[1] and "100回のうち4回ほど" in said[2]
    assert "57か月分ほど" in said[3]
    assert "ほかの町と合わせて" in question_words(ASKED, before_mean=3, after_mean=3.1)[3]
    assert len(question_words(ASKED, before_mean=3, after_mean=7)) == 3
    assert "偶然を拾いやすく" in question_words(LATE, before_mean=3, after_mean=7)[-1]


def test_an_answer_tells_counts_and_never_a_reason():
    said = answer_words(answer(ASKED, [3] * 12, [5] * 12))
    assert said[0] == "前の12か月は36件、後の12か月は60件でした。"
    assert "偶然だけでは説明しにくい違い" in said[1] and "理由は分かりません" in said[2]
    assert "違うとも同じとも言えません" in answer_words(answer(ASKED, [3] * 12, [4] * 12))[1]
    assert "どちらも0件" in answer_words(answer(ASKED, [0] * 12, [0] * 12))[1]
    assert "参考にとどめて" in answer_words(answer(LATE, [3] * 12, [5] * 12))[-1]
    assert not any("効果" in sentence for sentence in said)


def test_areas_are_ranked_only_when_their_limits_are_apart():
    assert ranking_words(wilson(np.array([3, 4]), np.array([5, 5]))) == (NO_RANKING,)
    assert ranking_words(wilson(np.array([10, 90]), np.array([100, 100]))) == ()


def test_survey_answers_are_told_with_those_who_were_asked():
    said = distribution_words(distribution([1, 2, 3, 3], ["悪い", "ふつう", "良い"], asked=10))
    assert said[0] == "10人にたずね、4人が答えました。" and share_words(2, 4) in said[1]
    assert said[2] == "内訳は悪い1人、ふつう1人、良い2人です。"
    assert "まだいません" in distribution_words(distribution([], ["良い"], asked=3))[0]


def test_paired_answers_are_told_in_people():
    said = paired_words(paired_change([1, 2, None], [2, 2, 3]))
    assert said.startswith("前と後の両方に答えた2人のうち、上がった方1人、同じ方1人、下がった方0人です。")
    assert "片方だけ答えた1人" in said and "偶然の範囲" in said
    assert "比べられません" in paired_words(paired_change([None], [1]))
