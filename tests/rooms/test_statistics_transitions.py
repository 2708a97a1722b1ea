"""区分の移り変わり: yearly outlooks with their bands, and intensities from uneven records against R's msm and a known truth."""

import csv
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.linalg import expm

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.transitions.continuous import Intensities, Steps, intensities, minus2_log_likelihood
from takigi.statistics.transitions.yearly import YearlyMatrix, outlook, project, yearly_counts

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "trans_cases"
needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason=f"照合用の事例 {CASES.name} がこの環境にありません")
ON = date(2026, 3, 31)
LEVELS = ("自立", "要支援", "要介護", "死亡")
TRUE = np.array([[0.8, 0.15, 0.03, 0.02], [0.1, 0.65, 0.2, 0.05], [0.02, 0.08, 0.7, 0.2], [0, 0, 0, 1]])


@pytest.fixture(scope="module")
def cav():
    with (CASES / "cav.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    column = {name: [float(row[name]) for row in rows] for name in ("PTNUM", "years", "state")}
    expected = json.loads((CASES / "cav_expected.json").read_text(encoding="utf-8"))
    steps = Steps.of(column["PTNUM"], column["years"], np.array(column["state"]) - 1, levels=4)
    return steps, expected


@needs_cases
def test_the_counts_of_successive_states_equal_msms(cav):
    steps, expected = cav
    assert steps.counts[:3].tolist() == expected["statetable"]
    assert not steps.counts[3].any()


@needs_cases
def test_intensities_and_chances_equal_msms(cav):
    steps, expected = cav
    allowed = [(source - 1, target - 1) for source, target in expected["allowed_transitions"]]
    found = intensities(steps, allowed=allowed, exact=(3,))
    assert found.minus2_log_likelihood == pytest.approx(expected["minus2loglik"], abs=0.01)
    # msm stops a little before the top, which shows in its third digit; ours is at least as likely.
    assert found.minus2_log_likelihood <= expected["minus2loglik"]
    assert found.q == pytest.approx(np.array(expected["Q"]), abs=2e-3)
    assert found.after(1) == pytest.approx(np.array(expected["P1"]), abs=2e-3)
    assert found.after(10) == pytest.approx(np.array(expected["P10"]), abs=2e-3)


@needs_cases
def test_at_msms_own_answer_likelihood_and_chances_agree_to_the_last_digits(cav):
    steps, expected = cav
    q = np.array(expected["Q"])
    assert minus2_log_likelihood(q, steps, (3,)) == pytest.approx(expected["minus2loglik"], abs=1e-6)
    theirs = Intensities(q, np.full((4, 4), np.nan), expected["minus2loglik"])
    assert theirs.after(1) == pytest.approx(np.array(expected["P1"]), abs=1e-9)
    assert theirs.after(10) == pytest.approx(np.array(expected["P10"]), abs=1e-9)


@pytest.mark.later
def test_known_intensities_are_found_again_within_their_errors():
    rng = np.random.default_rng(1)
    q = np.array([[-0.3, 0.25, 0.05], [0.2, -0.5, 0.3], [0, 0, 0]])
    person, time, state = [], [], []
    for one in range(700):
        now, at = 0, 0.0
        for _ in range(6):
            person.append(one), time.append(at), state.append(now)
            gap = rng.uniform(0.3, 1.5)
            now, at = int(rng.choice(3, p=expm(q * gap)[now])), at + gap
            if now == 2:
                person.append(one), time.append(at), state.append(now)
                break
    steps = Steps.of(person, time, state, levels=3)
    found = intensities(steps, allowed=[(0, 1), (0, 2), (1, 0), (1, 2)])
    for move in [(0, 1), (1, 0), (1, 2)]:
        assert abs(np.log(found.q[move] / q[move])) < 3 * found.log_se[move] < 0.6
    assert found.after(2).sum(axis=1) == pytest.approx(1)


def test_a_change_that_no_allowed_path_explains_is_refused():
    steps = Steps.of([1, 1, 2, 2], [0, 1, 0, 1], [0, 1, 1, 0], levels=2)
    with pytest.raises(NoAnswer, match="たどり着けない"):
        intensities(steps, allowed=[(0, 1)])
    with pytest.raises(NoAnswer, match="ほかへは移れません"):
        intensities(steps, allowed=[(0, 1), (1, 0)], exact=(1,))
    with pytest.raises(NoAnswer, match="違う2つの区分"):
        intensities(steps, allowed=[(0, 0)])


@pytest.mark.parametrize(
    ("person", "time", "state", "words"),
    [([1, 2], [0, 0], [0, 1], "2回以上"), ([1, 1], [3, 3], [0, 1], "同じ時期"), ([1, 1], [0, 1], [0, 2], "番号")],
)
def test_records_that_cannot_be_followed_are_refused(person, time, state, words):
    with pytest.raises(NoAnswer, match=words):
        Steps.of(person, time, state, levels=2)


def observed(rng, per_level):
    counts = np.vstack([rng.multinomial(per_level, row) for row in TRUE[:3]] + [np.zeros(4, dtype=int)])
    return YearlyMatrix.of(LEVELS, counts, ends=["死亡"], counted_on=ON)


def test_a_year_is_counted_from_pairs_of_states():
    assert yearly_counts([0, 0, 1, 2], [0, 1, 1, 3], levels=4)[:3].tolist() == [
        [1, 1, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 0, 1],
    ]
    with pytest.raises(NoAnswer, match="番号"):
        yearly_counts([0], [4], levels=4)
    with pytest.raises(NoAnswer, match="両方の年"):
        yearly_counts([0, 1], [1], levels=4)


def test_the_dead_stay_dead_and_every_row_is_whole():
    matrix = observed(np.random.default_rng(2), 30)
    assert matrix.shares[3].tolist() == [0, 0, 0, 1]
    assert matrix.drawn(np.random.default_rng(3), 50).sum(axis=2) == pytest.approx(1)
    assert outlook(matrix, [100, 0, 0, 7], years=3, seed=1).lower[:, 3].min() == 7


def test_the_band_narrows_with_the_number_counted_and_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(4)
    true = project(TRUE, [0, 100, 0, 0], years=5)[5, 2]
    widths = {}
    for per_level, town in ((30, 60), (500, 60)):
        found = [outlook(observed(rng, per_level), [0, 100, 0, 0], years=5, seed=k, draws=300) for k in range(town)]
        inside = [one.lower[5, 2] <= true <= one.upper[5, 2] for one in found]
        assert np.mean(inside) > 0.85
        widths[per_level] = np.mean([one.upper[5, 2] - one.lower[5, 2] for one in found])
    assert widths[500] < widths[30] / 3


def test_people_vary_more_than_their_expected_number():
    found = outlook(observed(np.random.default_rng(5), 5000), [0, 40, 0, 0], years=3, seed=6)
    assert (found.people_upper - found.people_lower)[3, 1] > 2 * (found.upper - found.lower)[3, 1]
    assert found.people_lower.sum() >= 0 and found.expected[3].sum() == pytest.approx(40)


def test_those_who_join_every_year_are_added():
    matrix = observed(np.random.default_rng(7), 100)
    found = outlook(matrix, [10, 10, 10, 0], years=4, seed=8, entering=[5, 0, 0, 0])
    assert found.expected[4].sum() == pytest.approx(30 + 4 * 5)


def test_the_sentence_carries_band_date_and_what_it_is_not():
    told = outlook(observed(np.random.default_rng(9), 200), [0, 100, 0, 0], years=5, seed=10).sentence(
        level="要介護", years=5
    )
    assert told.startswith("5年後の「要介護」はおよそ") and "（幅" in told
    assert told.endswith("予測ではありません。もとになった記録は2026年3月31日までのものです。")


def test_many_towns_are_projected_at_once():
    towns = np.stack([TRUE, np.eye(4)])
    rows = project(towns, [[0, 100, 0, 0]] * 2, years=20)
    assert rows.shape == (21, 2, 4)
    assert rows[20, 1].tolist() == [0, 100, 0, 0]
    assert rows[20, 0] == pytest.approx([0, 100, 0, 0] @ np.linalg.matrix_power(TRUE, 20))


def test_a_level_never_seen_is_nearly_unknown_and_its_band_says_so():
    counts = [[50, 0, 0], [0, 0, 0], [0, 0, 10]]
    low, high = YearlyMatrix.of("abc", counts, counted_on=ON).bands(seed=1)
    assert (high - low)[1].min() > 0.85 and (high - low)[0].max() < 0.12


def test_someone_who_left_the_dead_is_a_fault_of_the_records():
    counts = np.zeros((4, 4), dtype=int)
    counts[3, 0] = 1
    with pytest.raises(NoAnswer, match="死亡や転出の後"):
        YearlyMatrix.of(LEVELS, counts, ends=["死亡"], counted_on=ON)
    with pytest.raises(NoAnswer, match="4行4列"):
        YearlyMatrix.of(LEVELS, [[1]], counted_on=ON)
    with pytest.raises(NoAnswer, match="1以上"):
        outlook(observed(np.random.default_rng(1), 9), [1, 1, 1, 1], years=0, seed=1)
