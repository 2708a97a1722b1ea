"""攻撃者の目での確認: the smallest and largest value that each hidden cell can still have, by integer programming."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from takigi.statistics.arrays import Floats, NoAnswer
from takigi.statistics.disclosure.knowledge import Fact
from takigi.statistics.disclosure.tables import Table

# A hidden cell whose possible values span less than this is as good as published (evidence.md 7).
SPAN = 10
# HiGHS by default accepts an answer within a ten-thousandth; a range that is off by one is a false promise.
EXACT = {"mip_rel_gap": 0.0}
# HiGHS answers of scipy.milp: found, and no bound in this direction.
FOUND, UNBOUNDED = 0, 3


@dataclass(frozen=True)
class Range:
    """ありうる値の範囲 of one cell; upper None when nothing bounds it."""

    place: int
    lower: int
    upper: int | None

    @property
    def width(self) -> float:
        """upper - lower; infinite without an upper bound."""
        return float("inf") if self.upper is None else self.upper - self.lower

    @property
    def is_exact(self) -> bool:
        """Whether the attacker knows the number."""
        return self.width == 0


def attack(table: Table, facts: Sequence[Fact], targets: Iterable[int]) -> tuple[Range, ...]:
    """Minimum and maximum of every target, given all sums of the table and all facts; whole numbers from 0 on.

    Two small integer programs per target, about 2 ms each for tables of up to 60 cells. Raises NoAnswer when facts and sums
    contradict each other, or a fact is not true of the table.
    """
    if not all(fact.holds(table) for fact in facts):
        raise NoAnswer("攻撃者が知っているとした数と、表の数が合いません。前提を確かめてください。")
    model = _Model.of(table, facts)
    return tuple(Range(place, *model.ends(place)) for place in targets)


@dataclass(frozen=True)
class _Model:
    """Bounds of every cell (n,) and the rows that tie the cells that are not known yet."""

    lower: Floats
    upper: Floats
    constraint: LinearConstraint | None
    free: dict[int, int]

    @classmethod
    def of(cls, table: Table, facts: Sequence[Fact]) -> "_Model":
        n = len(table.cells)
        lower, upper = np.zeros(n), np.full(n, np.inf)
        rows: list[tuple[dict[int, int], float, float]] = []
        for fact in facts:
            high = np.inf if fact.upper is None else fact.upper
            if len(fact.places) == 1:
                place = fact.places[0]
                lower[place], upper[place] = max(lower[place], fact.lower), min(upper[place], high)
            else:
                rows.append((dict.fromkeys(fact.places, 1), fact.lower, high))
        rows += [({one.total: -1, **dict.fromkeys(one.parts, 1)}, 0, 0) for one in table.sums]
        # What is known exactly leaves the program: only the unknown cells are its variables.
        free = {int(place): column for column, place in enumerate(np.flatnonzero(lower < upper))}
        return cls(lower, upper, _constraint(rows, lower, free), free)

    def ends(self, place: int) -> tuple[int, int | None]:
        """Smallest and largest value of one cell."""
        if place not in self.free:
            return int(self.lower[place]), int(self.lower[place])
        low = self._solve(place, 1.0)
        high = self._solve(place, -1.0)
        if low is None:
            raise NoAnswer("攻撃者が知っているとした数どうしが合いません。前提を確かめてください。")
        return low, None if high is None else -high

    def _solve(self, place: int, sign: float) -> int | None:
        """Smallest value of sign × cell; None where it has no end."""
        order = list(self.free)
        c = np.zeros(len(order))
        c[self.free[place]] = sign
        bounds = Bounds(self.lower[order], self.upper[order])
        found = milp(c, integrality=np.ones(len(order)), bounds=bounds, constraints=self.constraint, options=EXACT)
        if found.status == FOUND:
            return round(float(found.fun))
        # HiGHS may not tell "infeasible" from "unbounded"; facts are true of the table, so that a solution exists.
        if found.status == UNBOUNDED or found.x is None:
            return None
        raise NoAnswer("範囲の計算が終わりませんでした。表を小さく分けて確かめてください。")


def _constraint(
    rows: list[tuple[dict[int, int], float, float]], known: Floats, free: dict[int, int]
) -> LinearConstraint | None:
    entries: list[tuple[int, int, int]] = []
    low: list[float] = []
    high: list[float] = []
    for signs, least, most in rows:
        ties = {free[place]: sign for place, sign in signs.items() if place in free}
        if not ties:
            continue
        fixed = sum(sign * known[place] for place, sign in signs.items() if place not in free)
        entries += [(len(low), column, sign) for column, sign in ties.items()]
        low.append(least - fixed)
        high.append(most - fixed)
    if not low:
        return None
    line, column, sign = zip(*entries, strict=True)
    matrix = csr_array((np.array(sign, dtype=float), (line, column)), shape=(len(low), len(free)))
    return LinearConstraint(matrix, low, high)


def leaks(table: Table, facts: Sequence[Fact], guarded: Iterable[int], *, span: int = SPAN) -> tuple[Range, ...]:
    """Those guarded cells whose possible values span less than `span`; empty when the table may leave the house."""
    return tuple(found for found in attack(table, facts, guarded) if found.width < span)
