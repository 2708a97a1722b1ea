"""アンケートの事実: answers of the house's own instruments, without words, and how many of those asked answered."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from takigi.surveys.models import Response, Wave


@dataclass(frozen=True)
class AnswerRow:
    """答え."""

    answer_id: uuid.UUID
    wave_id: uuid.UUID
    shipped_key: str
    field: str
    answered_on: date
    answers: Mapping[str, int]


@dataclass(frozen=True)
class WaveRow:
    """調査の回. `closed_on`: None while answers are taken in."""

    wave_id: uuid.UUID
    instrument: str
    closed_on: date | None
    invited: int
    answered: int


def answer_rows(municipality_id: int) -> Iterator[AnswerRow]:
    """Every answer to the house's own. One query."""
    rows = Response.objects.filter(wave__municipality_id=municipality_id).exclude(wave__shipped_key="")
    told = ("pk", "wave_id", "wave__shipped_key", "field", "answered_on", "answers")
    for one in rows.order_by("pk").values_list(*told):
        yield AnswerRow(*one)


def wave_rows(municipality_id: int, *, on: date) -> Iterator[WaveRow]:
    """Every wave. One query."""
    rows = Wave.objects.filter(municipality_id=municipality_id).annotate(answered=Count("slips__response"))
    for one in rows.order_by("pk"):
        closed_on = one.closed_on or (one.closes_on if one.closes_on < on else None)
        yield WaveRow(one.pk, one.shipped_key or "registered", closed_on, one.invited, one.answered)
