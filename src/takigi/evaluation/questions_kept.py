"""残した問い: a question and its answers as plain JSON, and read again: what was reported must be readable in ten years. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from takigi.indicators.answers import Answer
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import Periods

Told = dict[str, Any]
KINDS = {kind.code: kind for kind in MissingKind}


@dataclass(frozen=True)
class KeptLine:
    """One line as it is kept."""

    indicator: str
    edition_since: date
    period: int
    split: tuple[str, ...]
    cell: tuple[Any, ...]
    answer: Told


def periods_told(periods: Periods) -> Told:
    """Periods as JSON."""
    return {"first_month": periods.first_month, "count": periods.count, "length": periods.length, "step": periods.step}


def periods_read(told: Mapping[str, Any]) -> Periods:
    """And back."""
    return Periods(told["first_month"], told["count"], told["length"], told["step"])


def mark_told(mark: Any) -> Any:
    """A mark of a cell as JSON; what is missing says its kind, a day its date."""
    if isinstance(mark, MissingKind):
        return {"missing": mark.code}
    return {"day": mark.isoformat()} if isinstance(mark, date) else mark


def mark_read(told: Any) -> Any:
    """And back."""
    if isinstance(told, dict):
        return KINDS[told["missing"]] if "missing" in told else date.fromisoformat(told["day"])
    return told


def answer_told(answer: Answer) -> Told:
    """An answer as JSON, its fractions exact."""
    return {
        "value": None if answer.value is None else str(answer.value),
        "numerator": str(answer.numerator),
        "denominator": None if answer.denominator is None else str(answer.denominator),
        "waiting": answer.waiting,
        "left_out": [list(one) for one in answer.left_out],
        "unknown": [[kind.code, n] for kind, n in answer.unknown],
        "quantiles": [str(one) for one in answer.quantiles],
        "missing": answer.missing.code if answer.missing else None,
        "why": answer.why,
    }


def answer_read(told: Mapping[str, Any]) -> Answer:
    """And back."""
    return Answer(
        value=None if told["value"] is None else Fraction(told["value"]),
        numerator=Fraction(told["numerator"]),
        denominator=None if told["denominator"] is None else Fraction(told["denominator"]),
        waiting=told["waiting"],
        left_out=tuple((label, n) for label, n in told["left_out"]),
        unknown=tuple((KINDS[code], n) for code, n in told["unknown"]),
        quantiles=tuple(Fraction(one) for one in told["quantiles"]),
        missing=KINDS[told["missing"]] if told["missing"] else None,
        why=told["why"],
    )


def seal_of(head: Sequence[Any], lines: Iterable[KeptLine]) -> str:
    """sha256 over the head and every line: what was reported can be shown to be what was kept."""
    # Keys in their order: a database may give back a JSON value with another one.
    told = hashlib.sha256(json.dumps(list(head), ensure_ascii=False, sort_keys=True).encode())
    for one in lines:
        line = [one.indicator, one.edition_since.isoformat(), one.period, list(one.split), list(one.cell), one.answer]
        told.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode())
    return told.hexdigest()
