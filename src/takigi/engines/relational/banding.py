"""階級の番号: rows are grouped by the number of their band, because a database groups by small numbers sooner than by words."""

from dataclasses import dataclass

from takigi.indicators.nodes import Band, Expression, Kind


@dataclass(frozen=True)
class BandNumber(Expression):
    """階級の番号. It is read as the label with that number."""

    band: Band

    @property
    def kind(self) -> Kind:
        """A number, from 0."""
        return Kind.WHOLE


def as_mark(of: Expression) -> Expression:
    """The expression by which rows are grouped in the stead of this one."""
    return BandNumber(of) if isinstance(of, Band) else of
