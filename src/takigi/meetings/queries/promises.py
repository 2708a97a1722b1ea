"""約束の閲覧: one table who × what × by when × next check; one's own promises; what waits in the whole town."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from takigi.access.grounds import Viewer
from takigi.meetings import policies, sight
from takigi.meetings.models import ActionItem, ItemRecord
from takigi.meetings.rules.promises import OPEN, PROMISE_MOVES, DeclineReason, PromiseState, Urgency, urgency

_OPEN = [one.value for one in OPEN]


@dataclass(frozen=True)
class PromiseLine:
    """約束の一行."""

    promise_id: uuid.UUID
    meeting_id: uuid.UUID
    item_id: uuid.UUID
    heading: str
    case_id: uuid.UUID | None
    agency_id: int
    agency: str
    person: str
    what: str
    due_on: date
    next_check_on: date | None
    state: PromiseState
    urgency: Urgency
    ways: frozenset[PromiseState]
    decline_reason: DeclineReason | None
    suggestion: str
    outcome: str
    done_on: date | None
    is_own: bool
    is_role: bool

    @property
    def waits_for_me(self) -> bool:
        """Whether the viewer's agency has not answered yet."""
        return self.is_own and self.state is PromiseState.ASKED


@dataclass(frozen=True)
class ItemPromises:
    """一つの議題: what was decided, what was promised, and how much of it the viewer reads."""

    item_id: uuid.UUID
    seq: int
    heading: str
    case_id: uuid.UUID | None
    said: str
    decided: str
    learned: str
    is_recorded: bool
    is_confirmed: bool
    owner_remark: str
    may_confirm: bool
    may_promise: bool
    sees_decisions: bool
    sees_promises: bool
    promises: tuple[PromiseLine, ...]


@dataclass(frozen=True)
class PromiseTable:
    """決まったことの頁."""

    items: tuple[ItemPromises, ...]
    may_write: bool
    because: tuple[str, ...]


def promise_rows(rows: QuerySet[ActionItem]) -> QuerySet[ActionItem]:
    """The rows with what a line shows, those due first first."""
    return rows.select_related("item", "agency", "staff").order_by("due_on", "asked_at", "pk")


def promise_line(viewer: Viewer, row: ActionItem) -> PromiseLine:
    """One row as its line."""
    state = PromiseState(row.state)
    return PromiseLine(
        promise_id=row.pk,
        meeting_id=row.item.meeting_id,
        item_id=row.item_id,
        heading=row.item.heading,
        case_id=row.item.case_id,
        agency_id=row.agency_id,
        agency=row.agency.name,
        person=row.staff.name if row.staff else "",
        what=row.what,
        due_on=row.due_on,
        next_check_on=row.next_check_on,
        state=state,
        urgency=urgency(state, due_on=row.due_on, next_check_on=row.next_check_on, on=viewer.on),
        ways=_ways(row, state),
        decline_reason=DeclineReason(row.decline_reason) if row.decline_reason else None,
        suggestion=row.suggestion,
        outcome=row.outcome,
        done_on=row.done_on,
        is_own=row.agency_id in viewer.working_agency_ids,
        is_role=row.role_id is not None,
    )


def _ways(row: ActionItem, state: PromiseState) -> frozenset[PromiseState]:
    """A role that was declined is asked for anew by the owner, who may have found somebody else meanwhile."""
    is_declined_role = row.role_id is not None and state is PromiseState.DECLINED
    return PROMISE_MOVES[state] - {PromiseState.ACCEPTED} if is_declined_role else PROMISE_MOVES[state]


