"""役割を頼む・答える: asked of an agency, accepted or declined with a reason and a suggestion. The owner stays (I4)."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import CaseRole
from takigi.collaboration.policies.acting import Acting, case_for, known_case, supervises
from takigi.collaboration.rules.steps import ROLE_MOVES, check_step, check_words
from takigi.collaboration.rules.words import CollaborationRefused, RoleKind, RoleStatus
from takigi.organisations import actions as organisation_actions
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class Asked:
    """頼むこと: which agency (and whom there), what, by when."""

    agency_id: int
    kind: RoleKind
    task: str
    staff_id: int | None = None
    due_on: date | None = None
    next_check_on: date | None = None
    agenda_item_id: uuid.UUID | None = None


@transaction.atomic
def request_role(*, by: Viewer, case_id: uuid.UUID, asked: Asked) -> uuid.UUID:
    """役割を頼む (REQUEST_ROLE). The agency learns of it as a task; who it is about is not in it."""
    acting = case_for(by, Action.REQUEST_ROLE, case_id)
    _check_open(acting)
    _check_asked(by, acting, asked)
    role = CaseRole.objects.create(
        case=acting.case,
        agency_id=asked.agency_id,
        staff_id=asked.staff_id,
        kind=asked.kind,
        task=check_words(asked.task, "頼むこと"),
        due_on=asked.due_on,
        next_check_on=asked.next_check_on,
        agenda_item_id=asked.agenda_item_id,
        requested_at=by.at,
        requested_by_id=by.staff_id,
    )
    organisation_actions.hand_task(
        municipality_id=by.municipality_id,
        agency_id=asked.agency_id,
        assignee_id=asked.staff_id,
        title="役割の依頼に答える",
        target=_task_of(role.pk),
        due_on=asked.due_on,
        at=by.at,
    )
    record("role_requested", by, case_id, role=str(role.pk), agency=asked.agency_id)
    return role.pk


def _task_of(role_id: uuid.UUID) -> str:
    return f"role:{role_id}"


def _answered(role: CaseRole, *, by: Viewer) -> None:
    role.save()
    organisation_actions.finish_tasks(
        municipality_id=by.municipality_id, target=_task_of(role.pk), by=by.staff_id, at=by.at
    )


def _check_open(acting: Acting) -> None:
    if acting.case.case.closed_on is not None:
        raise CollaborationRefused("終結したケースです。また始めるときは、新しいケースを開いてください。")


def _check_asked(by: Viewer, acting: Acting, asked: Asked) -> None:
    agencies = {card.agency_id: card for card in organisations.agencies(by.municipality_id, on=by.on)}
    agency = agencies.get(asked.agency_id)
    if agency is None or (agency.closed_on is not None and agency.closed_on <= by.on):
        raise CollaborationRefused("頼む先の機関を選んでください（いまある機関から選びます）。")
    if asked.agency_id == acting.case.case.agency_id:
        raise CollaborationRefused("主担当の機関に役割は頼めません。主担当の仕事は、主担当が続けます。")
    if asked.staff_id is not None:
        posts = organisations.posts_held(asked.staff_id, on=by.on)
        if not any(post.agency_id == asked.agency_id for post in posts):
            raise CollaborationRefused("その人は、いまその機関にいません。機関に頼むか、別の人を選んでください。")
    if asked.due_on is not None and asked.due_on < by.on:
        raise CollaborationRefused("期限が今日より前です。これからの日にしてください。")


def _role(by: Viewer, role_id: uuid.UUID) -> tuple[CaseRole, Acting]:
    role = CaseRole.objects.select_for_update(of=("self",)).filter(pk=role_id).first()
    if role is None:
        raise Unseen
    return role, known_case(by, role.case_id)


def _may_answer(by: Viewer, role: CaseRole, acting: Acting) -> bool:
    asked = role.agency_id in acting.agency_ids(Relation.COOP_REQ)
    return (asked and role.staff_id in {by.staff_id, None}) or supervises(by, role.agency_id)


@transaction.atomic
def accept_role(*, by: Viewer, role_id: uuid.UUID, staff_id: int | None = None) -> None:
    """引き受ける (ANSWER_ROLE), by whoever was asked or their supervisor, who may name somebody."""
    role, acting = _role(by, role_id)
    _check_open(acting)
    if not _may_answer(by, role, acting):
        raise NotPermitted("役割に答えられるのは、頼まれた人とその監督者です。")
    check_step(ROLE_MOVES, RoleStatus(role.status), RoleStatus.ACCEPTED)
    holder = staff_id or role.staff_id or by.staff_id
    if not any(post.agency_id == role.agency_id for post in organisations.posts_held(holder, on=by.on)):
        raise CollaborationRefused("その人は、いまその機関にいません。別の人を選んでください。")
    role.status, role.staff_id = RoleStatus.ACCEPTED, holder
    role.responded_at, role.responded_by_id = by.at, by.staff_id
    _answered(role, by=by)
    record("role_accepted", by, role.case_id, role=str(role.pk), agency=role.agency_id)


@transaction.atomic
def decline_role(*, by: Viewer, role_id: uuid.UUID, reason: str, suggestion: str = "") -> None:
    """断る (ANSWER_ROLE) with a reason, and whatever could be done instead: without shame, so that gaps become visible."""
    role, acting = _role(by, role_id)
    if not _may_answer(by, role, acting):
        raise NotPermitted("役割に答えられるのは、頼まれた人とその監督者です。")
    check_step(ROLE_MOVES, RoleStatus(role.status), RoleStatus.DECLINED)
    role.status, role.decline_reason, role.suggestion = (
        RoleStatus.DECLINED,
        check_words(reason, "断る理由"),
        suggestion.strip(),
    )
    role.responded_at, role.responded_by_id = by.at, by.staff_id
    _answered(role, by=by)
    record("role_declined", by, role.case_id, role=str(role.pk), agency=role.agency_id)


@transaction.atomic
def finish_role(*, by: Viewer, role_id: uuid.UUID, note: str = "") -> None:
    """役割が済んだ, said by whoever holds it or by those who may ask for roles."""
    role, acting = _role(by, role_id)
    holds = role.agency_id in acting.agency_ids(Relation.COOP)
    if not (holds or is_open_to(Action.REQUEST_ROLE, acting.relations)):
        raise NotPermitted("役割を済みにできるのは、引き受けた人と主担当です。")
    _end(role, RoleStatus.DONE, note.strip(), by=by)
    record("role_done", by, role.case_id, role=str(role.pk))


@transaction.atomic
def withdraw_role(*, by: Viewer, role_id: uuid.UUID, note: str) -> None:
    """役割を取り下げる: the request by those who ask, an accepted one also by whoever holds it, with a reason."""
    role, acting = _role(by, role_id)
    holds = role.agency_id in acting.agency_ids(Relation.COOP)
    if not (holds or is_open_to(Action.REQUEST_ROLE, acting.relations)):
        raise NotPermitted("役割を取り下げられるのは、頼んだ側と引き受けた人です。")
    _end(role, RoleStatus.WITHDRAWN, check_words(note, "取り下げる理由"), by=by)
    record("role_withdrawn", by, role.case_id, role=str(role.pk))


def _end(role: CaseRole, status: RoleStatus, note: str, *, by: Viewer) -> None:
    check_step(ROLE_MOVES, RoleStatus(role.status), status)
    role.status, role.end_note = status, note
    role.ended_at, role.ended_by_id = by.at, by.staff_id
    _answered(role, by=by)


@transaction.atomic
def check_role_again(*, by: Viewer, role_id: uuid.UUID, next_check_on: date | None) -> None:
    """次の確認の日を決める, by those who may ask for roles and by whoever holds this one."""
    role, acting = _role(by, role_id)
    holds = role.agency_id in acting.agency_ids(Relation.COOP)
    if not (holds or is_open_to(Action.REQUEST_ROLE, acting.relations)):
        raise NotPermitted("次の確認を決められるのは、主担当・ステーション・事務局と、引き受けた人です。")
    role.next_check_on = next_check_on
    role.save(update_fields=["next_check_on"])
    record("role_check_set", by, role.case_id, role=str(role.pk))
