"""期間: which months and which fiscal years the screens of numbers show."""

from datetime import date

from takigi.indicators.periods import Periods, first_of_month, fiscal_years, month_number, months
from takigi.kernel.fiscal_year import FiscalYear

MONTHS_SHOWN, YEARS_SHOWN = 24, 3


def recent_months(on: date) -> Periods:
    """Two years of months, up to the one that is not over yet."""
    return months(first_of_month(month_number(on) - MONTHS_SHOWN + 1), on)


def recent_years(on: date) -> Periods:
    """This fiscal year and the two before."""
    this = FiscalYear.containing(on).begins_in
    return fiscal_years(this - YEARS_SHOWN + 1, this)
