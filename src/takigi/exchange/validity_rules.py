"""認定有効期間: the first and the last day of a certification (介護保険法施行規則38条・52条). Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def valid_until(start: date, months: int) -> date:
    """The last day of a certification of n months: always the end of a month.

    From the first of a month n months are counted; from any other day the rest of that month comes
    first and n months follow.

    >>> valid_until(date(2024, 4, 1), 6), valid_until(date(2024, 4, 15), 6)
    (datetime.date(2024, 9, 30), datetime.date(2024, 10, 31))
    """
    if months < 1:
        raise ValueError("有効期間の月数は1か月以上で指定してください。")
    whole_months = months - 1 if start.day == 1 else months
    years, month = divmod(start.month - 1 + whole_months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, monthrange(year, month)[1])


def valid_from(application_type: str, application_on: date, previous_until: date | None) -> date | None:
    """The first day: the day of application for 新規 and 変更, the day after the last period for 更新.

    None where the rule does not say: a renewal whose last period is unknown, and 職権.
    """
    if application_type in ("1", "3"):
        return application_on
    if application_type == "2" and previous_until is not None:
        return previous_until + timedelta(days=1)
    return None
