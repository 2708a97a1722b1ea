"""測定の記録: a sheet of tests on one day; unlikely values are asked about and kept, never refused (V33)."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.instruments.physical_tests import MeasurementStatus
from takigi.instruments.safety import Advice
from takigi.instruments.timepoints import Timepoint
from takigi.programmes import policies
from takigi.programmes.actions.deeds import record
from takigi.programmes.models import Episode, Measurement, TestDay
from takigi.programmes.rules.readings import Reading, check_readings, questions_about
from takigi.programmes.rules.words import ProgrammeRefused

# A first measurement may lie well before the start and is then marked late; half a year is another course's.
DAYS_BEFORE_START = 183


@dataclass(frozen=True)
class Sheet:
    """測定の用紙: the day, how the person was before it, and the tests."""

    timepoint: Timepoint
    measured_on: date
    readings: tuple[Reading, ...]
    assessor: str = ""
    safety: dict[str, Any] = field(default_factory=dict)
    safety_advice: Advice | None = None
    stopped_because: str = ""


@transaction.atomic
def record_measurements(*, by: Viewer, episode_id: uuid.UUID, sheet: Sheet, is_confirmed: bool = False) -> int:
    """測定を記録する, and return how many tests were kept. The same test of the same day and time takes the older row's place.

    Raises AskFirst with its questions while unlikely values are not confirmed. A day on which the check before it said
    stop carries no measured value.
    """
    episode = policies.episode_to_enter(by, episode_id)
    check_readings(
        sheet.readings,
        measured_on=sheet.measured_on,
        earliest=_earliest(episode, sheet.timepoint),
        today=by.on,
        is_confirmed=is_confirmed,
    )
    _check_stop(sheet)
    _keep_day(episode, sheet, by=by)
    for reading in sheet.readings:
        _keep(episode, sheet, reading, by=by)
    record("programmes.measured", by, episode_id=episode.pk, timepoint=sheet.timepoint.value, tests=len(sheet.readings))
    return len(sheet.readings)


def _earliest(episode: Episode, timepoint: Timepoint) -> date:
    before = timedelta(days=DAYS_BEFORE_START)
    return episode.started_on - before if timepoint in {Timepoint.T0, Timepoint.AD_HOC} else episode.started_on


def _check_stop(sheet: Sheet) -> None:
    if sheet.safety_advice is not Advice.STOP:
        return
    if any(one.status is MeasurementStatus.MEASURED for one in sheet.readings):
        raise ProgrammeRefused(
            "始める前の確かめで「今日は測定しません」となっています。測定値は消さずに、数字を確かめるか、"
            "種目を「危ないため中止した」にしてください。"
        )
    if not sheet.stopped_because.strip():
        raise ProgrammeRefused("中止したわけを書いてください（例: 血圧が高かった）。")


def _keep_day(episode: Episode, sheet: Sheet, *, by: Viewer) -> None:
    same = TestDay.objects.filter(
        episode=episode, timepoint=sheet.timepoint, measured_on=sheet.measured_on, is_current=True
    )
    same.update(is_current=False)
    TestDay.objects.create(
        episode=episode,
        timepoint=sheet.timepoint,
        measured_on=sheet.measured_on,
        safety=sheet.safety,
        safety_advice=sheet.safety_advice or "",
        stopped_because=sheet.stopped_because.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )


def _keep(episode: Episode, sheet: Sheet, reading: Reading, *, by: Viewer) -> None:
    how = reading.protocol
    same = Measurement.objects.filter(
        episode=episode,
        timepoint=sheet.timepoint,
        measured_on=sheet.measured_on,
        test=reading.test,
        side=how.side or "",
        trial=how.trial,
        is_current=True,
    )
    same.update(is_current=False)
    Measurement.objects.create(
        municipality_id=episode.municipality_id,
        case_id=episode.case_id,
        episode=episode,
        timepoint=sheet.timepoint,
        measured_on=sheet.measured_on,
        test=reading.test,
        status=reading.status,
        value=reading.value,
        pace=how.pace or "",
        side=how.side or "",
        aid=how.aid or "",
        distance_m=how.distance_m,
        has_run_up=how.run_up,
        trial=how.trial,
        cap_s=how.cap_s,
        chair_cm=how.chair_cm,
        is_confirmed=bool(questions_about([reading])),
        note=reading.note.strip(),
        assessor=sheet.assessor.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
