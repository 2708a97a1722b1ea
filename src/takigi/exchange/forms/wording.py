"""帳票の言いまわし: dates, ticks and codes as they are printed. What is unknown leaves room for the pen. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import TypeVar

from takigi.exchange.forms.boxes import Content
from takigi.kernel.eras import PartialDate, in_japanese

CHOSEN, OPEN = "■", "□"
BLANK_DAY, NARROW_DAY = "　　　年　　月　　日", "　　年　月　日"

SEX = {"1": "男", "2": "女"}
PLAN_KIND = {"1": "介護予防支援", "2": "介護予防ケアマネジメント"}
OUTSOURCED = {False: "直営", True: "委託"}
CERTIFICATION_STATE = {"1": "申請中", "2": "認定済み"}
SUPPORT_LEVEL = {"1": "要支援１", "2": "要支援２", "3": "地域支援事業"}
YES_NO = {True: "有", False: "無"}
NEEDED = {True: "要", False: "否"}
ACHIEVED = {True: "達成", False: "未達成"}

Choice = TypeVar("Choice")


def ticks(choices: Mapping[Choice, str], chosen: Collection[Choice]) -> str:
    """Every choice, the chosen ones filled.

    >>> ticks({"11": "初回", "12": "紹介"}, ["12"])
    '□初回　■紹介'
    """
    return "　".join(f"{CHOSEN if key in chosen else OPEN}{word}" for key, word in choices.items())


def one_of(choices: Mapping[Choice, str], chosen: Choice | None) -> str:
    """Every choice, with at most one filled."""
    return ticks(choices, () if chosen is None else (chosen,))


def day(on: date | None) -> Content:
    """A day, or room to write one."""
    return on or BLANK_DAY


def narrow_day(on: date | None) -> Content:
    """A day, or room to write one in a narrow column."""
    return on or NARROW_DAY


def period(start: date | None, end: date | None) -> str:
    """From one day to another; open at the end that is not known.

    >>> period(date(2026, 4, 1), None)
    '令和8年4月1日 ～ '
    """
    if start is None and end is None:
        return f"{BLANK_DAY} ～ {BLANK_DAY}"
    return f"{in_japanese(start) if start else ''} ～ {in_japanese(end) if end else ''}"


def clock(start: time | None, end: time | None) -> str:
    """From one time of the day to another: 10:00 ～ 11:20."""
    if start is None and end is None:
        return "　　：　　 ～ 　　：　　"
    return f"{_hour(start)} ～ {_hour(end)}"


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def born(birth: PartialDate | None) -> Content:
    """The day of birth as far as it is known."""
    if birth is None:
        return BLANK_DAY
    return birth.exact or birth.in_japanese


def count(number: int | None, unit: str) -> str:
    """A number with its unit, or room for it: 3回.

    >>> count(3, "回"), count(None, "回")
    ('3回', '　　　回')
    """
    return f"　　　{unit}" if number is None else f"{number}{unit}"


def bullets(lines: Collection[str]) -> str:
    """One line each, with a dot in front when there is more than one."""
    return "\n".join(f"・{line}" for line in lines) if len(lines) > 1 else "\n".join(lines)


CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def numbered(number: int) -> str:
    """The number as forms write it: ①, and (21) where the circles end."""
    return CIRCLED[number - 1] if number <= len(CIRCLED) else f"({number})"


def on_paper(content: Content) -> str:
    """A box's content as a text: days in their era, line ends of one kind."""
    if isinstance(content, date):
        return in_japanese(content)
    return str(content).replace("\r\n", "\n").replace("\r", "\n")
