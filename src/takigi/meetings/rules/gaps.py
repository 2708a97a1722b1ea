"""だれを招くか: fields that have not met, block by block, so that those who never sat at one table do. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from takigi.organisations.rules import Field

_LABELS = dict(Field.choices())


@dataclass(frozen=True)
class Known:
    """登録のある機関: its fields and block (None: the whole town)."""

    agency_id: int
    name: str
    fields: frozenset[str]
    block: int | None


@dataclass(frozen=True)
class Met:
    """来たことのある機関: one attendance of the months looked at; the block is that of the agency."""

    agency_id: int
    fields: frozenset[str]
    block: int | None
    meeting: str


@dataclass(frozen=True)
class Gap:
    """空いている席: a field that nobody of the block has brought; whom one could ask, or that there is nobody on the list."""

    field: str
    block: int | None
    candidates: tuple[Known, ...]

    @property
    def words(self) -> str:
        """「第3ブロックから、教育の人がまだ来ていません」."""
        where = "町全体で" if self.block is None else f"第{self.block}ブロックから"
        return f"{where}、「{_LABELS[self.field]}」の人がまだ来ていません"


@dataclass(frozen=True)
class UnmetPair:
    """まだ会っていない二つの分野, with how many agencies of each there are."""

    one: str
    other: str
    weight: int

    @property
    def words(self) -> str:
        """「教育」と「生活困窮」."""
        return f"「{_LABELS[self.one]}」と「{_LABELS[self.other]}」"


def gaps(
    registered: Iterable[Known], met: Iterable[Met], *, wanted: Iterable[str], blocks: Iterable[int | None]
) -> tuple[Gap, ...]:
    """Field × block cells without anybody, those with candidates first, in the order of the fields.

    Whoever works for the whole town (no block) can be asked for any block.
    """
    agencies = tuple(registered)
    order = {one.value: place for place, one in enumerate(Field)}
    came = {(field, one.block) for one in met for field in one.fields}
    found = []
    for field in wanted:
        for block in blocks:
            if (field, block) in came:
                continue
            can = tuple(one for one in agencies if field in one.fields and one.block in {block, None})
            found.append(Gap(field, block, tuple(sorted(can, key=lambda one: (one.block is None, one.name)))))
    return tuple(sorted(found, key=lambda one: (not one.candidates, one.block or 0, order.get(one.field, 99))))


def unmet_pairs(registered: Iterable[Known], met: Iterable[Met]) -> tuple[UnmetPair, ...]:
    """Pairs of fields of the town whose people have never sat in one meeting; the larger pairs first.

    Two people of one agency with two fields are no meeting of fields.
    """
    have: dict[str, int] = defaultdict(int)
    for agency in registered:
        for field in agency.fields:
            have[field] += 1
    tables: dict[str, list[Met]] = defaultdict(list)
    for one in met:
        tables[one.meeting].append(one)
    together = {
        frozenset({a, b})
        for sat in tables.values()
        for place, left in enumerate(sat)
        for right in sat[place + 1 :]
        if left.agency_id != right.agency_id
        for a in left.fields
        for b in right.fields
        if a != b
    }
    order = [one.value for one in Field if one.value in have]
    pairs = [
        UnmetPair(a, b, have[a] * have[b])
        for place, a in enumerate(order)
        for b in order[place + 1 :]
        if frozenset({a, b}) not in together
    ]
    return tuple(sorted(pairs, key=lambda one: -one.weight))
