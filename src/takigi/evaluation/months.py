"""月と幅の数え方: ends of months, the middle of a stated stretch of time, and days on which a case had nobody else. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

# The mean length of a month, in days.
DAYS_IN_A_MONTH = Decimal("30.4375")
ALONE_AFTER_DAYS = 60
ONE_DAY = timedelta(days=1)
_TENTH = Decimal("0.1")


def month_number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def month_of(number: int) -> date:
    """The first day of a month, by its number.

    >>> month_of(month_number(date(2026, 12, 24)))
    datetime.date(2026, 12, 1)
    """
    return date(number // 12, number % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def middle_of(said_on: date, precision: str) -> date:
    """The middle of the year, half-year or month in which the day lies; any other precision is the day itself.

    >>> middle_of(date(2020, 3, 5), "year"), middle_of(date(2020, 3, 5), "half"), middle_of(date(2020, 3, 5), "month")
    (datetime.date(2020, 7, 1), datetime.date(2020, 3, 31), datetime.date(2020, 3, 16))
    """
    first, last = said_on, said_on
    if precision == "year":
        first, last = date(said_on.year, 1, 1), date(said_on.year, 12, 31)
    elif precision == "half":
        start = 1 if said_on.month <= 6 else 7
        first, last = date(said_on.year, start, 1), month_end(date(said_on.year, start + 5, 1))
    elif precision == "month":
        first, last = said_on.replace(day=1), month_end(said_on)
    return first + (last - first) / 2


def months_between(start: date, end: date) -> Decimal:
    """In months of mean length, to a tenth; negative where the order is wrong.

    >>> months_between(date(2020, 7, 1), date(2026, 7, 1))
    Decimal('72.0')
    """
    return (Decimal((end - start).days) / DAYS_IN_A_MONTH).quantize(_TENTH, ROUND_HALF_UP)


def alone_spans(
    opened_on: date,
    closed_on: date | None,
    *,
    partners: Iterable[tuple[date, date | None]],
    contacts: Iterable[date],
) -> Iterator[tuple[date, date | None]]:
    """The stretches (first day, last day or none) in which a case of 60 days and more had no other agency.

    `partners`: from the day a role was accepted to the day it ended, not counting that day. A contact holds for 60 days,
    its own among them.

    >>> list(alone_spans(date(2026, 4, 1), None, partners=[], contacts=[date(2026, 6, 10)]))
    [(datetime.date(2026, 5, 31), datetime.date(2026, 6, 9)), (datetime.date(2026, 8, 9), None)]
    """
    held = [(start, end) for start, end in partners if end is None or end > start]
    held += [(on, on + timedelta(days=ALONE_AFTER_DAYS)) for on in contacts]
    free = opened_on + timedelta(days=ALONE_AFTER_DAYS)
    for start, end in sorted(held, key=lambda one: (one[0], one[1] or date.max)):
        if closed_on is not None and start >= closed_on:
            break
        if start > free:
            yield free, start - ONE_DAY
        if end is None:
            return
        free = max(free, end)
    if closed_on is None:
        yield free, None
    elif free < closed_on:
        yield free, closed_on - ONE_DAY
