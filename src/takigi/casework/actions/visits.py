"""訪問を確定する: one visit from one draft, whatever is repeated; the case moves on and nothing is entered a second time."""

import uuid

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.casework import policies
from takigi.casework.actions.cases import step
from takigi.casework.actions.deeds import record
from takigi.casework.actions.dues import save_with_due
from takigi.casework.actions.visit_drafts import draft_to_write, end_draft
from takigi.casework.models import Case, DraftEnd, FormerLife, Note, Visit, VisitDraft, VisitOption
from takigi.casework.queries.visit_values import LIFE_COLUMNS, VISIT_COLUMNS
from takigi.casework.rules.states import FINAL, CaseRefused, CaseState, MoveReason
from takigi.casework.rules.visit_merging import Value, from_stored, is_empty
from takigi.casework.rules.visit_words import UNDECIDED, OptionKind, Place
from takigi.casework.rules.visits import (
    ReadVisit,
    VisitGround,
    VisitNotReady,
    all_words,
    check_visit,
    is_gone,
    summary_of,
)
from takigi.casework.rules.words import NoteKind
from takigi.people.queries.names import named_persons

# From here the table leads to 訪問の予定, and from there to 訪問済み.
READY_FOR_VISIT = frozenset({CaseState.KCL_DONE, CaseState.CERTIFIED, CaseState.NOT_ELIGIBLE})


@transaction.atomic
def confirm_visit(
    *,
    by: Viewer,
    draft_id: uuid.UUID,
    case_id: uuid.UUID | None = None,
    seen_version: int | None = None,
    accepts_doubts: bool = False,
) -> uuid.UUID:
    """訪問を確定する. A draft gives one visit, and the visit bears its number: confirming again returns the same one.

    Raises VisitNotReady with everything that has to be settled first, said at once; doubts (no wish, no next step) may be
    accepted. Refused when somebody has written since the version that was looked at. The case moves to 訪問済み where the
    table leads there, and gets its visit day, its next step, a note of the interview and its due dates. For whoever may
    record the case: somebody who goes along writes, the centre confirms. `case_id`: whose visit it would be, so that an
    empty form is told what it lacks.
    """
    found = VisitDraft.objects.filter(pk=draft_id).first()
    if found is None and case_id is not None:
        raise VisitNotReady(check_visit({}, ground_of(by, policies.case_to_change(by, case_id))).remarks)
    if found is None or case_id not in {None, found.case_id}:
        raise Unseen
    case = policies.case_to_change(by, found.case_id)
    if Visit.objects.filter(pk=draft_id).exists():
        return draft_id
    draft = draft_to_write(by, draft_id)
    if seen_version is not None and draft.version > seen_version:
        raise CaseRefused("ほかの人があとから書いています。書かれたことを見てから、もう一度確定してください。")
    read = _checked(by, case, draft, accepts_doubts=accepts_doubts)
    visit = _write_visit(by, case, draft, read)
    end_draft(draft, DraftEnd.CONFIRMED, by=by)
    _move_on(by, case, read, is_revision=draft.revises_id is not None)
    kind = "casework.visit_corrected" if draft.revises_id else "casework.visit_confirmed"
    record(kind, by, case)
    return visit.pk


def _checked(by: Viewer, case: Case, draft: VisitDraft, *, accepts_doubts: bool) -> ReadVisit:
    ground = ground_of(by, case)
    read = check_visit(from_stored(draft.entries), ground)
    standing = tuple(one for one in read.remarks if not (one.is_doubt and accepts_doubts))
    if standing:
        raise VisitNotReady(standing, may_keep_as_note=is_gone(read, ground))
    return read


def ground_of(by: Viewer, case: Case) -> VisitGround:
    """What a visit of this case is checked against. One query."""
    person = named_persons(by.municipality_id, [case.person_id])[case.person_id]
    if not person.is_resident:
        return VisitGround(by.on, case.opened_on, person.status_on or case.closed_on, person.status.label)
    if CaseState(case.state) in FINAL:
        return VisitGround(by.on, case.opened_on, case.closed_on, CaseState(case.state).label)
    return VisitGround(by.on, case.opened_on)


