"""指標の頁の身じたく: every number in words with its way down, the chart with its reason, the card behind a fold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonLink
from takigi.components.chart import ChartFigure
from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tabs import Tab, Tabs
from takigi.evaluation.pictures import WITHHELD, indicator_picture
from takigi.evaluation.queries.groups import kinds_for
from takigi.evaluation.queries.shown import notes_of, shown
from takigi.evaluation.rules import Part
from takigi.evaluation.told import ShownLine, Standing
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.card import card_of
from takigi.indicators.definition import CountItself, Indicator
from takigi.indicators.nodes import CountDistinct, CountRows
from takigi.screens.numbers.addresses import address_behind, opens_down
from takigi.screens.numbers.desk import desk_tabs, standing_parts


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the indicator, and one of the breakdowns that it can be split by."""

    indicator: Indicator
    possible: tuple[Breakdown, ...]
    by: Breakdown | None


def dress_indicator(viewer: Viewer, asked: Asked, years: Standing, monthly: Standing) -> dict[str, Any]:
    """The whole page."""
    indicator, lines = asked.indicator, shown(viewer, years)
    whole = [line for line in lines if not line.split]
    picture = indicator_picture(
        indicator,
        [(line.period.first_day, line.answer or WITHHELD) for line in shown(viewer, monthly)],
        as_of=monthly.as_of,
    )
    return {
        "heading": indicator.label,
        "tabs": desk_tabs(viewer, "numbers"),
        "direction": StatusTag(indicator.direction.label if indicator.direction else ""),
        "card": card_of(indicator),
        "edition": card_of(indicator).editions[-1],
        "figure": ChartFigure(picture.chart) if picture.chart.values else "",
        "because": picture.because,
        "years": _years(indicator, whole),
        "splits": _splits(asked),
        "cells": _cells([line for line in lines if line.split], asked.by),
        "notes": notes_of(lines),
        "groups": ButtonLink("どの方にも同じように届いているか", reverse("number_groups", args=[indicator.key]))
        if kinds_for(indicator)
        else "",
        "table": ButtonLink("庁外に出せる表（Excel）", reverse("number_table", args=[indicator.key]), icon="file"),
        **standing_parts(years),
    }


def _years(indicator: Indicator, lines: Sequence[ShownLine]) -> Table:
    """Newest first: the answer, and ways down to what it counts, out of what, and what still waits."""
    parts = _parts(indicator)
    columns = (Column("年度"), Column("数"), *(Column(label) for label, _ in parts), Column("待っている記録"))
    rows = tuple(
        (line.period.label, line.words, *(_way(line, part) for _, part in parts), _way(line, Part.WAITING))
        for line in reversed(lines)
    )
    return Table(f"{indicator.label}の、年度ごとの数", columns, rows, has_hidden_caption=True)


def _parts(indicator: Indicator) -> tuple[tuple[str, Part], ...]:
    """What can be opened: of a share both sides, of a plain count or a median the records themselves."""
    edition = indicator.editions[-1]
    if isinstance(edition.denominator, CountItself):
        return (("数えた記録", Part.NUMERATOR),)
    if not isinstance(edition.numerator, CountRows | CountDistinct):
        return (("もとの記録", Part.DENOMINATOR),)
    return (("数えた記録", Part.NUMERATOR), ("分母の記録", Part.DENOMINATOR))


def _way(line: ShownLine, part: Part) -> Link | str:
    """How many records lie behind a part, as the way to them. Nothing leads to nobody, and nothing around what is hidden."""
    if line.answer is None:
        return "―"
    counts = {
        Part.NUMERATOR: int(line.answer.numerator),
        Part.DENOMINATOR: line.answer.n,
        Part.WAITING: line.answer.waiting,
    }
    if not counts[part]:
        return "0件"
    words = f"{counts[part]:,}件"
    return Link(words, address_behind(line, part)) if opens_down(line.key) else words


def _splits(asked: Asked) -> Tabs | str:
    if not asked.possible:
        return ""
    here = reverse("number", args=[asked.indicator.key])
    tabs = tuple(Tab(one.label, f"{here}?by={one.key}#cells", is_current=one is asked.by) for one in asked.possible)
    return Tabs("内訳", tabs)


def _cells(lines: Sequence[ShownLine], by: Breakdown | None) -> Table | str:
    """A row for each cell, a column for each year, newest first."""
    if by is None:
        return ""
    periods = list(dict.fromkeys(line.period for line in lines))[::-1]
    of_cell: dict[tuple[str, ...], dict[Any, ShownLine]] = {}
    for line in lines:
        of_cell.setdefault(line.cell, {})[line.period] = line
    rows = tuple(
        ("・".join(cell), *(_cell(found.get(period)) for period in periods)) for cell, found in of_cell.items()
    )
    empty = EmptyState("この内訳で数えられる記録は、まだありません", "記録がたまると、ここに出ます。")
    columns = (Column(by.label), *(Column(period.label) for period in periods))
    return Table(f"{by.label}ごとの数", columns, rows, empty=empty, has_hidden_caption=True)


def _cell(line: ShownLine | None) -> Any:
    if line is None:
        return "―"
    is_count = line.answer is not None and line.answer.denominator is None
    part = Part.NUMERATOR if is_count else Part.DENOMINATOR
    leads = line.answer and line.answer.n and opens_down(line.key)
    return Link(line.words, address_behind(line, part)) if leads else line.words
