"""基本チェックリストの項目: paper order, stable keys, and which answer scores."""

import pytest

from takigi.instruments.checklist import CRITERIA
from takigi.instruments.checklist_items import BMI_KEY, ITEM_KEYS, ITEMS, NATIONAL_FORM, Domain, ProblemIf
from takigi.instruments.late_elderly import QUESTIONS
from tests.rules_held import holds

# Written down by hand: a key that changes breaks every stored answer.
KEYS = [
    "kcl_bus",
    "kcl_shopping",
    "kcl_savings",
    "kcl_friends",
    "kcl_advice",
    "kcl_stairs",
    "kcl_chair",
    "kcl_walk15",
    "kcl_fall",
    "kcl_fear",
    "kcl_weight_loss",
    "kcl_bmi",
    "kcl_chewing",
    "kcl_choking",
    "kcl_dry_mouth",
    "kcl_going_out",
    "kcl_going_out_less",
    "kcl_same_thing",
    "kcl_telephone",
    "kcl_date",
    "kcl_fulfilment",
    "kcl_pleasure",
    "kcl_burden",
    "kcl_useful",
    "kcl_tired",
]


def test_the_keys_are_those_that_stored_answers_use():
    assert list(ITEM_KEYS) == KEYS


def test_the_items_stand_in_paper_order():
    assert [item.number for item in ITEMS] == list(range(1, 26))


@holds("2.1-direction")
def test_the_answers_that_score_are_those_of_the_national_form():
    no = {item.number for item in ITEMS if item.problem_if is ProblemIf.NO}
    computed = {item.number for item in ITEMS if item.problem_if is ProblemIf.COMPUTED}
    assert no == {1, 2, 3, 4, 5, 6, 7, 8, 16, 19}
    assert computed == {12}


@pytest.mark.parametrize(
    ("domain", "first", "last"),
    [
        (Domain.DAILY_LIFE, 1, 5),
        (Domain.PHYSICAL, 6, 10),
        (Domain.NUTRITION, 11, 12),
        (Domain.ORAL, 13, 15),
        (Domain.HOMEBOUND, 16, 17),
        (Domain.COGNITION, 18, 20),
        (Domain.DEPRESSION, 21, 25),
    ],
)
def test_the_domains_are_those_of_the_national_form(domain, first, last):
    assert [i.number for i in ITEMS if i.domain is domain] == list(range(first, last + 1))


@holds("2.1-prominent")
def test_four_questions_stand_out():
    assert [item.number for item in ITEMS if item.is_prominent] == [8, 9, 12, 16]


def test_wording_that_was_not_compared_says_so():
    assert not NATIONAL_FORM.verified
    assert NATIONAL_FORM.source
    assert [c.number for c in CRITERIA if not c.verified] == [6, 7]


def test_every_question_has_words_of_its_own():
    assert len({item.wording for item in ITEMS}) == 25
    assert len({question.wording for question in QUESTIONS}) == 15
    assert BMI_KEY in ITEM_KEYS
