"""仮の番号のつくり方: whole numbers that stand for people and events, under a secret of the town. Pure.

Whoever sees only the facts cannot turn a number back: without the secret there is nothing to try names against. The same
subject always gets the same number, so that facts gathered for one person fit those gathered for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

PERSON, CASE = "person", "case"
# Positive, and whole in every database and in a spreadsheet's 64 bits.
_BITS = 62


class NumberTaken(ValueError):
    """Two subjects came to one number: one of them has to be given another."""

    def __init__(self, kind: str, subject: str, other: str) -> None:
        super().__init__(f"{kind}: 二つの記録が同じ番号になりました。")
        self.kind, self.subject, self.other = kind, subject, other


def town_secret(secret: bytes, municipality_id: int) -> bytes:
    """A secret for one municipality: the same person in two towns' files is two numbers."""
    return hashlib.blake2b(str(municipality_id).encode(), key=secret, digest_size=32).digest()


def number_of(secret: bytes, kind: str, subject: str, attempt: int = 0) -> int:
    """The number of a subject; a further attempt where the first one is taken.

    >>> number_of(b"town", "person", "a") == number_of(b"town", "person", "a")
    True
    >>> number_of(b"town", "person", "a") == number_of(b"other", "person", "a")
    False
    """
    told = f"{kind}\x1f{subject}\x1f{attempt}".encode()
    return int.from_bytes(hashlib.blake2b(told, key=secret, digest_size=8).digest()) >> (64 - _BITS)


class Keys:
    """The numbers of one town.

    `kept`: those that had to be drawn again. `known`: of each kind, whom numbers stand for already.
    """

    def __init__(
        self,
        secret: bytes,
        kept: Mapping[tuple[str, str], int] | None = None,
        known: Mapping[str, Mapping[int, str]] | None = None,
    ) -> None:
        self._secret, self._kept = secret, kept or {}
        self._subjects = {kind: dict(numbers) for kind, numbers in (known or {}).items()}

    def of(self, kind: str, subject: object) -> int:
        """The number of a subject. Raises NumberTaken when another one has it already."""
        word = str(subject)
        number = self._kept.get((kind, word)) or number_of(self._secret, kind, word)
        other = self._subjects.setdefault(kind, {}).setdefault(number, word)
        if other != word:
            raise NumberTaken(kind, word, other)
        return number

    def given(self, kind: str) -> Mapping[int, str]:
        """Every number of a kind, with its subject: those known before, and those given since."""
        return self._subjects.get(kind, {})
