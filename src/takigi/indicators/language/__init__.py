"""指標の言葉: how a planner's colleague writes what is counted. Each phrase is checked where it is written."""

from takigi.indicators.language.counting import count, count_distinct, in_force, mean, median, quantile, rows, total
from takigi.indicators.language.looking import any_of, first_of, last_of, none_of, number_of, state_on, total_of
from takigi.indicators.language.phrases import (
    Phrase,
    age_on,
    always,
    as_of,
    choose,
    days_between,
    index_day,
    period_first_day,
    period_last_day,
    surely,
)
from takigi.indicators.language.records import Linked, Records, Register
from takigi.indicators.missing import MissingKind
from takigi.indicators.tables import blank, column

__all__ = [
    "Linked",
    "MissingKind",
    "Phrase",
    "Records",
    "Register",
    "age_on",
    "always",
    "any_of",
    "as_of",
    "blank",
    "choose",
    "column",
    "count",
    "count_distinct",
    "days_between",
    "first_of",
    "in_force",
    "index_day",
    "last_of",
    "mean",
    "median",
    "none_of",
    "number_of",
    "period_first_day",
    "period_last_day",
    "quantile",
    "rows",
    "state_on",
    "surely",
    "total",
    "total_of",
]
