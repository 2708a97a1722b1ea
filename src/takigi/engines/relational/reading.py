"""読み方: how the rows of a query are read, what stands in which column."""

from dataclasses import dataclass

from takigi.engines.questions import Split
from takigi.indicators.nodes import Expression

# Stands before the kind of a missing mark; no code of a town begins with a control character.
NO_VALUE = "\x01"


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
