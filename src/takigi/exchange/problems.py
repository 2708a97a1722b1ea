"""取込の問題: one thing to look at in one cell of a file, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Where (row and column as the officer sees them), what stood there, and what to do now.

    `column` is the heading in the file, empty when the whole row is meant. `code` never
    changes, so that tests and counts do not hang on a sentence. A blocking problem keeps
    its row out; the others are warnings.
    """

    row_no: int
    column: str
    value: str
    code: str
    sentence: str
    is_blocking: bool
