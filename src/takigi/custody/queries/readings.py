"""だれが見たか: who read a household's records in a month, as whom, what of them and on what ground; one question."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import get_current_timezone, localdate

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit_actions
from takigi.audit import queries as audit
from takigi.audit.queries import EventLine
from takigi.custody.queries.whole_files import WholeFile, whole_file
from takigi.custody.rules.periods import Period
from takigi.custody.rules.words import Whole
from takigi.organisations.queries import PlaceOfWork, names_of_staff, places_of_work

SYSTEM = "設置のコマンド"


@dataclass(frozen=True)
class ReadingLine:
    """閲覧の一回: at that moment, by whom, where they then worked, which records, how, and on what ground."""

    at: datetime
    staff_id: int
    staff_name: str
    agencies_then: tuple[str, ...]
    records: tuple[str, ...]
    kind: str
    detail: Mapping[str, Any]
    because: tuple[str, ...]


@dataclass(frozen=True)
class Readings:
    """答え: oldest first; what was asked, and on what ground it may be answered."""

    file: WholeFile
    period: Period
    lines: tuple[ReadingLine, ...]

    @property
    def people(self) -> int:
        """How many colleagues."""
        return len({line.staff_id for line in self.lines})


def readings(
    viewer: Viewer, *, whole: Whole, subject_id: uuid.UUID, period: Period, leaves_office: bool = False
) -> Readings:
    """Who saw these records in the period: the auditor, and supervisors for the own. Asking is itself recorded.

    However large the household and the log: at most 30 queries. Raises Unseen and NotPermitted as `whole_file` does.
    """
    file = whole_file(viewer, whole, subject_id)
    since, until = period.bounds(get_current_timezone())
    events = audit.told_of(viewer.municipality_id, file.named, since=since, until=until)
    audit_actions.record(
        "custody.readers_taken_out" if leaves_office else "custody.readers_asked",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        target=f"{'case' if whole is Whole.CASE else 'person'}:{subject_id}",
        because=(file.because,),
        detail={"whole": whole.value, "period": period.key},
    )
    return Readings(file, period, _lines(viewer, file, events))


def _lines(viewer: Viewer, file: WholeFile, events: Iterable[EventLine]) -> tuple[ReadingLine, ...]:
    told = list(events)
    staff = {event.by_id for event in told if event.by_id}
    names = names_of_staff(viewer.municipality_id, staff)
    places = places_of_work(viewer.municipality_id, staff)
    return tuple(
        ReadingLine(
            event.at,
            event.by_id or 0,
            names.get(event.by_id, "") if event.by_id else SYSTEM,
            _then(places.get(event.by_id or 0, []), event.at),
            tuple(file.named[one] for one in dict.fromkeys((event.target, *event.shown)) if one in file.named),
            event.kind,
            event.detail,
            event.because,
        )
        for event in told
    )


def _then(places: list[PlaceOfWork], at: datetime) -> tuple[str, ...]:
    """Where somebody worked on that day: personnel changes do not rewrite the past."""
    day = localdate(at)
    held = (it for it in places if it.from_on <= day and (it.ended_on is None or day < it.ended_on))
    return tuple(dict.fromkeys(it.agency_name for it in held))
