"""そのほかの尺度: independence, interests, the late-elderly form, licences and the person's own ratings."""

import pytest

from takigi.instruments.goal_scale import Rating, RatingChange, check_rating, rating_change
from takigi.instruments.independence import DEMENTIA, DISABLED_ELDERLY, read_dementia, read_disabled_elderly
from takigi.instruments.interests import STANDARD_FORM, InterestAnswer, form_from_labels
from takigi.instruments.late_elderly import QUESTIONS, question_of, read_answer
from takigi.instruments.licences import SCALES, Shipping, check_total, may_ship_text
from takigi.kernel.code_systems import UnknownCode
from tests.rules_held import holds


@holds("2.4-disabled")
@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("01", "自立"),
        ("11", "J1"),
        ("12", "J2"),
        ("21", "A1"),
        ("22", "A2"),
        ("31", "B1"),
        ("32", "B2"),
        ("41", "C1"),
        ("42", "C2"),
    ],
)
def test_the_nine_ranks_of_the_disabled_elderly(code, label):
    assert len(DISABLED_ELDERLY.codes) == 9
    assert read_disabled_elderly(code).label == label
    assert read_disabled_elderly(label).csv_code == code
    assert read_disabled_elderly(label.lower()).csv_code == code


@holds("2.4-dementia")
@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("01", "自立"),
        ("02", "Ⅰ"),
        ("03", "Ⅱa"),
        ("04", "Ⅱb"),
        ("05", "Ⅲa"),
        ("06", "Ⅲb"),
        ("07", "Ⅳ"),
        ("08", "M"),
    ],
)
def test_the_eight_ranks_of_dementia(code, label):
    assert len(DEMENTIA.codes) == 8
    assert read_dementia(label).csv_code == code
    assert read_dementia(code).is_half_known


@holds("2.4-heading")
@pytest.mark.parametrize(("text", "codes"), [("Ⅱ", ("03", "04")), ("II", ("03", "04")), ("Ⅲ ", ("05", "06"))])
def test_a_heading_alone_is_a_rank_whose_half_is_not_known(text, codes):
    rank = read_dementia(text)
    assert (rank.codes, rank.csv_code, rank.is_half_known) == (codes, None, False)
    assert "不明" in rank.label


@pytest.mark.parametrize("text", ["2", 3, 1, "Ⅴ", "", "D1", "Ⅱc"])
def test_a_bare_digit_may_be_a_cut_off_code_and_is_not_guessed(text):
    with pytest.raises(UnknownCode):
        read_dementia(text)


def test_only_dementia_has_headings():
    with pytest.raises(UnknownCode):
        read_disabled_elderly("Ⅱ")


@holds("2.5-interests")
def test_the_number_of_rows_comes_from_the_form_in_use():
    short = form_from_labels("town", "町の様式", "町の用紙", ["読書", "畑仕事", "", "読書", " 散歩 "])
    assert [one.label for one in short.activities] == ["読書", "畑仕事", "散歩"]
    assert short.activity("town_02").label == "畑仕事"
    assert len(set(STANDARD_FORM.keys)) == len(STANDARD_FORM.activities) == 46
    assert not STANDARD_FORM.verified


@holds("2.5-interests")
@pytest.mark.parametrize(
    ("answer", "marks"),
    [
        ((True, True, True), ("○", "○", "○")),
        ((False, True, False), ("", "○", "")),
        ((False, False, True), ("", "", "○")),
        ((False, False, False), ("×", "", "")),
    ],
)
def test_the_three_marks_are_independent_and_none_of_them_is_a_cross_under_doing(answer, marks):
    assert InterestAnswer("interest_reading", *answer).marks == marks


@holds("2.5-late")
def test_the_late_elderly_form_has_fifteen_questions_and_its_own_codes():
    assert [q.number for q in QUESTIONS] == list(range(1, 16))
    lengths = {q.number: len(q.answers.codes) for q in QUESTIONS}
    assert {n: count for n, count in lengths.items() if count != 2} == {1: 5, 2: 4, 12: 3}


@holds("2.5-late")
@pytest.mark.parametrize(
    ("number", "code", "label"),
    [
        (1, "1", "よい"),
        (1, "5", "よくない"),
        (2, "1", "満足"),
        (2, "2", "やや満足"),
        (2, "3", "やや不満"),
        (2, "4", "不満"),
        (3, "1", "はい"),
        (12, "1", "吸っている"),
        (12, "2", "吸っていない"),
        (12, "3", "やめた"),
        (15, "2", "いいえ"),
    ],
)
def test_the_codes_of_the_late_elderly_form(number, code, label):
    question = QUESTIONS[number - 1]
    assert question.answers.label(code) == label
    assert read_answer(question.key, label) == code
    assert question_of(question.key) is question


def test_an_answer_that_the_question_does_not_have_is_refused():
    with pytest.raises(UnknownCode):
        read_answer("late_fall", "3")


@holds("2.5-licence")
def test_only_what_is_free_ships_with_its_words():
    whole = {scale.key for scale in SCALES if scale.shipping is Shipping.WHOLE}
    assert whole == {"kcl", "jchs", "physical", "independence", "interests", "late_elderly", "goal"}
    assert not any(may_ship_text(k) for k in ("tmig_ic", "lsns6", "barthel", "frail", "who5", "gds15", "eq5d5l"))
    assert all(scale.terms for scale in SCALES)


@holds("2.5-licence")
def test_items_and_ranges_are_the_published_ones():
    assert {s.key: (s.items, s.lowest, s.highest) for s in SCALES if s.key not in {"physical", "interests"}} == {
        "kcl": (25, 0, 25),
        "jchs": (5, 0, 5),
        "independence": (2, None, None),
        "late_elderly": (15, None, None),
        "goal": (2, 0, 10),
        "tmig_ic": (13, 0, 13),
        "lsns6": (6, 0, 30),
        "barthel": (10, 0, 100),
        "frail": (5, 0, 5),
        "who5": (5, 0, 25),
        "gds15": (15, 0, 15),
        "eq5d5l": (5, None, None),
    }


@pytest.mark.parametrize(("key", "total"), [("lsns6", 30), ("tmig_ic", 0), ("barthel", 100)])
def test_a_total_counted_outside_is_taken_within_the_range_of_the_scale(key, total):
    assert check_total(key, total) == total


@pytest.mark.parametrize(("key", "total"), [("lsns6", 31), ("tmig_ic", -1), ("eq5d5l", 5)])
def test_a_total_that_the_scale_cannot_give_is_refused(key, total):
    with pytest.raises(ValueError, match="合計"):
        check_total(key, total)


@holds("2.5-goal")
@pytest.mark.parametrize("value", range(11))
def test_whole_numbers_from_nought_to_ten_are_ratings(value):
    assert check_rating(value) == value


@holds("2.5-goal")
@pytest.mark.parametrize("value", [-1, 11, 5.5, "7", True, None])
def test_anything_else_is_no_rating(value):
    with pytest.raises(ValueError, match="0から10"):
        check_rating(value)


@holds("2.5-goal")
def test_a_change_needs_both_ratings():
    assert rating_change(Rating(2, 3), Rating(7, 2)) == RatingChange(5, -1)
    assert rating_change(Rating(None, 3), Rating(7, None)) == RatingChange(None, None)
    with pytest.raises(ValueError, match="満足度"):
        Rating(3, 12)
