"""実施のきまり: which days may carry a session, how many there may be, and what one of them must say (V29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.kernel.era_names import in_short_japanese
from takigi.programmes.rules.periods import Pause
from takigi.programmes.rules.words import AbsenceReason, Attendance, ProgrammeRefused


@dataclass(frozen=True)
class EpisodeSpan:
    """What a session is checked against. `planned` counts granted extensions; `pauses` are the suspensions."""

    started_on: date
    end_on: date
    planned: int
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True)
class HeldDay:
    """A session that stands: its day, and whether the person took part."""

    on: date
    attendance: Attendance


def check_session(
    day: HeldDay, others: Iterable[HeldDay], span: EpisodeSpan, *, today: date, is_extra: bool = False
) -> None:
    """Refuses a session outside [start, end], in a suspension, in the future, twice a day unless said to be extra, or one more than planned."""
    others = list(others)
    _check_day(day.on, span, today=today)
    if not is_extra and any(other.on == day.on for other in others):
        raise ProgrammeRefused(
            f"{in_short_japanese(day.on)}の記録はもうあります。直すときはその記録を開いてください。"
            "同じ日に2回あったときは「同じ日の2回目」を選びます。"
        )
    if day.attendance is Attendance.ATTENDED and attended(others) >= span.planned:
        raise ProgrammeRefused(
            f"予定の{span.planned}回がすべて終わっています。続けるときは、先に延長を決めてください。"
        )


def _check_day(on: date, span: EpisodeSpan, *, today: date) -> None:
    if on > today:
        raise ProgrammeRefused("日付が今日より後になっています。その日が来てから記録してください。")
    if on < span.started_on:
        raise ProgrammeRefused(
            f"開始日（{in_short_japanese(span.started_on)}）より前の日です。日付を確かめるか、開始日を直してください。"
        )
    if on > span.end_on:
        raise ProgrammeRefused(
            f"終わりの予定（{in_short_japanese(span.end_on)}）より後の日です。続けるときは、先に延長を決めてください。"
        )
    for pause in span.pauses:
        if pause.holds(on):
            raise ProgrammeRefused(
                f"{in_short_japanese(pause.from_on)}から中断しています。再開の日を記録してから、実施を記録してください。"
            )


def attended(days: Iterable[HeldDay]) -> int:
    """How many sessions the person took part in."""
    return sum(day.attendance is Attendance.ATTENDED for day in days)


def check_absence(attendance: Attendance, reason: AbsenceReason | None) -> AbsenceReason | None:
    """A reason belongs to whoever was not there, and to nobody else."""
    if attendance is Attendance.ATTENDED:
        return None
    if attendance is Attendance.CANCELLED:
        return reason or AbsenceReason.PROVIDER
    if reason is None:
        raise ProgrammeRefused("休みの理由を選んでください。分からないときは「分からない」を選べます。")
    return reason


def check_minutes(interview: int | None, exercise: int | None) -> None:
    """Minutes of one session: none is negative or longer than a day's work."""
    for label, minutes in (("面談", interview), ("運動", exercise)):
        if minutes is not None and not 0 <= minutes <= 480:
            raise ProgrammeRefused(f"{label}の時間は、0から480分までの数で書いてください。")
