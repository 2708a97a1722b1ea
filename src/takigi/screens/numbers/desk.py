"""数字の机の見出し: its sides, the ground, and which periods an address asks for."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.components.ground_line import GroundLine
from takigi.components.tabs import Tab, Tabs
from takigi.evaluation.queries.standing import Standing
from takigi.indicators.periods import Periods, first_of_month, fiscal_years, month_number, months
from takigi.kernel.era_names import in_japanese
from takigi.kernel.fiscal_year import FiscalYear

SIDES = (("いまの数", "numbers"), ("報告した数", "number_reports"), ("データの確かめ", "number_quality"))
MONTHS_SHOWN, YEARS_SHOWN = 24, 3


def desk_tabs(current: str) -> Tabs:
    """The sides of the desk, with the one that is open."""
    return Tabs("数字の机", tuple(Tab(label, reverse(name), is_current=name == current) for label, name in SIDES))


def recent_months(on: date) -> Periods:
    """Two years of months, up to the one that is not over yet."""
    return months(first_of_month(month_number(on) - MONTHS_SHOWN + 1), on)


def recent_years(on: date) -> Periods:
    """This fiscal year and the two before."""
    this = FiscalYear.containing(on).begins_in
    return fiscal_years(this - YEARS_SHOWN + 1, this)


def standing_parts(standing: Standing) -> dict[str, Any]:
    """What every screen of numbers says about them: since when, on what ground, and whether something is still missing."""
    counted = localtime(standing.counted_at)
    return {
        "ground": GroundLine(standing.because),
        "as_of": in_japanese(standing.as_of),
        "counted": f"{in_japanese(standing.as_of)}現在（{counted:%H:%M}に数えました）",
        "is_behind": standing.is_behind,
    }
