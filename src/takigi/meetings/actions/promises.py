"""約束の操作: asked in the meeting, taken on or declined by the agency, done or dropped, and looked at in between."""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.rules.states import CaseKind
from takigi.collaboration.actions import roles
from takigi.collaboration.actions.owed import keep_owed, settle_owed
from takigi.collaboration.rules.words import RoleKind
from takigi.meetings import sight
from takigi.meetings.actions.deeds import record_item
from takigi.meetings.models import ActionItem, AgendaItem
from takigi.meetings.rules.promises import (
    DeclineReason,
    PromiseState,
    check_dates,
    check_declining,
    check_promise_move,
)
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations.queries import names_of_agencies, names_of_staff, posts_held

_OVER = frozenset({PromiseState.DONE, PromiseState.DROPPED, PromiseState.DECLINED})


@dataclass(frozen=True, kw_only=True)
class PromiseWords:
    """だれが × 何を × いつまで × 次の確認."""

    agency_id: int
    what: str
    due_on: date | None
    next_check_on: date | None = None
    staff_id: int | None = None
    # A lasting part in the case rather than one errand: kept, and answered, as a role of the case.
    role: RoleKind | None = None


def held_on(item: AgendaItem) -> date:
    """The day of the meeting."""
    meeting = item.meeting
    at = meeting.held_at or meeting.starts_at or meeting.requested_at
    return localdate(at)


@transaction.atomic
def ask_promise(*, by: Viewer, item_id: uuid.UUID, words: PromiseWords) -> uuid.UUID:
    """約束を書く. It binds nobody until the agency has taken it on; one's own agency takes it on at once."""
    item = sight.item_to_promise_on(by, item_id)
    what = words.what.strip()
    if not what:
        raise MeetingsRefused("何をするかを書いてください。")
    check_dates(held_on=held_on(item), due_on=words.due_on, next_check_on=words.next_check_on)
    if words.agency_id not in names_of_agencies(by.municipality_id, {words.agency_id}):
        raise Unseen
    _check_of_agency(by, words.staff_id, words.agency_id)
    is_own = words.agency_id in by.working_agency_ids
    promise = ActionItem.objects.create(
        role_id=_role_for(by, item, words) if words.role and not is_own else None,
        item=item,
        agency_id=words.agency_id,
        staff_id=words.staff_id,
        what=what,
        due_on=words.due_on,
        next_check_on=words.next_check_on,
        state=PromiseState.ACCEPTED if is_own else PromiseState.ASKED,
        asked_at=by.at,
        asked_by_id=by.staff_id,
        answered_at=by.at if is_own else None,
        answered_by_id=by.staff_id if is_own else None,
    )
    if is_shared(item) and promise.role_id is None:
        # A role stands in the case's own table already, and would be counted twice when the case is closed.
        keep_owed(
            by=by,
            case_id=item.case_id,
            source=_source(promise),
            agency_id=promise.agency_id,
            text=what,
            staff_id=promise.staff_id,
            due_on=promise.due_on,
        )
    record_item("meetings.promise_asked", by, item, agency=words.agency_id)
    return promise.pk


def _check_of_agency(by: Viewer, staff_id: int | None, agency_id: int) -> None:
    """An agency promises for its own people."""
    if staff_id is None:
        return
    name = names_of_staff(by.municipality_id, {staff_id}).get(staff_id)
    if name is None:
        raise Unseen
    if not any(post.agency_id == agency_id for post in posts_held(staff_id, on=by.on)):
        raise MeetingsRefused(
            f"{name}さんは、いまその機関にいません。その機関の人を選ぶか、選ばずに機関に頼んでください。"
        )


def is_shared(item: AgendaItem) -> bool:
    """Whether the item is about a case of several agencies."""
    return item.case is not None and item.case.kind == CaseKind.MULTI_AGENCY


def _source(promise: ActionItem) -> str:
    return f"meetings.actionitem:{promise.pk}"


def _role_for(by: Viewer, item: AgendaItem, words: PromiseWords) -> uuid.UUID:
    if not is_shared(item):
        raise MeetingsRefused(
            "役割を頼めるのは、多機関のケースの議題です。一度きりの用事なら「役割」を選ばずに書けます。"
        )
    asked = roles.Asked(
        agency_id=words.agency_id,
        kind=words.role,
        task=words.what,
        staff_id=words.staff_id,
        due_on=words.due_on,
        next_check_on=words.next_check_on,
        agenda_item_id=item.pk,
    )
    return roles.request_role(by=by, case_id=item.case_id, asked=asked)


def _role_follows(by: Viewer, promise: ActionItem, to: PromiseState, words: str = "") -> None:
    """One answer, wherever it is given: what becomes of the promise becomes of the role that it is."""
    if promise.role_id is None or promise.state == PromiseState.DECLINED:
        return
    key, note = {"by": by, "role_id": promise.role_id}, words.strip()[:300]
    if to is PromiseState.ACCEPTED:
        roles.accept_role(**key, staff_id=promise.staff_id)
    elif to is PromiseState.DONE:
        roles.finish_role(**key, note=note)
    else:
        roles.withdraw_role(**key, note=note)


