"""項目の種類: how a value of a sheet is written in the file, and read back from it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from takigi.kernel.eras import PartialDate

_NO_DAY = ("", "00000000")


class NotInFile(ValueError):
    """The file has no way to say this value. The text is a sentence for the person who sends it."""


class NotReadable(ValueError):
    """What stands in the file has no meaning there. The text is a sentence for the person who takes it in."""


@dataclass(frozen=True)
class Kind:
    """One kind of field: free text stands in quotation marks, everything else bare."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    is_quoted: bool = False


def _text(written: str) -> str:
    return written.replace("\r\n", "\n").replace("\r", "\n")


def coded(words: Mapping[Any, str], *, empty: Any = "") -> Kind:
    """A value that stands in the file as one of a few codes; `words` has value → code."""
    values = {code: value for value, code in words.items()}

    def write(value: Any) -> str:
        if value == empty or value is None:
            return ""
        if value not in words:
            raise NotInFile(f"この様式の番号にない値（{value}）のため、空欄にしました。")
        return words[value]

    def read(written: str) -> Any:
        if not written:
            return empty
        if written not in values:
            raise NotReadable(
                f"番号は{'・'.join(values)}のどれかです。空欄として読みました。送り元に確かめてください。"
            )
        return values[written]

    return Kind(write, read)


def one_of(*codes: str) -> Kind:
    """A field that holds one of these codes, as the sheet does."""
    return coded({code: code for code in codes})


def _write_day(value: date | None) -> str:
    return "" if value is None else f"{value:%Y%m%d}"


def _read_day(written: str) -> date | None:
    if written in _NO_DAY:
        return None
    try:
        return date.fromisoformat(written) if len(written) == 8 and written.isdecimal() else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise NotReadable("日付は8けたの数字（西暦の年月日）です。空欄として読みました。送り元に確かめてください。")


def _write_birth(value: PartialDate | None) -> str:
    if value is None:
        return ""
    if value.exact is None:
        raise NotInFile("月日まで分かる生年月日しか書けないため、空欄にしました。")
    return _write_day(value.exact)


def _read_birth(written: str) -> PartialDate | None:
    day = _read_day(written)
    return PartialDate.of(day) if day else None


def _read_count(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdecimal()):
        raise NotReadable("数が入る欄です。空欄として読みました。送り元に確かめてください。")
    return int(written)


def _write_count(value: int | None) -> str:
    return "" if value is None else str(value)


TEXT = Kind(lambda value: value or "", _text, is_quoted=True)
NUMBER_TEXT = Kind(lambda value: value or "", lambda written: written.strip())
DAY = Kind(_write_day, _read_day)
BIRTH = Kind(_write_birth, _read_birth)
COUNT = Kind(_write_count, _read_count)
YES_NO = coded({True: "1", False: "2"}, empty=None)
YES_ZERO = coded({True: "1", False: "0"}, empty=None)
OUTSOURCED = coded({False: "1", True: "2"}, empty=None)
