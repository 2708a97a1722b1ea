"""開示・訂正の請求の閲覧: the list by its due dates, one request with its steps, and its copy as it would be handed over."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.personal_rows import Mask
from takigi.audit import actions as audit
from takigi.custody import policies
from takigi.custody.models import Annotation, Request
from takigi.custody.queries.annotations import AnnotationLine, as_lines
from takigi.custody.queries.copies import RecordsCopy, copy_of, subjects_of_person
from takigi.custody.rules.requests import DEEDS, Answer, Asker, RequestKind, RequestState, Step, may_follow
from takigi.organisations.queries import names_of_staff
from takigi.people.queries.names import named_persons


@dataclass(frozen=True)
class RequestLine:
    """請求の一行."""

    request_id: uuid.UUID
    number: str
    name: str
    kind: RequestKind
    received_on: date
    due_on: date
    state: RequestState
    answer: Answer | None
    received_by: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for the office."""
        return self.state in (RequestState.RECEIVED, RequestState.DECIDED)


@dataclass(frozen=True)
class StepLine:
    """歩みの一行."""

    step: Step
    happened_on: date
    note: str
    by: str


@dataclass(frozen=True)
class RequestFile:
    """請求の一件."""

    line: RequestLine
    person_id: uuid.UUID
    asker: Asker
    asker_name: str
    proof: str
    scope: str
    reason: str
    unmasked: frozenset[Mask]
    is_extended: bool
    digest: str
    steps: tuple[StepLine, ...]
    annotations: tuple[AnnotationLine, ...]
    may: frozenset[Step]
    because: str


def check_may_receive(viewer: Viewer) -> None:
    """Before a form is shown: refused with whose work it is."""
    policies.check_may_keep(viewer)


def record_requests(viewer: Viewer) -> list[RequestLine]:
    """請求の一覧: open ones first, by their due date; the newest two hundred. Three queries."""
    policies.check_may_keep(viewer)
    rows = Request.objects.filter(municipality_id=viewer.municipality_id).order_by("-received_on", "-number")[:200]
    lines = _lines(viewer, list(rows))
    return sorted(lines, key=lambda one: (not one.is_open, one.due_on if one.is_open else date.max))


def _lines(viewer: Viewer, rows: list[Request]) -> list[RequestLine]:
    people = named_persons(viewer.municipality_id, {row.person_id for row in rows})
    staff = names_of_staff(viewer.municipality_id, {row.received_by_id for row in rows})
    return [
        RequestLine(
            row.pk,
            row.number,
            people[row.person_id].name if row.person_id in people else "",
            RequestKind(row.kind),
            row.received_on,
            row.due_on,
            RequestState(row.state),
            Answer(row.answer) if row.answer else None,
            staff.get(row.received_by_id, ""),
        )
        for row in rows
    ]


def request_file(viewer: Viewer, request_id: uuid.UUID) -> RequestFile:
    """One request, for those who keep them. Eight queries at most."""
    policies.check_may_keep(viewer)
    row = Request.objects.filter(pk=request_id, municipality_id=viewer.municipality_id).first()
    if row is None:
        raise Unseen
    line = _lines(viewer, [row])[0]
    steps = list(row.steps.order_by("pk"))
    staff = names_of_staff(viewer.municipality_id, {step.recorded_by_id for step in steps})
    allowed = {one for one in DEEDS if may_follow(one, kind=line.kind, state=line.state, answer=line.answer)}
    if not policies.may_decide(viewer, prepared_by=row.received_by_id):
        allowed.discard(Step.DECIDED)
    return RequestFile(
        line,
        row.person_id,
        Asker(row.asker),
        row.asker_name,
        row.proof,
        row.scope,
        row.reason,
        frozenset(Mask(one) for one in row.unmasked),
        row.is_extended,
        row.digest,
        tuple(StepLine(Step(it.step), it.happened_on, it.note, staff.get(it.recorded_by_id, "")) for it in steps),
        as_lines(Annotation.objects.filter(request=row)),
        frozenset(allowed),
        f"本人からの請求（{row.number}）の手続きのため",
    )


def request_copy(viewer: Viewer, request_id: uuid.UUID) -> tuple[RequestFile, RecordsCopy]:
    """開示用の写し as it stands now, while the request is open; the reading is recorded with its ground.

    A query a table: at most 80.
    """
    file = request_file(viewer, request_id)
    if Step.READ not in file.may:
        raise NotPermitted("この請求では、記録の写しを開けません。開けるのは、開示の請求が続いている間だけです。")
    told = copy_of(viewer.municipality_id, file.person_id, unmasked=file.unmasked)
    subjects = subjects_of_person(viewer.municipality_id, file.person_id)
    audit.note_reading(
        f"person:{file.person_id}",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        because=(file.because,),
        shown=sorted(subjects.targets - {f"person:{file.person_id}"}),
        detail={"request": str(request_id)},
    )
    return file, told
