"""年度替わりの引き継ぎ: cases, roles and promises in one go, by the supervisor; and all work of an agency that is no more."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from takigi.access.grounds import NotPermitted, Viewer
from takigi.collaboration.actions import personnel
from takigi.meetings import sight
from takigi.meetings.actions.deeds import record_item
from takigi.meetings.models import ActionItem
from takigi.meetings.rules.promises import OPEN
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations import queries as organisations

_OPEN = [one.value for one in OPEN]


@dataclass(frozen=True)
class Handing:
    """引き継ぎ: who goes on with each case, role and promise, and what they are told."""

    cases: Mapping[uuid.UUID, int] = field(default_factory=dict)
    roles: Mapping[uuid.UUID, int] = field(default_factory=dict)
    promises: Mapping[uuid.UUID, int] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def hand_over(*, by: Viewer, handing: Handing) -> int:
    """まとめて引き継ぐ: all of it, or nothing and a sentence that says why. Returns how many rows."""
    if handing.cases or handing.roles or not handing.promises:
        personnel.hand_over_work(by=by, cases=handing.cases, roles=handing.roles, note=handing.note)
    for role_id, staff_id in handing.roles.items():
        # The promise that is this role is kept by the same person.
        ActionItem.objects.filter(role_id=role_id, state__in=_OPEN).update(staff_id=staff_id)
    for promise_id, staff_id in handing.promises.items():
        _hand_on_promise(by=by, promise_id=promise_id, staff_id=staff_id)
    return len(handing.cases) + len(handing.roles) + len(handing.promises)


def _hand_on_promise(*, by: Viewer, promise_id: uuid.UUID, staff_id: int) -> None:
    promise = sight.promise_to_answer(by, promise_id)
    if promise.agency_id not in by.leading_agency_ids:
        raise NotPermitted("約束を同僚に引き継げるのは、その機関の監督者です。")
    if promise.state not in _OPEN:
        raise MeetingsRefused("この約束は、もう終わっています。画面を開きなおしてください。")
    if not any(post.agency_id == promise.agency_id for post in organisations.posts_held(staff_id, on=by.on)):
        raise MeetingsRefused("その人は、いまその機関にいません。別の人を選んでください。")
    promise.staff_id = staff_id
    promise.save(update_fields=["staff"])
    record_item("meetings.promise_handed_on", by, promise.item, promise=str(promise.pk), staff=staff_id)


@transaction.atomic
def reorganise_agency(*, by: Viewer, from_agency_id: int, to_agency_id: int, reason: str) -> tuple[int, int, int]:
    """機関の統合・分割: cases, roles and open promises go on with the successor. Returns how many of each."""
    cases, roles = personnel.reorganise_agency(
        by=by, from_agency_id=from_agency_id, to_agency_id=to_agency_id, reason=reason
    )
    rows = ActionItem.objects.select_for_update(of=("self",)).filter(
        agency_id=from_agency_id, item__meeting__municipality_id=by.municipality_id, state__in=_OPEN
    )
    moved = list(rows.select_related("item", "item__meeting"))
    for promise in moved:
        promise.agency_id = to_agency_id
        promise.save(update_fields=["agency"])
        record_item("meetings.promise_moved_along", by, promise.item, promise=str(promise.pk), agency=to_agency_id)
    return cases, roles, len(moved)
