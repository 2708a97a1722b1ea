"""評価のきまり: who is told how exactly, whose facts an event of the audit may have changed, and when facts are too old. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from takigi.kernel.labelled import Labelled
from takigi.organisations.rules import Duty


class Audience(Labelled):
    """だれに見せる数か."""

    OFFICE = "office", "庁内と包括の職員"
    OUTSIDE = "outside", "庁外と公表"


class Part(Labelled):
    """数のどの部分か: every number has these, and behind each of them stand records."""

    NUMERATOR = "numerator", "分子"
    DENOMINATOR = "denominator", "分母"
    WAITING = "waiting", "集計中"
    LEFT_OUT = "left_out", "除いたもの"
    UNKNOWN = "unknown", "わからないもの"


# The row "run indicators" of the write matrix and the row STAT of the read matrix: all staff but system administrators.
# Who judges from outside, and who gives the services, is told as the public is.
AUDIENCES: dict[Duty, Audience] = {
    Duty.CASEWORK: Audience.OFFICE,
    Duty.INSURANCE: Audience.OFFICE,
    Duty.PLANNING: Audience.OFFICE,
    Duty.SECRETARIAT: Audience.OFFICE,
    Duty.STATION: Audience.OFFICE,
    Duty.COORDINATION: Audience.OFFICE,
    Duty.PROVISION: Audience.OUTSIDE,
    Duty.EVALUATION: Audience.OUTSIDE,
    Duty.AUDIT: Audience.OUTSIDE,
}
# P11: no cell of a breakdown under five people, whoever looks.
SMALLEST_IN_THE_OFFICE = 5

# A town up to this size has its facts gathered while somebody waits; a larger one while the worker works.
GATHERED_AT_ONCE = 20_000
# Above this many changed people the facts are gathered anew.
CHANGED_AT_MOST = 20_000
# Monitoring periods last three months: facts older than this may lack one that has fallen due since.
OLDEST = timedelta(days=60)

# Records that went leave nobody behind of whom the fact could be asked anew.
DISPOSED = "custody.records_disposed"
_FEEDING = ("people.", "casework.", "programmes.", DISPOSED)
# What several agencies do together, and who they are, changes facts that belong to no one person.
_FEEDING_TOGETHER = (
    "collaboration.",
    "meetings.",
    "resources.",
    "surveys.",
    "organisations.",
    "casework.shared_",
    DISPOSED,
    "programmes.episode",
)
_READ_ONLY = ("_read", "_printed")
_SUBJECTS = ("person", "case", "episode", "import")
# Things whose events change no fact of a person, nor who is in the tables.
_NO_FACTS = ("course", "programme", "profile", "staff", "agency")
# A way that the town decides may say which measurement is late, in everybody's facts.
_OF_MANY = frozenset({"people.import_undone", "people.residents_taken_in", "casework.way_decided", DISPOSED})
# An import that was only received, checked or put away has written nothing yet.
_WRITTEN = "people.import_applied"


class NotReady(LookupError):
    """There are no facts to count yet; the sentence says what happens now."""


class FactsRefused(ValueError):
    """This cannot be counted or kept like this; the sentence says what is possible."""


@dataclass(frozen=True)
class Touched:
    """Whose facts an event may have changed: ids of a `person`, `case`, `episode` or `import`, or everybody's."""

    subjects: tuple[tuple[str, str], ...] = ()
    is_everybody: bool = False


NOBODY, EVERYBODY = Touched(), Touched(is_everybody=True)


def touched_by(kind: str, target: str, shown: Iterable[str]) -> Touched:
    """What an event says about whose facts may be others now. What nobody has thought of counts as everybody.

    >>> touched_by("casework.visit_confirmed", "case:7", ())
    Touched(subjects=(('case', '7'),), is_everybody=False)
    >>> touched_by("people.import_undone", "import:1", ()).is_everybody
    True
    """
    if not kind.startswith(_FEEDING) or kind.endswith(_READ_ONLY):
        return NOBODY
    if kind in _OF_MANY:
        return EVERYBODY
    named = [one.partition(":") for one in (target, *shown) if one]
    subjects = tuple((table, key) for table, _, key in named if table in _SUBJECTS)
    if subjects and subjects[0][0] == "import":
        return Touched(subjects) if kind == _WRITTEN else NOBODY
    if subjects:
        return Touched(subjects)
    known = named and all(table in _NO_FACTS for table, _, _ in named)
    return NOBODY if known else EVERYBODY


def touches_together(kind: str) -> bool:
    """Whether an event may have changed a fact of working together.

    >>> touches_together("meetings.meeting_held"), touches_together("meetings.packet_read"), touches_together("people.named")
    (True, False, False)
    """
    return kind.startswith(_FEEDING_TOGETHER) and not kind.endswith(_READ_ONLY)


def is_too_old(gathered_on: date, today: date) -> bool:
    """Whether the facts must be gathered anew before anything is counted over them."""
    return today - gathered_on > OLDEST or gathered_on > today
