"""公平さの確かめ: a group beside the others, told only as far as its people allow; expected beside what came."""

import numpy as np
import pytest

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.fairness import Finding, Share, beside_the_others, expected_and_came
from takigi.statistics.proportions import newcombe_difference, wilson

# Of each group x of n, and what may be said of it.
TABLE = (
    ((("女性", 30, 60), ("男性", 20, 40)), (Finding.OPEN, Finding.OPEN)),
    ((("85歳以上", 10, 60), ("ほか", 45, 80)), (Finding.LOWER, Finding.HIGHER)),
    # Of few people even a wide difference may be chance, and below ten nobody is compared.
    ((("85歳以上", 3, 12), ("ほか", 8, 14)), (Finding.OPEN, Finding.OPEN)),
    ((("85歳以上", 0, 9), ("ほか", 45, 60)), (Finding.CLOSED, Finding.ALONE)),
    ((("東", 5, 40), ("西", 30, 40), ("南", None, None)), (Finding.LOWER, Finding.HIGHER, Finding.CLOSED)),
    ((("だれも", 0, 0),), (Finding.CLOSED,)),
)


def test_a_group_is_said_to_differ_only_where_its_people_allow_it():
    for groups, findings in TABLE:
        told = beside_the_others([Share(*one) for one in groups])
        assert tuple(one.finding for one in told) == findings, groups
        for one in told:
            assert (one.n is None) == (one.finding is Finding.CLOSED)
            assert (one.width is None) == (one.finding in {Finding.CLOSED, Finding.ALONE})


def test_what_is_closed_is_in_nobodys_difference():
    """表示しない区分の数が、ほかの区分の差から逆に分かってはいけない."""
    pair = [Share("東", 15, 40), Share("西", 20, 40)]
    with_one_hidden = beside_the_others([*pair, Share("南", None, None), Share("北", 9, 9)], looks=2)
    assert with_one_hidden[:2] == beside_the_others(pair, looks=2)


def test_the_more_are_looked_at_the_wider_the_difference():
    pair = [Share("東", 12, 40), Share("西", 22, 40)]
    (one, _), (many, _) = beside_the_others(pair, looks=1), beside_the_others(pair, looks=15)
    difference, width = newcombe_difference(12, 40, 22, 40)
    assert (one.difference, one.width) == (float(difference), width)
    assert many.width.lower < one.width.lower and one.finding is Finding.LOWER and many.finding is Finding.OPEN
    assert many.interval == wilson(12, 40)


def test_where_nothing_differs_a_look_at_the_whole_page_finds_something_in_one_of_twenty():
    """12の区分を一度に見ても、差がないのに合図が出るのは20回に1回ほどまで."""
    rng, false = np.random.default_rng(6), 0
    for _ in range(400):
        kinds = [[Share(str(at), int(rng.binomial(n, 0.4)), n) for at, n in enumerate((30, 45, 60, 80))] for _ in "abc"]
        told = [one for groups in kinds for one in beside_the_others(groups, looks=12)]
        false += any(one.finding in {Finding.LOWER, Finding.HIGHER} for one in told)
    assert 0 < false <= 0.05 * 400 + 2 * (400 * 0.05 * 0.95) ** 0.5


def test_a_group_that_was_underrated_is_found():
    rng = np.random.default_rng(4)
    old = np.arange(400) < 200
    few = np.arange(400) >= 395
    came = rng.random(400) < 0.5
    told = {
        one.name: one
        for one in expected_and_came(
            np.where(old, 0.3, 0.5), came, {"85歳以上": old, "ほか": ~old, "数人": few, "全員": np.ones(400, bool)}
        )
    }
    assert told["85歳以上"].finding is Finding.HIGHER and told["85歳以上"].expected == pytest.approx(60)
    assert told["ほか"].finding is Finding.OPEN
    assert (told["数人"].finding, told["数人"].people, told["数人"].came) == (Finding.CLOSED, None, None)
    assert told["全員"].people == 400 and told["全員"].came == int(came.sum())


def test_what_cannot_be_read_is_refused():
    for expected in ([0.2, 1.2], [0.2, np.nan], [[0.2, 0.3]]):
        with pytest.raises(NoAnswer):
            expected_and_came(expected, [True, False], {"全員": [True, True]})
