"""公表の手続き: hide the small, hide what gives them away, let the attacker try, and only then let the table out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from takigi.statistics.arrays import NoAnswer
from takigi.statistics.claims import suppressed_sentence
from takigi.statistics.disclosure.audit import SPAN, Range, attack
from takigi.statistics.disclosure.knowledge import Fact, Mark, facts_of
from takigi.statistics.disclosure.rounding import Rounding, Shown, show
from takigi.statistics.disclosure.secondary import cells_to_hide
from takigi.statistics.disclosure.tables import Table
from takigi.statistics.disclosure.tiers import FEWEST_PROVIDERS, hidden_below, must_hide


class NotReleased(NoAnswer):
    """The attacker got through; the text names the cells and what is possible instead."""


@dataclass(frozen=True)
class Release:
    """公表してよい表: what is shown, which cells hide for themselves and which for others, and what the audit found.

    ranges: of every primary cell, as the attacker sees it.
    """

    shown: Shown
    primary: frozenset[int]
    secondary: frozenset[int]
    ranges: tuple[Range, ...]

    @property
    def sentence(self) -> str:
        """The note under the table; empty when nothing is hidden."""
        return (
            suppressed_sentence(threshold=self.shown.threshold, secondary=bool(self.secondary)) if self.primary else ""
        )


def primary_cells(table: Table, *, threshold: int, providers: npt.ArrayLike | None = None) -> frozenset[int]:
    """Cells too small to be shown. providers: (n,), how many providers or municipalities stand behind each cell; 1 and 2 hide it."""
    small = {place for place, value in enumerate(table.values) if must_hide(int(value), threshold=threshold)}
    if providers is not None:
        behind = np.asarray(providers)
        if behind.shape != table.values.shape:
            raise NoAnswer("事業所の数は、欄の数だけ渡してください。")
        small |= {int(place) for place in np.flatnonzero((behind > 0) & (behind < FEWEST_PROVIDERS))}
    return frozenset(small)


def release(
    table: Table,
    *,
    residents: int,
    on: date,
    known: Sequence[Fact] = (),
    providers: npt.ArrayLike | None = None,
    span: int = SPAN,
) -> Release:
    """The table with primary and secondary suppression, exact elsewhere, audited. known: everything published before.

    Raises NoAnswer when the town is too small for counts or no choice of cells protects the table.
    """
    threshold = hidden_below(residents, on=on)
    primary = primary_cells(table, threshold=threshold, providers=providers)
    secondary = cells_to_hide(table, primary, span=span, known=known)
    shown = show(table, threshold=threshold, also=primary | secondary)
    return _audited(table, shown, primary, secondary, (known, Mark.ANY, span))


def release_rounded(
    table: Table, *, residents: int, on: date, rounding: Rounding, known: Sequence[Fact] = (), least_width: int
) -> Release:
    """The table with its small cells hidden and the rest rounded, where readers know that an empty cell is a small one.

    least_width: how far apart the attacker's ends must lie at least; no more than threshold - 2 can be had here.
    Raises NotReleased with the cells that rounding leaves too narrow.
    """
    threshold = hidden_below(residents, on=on)
    shown = show(table, threshold=threshold, rounding=rounding)
    primary = primary_cells(table, threshold=threshold)
    return _audited(table, shown, primary, frozenset(), (known, Mark.SMALL, least_width))


def _audited(
    table: Table,
    shown: Shown,
    primary: frozenset[int],
    secondary: frozenset[int],
    against: tuple[Sequence[Fact], Mark, int],
) -> Release:
    known, mark, span = against
    ranges = attack(table, (*facts_of(table, shown, mark=mark), *known), sorted(primary))
    narrow = [found for found in ranges if found.width < span]
    if narrow:
        named = "、".join("・".join(table.cells[found.place]) for found in narrow[:5])
        raise NotReleased(
            f"隠した欄のうち{len(narrow)}個が、差し引きや丸めの規則から絞り込めます（{named}）。"
            "すべて切り上げるか、合わせて別の欄も隠すか、区分を粗くしてください。"
        )
    return Release(shown, primary, secondary, ranges)
