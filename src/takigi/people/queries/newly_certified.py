"""新しく要支援になった方: decisions of the ledger about people whom the viewer has a ground to see."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.kernel.codes import CARE_LEVEL
from takigi.people.models import Certification
from takigi.people.policies import visible_persons
from takigi.people.rules import RevisionKind

SUPPORT_LEVELS = ("12", "13")
NEW_APPLICATION = "1"


@dataclass(frozen=True)
class NewlyCertified:
    """One new decision of 要支援1 or 要支援2, with the reason in the words of the ledger."""

    line: uuid.UUID
    person_id: uuid.UUID
    application_on: date | None
    decided_on: date
    valid_until: date | None
    level: str
    reason_text: str
    reason_code: str
    cause_text: str
    cause_code: str


def newly_certified(viewer: Viewer, *, since: date) -> list[NewlyCertified]:
    """New decisions since the day, as they are believed now, oldest first. One query.

    Withdrawn, deleted and replaced revisions are left out; people who have died or moved away too.
    """
    rows = Certification.objects.filter(
        known_until__isnull=True,
        decided_on__gte=since,
        decided_on__lte=viewer.on,
        level_code__in=SUPPORT_LEVELS,
        application_type=NEW_APPLICATION,
        is_withdrawn=False,
        person__root__in=visible_persons(viewer).filter(status="resident"),
    ).exclude(kind=RevisionKind.DELETED)
    rows = rows.order_by("decided_on", "application_on", "pk")
    return [
        _line(row, root_id) for row, root_id in ((row, row.person.root_id) for row in rows.select_related("person"))
    ]


def new_decision(viewer: Viewer, line: uuid.UUID) -> NewlyCertified | None:
    """One of them, whenever it was decided; None without a ground. One query."""
    row = (
        Certification.objects.filter(line=line, known_until__isnull=True, is_withdrawn=False, decided_on__isnull=False)
        .filter(person__root__in=visible_persons(viewer))
        .select_related("person")
        .first()
    )
    return _line(row, row.person.root_id) if row else None


def _line(row: Certification, person_id: uuid.UUID) -> NewlyCertified:
    return NewlyCertified(
        line=row.line,
        person_id=person_id,
        application_on=row.application_on,
        decided_on=row.decided_on or date.min,
        valid_until=row.valid_until,
        level=CARE_LEVEL.label(row.level_code),
        reason_text=row.reason_text,
        reason_code=row.reason_code,
        cause_text=row.cause_text,
        cause_code=row.cause_code,
    )
