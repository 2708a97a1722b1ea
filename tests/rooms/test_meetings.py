"""会議: asked for, convened, opened lawfully, closed by the clock; the owner stays, and every refusal says the way on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import now

from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.collaboration.queries.on_agenda import opened_classes
from takigi.meetings.actions.disclosures import (
    close_class,
    close_what_consent_opened,
    confirm_secrecy,
    give_back,
    open_classes,
    recall_from,
)
from takigi.meetings.actions.invitations import Guest, answer, give_link, invite, withdraw_invitation
from takigi.meetings.actions.phases import cancel_meeting, hold_meeting, open_materials
from takigi.meetings.actions.replies import answer_by_link
from takigi.meetings.actions.requests import add_case_item
from takigi.meetings.models import AgendaItem, Invitation, IssuedCopy
from takigi.meetings.queries.agenda import items_of, lost_consents
from takigi.meetings.queries.invited import guests_of
from takigi.meetings.queries.meetings import meeting_head, meeting_list
from takigi.meetings.queries.packets import packet_of
from takigi.meetings.rules.seating import Hindrance
from takigi.meetings.rules.words import CopyEnd, MeetingKind, MeetingsRefused, Reply
from takigi.organisations import actions as organisations
from takigi.people.rules import ConsentPurpose
from tests.meetings_made import NECESSARY, WORDS, confirm, convene, make_body, open_other, opened
from tests.shared_cases_made import NAME, consent, open_shared
from tests.worlds import Role

pytestmark = pytest.mark.django_db
S = Information


def read(world, made, role, *, at=None):
    """Which classes somebody reads of the item's papers; empty where nothing."""
    try:
        packet = packet_of(world.viewer(role, at=at), made.item)
    except (Unseen, NotPermitted):
        return set()
    return {one.info_class for one in packet.classes if one.is_readable}


@pytest.mark.later
def test_a_household_from_the_request_to_the_closed_door(world):
    made = convene(world, open_shared(world))
    guest = world.viewer(Role.COORDINATOR)
    assert read(world, made, Role.COORDINATOR) == set()
    assert meeting_head(guest, made.meeting).phase is MeetingPhase.ACCEPTED

    opened(world, made, S.DEID, S.IDENT, S.HH, S.ASSESS)

    assert read(world, made, Role.COORDINATOR) == {S.DEID, S.IDENT, S.HH, S.ASSESS}
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


@pytest.mark.later
def test_nobody_reads_before_answering_and_confirming_and_what_stands_in_the_way_is_said(world):
    guests = (Role.COORDINATOR, Role.PROVIDER, Role.WEST_NURSE)
    made = convene(
        world, open_shared(world), guests=guests, accepted=(Role.COORDINATOR, Role.PROVIDER), sworn=(Role.PROVIDER,)
    )
    opened(world, made, S.DEID, S.IDENT)
    told = {one.staff_id: one.hindrances for one in guests_of(world.viewer(Role.SECRETARIAT), made.meeting)}
    assert told[world.staff_id(Role.COORDINATOR)] == (Hindrance.NO_OATH,)
    assert told[world.staff_id(Role.WEST_NURSE)] == (Hindrance.WAITING,)
    assert [read(world, made, role) for role in guests] == [set(), {S.DEID, S.IDENT}, set()]
    assert IssuedCopy.objects.count() == 2

    confirm_secrecy(by=world.viewer(Role.COORDINATOR), meeting_id=made.meeting, body_id=made.body)
    answer(by=world.viewer(Role.WEST_NURSE), meeting_id=made.meeting, reply=Reply.DECLINED)

    assert [read(world, made, role) for role in guests] == [{S.DEID, S.IDENT}, {S.DEID, S.IDENT}, set()]
    assert IssuedCopy.objects.count() == 4


@pytest.mark.later
def test_papers_come_back_from_one_or_from_all_and_whoever_leaves_reads_nothing_that_day(world):
    guests = (Role.COORDINATOR, Role.PROVIDER, Role.WEST_NURSE, Role.STATION)
    made = convene(world, open_shared(world), guests=guests)
    opened(world, made, S.DEID, S.IDENT)
    chair = world.viewer(Role.SECRETARIAT)

    recall_from(by=chair, invitation_id=made.invitations[Role.COORDINATOR])
    give_back(by=world.viewer(Role.PROVIDER), meeting_id=made.meeting)
    withdraw_invitation(by=chair, invitation_id=made.invitations[Role.WEST_NURSE], reason="別の日に話を聞くため")

    ends = dict(IssuedCopy.objects.values_list("invitation_id", "end_reason"))
    assert ends[made.invitations[Role.COORDINATOR]] == CopyEnd.RECALLED
    assert ends[made.invitations[Role.PROVIDER]] == CopyEnd.RETURNED
    assert [read(world, made, role) for role in guests[:3]] == [set()] * 3

    station = world.members[Role.STATION]
    assert read(world, made, Role.STATION) == {S.DEID, S.IDENT}
    organisations.end_post(by=None, post_id=station.post_id, ended_on=chair.on, at=chair.at)
    assert read(world, made, Role.STATION) == set()
    assert Hindrance.LEFT in next(
        one.hindrances for one in guests_of(chair, made.meeting) if one.staff_id == station.staff_id
    )

    close_class(by=world.viewer(Role.SECRETARIAT), item_id=made.item, info_class=S.IDENT, reason="話し合いに足りたため")
    assert not IssuedCopy.objects.filter(ended_at__isnull=True, opened__info_class="IDENT").exists()


