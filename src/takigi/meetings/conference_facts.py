"""地域ケア個別会議の事実: which cases were talked about, and what was promised there, for whoever counts them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from takigi.access.decide import MeetingPhase
from takigi.meetings.models import ActionItem, CareItem, Meeting
from takigi.meetings.rules.promises import PromiseState
from takigi.meetings.rules.words import MeetingKind


@dataclass(frozen=True)
class ConferencePromise:
    """会議で決めたこと. What was declined or given up is not here."""

    action_id: uuid.UUID
    due_on: date
    done_on: date | None


def _conferences(municipality_id: int) -> QuerySet[Meeting]:
    held = Meeting.objects.filter(municipality_id=municipality_id, kind=MeetingKind.CARE, held_at__isnull=False)
    return held.exclude(phase=MeetingPhase.CANCELLED)


def discussed_cases(municipality_id: int) -> dict[uuid.UUID, date]:
    """Every case that a care conference has talked about, with the first day. One query."""
    rows = CareItem.objects.filter(
        item__meeting__in=_conferences(municipality_id), item__withdrawn_at__isnull=True, case__isnull=False
    )
    found: dict[uuid.UUID, date] = {}
    for case_id, starts_at, held_at in rows.values_list(
        "case_id", "item__meeting__starts_at", "item__meeting__held_at"
    ):
        day = localdate(starts_at or held_at)
        found[case_id] = min(day, found.get(case_id, day))
    return found


def conference_promises(municipality_id: int) -> Iterator[ConferencePromise]:
    """Every promise of a care conference that stands or was kept. One query."""
    rows = ActionItem.objects.filter(item__meeting__in=_conferences(municipality_id)).exclude(
        state__in=(PromiseState.DECLINED, PromiseState.DROPPED)
    )
    for one in rows.order_by("pk").values_list("pk", "due_on", "done_on"):
        yield ConferencePromise(*one)
