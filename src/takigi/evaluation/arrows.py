"""矢印の読み方: what the records say of an arrow: delivered, changed, in which order, how many; and no more than their rung allows.

Counts on both sides of the first delivery are a before-and-after at most (grade B): they can agree with an arrow or not,
they never prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from takigi.evaluation.pictures import Month, kind_of
from takigi.indicators.definition import Direction, Indicator
from takigi.kernel.era_names import year_in_japanese
from takigi.kernel.labelled import Labelled
from takigi.logic_models.rules.arrows import ArrowSaid, EndSeen, what_records_say
from takigi.statistics.before_after import p_value
from takigi.statistics.chart_choice import Kind
from takigi.statistics.claims import Grade, people_needed_sentence
from takigi.statistics.effects.trial import people_needed
from takigi.statistics.proportions import newcombe_difference

ALPHA = 0.05
FEWEST_MONTHS = 3


class Changed(Labelled):
    """変わったか: whether what the arrow points at moved, after it was delivered."""

    AS_HOPED = "as_hoped", "のぞむ向きに動いた"
    AGAINST = "against", "のぞまない向きに動いた"
    NOT_SEEN = "not_seen", "動いたとは言えない"
    TOO_EARLY = "too_early", "まだ比べられない"
    UNKNOWN = "unknown", "変わったか、まだ数えていない"


@dataclass(frozen=True)
class Followed:
    """追っている数: an indicator of one end of the arrow, its months in order, and the way hoped for."""

    indicator: Indicator
    months: tuple[Month, ...]
    hoped: Direction

    @property
    def is_count(self) -> bool:
        """Whether its months are plain numbers of events."""
        return kind_of(self.indicator, date.max) is Kind.COUNT

    @property
    def is_share(self) -> bool:
        """Whether its months are people out of people."""
        return kind_of(self.indicator, date.max) is Kind.SHARE


@dataclass(frozen=True)
class Ends:
    """矢印の両端: how they are called, and until when the change is not yet missed."""

    source: str
    target: str
    expected_by: date | None = None


@dataclass(frozen=True)
class ArrowReading:
    """矢印の読み: the verdict with its reason and caution, and the counts it rests on as sentences ready to be printed."""

    said: ArrowSaid
    told: tuple[str, ...]


@dataclass(frozen=True)
class _Side:
    """One side of the first delivery, all its months together."""

    months: int
    events: int
    people: int


@dataclass(frozen=True)
class _Found:
    changed: Changed
    told: tuple[str, ...]
    is_compared: bool
    records: int = 0


def read_arrow(source: Sequence[Followed], target: Sequence[Followed], ends: Ends, *, on: date) -> ArrowReading:
    """What the records of both ends say together.

    The day on which it was first delivered divides before from after; where nothing was delivered, nothing is compared.
    """
    begun = min((day for one in source for day, answer in one.months if answer.numerator > 0), default=None)
    found = [_compared(one, begun) for one in target if begun is not None]
    changed = _together([one.changed for one in found]) if found else Changed.UNKNOWN
    said = what_records_say(
        _source_seen(ends.source, source, begun),
        _target_seen(ends.target, changed, begun, found),
        grade=Grade.B if any(one.is_compared for one in found) else Grade.A,
        expected_by=ends.expected_by,
        on=on,
    )
    told = [*_delivery_told(source, begun), *(words for one in found for words in one.told)]
    if not target:
        told.append("矢印の先には、まだ指標がついていません。指標か兆しをつけると、ここに出ます。")
    return ArrowReading(said, tuple(told))


# Denying an arrow is left to people: what moved the other way has not moved as hoped.
MOVED = {Changed.AS_HOPED: True, Changed.AGAINST: False, Changed.NOT_SEEN: False}


def _source_seen(name: str, source: Sequence[Followed], begun: date | None) -> EndSeen:
    known = any(answer.value is not None for one in source for _, answer in one.months)
    records = sum(_events_since(one, begun) for one in source) if begun else 0
    return EndSeen(name, True if begun else False if known else None, begun, records)


def _target_seen(name: str, changed: Changed, begun: date | None, found: Sequence[_Found]) -> EndSeen:
    since_on = begun if changed is Changed.AS_HOPED else None
    records = sum(one.records for one in found)
    return EndSeen(name, MOVED.get(changed), since_on, records, is_measured=changed is Changed.TOO_EARLY)


def _events_since(one: Followed, begun: date) -> int:
    return sum(int(answer.numerator) for day, answer in one.months if day >= begun)


def _together(found: Sequence[Changed]) -> Changed:
    """Indicators that disagree leave the arrow open."""
    if len(set(found)) == 1:
        return found[0]
    moved = set(found) & {Changed.AS_HOPED, Changed.AGAINST}
    return next(iter(moved)) if len(moved) == 1 else Changed.NOT_SEEN


def _delivery_told(source: Sequence[Followed], begun: date | None) -> Iterator[str]:
    for one in source:
        if begun is not None:
            yield f"矢印の元「{one.indicator.label}」: {_month(begun)}から{_events_since(one, begun):,}件の記録があります。"


def _month(day: date) -> str:
    return f"{year_in_japanese(day)}{day.month}月"


def _compared(one: Followed, begun: date | None) -> _Found:
    """Before the first delivery against after it: counts by their months, shares by their people."""
    label = one.indicator.label
    if begun is None or not (one.is_count or one.is_share):
        return _Found(Changed.TOO_EARLY, (f"矢印の先「{label}」は測った値です。図の前後を見てください。",), False)
    before, after = _side(one, lambda day: day < begun), _side(one, lambda day: day >= begun)
    if min(before.months, after.months) < FEWEST_MONTHS or (one.is_share and not (before.people and after.people)):
        told = f"矢印の先「{label}」: 前が{before.months}か月、後が{after.months}か月で、比べるには足りません。"
        return _Found(Changed.TOO_EARLY, (told,), False)
    return _counts(one, before, after) if one.is_count else _shares(one, before, after)


def _side(one: Followed, holds: Callable[[date], bool]) -> _Side:
    known = [answer for day, answer in one.months if answer.value is not None and holds(day)]
    return _Side(len(known), sum(int(answer.numerator) for answer in known), sum(answer.n for answer in known))


def _counts(one: Followed, before: _Side, after: _Side) -> _Found:
    chance = float(
        p_value(before.events, after.events, months_before=before.months, months_after=after.months).reshape(())
    )
    rise = Fraction(after.events, after.months) - Fraction(before.events, before.months)
    told = (
        f"矢印の先「{one.indicator.label}」: 前の{before.months}か月は{before.events:,}件、"
        f"後の{after.months}か月は{after.events:,}件でした。"
    )
    return _Found(_moved(one, rise, chance < ALPHA), (told,), True, before.events + after.events)


def _shares(one: Followed, before: _Side, after: _Side) -> _Found:
    rise, limits = newcombe_difference(after.events, after.people, before.events, before.people)
    sure = bool(limits.lower > 0 or limits.upper < 0)
    said = f"前は{before.people:,}件中{before.events:,}件、後は{after.people:,}件中{after.events:,}件でした。"
    told = [f"矢印の先「{one.indicator.label}」: {said}"]
    first, then = before.events / before.people, after.events / after.people
    if not sure and first != then and 0 < first < 1 and 0 < then < 1:
        told.append(people_needed_sentence(people_needed(p1=then, p0=first)))
    return _Found(_moved(one, Fraction(float(rise)), sure), tuple(told), True, before.people + after.people)


def _moved(one: Followed, rise: Fraction, is_sure: bool) -> Changed:
    if not is_sure or one.hoped is Direction.NEITHER:
        return Changed.NOT_SEEN
    hoped = rise > 0 if one.hoped is Direction.HIGHER_IS_BETTER else rise < 0
    return Changed.AS_HOPED if hoped else Changed.AGAINST
