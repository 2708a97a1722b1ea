"""測定の入力のきまり: what a sheet asks again, keeps, and takes over from the measurement before."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from takigi.instruments.changes import NotComparable, change_between
from takigi.instruments.measurements import Measured, Protocol
from takigi.instruments.physical_tests import MeasurementStatus, PhysicalTest, soft_range_question
from takigi.kernel.era_names import in_short_japanese
from takigi.programmes.rules.words import ProgrammeRefused


class AskFirst(ProgrammeRefused):
    """An unlikely value: kept as it is as soon as somebody says that it is right (V33)."""

    def __init__(self, questions: tuple[str, ...]) -> None:
        super().__init__("".join(questions))
        self.questions = questions


@dataclass(frozen=True)
class Reading:
    """測定の一つ: one test, how it went and how it was made."""

    test: PhysicalTest
    status: MeasurementStatus
    value: Decimal | None = None
    protocol: Protocol = field(default_factory=Protocol)
    note: str = ""


def questions_about(readings: Iterable[Reading]) -> tuple[str, ...]:
    """What to ask about unlikely values; nothing is refused for them."""
    asked = (soft_range_question(one.test, one.value) for one in readings if one.value is not None)
    return tuple(question for question in asked if question)


def check_readings(
    readings: tuple[Reading, ...], *, measured_on: date, earliest: date | None, today: date, is_confirmed: bool
) -> None:
    """Refuses an empty sheet, a day that cannot be, a value without a measurement; asks about unlikely values first."""
    if not readings:
        raise ProgrammeRefused("種目を一つ以上書いてください。測らなかった種目は「行わなかった」を選べます。")
    if measured_on > today:
        raise ProgrammeRefused("測定した日が今日より後になっています。日付を確かめてください。")
    if earliest is not None and measured_on < earliest:
        raise ProgrammeRefused(
            f"測定した日が、{in_short_japanese(earliest)}より前になっています。日付か時期を確かめてください。"
        )
    for one in readings:
        if (one.status is MeasurementStatus.MEASURED) != (one.value is not None):
            raise ProgrammeRefused(
                f"{one.test.label}: 測定値は「測定した」ときにだけ書きます（いまは「{one.status.label}」）。"
            )
    questions = questions_about(readings)
    if questions and not is_confirmed:
        raise AskFirst(questions)


def same_way(earlier: Protocol | None, test: PhysicalTest) -> Protocol:
    """How to measure this time: as the last time, so that the two can be compared; the trial is not taken over.

    Without an earlier one only what the test's own name says.
    """
    if earlier is not None:
        return replace(earlier, trial=None)
    return Protocol(pace=test.card.pace)


def unequal_to(earlier: Measured | None, now: Measured) -> str:
    """A warning while writing: why this one will not be comparable with the first; "" when it will."""
    if earlier is None or earlier.value is None or now.value is None:
        return ""
    found = change_between(earlier, now)
    return found.sentence if isinstance(found, NotComparable) else ""
