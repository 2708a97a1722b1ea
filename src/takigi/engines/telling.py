"""結果の書き出し: the lines of a result as text for people, CSV for spreadsheets and JSON for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from io import StringIO

from takigi.engines.questions import Split
from takigi.engines.showing import PEOPLE
from takigi.engines.tallies import Line, Mark, Results
from takigi.indicators.definition import PERCENT
from takigi.indicators.missing import MissingKind
from takigi.indicators.words import answer_in_words
from takigi.kernel.era_names import in_japanese
from takigi.statistics.proportions import wilson
from takigi.statistics.wording import PEOPLE_FOR_A_DECIMAL, percent_range

Told = dict[str, object]


def lines_of(results: Results, splits: Iterable[Split]) -> list[Line]:
    """The whole and the splits that were wanted, without what was only asked to judge them by."""
    wanted = {(), *splits}
    lines = (line for line in results.lines() if line.split in wanted)
    return [line for line in lines if not line.indicator.key.startswith(PEOPLE)]


def as_text(results: Results, lines: Iterable[Line]) -> str:
    """Sentences, one indicator after another."""
    as_of, told, head = results.question.as_of, [], ("", date.min)
    for line in lines:
        if head != (line.indicator.key, line.edition.since):
            head = (line.indicator.key, line.edition.since)
            told.append(f"{line.indicator.label}（{line.indicator.key}、{in_japanese(line.edition.since)}からの版）")
        place = "　".join([line.period.label, *_marks_in_words(line)])
        told.append(f"  {place}: {answer_in_words(line.indicator, line.answer, width=_width(line))}")
    return "\n".join([*told, f"基準日 {in_japanese(as_of)}、集計 {results.engine}"]) + "\n"


def _width(line: Line) -> str:
    """How far the true share may lie (Wilson, 95 %); nothing where the answer is no share of anybody."""
    if not line.edition.is_share or line.indicator.unit != PERCENT or not line.answer.n:
        return ""
    x, n = int(line.answer.numerator), line.answer.n
    digits = 1 if n >= PEOPLE_FOR_A_DECIMAL else 0
    return f"本当の割合は{percent_range(wilson(x, n), digits=digits)}のどこか"


def _marks_in_words(line: Line) -> list[str]:
    pairs = zip(line.split, line.cell, strict=True)
    return [f"{one.label} {mark.label if isinstance(mark, MissingKind) else mark}" for one, mark in pairs]


def as_csv(results: Results, lines: Iterable[Line]) -> str:
    """A table with one row for each answer. What is missing is empty, with its kind in a column of its own."""
    told = [_told(results, line) for line in lines]
    into = StringIO()
    writer = csv.DictWriter(into, list(_told_columns()), lineterminator="\n")
    writer.writeheader()
    for one in told:
        cells = {name: _joined(value) for name, value in one.items()}
        writer.writerow(cells)
    return into.getvalue()


def as_json(results: Results, lines: Iterable[Line]) -> str:
    """A list of answers, with the day as of which they were counted and the engine beside it."""
    told = {
        "as_of": results.question.as_of.isoformat(),
        "engine": results.engine,
        "answers": [{k: v for k, v in _told(results, line).items() if k not in OF_THE_WHOLE} for line in lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Results, Iterable[Line]], str]] = {"text": as_text, "csv": as_csv, "json": as_json}
OF_THE_WHOLE = ("as_of", "engine")


def _told_columns() -> tuple[str, ...]:
    named = (
        "indicator",
        "label",
        "edition",
        "from",
        "to",
        "cell",
        "value",
        "unit",
        "times",
        "numerator",
        "denominator",
    )
    return (*named, "quantiles", "waiting", "left_out", "unknown", "missing", "why", *OF_THE_WHOLE)


def _told(results: Results, line: Line) -> Told:
    answer = line.answer
    return {
        "indicator": line.indicator.key,
        "label": line.indicator.label,
        "edition": line.edition.since.isoformat(),
        "from": line.period.first_day.isoformat(),
        "to": line.period.last_day.isoformat(),
        "cell": {one.key: _mark(mark) for one, mark in zip(line.split, line.cell, strict=True)},
        "value": _decimal(answer.value),
        "unit": line.indicator.unit.word,
        "times": line.indicator.unit.times,
        "numerator": _decimal(answer.numerator),
        "denominator": _decimal(answer.denominator),
        "quantiles": [_decimal(one) for one in answer.quantiles],
        "waiting": answer.waiting,
        "left_out": dict(answer.left_out),
        "unknown": {kind.code: number for kind, number in answer.unknown},
        "missing": answer.missing.code if answer.missing else None,
        "why": answer.why,
        "as_of": results.question.as_of.isoformat(),
        "engine": results.engine,
    }


def _mark(mark: Mark) -> str | int | bool:
    if isinstance(mark, MissingKind):
        return mark.label
    return mark.isoformat() if isinstance(mark, date) else mark


def _decimal(value: Fraction | None) -> int | float | None:
    """A number as spreadsheets and JSON know it. The exact one stands in numerator and denominator."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _joined(value: object) -> object:
    if isinstance(value, dict):
        return " ".join(f"{key}={one}" for key, one in value.items())
    return " ".join(map(str, value)) if isinstance(value, list) else value
