"""始まる時期の違う地区: difference-in-differences by cohort and time, never plain two-way fixed effects (Callaway & Sant'Anna 2021)."""

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import Floats, NoAnswer, Whole, columns, floats, numbers, one_of_words, same_length
from takigi.statistics.effects.change_difference import alike_difference, plain_difference
from takigi.statistics.effects.estimate import Estimate, estimated
from takigi.statistics.effects.protocol import OpenedProtocol, check_opened

Comparison = Literal["never", "not_yet"]
Base = Literal["varying", "universal"]
FEW_CLUSTERS = 30


@dataclass(frozen=True)
class Panel:
    """地区ごとの時系列: outcome (units, periods) without gaps; first (units,), the period of starting, inf for never.

    x: (units, k), what areas are to be alike in, from their first period; k may be 0. clusters: (units,), larger groups of units.
    dropped: units left out because a period of theirs was missing or they had started by the first period.
    """

    units: tuple[str, ...]
    periods: Floats
    outcome: Floats
    first: Floats
    dropped: int
    x: Floats
    clusters: Whole | None

    @classmethod
    def of(
        cls,
        unit: npt.ArrayLike,
        period: npt.ArrayLike,
        first: npt.ArrayLike,
        outcome: npt.ArrayLike,
        *,
        x: npt.ArrayLike | None = None,
        clusters: npt.ArrayLike | None = None,
    ) -> "Panel":
        """From long records, one per unit and period, all (n,) and x (n, k). first: 0, nan or inf for units that never start.

        Raises NoAnswer for two records of one unit and period, for a unit whose start changes, and when no unit is left.
        """
        names, row = np.unique(np.asarray(unit).astype(str), return_inverse=True)
        when, values = floats(period, "時期"), floats(outcome, "結果の指標")
        start = numbers(first, "始めた時期")
        same_length(地区=row, 時期=when, 開始=start, 結果=values)
        start = np.where(np.isnan(start) | (start == 0), np.inf, start)
        periods, column = np.unique(when, return_inverse=True)
        table = np.full((len(names), len(periods)), np.nan)
        seen = np.bincount(row * len(periods) + column, minlength=table.size)
        if seen.max() > 1:
            raise NoAnswer("同じ地区・同じ時期の記録が2件以上あります。1件にまとめてから計算してください。")
        table[row, column] = values
        began = _one_each(row, start, "始めた時期")
        sides = None
        if clusters is not None:
            sides = np.unique(np.asarray(clusters), return_inverse=True)[1].astype(np.int64)
            same_length(地区=row, まとまり=sides)
            sides = _one_each(row, sides, "まとまり")
        # Later values of x may already be a result of the start.
        earliest = np.unique(row[np.argsort(when, kind="stable")], return_index=True)[1]
        items = np.empty((len(row), 0)) if x is None else columns(x, "そろえる項目", rows=len(row))
        items = items[np.argsort(when, kind="stable")][earliest]
        kept = np.isfinite(table).all(axis=1) & (began > periods[0])
        if not kept.any() or len(periods) < 2:
            raise NoAnswer("始める前と後の両方に、欠けのない記録がある地区がありません。")
        left = tuple(str(name) for name in names[kept])
        sides = None if sides is None else np.unique(sides[kept], return_inverse=True)[1].astype(np.int64)
        return cls(left, periods, table[kept], began[kept], int((~kept).sum()), items[kept], sides)

    @property
    def cohorts(self) -> Floats:
        """Periods in which some unit starts, within the records; later starters only serve as comparison."""
        return np.unique(self.first[self.first <= self.periods[-1]])


