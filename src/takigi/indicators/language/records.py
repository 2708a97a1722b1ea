"""記録の言葉: a table as its author sees it, what its rows say of another's, and which of them are counted as what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from takigi.indicators.language.phrases import Phrase, condition
from takigi.indicators.nodes import (
    ALWAYS,
    Column,
    CountDistinct,
    CountOf,
    CountRows,
    Exists,
    Expression,
    First,
    InForce,
    Last,
    Link,
    LookedUp,
    Mean,
    OnDay,
    OnePer,
    Quantiles,
    Related,
    Rows,
    SumOf,
    SumUp,
    WrongKind,
)
from takigi.indicators.tables import FactTable, Told, UnknownColumn, fact_table


@dataclass(frozen=True, init=False)
class Records:
    """A table of records as the author sees it. A misspelt column fails where it is written, naming the ones there are."""

    table: FactTable
    name: str

    def __init__(
        self,
        table: str | FactTable,
        columns: Mapping[str, Told] | None = None,
        *,
        key: str | None = None,
        person: str | None = "person_id",
        called: str | None = None,
    ) -> None:
        if isinstance(table, str):
            columns = columns or {}
            owner = person if person in columns else None
            table = fact_table(table, columns, key=key or next(iter(columns), ""), person=owner)
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "name", called or table.name)

    def __getitem__(self, column: str) -> Phrase:
        return Phrase(self.column(column))

    def column(self, column: str) -> Column:
        """The column as a node."""
        told = self.table.told(column)
        return Column(self.name, column, told.kind, told.may_miss)

    @property
    def key(self) -> Column:
        """The column that makes a row unique."""
        return self.column(self.table.key)

    def again(self, called: str) -> Records:
        """The same table under a second name, to look from one row at others beside it."""
        return Records(self.table, called=called)

    def same_person_as(self, other: Records) -> Linked:
        """Of these records, those of the same person as a row of `other`."""
        return self._linked(other)

    def same(self, column: str, other: Records, column_there: str | None = None) -> Linked:
        """Of these records, those with the same case, episode, … as a row of `other`."""
        return self._linked(other, (column, column_there or column))

    def of(self, other: Records) -> Register:
        """These records as a register: the one row that a row of `other` belongs to. `persons.of(visits)["birth_on"]`."""
        return Register(Linked(self, other, (Link(self.key, other.column(self.table.key)),)))

    def _linked(self, other: Records, *pairs: tuple[str, str]) -> Linked:
        mine, theirs = self.table.person, other.table.person
        if mine is not None and theirs is not None and (mine, theirs) not in pairs:
            pairs = ((mine, theirs), *pairs)
        elif not pairs:
            raise UnknownColumn(f"{self.name} か {other.name} に本人の列がないので、same でつながりを書いてください。")
        return Linked(self, other, tuple(Link(self.column(a), other.column(b)) for a, b in pairs))


@dataclass(frozen=True)
class Linked:
    """Records as they are seen from one row of others."""

    records: Records
    ours: Records
    links: tuple[Link, ...]

    def related(self, where: Phrase | None) -> Related:
        """The node."""
        table = self.records.table.name
        return Related(table, self.records.name, self.records.key, self.links, _meeting(where))


@dataclass(frozen=True)
class Register:
    """The one row that ours belongs to."""

    linked: Linked

    def __getitem__(self, column: str) -> Phrase:
        return Phrase(LookedUp(self.linked.related(None), self.linked.records.column(column)))


def any_of(linked: Linked, *, where: Phrase | None = None) -> Phrase:
    """ひとつでもある."""
    return Phrase(Exists(linked.related(where)))


def none_of(linked: Linked, *, where: Phrase | None = None) -> Phrase:
    """ひとつもない."""
    return ~any_of(linked, where=where)


def number_of(linked: Linked, *, where: Phrase | None = None) -> Phrase:
    """件数。なければ 0."""
    return Phrase(CountOf(linked.related(where)))


def total_of(linked: Linked, value: Phrase, *, where: Phrase | None = None) -> Phrase:
    """合計。なければ 0."""
    return Phrase(SumOf(linked.related(where), value.node))


def first_of(linked: Linked, value: Phrase, *, by: Phrase, where: Phrase | None = None) -> Phrase:
    """`by` の日がいちばん早い記録の値。記録がなければ対象外."""
    return Phrase(First(linked.related(where), by.node, value.node))


def last_of(linked: Linked, value: Phrase, *, by: Phrase, where: Phrase | None = None) -> Phrase:
    """`by` の日がいちばん遅い記録の値。記録がなければ対象外."""
    return Phrase(Last(linked.related(where), by.node, value.node))


def state_on(linked: Linked, value: Phrase, *, on: Phrase, since: Phrase, until: Phrase | None = None) -> Phrase:
    """ある日の状態: `since` から `until` まで（終わりがなければ続いている）の記録のうち、いちばん新しいものの値."""
    holds = since.at_most(on)
    if until is not None:
        holds = holds & (~until.is_known() | until.at_least(on))
    return last_of(linked, value, by=since, where=holds)


def rows(
    records: Records,
    *,
    dated: str | Phrase,
    where: Phrase | None = None,
    first_per: str | None = None,
    last_per: str | None = None,
) -> Rows:
    """数える記録: `dated` の日が属する期間に入る。`first_per` なら期間ごとに、その人（ケース）の最初の一件だけ."""
    day = records[dated] if isinstance(dated, str) else dated
    if first_per and last_per:
        raise WrongKind("first_per と last_per は、どちらかひとつだけを書いてください。")
    per = first_per or last_per
    one_per = OnePer(records.column(per), is_last=first_per is None) if per else None
    return Rows(records.table.name, records.name, records.key, OnDay(day.node), _meeting(where), one_per)


def in_force(records: Records, *, since: str | Phrase, until: str | Phrase, where: Phrase | None = None) -> Rows:
    """期末の状態で数える記録: 期間の末日（基準日が先ならその日）に続いているもの。`until` の日までは続いている."""
    begin, end = (records[one] if isinstance(one, str) else one for one in (since, until))
    return Rows(records.table.name, records.name, records.key, InForce(begin.node, end.node), _meeting(where))


def count(of: Rows, *, where: Phrase | None = None) -> CountRows:
    """件数."""
    return CountRows(of, _meeting(where))


def count_distinct(of: Rows, each: Phrase, *, where: Phrase | None = None) -> CountDistinct:
    """実人数（ケースの実数など）."""
    return CountDistinct(of, _meeting(where), each.node)


def total(of: Rows, value: Phrase, *, where: Phrase | None = None) -> SumUp:
    """合計."""
    return SumUp(of, _meeting(where), value.node)


def mean(of: Rows, value: Phrase, *, where: Phrase | None = None) -> Mean:
    """平均."""
    return Mean(of, _meeting(where), value.node)


def median(of: Rows, value: Phrase, *, where: Phrase | None = None) -> Quantiles:
    """中央値。第1・第3四分位も添える（R type 7）."""
    return Quantiles(of, _meeting(where), value.node)


def quantile(of: Rows, value: Phrase, at: Fraction, *, where: Phrase | None = None) -> Quantiles:
    """分位数（R type 7）."""
    return Quantiles(of, _meeting(where), value.node, (at,))


def _meeting(where: Phrase | None) -> Expression:
    return condition(where) if where is not None else ALWAYS
