"""書きそえの閲覧: corrections agreed to, and the person's own word where they were refused; shown wherever the record is."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from takigi.custody.models import Annotation


@dataclass(frozen=True)
class AnnotationLine:
    """書きそえの一行: which request it came from, and whether it is the person's own word."""

    is_statement: bool
    about: str
    text: str
    noted_on: date
    number: str


def annotations_of(municipality_id: int, person_id: uuid.UUID) -> tuple[AnnotationLine, ...]:
    """書きそえ about one person, for pages whose own ground has opened the person's record. One query."""
    rows = Annotation.objects.filter(person_id=person_id, request__municipality_id=municipality_id)
    return as_lines(rows)


def as_lines(rows: QuerySet[Annotation]) -> tuple[AnnotationLine, ...]:
    """The rows as lines, oldest first. One query."""
    found = rows.select_related("request").order_by("noted_on", "pk")
    return tuple(AnnotationLine(it.is_statement, it.about, it.text, it.noted_on, it.request.number) for it in found)
