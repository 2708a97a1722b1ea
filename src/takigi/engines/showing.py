"""見せてよい内訳: refuses a breakdown whose cells are so small that they would show a person, and says what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from takigi.engines.questions import Split
from takigi.engines.tallies import Line, Results
from takigi.indicators.definition import CountItself, Edition, Indicator
from takigi.indicators.nodes import Column, CountDistinct, OfValues
from takigi.indicators.tables import FactTable

# Before the key of an indicator: how many people stand behind its cells.
PEOPLE = "people_behind:"


class ShowsAPerson(ValueError):
    """Some cells are too small to be shown. The sentence says which breakdowns would be possible."""


def coarser(split: Split) -> Iterator[Split]:
    """The split itself and what is left of it when breakdowns are taken away, the finest first, never the whole."""
    for width in range(len(split), 0, -1):
        yield from combinations(split, width)


def with_coarser(splits: Iterable[Split]) -> list[Split]:
    """What has to be asked so that a refusal can say what is possible."""
    return list(dict.fromkeys(one for split in splits for one in coarser(split)))


def people_behind(indicator: Indicator, tables: Iterable[FactTable]) -> Indicator:
    """The indicator that counts how many different people stand behind each cell of another; of nobody's records, how many."""
    columns = ((one, one.person or one.key) for one in tables)
    owners = {one.name: (name, one.columns[name]) for one, name in columns}

    def people(edition: Edition) -> Edition:
        base = edition.base
        name, told = owners[base.rows.table]
        each = Column(base.rows.source, name, told.kind, told.may_miss)
        counted = CountDistinct(base.rows, base.meeting, each)
        return replace(edition, numerator=counted, denominator=CountItself("人数"), out_of="")

    return replace(indicator, key=PEOPLE + indicator.key, editions=tuple(people(one) for one in indicator.editions))


def is_too_small(line: Line) -> bool:
    """Whether a cell holds somebody, but fewer than the indicator's smallest cell. A nought shows nobody.

    Of a share those who are not counted stand there as well: 10 of 13 says of three people that they were not.
    """
    if isinstance(line.edition.numerator, OfValues):
        return False
    told = [line.answer.numerator]
    if line.edition.is_share and line.answer.denominator is not None:
        told.append(line.answer.denominator - line.answer.numerator)
    return any(0 < one < line.indicator.smallest_cell for one in told)


def check_shown(results: Results, splits: Sequence[Split]) -> None:
    """Refuse the splits whose cells would show a person.

    `results` must have been asked `with_coarser(splits)`, so that the refusal can name the breakdowns that hold, and with
    `people_behind` each indicator. All periods are judged together: one small month refuses the split.
    """
    small = {line.split for line in results.lines() if line.split and is_too_small(line)}
    refused = [split for split in splits if split and split in small]
    if not refused:
        return
    possible = [one for one in with_coarser(refused) if one not in small]
    instead = "、".join(_said(one) for one in possible) or "ありません（内訳なしの全体だけです）"
    smallest = max(one.smallest_cell for one in results.question.indicators)
    raise ShowsAPerson(
        f"{'、'.join(_said(one) for one in refused)} に分けると、{smallest} に満たないますができ、個人が分かるおそれがあります。"
        f"この期間でできる内訳: {instead}。期間を長くすると、できる内訳が増えることがあります。"
    )


def _said(split: Split) -> str:
    return "×".join(f"「{one.label}」" for one in split)
