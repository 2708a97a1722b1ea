"""秘匿: what hides, what hides with it, and what an attacker can still work out, on invented tables and the official one."""

import json
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.disclosure.audit import attack, leaks
from takigi.statistics.disclosure.knowledge import Fact, Mark, count_behind, facts_of, published_before, rate_fact
from takigi.statistics.disclosure.release import NotReleased, primary_cells, release, release_rounded
from takigi.statistics.disclosure.rounding import Rounding, show, told_by
from takigi.statistics.disclosure.secondary import cells_to_hide
from takigi.statistics.disclosure.tables import TOTAL, Axis, crossed
from takigi.statistics.disclosure.tiers import age_band, hidden_below, must_hide

ON = date(2026, 4, 1)
CASE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "sdc_cases" / "kaigodb_rounding.json"
needs_case = pytest.mark.skipif(not CASE.exists(), reason=f"照合用の事例 {CASE.name} がこの環境にありません")
ROWS, COLUMNS = ("北", "中", "南"), ("独居", "夫婦", "二世代", "ほか")
SMALL_TOWN = [[3, 41, 52, 30], [28, 33, 47, 60], [35, 44, 5, 71]]


def small_town():
    return crossed(SMALL_TOWN, ROWS, COLUMNS)


def exact_except(table, hidden):
    return [Fact((p,), int(v), int(v)) for p, v in enumerate(table.values) if p not in hidden]


def official():
    case = json.loads(CASE.read_text(encoding="utf-8"))
    raw = np.array(case["raw_with_totals_first"])
    table = crossed(raw[1:, 1:], ("1", "2", "3"), ("1", "2", "3"))
    assert table.values.tolist() == raw.ravel().tolist()
    return table, case


@needs_case
@pytest.mark.parametrize(("rounding", "key"), [(Rounding.UP, "published_case1"), (Rounding.HALF_UP, "published_case2")])
def test_both_official_rounded_tables_are_reproduced_cell_by_cell(rounding, key):
    table, case = official()
    printed = [None if cell == "-" else cell for row in case[key] for cell in row]
    assert list(show(table, threshold=10, rounding=rounding).values) == printed


@needs_case
@pytest.mark.parametrize(
    ("rounding", "key"),
    [
        (Rounding.NONE, "suppression_only_exact_totals"),
        (Rounding.HALF_UP, "all_cells_half_up"),
        (Rounding.TOTALS_UP, "totals_only_rounded_up"),
        (Rounding.UP, "all_cells_rounded_up"),
    ],
)
def test_what_the_attacker_learns_of_the_hidden_two_is_what_was_measured(rounding, key):
    table, case = official()
    shown = show(table, threshold=10, rounding=rounding)
    (found,) = attack(table, facts_of(table, shown, mark=Mark.SMALL), shown.hidden)
    assert [found.lower, found.upper] == case["attacker_range_of_hidden_cell_2"][key]


@needs_case
def test_only_rounding_everything_up_lets_the_official_table_out():
    table, _ = official()
    assert release_rounded(table, residents=40_000, on=ON, rounding=Rounding.UP, least_width=7).ranges
    with pytest.raises(NotReleased, match="絞り込めます（2・1）"):
        release_rounded(table, residents=40_000, on=ON, rounding=Rounding.HALF_UP, least_width=7)


@pytest.mark.parametrize(("residents", "threshold"), [(2_000, 20), (24_999, 20), (25_000, 10), (458_192, 10)])
def test_the_smaller_the_town_the_more_is_hidden(residents, threshold):
    assert hidden_below(residents, on=ON) == threshold


def test_a_very_small_town_publishes_no_counts_and_is_told_what_it_can_do():
    with pytest.raises(NoAnswer, match="広域での集計"):
        hidden_below(1_999, on=ON)
    with pytest.raises(NoAnswer, match="有効な秘匿の基準がありません"):
        hidden_below(30_000, on=date(2000, 4, 1))


def test_nobody_may_be_shown_and_one_to_nine_may_not():
    assert [count for count in range(12) if must_hide(count, threshold=10)] == list(range(1, 10))


@pytest.mark.parametrize(
    ("age", "band"), [(64, "65歳未満"), (65, "65〜69歳"), (74, "70〜74歳"), (94, "90〜94歳"), (95, "95歳以上")]
)
def test_ages_are_told_in_bands_of_five(age, band):
    assert age_band(age) == band


