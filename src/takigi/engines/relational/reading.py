"""読み方: how the rows of a query are read, what stands in which column."""

from dataclasses import dataclass

from takigi.engines.questions import Split
from takigi.indicators.nodes import Band, Expression, Kind

# Stands before the kind of a missing mark; no code of a town begins with a control character.
NO_VALUE = "\x01"


@dataclass(frozen=True)
class BandNumber(Expression):
    """階級の番号: a database groups by small numbers sooner than by words, so a band is read as the number of its label."""

    band: Band

    @property
    def kind(self) -> Kind:
        """A number, from 0."""
        return Kind.WHOLE


def as_mark(of: Expression) -> Expression:
    """The expression by which rows are grouped in the stead of this one."""
    return BandNumber(of) if isinstance(of, Band) else of


@dataclass(frozen=True)
class Reading:
    """How the rows of a query are read: period, marks, value if any, then one number for each counter of its sheet."""

    # The number of the sheet that is counted.
    sheet: int
    split: Split
    # The splits that may be added up from these rows, by their number.
    answers: tuple[int, ...]
    marks: tuple[Expression, ...]
    # The table whose rows are counted.
    counts: str
    has_value: bool = False
