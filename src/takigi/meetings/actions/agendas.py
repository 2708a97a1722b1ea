"""議題と下の部屋: whatever a meeting opens or closes of a case is written there, where every reader asks for it."""

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import Viewer
from takigi.collaboration.actions import agenda as collaboration
from takigi.collaboration.queries.on_agenda import owner_agencies
from takigi.meetings.models import IssuedCopy, Meeting
from takigi.meetings.queries.standing_items import case_items
from takigi.meetings.rules.words import CopyEnd


def move_agendas(by: Viewer, meeting: Meeting, to: MeetingPhase) -> None:
    """The same phase for every case of the meeting, with the moment at which it closes by itself."""
    items = case_items(meeting)
    owners = owner_agencies([item.case_id for item in items])
    held_on = meeting.held_at.date() if meeting.held_at else None
    for item in items:
        collaboration.move_agenda(by=by, agenda_item_id=item.pk, phase=to, closes_at=meeting.closes_at, held_on=held_on)
        # As it is at the last deed on the meeting: the clock may close it without one. Read, never decided here (I4).
        item.owner_at_close_id = owners[item.case_id]
        item.save(update_fields=["owner_at_close"])


def close_agendas(by: Viewer, meeting: Meeting, to: MeetingPhase) -> None:
    """The end for every case of the meeting; what was in anybody's hands has come back."""
    move_agendas(by, meeting, to)
    in_hand = IssuedCopy.objects.filter(item__meeting=meeting, ended_at__isnull=True)
    in_hand.update(ended_at=by.at, end_reason=CopyEnd.CLASS_CLOSED.value)
