"""見たことのないモデルへの14の問い: what a careful reader would ask of other cities' models is asked, and nothing else is."""

import pytest

from takigi.logic_models.rules.checks import checks
from takigi.logic_models.rules.outline import read_outline
from tests.unseen_models import ON, UNSEEN
from tests.unseen_models_further import CHECKUPS, HOUSES
from tests.unseen_models_untidy import UNTIDY

ALL = UNSEEN | {"空き家": HOUSES, "健診": CHECKUPS} | UNTIDY


@pytest.mark.parametrize("name", ALL)
def test_an_unseen_model_is_asked_what_a_reader_would_ask_and_nothing_else(name):
    one = ALL[name]
    assert read_outline(one.outline, on=ON).said == ()
    found = {(asked.number, asked.ask) for asked in checks(one.theory, one.surroundings)}
    wanted = {(number, ask) for number, words in one.asked for n, ask in found if n == number and words in ask}
    missed = [(n, words) for n, words in one.asked if not any(n == number and words in ask for number, ask in found)]
    assert missed == []
    assert found - wanted == set()
    assert len(found) == len(one.asked)


def test_between_them_they_plant_every_fault():
    assert {number for one in ALL.values() for number, _ in one.asked} == set(range(1, 15))
