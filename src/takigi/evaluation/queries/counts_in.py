"""どの数に入るか: from a case up to the indicators in which it counts, and as what."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework.facts import persons_of_cases
from takigi.casework.queries.access import reasons_for_case, target_of
from takigi.engines.listing import Place, rows_behind
from takigi.engines.questions import Asked, Question
from takigi.engines.reference.evaluation import FactRows
from takigi.evaluation.asking import question_of
from takigi.evaluation.changed_rows import rows_now, together
from takigi.evaluation.ground import keys_of
from takigi.evaluation.keys import CASE
from takigi.evaluation.places import behind_of, carried_by, parts_of
from takigi.evaluation.rules import Part
from takigi.indicators.periods import Period, Periods


@dataclass(frozen=True)
class CountsIn:
    """あるケースが入る数: indicator, edition and period, and as which part of it."""

    key: str
    label: str
    edition_since: date
    period_no: int
    period: Period
    part: Part
    index_on: date | None


def counts_in(
    viewer: Viewer, case_id: uuid.UUID, *, periods: Periods, as_of: date | None = None
) -> tuple[CountsIn, ...]:
    """Where a case counts, in the order of the catalogue. For those with a ground to see the case; the reading is noted.

    What is the person's and belongs to no case, such as a certification, counts here too. At most forty-five queries.
    """
    because = reasons_for_case(viewer, case_id)
    if not because:
        raise Unseen
    town = viewer.municipality_id
    question = question_of(viewer, None, periods=periods, as_of=as_of)
    person_id = persons_of_cases(town, [case_id])[case_id]
    facts = together(rows_now(town, [person_id], on=viewer.on).values())
    number = keys_of(town).of(CASE, case_id)
    audit.note_reading(target_of(case_id), municipality_id=town, by=viewer.staff_id, at=viewer.at, because=because)
    return tuple(found for asked in question.asked for found in _in_one(question, asked, facts, number))


def _in_one(question: Question, asked: Asked, facts: FactRows, case: int) -> Iterator[CountsIn]:
    for part, counter in parts_of(asked):
        for number, period in enumerate(question.periods):
            if asked.indicator.edition_on(period.first_day) != asked.edition:
                continue
            rows = rows_behind(question, facts, Place(counter, number), carried_by(counter))
            mine = [one for one in (behind_of(counter, row) for row in rows) if one.case in {None, case}]
            if mine:
                days = [one.index_on for one in mine if one.index_on]
                yield CountsIn(
                    asked.indicator.key,
                    asked.indicator.label,
                    asked.edition.since,
                    number,
                    period,
                    part,
                    min(days, default=None),
                )
