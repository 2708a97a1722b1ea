"""回答の書き方: every way a ledger writes yes and no, and everything that is left open instead of guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.instruments.answer_modes import AnswerMode, read_answers
from takigi.instruments.checklist_items import ITEM_KEYS, ITEMS, ProblemIf
from tests.rules_held import holds

YES_SCORES, NO_SCORES = "kcl_fall", "kcl_bus"


def one(cell, mode=None, key=YES_SCORES):
    """The point of one cell in a row of its own."""
    return read_answers([{key: cell}], mode).rows[0].points[key]


@holds("2.1-codes")
@pytest.mark.parametrize("cell", ["はい", " はい ", "○", "〇", "◯", "⭕"])
def test_words_and_circles_are_yes(cell):
    assert one(cell) == 1
    assert one(cell, key=NO_SCORES) == 0


@holds("2.1-codes")
@pytest.mark.parametrize("cell", ["いいえ", "×", "✕", "✖", "x", "Ｘ"])
def test_words_and_crosses_are_no(cell):
    assert one(cell) == 0
    assert one(cell, key=NO_SCORES) == 1


@holds("2.1-codes")
@pytest.mark.parametrize(
    ("cell", "point"), [(1, 1), ("１", 1), (2.0, 0), ("2", 0), (0, None), ("はい", None), (3, None)]
)
def test_with_one_and_two_stated_one_is_yes_and_nothing_else_is_read(cell, point):
    assert one(cell, AnswerMode.ONE_TWO) == point


@holds("2.1-codes")
@pytest.mark.parametrize(("cell", "point"), [(1, 1), ("0", 0), (0.0, 0), (2, None), ("○", None), ("いいえ", None)])
def test_with_points_stated_a_point_is_a_point_in_either_direction(cell, point):
    assert one(cell, AnswerMode.POINTS) == point
    assert one(cell, AnswerMode.POINTS, key=NO_SCORES) == point


@holds("2.1-codes")
def test_a_two_anywhere_says_that_one_is_yes_for_the_whole_sheet():
    sheet = read_answers([{NO_SCORES: 1, YES_SCORES: 1}, {NO_SCORES: 2, YES_SCORES: 1}])
    assert sheet.mode is AnswerMode.ONE_TWO
    assert [dict(row.points) for row in sheet.rows] == [
        {NO_SCORES: 0, YES_SCORES: 1},
        {NO_SCORES: 1, YES_SCORES: 1},
    ]


@holds("2.1-codes")
def test_a_zero_anywhere_says_that_they_are_points():
    sheet = read_answers([{NO_SCORES: 1, YES_SCORES: 1}, {NO_SCORES: 0, YES_SCORES: 1}])
    assert sheet.mode is AnswerMode.POINTS
    assert [row.points[NO_SCORES] for row in sheet.rows] == [1, 0]


@holds("2.1-codes")
@pytest.mark.parametrize(
    ("cells", "words"),
    [([1, 1], "1だけ"), ([0, 2], "混ざって"), ([2, 0, 1], "混ざって"), (["?", ""], "見つかりません")],
)
def test_what_proves_nothing_or_too_much_is_left_open_with_a_sentence(cells, words):
    sheet = read_answers([{YES_SCORES: cell} for cell in cells])
    assert sheet.mode is None
    assert {row.points[YES_SCORES] for row in sheet.rows} == {None}
    assert words in sheet.sentence


@holds("2.1-codes")
def test_a_sheet_that_is_left_open_is_read_once_the_mode_is_stated():
    rows = [{YES_SCORES: 1}, {YES_SCORES: 1}]
    assert [r.points[YES_SCORES] for r in read_answers(rows, AnswerMode.ONE_TWO).rows] == [1, 1]


@holds("2.1-codes")
def test_a_row_of_words_and_numbers_is_not_read():
    sheet = read_answers([{NO_SCORES: "はい", YES_SCORES: 2}, {NO_SCORES: 2, YES_SCORES: 1}])
    assert set(sheet.rows[0].points.values()) == {None}
    assert sheet.rows[0].unreadable == (NO_SCORES, YES_SCORES)
    assert sheet.rows[1].points == {NO_SCORES: 1, YES_SCORES: 1}


def test_rows_of_words_are_read_beside_rows_of_numbers():
    sheet = read_answers([{YES_SCORES: "はい"}, {YES_SCORES: 2}])
    assert [row.points[YES_SCORES] for row in sheet.rows] == [1, 0]


@pytest.mark.parametrize("cell", [None, "", "　", " "])
def test_an_empty_cell_is_no_answer_and_no_fault(cell):
    row = read_answers([{YES_SCORES: cell}], AnswerMode.WORDS).rows[0]
    assert row.points == {YES_SCORES: None}
    assert row.unreadable == ()


@pytest.mark.parametrize("cell", ["✓", "たまに", "はい・いいえ", "O", "#N/A", True])
def test_what_cannot_be_read_is_named_and_never_guessed(cell):
    row = read_answers([{YES_SCORES: cell}], AnswerMode.WORDS).rows[0]
    assert row.points == {YES_SCORES: None}
    assert row.unreadable == (YES_SCORES,)


def test_the_flag_of_the_computed_question_is_yes_when_the_bmi_is_low():
    assert one("はい", key="kcl_bmi") == 1
    assert one(2, AnswerMode.ONE_TWO, key="kcl_bmi") == 0


@holds("2.1-numbering")
def test_a_question_asked_the_other_way_round_scores_the_other_way_round():
    read = read_answers([{NO_SCORES: "はい"}], reversed_keys={NO_SCORES})
    assert read.rows[0].points[NO_SCORES] == 1


def test_a_point_stays_a_point_however_the_question_was_asked():
    read = read_answers([{NO_SCORES: 1}], AnswerMode.POINTS, reversed_keys={NO_SCORES})
    assert read.rows[0].points[NO_SCORES] == 1


@holds("2.1-direction")
@given(st.lists(st.booleans(), min_size=25, max_size=25))
def test_the_same_sheet_written_in_words_numbers_or_points_scores_alike(problems):
    points = dict(zip(ITEM_KEYS, problems, strict=True))
    says_yes = {i.key: points[i.key] != (i.problem_if is ProblemIf.NO) for i in ITEMS}
    words = {key: "はい" if yes else "いいえ" for key, yes in says_yes.items()}
    numbers = {key: 1 if yes else 2 for key, yes in says_yes.items()}
    expected = {key: int(point) for key, point in points.items()}
    assert read_answers([words]).rows[0].points == expected
    assert read_answers([numbers], AnswerMode.ONE_TWO).rows[0].points == expected
    assert read_answers([expected], AnswerMode.POINTS).rows[0].points == expected


@given(st.lists(st.fixed_dictionaries({k: st.sampled_from([0, 1, 2, "はい", "×", "?", None]) for k in ITEM_KEYS[:4]})))
def test_whatever_is_written_gives_a_point_or_none_and_nothing_is_lost(rows):
    sheet = read_answers(rows)
    for row, read in zip(rows, sheet.rows, strict=True):
        assert set(read.points.values()) <= {0, 1, None}
        unread = {key for key, cell in row.items() if cell is not None and read.points[key] is None}
        assert unread == set(read.unreadable)
