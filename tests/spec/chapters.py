"""仕様の章: drawn tables and what each phrase comes to over them. A chapter is one question to each engine, a spec one test."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache

import pytest

from takigi.engines.questions import Split, question
from takigi.engines.tallies import Results
from takigi.indicators.definition import CASES, CountItself, Direction, Edition, Indicator, LeftOut
from takigi.indicators.drawings import Drawing
from takigi.indicators.language import Phrase
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import Measure
from takigi.indicators.periods import Periods, fiscal_years
from tests.engines import ENGINES, STAGES, tables_of

YEAR_2026 = fiscal_years(2026)
LATER = date(2030, 3, 31)
# One value, or the kind that it is missing by; in a spec of several periods, one for each.
Said = int | Fraction | MissingKind
Expected = Said | Sequence[Said] | Mapping[tuple[object, ...], Said]


@dataclass(frozen=True)
class Spec:
    """A sentence, a measure, and what it comes to: a value, one for each period (a list), or one for each cell (a dict).

    `also` names other parts of the answer (waiting, left_out, unknown, quantiles, numerator, denominator).
    `cannot` names an engine that cannot do it, with the reason; the test fails as soon as it can.
    """

    title: str
    measure: Measure | Sequence[tuple[date, Measure]]
    expected: Expected
    out_of: Measure | None = None
    by: Split = ()
    leaves_out: tuple[LeftOut, ...] = ()
    waits_until: Phrase | None = None
    also: Mapping[str, object] = field(default_factory=dict)
    edition: date | None = None
    cannot: Mapping[str, str] = field(default_factory=dict)

    def indicator(self, key: str) -> Indicator:
        """An indicator with everything said that has to be said."""
        measures = [(date(2020, 4, 1), self.measure)] if isinstance(self.measure, Measure) else self.measure
        editions = tuple(
            Edition(
                since=since,
                source="試験のための定義",
                counts="分子",
                out_of="分母",
                numerator=measure,
                denominator=self.out_of or CountItself("数そのものを試すため"),
                leaves_out=self.leaves_out,
                waits_until=self.waits_until,
            )
            for since, measure in measures
        )
        return Indicator(key, self.title, CASES, Direction.NEITHER, editions, lag="なし")


@dataclass(eq=False)
class Chapter:
    """章: the drawings, and the specs over them."""

    drawings: tuple[Drawing, ...]
    specs: tuple[Spec, ...]
    periods: Periods = YEAR_2026
    as_of: date = LATER
    every_edition: bool = False

    def indicators(self) -> tuple[Indicator, ...]:
        """One for each spec, under its number."""
        return tuple(spec.indicator(f"spec-{number}") for number, spec in enumerate(self.specs))

    @cache  # noqa: B019  # a chapter lives as long as its module
    def results(self, engine: str) -> Results:
        """What an engine says to those specs that it can do, all in one question for each way of splitting them."""
        able = [one for one, spec in zip(self.indicators(), self.specs, strict=True) if engine not in spec.cannot]
        return self._asked(engine, able, dict.fromkeys(spec.by for spec in self.specs))

    def _asked(self, engine: str, some: Sequence[Indicator], splits: Sequence[Split]) -> Results:
        asked = question(
            some, periods=self.periods, by=list(splits), as_of=self.as_of, every_edition=self.every_edition
        )
        return ENGINES[engine](tables_of(self.drawings), asked)

    def check(self, number: int, engine: str) -> None:
        """Whether an engine says what the spec says."""
        spec, key = self.specs[number], f"spec-{number}"
        results = self.results(engine) if engine not in spec.cannot else self._asked(
            engine, [spec.indicator(key)], [spec.by]
        )  # fmt: skip
        if isinstance(spec.expected, Mapping):
            answers = {cell: results.answer(key, 0, cell, spec.by) for cell in results.cells(spec.by)}
            found: object = {cell: _said(one) for cell, one in answers.items() if one.denominator or one.numerator}
        elif isinstance(spec.expected, list):
            found = [_said(results.answer(key, no, edition=spec.edition)) for no in range(len(self.periods))]
        else:
            found = _said(results.answer(key, edition=spec.edition))
        assert found == spec.expected
        answer = results.answer(key, edition=spec.edition)
        assert {name: getattr(answer, name) for name in spec.also} == dict(spec.also)


def _said(answer):
    return answer.missing if answer.value is None else answer.value


def specs(*chapters: Chapter) -> pytest.MarkDecorator:
    """Parametrize a test with every spec on every engine: `@specs(CHAPTER) def test_x(chapter, number, engine)`."""
    given = []
    for chapter in chapters:
        for number, spec in enumerate(chapter.specs):
            for engine in ENGINES:
                marks = [STAGES[engine]] if engine in STAGES else []
                if engine in spec.cannot:
                    marks.append(pytest.mark.xfail(strict=True, reason=spec.cannot[engine]))
                given.append(pytest.param(chapter, number, engine, marks=marks, id=f"{spec.title}-{engine}"))
    return pytest.mark.parametrize(("chapter", "number", "engine"), given)