def test_one_or_two_providers_hide_a_cell_of_any_size():
    table = crossed([[50, 60], [70, 80]], ("東", "西"), ("通所", "訪問"))
    providers = np.full(len(table.cells), 5)
    providers[table.place("東", "通所")] = 2
    assert primary_cells(table, threshold=10, providers=providers) == {table.place("東", "通所")}


def test_hiding_only_the_small_cells_lets_both_be_recovered():
    table = small_town()
    primary = primary_cells(table, threshold=10)
    assert len(primary) == 2
    assert all(found.is_exact for found in attack(table, exact_except(table, primary), primary))


def test_a_released_table_keeps_every_small_cell_at_least_ten_apart():
    table = small_town()
    out = release(table, residents=39_584, on=ON)
    assert out.secondary and all(found.width >= 10 for found in out.ranges)
    assert leaks(table, exact_except(table, out.shown.hidden), out.primary) == ()
    assert out.sentence == "10人未満のため表示しません。差し引きで分からないよう、別の欄も隠しています。"
    assert out.shown.values[table.place(TOTAL, TOTAL)] == table.values[table.place(TOTAL, TOTAL)]


def test_a_table_without_small_cells_goes_out_whole_and_without_a_note():
    out = release(crossed([[40, 50], [60, 70]], ("東", "西"), ("男", "女")), residents=39_584, on=ON)
    assert (out.shown.hidden, out.secondary, out.sentence) == (frozenset(), frozenset(), "")


def test_zeros_stay_visible_and_an_all_zero_table_goes_out_whole():
    assert release(crossed(np.zeros((3, 3)), "abc", "xyz"), residents=39_584, on=ON).shown.values == (0,) * 16
    inner = [[0, 41, 30], [22, 4, 60], [35, 44, 71]]
    out = release(crossed(inner, "abc", "xyz"), residents=39_584, on=ON)
    assert out.shown.values[crossed(inner, "abc", "xyz").place("a", "x")] == 0


def cheapest_by_trying(table, primary):
    others = [p for p, value in enumerate(table.values) if p not in primary and value > 0]
    choices = sorted(
        (sum(int(table.values[p]) for p in chosen), chosen)
        for size in range(1, len(others) + 1)
        for chosen in combinations(others, size)
    )
    for cost, chosen in choices:
        if not leaks(table, exact_except(table, primary | set(chosen)), primary):
            return cost
    return None


def test_the_choice_is_the_cheapest_there_is():
    rng = np.random.default_rng(1)
    tried = 0
    while tried < 4:
        inner = rng.integers(11, 60, (2, 3))
        inner.flat[rng.integers(6)] = rng.integers(1, 10)
        table = crossed(inner, "ab", "xyz")
        primary = primary_cells(table, threshold=10)
        if len(primary) == 1:
            tried += 1
            cost = sum(int(table.values[p]) for p in cells_to_hide(table, primary))
            assert cost == cheapest_by_trying(table, primary)


def test_a_cell_that_readers_need_can_be_made_dear():
    table = small_town()
    primary = primary_cells(table, threshold=10)
    first = cells_to_hide(table, primary)
    costs = table.values.astype(float)
    costs[list(first)] = 1e6
    assert not first & cells_to_hide(table, primary, costs=costs)


@pytest.mark.parametrize("seed", range(4))
def test_sixty_cells_are_protected_against_whole_numbers(seed):
    rng = np.random.default_rng(seed)
    table = crossed(rng.negative_binomial(1, 0.03, (5, 8)), "abcde", "stuvwxyz")
    primary = primary_cells(table, threshold=10)
    hidden = primary | cells_to_hide(table, primary)
    assert leaks(table, exact_except(table, hidden), primary) == ()


def test_three_axes_are_protected_as_well():
    rng = np.random.default_rng(5)
    table = crossed(rng.negative_binomial(2, 0.04, (2, 3, 3)), ("男", "女"), "abc", "xyz")
    out = release(table, residents=39_584, on=ON)
    assert all(found.width >= 10 for found in out.ranges)


def test_districts_inside_an_area_that_is_published_too_are_guarded_against_it():
    areas = Axis(("北", "中", "南"), groups={"北部": ("北", "中")})
    table = crossed([[4, 50], [45, 60], [70, 80]], areas, ("軽い", "重い"))
    flat = cells_to_hide(crossed([[4, 50], [45, 60], [70, 80]], ROWS, ("軽い", "重い")), frozenset({4}))
    assert flat
    out = release(table, residents=39_584, on=ON)
    # Within the published north the small cell has only one neighbour to hide with.
    assert table.place("中", "軽い") in out.secondary or table.place("北部", "軽い") in out.secondary
    assert leaks(table, exact_except(table, out.shown.hidden), out.primary) == ()


