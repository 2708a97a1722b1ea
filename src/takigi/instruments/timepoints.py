"""測定の時期: whether a measurement is near enough to the start or the end to stand for it (V30)."""

from __future__ import annotations

from datetime import date, timedelta

from takigi.kernel.labelled import Labelled

WINDOW_DAYS = 14
FOLLOW_UP_WEEKS = 12


class Timepoint(Labelled):
    """時期."""

    T0 = "T0", "開始時"
    MIDDLE = "Tmid", "中間"
    T1 = "T1", "終了時"
    T2 = "T2", "終了12週後"
    AD_HOC = "adhoc", "随時"


class Timing(Labelled):
    """時期に合うか. A late measurement is kept and left out of changes unless the town says otherwise."""

    ON_TIME = "on_time", "時期どおり"
    LATE = "late", "時期から外れている"
    NOT_JUDGED = "not_judged", "時期の決まりがない"


def timing_of(
    timepoint: Timepoint,
    measured_on: date,
    *,
    starts_on: date,
    ends_on: date | None,
    window_days: int = WINDOW_DAYS,
) -> Timing:
    """T0 within the window before or after the start, T1 within it before or after the end; both ends count.

    >>> timing_of(Timepoint.T0, date(2026, 4, 15), starts_on=date(2026, 4, 1), ends_on=None)
    <Timing.ON_TIME: 'on_time'>
    """
    anchor = {Timepoint.T0: starts_on, Timepoint.T1: ends_on}.get(timepoint)
    if anchor is None:
        return Timing.NOT_JUDGED
    return Timing.ON_TIME if abs((measured_on - anchor).days) <= window_days else Timing.LATE


def follow_up_due_on(ends_on: date) -> date:
    """The day of the measurement twelve weeks after the end.

    >>> follow_up_due_on(date(2026, 6, 30))
    datetime.date(2026, 9, 22)
    """
    return ends_on + timedelta(weeks=FOLLOW_UP_WEEKS)
