"""数の住所: which number an address means, and back. Periods, parts and codes only; nothing that names anybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from takigi.engines.tallies import Mark
from takigi.evaluation.places import Number
from takigi.evaluation.rules import Part
from takigi.evaluation.told import ShownLine
from takigi.indicators.catalogue import indicator, is_of_working_together
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import Periods, fiscal_years, month_number
from takigi.kernel.fiscal_year import FiscalYear

# What a conference talked about and decided is listed where conferences are.
LISTED_ELSEWHERE = {"discussed_in_conference": "care_cases", "decisions_carried_out": "care_decisions"}


def opens_down(key: str) -> bool:
    """Whether a list of records stands behind the number. What several agencies do together is no list of people."""
    return key in LISTED_ELSEWHERE or not is_of_working_together(indicator(key))


def address_behind(line: ShownLine, part: Part) -> str:
    """Where the records behind one part of a shown number are listed."""
    asked = {
        "since": f"{line.period.first_day:%Y-%m}",
        "months": month_number(line.period.last_day) - month_number(line.period.first_day) + 1,
        "part": part.value,
        "by": ".".join(line.split),
        "cell": ".".join(_written(mark) for mark in line.mark),
    }
    return (
        f"{reverse('number_behind', args=[line.key])}?{urlencode({name: said for name, said in asked.items() if said})}"
    )


def number_of(key: str, asked: Mapping[str, str], *, on: date) -> tuple[Number, Periods]:
    """The number that an address asks for, of this fiscal year unless it says otherwise.

    An address that nobody made is a page that does not exist.
    """
    try:
        periods = _period(asked) if "since" in asked else fiscal_years(FiscalYear.containing(on).begins_in)
        part = Part(asked.get("part", Part.NUMERATOR.value))
        cell = tuple(_read(mark) for mark in asked.get("cell", "").split(".") if mark)
    except ValueError as error:
        raise Http404 from error
    by = asked.get("by", "").split(".")
    split = tuple(one for one in ALL if one.key in by)
    if len(split) != len(cell):
        raise Http404
    return Number(key=key, period=0, part=part, split=split, cell=cell), periods


def _period(asked: Mapping[str, str]) -> Periods:
    since, length = date.fromisoformat(f"{asked['since']}-01"), int(asked.get("months", "1"))
    return Periods(month_number(since), 1, length, length)


def _written(mark: Mark) -> str:
    if isinstance(mark, MissingKind):
        return f"m{mark.value}"
    if isinstance(mark, bool):
        return f"b{int(mark)}"
    return f"i{mark}" if isinstance(mark, int) else f"s{mark}"


def _read(written: str) -> Mark:
    kind, said = written[0], written[1:]
    if kind == "m":
        return MissingKind(said)
    if kind == "b":
        return bool(int(said))
    return int(said) if kind == "i" else said
