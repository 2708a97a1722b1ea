"""ほかの記録を見る節: what happened to the same person or case in another table, seen from one row."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.indicators.nodes.base import NUMBERS, Expression, Kind, Node, WrongKind, expect, expect_alike, walk
from takigi.indicators.nodes.values import ALWAYS, OF_THE_PERIOD, Column


@dataclass(frozen=True)
class Link(Node):
    """つながり: a column of the other table that equals a column of this one."""

    theirs: Column
    ours: Column

    def __post_init__(self) -> None:
        expect_alike(self, self.theirs, self.ours)


@dataclass(frozen=True)
class Related(Node):
    """関係する記録: the rows of `table`, here called `source`, that belong to one of ours and hold to a condition."""

    table: str
    source: str
    key: Column
    links: tuple[Link, ...]
    where: Expression = ALWAYS

    def __post_init__(self) -> None:
        expect(self, self.where, Kind.TRUTH)
        if not self.links:
            raise WrongKind(f"「{self.source}」が何でつながるのか（本人、ケースなど）を書いてください。")
        if self.ours == self.source:
            raise WrongKind(f"「{self.source}」を自分自身から見るには、もうひとつの呼び名（again）が要ります。")
        if any(link.theirs.source != self.source or link.ours.source != self.ours for link in self.links):
            raise WrongKind(f"「{self.source}」のつながりに、ほかの記録の列がまざっています。")
        self._refuse_strangers(self.where)

    @property
    def ours(self) -> str:
        """The records from which we look."""
        return self.links[0].ours.source

    def _refuse_strangers(self, part: Expression) -> None:
        for node in walk(part):
            if isinstance(node, OF_THE_PERIOD):
                raise WrongKind(f"「{self.source}」を見る条件には、期間の日（{type(node).__name__}）は使えません。")
        known = {self.source, self.ours, *(n.source for n in walk(part) if isinstance(n, Related))}
        strangers = sorted({n.source for n in walk(part) if isinstance(n, Column)} - known)
        if strangers:
            raise WrongKind(f"「{self.source}」を見る条件に、つながりのない「{'、'.join(strangers)}」の列があります。")

    def check_value(self, value: Expression) -> None:
        """Refuse a value that is not only of these rows."""
        for node in walk(value):
            if isinstance(node, Column | Related) and node.source != self.source:
                raise WrongKind(f"「{self.source}」から取る値に「{node.source}」の列がまざっています。")
        self._refuse_strangers(value)


@dataclass(frozen=True)
class Exists(Expression):
    """ある: at least one such row."""

    among: Related

    @property
    def kind(self) -> Kind:
        return Kind.TRUTH


@dataclass(frozen=True)
class CountOf(Expression):
    """件数: how many such rows; none is 0."""

    among: Related

    @property
    def kind(self) -> Kind:
        return Kind.WHOLE


@dataclass(frozen=True)
class SumOf(Expression):
    """合計: over such rows, blanks left out; none is 0."""

    among: Related
    value: Expression

    def __post_init__(self) -> None:
        expect(self, self.value, *NUMBERS)
        self.among.check_value(self.value)

    @property
    def kind(self) -> Kind:
        return self.value.kind


@dataclass(frozen=True)
class _Picked(Expression):
    """The value of one row, chosen by a day; rows without that day are passed over, ties go by the key."""

    among: Related
    by: Expression
    value: Expression

    def __post_init__(self) -> None:
        expect(self, self.by, Kind.DAY)
        expect(self, self.value, *Kind)
        self.among.check_value(self.by)
        self.among.check_value(self.value)

    @property
    def kind(self) -> Kind:
        return self.value.kind


@dataclass(frozen=True)
class First(_Picked):
    """最初の: the value of the first such row; no such row is 対象外."""


@dataclass(frozen=True)
class Last(_Picked):
    """最後の: the value of the last such row; no such row is 対象外."""


@dataclass(frozen=True)
class LookedUp(Expression):
    """台帳の値: the value of the one row that we belong to, such as the person's birth date; no such row is 未設定."""

    among: Related
    value: Expression

    def __post_init__(self) -> None:
        expect(self, self.value, *Kind)
        self.among.check_value(self.value)
        if [link.theirs for link in self.among.links] != [self.among.key] or self.among.where != ALWAYS:
            raise WrongKind(f"「{self.among.source}」を台帳として引けるのは、その鍵だけでつながるときです。")

    @property
    def kind(self) -> Kind:
        return self.value.kind


LOOKS = (Exists, CountOf, SumOf, First, Last, LookedUp)
