"""監査の閲覧: pages of events, who saw a record, and whether the chain is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from takigi.audit.models import Event, Head, Sighting
from takigi.audit.seals import seal, sealed_fields


@dataclass(frozen=True)
class EventLine:
    """One line of the audit reader."""

    seq: int
    at: datetime
    by_id: int | None
    kind: str
    target: str
    because: tuple[str, ...]
    detail: dict[str, Any]
    shown: tuple[str, ...]


def _line(event: Event) -> EventLine:
    return EventLine(
        event.seq,
        event.at,
        event.by_id,
        event.kind,
        event.target,
        tuple(event.because),
        event.detail,
        tuple(event.shown),
    )


def events_page(
    municipality_id: int,
    *,
    before: int | None = None,
    kind: str = "",
    by: int | None = None,
    until: date | None = None,
    size: int = 50,
) -> list[EventLine]:
    """The newest events first, `size` at a time, older than number `before`, of the day `until` or earlier. One query.

    For those whose right to read the log the caller has checked (access.policies).
    """
    events = Event.objects.filter(municipality_id=municipality_id)
    if before is not None:
        events = events.filter(seq__lt=before)
    if kind:
        events = events.filter(kind__startswith=kind)
    if by is not None:
        events = events.filter(by_id=by)
    if until is not None:
        events = events.filter(at__date__lte=until)
    return [_line(event) for event in events.order_by("-seq")[:size]]


def sightings_of(municipality_id: int, targets: tuple[str, ...], *, size: int = 200) -> list[EventLine]:
    """だれが見たか: every event about these records, and every list that showed them. Two queries."""
    seqs = Sighting.objects.filter(municipality_id=municipality_id, target__in=targets).values("seq")
    own = Event.objects.filter(municipality_id=municipality_id)
    found = own.filter(target__in=targets).order_by("-seq")[:size]
    listed = own.filter(seq__in=seqs).order_by("-seq")[:size]
    lines = {event.seq: _line(event) for event in (*found, *listed)}
    return [lines[seq] for seq in sorted(lines, reverse=True)[:size]]


def readings_between(municipality_id: int, target: str, *, since: datetime, until: datetime) -> list[EventLine]:
    """いつからいつまで、だれが何を根拠に見たか: of one record, newest first, lists that showed it among them. Two queries.

    Asked apart, so that each finds its rows by an index: asked as one, it would read the whole log.
    """
    seqs = Sighting.objects.filter(municipality_id=municipality_id, target=target).values("seq")
    then = Event.objects.filter(municipality_id=municipality_id, at__gte=since, at__lt=until)
    found = [*then.filter(target=target, kind="audit.file_read"), *then.filter(seq__in=seqs)]
    lines = {event.seq: _line(event) for event in found}
    return [lines[seq] for seq in sorted(lines, reverse=True)]


def told_of(
    municipality_id: int, targets: Iterable[str], *, since: datetime, until: datetime, size: int = 20_000
) -> list[EventLine]:
    """何があったか: every event of a time about any of these records, and every list that showed one, oldest first.

    At most `size`, the newest. Two queries.
    """
    about = list(targets)
    own = Event.objects.filter(municipality_id=municipality_id, at__gte=since, at__lt=until)
    seqs = Sighting.objects.filter(municipality_id=municipality_id, target__in=about).values("seq")
    found = own.filter(target__in=about).order_by("-seq")[:size]
    listed = own.filter(seq__in=seqs).order_by("-seq")[:size]
    lines = {event.seq: _line(event) for event in (*found, *listed)}
    return [lines[seq] for seq in sorted(lines)[-size:]]


def recent_targets(municipality_id: int, by: int, prefix: str, *, since: datetime, size: int = 10) -> list[str]:
    """最近見たもの: the last records that this person opened, newest first, each once. One query."""
    opened = Event.objects.filter(
        municipality_id=municipality_id, by_id=by, kind="audit.file_read", target__startswith=prefix, at__gte=since
    )
    return list(dict.fromkeys(opened.order_by("-seq").values_list("target", flat=True)[: size * 10]))[:size]


def last_number(municipality_id: int) -> int:
    """The number of the last event of a municipality's chain. One query."""
    return Head.objects.filter(municipality_id=municipality_id).values_list("seq", flat=True).first() or 0


def events_since(municipality_id: int, after: int, until: int) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Kind, target and shown targets of every deed between two numbers, in order; readings are left out. One query.

    For rooms that keep something up to date: an event stands in the same transaction as the change that it tells of, and
    numbers are given under a lock, so that none appears later under an earlier number.
    """
    events = Event.objects.filter(municipality_id=municipality_id, seq__gt=after, seq__lte=until)
    events = events.exclude(kind__startswith="audit.").order_by("seq")
    for kind, target, shown in events.values_list("kind", "target", "shown").iterator():
        yield kind, target, tuple(shown)


@dataclass(frozen=True)
class Fault:
    """One place where the chain does not hold."""

    municipality_id: int
    seq: int
    sentence: str


def faults() -> Iterator[Fault]:
    """鎖の検査: every altered, removed, added or reordered row of every chain; nothing when all is whole.

    Reads all events once, in constant memory.
    """
    heads = {head.municipality_id: head for head in Head.objects.all()}
    known = set(Event.objects.order_by().values_list("municipality_id", flat=True).distinct())
    for municipality_id in sorted(known | heads.keys()):
        yield from _faults_of(municipality_id, heads.get(municipality_id))


def _faults_of(municipality_id: int, head: Head | None) -> Iterator[Fault]:
    expected, previous = 1, ""
    events = Event.objects.filter(municipality_id=municipality_id).order_by("seq")
    for event in events.iterator(chunk_size=2000):
        if event.seq != expected:
            yield Fault(municipality_id, expected, f"{expected}番から{event.seq - 1}番までの記録がありません。")
        fields = sealed_fields(
            municipality_id=event.municipality_id,
            seq=event.seq,
            at=event.at,
            by_id=event.by_id,
            kind=event.kind,
            target=event.target,
            because=event.because,
            detail=event.detail,
            shown=event.shown,
        )
        if event.previous_seal != previous and event.seq == expected:
            yield Fault(municipality_id, event.seq, f"{event.seq}番の記録は前の記録とつながっていません。")
        if event.seal != seal(settings.AUDIT_KEY, event.previous_seal, fields):
            yield Fault(municipality_id, event.seq, f"{event.seq}番の記録は書きかえられています。")
        yield from _sighting_faults(event)
        expected, previous = event.seq + 1, event.seal
    if head is None or (head.seq, head.seal) != (expected - 1, previous):
        yield Fault(municipality_id, expected, f"鎖の終わりが合いません（{expected - 1}番で終わっています）。")


def _sighting_faults(event: Event) -> Iterator[Fault]:
    if not event.shown:
        return
    kept = Sighting.objects.filter(municipality_id=event.municipality_id, seq=event.seq)
    if sorted(kept.values_list("target", flat=True)) != sorted(event.shown):
        yield Fault(event.municipality_id, event.seq, f"{event.seq}番の「一覧に出た対象」が合いません。")


def heads() -> list[tuple[int, int, str]]:
    """(municipality, number, seal) of each chain's end: written down outside the database as an anchor."""
    return list(Head.objects.order_by("municipality_id").values_list("municipality_id", "seq", "seal"))


def seal_at(municipality_id: int, seq: int) -> str | None:
    """The seal of one event, to compare with an anchor; None when the row is gone."""
    return Event.objects.filter(municipality_id=municipality_id, seq=seq).values_list("seal", flat=True).first()
