"""町の番号: a paper with its own order is read by meaning, and both readings are shown."""

import pytest

from takigi.instruments.checklist import score_checklist
from takigi.instruments.checklist_items import keys_of
from takigi.instruments.numberings import (
    ITO_CITY,
    NATIONAL_NUMBERING,
    NumberedItem,
    Numbering,
    both_readings,
    read_numbered,
)
from tests.rules_held import holds


def sheet(*yes, numbers=range(1, 18)):
    """A paper with はい at these numbers and いいえ at the others."""
    return {number: "はい" if number in yes else "いいえ" for number in numbers}


@holds("2.1-numbering", "10f")
def test_a_paper_that_begins_with_nutrition_is_read_by_meaning():
    assert {i.number: i.key for i in ITO_CITY.items} == dict(
        zip((*range(1, 11), 16, 17), keys_of(11, 12, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17), strict=True)
    )


@holds("2.1-numbering", "10f")
def test_the_same_marks_mean_different_people_by_number_and_by_meaning():
    # Everything is well but the weight: はい to No. 1 and 2, and to stairs, chair, walk and going out.
    row = sheet(1, 2, 3, 4, 5, 16)
    meant = read_numbered([row], ITO_CITY).rows[0].points
    misread = read_numbered([row], NATIONAL_NUMBERING).rows[0].points
    assert score_checklist(meant, height_cm=None, weight_kg=None).met_numbers == (3,)
    assert 3 not in score_checklist(misread, height_cm=None, weight_kg=None).met_numbers


@holds("2.1-numbering")
def test_both_readings_are_shown_with_how_many_would_score():
    readings = {one.number: one for one in both_readings([sheet(1), sheet(1, 3)], ITO_CITY)}
    assert readings[1].mapped_key == "kcl_weight_loss"
    assert readings[1].national_key == "kcl_bus"
    assert (readings[1].answered, readings[1].mapped_problems, readings[1].national_problems) == (2, 2, 0)
    assert "2人中2人が該当" in readings[1].in_words
    assert readings[1].differs
    assert not readings[16].differs


@holds("2.1-numbering")
def test_a_reversed_question_is_shown_as_reversed():
    rare = Numbering("町の様式", (NumberedItem(1, "kcl_going_out", is_reversed=True), NumberedItem(40, "kcl_fall")))
    first, second = both_readings([{1: "はい", 40: "はい"}], rare)
    assert first.differs
    assert first.mapped_problems == 1
    assert "向きが逆" in first.in_words
    assert "国の様式にこの番号はありません" in second.in_words
    assert second.national_problems == 0
    assert [item.problem_if.value for item in rare.items] == ["yes", "yes"]


def test_what_a_paper_does_not_ask_is_named_and_stays_open():
    assert set(ITO_CITY.missing_keys) == set(keys_of(1, 2, 3, 4, 5, *range(18, 26)))
    points = read_numbered([sheet(18, numbers=range(1, 26))], ITO_CITY).rows[0].points
    assert "kcl_same_thing" not in points


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ((NumberedItem(1, "kcl_bus"), NumberedItem(1, "kcl_fall")), "同じ番号が二度"),
        ((NumberedItem(1, "kcl_bus"), NumberedItem(2, "kcl_bus")), "同じ質問が二度"),
    ],
)
def test_a_number_or_a_meaning_that_stands_twice_is_refused(items, words):
    with pytest.raises(ValueError, match=words):
        Numbering("町の様式", items)


def test_a_meaning_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        Numbering("町の様式", (NumberedItem(1, "kcl_flying"),))
