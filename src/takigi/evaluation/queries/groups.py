"""人のちがいごとの数: one share by sex, age, area and cause, each group beside the others, small groups closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.engines.tallies import Line
from takigi.evaluation.queries.shown import closed_cells, word_of, words_of_marks
from takigi.evaluation.queries.standing import standing
from takigi.evaluation.rules import Audience
from takigi.evaluation.suppressing import Rule
from takigi.evaluation.told import Standing
from takigi.evaluation.words import counted_in
from takigi.indicators.breakdowns import Breakdown, possible_for
from takigi.indicators.catalogue import indicator
from takigi.indicators.catalogue.breakdowns import AGE, AREA, CAUSE, SEX
from takigi.indicators.definition import PERCENT, Direction, Indicator
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import rolling
from takigi.kernel.few import FEWEST_FOR_A_SHARE
from takigi.statistics.fairness import Beside, Share, beside_the_others

# Not by centre: this is about whom something reaches, and never about who did the work.
KINDS_OF_PEOPLE = (SEX, AGE, AREA, CAUSE)
MONTHS = 12


@dataclass(frozen=True)
class Kind:
    """ひとつのちがい: sex, say, with its groups beside one another."""

    label: str
    groups: tuple[Beside, ...]
    # Of whom it is not known what they are: told, and compared with nobody.
    unknown: tuple[Share, ...]


@dataclass(frozen=True)
class Groups:
    """一つの割合の、人のちがいごとの数. `whole`: how many of how many in all; None where that is not told."""

    indicator: Indicator
    standing: Standing
    since: date
    until: date
    whole: tuple[int, int] | None
    # 人 or 件: of records somebody may have several.
    each: str
    kinds: tuple[Kind, ...]
    looks: int


def kinds_for(found: Indicator) -> tuple[Breakdown, ...]:
    """By which an indicator can be looked at so; none where it is no share of whom something good reached."""
    is_wanted = found.direction is Direction.HIGHER_IS_BETTER
    if not is_wanted or found.unit != PERCENT or not all(edition.is_share for edition in found.editions):
        return ()
    return possible_for(found, KINDS_OF_PEOPLE)


def groups_of(viewer: Viewer, key: str) -> Groups:
    """The last twelve months. As many queries as `standing`, and two for the names of areas."""
    found = indicator(key)
    kinds = kinds_for(found)
    told = standing(viewer, [key], periods=rolling(MONTHS, viewer.on, viewer.on), by=kinds)
    question = told.results.question
    lines = [line for line in told.results.lines() if line.edition == found.edition_on(question.periods[0].first_day)]
    outside = told.audience is Audience.OUTSIDE
    smallest = max(FEWEST_FOR_A_SHARE, found.smallest_cell)
    closed = closed_cells(question, lines, Rule(smallest, holds_for_totals=outside, judges_parts=outside))
    named = words_of_marks(viewer, question)

    def shares(kind: Breakdown, *, known: bool) -> list[Share]:
        own = [line for line in lines if line.split == (kind,) and line.answer.n]
        return [share(line) for line in own if isinstance(line.cell[0], MissingKind) is not known]

    def share(line: Line) -> Share:
        name = word_of(named, line.split[0].key, line.cell[0])
        if (line.split, line.cell) in closed:
            return Share(name, None, None)
        return Share(name, int(line.answer.numerator), line.answer.n)

    told_of = {kind: shares(kind, known=True) for kind in kinds}
    looks = sum(one.n is not None for those in told_of.values() for one in those)
    whole = next((line for line in lines if not line.split and ((), ()) not in closed), None)
    return Groups(
        indicator=found,
        standing=told,
        since=question.periods[0].first_day,
        until=told.as_of,
        whole=(int(whole.answer.numerator), whole.answer.n) if whole else None,
        each=counted_in(found.editions[-1]),
        kinds=tuple(
            Kind(kind.label, beside_the_others(those, looks=looks), tuple(shares(kind, known=False)))
            for kind, those in told_of.items()
        ),
        looks=looks,
    )
