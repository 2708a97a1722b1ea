"""見せる数: what of the numbers may stand on a screen or leave the office, in words, small groups closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from takigi.access.grounds import Viewer
from takigi.casework.rules.goals import GoalField
from takigi.casework.rules.states import Route
from takigi.collaboration.rules.issue_codes import ISSUES
from takigi.engines.questions import Question, Split
from takigi.engines.tallies import Cell, Line, Mark
from takigi.evaluation.rules import SMALLEST_IN_THE_OFFICE, Audience
from takigi.evaluation.suppressing import Group, Hidden, Rule, hidden_cells
from takigi.evaluation.told import ShownLine, Standing
from takigi.evaluation.words import words_of
from takigi.indicators.definition import Direction, Indicator
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import Period
from takigi.kernel.codes import REASON, SEX
from takigi.meetings.rules.promises import DeclineReason
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Field
from takigi.resources.rules.requests import RequestSource
from takigi.statistics.claims import suppressed_sentence

__all__ = ["ShownLine", "as_shown", "notes_of", "shown", "words_of_marks"]


def shown(viewer: Viewer, standing: Standing, *, leaves_office: bool = False) -> tuple[ShownLine, ...]:
    """Every line, small groups closed. Two queries for the names of areas and centres.

    In the office whole-town numbers are exact, and no cell of a breakdown tells of fewer than five (P11). What leaves the
    office, and what judges from outside are told, has no count under the indicator's smallest cell.
    """
    audience = Audience.OUTSIDE if leaves_office else standing.audience
    question = standing.results.question
    return as_shown(question, standing.results.lines(), audience, words_of_marks(viewer, question))


def as_shown(
    question: Question, every: Iterable[Line], audience: Audience, named: Mapping[str, Mapping[Mark, str]]
) -> tuple[ShownLine, ...]:
    """The same for results from wherever they come."""
    together: dict[tuple[str, date, Period], list[Line]] = {}
    for line in every:
        together.setdefault((line.indicator.key, line.edition.since, line.period), []).append(line)
    numbers = {period: number for number, period in enumerate(question.periods)}
    return tuple(told for lines in together.values() for told in _of_period(lines, question, numbers, audience, named))


def _of_period(
    lines: list[Line],
    question: Question,
    numbers: Mapping[Period, int],
    audience: Audience,
    named: Mapping[str, Mapping[Mark, str]],
) -> Iterator[ShownLine]:
    rule = _rule(lines[0].indicator, audience)
    closed = closed_cells(question, lines, rule)
    for line in lines:
        why = closed.get((line.split, line.cell))
        yield ShownLine(
            key=line.indicator.key,
            label=line.indicator.label,
            unit=line.indicator.unit,
            direction=line.indicator.direction or Direction.NEITHER,
            edition_since=line.edition.since,
            period_no=numbers[line.period],
            period=line.period,
            split=tuple(one.key for one in line.split),
            cell=tuple(word_of(named, one.key, mark) for one, mark in zip(line.split, line.cell, strict=True)),
            mark=line.cell,
            answer=None if why else line.answer,
            hidden=why,
            words=_closed_words(why, rule) if why else words_of(line.answer, line.indicator, line.edition),
            smallest=rule.smallest,
        )


def _rule(indicator: Indicator, audience: Audience) -> Rule:
    if audience is Audience.OFFICE and indicator.is_wellbeing:
        return Rule(indicator.smallest_cell, holds_for_totals=True, judges_parts=False)
    if audience is Audience.OFFICE:
        return Rule(SMALLEST_IN_THE_OFFICE, holds_for_totals=False, judges_parts=False)
    return Rule(indicator.smallest_cell, holds_for_totals=True)


def _closed_words(why: Hidden, rule: Rule) -> str:
    if why is Hidden.SMALL:
        return f"{rule.smallest}人未満のため表示しません"
    return "差し引きで分からないよう、表示しません"


Where = tuple[Split, Cell]


def closed_cells(question: Question, lines: list[Line], rule: Rule) -> dict[Where, Hidden]:
    """Which cells of one indicator in one period stay closed, those of coarser splits judged together with the finer ones."""
    found: dict[Where, Hidden] = {}
    finest = [one for one in question.splits if not any(set(one) < set(other) for other in question.splits)]
    for groups in _counts_told(lines, rule):
        for split in finest:
            for where, why in _closed_in(question, split, groups, rule).items():
                if why is Hidden.SMALL or where not in found:
                    found[where] = why
    return found


def _counts_told(lines: list[Line], rule: Rule) -> Iterator[dict[Where, Group]]:
    """Every count that a reader could draw from the lines. In the office a cell is judged by how many stand in it.

    How people feel is told of no fewer than the smallest cell, not even of the whole town.

    Outside a share also tells how many of them are counted, and by that how many are not; a numerator of other records
    than its denominator is a count of its own.
    """
    wholes = {(line.split, line.cell): _standing_in(line) for line in lines}
    if not rule.judges_parts:
        yield {where: Group(n) for where, n in wholes.items()}
    elif lines[0].edition.is_share:
        tops = {(line.split, line.cell): int(line.answer.numerator) for line in lines}
        yield {where: Group(n, min(tops[where], n)) for where, n in wholes.items()}
    else:
        yield {where: Group(n) for where, n in wholes.items()}
        yield {(line.split, line.cell): Group(int(line.answer.numerator)) for line in lines}


def _standing_in(line: Line) -> int:
    """How many stand in a cell: with a share of the whole, those who are counted there."""
    is_of_the_whole = any(one.key in line.edition.whole_by for one in line.split)
    return int(line.answer.numerator) if is_of_the_whole else line.answer.n


def _closed_in(question: Question, split: Split, groups: Mapping[Where, Group], rule: Rule) -> dict[Where, Hidden]:
    if not split and not rule.holds_for_totals:
        return {}
    leaves = [cell for at, cell in groups if at == split]
    coarser = [one for one in question.splits if one and set(one) < set(split)]
    names: dict[str, Where] = {f"leaf:{at}": (split, leaf) for at, leaf in enumerate(leaves)}
    sums: dict[str, list[str]] = {}
    for number, (at, cell) in enumerate(where for where in groups if where[0] in coarser):
        inside = [f"leaf:{place}" for place, leaf in enumerate(leaves) if _part(split, leaf, at) == cell]
        if inside:
            names[f"group:{number}"], sums[f"group:{number}"] = (at, cell), inside
    told = hidden_cells({name: groups[names[name]] for name in names if name not in sums}, sums, rule)
    return {names.get(name, ((), ())): why for name, why in told.items()}


def _part(split: Split, cell: Cell, coarser: Split) -> Cell:
    return tuple(cell[split.index(one)] for one in coarser)


# Blocks of a town are numbered from 1.
_OF_TOGETHER: Mapping[str, dict[Mark, str]] = {
    "block": {number: f"第{number}ブロック" for number in range(1, 31)},
    "supporter_field": {one.value: one.label for one in Field},
    "meeting_kind": {one.value: one.label for one in MeetingKind},
    "request_source": {one.value: one.label for one in RequestSource},
    "case_route": {one.value: one.label for one in Route},
    "decline_reason": {one.value: one.label for one in DeclineReason},
    "gap_theme": {one.value: one.label for one in ISSUES.codes} | {one.value: one.label for one in DeclineReason},
}


def words_of_marks(viewer: Viewer, question: Question) -> dict[str, dict[Mark, str]]:
    """How the marks of each breakdown read. Two queries, or fewer where no area and no centre is asked for."""
    wanted, town = {one.key for one in question.breakdowns}, viewer.municipality_id
    named: dict[str, dict[Mark, str]] = {
        "sex": {code.value: code.label for code in SEX.codes},
        "cause": {code.value: code.label for code in REASON.codes},
        "field": {one.value: one.label for one in GoalField},
        **_OF_TOGETHER,
    }
    if "area" in wanted:
        named["area"] = {area.area_id: area.name for area in organisations.areas(town)}
    if "centre" in wanted:
        named["centre"] = {one.agency_id: one.name for one in organisations.agencies(town, on=viewer.on)}
    return named


def word_of(named: Mapping[str, Mapping[Mark, str]], key: str, mark: Mark) -> str:
    """One mark in words; a code that nobody knows any more stands as it is."""
    if isinstance(mark, MissingKind):
        return mark.label
    if isinstance(mark, bool):
        return "はい" if mark else "いいえ"
    return named.get(key, {}).get(mark, str(mark))


def notes_of(lines: Iterable[ShownLine]) -> tuple[str, ...]:
    """The sentences that belong under a table with closed cells."""
    closed = [line for line in lines if line.hidden]
    told = {line.smallest: False for line in closed}
    for line in closed:
        told[line.smallest] |= line.hidden is Hidden.BESIDE
    return tuple(suppressed_sentence(threshold=smallest, secondary=beside) for smallest, beside in told.items())
