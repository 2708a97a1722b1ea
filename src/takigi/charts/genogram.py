"""家族図: people of one family in their generations, told so that anyone can draw or read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Figure(StrEnum):
    """A man, a woman, or somebody of whom it is not said."""

    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"


@dataclass(frozen=True, kw_only=True)
class Relative:
    """One person. `generation` grows downward; `words` is how they are called, `notes` stand smaller below.

    Whoever the picture is about has a double edge; whoever lives elsewhere a thin one; whoever has died is crossed.
    """

    key: str
    generation: int
    words: str
    figure: Figure = Figure.DIAMOND
    notes: tuple[str, ...] = ()
    is_focus: bool = False
    is_elsewhere: bool = False
    has_died: bool = False

    @property
    def told(self) -> str:
        """Everything that stands there, for who listens."""
        states = ("亡くなっています",) * self.has_died + ("別に暮らしています",) * self.is_elsewhere
        return "。".join((self.words, *self.notes, *states))


@dataclass(frozen=True, kw_only=True)
class Union:
    """Two people with their children, one with theirs, or brothers and sisters of whose parents nothing is written."""

    partners: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    is_ended: bool = False


@dataclass(frozen=True, kw_only=True)
class Genogram:
    """家族図. The order of `people` is the order from left to right within a generation."""

    title: str
    description: str
    people: tuple[Relative, ...]
    unions: tuple[Union, ...] = ()

    def trimmed(self) -> Genogram:
        """Without ties to people who do not stand there, without children above their parents, and unions that tie nobody."""
        known = {one.key: one.generation for one in self.people}
        unions = []
        for union in self.unions:
            partners = tuple(key for key in dict.fromkeys(union.partners) if key in known)[:2]
            above = max((known[key] for key in partners), default=min(known.values(), default=0) - 1)
            children = tuple(key for key in dict.fromkeys(union.children) if key in known and known[key] > above)
            if len(partners) + len(children) > 1:
                unions.append(Union(partners=partners, children=children, is_ended=union.is_ended))
        return Genogram(title=self.title, description=self.description, people=self.people, unions=tuple(unions))
