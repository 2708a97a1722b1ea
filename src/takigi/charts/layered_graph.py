"""段の図: things in given columns and bands with arrows between them, told so that anyone can draw or read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Look(StrEnum):
    """How a box is edged. None of them is told by its colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    SHADED = "shaded"
    DASHED = "dashed"


class Stroke(StrEnum):
    """How an arrow is drawn: by its line and by a mark on it. A bond only ties two boxes together, without a head."""

    BOND = "bond"
    DOTTED = "dotted"
    DASHED = "dashed"
    SOLID = "solid"
    PALE = "pale"
    CROSSED = "crossed"


@dataclass(frozen=True, kw_only=True)
class Node:
    """One box. `column` and `band` count from 0; without a band it belongs to all of them.

    `tag` stands small above the words, `notes` small below them (いま 3件 / 11月30日現在). `href` is where it opens.
    """

    key: str
    column: int
    words: str
    band: int | None = None
    tag: str = ""
    notes: tuple[str, ...] = ()
    look: Look = Look.PLAIN
    href: str = ""

    @property
    def told(self) -> str:
        """Everything that the box says, for who listens."""
        return "。".join(words for words in (self.tag, self.words, *self.notes) if words)


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """One arrow, from key to key; back to an earlier column or within one column too. `badge`: one sign beside its mark."""

    start: str
    end: str
    stroke: Stroke = Stroke.DOTTED
    is_strong: bool = False
    told: str = ""
    href: str = ""
    badge: str = ""


@dataclass(frozen=True, kw_only=True)
class LayeredGraph:
    """段の図. `columns` are the headings from left to right, `bands` the names of the rows, `key` what each stroke means, `badges` what the signs
    beside arrows do.
    """

    title: str
    description: str
    columns: tuple[str, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...] = ()
    bands: tuple[str, ...] = ()
    key: tuple[tuple[Stroke, str], ...] = ()
    badges: tuple[tuple[str, str], ...] = ()

    def trimmed(self) -> LayeredGraph:
        """Without columns in which nothing stands, and without arrows that lead from or to nothing, or to their own start."""
        used = sorted({node.column for node in self.nodes})
        place = {column: number for number, column in enumerate(used)}
        known = {node.key for node in self.nodes}
        return replace(
            self,
            columns=tuple(self.columns[column] for column in used),
            nodes=tuple(replace(node, column=place[node.column]) for node in self.nodes),
            arrows=tuple(one for one in self.arrows if {one.start, one.end} <= known and one.start != one.end),
        )