def promise_table(viewer: Viewer, meeting_id: uuid.UUID) -> PromiseTable:
    """決まったことと約束. At most 22 queries, however many items.

    Whoever sat there reads decisions and the promises of the own agency; the owner, the station and the secretariat all.
    What is about a household is noted as read.
    """
    meeting = policies.seen_meeting(viewer, meeting_id)
    items = list(sight.items_of(meeting))
    brought = sight.brought_in(meeting)
    seen = sight.sights(viewer, meeting, items)
    records = {row.item_id: row for row in ItemRecord.objects.filter(item__in=items)}
    promised: Mapping[uuid.UUID, list[PromiseLine]] = defaultdict(list)
    for row in promise_rows(ActionItem.objects.filter(item__in=items)):
        line = promise_line(viewer, row)
        owns = line.is_own and viewer.may_read_persons
        if seen[row.item_id].is_full or owns:
            promised[row.item_id].append(line)
    writes = policies.minutes_by(viewer, meeting)
    found = []
    for item in items:
        one, record = seen[item.pk], records.get(item.pk)
        if item.pk in brought and not one.is_full and record is not None and record.confirmed_at is None:
            # Whoever only listens reads what the owner of the case has looked through, and nothing before.
            record = None
        if not one.sees_decisions and not promised[item.pk]:
            continue
        is_owner = sight.owns(viewer, item, brought=brought.get(item.pk))
        found.append(
            ItemPromises(
                item_id=item.pk,
                seq=item.seq,
                heading=item.heading,
                case_id=item.case_id,
                said=record.said if record and one.is_full else "",
                decided=record.decided if record and one.sees_decisions else "",
                learned=record.learned if record and one.sees_decisions else "",
                is_recorded=record is not None,
                is_confirmed=bool(record and record.confirmed_at),
                owner_remark=record.owner_remark if record and one.is_full else "",
                may_confirm=is_owner and record is not None and record.confirmed_at is None,
                may_promise=writes or is_owner,
                sees_decisions=one.sees_decisions,
                sees_promises=one.is_full or bool(promised[item.pk]),
                promises=tuple(promised[item.pk]),
            )
        )
    because = tuple(dict.fromkeys(one.because for one in seen.values() if one.because))
    sight.note_items_read(viewer, meeting, [item for item in items if seen[item.pk].sees_decisions], because)
    return PromiseTable(tuple(found), writes, because)


@dataclass(frozen=True)
class MyPromises:
    """約束の机: what waits for my agency's word, what it has promised, and what was promised in my cases."""

    to_answer: tuple[PromiseLine, ...]
    own: tuple[PromiseLine, ...]
    of_my_cases: tuple[PromiseLine, ...]
    of_the_town: tuple[PromiseLine, ...]

    @property
    def late(self) -> int:
        """How many of the own ones are past their day."""
        return sum(line.urgency is Urgency.LATE for line in self.own)


def my_promises(viewer: Viewer) -> MyPromises:
    """自分の機関の約束 and those in one's own cases; for secretariat and station also what is late in the town. Three queries."""
    own = [promise_line(viewer, row) for row in promise_rows(sight.promises_of(viewer).filter(state__in=_OPEN))[:200]]
    mine = Q(item__case__owner_id=viewer.staff_id, item__case__agency_id__in=viewer.working_agency_ids)
    others = ActionItem.objects.filter(mine, state__in=_OPEN).exclude(agency_id__in=viewer.working_agency_ids)
    of_cases = [promise_line(viewer, row) for row in promise_rows(others)[:200]] if viewer.may_read_persons else []
    return MyPromises(
        to_answer=tuple(line for line in own if line.state is PromiseState.ASKED),
        own=tuple(line for line in own if line.state is not PromiseState.ASKED),
        of_my_cases=tuple(of_cases),
        of_the_town=tuple(_of_the_town(viewer)),
    )


def _of_the_town(viewer: Viewer) -> Iterable[PromiseLine]:
    if not (policies.is_chair(viewer) or policies.is_station(viewer)):
        return ()
    due = Q(due_on__lt=viewer.on) | Q(next_check_on__lte=viewer.on)
    rows = ActionItem.objects.filter(due, item__meeting__municipality_id=viewer.municipality_id, state__in=_OPEN)
    lines = [promise_line(viewer, row) for row in promise_rows(rows)[:200]]
    if policies.is_chair(viewer):
        return tuple(lines)
    # ROLE is the station's only while it stands by the case.
    ours = sight.with_station(viewer, {line.case_id for line in lines if line.case_id})
    return tuple(line for line in lines if line.case_id is None or line.case_id in ours)


def promise_of(viewer: Viewer, promise_id: uuid.UUID) -> PromiseLine:
    """One promise that the viewer may answer or follow. At most six queries."""
    row = promise_rows(ActionItem.objects.filter(pk=sight.followed_promise(viewer, promise_id))).get()
    return promise_line(viewer, row)


def promise_of_role(role_id: uuid.UUID) -> uuid.UUID | None:
    """The promise that a role of a case is, where it was asked at a meeting; the promise's own page asks for the ground. One query."""
    return ActionItem.objects.filter(role_id=role_id).values_list("pk", flat=True).first()
