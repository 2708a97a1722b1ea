"""指標の図: the chart suits the numbers, says why, draws a course change as a new phase, and keeps words for what is missing."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from takigi.charts.control_chart import Turn
from takigi.evaluation.pictures import Target, indicator_picture
from takigi.indicators.answers import Answer
from takigi.indicators.definition import PERCENT, CountItself, Direction, Edition, Indicator
from takigi.indicators.language import MissingKind, Records, count, median, rows
from takigi.indicators.periods import months
from takigi.statistics.chart_choice import Chart as Form
from takigi.statistics.chart_wording import UNJUDGED, UNUSUAL

visits = Records("visits", {"visit_id": int, "person_id": int, "visited_on": date, "minutes": int, "is_good": bool})
SEEN = rows(visits, dated="visited_on")
AS_OF = date(2027, 3, 31)


def declared(numerator, denominator, **more):
    edition = Edition(date(2024, 4, 1), "試験", "数えるもの", "割るもの", numerator, denominator)
    meant = {"unit": PERCENT, "direction": Direction.HIGHER_IS_BETTER, "lag": "なし"}
    return Indicator(key="tried", label="試す指標", editions=(edition,), **meant | more)


VISITS = declared(count(SEEN), CountItself("件数そのものを見るため"), unit=replace(PERCENT, word="件", times=1))
GOOD = declared(count(SEEN, where=visits["is_good"].is_(True)), count(SEEN))
MINUTES = declared(median(SEEN, visits["minutes"]), count(SEEN), unit=replace(PERCENT, word="分", times=1))


def counted(*numbers):
    return [Answer(None if n is None else Fraction(n), Fraction(n or 0), None, **_why(n)) for n in numbers]


def shares(*pairs):
    return [Answer(Fraction(x, n) if n else None, Fraction(x), Fraction(n), **_why(n or None)) for x, n in pairs]


def _why(known):
    return {} if known is not None else {"missing": MissingKind.BEING_COUNTED, "why": "まだ"}


def drawn(indicator, answers, **more):
    firsts = [period.first_day for period in months(date(2025, 4, 1), date(2027, 3, 31))]
    return indicator_picture(indicator, list(zip(firsts, answers, strict=False)), as_of=AS_OF, **more)


def test_three_visits_a_month_get_a_median_and_no_limits_that_cry_wolf():
    picture = drawn(VISITS, counted(3, 2, 4, 3, 1, 5, 3, 2, 4, 4, 3, 2, 3, 4))
    assert picture.form is Form.RUN
    assert "限界線では何も変わらなくても合図が出やすい" in picture.because
    (phase,) = picture.chart.phases
    assert (phase.centre, phase.lower, phase.upper) == (3.0, None, None)
    assert picture.says == (UNJUDGED,)
    assert "中央値は3件" in picture.chart.summary()


def test_a_rarely_high_month_is_marked_and_nothing_is_called_an_effect():
    picture = drawn(VISITS, counted(3, 2, 4, 3, 1, 5, 3, 2, 14, 4, 3, 2, 3, 4))
    assert picture.is_unusual
    assert [point.signal for point in picture.chart.points if point.signal] == ["めったにないほど多い"]
    assert "効果の証明ではありません" in picture.chart.summary()


def test_a_course_change_begins_a_new_phase_with_a_median_of_its_own():
    turn = Turn(date(2025, 10, 15), "訪問を二人で行うことにした")
    picture = drawn(VISITS, counted(1, 2, 1, 2, 1, 2, 6, 5, 7, 6, 5, 6), turns=[turn])
    assert [(phase.begins, phase.centre, phase.words) for phase in picture.chart.phases] == [
        (None, 1.5, ""),
        (date(2025, 10, 1), 6.0, "訪問を二人で行うことにした"),
    ]


def test_without_a_course_change_no_line_is_drawn_anew():
    picture = drawn(VISITS, counted(1, 2, 1, 2, 1, 2, 6, 5, 7, 6, 5, 6, 6, 7))
    assert len(picture.chart.phases) == 1
    assert UNUSUAL in picture.says


def test_a_share_of_enough_people_has_limits_for_each_month_and_says_of_how_many():
    picture = drawn(GOOD, shares(*[(20 + n % 5, 40 + n) for n in range(14)]))
    assert picture.form is Form.P
    first = picture.chart.points[0]
    assert (first.part, first.whole) == (20, 40)
    assert first.value == pytest.approx(50)
    assert first.lower < 50 < first.upper
    assert len({point.upper for point in picture.chart.points}) == 14
    assert "40件中20件" in picture.chart.table().rows[0]


def test_a_month_without_anybody_is_a_word_and_never_a_zero():
    picture = drawn(GOOD, shares((3, 4), (0, 0), (2, 5), (4, 6), (1, 3)))
    hole = picture.chart.points[1]
    assert (hole.value, hole.missing) == (None, "集計中")
    assert picture.chart.table().rows[1][1] == "集計中"
    assert any("数のない月が1か月" in said for said in picture.says)


def test_a_median_of_minutes_is_measured_and_its_people_are_no_part_of_a_whole():
    answers = [Answer(Fraction(40 + n % 7), Fraction(40), Fraction(9)) for n in range(13)]
    picture = drawn(MINUTES, answers, target=Target(Fraction(60)))
    assert picture.form is Form.XMR
    assert picture.chart.target == 60
    assert picture.chart.points[0].whole is None
    assert any("届かない月が続く" in said for said in picture.says)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((), "まだ数がありません"),
        ((3,), "記録のある月がまだ1つだけ"),
        ((0, 0, 0, 0), "どの月も0です"),
        ((None, None), "記録のある月がまだありません"),
    ],
)
def test_nothing_one_point_and_always_zero_have_their_sentence(numbers, sentence):
    picture = drawn(VISITS, counted(*numbers))
    assert picture.form is Form.NUMBERS
    assert sentence in picture.chart.summary() + "".join(picture.says)
    assert not picture.chart.phases
    assert picture.chart.svg().startswith("<svg")