@pytest.mark.later
def test_a_consent_opens_for_the_agencies_it_names_and_its_withdrawal_closes_in_the_middle_of_the_meeting(world):
    case_id = open_shared(world)
    body = make_body(world, basis=LegalBasis.JUSOU, name="プラン会議")
    made = convene(world, case_id, body=body, kind=MeetingKind.PLANNING)
    open_materials(by=world.viewer(Role.SECRETARIAT), meeting_id=made.meeting)
    with pytest.raises(MeetingsRefused, match="本人の同意が必要"):
        open_classes(by=world.viewer(Role.SECRETARIAT), item_id=made.item, notes={S.IDENT: NECESSARY})

    consent(world, case_id, "council", {S.IDENT}, purpose=ConsentPurpose.MEETING)
    open_classes(by=world.viewer(Role.SECRETARIAT), item_id=made.item, notes={S.DEID: NECESSARY, S.IDENT: NECESSARY})
    assert read(world, made, Role.COORDINATOR) == {S.DEID, S.IDENT}
    # Invited, accepted, sworn in; but the person named another agency.
    assert read(world, made, Role.PROVIDER) == {S.DEID}

    consent(world, case_id, "council", set(), purpose=ConsentPurpose.MEETING)
    assert read(world, made, Role.COORDINATOR) == {S.DEID}
    chair = world.viewer(Role.SECRETARIAT)
    assert items_of(chair, made.meeting)[0].lost_consent == (S.IDENT,)
    assert lost_consents(chair) == (made.meeting,)
    assert lost_consents(world.viewer(Role.COORDINATOR)) == ()
    assert close_what_consent_opened(by=chair, item_id=made.item) == 1
    assert items_of(world.viewer(Role.SECRETARIAT), made.meeting)[0].lost_consent == ()


def test_an_answer_by_link_needs_both_halves_rests_after_five_and_ends_kindly(world):
    made = convene(world, open_shared(world), accepted=())
    chair = world.viewer(Role.SECRETARIAT)
    invitation = made.invitations[Role.COORDINATOR]
    first = give_link(by=chair, invitation_id=invitation)
    link = give_link(by=chair, invitation_id=invitation)
    kept = Invitation.objects.get(pk=invitation)
    assert link.token not in str(vars(kept)) and link.code not in (kept.code_digest, kept.link_digest)
    wrong = {"token": link.token, "code": "0" * 5, "reply": Reply.ACCEPTED}

    with pytest.raises(Unseen):
        answer_by_link(**wrong | {"token": first.token, "code": first.code}, at=now())
    for tried in range(5):
        said = answer_by_link(**wrong, at=now())
        assert said.invitation is None and (("15分" in said.sentence) is (tried == 4))
    # The right number rests too, and is right again afterwards.
    right = {"token": link.token, "code": link.code, "reply": Reply.ACCEPTED}
    assert answer_by_link(**right, at=now()).invitation is None
    assert answer_by_link(**right, at=now() + timedelta(minutes=16)).invitation is not None
    assert answer_by_link(**right | {"reply": Reply.DECLINED}, at=now() + timedelta(minutes=17)).invitation is not None
    assert Invitation.objects.get(pk=invitation).reply == Reply.DECLINED

    cancel_meeting(by=chair, meeting_id=made.meeting, reason="台風のため")
    with pytest.raises(Unseen):
        answer_by_link(**right, at=now() + timedelta(minutes=18))


@pytest.mark.later
def test_bases_differ_by_item_in_one_session_and_each_asks_for_its_own_members_and_its_own_oath(world):
    child = make_body(world, basis=LegalBasis.CWA_25_2, name="子どもを守る会議", members=(Role.PROVIDER,))
    made = convene(world, open_shared(world), guests=())
    chair = world.viewer(Role.SECRETARIAT)
    other = add_case_item(by=chair, meeting_id=made.meeting, case_id=open_other(world), words=WORDS, body_id=child)
    both = [Guest(staff_id=world.staff_id(Role.PROVIDER))]
    one_only = [Guest(staff_id=world.staff_id(Role.COORDINATOR))]
    with pytest.raises(MeetingsRefused, match="構成員ではありません"):
        invite(by=chair, meeting_id=made.meeting, guests=one_only)
    invite(by=chair, meeting_id=made.meeting, guests=both)
    confirm(world, made.body, Role.PROVIDER)
    answer(by=world.viewer(Role.PROVIDER), meeting_id=made.meeting, reply=Reply.ACCEPTED)
    opened(world, made, S.DEID, S.IDENT)
    open_classes(by=world.viewer(Role.SECRETARIAT), item_id=other, notes={S.DEID: NECESSARY, S.IDENT: NECESSARY})

    assert read(world, made, Role.PROVIDER) == {S.DEID, S.IDENT}
    second = replace(made, item=other)
    assert read(world, second, Role.PROVIDER) == set()
    confirm(world, child, Role.PROVIDER)
    assert read(world, second, Role.PROVIDER) == {S.DEID, S.IDENT}
    bases = {one.agenda_item_id: one.basis for one in opened_classes([made.item, other]) if one.info_class is S.IDENT}
    assert (bases[made.item], bases[other]) == (DisclosureBasis.SWA_106_6, DisclosureBasis.CWA_25_2)
