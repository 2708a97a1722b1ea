"""開示・訂正の請求の操作: receive, extend, decide by a second person, hand over, add to the record, withdraw."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.access.personal_rows import Mask
from takigi.audit import actions as audit
from takigi.custody import policies
from takigi.custody.models import Annotation, Request, RequestStep
from takigi.custody.queries.copies import LIFTABLE
from takigi.custody.rules import requests as rules
from takigi.custody.rules.requests import Answer, Asker, RequestKind, RequestState, Step
from takigi.custody.rules.words import CustodyRefused
from takigi.organisations import actions as organisations
from takigi.people.queries.asked import records_of


@dataclass(frozen=True)
class Paper:
    """受け付けた請求書: what stands on it."""

    person_id: uuid.UUID
    kind: RequestKind
    received_on: date
    asker: Asker
    proof: str
    scope: str
    asker_name: str = ""


def target_of(request_id: uuid.UUID) -> str:
    """How the audit log and tasks name a request."""
    return f"request:{request_id}"


def _record(what: str, by: Viewer, request: Request, /, **detail: object) -> None:
    audit.record(
        f"custody.{what}",
        municipality_id=request.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=target_of(request.pk),
        because=(f"本人からの請求（{request.number}）の手続きのため",),
        detail=detail,
        shown=(f"person:{request.person_id}",),
    )


def _step(by: Viewer, request: Request, step: Step, *, on: date, note: str = "") -> None:
    RequestStep.objects.create(
        request=request, step=step, happened_on=on, note=note, recorded_at=by.at, recorded_by_id=by.staff_id
    )


@transaction.atomic
def receive_request(*, by: Viewer, paper: Paper) -> uuid.UUID:
    """請求を受け付ける: number, due date and a task for whoever received it. Refused without proof of who asks."""
    policies.check_may_keep(by)
    rules.check_received(paper.received_on, today=by.on)
    if paper.person_id not in records_of(by.municipality_id, [paper.person_id]):
        raise Unseen
    if not (paper.proof.strip() and paper.scope.strip()):
        raise CustodyRefused("だれの請求かを確かめた書類と、請求の範囲を書いてください。")
    if paper.asker is not Asker.SELF and not paper.asker_name.strip():
        raise CustodyRefused("代理人の氏名を書いてください。")
    request = Request.objects.create(
        municipality_id=by.municipality_id,
        number=_next_number(by.municipality_id, paper.received_on.year),
        person_id=paper.person_id,
        kind=paper.kind,
        received_on=paper.received_on,
        asker=paper.asker,
        asker_name=paper.asker_name.strip() if paper.asker is not Asker.SELF else "",
        proof=paper.proof.strip(),
        scope=paper.scope.strip(),
        due_on=rules.due_on(paper.received_on),
        received_by_id=by.staff_id,
        recorded_at=by.at,
    )
    _step(by, request, Step.RECEIVED, on=paper.received_on)
    _record("request_received", by, request, kind=paper.kind.value)
    _remind(by, request)
    return request.pk


def _next_number(municipality_id: int, year: int) -> str:
    numbers = Request.objects.select_for_update().filter(municipality_id=municipality_id, number__startswith=f"{year}-")
    last = max((int(one.partition("-")[2]) for one in numbers.values_list("number", flat=True)), default=0)
    return f"{year}-{last + 1:03}"


def _remind(by: Viewer, request: Request) -> None:
    """今日 shows it to whoever received it, and to the supervisors there when they have moved on."""
    organisations.hand_task(
        municipality_id=by.municipality_id,
        agency_id=next(post.agency_id for post in by.posts),
        assignee_id=request.received_by_id,
        title=f"{request.get_kind_display().partition('（')[0]}の請求（{request.number}）を決定する期限です",
        target=target_of(request.pk),
        due_on=request.due_on,
        at=by.at,
    )


def _to_change(by: Viewer, request_id: uuid.UUID, step: Step) -> Request:
    policies.check_may_keep(by)
    request = Request.objects.select_for_update().filter(pk=request_id, municipality_id=by.municipality_id).first()
    if request is None:
        raise Unseen
    kind, state = RequestKind(request.kind), RequestState(request.state)
    answer = Answer(request.answer) if request.answer else None
    if not rules.may_follow(step, kind=kind, state=state, answer=answer):
        raise CustodyRefused(f"この請求は「{state.label}」の段階です。今は「{step.label}」とはできません。")
    return request


@transaction.atomic
def extend_request(*, by: Viewer, request_id: uuid.UUID, until: date, reason: str, told_on: date) -> None:
    """期限をのばす: once, with the reason and the day on which the person was told in writing."""
    request = _to_change(by, request_id, Step.EXTENDED)
    rules.check_extension(request.due_on, until, reason, is_extended=request.is_extended)
    if not request.received_on <= told_on <= min(by.on, request.due_on):
        raise CustodyRefused("本人に知らせた日は、受け付けた日から今の期限までの、今日までの日にしてください。")
    request.due_on, request.is_extended = until, True
    request.save(update_fields=["due_on", "is_extended"])
    _step(by, request, Step.EXTENDED, on=told_on, note=reason.strip())
    organisations.finish_tasks(
        municipality_id=by.municipality_id, target=target_of(request.pk), by=by.staff_id, at=by.at
    )
    _remind(by, request)
    _record("request_extended", by, request, until=until.isoformat())


@transaction.atomic
def decide_request(
    *, by: Viewer, request_id: uuid.UUID, answer: Answer, reason: str, unmasked: Collection[Mask] = ()
) -> None:
    """決定する: a supervisor who did not receive it. Less than everything is told with its reason."""
    request = _to_change(by, request_id, Step.DECIDED)
    policies.check_may_decide(by, prepared_by=request.received_by_id)
    if answer is not Answer.FULL:
        rules.check_reason(reason, "認めない部分とその理由")
    if set(unmasked) - LIFTABLE:
        raise CustodyRefused("本人以外の人の情報、知らせてくれた人、保護されている住所は、写しに出せません。")
    request.answer, request.reason, request.unmasked = answer, reason.strip(), sorted(unmasked)
    request.decided_on, request.decided_by_id, request.state = by.on, by.staff_id, RequestState.DECIDED
    request.save(update_fields=["answer", "reason", "unmasked", "decided_on", "decided_by", "state"])
    _step(by, request, Step.DECIDED, on=by.on, note=reason.strip())
    organisations.finish_tasks(
        municipality_id=by.municipality_id, target=target_of(request.pk), by=by.staff_id, at=by.at
    )
    _record("request_decided", by, request, answer=answer.value)


@transaction.atomic
def hand_over_copy(*, by: Viewer, request_id: uuid.UUID, on: date, digest: str, how: str) -> None:
    """写しを渡した: the digest of the very file stays, so that what was handed over can be proven."""
    request = _to_change(by, request_id, Step.HANDED_OVER)
    if not (request.decided_on or on) <= on <= by.on:
        raise CustodyRefused("渡した日は、決定した日から今日までの日にしてください。")
    if not digest:
        raise CustodyRefused("先に写しを取り出してください。取り出した写しの指紋を記録します。")
    request.digest = digest
    _end(by, request, Step.HANDED_OVER, on=on, note=how.strip())


@transaction.atomic
def keep_digest(*, by: Viewer, request_id: uuid.UUID, digest: str, kind: str) -> None:
    """写しを取り出した: the last one that was taken out is the one that is handed over."""
    request = _to_change(by, request_id, Step.HANDED_OVER)
    request.digest = digest
    request.save(update_fields=["digest"])
    _record("copy_taken_out", by, request, kind=kind, digest=digest)


@transaction.atomic
def annotate(*, by: Viewer, request_id: uuid.UUID, about: str, text: str, is_statement: bool) -> None:
    """書きそえる: the correction that was agreed to, or what the person says where it was not; shown beside the record."""
    step = Step.STATED if is_statement else Step.NOTED
    request = _to_change(by, request_id, step)
    if not (about.strip() and text.strip()):
        raise CustodyRefused("どの記録の、どこをどう直すかを書いてください。")
    Annotation.objects.create(
        request=request,
        person_id=request.person_id,
        is_statement=is_statement,
        about=about.strip(),
        text=text.strip(),
        noted_on=by.on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    _end(by, request, step, on=by.on, note=about.strip())


@transaction.atomic
def tell_refusal(*, by: Viewer, request_id: uuid.UUID, on: date, note: str = "") -> None:
    """認めないことを知らせた: with the reason, and where the person may complain."""
    request = _to_change(by, request_id, Step.TOLD)
    if not (request.decided_on or on) <= on <= by.on:
        raise CustodyRefused("知らせた日は、決定した日から今日までの日にしてください。")
    _end(by, request, Step.TOLD, on=on, note=note.strip())


@transaction.atomic
def withdraw_request(*, by: Viewer, request_id: uuid.UUID, on: date, note: str) -> None:
    """取り下げを受ける."""
    request = _to_change(by, request_id, Step.WITHDRAWN)
    request.state = RequestState.WITHDRAWN
    request.save(update_fields=["state"])
    _step(by, request, Step.WITHDRAWN, on=on, note=note.strip())
    organisations.finish_tasks(
        municipality_id=by.municipality_id, target=target_of(request.pk), by=by.staff_id, at=by.at
    )
    _record("request_withdrawn", by, request)


def _end(by: Viewer, request: Request, step: Step, *, on: date, note: str) -> None:
    request.state = RequestState.DONE
    request.save(update_fields=["state", "digest"])
    _step(by, request, step, on=on, note=note)
    _record("request_done", by, request, step=step.value)
