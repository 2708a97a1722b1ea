"""予定のある会議に加わる: the owner puts a household on an agenda that others planned; it stays the owner's, and nothing opens by it."""

import pytest
from django.urls import reverse

from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.information import Information
from takigi.casework.models import Assignment
from takigi.casework.rules.states import Route
from takigi.collaboration.actions.cases import Known, NewShared, open_shared_case
from takigi.meetings.actions.requests import join_agenda, withdraw_item
from takigi.meetings.models import AgendaItem, ItemSeat
from takigi.meetings.queries.agenda import items_of
from takigi.meetings.queries.asking import planned_meetings
from takigi.meetings.queries.meetings import meeting_head
from takigi.meetings.queries.packets import packet_of
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations.models import Task
from takigi.people.actions.persons import PersonDetails
from tests.meetings_made import WORDS, convene, opened
from tests.screens.people_made import text_of
from tests.shared_cases_made import open_shared
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.later]


def open_of_west(world):
    west = world.viewer(Role.WEST_NURSE)
    new = NewShared(
        agency_id=world.agency_ids["west"],
        route=Route.FAMILY,
        opened_on=west.on,
        person=PersonDetails(name="水沢 キヨ", name_kana="ミズサワ キヨ", birth="昭和18年7月7日"),
        known=Known(summary="ひとり親と学校に行っていない子の世帯。"),
    )
    return open_shared_case(by=west, new=new)


def test_the_owner_joins_a_planned_meeting_and_stays_the_owner(world):
    made = convene(world, open_shared(world))
    case_id, west = open_of_west(world), world.viewer(Role.WEST_NURSE)
    owners = list(Assignment.objects.filter(case_id=case_id).values_list("agency_id", "staff_id", "ended_on"))
    with pytest.raises(Unseen):
        meeting_head(west, made.meeting)
    assert [one.meeting_id for one in planned_meetings(west)] == [made.meeting]

    item = join_agenda(by=west, case_id=case_id, meeting_id=made.meeting, words=WORDS)

    assert list(Assignment.objects.filter(case_id=case_id).values_list("agency_id", "staff_id", "ended_on")) == owners
    assert meeting_head(west, made.meeting).meeting_id == made.meeting
    cards = {card.item_id: card for card in items_of(west, made.meeting)}
    # Of the other household only what everybody at the meeting is told; not whose it is, and no word of its summary.
    assert (cards[item].case_id, cards[made.item].case_id) == (case_id, None)
    assert cards[item].texts is not None and cards[made.item].texts is None
    # Whoever was invited before is not thereby invited to this household, also once the papers are open.
    assert not ItemSeat.objects.filter(item_id=item).exists()
    opened(world, made, Information.DEID)
    with pytest.raises(NotPermitted, match="招かれていません"):
        packet_of(world.viewer(Role.PROVIDER), item)
    assert Task.objects.filter(title__contains="議題が一つ加わりました").count() == 1


def test_nobody_joins_for_another_or_twice_or_too_late(world):
    made = convene(world, open_shared(world))
    case_id, west = open_of_west(world), world.viewer(Role.WEST_NURSE)
    asked = {"case_id": case_id, "meeting_id": made.meeting, "words": WORDS}
    with pytest.raises(Unseen):
        join_agenda(by=world.viewer(Role.PROVIDER), **asked)
    item = join_agenda(by=west, **asked)
    with pytest.raises(MeetingsRefused, match="もうこの会議の議題"):
        join_agenda(by=west, **asked)

    withdraw_item(by=world.viewer(Role.SECRETARIAT), item_id=item, reason="次の回に、招く人をそろえて話すため")
    with pytest.raises(Unseen):
        meeting_head(west, made.meeting)
    opened(world, made, Information.DEID)
    assert planned_meetings(west) == ()
    with pytest.raises(MeetingsRefused, match="もう議題を加えられません"):
        join_agenda(by=west, **asked)
    assert AgendaItem.objects.filter(case_id=case_id, withdrawn_at__isnull=True).count() == 0


def test_the_page_of_the_request_offers_the_planned_meeting_first(world, sit):
    made = convene(world, open_shared(world))
    case_id, nurse = open_of_west(world), sit(Role.WEST_NURSE)
    address = reverse("meeting_ask", args=[case_id])
    assert "予定のある会議に加える" in text_of(nurse.get(address).content.decode())
    typed = {
        "way": f"planned:{made.meeting}",
        "heading": "子の学校のこと",
        "purpose": "朝の支度を子が一人でしている",
        "prior_result": "高齢の分野では分からなかった",
        "what_owner_will_keep": "月に二度の訪問は続けます",
        "ask_type": "advice",
        "deidentified_text": "80代の親と50代の子の世帯。",
    }
    done = nurse.post(address, typed, follow=True)
    assert "予定のある会議の議題に加えました" in text_of(done.content.decode())
    assert AgendaItem.objects.filter(meeting_id=made.meeting, case_id=case_id).count() == 1
