"""つながりの数え方: who met whom for the first time, and who knew whom at the end of each month. Pure.

Every pair is unordered, the smaller number first. Two people are of different fields when each has one and none is shared;
whose agency has no field forms no tie across fields.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from takigi.evaluation.months import month_end, month_number, month_of

Pair = tuple[int, int]
# A meeting counts for the end of its own month and of the eleven months after it.
MONTHS_KNOWN = 12


@dataclass(frozen=True)
class Attended:
    """出席: one person at one meeting, with agency and fields as they were then."""

    meeting_id: int
    held_on: date
    staff_id: int
    agency_id: int
    fields: frozenset[str]


@dataclass(frozen=True)
class Dealing:
    """やりとり: two people had to do with each other in a case, on a day."""

    pair: Pair
    on: date


@dataclass(frozen=True)
class Met:
    """会議ではじめて会った、分野の重ならない二人. `dealt_on`: the first dealing after the day of the meeting."""

    meeting_id: int
    met_on: date
    pair: Pair
    dealt_on: date | None


@dataclass(frozen=True)
class Member:
    """登録のある人: from when until when, with agency and fields."""

    staff_id: int
    agency_id: int
    fields: frozenset[str]
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Network:
    """月末のつながり, of people or of agencies."""

    of: str
    month_end: date
    members: int
    ties: int
    isolates: int

    @property
    def pairs(self) -> int:
        """Everybody with everybody."""
        return self.members * (self.members - 1) // 2


@dataclass(frozen=True)
class FieldTies:
    """月末の、ある分野の外と中のつながり."""

    field: str
    month_end: date
    external: int
    internal: int


def pair(one: int, other: int) -> Pair:
    """Unordered: the smaller number first."""
    return (one, other) if one < other else (other, one)


def are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two people are of different fields.

    >>> are_apart(frozenset({"child"}), frozenset({"elderly"})), are_apart(frozenset(), frozenset({"elderly"}))
    (True, False)
    """
    return bool(one) and bool(other) and one.isdisjoint(other)


def meetings_of(attended: Iterable[Attended]) -> dict[int, list[Attended]]:
    """Who was at each meeting; whoever is written down twice is there once."""
    found: dict[int, dict[int, Attended]] = defaultdict(dict)
    for one in attended:
        found[one.meeting_id].setdefault(one.staff_id, one)
    return {meeting: sorted(those.values(), key=lambda one: one.staff_id) for meeting, those in found.items()}


def cross_pairs(those: Sequence[Attended]) -> list[Pair]:
    """The pairs of different fields at one meeting."""
    return [(a.staff_id, b.staff_id) for a, b in combinations(those, 2) if are_apart(a.fields, b.fields)]


def first_met(meetings: Mapping[int, Sequence[Attended]], dealings: Iterable[Dealing]) -> list[Met]:
    """Every pair of different fields that met at a meeting and had neither met nor dealt with each other before that day."""
    since: dict[Pair, date] = {}
    dealt: dict[Pair, list[date]] = defaultdict(list)
    for those in meetings.values():
        for a, b in combinations(those, 2):
            key = (a.staff_id, b.staff_id)
            since[key] = min(since.get(key, a.held_on), a.held_on)
    for one in dealings:
        dealt[one.pair].append(one.on)
        since[one.pair] = min(since.get(one.pair, one.on), one.on)
    found = []
    for meeting, those in meetings.items():
        for key in cross_pairs(those):
            held_on = those[0].held_on
            if since[key] >= held_on:
                after = [on for on in dealt.get(key, ()) if on > held_on]
                found.append(Met(meeting, held_on, key, min(after, default=None)))
    return found


def networks(
    meetings: Mapping[int, Sequence[Attended]], members: Iterable[Member], *, until: date
) -> tuple[list[Network], list[FieldTies]]:
    """How people, agencies and fields were tied together at the end of every month that is over, from the first meeting on."""
    held = [those[0].held_on for those in meetings.values()]
    if not held:
        return [], []
    people, agencies = _known_by_month(meetings)
    registered = list(members)
    found: list[Network] = []
    fields: list[FieldTies] = []
    for month in range(month_number(min(held)), month_number(until) + 1):
        end = month_end(month_of(month))
        if end > until:
            break
        there = [one for one in registered if one.from_on <= end and (one.until_on is None or one.until_on >= end)]
        of_person = _fields_of(there)
        ties = [one for one in people[month] if one[0] in of_person and one[1] in of_person]
        across = [one for one in ties if are_apart(of_person[one[0]], of_person[one[1]])]
        tied = {staff for one in across for staff in one}
        found.append(Network("persons", end, len(of_person), len(ties), len(of_person.keys() - tied)))
        found.append(_of_agencies(there, agencies[month], across, end))
        fields += _of_fields(of_person, ties, end)
    return found, fields


def _known_by_month(
    meetings: Mapping[int, Sequence[Attended]],
) -> tuple[dict[int, set[Pair]], dict[int, set[Pair]]]:
    people: dict[int, set[Pair]] = defaultdict(set)
    agencies: dict[int, set[Pair]] = defaultdict(set)
    for those in meetings.values():
        first = month_number(those[0].held_on)
        known = {(a.staff_id, b.staff_id) for a, b in combinations(those, 2)}
        of_agencies = {pair(*two) for two in combinations(sorted({one.agency_id for one in those}), 2)}
        for month in range(first, first + MONTHS_KNOWN):
            people[month] |= known
            agencies[month] |= of_agencies
    return people, agencies


def _fields_of(there: Iterable[Member]) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for one in there:
        found[one.staff_id] = found.get(one.staff_id, frozenset()) | one.fields
    return found


def _of_agencies(there: Sequence[Member], known: set[Pair], across: Iterable[Pair], end: date) -> Network:
    agency_of = {one.staff_id: one.agency_id for one in there}
    every = set(agency_of.values())
    ties = [one for one in known if one[0] in every and one[1] in every]
    tied = {agency_of[staff] for one in across for staff in one}
    return Network("agencies", end, len(every), len(ties), len(every - tied))


def _of_fields(of_person: Mapping[int, frozenset[str]], ties: Sequence[Pair], end: date) -> Iterator[FieldTies]:
    external: dict[str, int] = defaultdict(int)
    internal: dict[str, int] = defaultdict(int)
    for one, other in ties:
        mine, theirs = of_person[one], of_person[other]
        for field in mine & theirs:
            internal[field] += 1
        if are_apart(mine, theirs):
            for field in mine | theirs:
                external[field] += 1
    for field in sorted({field for fields in of_person.values() for field in fields}):
        yield FieldTies(field, end, external[field], internal[field])
