"""つながりと記録: a table by hand, and that no way of comparing is outdone."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from takigi.logic_models.rules.arrows import ArrowSays, EndSeen, what_records_say
from takigi.logic_models.rules.learning import Answer
from takigi.statistics.claims import Grade, check_wording

SPRING, SUMMER, TODAY = date(2026, 4, 1), date(2026, 7, 1), date(2026, 11, 23)
VISITS = EndSeen("訪問が月に3件ある", moved=True, since_on=SPRING, records=8)
WORDS = EndSeen("言葉が出る", moved=True, since_on=SUMMER, records=5)


def said(source=VISITS, target=WORDS, *, grade=Grade.B, expected_by=None):
    return what_records_say(source, target, grade=grade, expected_by=expected_by, on=TODAY)


def still(end):
    return replace(end, moved=False, since_on=None)


@pytest.mark.parametrize(
    ("told", "says", "words"),
    [
        (said(), ArrowSays.SUPPORTED, "あとに"),
        (said(grade=Grade.A), ArrowSays.NOT_YET, "数えただけ"),
        (said(target=replace(WORDS, since_on=date(2026, 1, 1))), ArrowSays.WEAK, "順番が合いません"),
        (said(target=replace(WORDS, since_on=None)), ArrowSays.NOT_YET, "どちらが先か"),
        (said(source=still(VISITS), target=still(WORDS)), ArrowSays.NOT_YET, "届いていない"),
        (said(source=still(VISITS)), ArrowSays.WEAK, "別の理由"),
        (said(target=still(WORDS)), ArrowSays.NOT_YET, "これから"),
        (said(target=still(WORDS), expected_by=date(2027, 3, 31)), ArrowSays.NOT_YET, "これから"),
        (said(target=still(WORDS), expected_by=SUMMER), ArrowSays.WEAK, "見込みの日を過ぎても"),
        (said(target=replace(WORDS, moved=None)), ArrowSays.NOT_YET, "測られていません"),
        (said(source=replace(VISITS, is_hidden=True)), ArrowSays.NOT_YET, "人数が少ない"),
    ],
)
def test_what_the_records_say_of_an_arrow_by_hand(told, says, words):
    assert told.says is says
    assert words in told.because


def test_delivered_changed_order_and_number_are_told_apart():
    told = said(target=still(WORDS))
    assert (told.delivered, told.changed, told.in_order, told.records) == (Answer.YES, Answer.NO, Answer.UNKNOWN, 5)


def test_no_sentence_claims_more_than_its_rung():
    ends = [VISITS, still(VISITS), replace(VISITS, moved=None), replace(VISITS, since_on=SUMMER)]
    for source, target, grade in product(ends, [replace(end, name="言葉が出る") for end in ends], Grade):
        told = said(source=source, target=target, grade=grade)
        assert check_wording(told.because, Grade.A) == ()
        assert told.says is not ArrowSays.SUPPORTED or grade is not Grade.A
