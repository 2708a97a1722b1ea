"""会議: asked for, convened, opened lawfully, closed by the clock; the owner stays, and every refusal says the way on."""

from datetime import timedelta

import pytest

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.information import Information
from takigi.meetings.actions.phases import hold_meeting
from takigi.meetings.models import AgendaItem, IssuedCopy
from takigi.meetings.queries.agenda import items_of
from takigi.meetings.queries.meetings import meeting_head, meeting_list
from takigi.meetings.queries.packets import packet_of
from tests.meetings_made import WORDS, convene, opened
from tests.shared_cases_made import NAME, open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db
I = Information


def read(world, made, role, *, at=None):
    """Which classes somebody reads of the item's papers; empty where nothing."""
    try:
        packet = packet_of(world.viewer(role, at=at), made.item)
    except (Unseen, NotPermitted):
        return set()
    return {one.info_class for one in packet.classes if one.is_readable}


def test_a_household_from_the_request_to_the_closed_door(world):
    made = convene(world, open_shared(world))
    guest = world.viewer(Role.COORDINATOR)
    assert read(world, made, Role.COORDINATOR) == set()
    assert meeting_head(guest, made.meeting).phase is MeetingPhase.ACCEPTED

    opened(world, made, I.DEID, I.IDENT, I.HH, I.ASSESS)

    assert read(world, made, Role.COORDINATOR) == {I.DEID, I.IDENT, I.HH, I.ASSESS}
    assert packet_of(world.viewer(Role.COORDINATOR), made.item).words.name == NAME
    assert {copy.ended_at for copy in IssuedCopy.objects.all()} == {None}
    assert IssuedCopy.objects.count() == 2 * 4
    # Nobody else learns anything, and whoever only heard the address is answered as if it were not there.
    assert read(world, made, Role.WEST_NURSE) == set()
    with pytest.raises(Unseen):
        meeting_head(world.viewer(Role.WEST_NURSE), made.meeting)

    after = made.starts_at + timedelta(days=10)
    assert read(world, made, Role.COORDINATOR, at=after) == set()
    assert meeting_head(world.viewer(Role.COORDINATOR, at=after), made.meeting).phase is MeetingPhase.CLOSED
    hold_meeting(by=world.viewer(Role.SECRETARIAT, at=after), meeting_id=made.meeting)
    head = meeting_head(world.viewer(Role.SECRETARIAT, at=after), made.meeting)
    assert (head.phase, head.held_at) == (MeetingPhase.CLOSED, made.starts_at)
    item = AgendaItem.objects.get(pk=made.item)
    assert item.owner_agency_at_request_id == item.owner_at_close_id == world.agency_ids["east"]
    assert [card.texts.purpose for card in items_of(world.viewer(Role.EAST_NURSE), made.meeting)] == [WORDS.purpose]
    assert [one.meeting_id for one in meeting_list(guest).coming] == [made.meeting]
