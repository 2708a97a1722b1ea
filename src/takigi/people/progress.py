"""進みぐあい: how far a long check or import has come; beside the database, which hides what is not yet committed."""

import uuid
from dataclasses import asdict, dataclass

from django.core.cache import cache

# What is going on, and from where to where it fills the bar. Checking and writing have a bar each.
PHASES = {
    "reading": ("ファイルを読んでいます", 0, 50),
    "deciding": ("台帳とくらべています", 50, 95),
    "summing": ("結果をまとめています", 95, 99),
    "applying": ("台帳に書いています", 0, 99),
    "matching": ("本人とくらべています", 50, 95),
    "writing": ("チェックリストを書いています", 0, 99),
}


@dataclass(frozen=True)
class Step:
    """One moment of a long piece of work: `done` of about `total` rows or people."""

    phase: str
    done: int
    total: int

    @property
    def label(self) -> str:
        """What is going on, for the screen."""
        return PHASES[self.phase][0]

    @property
    def percent(self) -> int:
        """How full the bar is, from 0 to 99: only the state of the import says that it is done."""
        _, start, end = PHASES[self.phase]
        part = min(self.done / self.total, 1.0) if self.total else 0.0
        return int(start + (end - start) * part)


def _key(batch_id: uuid.UUID) -> str:
    return f"import:{batch_id}"


def note_progress(batch_id: uuid.UUID, phase: str, done: int, total: int) -> None:
    """Write down where the work is; whoever looks sees the last word."""
    cache.set(_key(batch_id), asdict(Step(phase, done, total)))


def forget_progress(batch_id: uuid.UUID) -> None:
    """The work is done, or given up."""
    cache.delete(_key(batch_id))


def progress_noted(batch_id: uuid.UUID) -> Step | None:
    """The last word about the work, or None."""
    noted = cache.get(_key(batch_id))
    return Step(**noted) if noted else None
