"""三年の予定: the activities of a theory as rows of a schedule of fiscal years and quarters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from takigi.charts.schedule import Planned, Schedule, ScheduleRow
from takigi.kernel.fiscal_year import FiscalYear
from takigi.logic_models.rules.nodes import Activity, Bar
from takigi.logic_models.rules.picture import nowhere
from takigi.logic_models.rules.theory import Theory


def planned(theory: Theory) -> tuple[Activity, ...]:
    """The activities for which anything is planned."""
    return tuple(one for one in theory.of(Activity) if one.schedule or one.schedule_note)


def first_year(theory: Theory, *, on: date) -> FiscalYear:
    """The fiscal year of the first day in the schedule; without any, that of `on`."""
    days = [day for one in planned(theory) for bar in one.schedule if (day := bar.starts_on or bar.ends_on)]
    return FiscalYear.containing(min(days, default=on))


def schedule_of(theory: Theory, *, on: date, opens: Callable[[str], str] = nowhere) -> Schedule:
    """The schedule of three years for the room of charts to draw."""
    rows = tuple(_row(one, opens(one.key)) for one in planned(theory))
    pieces = sum(len(row.pieces) for row in rows)
    about = sum(piece.is_about for row in rows for piece in row.pieces)
    said = f"実施項目は{len(rows)}件、予定は{pieces}件です。"
    said += f"斜線と白い印の{about}件は、時期がおおよそのものです。" if about else ""
    schedule = Schedule("三年の予定", said, rows, first_year(theory, on=on))
    later = sum(not schedule.holds(piece) for row in rows for piece in row.pieces)
    if not later:
        return schedule
    return Schedule(schedule.title, f"{said}このほか、図のあとの予定が{later}件あります。", rows, schedule.first)


def _row(activity: Activity, href: str) -> ScheduleRow:
    dated = [bar for bar in activity.schedule if bar.starts_on or bar.ends_on]
    undated = [f"{bar.text}（{bar.written or '時期は未定'}）" for bar in activity.schedule if bar not in dated]
    notes = (*undated, *((activity.schedule_note,) if activity.schedule_note else ()))
    return ScheduleRow(activity.text, tuple(_piece(bar) for bar in dated), notes, href)


def _piece(bar: Bar) -> Planned:
    start = bar.starts_on or bar.ends_on
    if start is None:
        raise ValueError("a bar without any day has no place in the picture")
    return Planned(words_of(bar), start, bar.ends_on if bar.starts_on else None, bar.is_about)


def words_of(bar: Bar) -> str:
    """What stands at a bar: its step towards the budget, what it is, and ～ where its end is open."""
    step = f"【{bar.step.label}】" if bar.step else ""
    is_open = bar.ends_on is None and bar.written.rstrip().endswith(("～", "〜", "~", "から"))
    return f"{step}{bar.text or bar.written}{'～' if is_open else ''}".replace("\n", " ")
