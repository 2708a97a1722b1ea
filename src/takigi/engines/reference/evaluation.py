"""値を求める: what a node comes to for one row, step by step. A missing value is its kind, never None."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from takigi.indicators.drawings import Cell, Row
from takigi.indicators.missing import MissingKind, weightiest
from takigi.indicators.nodes import (
    AgeOn,
    AsOf,
    AtMost,
    Band,
    Below,
    Both,
    Choose,
    Column,
    CountOf,
    DaysAfter,
    DaysBetween,
    Either,
    Exists,
    First,
    FiscalYearOf,
    IfMissing,
    IndexDay,
    IsKnown,
    IsMissing,
    Last,
    LookedUp,
    Minus,
    MonthsAfter,
    Node,
    Not,
    OneOf,
    PeriodFirstDay,
    PeriodLastDay,
    Plus,
    Related,
    Same,
    SumOf,
    Surely,
    Times,
    Value,
    YearOf,
)
from takigi.indicators.periods import Period
from takigi.kernel.ages import reaches_age_on
from takigi.kernel.fiscal_year import FiscalYear
from takigi.kernel.months import months_after


@dataclass
class FactRows:
    """事実の行: fact tables as plain Python rows, blanks as their kind."""

    tables: Mapping[str, Sequence[Row]]
    _sorted: dict[tuple[str, tuple[str, ...]], dict[tuple[Cell, ...], list[Row]]] = field(default_factory=dict)

    def of(self, table: str) -> Sequence[Row]:
        """The rows of a table; a table that is not here has none."""
        return self.tables.get(table, ())

    def belonging(self, table: str, columns: tuple[str, ...], wanted: tuple[Cell, ...]) -> list[Row]:
        """The rows whose columns have these values. A blank belongs to nobody."""
        if (table, columns) not in self._sorted:
            found: dict[tuple[Cell, ...], list[Row]] = {}
            for row in self.of(table):
                found.setdefault(tuple(row[name] for name in columns), []).append(row)
            self._sorted[table, columns] = found
        for one in wanted:
            if isinstance(one, MissingKind):
                return []
        return self._sorted[table, columns].get(wanted, [])


class Moment(NamedTuple):
    """One row, seen in one period, with the rows of others that are being looked at."""

    facts: FactRows
    rows: Mapping[str, Row]
    as_of: date
    index_day: date | None = None
    period: Period | None = None

    def beside(self, source: str, row: Row) -> Moment:
        """The same moment with one more row in view."""
        return Moment(self.facts, {**self.rows, source: row}, self.as_of, self.index_day, self.period)


# Any: bool, int, Decimal, str, date or a MissingKind; the nodes have checked which of them fit together.
Found = Any


Rule = Callable[[Any, Moment], Found]


class _Rules(dict[type[Node], Rule]):
    """A node without a rule is a loud error, not a wrong number."""

    def __missing__(self, kind: type[Node]) -> Rule:
        raise NotImplementedError(f"{kind.__name__} の求め方がありません")


_RULES = _Rules()


def _rule(*kinds: type[Node]) -> Callable[[Rule], Rule]:
    """What a kind of node comes to."""

    def known(rule: Rule) -> Rule:
        _RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return known


def value_of(node: Node, moment: Moment) -> Found:
    """What a node comes to."""
    # Asked for every part of every row: a plain table is a good deal quicker than a dispatching function.
    return _RULES[type(node)](node, moment)


@_rule(Value)
def _(node: Value, moment: Moment) -> Found:
    return node.value


@_rule(Column)
def _(node: Column, moment: Moment) -> Found:
    return moment.rows[node.source][node.name]


@_rule(AsOf)
def _(node: AsOf, moment: Moment) -> Found:
    return moment.as_of


@_rule(IndexDay)
def _(node: IndexDay, moment: Moment) -> Found:
    return _told(moment.index_day)


@_rule(PeriodFirstDay)
def _(node: PeriodFirstDay, moment: Moment) -> Found:
    return _told(moment.period).first_day


@_rule(PeriodLastDay)
def _(node: PeriodLastDay, moment: Moment) -> Found:
    return _told(moment.period).last_day


def _told(known: Found) -> Found:
    if known is None:
        raise LookupError("期間がまだ決まっていません。")
    return known


def _missing(one: Found, other: Found = None) -> MissingKind | None:
    """The weightier kind of what is missing. Asked for every part of every row, so it makes no list of them."""
    if isinstance(one, MissingKind):
        return weightiest([one, other]) if isinstance(other, MissingKind) else one
    return other if isinstance(other, MissingKind) else None


@_rule(AtMost)
def _(node: AtMost, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    return _missing(left, right) or left <= right


@_rule(Below)
def _(node: Below, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    return _missing(left, right) or left < right


@_rule(Same)
def _(node: Same, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    return _missing(left, right) or left == right


@_rule(OneOf)
def _(node: OneOf, moment: Moment) -> Found:
    found = value_of(node.of, moment)
    return _missing(found) or any(found == one.value for one in node.among)


@_rule(Both)
def _(node: Both, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    if left is False or right is False:
        return False
    return _missing(left, right) or True


@_rule(Either)
def _(node: Either, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    if left is True or right is True:
        return True
    return _missing(left, right) or False


@_rule(Not)
def _(node: Not, moment: Moment) -> Found:
    found = value_of(node.of, moment)
    return _missing(found) or not found


@_rule(Surely)
def _(node: Surely, moment: Moment) -> Found:
    return value_of(node.of, moment) is True


@_rule(IsKnown)
def _(node: IsKnown, moment: Moment) -> Found:
    return _missing(value_of(node.of, moment)) is None


@_rule(IsMissing)
def _(node: IsMissing, moment: Moment) -> Found:
    return value_of(node.of, moment) is node.why


@_rule(Plus)
def _(node: Plus, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    return _missing(left, right) or left + right


@_rule(Minus)
def _(node: Minus, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    return _missing(left, right) or left - right


@_rule(Times)
def _(node: Times, moment: Moment) -> Found:
    left, right = value_of(node.left, moment), value_of(node.right, moment)
    return _missing(left, right) or left * right


@_rule(DaysBetween)
def _(node: DaysBetween, moment: Moment) -> Found:
    start, end = value_of(node.start, moment), value_of(node.end, moment)
    return _missing(start, end) or (end - start).days


@_rule(DaysAfter)
def _(node: DaysAfter, moment: Moment) -> Found:
    day = value_of(node.day, moment)
    return _missing(day) or day + timedelta(days=node.days)


@_rule(MonthsAfter)
def _(node: MonthsAfter, moment: Moment) -> Found:
    day = value_of(node.day, moment)
    return _missing(day) or months_after(day, node.months)


@_rule(AgeOn)
def _(node: AgeOn, moment: Moment) -> Found:
    birth, on = value_of(node.birth, moment), value_of(node.on, moment)
    return _missing(birth, on) or _age(birth, on)


def _age(birth: date, on: date) -> int:
    years = on.year - birth.year
    return next(age for age in (years + 1, years, years - 1) if reaches_age_on(birth, age) <= on)


@_rule(YearOf)
def _(node: YearOf, moment: Moment) -> Found:
    day = value_of(node.day, moment)
    return _missing(day) or day.year


@_rule(FiscalYearOf)
def _(node: FiscalYearOf, moment: Moment) -> Found:
    day = value_of(node.day, moment)
    return _missing(day) or FiscalYear.containing(day).begins_in


@_rule(Choose)
def _(node: Choose, moment: Moment) -> Found:
    when = value_of(node.when, moment)
    return _missing(when) or value_of(node.then if when else node.otherwise, moment)


@_rule(IfMissing)
def _(node: IfMissing, moment: Moment) -> Found:
    found = value_of(node.of, moment)
    return value_of(node.other, moment) if isinstance(found, MissingKind) else found


@_rule(Band)
def _(node: Band, moment: Moment) -> Found:
    found = value_of(node.of, moment)
    return _missing(found) or node.labels[sum(bound <= found for bound in node.bounds)]


def looked_at(related: Related, moment: Moment) -> list[Moment]:
    """The moments, one for each related row that holds to the condition."""
    wanted = tuple([value_of(link.ours, moment) for link in related.links])
    columns = tuple([link.theirs.name for link in related.links])
    beside = [moment.beside(related.source, row) for row in moment.facts.belonging(related.table, columns, wanted)]
    return [one for one in beside if value_of(related.where, one) is True]


@_rule(Exists)
def _(node: Exists, moment: Moment) -> Found:
    return bool(looked_at(node.among, moment))


@_rule(CountOf)
def _(node: CountOf, moment: Moment) -> Found:
    return len(looked_at(node.among, moment))


@_rule(SumOf)
def _(node: SumOf, moment: Moment) -> Found:
    values = [value_of(node.value, one) for one in looked_at(node.among, moment)]
    return sum((value for value in values if not isinstance(value, MissingKind)), _nothing(node))


def _nothing(node: SumOf) -> int | Decimal:
    return 0 if node.kind == "whole" else Decimal(0)


@_rule(First, Last)
def _(node: First | Last, moment: Moment) -> Found:
    dated = []
    for one in looked_at(node.among, moment):
        day = value_of(node.by, one)
        if not isinstance(day, MissingKind):
            dated.append(((day, value_of(node.among.key, one)), one))
    if not dated:
        return MissingKind.NOT_APPLICABLE
    choose = min if isinstance(node, First) else max
    return value_of(node.value, choose(dated, key=lambda pair: pair[0])[1])


@_rule(LookedUp)
def _(node: LookedUp, moment: Moment) -> Found:
    rows = looked_at(node.among, moment)
    return value_of(node.value, rows[0]) if rows else MissingKind.NOT_SET