def test_what_was_published_before_is_held_against_the_new_table():
    table = small_town()
    alone = release(table, residents=39_584, on=ON)
    # Last year's leaflet gave the number of exactly those cells that now hide the small one of the north.
    row = [table.cells[p] for p in alone.secondary if table.cells[p][0] == "北"]
    before = [published_before(table, [cell], int(table.values[table.place(*cell)])) for cell in row]
    assert leaks(table, [*exact_except(table, alone.shown.hidden), *before], alone.primary)
    again = release(table, residents=39_584, on=ON, known=before)
    assert all(found.width >= 10 for found in again.ranges)


def test_a_small_cell_that_was_already_published_cannot_be_hidden_any_more():
    table = small_town()
    with pytest.raises(NoAnswer, match="守れません"):
        release(table, residents=39_584, on=ON, known=[published_before(table, [("北", "独居")], 3)])


def test_two_small_numbers_that_exhaust_a_published_total_are_not_given_away_by_the_note():
    table = crossed([[9, 9], [50, 60], [70, 80]], ROWS, ("男", "女"))
    out = release(table, residents=39_584, on=ON)
    assert "人未満のため表示しません" not in out.sentence or out.secondary


def test_a_table_that_nothing_protects_is_refused_with_a_way_out():
    table = crossed([[3, 12], [15, 5]], "ab", "xy")
    totals = [
        published_before(table, [cell], int(table.values[table.place(*cell)])) for cell in [("a", TOTAL), (TOTAL, "x")]
    ]
    primary = primary_cells(table, threshold=10)
    with pytest.raises(NoAnswer, match="区分を粗くする"):
        cells_to_hide(table, primary, known=[*totals, published_before(table, [("a", "y")], 12)])


def test_a_rate_of_a_known_denominator_tells_its_numerator():
    assert count_behind(Decimal("33.3"), 12) == (4, 4)
    assert count_behind(Decimal(33), 250) == (82, 83)
    assert count_behind(Decimal(0), 1000) == (0, 5)
    with pytest.raises(NoAnswer, match="人数はありません"):
        count_behind(Decimal("33.3"), 10)
    table = small_town()
    hidden = release(table, residents=39_584, on=ON).shown.hidden
    rate = rate_fact(table, ("北", "独居"), Decimal("2.4"), 126)
    assert [found.lower for found in leaks(table, [*exact_except(table, hidden), rate], rate.places)] == [3]


def test_a_rounded_cell_still_tells_its_tens_and_that_it_reached_the_threshold():
    assert told_by(40, Rounding.UP, threshold=10) == (31, 40)
    assert told_by(10, Rounding.HALF_UP, threshold=10) == (10, 14)
    assert told_by(10, Rounding.UP, threshold=10) == (10, 10)
    assert told_by(0, Rounding.UP, threshold=10) == (0, 0)


def test_an_audit_on_false_premises_is_refused():
    table = small_town()
    with pytest.raises(NoAnswer, match="前提"):
        attack(table, [Fact((0,), 0, 5)], [0])
    with pytest.raises(NoAnswer, match="合いません"):
        published_before(table, [("北", "独居")], 4)


def test_without_any_total_nothing_bounds_a_cell():
    table = small_town()
    (found,) = attack(table, [], [table.place("北", "独居")])
    assert (found.lower, found.upper, found.is_exact) == (0, None, False)


@pytest.mark.parametrize(
    ("counts", "words"), [([[1, 2]], "見出しの数"), ([[1, -2], [3, 4]], "0以上"), ([[1, 2.5], [3, 4]], "整数")]
)
def test_a_table_that_does_not_fit_its_headings_or_holds_no_counts_is_refused(counts, words):
    with pytest.raises(NoAnswer, match=words):
        crossed(counts, "ab", "xy")


def test_an_unknown_cell_or_group_member_is_named():
    with pytest.raises(NoAnswer, match="東・独居"):
        small_town().place("東", "独居")
    with pytest.raises(NoAnswer, match="西"):
        crossed([1, 2], Axis(("北", "南"), groups={"全部": ("北", "西")}))
