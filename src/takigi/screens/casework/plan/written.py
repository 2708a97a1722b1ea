"""紙の入力: a sheet as named boxes of text, and back; what cannot be read is said, and everything else is kept.

A name is the way to the box: `issues-0-supports-1-points`. A list says its length under `issues-n`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from django.http import QueryDict

from takigi.casework.sheets import SheetPerson
from takigi.kernel.date_notations import UnreadableDate
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.spoken_dates import read_spoken_date

Sheet = TypeVar("Sheet")
Written = Mapping[str, str]

MOST_ROWS = 50
WORDS = {True: "yes", False: "no", None: ""}
MEANINGS = {"yes": True, "no": False}


def typed_in(posted: QueryDict) -> dict[str, str]:
    """What the browser sent; line ends as we keep them, boxes of one name joined."""
    return {
        name: ",".join(value for value in posted.getlist(name) if value).replace("\r\n", "\n").rstrip()
        for name in posted
    }


def flat(sheet: Any, start: str = "") -> dict[str, str]:
    """Every box of the sheet as text, the person's own head left out: it comes from the register."""
    found: dict[str, str] = {}
    for name, hint in _hints(type(sheet)):
        value, path = getattr(sheet, name), f"{start}{name}"
        if hint.is_row_list:
            found[f"{path}-n"] = str(len(value))
            for place, row in enumerate(value):
                found |= flat(row, f"{path}-{place}-")
        elif is_dataclass(hint.kind):
            found |= flat(value if value is not None else hint.kind(), f"{path}-")
        else:
            found[path] = _as_text(value)
    return found


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return in_short_japanese(value)
    if isinstance(value, tuple):
        return ",".join(value)
    if value is None or isinstance(value, bool):
        return WORDS[value]
    return str(value)


@dataclass
class Reading:
    """読み取り: what was read, and a sentence for each box that could not be."""

    today: date
    errors: dict[str, str]

    def sheet(self, written: Written, base: Sheet, start: str = "") -> Sheet:
        """The sheet with everything in it that was written; a box that is not there keeps what the base has."""
        changes = {}
        for name, hint in _hints(type(base)):
            path = f"{start}{name}"
            if hint.is_row_list:
                if f"{path}-n" in written:
                    changes[name] = tuple(self._rows(written, path, hint.kind))
            elif is_dataclass(hint.kind):
                changes[name] = self._part(written, path, hint, getattr(base, name))
            elif path in written:
                changes[name] = self._value(path, written[path], hint, getattr(base, name))
        return replace(base, **changes)  # type: ignore[type-var]  # every sheet is a frozen dataclass

    def _rows(self, written: Written, path: str, kind: type) -> Iterator[Any]:
        count = written[f"{path}-n"]
        for place in range(min(int(count), MOST_ROWS) if count.isdecimal() else 0):
            yield self.sheet(written, kind(), f"{path}-{place}-")

    def _part(self, written: Written, path: str, hint: "Hint", base: Any) -> Any:
        part = self.sheet(written, base if base is not None else hint.kind(), f"{path}-")
        return None if hint.may_be_none and part == hint.kind() else part

    def _value(self, path: str, text: str, hint: "Hint", base: Any) -> Any:
        if hint.kind is date:
            return self._day(path, text, base)
        if hint.kind is bool:
            return MEANINGS.get(text)
        if hint.kind is int:
            return self._count(path, text, base)
        if hint.kind is tuple:
            return tuple(word for word in text.split(",") if word)
        return text

    def _day(self, path: str, text: str, base: date | None) -> date | None:
        if not text.strip():
            return None
        try:
            return read_spoken_date(text, today=self.today)
        except UnreadableDate as error:
            self.errors[path] = str(error)
            return base

    def _count(self, path: str, text: str, base: int | None) -> int | None:
        if not text.strip():
            return None
        if text.strip().isdecimal() and len(text.strip()) < 10 and int(text) < 1000:
            return int(text)
        self.errors[path] = "数で書いてください（例: 3）。分からないときは空けておきます。"
        return base


@dataclass(frozen=True)
class Hint:
    """What a field of a sheet holds."""

    kind: Any
    is_row_list: bool = False
    may_be_none: bool = False


@cache
def _hints(sheet: type) -> tuple[tuple[str, Hint], ...]:
    hints = get_type_hints(sheet)
    return tuple((one.name, _hint(hints[one.name])) for one in fields(sheet) if hints[one.name] is not SheetPerson)


def _hint(of: Any) -> Hint:
    may_be_none = isinstance(of, UnionType) and NoneType in get_args(of)
    kind = next(one for one in get_args(of) if one is not NoneType) if may_be_none else of
    if get_origin(kind) is tuple:
        inside = get_args(kind)[0]
        return Hint(inside, is_row_list=True) if is_dataclass(inside) else Hint(tuple)
    return Hint(kind, may_be_none=may_be_none)
