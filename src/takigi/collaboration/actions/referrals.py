"""つなぐ・答える: closed-loop referral, followed until it has begun or come back. The owner stays (I4)."""

import uuid
from datetime import date

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import Referral
from takigi.collaboration.policies.acting import Acting, case_for, known_case
from takigi.collaboration.policies.relations import who_is
from takigi.collaboration.rules.steps import REFERRAL_MOVES, check_step, check_words
from takigi.collaboration.rules.words import CollaborationRefused, ReferralStatus, Warmth
from takigi.organisations import actions as organisation_actions
from takigi.organisations import queries as organisations


@transaction.atomic
def refer(*, by: Viewer, case_id: uuid.UUID, to_agency_id: int, purpose: str, warmth: Warmth) -> uuid.UUID:
    """つなぐ (REQUEST_ROLE): for a helper's own service. What the receiving agency learns of whom is said beside it."""
    acting = case_for(by, Action.REQUEST_ROLE, case_id)
    if acting.case.case.closed_on is not None:
        raise CollaborationRefused("終結したケースです。また始めるときは、新しいケースを開いてください。")
    own = acting.agency_ids(Relation.OWN, Relation.STN, Relation.SEC)
    if to_agency_id in own or to_agency_id == acting.case.case.agency_id:
        raise CollaborationRefused("ほかの機関を選んでください。主担当は、つないだあとも主担当です。")
    if not organisations.names_of_agencies(by.municipality_id, {to_agency_id}):
        raise Unseen
    referral = Referral.objects.create(
        case=acting.case,
        from_agency_id=acting.case.case.agency_id if acting.case.case.agency_id in own else min(own),
        to_agency_id=to_agency_id,
        purpose=check_words(purpose, "何のためにつなぐか"),
        warmth=warmth,
        requested_at=by.at,
        requested_by_id=by.staff_id,
    )
    organisation_actions.hand_task(
        municipality_id=by.municipality_id,
        agency_id=to_agency_id,
        assignee_id=None,
        title="つなぎに答える",
        target=_task_of(referral.pk),
        at=by.at,
    )
    record("referral_sent", by, case_id, referral=str(referral.pk), agency=to_agency_id)
    return referral.pk


def _task_of(referral_id: uuid.UUID) -> str:
    return f"referral:{referral_id}"


def _received(by: Viewer, referral_id: uuid.UUID) -> Referral:
    """A referral, for the one who works at the receiving agency, or for those who may ask."""
    row = Referral.objects.select_for_update(of=("self",)).select_related("case").filter(pk=referral_id).first()
    if row is None or row.case.municipality_id != by.municipality_id or not by.may_read_persons:
        raise Unseen
    return row


def _check_receives(by: Viewer, row: Referral) -> None:
    if row.to_agency_id not in who_is(by).agency_ids:
        raise NotPermitted("つなぎに答えられるのは、つなぎ先の機関の職員です。")


@transaction.atomic
def accept_referral(*, by: Viewer, referral_id: uuid.UUID, staff_id: int | None = None) -> None:
    """受け入れる, by the receiving agency, which may name the colleague who goes on with it. It has not begun yet."""
    row = _received(by, referral_id)
    _check_receives(by, row)
    holder = staff_id or by.staff_id
    if not any(post.agency_id == row.to_agency_id for post in organisations.posts_held(holder, on=by.on)):
        raise CollaborationRefused("その人は、いまその機関にいません。別の人を選んでください。")
    _step(row, ReferralStatus.ACCEPTED, by=by, holder=holder)


@transaction.atomic
def reject_referral(*, by: Viewer, referral_id: uuid.UUID, reason: str) -> None:
    """受け入れられない, with the reason that the owner needs for the next try."""
    row = _received(by, referral_id)
    _check_receives(by, row)
    row.reason = check_words(reason, "受け入れられないわけ")
    _step(row, ReferralStatus.REJECTED, by=by)


@transaction.atomic
def start_referral(*, by: Viewer, referral_id: uuid.UUID, started_on: date) -> None:
    """始まった: only now is the loop closed. By the receiving agency or the owner."""
    row = _received(by, referral_id)
    if row.to_agency_id not in who_is(by).agency_ids:
        _asker(by, row)
    if started_on > by.on:
        raise CollaborationRefused("始まった日が今日より後になっています。")
    row.started_on = started_on
    _step(row, ReferralStatus.DONE, by=by)


@transaction.atomic
def revoke_referral(*, by: Viewer, referral_id: uuid.UUID, reason: str) -> None:
    """つなぎを取り下げる, by those who may ask."""
    row = _received(by, referral_id)
    _asker(by, row)
    row.reason = check_words(reason, "取り下げるわけ")
    _step(row, ReferralStatus.REVOKED, by=by)


def _asker(by: Viewer, row: Referral) -> Acting:
    acting = known_case(by, row.case_id)
    if not is_open_to(Action.REQUEST_ROLE, acting.relations):
        raise NotPermitted("これができるのは、主担当・ステーション・事務局です。")
    return acting


def _step(row: Referral, to: ReferralStatus, *, by: Viewer, holder: int | None = None) -> None:
    check_step(REFERRAL_MOVES, ReferralStatus(row.status), to)
    row.status = to
    # Whoever answered at the receiving agency, or was named there, is its helper from then on; the asking side answers nothing.
    if row.to_agency_id in who_is(by).agency_ids:
        row.responded_at, row.responded_by_id = by.at, holder or by.staff_id
    row.save()
    organisation_actions.finish_tasks(
        municipality_id=by.municipality_id, target=_task_of(row.pk), by=by.staff_id, at=by.at
    )
    record("referral_moved", by, row.case_id, referral=str(row.pk), to=to.value)
