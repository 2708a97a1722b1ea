"""話し合うケースの一覧: the cases on the town's list for its care conferences, and what those conferences decided (KPI 9)."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from takigi.access.grounds import NotPermitted, Viewer
from takigi.audit import actions as audit
from takigi.casework.queries.access import CaseFacts, case_facts, seen_among
from takigi.meetings import policies, sight
from takigi.meetings.conference_facts import discussed_cases
from takigi.meetings.models import ActionItem, CareItem, Meeting
from takigi.meetings.queries.promises import PromiseLine, promise_line, promise_rows
from takigi.meetings.rules.promises import PromiseState
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations.queries import names_of_agencies, names_of_staff
from takigi.organisations.rules import Duty
from takigi.people.queries.names import named_persons
from takigi.programmes.facts import course_beginnings

SHOWN = 60
_READERS = frozenset({Duty.CASEWORK, Duty.INSURANCE, Duty.SECRETARIAT, Duty.STATION, Duty.PLANNING, Duty.COORDINATION})


@dataclass(frozen=True)
class ListedCase:
    """一覧の一行. `name`: only for whoever has a ground to see the case; the convener sees the office and the month."""

    case_id: uuid.UUID
    name: str
    agency: str
    owner: str
    listed_on: date
    discussed_on: date | None
    is_on_agenda: bool
    may_bring: bool
    may_ask: bool


@dataclass(frozen=True)
class TownList:
    """一覧: those who wait, the longest first, and those who were talked about; of the others only how many there are."""

    waiting: tuple[ListedCase, ...]
    discussed: tuple[ListedCase, ...]
    total: int
    talked_about: int
    hidden: int
    title: str


def reads_lists(viewer: Viewer) -> bool:
    """Whose work care conferences are."""
    return viewer.is_active and any(viewer.has_duty(duty) for duty in _READERS)


def check_reads_lists(viewer: Viewer) -> None:
    """Refuses everybody else with whose it is."""
    if not reads_lists(viewer):
        raise NotPermitted(
            "地域ケア個別会議の一覧を見られるのは、相談支援・介護保険・生活支援・会議の事務局・計画の職員です。"
        )


def town_list(
    viewer: Viewer,
    *,
    meeting_id: uuid.UUID | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> TownList:
    """話し合うケースの一覧, for one conference or for a period. At most 22 queries, however many cases."""
    check_reads_lists(viewer)
    meeting = policies.seen_meeting(viewer, meeting_id) if meeting_id else None
    asks = meeting is not None and policies.arranges(viewer, meeting.body, MeetingKind(meeting.kind))
    listed = _in_period(course_beginnings(viewer.municipality_id, on=viewer.on), from_on, until_on)
    talked = discussed_cases(viewer.municipality_id)
    facts = {
        key: one
        for key, one in case_facts(viewer.municipality_id, listed).items()
        # A case that has ended waits for no conference any more.
        if key in talked or not one.is_closed or from_on is not None
    }
    seen = seen_among(viewer, facts)
    mine = {key: one for key, one in facts.items() if key in seen or asks}
    waiting = sorted((key for key in mine if key not in talked), key=lambda key: (listed[key], str(key)))[:SHOWN]
    over = sorted((key for key in mine if key in talked), key=lambda key: (talked[key], str(key)), reverse=True)[:SHOWN]
    around = _Around(listed, talked, seen, _on_agenda(meeting), asks)
    shown = _dress(viewer, {key: mine[key] for key in (*waiting, *over)}, around)
    return TownList(
        waiting=tuple(shown[key] for key in waiting),
        discussed=tuple(shown[key] for key in over),
        total=len(facts),
        talked_about=sum(key in talked for key in facts),
        hidden=len(facts) - len(mine),
        title=(meeting.title or meeting.body.local_name) if meeting else "",
    )


def _in_period(listed: dict[uuid.UUID, date], from_on: date | None, until_on: date | None) -> dict[uuid.UUID, date]:
    return {
        key: day
        for key, day in listed.items()
        if (from_on is None or day >= from_on) and (until_on is None or day <= until_on)
    }


def _on_agenda(meeting: Meeting | None) -> frozenset[uuid.UUID]:
    if meeting is None:
        return frozenset()
    rows = CareItem.objects.filter(item__meeting=meeting, item__withdrawn_at__isnull=True)
    return frozenset(rows.values_list("case_id", flat=True))


@dataclass(frozen=True)
class _Around:
    """What is known around the cases: since when each is on the list, what was talked about, what the viewer may do."""

    listed: dict[uuid.UUID, date]
    talked: dict[uuid.UUID, date]
    seen: frozenset[uuid.UUID]
    taken: frozenset[uuid.UUID]
    asks: bool


def _dress(viewer: Viewer, cases: dict[uuid.UUID, CaseFacts], around: _Around) -> dict[uuid.UUID, ListedCase]:
    seen, taken = around.seen, around.taken
    named = named_persons(viewer.municipality_id, {one.person_id for key, one in cases.items() if key in seen})
    staff = names_of_staff(viewer.municipality_id, {one.owner_id for one in cases.values() if one.owner_id})
    agencies = names_of_agencies(viewer.municipality_id, {one.agency_id for one in cases.values()})
    _note(viewer, [key for key in cases if key in seen])
    return {
        key: ListedCase(
            case_id=key,
            name=named[one.person_id].name if key in seen else "",
            agency=agencies.get(one.agency_id, ""),
            owner=staff.get(one.owner_id, "") if one.owner_id else "",
            listed_on=around.listed[key],
            discussed_on=around.talked.get(key),
            is_on_agenda=key in taken,
            may_bring=key in seen and one.agency_id in viewer.working_agency_ids and key not in taken,
            may_ask=around.asks and one.owner_id is not None and key not in taken,
        )
        for key, one in cases.items()
    }


def _note(viewer: Viewer, shown: Iterable[uuid.UUID]) -> None:
    targets = [f"case:{one}" for one in shown]
    if targets:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            because=["地域ケア個別会議で話し合うケースの一覧を見たため"],
            at=viewer.at,
            shown=targets,
        )


@dataclass(frozen=True)
class Decisions:
    """会議で決めたこと: what fell due in a period, and how much of it was done by its day."""

    lines: tuple[PromiseLine, ...]
    due: int
    in_time: int

    @property
    def hidden(self) -> int:
        """How many the viewer has no ground to read."""
        return self.due - len(self.lines)


def decisions_due(viewer: Viewer, *, from_on: date, until_on: date) -> Decisions:
    """会議で決め、期間に期限の来るもの (KPI 9). At most eight queries, however many.

    Declined and given up leave both sides. Whoever keeps a conference's record reads its promises, others their agency's
    and those in their own cases.
    """
    check_reads_lists(viewer)
    rows = promise_rows(
        ActionItem.objects.filter(
            item__meeting__municipality_id=viewer.municipality_id,
            item__meeting__kind=MeetingKind.CARE,
            item__meeting__held_at__isnull=False,
            due_on__range=(from_on, until_on),
        ).exclude(state__in=(PromiseState.DECLINED, PromiseState.DROPPED))
    )
    every = list(rows.select_related("item__meeting__body"))
    return Decisions(
        lines=_readable(viewer, every),
        due=len(every),
        in_time=sum(one.done_on is not None and one.done_on <= one.due_on for one in every),
    )


def _readable(viewer: Viewer, rows: list[ActionItem]) -> tuple[PromiseLine, ...]:
    sheets = CareItem.objects.select_related("case").filter(item__in=[one.item_id for one in rows])
    brought = {one.item_id: one for one in sheets}
    kept: dict[uuid.UUID, bool] = {}
    found = []
    for row in rows:
        meeting = row.item.meeting
        if meeting.pk not in kept:
            kept[meeting.pk] = policies.minutes_by(viewer, meeting)
        own = row.agency_id in viewer.working_agency_ids and viewer.may_read_persons
        if kept[meeting.pk] or own or sight.owns(viewer, row.item, brought=brought.get(row.item_id)):
            found.append(promise_line(viewer, row))
    return tuple(found)


@dataclass(frozen=True)
class Earlier:
    """前の会議で決めたこと, to be looked at when the next one begins."""

    title: str
    held_on: date | None
    lines: tuple[PromiseLine, ...]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(one.state is PromiseState.DONE for one in self.lines)


def decided_before(viewer: Viewer, meeting_id: uuid.UUID) -> Earlier | None:
    """前の会議で決めたこと: of the conference of this body before this one, and what is still open from those before it.

    None for the first one, and for whoever reads nothing of it. At most 16 queries.
    """
    meeting = policies.seen_meeting(viewer, meeting_id)
    before = Meeting.objects.filter(body=meeting.body_id, kind=MeetingKind.CARE, held_at__isnull=False)
    before = before.exclude(pk=meeting.pk)
    if meeting.starts_at is not None:
        before = before.filter(starts_at__lt=meeting.starts_at)
    last = before.order_by("-starts_at").first()
    if last is None:
        return None
    rows = promise_rows(ActionItem.objects.filter(item__meeting__in=before, item__withdrawn_at__isnull=True))
    still = {PromiseState.ASKED.value, PromiseState.ACCEPTED.value}
    asked = [
        one
        for one in rows.select_related("item__meeting__body", "item__case")
        if one.item.meeting_id == last.pk or one.state in still
    ]
    lines = _readable(viewer, asked)
    held_on = localdate(last.starts_at) if last.starts_at else None
    return Earlier(last.title or meeting.body.local_name, held_on, lines) if lines else None
