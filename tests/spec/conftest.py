"""仕様の試験: a drawing, a measure, an answer, on every engine."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

import pytest

from takigi.engines.questions import question
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.definition import CASES, CountItself, Direction, Edition, Indicator, LeftOut
from takigi.indicators.drawings import Drawing
from takigi.indicators.language import Phrase
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Measure
from takigi.indicators.periods import Periods, fiscal_years
from tests.engines import ENGINES, ON_EVERY_ENGINE, tables_of

APRIL_2026 = date(2026, 4, 1)


def indicator(
    numerator: Measure,
    denominator: Measure | None = None,
    leaves_out: Sequence[LeftOut] = (),
    waits_until: Phrase | None = None,
) -> Indicator:
    """An indicator with everything said that has to be said."""
    edition = Edition(
        since=date(2020, 4, 1),
        source="試験のための定義",
        counts="分子",
        out_of="分母",
        numerator=numerator,
        denominator=denominator or CountItself("数そのものを試すため"),
        leaves_out=tuple(leaves_out),
        waits_until=waits_until,
    )
    return Indicator("spec", "試験の指標", CASES, Direction.NEITHER, (edition,), lag="なし")


@pytest.fixture(params=ON_EVERY_ENGINE)
def engine(request):
    """Each engine in turn."""
    return ENGINES[request.param]


@pytest.fixture
def ask(engine) -> Callable:
    """Ask an engine about drawn tables; gives its results."""

    def asked(
        drawings: Drawing | Sequence[Drawing],
        numerator: Measure,
        denominator: Measure | None = None,
        *,
        periods: Periods | None = None,
        by: Sequence[Breakdown | tuple[Breakdown, ...]] = (),
        as_of: date = date(2030, 3, 31),
        leaves_out: Sequence[LeftOut] = (),
        waits_until: Phrase | None = None,
    ):
        drawn = [drawings] if isinstance(drawings, Drawing) else drawings
        one = indicator(numerator, denominator, leaves_out, waits_until)
        return engine(tables_of(drawn), question([one], periods=periods or fiscal_years(2026), by=by, as_of=as_of))

    return asked


@pytest.fixture
def spec(ask) -> Callable:
    """A drawing, a measure, and what it comes to in the fiscal year 2026."""

    def check(drawings, measure: Measure, expected: int | Fraction | MissingKind, **more) -> None:
        answer = ask(drawings, measure, **more).answer("spec")
        assert (answer.missing if isinstance(expected, MissingKind) else answer.value) == expected

    return check
