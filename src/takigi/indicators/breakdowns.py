"""内訳: by what an answer is split: area, sex, age band, cause, centre, field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from takigi.indicators.definition import Indicator
from takigi.indicators.nodes import Band, Expression, Kind, Measure, Rows, Said, WrongKind


@dataclass(frozen=True)
class Breakdown:
    """One way to split, told for each kind of records that can be split so."""

    key: str
    label: str
    of: tuple[tuple[str, Expression], ...]

    def __post_init__(self) -> None:
        for name, expression in self.of:
            if expression.kind not in {Kind.CODE, Kind.WHOLE, Kind.TRUTH}:
                raise WrongKind(f"内訳「{self.label}」には区分が要ります（{name} では{expression.kind.label}です）。")

    @cached_property
    def order(self) -> dict[str, int]:
        """Where each band stands: 65歳未満 comes before 65〜74歳, whatever the letters say. Other codes have no order."""
        bands = (expression for _, expression in self.of if isinstance(expression, Band))
        return {label: place for band in bands for place, label in enumerate(band.labels)}

    def fits(self, rows: Rows) -> bool:
        """Whether these records can be split so."""
        return any(name == rows.source for name, _ in self.of)

    def on(self, rows: Rows) -> Expression:
        """The expression that splits these rows. Refuses records that cannot be split so, and says which can."""
        for name, expression in self.of:
            if name == rows.source:
                rows.check(expression)
                return expression
        known = "、".join(name for name, _ in self.of)
        raise LookupError(f"{rows.source} は「{self.label}」の内訳にできません（できるのは {known}）")


def breakdown(key: str, label: str, of: Mapping[str, Said]) -> Breakdown:
    """An inner split from phrases: `breakdown("area", "圏域", {"visits": visits["area"]})`."""
    return Breakdown(key, label, tuple((name, phrase.node) for name, phrase in of.items()))


def possible_for(indicator: Indicator, among: Iterable[Breakdown]) -> tuple[Breakdown, ...]:
    """Of these breakdowns, those by which numerator and denominator of every edition can be split."""
    both = [part for one in indicator.editions for part in (one.numerator, one.denominator)]
    counted = [part.rows for part in both if isinstance(part, Measure)]
    return tuple(one for one in among if all(one.fits(rows) for rows in counted))
