"""つながり: who knows whom, from what was done together; counted with n, never as a mark for anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from takigi.kernel.labelled import Labelled


class TieKind(Labelled):
    """つながりの種類."""

    CO_ATTENDED = "co_attended", "同じ会議に出た"
    CO_CASE = "co_case", "同じケースで役割を持った"
    CONSULTED = "consulted", "連絡・相談をした"
    SURVEY_NAMED = "survey_named", "アンケートで名前が挙がった"


@dataclass(frozen=True, order=True)
class Shared:
    """ともにしたこと: staff who were in one meeting, one case or one call on a day. `place` is what is told: 「第2回支援会議」."""

    on: date
    kind: TieKind
    staff: frozenset[int]
    place: str = ""


@dataclass(frozen=True)
class Tie:
    """つながり: a pair (the smaller number first), how, since when, until when, and where they met last."""

    one: int
    other: int
    kind: TieKind
    first_on: date
    last_on: date
    place: str = ""

    def partner_of(self, staff_id: int) -> int:
        """The other one of the pair."""
        return self.other if staff_id == self.one else self.one


def ties_from(shared: Iterable[Shared]) -> tuple[Tie, ...]:
    """Every pair of everything that was shared, one tie for each kind, in the order of the pairs.

    >>> ties_from([Shared(date(2026, 4, 1), TieKind.CONSULTED, frozenset({7, 3}))])[0].one
    3
    """
    met: dict[tuple[int, int, TieKind], list[Shared]] = defaultdict(list)
    for event in shared:
        for one, other in combinations(sorted(event.staff), 2):
            met[one, other, event.kind].append(event)
    return tuple(
        Tie(one, other, kind, min(e.on for e in events), max(e.on for e in events), max(events, key=_recent).place)
        for (one, other, kind), events in sorted(met.items())
    )


def _recent(event: Shared) -> tuple[date, str]:
    return event.on, event.place


def crosses(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether a tie leads into another field. Who has no field forms no tie across fields.

    >>> crosses({"elderly"}, {"child"}), crosses({"elderly"}, {"elderly", "child"}), crosses({"elderly"}, set())
    (True, False, False)
    """
    return bool(one) and bool(other) and not one & other


@dataclass(frozen=True)
class Net:
    """つながりの形: how many people, of how many possible pairs how many know each other, and who stands alone.

    `external` and `internal` count pairs across and within fields.
    """

    people: int
    pairs: int
    possible: int
    external: int
    internal: int
    isolates: int

    @property
    def density(self) -> float | None:
        """Ties of all possible ones; falls by itself as people are added, so it is never told without `people`."""
        return self.pairs / self.possible if self.possible else None

    @property
    def balance(self) -> float | None:
        """E–I (Krackhardt & Stern 1988): −1 where everybody stays within their field, +1 where nobody does."""
        both = self.external + self.internal
        return (self.external - self.internal) / both if both else None


def net_of(ties: Iterable[Tie], fields: Mapping[int, AbstractSet[str]], *, on: date, months: int = 12) -> Net:
    """The net of registered people on a day, from ties of the last months. `fields`: person → fields of their agency."""
    since = on - timedelta(days=round(months * 365.25 / 12))
    known = {(t.one, t.other) for t in ties if since < t.last_on <= on and {t.one, t.other} <= fields.keys()}
    across = {pair for pair in known if crosses(fields[pair[0]], fields[pair[1]])}
    within = {pair for pair in known - across if fields[pair[0]] & fields[pair[1]]}
    reached = {person for pair in across for person in pair}
    count = len(fields)
    return Net(
        people=count,
        pairs=len(known),
        possible=count * (count - 1) // 2,
        external=len(across),
        internal=len(within),
        isolates=sum(person not in reached for person in fields),
    )


def partners(ties: Sequence[Tie], staff_id: int) -> dict[int, list[Tie]]:
    """Whom somebody knows, and how: the latest first."""
    mine: dict[int, list[Tie]] = defaultdict(list)
    for tie in sorted(ties, key=lambda tie: tie.last_on, reverse=True):
        if staff_id in {tie.one, tie.other}:
            mine[tie.partner_of(staff_id)].append(tie)
    return dict(mine)
