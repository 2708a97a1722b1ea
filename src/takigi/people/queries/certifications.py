"""認定の履歴: what was in force and what was known, kept apart."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q
from django.utils.timezone import make_aware

from takigi.kernel.codes import APPLICATION_TYPE, CARE_LEVEL
from takigi.people.models import Certification
from takigi.people.rules import RevisionKind

NOT_ELIGIBLE = "01"  # 非該当


@dataclass(frozen=True)
class CertificationLine:
    """認定の一行, as it was believed at the moment asked about."""

    certification_id: uuid.UUID
    line: uuid.UUID
    revision: int
    kind: RevisionKind
    application_on: date | None
    application_label: str
    reason_text: str
    cause_text: str
    decided_on: date | None
    level_code: str
    level: str
    valid_from: date | None
    valid_until: date | None
    is_withdrawn: bool
    known_from: datetime
    batch_id: uuid.UUID | None
    row_no: int | None
    earlier: tuple["CertificationLine", ...] = ()

    def is_in_force(self, on: date) -> bool:
        """Whether the certification is in force on the day."""
        begun = self.valid_from is not None and self.valid_from <= on
        return begun and not self.is_withdrawn and (self.valid_until is None or on <= self.valid_until)


def certification_lines(person_ids: list[uuid.UUID], *, known_on: date | None = None) -> tuple[CertificationLine, ...]:
    """The certifications of one person's records, newest application first, each with its earlier revisions. One query.

    With `known_on`, only what had been recorded by the end of that day: a late decision is not there yet.
    Deleted certifications keep their line, with the kind 削除の訂正, so that nothing vanishes silently.
    """
    rows = Certification.objects.filter(person_id__in=person_ids)
    until = make_aware(datetime.combine(known_on + timedelta(days=1), time.min)) if known_on else None
    if until is not None:
        rows = rows.filter(Q(known_from__lt=until))
    lines: dict[uuid.UUID, list[CertificationLine]] = {}
    for row in rows.order_by("line", "-revision"):
        lines.setdefault(row.line, []).append(_line(row))
    newest = [_with_earlier(revisions) for revisions in lines.values()]
    return tuple(sorted(newest, key=_place, reverse=True))


def certified_until(municipality_id: int) -> dict[uuid.UUID, date]:
    """The last day of the newest period that anyone was certified for, by person, as it is believed now. One query.

    Who was found 非該当 or has withdrawn is not there.
    """
    rows = Certification.objects.filter(
        person__municipality_id=municipality_id,
        known_until__isnull=True,
        is_withdrawn=False,
        valid_until__isnull=False,
    ).exclude(Q(level_code__in=["", NOT_ELIGIBLE]) | Q(kind=RevisionKind.DELETED))
    return dict(rows.values_list("person__root_id").annotate(Max("valid_until")))


def _with_earlier(revisions: list[CertificationLine]) -> CertificationLine:
    first, *earlier = revisions
    return CertificationLine(**{**first.__dict__, "earlier": tuple(earlier)})


def _place(line: CertificationLine) -> tuple[date, date]:
    return (line.application_on or line.valid_from or date.min, line.valid_from or date.min)


def _line(row: Certification) -> CertificationLine:
    return CertificationLine(
        certification_id=row.pk,
        line=row.line,
        revision=row.revision,
        kind=RevisionKind(row.kind),
        application_on=row.application_on,
        application_label=APPLICATION_TYPE.label(row.application_type) if row.application_type else "",
        reason_text=row.reason_text,
        cause_text=row.cause_text,
        decided_on=row.decided_on,
        level_code=row.level_code,
        level=CARE_LEVEL.label(row.level_code) if row.level_code else "",
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_withdrawn=row.is_withdrawn,
        known_from=row.known_from,
        batch_id=row.batch_id,
        row_no=row.row_no,
    )