def _write_visit(by: Viewer, case: Case, draft: VisitDraft, read: ReadVisit) -> Visit:
    old = Visit.objects.filter(pk=draft.revises_id).select_related("note").first() if draft.revises_id else None
    note = Note.objects.create(
        case=case,
        happened_on=read.visited_on,
        kind=NoteKind.VISIT,
        text=summary_of(read),
        minutes=read.minutes,
        is_interview=read.is_interview,
        is_home_visit=read.is_interview and (read.text("place") or Place.HOME) == Place.HOME,
        replaces=old.note if old else None,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    # What the case knows already is asked of nobody a second time.
    known = {"reason_text": case.reason_text, "reason_code": case.reason_code, "triggers": case.triggers}
    columns = {column: _column(read.values.get(key)) for key, column in VISIT_COLUMNS.items() if key in read.values}
    visit = Visit.objects.create(
        **{"place": Place.HOME, **known, **columns},
        pk=draft.pk,
        case=case,
        replaces=old,
        note=note,
        visited_on=read.visited_on,
        started_at=read.started_at,
        ended_at=read.ended_at,
        minutes=read.minutes,
        is_interview=read.is_interview,
        is_undecided=UNDECIDED in read.keys("chosen"),
        next_step_on=read.next_step_on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    life = {column: _column(read.values.get(key)) for key, column in LIFE_COLUMNS.items() if key in read.values}
    FormerLife.objects.create(visit=visit, **life)
    VisitOption.objects.bulk_create(_options(visit, read))
    return visit


def _column(value: Value | None) -> object:
    return list(value) if isinstance(value, tuple) else (value or "").strip()


def _options(visit: Visit, read: ReadVisit) -> list[VisitOption]:
    rows = []
    for kind in OptionKind:
        is_explained, is_chosen = kind in read.keys("explained"), kind in read.keys("chosen")
        declined = "" if is_chosen else read.text(f"declined_{kind.value}")
        if is_explained or is_chosen or declined:
            rows.append(
                VisitOption(
                    visit=visit, kind=kind, is_explained=is_explained, is_chosen=is_chosen, declined_reason=declined
                )
            )
    return rows


def _move_on(by: Viewer, case: Case, read: ReadVisit, *, is_revision: bool) -> None:
    """The case after the visit: its day, its next step, and the state where the table leads."""
    day = read.visited_on
    if day is None:
        return
    case.refresh_from_db()
    way = policies.town_way(by)
    state = CaseState(case.state)
    if not is_revision:
        case.visited_on = min(case.visited_on or day, day)
        # Whatever else was arranged for a later day stays arranged.
        if case.scheduled_visit_on and case.scheduled_visit_on <= max(day, by.on):
            case.scheduled_visit_on = None
    if state not in FINAL:
        if read.text("next_step"):
            case.next_step, case.next_step_on = read.text("next_step"), read.next_step_on
        for field in ("reason_text", "reason_code"):
            if not getattr(case, field) and read.text(field):
                setattr(case, field, read.text(field))
        if not case.triggers:
            case.triggers = list(read.keys("triggers"))
    if not is_revision and state in READY_FOR_VISIT:
        _step(by, case, CaseState.VISIT_SCHEDULED, read)
    if not is_revision and CaseState(case.state) is CaseState.VISIT_SCHEDULED:
        _step(by, case, CaseState.ASSESSED, read)
    save_with_due(case, way, on=by.on)


def _step(by: Viewer, case: Case, to: CaseState, read: ReadVisit) -> None:
    # A visit may have been made before the decision arrived: the case moves on the first day on which it can.
    on = max(read.visited_on or by.on, case.state_from_on)
    step(case, to, on=on, reason=MoveReason.USUAL, note="", by=by, way=policies.town_way(by))


@transaction.atomic
def keep_as_note(*, by: Viewer, draft_id: uuid.UUID) -> None:
    """経過記録に残す: everything that was written, when it can be no visit any more (the person has died meanwhile)."""
    draft = draft_to_write(by, draft_id)
    case = policies.case_to_change(by, draft.case_id)
    entries = from_stored(draft.entries)
    values = {name: entry.kept.value for name, entry in entries.items()}
    rivals = [(name, one.value) for name, entry in entries.items() for one in entry.rivals if not is_empty(one.value)]
    words = "\n".join([all_words(values), *(all_words({name: value}) for name, value in rivals)]).strip()
    if not words:
        raise CaseRefused("まだ何も書かれていません。下書きを取りやめることができます。")
    Note.objects.create(
        case=case,
        happened_on=by.on,
        kind=NoteKind.OTHER,
        text=f"訪問の下書きから残した記録\n{words}",
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    end_draft(draft, DraftEnd.NOTE, by=by)
    record("casework.visit_kept_as_note", by, case)
