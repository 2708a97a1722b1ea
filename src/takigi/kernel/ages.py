"""年齢: counted as the law counts (年齢計算ニ関スル法律, 民法143条): a year is full on the day before the birthday."""

from __future__ import annotations

from datetime import date, timedelta

from takigi.kernel.partial_dates import PartialDate


def reaches_age_on(birth: date, years: int) -> date:
    """The day on which a person reaches an age: the day before the birthday.

    Someone born on 29 February reaches it on 28 February of every year.

    >>> reaches_age_on(date(1961, 4, 1), 65)
    datetime.date(2026, 3, 31)
    >>> reaches_age_on(date(1960, 2, 29), 65)
    datetime.date(2025, 2, 28)
    """
    year = birth.year + years
    if (birth.month, birth.day) == (2, 29):
        return date(year, 2, 28)
    return date(year, birth.month, birth.day) - timedelta(days=1)


def age_on(birth: date, on: date) -> int:
    """The legal age at the end of a day. Refuses a day before the birth.

    >>> age_on(date(1961, 4, 1), date(2026, 3, 30)), age_on(date(1961, 4, 1), date(2026, 3, 31))
    (64, 65)
    """
    if on < birth:
        raise ValueError("生年月日より前の日の年齢は計算できません。日付を確かめてください。")
    years = on.year - birth.year
    # A person born on 1 January reaches the age of the coming year on 31 December.
    return next(age for age in (years + 1, years, years - 1) if reaches_age_on(birth, age) <= on)


def ages_on(birth: PartialDate, on: date) -> tuple[int, int] | None:
    """The youngest and the oldest that a person may be, or None when nothing is known of the birth.

    >>> from takigi.kernel.partial_dates import Precision
    >>> ages_on(PartialDate(date(1930, 1, 1), date(1930, 12, 31), Precision.YEAR, "昭和5年"), date(2026, 6, 1))
    (95, 96)
    """
    if birth.earliest is None or birth.latest is None:
        return None
    youngest = age_on(birth.latest, on) if birth.latest <= on else 0
    return youngest, age_on(birth.earliest, on)
