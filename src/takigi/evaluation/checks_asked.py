"""確かめの問い: the checks of the records as one question, as of a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from takigi.engines.questions import Question, question
from takigi.evaluation.quality_checks import Check
from takigi.indicators.periods import months


def question_of_checks(checks: Iterable[Check], *, on: date) -> Question:
    """One period is enough: every row that there is counts on the as-of day."""
    return question([one.as_indicator() for one in checks], periods=months(on, on), as_of=on, every_edition=True)
