"""戻った方に多い経過: fitted to enough closed cases only, honest about itself among others, and silent about one person."""

import numpy as np
import pytest

from takigi.statistics import return_model
from takigi.statistics.arrays import NoAnswer
from takigi.statistics.return_model import fit_return_model

NAMES = ("新しい骨折", "本人の願い", "目標の合意", "虚弱")


def closed_cases(n, seed=1):
    """A truth that adds up, with about three in ten who return; the last item says nothing."""
    rng = np.random.default_rng(seed)
    x = np.column_stack((rng.random((n, 3)) < 0.5, rng.normal(size=n))).astype(float)
    line = -1.6 + 0.9 * x[:, 0] + 0.7 * x[:, 1] + 0.3 * x[:, 2]
    return x, rng.random(n) < 1 / (1 + np.exp(-line))


def test_it_finds_what_there_is_and_knows_how_well_it_will_do_among_others():
    x, y = closed_cases(2_000)
    found = fit_return_model(x, y, NAMES, seed=1, draws=40)
    assert set(np.argsort(-found.coefficient)[:2]) == {0, 1} and abs(found.coefficient[3]) < 0.12
    others, theirs = closed_cases(20_000, seed=2)
    line = ((others - x.mean(axis=0)) / x.std(axis=0)) @ found.coefficient
    among_others = return_model._auc(line, theirs)
    assert found.auc < found.apparent_auc
    assert found.auc == pytest.approx(among_others, abs=0.03)
    assert 0.9 < found.slope < 1.2
    assert sum(one.people for one in found.bands) == 2_000
    assert all(float(one.interval.lower) <= one.returned / one.people for one in found.bands)
    assert [one.expected for one in found.bands] == sorted(one.expected for one in found.bands)


def test_with_few_cases_it_is_less_sure_of_itself_than_it_looks():
    x, y = closed_cases(260, seed=3)
    found = fit_return_model(x, y, NAMES, seed=1, draws=40)
    assert found.slope < 1.3 and found.apparent_auc - found.auc > 0
    assert found.sentences[-1].startswith("似た経過の方の数です。ひとりの方の見込みではありません")


@pytest.mark.parametrize(
    ("n", "items", "said"), [(249, 4, "見込みの計算はしません"), (300, 2, "3つから6つまで"), (300, 7, "3つから6つまで")]
)
def test_too_few_cases_and_too_many_items_are_refused(n, items, said):
    rng = np.random.default_rng(4)
    with pytest.raises(NoAnswer, match=said):
        fit_return_model(rng.normal(size=(n, items)), rng.random(n) < 0.3, [str(one) for one in range(items)], seed=1)


def test_an_item_or_an_outcome_without_difference_is_refused():
    x, y = closed_cases(300)
    for items, outcome in ((np.column_stack((x[:, :3], np.ones(300))), y), (x, np.ones(300, dtype=bool))):
        with pytest.raises(NoAnswer, match="比べようがありません"):
            fit_return_model(items, outcome, NAMES, seed=1)


def test_nothing_here_gives_one_person_a_probability():
    public = [name for name in vars(return_model) if not name.startswith("_")]
    assert not any("predict" in name or "probability" in name for name in (*public, *vars(return_model.ReturnModel)))