def _one_each(row: Whole, values: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
    """One value per unit from its records; refused where they disagree."""
    single = np.empty(int(row.max()) + 1, dtype=values.dtype)
    single[row] = values
    if (single[row] != values).any():
        raise NoAnswer(f"同じ地区なのに、{name}が記録によって違います。1つに決めてください。")
    return single


@dataclass(frozen=True)
class CohortTime:
    """One cell ATT(g, t): effect at `time` in units that started at `cohort`. is_after: whether they had started by then."""

    cohort: float
    time: float
    value: float
    se: float
    treated: int
    comparison: int

    @property
    def is_after(self) -> bool:
        """Cells before the start ought to be about 0: they show whether the comparison is a fair one."""
        return self.time >= self.cohort


@dataclass(frozen=True)
class CohortEffects:
    """All cells in order of cohort and time, with each unit's influence on each, shape (units, cells)."""

    protocol: OpenedProtocol
    cells: tuple[CohortTime, ...]
    influence: Floats
    panel: Panel

    def after(self) -> tuple[CohortTime, ...]:
        """The cells at or after the start."""
        return tuple(cell for cell in self.cells if cell.is_after)


def cohort_effects(
    protocol: OpenedProtocol,
    panel: Panel,
    *,
    compared_with: Comparison = "not_yet",
    before_start: Base = "varying",
) -> CohortEffects:
    """ATT(g, t) = mean change of cohort g since its last period before g, minus that of units never, or not yet, started.

    compared_with: "never" or "not_yet" (which includes never). before_start: cells before g compare with the period just before
    them ("varying", as R's did) or with the last before g ("universal", where that period itself is 0). With items x in the panel the
    comparison is doubly robust among areas alike in them. Errors are those of the influence function, by clusters where the panel
    has them. Raises NoAnswer when nobody is left to compare with.
    """
    check_opened(protocol)
    one_of_words(compared_with, get_args(Comparison), "compared_with")
    one_of_words(before_start, get_args(Base), "before_start")
    if not len(panel.cohorts):
        raise NoAnswer("記録の期間のあいだに始めた地区がありません。")
    if compared_with == "never" and np.isfinite(panel.first).all():
        raise NoAnswer("始めなかった地区がありません。「まだ始めていない地区」と比べる方法を選んでください。")
    cells, influence = [], []
    for cohort in panel.cohorts:
        for place in range(len(panel.periods)):
            found = _cell(panel, float(cohort), place, compared_with, before_start)
            if found is not None:
                cells.append(replace(found[0], se=_error(found[1], panel.clusters)))
                influence.append(found[1])
    if not any(cell.is_after for cell in cells):
        raise NoAnswer("比べる相手の地区が残っていません。始める時期が全地区で同じでないか確かめてください。")
    return CohortEffects(protocol, tuple(cells), np.column_stack(influence), panel)


def _cell(
    panel: Panel, cohort: float, place: int, compared_with: Comparison, before: Base
) -> tuple[CohortTime, Floats] | None:
    """One cell and each unit's influence; None where there is nothing to compare."""
    last_before = int(np.searchsorted(panel.periods, cohort)) - 1
    is_after = panel.periods[place] >= cohort
    base = last_before if is_after or before == "universal" else place - 1
    if base < 0 or (base == place and before != "universal"):
        return None
    own = panel.first == cohort
    never = np.isinf(panel.first)
    latest = panel.periods[max(place, base)]
    other = never if compared_with == "never" else (panel.first > latest) & ~own
    if not other.any():
        return None
    change = panel.outcome[:, place] - panel.outcome[:, base]
    found = alike_difference(change, own, other, panel.x) if panel.x.shape[1] else plain_difference(change, own, other)
    return CohortTime(cohort, float(panel.periods[place]), found[0], 0.0, int(own.sum()), int(other.sum())), found[1]


def _error(influence: Floats, clusters: Whole | None) -> float:
    """sqrt(sum of squares)/n; within clusters the parts are added first."""
    parts = influence if clusters is None else np.bincount(clusters, influence)
    return float(np.sqrt((parts**2).sum()) / len(influence))


def _weighted(effects: CohortEffects, chosen: list[int], by: Floats) -> tuple[float, Floats]:
    """Mean of chosen columns with cohort-size weights, and its influence with what the estimated sizes add."""
    values = np.array([effects.cells[k].value for k in chosen])
    return _cohort_weighted(effects.panel, values, effects.influence[:, chosen], by)


def _cohort_weighted(panel: Panel, values: Floats, influence: Floats, cohorts: Floats) -> tuple[float, Floats]:
    member = panel.first[:, None] == cohorts[None, :]
    size = member.mean(axis=0)
    weight = size / size.sum()
    drift = (member - size) / size.sum() - weight * ((member - size).sum(axis=1) / size.sum())[:, None]
    return float(values @ weight), np.asarray(influence @ weight + drift @ values)


def simple_effect(effects: CohortEffects) -> Estimate:
    """Mean of all cells after the start, each weighted by the size of its cohort."""
    chosen = [k for k, cell in enumerate(effects.cells) if cell.is_after]
    cohorts = np.array([effects.cells[k].cohort for k in chosen])
    return _told(effects, "始まりの違いの比較（全体の平均）", *_weighted(effects, chosen, cohorts))


def effect_by_cohort(effects: CohortEffects) -> tuple[tuple[float, Estimate], ...]:
    """Mean after the start of each cohort, as (cohort, estimate)."""
    return tuple(
        (cohort, _told(effects, f"始まりの違いの比較（{cohort:g}に始めた地区）", *_of_cohort(effects, cohort)))
        for cohort in dict.fromkeys(cell.cohort for cell in effects.after())
    )


def _of_cohort(effects: CohortEffects, cohort: float) -> tuple[float, Floats]:
    chosen = [k for k, cell in enumerate(effects.cells) if cell.is_after and cell.cohort == cohort]
    value = float(np.mean([effects.cells[k].value for k in chosen]))
    return value, np.asarray(effects.influence[:, chosen].mean(axis=1))


def group_effect(effects: CohortEffects) -> Estimate:
    """Mean within each cohort first, then over cohorts by size: early starters do not count more for being watched longer."""
    cohorts = list(dict.fromkeys(cell.cohort for cell in effects.after()))
    parts = [_of_cohort(effects, cohort) for cohort in cohorts]
    values, influence = np.array([value for value, _ in parts]), np.column_stack([row for _, row in parts])
    answer = _cohort_weighted(effects.panel, values, influence, np.array(cohorts))
    return _told(effects, "始まりの違いの比較（始めた時期ごとの平均）", *answer)


def effect_by_elapsed(effects: CohortEffects) -> tuple[tuple[float, Estimate], ...]:
    """Mean by periods since the start, as (periods, estimate); below 0 lies the check that nothing moved beforehand."""
    return tuple(
        (since, _told(effects, f"始まりの違いの比較（始めて{since:g}期）", *found))
        for since, found in _by_elapsed(effects)
    )


def elapsed_effect(effects: CohortEffects) -> Estimate:
    """Mean over the periods since the start, each counting alike however many units were watched that long."""
    found = [answer for since, answer in _by_elapsed(effects) if since >= 0]
    return _told(effects, "始まりの違いの比較（始めてからの期ごとの平均）", *_evenly(found))


def _by_elapsed(effects: CohortEffects) -> list[tuple[float, tuple[float, Floats]]]:
    elapsed = [cell.time - cell.cohort for cell in effects.cells]
    return [(since, _of_cells(effects, elapsed, since)) for since in sorted(set(elapsed))]


def effect_by_time(effects: CohortEffects) -> tuple[tuple[float, Estimate], ...]:
    """Mean in each period over all units that have started, as (period, estimate)."""
    return tuple(
        (time, _told(effects, f"始まりの違いの比較（{time:g}の時期）", *found)) for time, found in _by_time(effects)
    )


def time_effect(effects: CohortEffects) -> Estimate:
    """Mean over the periods in which some unit has started, each counting alike."""
    return _told(effects, "始まりの違いの比較（時期ごとの平均）", *_evenly([found for _, found in _by_time(effects)]))


def _by_time(effects: CohortEffects) -> list[tuple[float, tuple[float, Floats]]]:
    times = [cell.time if cell.is_after else float("nan") for cell in effects.cells]
    return [(time, _of_cells(effects, times, time)) for time in sorted({cell.time for cell in effects.after()})]


def _of_cells(effects: CohortEffects, marks: list[float], mark: float) -> tuple[float, Floats]:
    """Cells with this mark, weighted by the size of their cohorts."""
    chosen = [k for k, value in enumerate(marks) if value == mark]
    return _weighted(effects, chosen, np.array([effects.cells[k].cohort for k in chosen]))


def _evenly(found: list[tuple[float, Floats]]) -> tuple[float, Floats]:
    values, influence = zip(*found, strict=True)
    return float(np.mean(values)), np.asarray(np.mean(influence, axis=0))


def _told(effects: CohortEffects, method: str, value: float, influence: Floats) -> Estimate:
    groups = len(effects.panel.units) if effects.panel.clusters is None else int(effects.panel.clusters.max()) + 1
    few = (
        f"まとまりが{groups}しかないため、幅は目安です。並べ替えの検定も見てください。" if groups < FEW_CLUSTERS else ""
    )
    if any(min(cell.treated, cell.comparison) == 1 for cell in effects.cells):
        few += "1地区だけで始めたか、比べる相手が1地区だけの時期があり、その地区の揺れは幅に入っていません。"
    se = _error(influence, effects.panel.clusters)
    return estimated(
        effects.protocol,
        method=method,
        estimand="始めた地区について",
        value=value,
        # One unit against one: nothing varies, and a width of nothing would be a false promise.
        se=se if se > 0 else float("nan"),
        people=len(effects.panel.units),
        why_no_error=few,
    )


def permutation_p(effects: CohortEffects, *, compared_with: Comparison, seed: int, draws: int = 199) -> float:
    """Share of random reassignments of the starting periods whose simple effect is at least as large, two-sided.

    For few units, where the influence function's error is too narrow. Takes draws × the time of `cohort_effects`.
    """
    rng = np.random.default_rng(seed)
    own = abs(simple_effect(effects).value)
    beyond = 1
    for _ in range(draws):
        shuffled = replace(effects.panel, first=rng.permutation(effects.panel.first))
        drawn = simple_effect(cohort_effects(effects.protocol, shuffled, compared_with=compared_with))
        beyond += abs(drawn.value) >= own - 1e-12
    return beyond / (draws + 1)
