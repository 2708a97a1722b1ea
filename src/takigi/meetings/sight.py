"""記録を見る・確かめる根拠: whose case it is, who sat there, who writes; what each may read is asked of the access matrix."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from takigi.access.decide import Circumstances, decide_any
from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.information import Information
from takigi.access.matrix import View
from takigi.access.relations import Relation
from takigi.audit import actions as audit
from takigi.collaboration.queries.on_agenda import case_readings, opened_classes
from takigi.meetings import policies
from takigi.meetings.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    CareItem,
    Invitation,
    IssuedCopy,
    ItemSeat,
    Meeting,
)
from takigi.meetings.rules.phases import OVER
from takigi.meetings.rules.words import Capacity, MeetingKind, Reply

_OF_RESIDENTS = frozenset({Capacity.COMMUNITY.value})


@dataclass(frozen=True)
class Sight:
    """How much of an item's record somebody reads: all, decisions and own promises, or nothing; and why."""

    view: View
    because: str

    @property
    def is_full(self) -> bool:
        """All that was said."""
        return self.view is View.FULL

    @property
    def sees_decisions(self) -> bool:
        """What was decided."""
        return self.view in {View.FULL, View.DECISIONS_ONLY}


NOTHING = Sight(View.NOTHING, "")


def only_listens(meeting: Meeting, invitation: Invitation | None, *, runs: bool) -> bool:
    """傍聴: invited to a conference to look on, and nothing else."""
    looks_on = invitation is not None and invitation.capacity == Capacity.OBSERVER
    return meeting.kind == MeetingKind.CARE and looks_on and not runs


def items_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """What is on the agenda, in its order, with the case of each."""
    rows = AgendaItem.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
    return rows.select_related("case", "body", "owner_agency_at_request").order_by("seq", "pk")


def owns(viewer: Viewer, item: AgendaItem, *, brought: CareItem | None = None) -> bool:
    """OWN and OWN_SUP: assigned to the case at its agency, or supervising there today.

    `brought`: the sheet on which an item without a name of its own was brought (地域ケア個別会議).
    """
    case = item.case or (brought.case if brought else None)
    if case is None or case.agency_id not in viewer.working_agency_ids or not viewer.may_read_persons:
        return False
    return case.owner_id == viewer.staff_id or case.agency_id in viewer.leading_agency_ids


def relations(
    viewer: Viewer,
    meeting: Meeting,
    item: AgendaItem,
    *,
    sat: bool,
    is_resident: bool,
    brought: CareItem | None = None,
    is_with_station: bool = False,
) -> set[Relation]:
    """The relations that the meeting itself gives; roles in the case are another room's.

    `is_with_station`: the station is involved with the item's case today, or its meeting is on its way.
    """
    found = set()
    case = item.case or (brought.case if brought else None)
    if case and owns(viewer, item, brought=brought):
        found.add(Relation.OWN if case.owner_id == viewer.staff_id else Relation.OWN_SUP)
    if policies.is_chair(viewer):
        found.add(Relation.SEC)
    if policies.is_station(viewer) and (item.case_id is None or is_with_station):
        found.add(Relation.STN)
    elif not found and policies.arranges(viewer, meeting.body, MeetingKind(meeting.kind)):
        # Whoever convenes a conference of the field keeps its record as the secretariat does.
        found.add(Relation.SEC)
    if sat:
        found.add(Relation.COM if is_resident else Relation.PART)
    return found


