"""検索のことば: what somebody typed, understood as a number, a birth date, a reading or a name. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from takigi.kernel.eras import UnreadableDate, read_date
from takigi.kernel.folding import fold_kana, fold_name, fold_number

_SPACES = re.compile(r"[\s　]+")
_NUMBER = re.compile(r"H?\d{3,10}")
_READING = re.compile(r"[゠-ヿ]+")
_HAS_DIGIT = re.compile(r"\d|[元]年|不詳")


@dataclass(frozen=True)
class Words:
    """The typed words by kind: `numbers` are half-width, `readings` and `names` are folded, in typed order."""

    numbers: tuple[str, ...] = ()
    births: tuple[tuple[date, date], ...] = ()
    readings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search by."""
        return not (self.numbers or self.births or self.readings or self.names)


def understand(text: str) -> Words:
    """The words of a search field, each understood as far as it can be.

    Seven or eight digits may be an insured number's beginning or a birth date: they are both.

    >>> understand("たかはし S12.4.1")
    Words(numbers=(), births=((datetime.date(1937, 4, 1), datetime.date(1937, 4, 1)),), readings=('タカハシ',), names=())
    """
    numbers: list[str] = []
    births: list[tuple[date, date]] = []
    readings: list[str] = []
    names: list[str] = []
    for word in _SPACES.split(text.strip()[:100]):
        number, reading = fold_number(word), fold_kana(word)
        if _NUMBER.fullmatch(number):
            numbers.append(number)
        birth = _birth(word)
        if birth:
            births.append(birth)
        elif number and _NUMBER.fullmatch(number):
            continue
        elif reading and _READING.fullmatch(reading):
            readings.append(reading)
        elif fold_name(word):
            names.append(fold_name(word))
    return Words(tuple(numbers), tuple(births), tuple(readings), tuple(names))


def _birth(word: str) -> tuple[date, date] | None:
    """A day, month or year of birth; short bare digits are a number, never a date."""
    number = fold_number(word)
    if not _HAS_DIGIT.search(number) or (number.isdigit() and len(number) not in (7, 8)):
        return None
    try:
        read = read_date(word)
    except UnreadableDate:
        return None
    return (read.earliest, read.latest) if read and read.earliest and read.latest else None
