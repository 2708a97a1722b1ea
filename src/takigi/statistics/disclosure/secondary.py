"""合わせて隠す欄: the cheapest further cells to hide, until no small cell can be narrowed down by subtraction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from takigi.statistics.arrays import Floats, NoAnswer, floats
from takigi.statistics.disclosure.audit import EXACT, SPAN, leaks
from takigi.statistics.disclosure.knowledge import Fact
from takigi.statistics.disclosure.tables import Table

# Rounds of cutting planes. Tables of up to 60 cells need about ten; a table that needs more is to be published in parts.
ROUNDS = 400
TINY = 1e-7


def cells_to_hide(
    table: Table,
    primary: frozenset[int],
    *,
    span: int = SPAN,
    costs: npt.ArrayLike | None = None,
    known: Sequence[Fact] = (),
    may_hide_zeros: bool = False,
) -> frozenset[int]:
    """The further cells with the least total cost such that every primary cell's possible values span at least `span`.

    The attacker sees every other cell exactly, knows all sums and `known` (earlier publications), and that counts are whole and not
    negative; empty cells look alike. costs: (n,), by default the count in the cell (fewest people lost to the reader). Zero cells stay
    visible unless may_hide_zeros: an attacker often knows that nobody can be there.
    Exact: the cell suppression problem of Fischetti & Salazar 2001, cuts from the attacker's linear programs, then checked in whole
    numbers. Small tables only: about .2 s for 60 cells, some seconds for 150. Raises NoAnswer when no choice protects the table.
    """
    if not primary:
        return frozenset()
    price = table.values.astype(float) if costs is None else floats(costs, "隠す費用")
    if len(price) != len(table.cells) or (price < 0).any():
        raise NoAnswer("隠す費用は、欄の数だけ、0以上で渡してください。")
    wanted = dict.fromkeys(sorted(primary), float(span))
    search = _Search.of(table, primary, price, known, may_hide_zeros=may_hide_zeros)
    for _ in range(ROUNDS):
        hidden = search.cheapest()
        broken = [place for place, need in wanted.items() if search.cut(place, hidden, need)]
        if broken:
            continue
        # A linear program may promise a range that whole numbers do not have.
        narrow = leaks(table, _seen(table, hidden, known), sorted(primary), span=span)
        if not narrow:
            return hidden - primary
        for found in narrow:
            wanted[found.place] += span - found.width
    raise NoAnswer("合わせて隠す欄が決まりませんでした。表を分けるか、区分を粗くしてください。")


def _seen(table: Table, hidden: frozenset[int], known: Sequence[Fact]) -> tuple[Fact, ...]:
    """What remains readable with these cells empty."""
    exact = [Fact((place,), int(v), int(v)) for place, v in enumerate(table.values) if place not in hidden]
    return (*exact, *known)


@dataclass
class _Search:
    """The choice of cells as a 0-1 program that grows by one cut for every way the attacker gets through."""

    table: Table
    price: Floats
    fixed: Floats
    ceiling: Floats
    sums: Floats
    known: Floats
    slack: Floats
    cuts: list[Floats]
    needs: list[float]

    @classmethod
    def of(
        cls, table: Table, primary: frozenset[int], price: Floats, known: Sequence[Fact], *, may_hide_zeros: bool
    ) -> "_Search":
        n = len(table.cells)
        sums = np.zeros((len(table.sums), n))
        for row, one in enumerate(table.sums):
            sums[row, list(one.parts)] = 1
            sums[row, one.total] -= 1
        fixed = np.zeros(n)
        fixed[list(primary)] = 1
        ceiling = np.ones(n) if may_hide_zeros else (table.values > 0).astype(float)
        rows, slack = _bounds_on_moves(table, known)
        # Among choices of one price the one with fewer cells; all surpluses together stay below one step of whole prices.
        tie = price + 0.5 / (n + 1)
        search = cls(table, tie, fixed, np.maximum(ceiling, fixed), sums, rows, slack, [], [])
        search.start()
        return search

    def start(self) -> None:
        """An empty cell that is alone in a sum is no empty cell: each needs company in every sum it belongs to."""
        for row in self.sums:
            members = np.flatnonzero(row)
            for place in members:
                cut = np.zeros(len(self.fixed))
                cut[members] = 1
                cut[place] = -1
                self.cuts.append(cut)
                self.needs.append(0.0)

    def cheapest(self) -> frozenset[int]:
        """The cheapest set that the cuts so far allow. Raises NoAnswer when there is none."""
        rows = LinearConstraint(np.array(self.cuts), np.array(self.needs), np.inf)
        n = len(self.fixed)
        found = milp(
            self.price, integrality=np.ones(n), bounds=Bounds(self.fixed, self.ceiling), constraints=rows, options=EXACT
        )
        if found.x is None:
            raise NoAnswer(
                "どの欄を合わせて隠しても、少人数の欄を守れません。"
                "区分を粗くする（年齢や地区をまとめる）か、この表を公表しないでください。"
            )
        return frozenset(int(place) for place in np.flatnonzero(found.x > 0.5))

    def cut(self, place: int, hidden: frozenset[int], need: float) -> bool:
        """Lets the attacker narrow the cell down; when its width is below `need`, adds what would have stopped that."""
        order = sorted(hidden)
        width, weight, spare = 0.0, np.zeros(len(self.fixed)), 0.0
        for sign in (1.0, -1.0):
            reach = self._reach(place, order, sign)
            if reach is None:
                return False
            width, weight, spare = width + reach[0], weight + reach[1], spare + reach[2]
        if width >= need - TINY:
            return False
        always = float(weight[self.fixed > 0].sum()) + spare
        row = np.where(self.fixed > 0, 0.0, np.minimum(weight, need - always))
        self.cuts.append(np.where(row < TINY, 0.0, row))
        self.needs.append(need - always - TINY)
        return True

    def _reach(self, place: int, order: list[int], sign: float) -> tuple[float, Floats, float] | None:
        """How far the cell can move up (or down), what moving each cell would be worth by duality, and what facts leave over.

        None when it can move without end.
        """
        values = self.table.values[order].astype(float)
        c = np.zeros(len(order))
        c[order.index(place)] = -sign
        found = linprog(
            c,
            A_ub=self.known[:, order] if len(self.known) else None,
            b_ub=self.slack if len(self.known) else None,
            A_eq=self.sums[:, order],
            b_eq=np.zeros(len(self.sums)),
            bounds=np.column_stack((-values, np.full(len(order), np.inf))),
            method="highs",
        )
        if found.status == 3:
            return None
        gain = np.zeros(len(self.fixed))
        gain[place] = sign
        duals = -found.ineqlin.marginals if len(self.known) else np.zeros(0)
        gain = gain + found.eqlin.marginals @ self.sums - duals @ self.known
        # Upwards nothing bounds a hidden cell, so that one that helps upwards helps as much as is needed.
        big = float(self.table.values.sum()) + 2 * SPAN
        return (
            float(-found.fun),
            np.maximum(gain, 0) * big + np.maximum(-gain, 0) * self.table.values,
            float(duals @ self.slack),
        )


def _bounds_on_moves(table: Table, known: Sequence[Fact]) -> tuple[Floats, Floats]:
    """Earlier knowledge as limits on how far cells may move from their true values: rows @ move <= slack."""
    rows, slack = [], []
    for fact in known:
        row = np.zeros(len(table.cells))
        row[list(fact.places)] = 1
        true = float(row @ table.values)
        if fact.upper is not None:
            rows.append(row)
            slack.append(fact.upper - true)
        rows.append(-row)
        slack.append(true - fact.lower)
    if min(slack, default=0.0) < 0:
        raise NoAnswer("以前に公表した数と、いまの表の数が合いません。どちらが正しいか確かめてください。")
    return np.array(rows).reshape(len(rows), len(table.cells)), np.array(slack)
