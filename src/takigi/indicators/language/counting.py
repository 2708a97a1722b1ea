"""数える言葉: which rows, dated how, and what is made of them."""

from __future__ import annotations

from fractions import Fraction

from takigi.indicators.language.phrases import Phrase
from takigi.indicators.language.records import Records
from takigi.indicators.nodes import (
    ALWAYS,
    CountDistinct,
    CountRows,
    Expression,
    InForce,
    Mean,
    OnDay,
    OnePer,
    Quantiles,
    Rows,
    SumUp,
)


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
    per = first_per or last_per
    one_per = OnePer(records.column(per), is_last=first_per is None) if per else None
    condition = where.node if where is not None else ALWAYS
    return Rows(records.table.name, records.name, records.key, OnDay(day.node), condition, one_per)


def in_force(records: Records, *, since: str | Phrase, until: str | Phrase, where: Phrase | None = None) -> Rows:
    """期末の状態で数える記録: 期間の末日（基準日が先ならその日）に続いているもの。`until` の日までは続いている."""
    begin, end = (records[one] if isinstance(one, str) else one for one in (since, until))
    condition = where.node if where is not None else ALWAYS
    return Rows(records.table.name, records.name, records.key, InForce(begin.node, end.node), condition)


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
    return where.node if where is not None else ALWAYS