def _move(by: Viewer, promise: ActionItem, to: PromiseState, kind: str) -> None:
    check_promise_move(PromiseState(promise.state), to)
    promise.state = to
    promise.save()
    if to in _OVER and promise.item.case_id:
        # Whoever closes the case is not held up by what is done, or fell away.
        with suppress(Unseen):
            settle_owed(by=by, source=_source(promise), done_on=promise.done_on or by.on)
    record_item(kind, by, promise.item, promise=str(promise.pk))


@transaction.atomic
def accept_promise(*, by: Viewer, promise_id: uuid.UUID, staff_id: int | None = None) -> None:
    """引き受ける, for one's own agency; who of it does it may be said now."""
    promise = sight.promise_to_answer(by, promise_id)
    if staff_id is not None:
        _check_of_agency(by, staff_id, promise.agency_id)
        promise.staff_id = staff_id
    if promise.role_id and promise.state == PromiseState.DECLINED:
        raise MeetingsRefused(
            "断った役割です。引き受けられるようになったときは、主担当に知らせて、頼みなおしてもらってください。"
        )
    _role_follows(by, promise, PromiseState.ACCEPTED)
    promise.answered_at, promise.answered_by_id = by.at, by.staff_id
    promise.decline_reason, promise.suggestion = "", ""
    _move(by, promise, PromiseState.ACCEPTED, "meetings.promise_accepted")


@transaction.atomic
def decline_promise(*, by: Viewer, promise_id: uuid.UUID, reason: DeclineReason | str, suggestion: str) -> None:
    """引き受けられない, with a reason and what could be tried instead. It is no shame, and shows what the town lacks."""
    promise = sight.promise_to_answer(by, promise_id)
    check_declining(reason, suggestion)
    if promise.role_id and promise.state == PromiseState.ASKED:
        told = DeclineReason(reason).label
        roles.decline_role(by=by, role_id=promise.role_id, reason=told, suggestion=suggestion)
    else:
        _role_follows(by, promise, PromiseState.DECLINED, f"{DeclineReason(reason).label}。提案: {suggestion.strip()}")
    promise.answered_at, promise.answered_by_id = by.at, by.staff_id
    promise.decline_reason, promise.suggestion = DeclineReason(reason), suggestion.strip()
    _move(by, promise, PromiseState.DECLINED, "meetings.promise_declined")


@transaction.atomic
def keep_promise(*, by: Viewer, promise_id: uuid.UUID, done_on: date, outcome: str = "") -> None:
    """済んだ. On the day it was done, which may lie before today and never after."""
    promise = sight.promise_to_follow(by, promise_id)
    if done_on > by.on:
        raise MeetingsRefused("済んだ日が今日より後になっています。")
    if done_on < held_on(promise.item):
        raise MeetingsRefused("済んだ日が、会議の日より前になっています。")
    if promise.state == PromiseState.ASKED and promise.agency_id in by.working_agency_ids:
        # Whoever has done it has taken it on.
        accept_promise(by=by, promise_id=promise.pk)
        promise.refresh_from_db()
    check_promise_move(PromiseState(promise.state), PromiseState.DONE)
    _role_follows(by, promise, PromiseState.DONE, outcome)
    promise.done_on, promise.outcome = done_on, outcome.strip()
    _move(by, promise, PromiseState.DONE, "meetings.promise_kept")


@transaction.atomic
def drop_promise(*, by: Viewer, promise_id: uuid.UUID, why: str) -> None:
    """取りやめ, because it is no longer needed or another way was found."""
    promise = sight.promise_to_follow(by, promise_id)
    if not why.strip():
        raise MeetingsRefused("取りやめるわけを一言書いてください。")
    check_promise_move(PromiseState(promise.state), PromiseState.DROPPED)
    _role_follows(by, promise, PromiseState.DROPPED, f"取りやめ: {why.strip()}")
    promise.outcome = why.strip()
    _move(by, promise, PromiseState.DROPPED, "meetings.promise_dropped")


@transaction.atomic
def look_at_promise(*, by: Viewer, promise_id: uuid.UUID, words: str, next_check_on: date | None = None) -> None:
    """次の確認をする: how it stands, and when somebody looks again."""
    promise = sight.promise_to_follow(by, promise_id)
    if promise.state not in {PromiseState.ASKED, PromiseState.ACCEPTED}:
        raise MeetingsRefused("この約束は、もう終わっています。")
    if next_check_on is not None and next_check_on <= by.on:
        raise MeetingsRefused("次に確かめる日は、今日より後の日にしてください。")
    promise.outcome, promise.checked_on, promise.next_check_on = words.strip(), by.on, next_check_on
    promise.save()
    if promise.role_id:
        # Whoever only keeps the meeting's table looks without a say in the case's own.
        with suppress(NotPermitted, Unseen):
            roles.check_role_again(by=by, role_id=promise.role_id, next_check_on=next_check_on)
    record_item("meetings.promise_looked_at", by, promise.item, promise=str(promise.pk))
