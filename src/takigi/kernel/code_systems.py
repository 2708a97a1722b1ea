"""コード体系: a table of codes with its source, read and named without guessing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property


class UnknownCode(ValueError):
    """The value is none of the codes. The text is a sentence that names what is accepted."""


@dataclass(frozen=True)
class Code:
    """One code with its meaning; in use from `since` to `until`, both included, without limit when None."""

    value: str
    label: str
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    verified: bool = True

    def in_use(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class CodeSystem:
    """A table of codes, with where it was taken from and whether that was an official document.

    `verified` is False while one of its codes still has to be compared with the official specification.
    """

    key: str
    name: str
    source: str
    verified: bool
    codes: tuple[Code, ...]

    @cached_property
    def _by_value(self) -> dict[str, Code]:
        return {code.value: code for code in self.codes}

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        return {_spelling(text): code.value for code in self.codes for text in (code.value, code.label, *code.aliases)}

    def known(self, value: str) -> bool:
        """Whether the value is a code of this table, exactly as it is stored."""
        return value in self._by_value

    def label(self, value: str, on: date | None = None) -> str:
        """What the code means; with `on`, refused when the code was not in use on that day."""
        code = self._by_value.get(value)
        if code is None:
            raise UnknownCode(self._accepted())
        if on is not None and not code.in_use(on):
            raise UnknownCode(f"{self.name}の{code.value}（{code.label}）は、その日には使われていません。")
        return code.label

    def choices(self, on: date | None = None) -> list[tuple[str, str]]:
        """Values and labels for a form, only those in use on the day."""
        return [(code.value, code.label) for code in self.codes if on is None or code.in_use(on)]

    def read(self, text: str | int | float) -> str:
        """The code that was written as code, label or usual short form, or UnknownCode. Never guesses.

        A code keeps its number of digits: 1 is not 01, because a 1 among care levels may as well mean 要支援1.

        >>> sex = CodeSystem("sex", "性別", "例", True, (Code("1", "男"), Code("2", "女", aliases=("女性",))))
        >>> sex.read("１"), sex.read("女性"), sex.read(2)
        ('1', '2', '2')
        """
        value = self._by_spelling.get(_spelling(text))
        if value is None:
            raise UnknownCode(self._accepted())
        return value

    def _accepted(self) -> str:
        accepted = "、".join(f"{code.value} {code.label}" for code in self.codes)
        return f"{self.name}として読めません。書けるのは次のどれかです: {accepted}"


def _spelling(text: str | float) -> str:
    """Width, case and spaces do not matter, nor the .0 that a spreadsheet hangs on a number."""
    spelling = "".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()
    return re.sub(r"^(\d+)\.0+$", r"\1", spelling)
