"""出前講座の可否: everybody with work in the town may ask; the station and the secretariat take on and hold."""

import uuid

from django.db.models import Q, QuerySet

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.meetings.models import LectureRequest
from takigi.organisations.rules import Duty

_HOLDING = frozenset({Duty.STATION, Duty.SECRETARIAT})
_READING = _HOLDING | {Duty.PLANNING}


def holds_lectures(viewer: Viewer) -> bool:
    """The station and the secretariat."""
    return viewer.may_read_persons and any(viewer.has_duty(duty) for duty in _HOLDING)


def may_ask_for_lecture(viewer: Viewer) -> bool:
    """Whoever works in the town: nothing about a person is in a request."""
    return viewer.may_read_persons and bool(viewer.posts)


def visible_lectures(viewer: Viewer) -> QuerySet[LectureRequest]:
    """All of the town for whoever holds or plans; otherwise those of one's own agency."""
    rows = LectureRequest.objects.filter(municipality_id=viewer.municipality_id)
    if not viewer.may_read_persons:
        return rows.none()
    if any(viewer.has_duty(duty) for duty in _READING):
        return rows
    return rows.filter(Q(requester_agency_id__in=viewer.agency_ids))


def seen_lecture(viewer: Viewer, lecture_id: uuid.UUID) -> LectureRequest:
    """One request that the viewer may read."""
    found = visible_lectures(viewer).filter(pk=lecture_id).first()
    if found is None:
        raise Unseen
    return found


def lecture_to_hold(by: Viewer, lecture_id: uuid.UUID) -> LectureRequest:
    """The request, locked, for those who take it on."""
    found = seen_lecture(by, lecture_id)
    if not holds_lectures(by):
        raise NotPermitted("出前講座を引き受け、記録するのは、ステーションと会議の事務局です。")
    return LectureRequest.objects.select_for_update().get(pk=found.pk)


def check_may_ask(by: Viewer) -> None:
    """Refuses whoever has no post in the town."""
    if not may_ask_for_lecture(by):
        raise NotPermitted("出前講座を頼めるのは、町の機関に配属されている職員です。")
