"""ほかの記録を見る翻訳: looks into other tables become joins, one for each set of related rows, and then plain columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import count

import ibis
import ibis.expr.types as ir

from takigi.engines.relational.expressions import every, expression
from takigi.engines.relational.frames import Frame, Storage
from takigi.indicators.missing import MissingKind
from takigi.indicators.nodes import (
    ALWAYS,
    LOOKS,
    CountOf,
    Exists,
    Expression,
    First,
    Last,
    LookedUp,
    Node,
    Related,
    SumOf,
)

Look = Exists | CountOf | SumOf | First | Last | LookedUp


def looks_in(node: Node) -> Iterator[Look]:
    """The looks of a node, those inside them left for later."""
    if isinstance(node, LOOKS):
        yield node
        return
    for field in fields(node):
        part = getattr(node, field.name)
        for one in part if isinstance(part, tuple) else (part,):
            if isinstance(one, Node):
                yield from looks_in(one)


class Looking:
    """Attaches what is looked up to a frame. Each frame must be unique by the key of its records."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self._numbers = count()

    def attach(self, frame: Frame, source: str, key: str, nodes: Iterable[Node]) -> Frame:
        """The frame with a column for each look that its rows have to take for these nodes."""
        wanted: dict[Related, list[Look]] = {}
        for node in nodes:
            for look in looks_in(node):
                if look.among.ours == source and look not in frame.looked:
                    mine = wanted.setdefault(look.among, [])
                    mine.extend([look] if look not in mine else [])
        bare = frame
        for related, looks in wanted.items():
            frame = self._look(frame, bare, key, related, looks)
        return frame

    def _look(self, frame: Frame, bare: Frame, key: str, related: Related, looks: list[Look]) -> Frame:
        """The frame with these looks. The others' rows are met by the bare one.

        Met by the frame, each look would hold all those before it twice over, and ten of them a thousandfold.
        """
        inside = [related.where, *(one for look in looks for one in _values(look))]
        theirs = self.storage.frame(related.source)
        their_key = theirs.names[related.source, related.key.name]
        theirs = self.attach(theirs, related.source, their_key, inside)
        if isinstance(looks[0], LookedUp):
            return self._look_up(frame, theirs, related, looks)
        # What the condition asks of our own row has to be there before the other rows are met.
        asking = self.attach(bare, related.ours, key, (look.among.where for look in looks))
        pairs = self._pairs(asking, theirs, related)
        tallied = [look for look in looks if isinstance(look, Exists | CountOf | SumOf)]
        if tallied:
            frame = self._tallied(frame, key, pairs, tallied)
        for look in looks:
            if isinstance(look, First | Last):
                frame = self._picked(frame, key, pairs, look)
        return frame

    def _look_up(self, frame: Frame, theirs: Frame, related: Related, looks: list[Look]) -> Frame:
        number = next(self._numbers)
        here = f"l{number}_here"
        told = [expression(look.value, theirs) for look in looks if isinstance(look, LookedUp)]
        columns: dict[str, ir.Value] = {here: ibis.literal(value=True)}
        for at, link in enumerate(related.links):
            columns[f"l{number}_k{at}"] = expression(link.theirs, theirs).value
        for at, one in enumerate(told):
            columns |= {f"l{number}_v{at}": one.value, f"l{number}_w{at}": one.rank}
        register = theirs.table.select(**columns)
        matches = [
            expression(link.ours, frame).value == register[f"l{number}_k{at}"] for at, link in enumerate(related.links)
        ]
        joined = frame.table.left_join(register, every(matches))
        nobody = ibis.literal(MissingKind.NOT_SET.rank, "int8")
        whys = {
            f"l{number}_w{at}": joined[here].isnull().ifelse(nobody, joined[f"l{number}_w{at}"])
            for at in range(len(told))
        }
        carried = [*frame.table.columns, *(f"l{number}_v{at}" for at in range(len(told)))]
        table = joined.select(*(joined[name] for name in carried), **whys)
        looked = {look: (f"l{number}_v{at}", f"l{number}_w{at}") for at, look in enumerate(looks)}
        return Frame(table, frame.names, frame.looked | looked, frame.as_of, frame.days)

    def _pairs(self, frame: Frame, theirs: Frame, related: Related) -> Frame:
        """Our rows beside those of the others that belong to them and hold to the condition."""
        matches = [
            expression(link.ours, frame).value == expression(link.theirs, theirs).value for link in related.links
        ]
        joined = frame.table.inner_join(theirs.table, every(matches))
        both = Frame(joined, frame.names | theirs.names, frame.looked | theirs.looked, frame.as_of)
        if related.where == ALWAYS:
            return both
        return both.with_table(joined.filter(expression(related.where, both).value))

    def _tallied(self, frame: Frame, key: str, pairs: Frame, looks: list[Look]) -> Frame:
        number = next(self._numbers)
        values = {
            f"t{number}_v{at}": expression(look.value, pairs).value
            for at, look in enumerate(looks)
            if isinstance(look, SumOf)
        }
        # A constant has no column to be summed up in until it is given one.
        beside = pairs.table.select(**{f"t{number}_key": pairs.table[key]}, **values)
        sums = {f"t{number}_s{name.rpartition('_v')[2]}": beside[name].sum() for name in values}
        tally = beside.group_by(f"t{number}_key").aggregate(**{f"t{number}_n": beside.count()}, **sums)
        joined = frame.table.left_join(tally, frame.table[key] == tally[f"t{number}_key"])
        columns: dict[str, ir.Value] = {}
        looked: dict[Node, tuple[str, str | None]] = {}
        for at, look in enumerate(looks):
            name = f"l{number}_v{at}"
            looked[look] = (name, None)
            if isinstance(look, Exists):
                columns[name] = joined[f"t{number}_n"].notnull()
            elif isinstance(look, CountOf):
                columns[name] = joined[f"t{number}_n"].fill_null(0)
            else:
                columns[name] = joined[f"t{number}_s{at}"].fill_null(0)
        table = joined.select(*(joined[name] for name in frame.table.columns), **columns)
        return Frame(table, frame.names, frame.looked | looked, frame.as_of, frame.days)

    def _picked(self, frame: Frame, key: str, pairs: Frame, look: First | Last) -> Frame:
        number = next(self._numbers)
        day, told = expression(look.by, pairs).value, expression(look.value, pairs)
        their_key = expression(look.among.key, pairs).value
        rows = pairs.table.select(
            **{f"p{number}_key": pairs.table[key], f"p{number}_day": day, f"p{number}_tie": their_key},
            **{f"l{number}_v": told.value, f"l{number}_w": told.rank},
        ).filter(lambda table: table[f"p{number}_day"].notnull())
        order = [rows[f"p{number}_day"], rows[f"p{number}_tie"]]
        if isinstance(look, Last):
            order = [ibis.desc(one) for one in order]
        ranked = ibis.row_number().over(group_by=rows[f"p{number}_key"], order_by=order)
        picked = rows.mutate(**{f"p{number}_at": ranked}).filter(lambda table: table[f"p{number}_at"] == 0)
        joined = frame.table.left_join(picked, frame.table[key] == picked[f"p{number}_key"])
        nothing = ibis.literal(MissingKind.NOT_APPLICABLE.rank, "int8")
        why = joined[f"p{number}_key"].isnull().ifelse(nothing, joined[f"l{number}_w"])
        table = joined.select(
            *(joined[name] for name in frame.table.columns), joined[f"l{number}_v"], **{f"l{number}_why": why}
        )
        looked = {look: (f"l{number}_v", f"l{number}_why")}
        return Frame(table, frame.names, frame.looked | looked, frame.as_of, frame.days)


def _values(look: Look) -> Iterator[Expression]:
    for name in ("value", "by"):
        if hasattr(look, name):
            yield getattr(look, name)