def with_station(viewer: Viewer, case_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Cases to which the viewer stands as the station (STN) at this moment. At most 14 queries, none for anybody else."""
    if not policies.is_station(viewer):
        return frozenset()
    return frozenset(pk for pk, one in case_readings(viewer, case_ids).items() if Relation.STN in one.relations)


@dataclass(frozen=True)
class Standing:
    """What the viewer was in one meeting: invited and coming or come, as what, and to which items."""

    is_attendee: bool
    capacity: str
    item_ids: frozenset[uuid.UUID]


def standing_in(viewer: Viewer, meeting: Meeting) -> Standing:
    """Three queries."""
    came = Attendance.objects.filter(meeting=meeting, staff_id=viewer.staff_id, is_present=True).first()
    invitation = policies.standing_invitation(viewer, meeting.pk)
    accepted = invitation is not None and invitation.reply == Reply.ACCEPTED
    seats = ItemSeat.objects.filter(invitation=invitation).values_list("item_id", flat=True) if invitation else []
    capacity = came.capacity if came else invitation.capacity if invitation else ""
    return Standing(bool(came) or accepted, capacity, frozenset(seats))


def sights(viewer: Viewer, meeting: Meeting, items: Iterable[AgendaItem]) -> Mapping[uuid.UUID, Sight]:
    """For every item, how much of its record the viewer reads. Five queries; six for a care conference, 14 more for the station.

    An item without a case is about nobody: whoever came or arranges reads all of it. An observer reads no record of a
    household (R7), and of a case without a name only what its owner has confirmed.
    """
    mine = standing_in(viewer, meeting)
    phase = policies.phase_of(meeting, viewer.at)
    items = list(items)
    in_hand = _materials_in_hand(viewer, items)
    sheets = brought_in(meeting)
    ours = with_station(viewer, {item.case_id for item in items if item.case_id})
    found = {}
    for item in items:
        sat = mine.is_attendee and mine.capacity != Capacity.OBSERVER and item.pk in mine.item_ids
        brought = sheets.get(item.pk)
        held = relations(
            viewer,
            meeting,
            item,
            sat=sat,
            is_resident=mine.capacity in _OF_RESIDENTS,
            brought=brought,
            is_with_station=item.case_id in ours,
        )
        if item.case_id is None:
            looks_on = brought is not None and mine.capacity == Capacity.OBSERVER
            # What whoever only listens may read closes with the papers.
            sat = mine.is_attendee and not (looks_on and phase in OVER)
            found[item.pk] = _of_a_theme(viewer, held, sat=sat, only_listens=looks_on)
            continue
        now = Circumstances(
            phase=phase,
            is_active=viewer.is_active,
            has_oath=viewer.has_oath,
            is_attendee=sat,
            is_disclosed=item.pk in in_hand,
        )
        said = decide_any(held, Information.MREC, now)
        found[item.pk] = Sight(said.view, said.because) if said.permitted else NOTHING
    return found


def _materials_in_hand(viewer: Viewer, items: list[AgendaItem]) -> frozenset[uuid.UUID]:
    """Items whose materials and minutes are open, and were given to the viewer and not taken back. Two queries."""
    opened = opened_classes(item.pk for item in items if item.case_id)
    records = {
        one.agenda_item_id for one in opened if one.info_class is Information.MREC and one.opened_at <= viewer.at
    }
    copies = IssuedCopy.objects.filter(invitation__staff_id=viewer.staff_id, item_id__in=records, ended_at__isnull=True)
    return frozenset(copies.values_list("item_id", flat=True))


def _of_a_theme(viewer: Viewer, held: set[Relation], *, sat: bool, only_listens: bool) -> Sight:
    if viewer.is_active and held:
        return Sight(View.FULL, next(one for one in Relation if one in held).reason)
    if viewer.is_active and sat and only_listens:
        return Sight(View.DECISIONS_ONLY, "この会議を傍聴したため")
    return Sight(View.FULL, "この会議に出席した、または出席を承諾しているため") if viewer.is_active and sat else NOTHING


def brought_to(item: AgendaItem) -> CareItem | None:
    """The sheet of a care conference's item. One query for such an item, none for another."""
    if item.meeting.kind != MeetingKind.CARE:
        return None
    return CareItem.objects.select_related("case").filter(item=item).first()


def brought_in(meeting: Meeting) -> Mapping[uuid.UUID, CareItem]:
    """The sheets of a care conference, by item. One query for such a meeting, none for another."""
    if meeting.kind != MeetingKind.CARE:
        return {}
    rows = CareItem.objects.filter(item__meeting=meeting).select_related("case", "presenter")
    return {row.item_id: row for row in rows}


def note_items_read(viewer: Viewer, meeting: Meeting, items: Iterable[AgendaItem], because: Iterable[str]) -> None:
    """閲覧の記録: words about these households were shown, on these grounds. Nothing for items about nobody."""
    shown = sorted({f"case:{item.case_id}" for item in items if item.case_id})
    if shown:
        audit.note_reading(
            policies.target_of(meeting.pk),
            municipality_id=meeting.municipality_id,
            by=viewer.staff_id,
            because=list(because),
            at=viewer.at,
            shown=shown,
        )


def item_to_confirm(by: Viewer, item_id: uuid.UUID) -> AgendaItem:
    """The item, for whoever has its case."""
    item = AgendaItem.objects.select_related("case", "meeting").filter(pk=item_id).first()
    if item is None or not owns(by, item, brought=brought_to(item)):
        raise Unseen
    return item


def item_to_promise_on(by: Viewer, item_id: uuid.UUID) -> AgendaItem:
    """An item on which the viewer may write down who does what: the minute-takers, and the owner of its case."""
    item = AgendaItem.objects.select_related("case", "meeting", "meeting__body").filter(pk=item_id).first()
    if item is None or item.meeting.municipality_id != by.municipality_id:
        raise Unseen
    if owns(by, item, brought=brought_to(item)):
        return item
    meeting = policies.seen_meeting(by, item.meeting_id)
    if not policies.minutes_by(by, meeting):
        raise NotPermitted("約束を書けるのは、会議の事務局・ステーションと、そのケースの主担当です。")
    return item


def item_to_follow(by: Viewer, item_id: uuid.UUID) -> AgendaItem:
    """An item whose helpers are asked after at 30, 90 and 180 days: the station does so when its part is long over.

    What was promised there is for `sights` to open.
    """
    item = AgendaItem.objects.select_related("case", "meeting", "meeting__body").filter(pk=item_id).first()
    if item is not None and policies.is_station(by):
        policies.seen_meeting(by, item.meeting_id)
        return item
    return item_to_promise_on(by, item_id)


def promises_of(viewer: Viewer) -> QuerySet[ActionItem]:
    """What the viewer's own agencies were asked for (SELF of ROLE). An account that is not active has none."""
    if not viewer.may_read_persons:
        return ActionItem.objects.none()
    return ActionItem.objects.filter(agency_id__in=viewer.working_agency_ids)


def promise_to_answer(by: Viewer, promise_id: uuid.UUID) -> ActionItem:
    """A promise, locked, for the agency that was asked: anybody there may say yes or no for it."""
    found = promises_of(by).filter(pk=promise_id).first()
    if found is None:
        raise Unseen
    return ActionItem.objects.select_for_update().select_related("item", "item__meeting").get(pk=promise_id)


def followed_promise(viewer: Viewer, promise_id: uuid.UUID) -> uuid.UUID:
    """A promise of the viewer's own agency, or of an item whose table the viewer keeps. Unseen otherwise."""
    found = ActionItem.objects.filter(pk=promise_id).first()
    if found is None:
        raise Unseen
    if found.agency_id not in viewer.working_agency_ids or not viewer.may_read_persons:
        item_to_promise_on(viewer, found.item_id)
    return found.pk


def promise_to_follow(by: Viewer, promise_id: uuid.UUID) -> ActionItem:
    """A promise, locked, for whoever keeps the table: the minute-takers, the owner of the case, or the agency itself."""
    followed_promise(by, promise_id)
    return ActionItem.objects.select_for_update().select_related("item", "item__meeting").get(pk=promise_id)
