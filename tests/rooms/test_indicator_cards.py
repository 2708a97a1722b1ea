"""指標カード: one sheet with everything that a reader of the number has to know, and answers in words that are never naked."""

from datetime import date
from fractions import Fraction

import pytest

from takigi.indicators.answers import NOBODY, Answer
from takigi.indicators.card import card_of, in_markdown
from takigi.indicators.catalogue import all_indicators, indicator
from takigi.indicators.catalogue.town import town_ways
from takigi.indicators.missing import MissingKind
from takigi.indicators.words import answer_in_words


@pytest.mark.parametrize("one", all_indicators(), ids=lambda one: one.key)
def test_a_card_says_everything_that_the_indicator_says(one):
    words = in_markdown(card_of(one))
    edition = one.editions[-1]
    said = (one.key, one.label, one.unit.word, one.direction.label, one.lag, one.decision, edition.counts)
    left_out = [text for out in edition.leaves_out for text in (out.label, out.because)]
    for text in (*said, edition.source, edition.out_of, *one.traps, *left_out, *(e.title for e in one.examples)):
        assert text in words
    assert ("待つもの" in words) is (edition.waits_until is not None)
    assert f"見せる最も小さなます: {one.smallest_cell}" in words


def test_a_count_without_a_denominator_says_why():
    assert "| 分母 | なし（できなかった方は少なく、割合では読めないため） |" in in_markdown(
        card_of(indicator("became_able"))
    )


def test_an_example_is_drawn_with_its_answer():
    (example,) = card_of(indicator("days_to_the_visit")).examples
    assert example.tables[0][1].startswith("case_id | person_id | certification_line\n1       | 1")
    assert example.answer == "20日（4 のうち 3、四分位 15日〜25日）、待ち 0、除いた数 0"


def test_a_card_shows_each_edition_with_what_the_town_decided():
    one = indicator("agreed_in_time", town_ways([(date(2026, 6, 1), "agree_within_days", "60")]))
    words = in_markdown(card_of(one))
    assert words.index("版（令和6年4月1日から）") < words.index("合意までの日数: 45日")
    assert words.index("版（令和8年6月1日から）") < words.index("合意までの日数: 60日")


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("visited_in_time", Answer(Fraction(2, 3), Fraction(20), Fraction(30)), "66.7%（30 のうち 20）"),
        ("visited_in_time", Answer(Fraction(1), Fraction(3), Fraction(3)), "3 のうち 3（少ないので率では言いません）"),
        (
            "visited_in_time",
            Answer(Fraction(1), Fraction(10), Fraction(10), waiting=2, left_out=(("死亡", 0), ("転出", 1))),
            "100%（10 のうち 10）。待ち 2。除いた数: 転出 1",
        ),
        (
            "understood_alternative",
            Answer(Fraction(0), Fraction(0), Fraction(30), unknown=((MissingKind.NOT_SET, 1),)),
            "0%（30 のうち 0）。分子か分からない数: 未設定 1",
        ),
        (
            "visited_in_time",
            Answer(None, Fraction(0), Fraction(0), missing=MissingKind.NOT_APPLICABLE, why=NOBODY),
            f"対象外（{NOBODY}）。0 のうち 0",
        ),
        (
            "days_to_the_visit",
            Answer(Fraction(25, 2), Fraction(2), Fraction(3), quantiles=(Fraction(25, 2), Fraction(10), Fraction(15))),
            "12.5日（四分位 10日〜15日。3 のうち 2）",
        ),
        ("became_able", Answer(Fraction(3), Fraction(3), None), "3件"),
        (
            "wishes_to_recover",
            Answer(Fraction(3, 2000), Fraction(3), Fraction(2000)),
            "65歳以上1,000人あたり 1.5（2,000 のうち 3）",
        ),
    ],
)
def test_an_answer_in_words_is_never_naked(key, answer, words):
    assert answer_in_words(indicator(key), answer) == words
