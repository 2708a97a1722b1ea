"""ひらく日: every week or on certain weeks of the month, with a rest in winter; the words for it and the next days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.resources.rules.words import ResourceRefused

DAYS = "月火水木金土日"
LOOKS_AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class Slot:
    """ひらく曜日. `weeks` empty: every week; otherwise the first, second … of the month. Times as 「10:00」, or empty."""

    weekday: int
    weeks: tuple[int, ...] = ()
    starts: str = ""
    ends: str = ""

    @property
    def words(self) -> str:
        """「毎週火曜 10:00〜11:30」, 「第1・第3木曜」."""
        often = "・".join(f"第{week}" for week in self.weeks) or "毎週"
        times = f" {self.starts}〜{self.ends}" if self.starts or self.ends else ""
        return f"{often}{DAYS[self.weekday]}曜{times}"

    def is_on(self, day: date) -> bool:
        """Whether the place opens on the day.

        >>> Slot(3, (1, 3)).is_on(date(2026, 11, 5)), Slot(3, (1, 3)).is_on(date(2026, 11, 12))
        (True, False)
        """
        return day.weekday() == self.weekday and (not self.weeks or (day.day + 6) // 7 in self.weeks)


@dataclass(frozen=True)
class Rest:
    """休む季節: from a month to a month, both included; over the turn of the year, too."""

    from_month: int
    to_month: int

    @property
    def words(self) -> str:
        """「12月から3月は休み」."""
        return (
            f"{self.from_month}月から{self.to_month}月は休み"
            if self.from_month != self.to_month
            else f"{self.to_month}月は休み"
        )

    def holds(self, day: date) -> bool:
        """Whether the place rests on the day.

        >>> Rest(12, 3).holds(date(2027, 1, 5)), Rest(12, 3).holds(date(2027, 4, 1))
        (True, False)
        """
        if self.from_month <= self.to_month:
            return self.from_month <= day.month <= self.to_month
        return day.month >= self.from_month or day.month <= self.to_month


def next_days(slots: Sequence[Slot], rest: Rest | None, *, on: date, most: int = 3) -> tuple[date, ...]:
    """The next days on which the place opens, today included. National holidays are not known here.

    >>> next_days([Slot(1)], Rest(12, 3), on=date(2026, 11, 23), most=2)
    (datetime.date(2026, 11, 24), datetime.date(2027, 4, 6))
    """
    found: list[date] = []
    day = on
    while day < on + LOOKS_AHEAD and len(found) < most:
        if any(slot.is_on(day) for slot in slots) and not (rest and rest.holds(day)):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def check_slots(slots: Sequence[Slot]) -> None:
    """Refuses a time that ends before it begins, and the same weekday twice."""
    for slot in slots:
        if slot.starts and slot.ends and _minutes(slot.ends) <= _minutes(slot.starts):
            raise ResourceRefused(f"{DAYS[slot.weekday]}曜の終わりの時刻が、始まりより前になっています。")
    if len({slot.weekday for slot in slots}) < len(slots):
        raise ResourceRefused("同じ曜日が二つあります。一つにまとめてください。")


def _minutes(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def days_in_words(slots: Sequence[Slot]) -> Iterator[str]:
    """The openings in words, Monday first; weekdays that share their weeks and times stand together.

    >>> [*days_in_words([Slot(2, (), "8:30", "9:00"), Slot(0, (), "8:30", "9:00"), Slot(5)])]
    ['毎週月・水曜 8:30〜9:00', '毎週土曜']
    """
    together: dict[tuple[tuple[int, ...], str, str], list[Slot]] = {}
    for slot in sorted(slots, key=lambda one: one.weekday):
        together.setdefault((slot.weeks, slot.starts, slot.ends), []).append(slot)
    for some in together.values():
        named = "・".join(DAYS[one.weekday] for one in some)
        yield some[0].words.replace(f"{DAYS[some[0].weekday]}曜", f"{named}曜", 1)
