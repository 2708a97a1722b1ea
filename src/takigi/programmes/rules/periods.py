"""期間のきまり: planned end, weeks that do not count, extension within the town's limit, contracts that end in March."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.fiscal_year import FiscalYear
from takigi.kernel.months import months_after
from takigi.programmes.rules.words import ProgrammeRefused


@dataclass(frozen=True, order=True)
class Pause:
    """中断: from the first day away to the day of the return, which counts again. `back_on` None: still away."""

    from_on: date
    back_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.from_on <= day and (self.back_on is None or day < self.back_on)

    def weeks(self, *, on: date) -> int:
        """Begun weeks: whoever comes weekly keeps the weekday.

        >>> Pause(date(2026, 5, 1), date(2026, 5, 9)).weeks(on=date(2026, 6, 1))
        2
        """
        days = ((self.back_on or max(on, self.from_on)) - self.from_on).days
        return -(-days // 7)


def first_planned_end(started_on: date, weeks: int) -> date:
    """The last day of the n-th week.

    >>> first_planned_end(date(2026, 4, 1), 12)
    datetime.date(2026, 6, 23)
    """
    return started_on + timedelta(weeks=weeks) - timedelta(days=1)


def planned_end(base_end_on: date, pauses: Iterable[Pause], *, on: date) -> date:
    """The end with the suspended weeks put behind it: they do not count (V26)."""
    return base_end_on + timedelta(weeks=sum(pause.weeks(on=on) for pause in pauses))


def check_pause(pause: Pause, others: Iterable[Pause], *, started_on: date, end_on: date) -> None:
    """Refuses a suspension outside the course, back before it began, or one that lies over another."""
    if pause.from_on < started_on:
        raise ProgrammeRefused(f"中断の始まりは、開始日（{in_short_japanese(started_on)}）以降の日にしてください。")
    if pause.from_on > end_on:
        raise ProgrammeRefused(
            f"中断の始まりが、終わりの予定（{in_short_japanese(end_on)}）より後です。先に延長を決めてください。"
        )
    if pause.back_on is not None and pause.back_on < pause.from_on:
        raise ProgrammeRefused("再開の日が、中断の始まりより前になっています。日付を確かめてください。")
    for other in others:
        apart = (other.back_on is not None and pause.from_on >= other.back_on) or (
            pause.back_on is not None and pause.back_on <= other.from_on
        )
        if not apart:
            raise ProgrammeRefused(
                f"{in_short_japanese(other.from_on)}からの中断と重なっています。前の中断を先に直してください。"
            )


@dataclass(frozen=True)
class Stretch:
    """延長の願い: until when, how many sessions more, and why."""

    end_on: date
    more_sessions: int
    reason: str


def latest_end(started_on: date, course_months: int, pauses: Iterable[Pause], *, on: date) -> date:
    """The last day that the town's limit allows, the suspended weeks put behind it (V29).

    >>> latest_end(date(2026, 4, 1), 6, (), on=date(2026, 6, 1))
    datetime.date(2026, 9, 30)
    """
    return planned_end(months_after(started_on, course_months) - timedelta(days=1), pauses, on=on)


def check_extension(
    wanted: Stretch, *, end_on: date, first_end_on: date, extension_months: int, latest_end_on: date
) -> None:
    """Refuses an extension without a reason, backwards, beyond the programme's months or beyond the town's limit (V29).

    `first_end_on`: the end without any extension, suspended weeks included.
    """
    if len(wanted.reason.strip()) < 5:
        raise ProgrammeRefused("延長する理由を、あとで読む人に分かるように書いてください。")
    if extension_months == 0:
        raise ProgrammeRefused("この事業に延長はありません。終了時の評価をして、次の場所につないでください。")
    if wanted.end_on < end_on or (wanted.end_on == end_on and wanted.more_sessions == 0):
        raise ProgrammeRefused(
            f"いまの終わりの予定は{in_short_japanese(end_on)}です。それより後の日か、増やす回数を書いてください。"
        )
    if not 0 <= wanted.more_sessions <= 100:
        raise ProgrammeRefused("増やす回数は、0から100までの数で書いてください。")
    last = months_after(first_end_on, extension_months)
    if wanted.end_on > last:
        raise ProgrammeRefused(
            f"この事業の延長は{extension_months}か月までです。{in_short_japanese(last)}までの日にしてください。"
        )
    if wanted.end_on > latest_end_on:
        raise ProgrammeRefused(
            f"町の決めた長さの上限をこえます。{in_short_japanese(latest_end_on)}までの日にしてください。"
        )


@dataclass(frozen=True, order=True)
class Stay:
    """どの教室にいつから: a person may go on in another course without the clinical course breaking off (V28)."""

    from_on: date
    course: str


@dataclass(frozen=True, order=True)
class ContractPart:
    """契約の区切り: one course within one fiscal year."""

    from_on: date
    until_on: date
    course: str


def contract_parts(stays: Sequence[Stay], until_on: date) -> list[ContractPart]:
    """Contracts end on 31 March, so a course of treatment may have several parts; it stays one (V28).

    >>> [str(part.until_on) for part in contract_parts([Stay(date(2026, 2, 3), "a")], date(2026, 4, 27))]
    ['2026-03-31', '2026-04-27']
    """
    parts = []
    ordered = sorted(stays)
    for stay, follower in zip(ordered, [*ordered[1:], None], strict=True):
        first, last = stay.from_on, follower.from_on - timedelta(days=1) if follower else until_on
        while first <= last:
            until = min(last, FiscalYear.containing(first).last_day)
            parts.append(ContractPart(first, until, stay.course))
            first = until + timedelta(days=1)
    return parts
