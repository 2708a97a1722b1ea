"""会議で見えるもの: the real rooms against the matrix, phase by phase; then an attacker's tries at the addresses."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from takigi.access.decide import Circumstances, MeetingPhase, decide
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.access.relations import Relation
from takigi.collaboration.queries.on_agenda import case_readings
from takigi.meetings.actions.disclosures import open_classes
from takigi.meetings.actions.invitations import give_link
from takigi.meetings.actions.phases import cancel_meeting, close_meeting, hold_meeting, open_materials
from takigi.meetings.models import AgendaItem
from takigi.meetings.rules.words import MeetingKind, Reply
from takigi.people.rules import ConsentPurpose
from tests.meetings_made import NECESSARY, confirm, convene, make_body, open_other, opened
from tests.shared_cases_made import NAME, consent, open_shared
from tests.worlds import Role, build_world, seat

pytestmark = pytest.mark.django_db
P, S, R = MeetingPhase, Information, Relation
ASKED = (S.DEID, S.IDENT, S.HH, S.ASSESS, S.SENS, S.LOC, S.PLAN)
OPENED = (S.DEID, S.IDENT, S.ASSESS)
STANDING = {P.ACCEPTED, P.MATERIALS_OPEN, P.HELD, P.GRACE}
# Who stands how to the household of the east; the station only while the item is on its way.
RELATIONS = {
    Role.EAST_NURSE: R.OWN,
    Role.EAST_HEAD: R.OWN_SUP,
    Role.SECRETARIAT: R.SEC,
    Role.STATION: R.STN,
    Role.COORDINATOR: R.PART,
    Role.PROVIDER: R.COM,
    Role.WEST_NURSE: R.NONE,
    Role.AUDITOR: R.AUD,
}
IN_THE_BODY = {Role.SECRETARIAT, Role.STATION, Role.COORDINATOR, Role.PROVIDER}


@pytest.fixture
def world(db):
    return build_world()


def expected(role, phase, *, covered=frozenset(OPENED)):
    """What the matrix says, asked with the facts of this test and nothing of the rooms."""
    relation = RELATIONS[role]
    if relation is R.STN and phase not in STANDING:
        relation = R.NONE
    return {
        one
        for one in ASKED
        if decide(
            relation,
            one,
            Circumstances(
                phase=phase,
                is_active=True,
                has_oath=True,
                is_disclosed=one in covered and role in IN_THE_BODY,
                has_necessity_note=True,
                is_attendee=relation in {R.PART, R.COM},
                is_own_agency=True,
            ),
        ).permitted
    }


def read_by(world, case_id, role, at):
    found = case_readings(world.viewer(role, at=at), [case_id]).get(case_id)
    return {one for one in ASKED if found is not None and found.may(one)}


@pytest.mark.later
def test_in_every_phase_the_rooms_open_what_the_matrix_says_and_nothing_else(world):
    case_id = open_shared(world)
    guests = (Role.COORDINATOR, Role.PROVIDER)
    made = convene(world, case_id, guests=guests, community=(Role.PROVIDER,))
    confirm(world, made.body, Role.SECRETARIAT, Role.STATION)
    chair = world.viewer(Role.SECRETARIAT)
    open_classes(by=chair, item_id=made.item, notes=dict.fromkeys(OPENED, NECESSARY))
    seen = []

    def compare(phase, at=None):
        for role in RELATIONS:
            assert read_by(world, case_id, role, at) == expected(role, phase), (role, phase)
            seen.append((role, phase))

    compare(P.ACCEPTED)
    open_materials(by=world.viewer(Role.SECRETARIAT), meeting_id=made.meeting)
    compare(P.MATERIALS_OPEN)
    hold_meeting(by=world.viewer(Role.SECRETARIAT, at=made.starts_at), meeting_id=made.meeting)
    compare(P.HELD, made.starts_at + timedelta(minutes=1))
    compare(P.GRACE, made.starts_at + timedelta(hours=5))
    compare(P.CLOSED, made.starts_at + timedelta(days=9))
    assert len(seen) == 5 * len(RELATIONS)

    other = open_other(world)
    again = convene(world, other, body=made.body, guests=guests, community=(Role.PROVIDER,), sworn=())
    opened(world, again, S.DEID, S.IDENT)
    cancel_meeting(by=world.viewer(Role.SECRETARIAT), meeting_id=again.meeting, reason="都合がつかないため")
    for role in RELATIONS:
        assert read_by(world, other, role, None) == expected(role, P.CANCELLED), role


def test_on_consent_only_what_and_whom_the_person_named(world):
    case_id = open_shared(world)
    body = make_body(world, basis=LegalBasis.JUSOU, name="プラン会議")
    made = convene(world, case_id, body=body, kind=MeetingKind.PLANNING, guests=(Role.COORDINATOR,))
    consent(world, case_id, "council", {S.IDENT}, purpose=ConsentPurpose.MEETING)
    opened(world, made, S.DEID, S.IDENT)
    for covered in ({S.DEID, S.IDENT}, {S.DEID}):
        wanted = expected(Role.COORDINATOR, P.MATERIALS_OPEN, covered=covered)
        assert read_by(world, case_id, Role.COORDINATOR, None) == wanted
        if S.IDENT in covered:
            consent(world, case_id, "council", set(), purpose=ConsentPurpose.MEETING)


@pytest.mark.later
def test_changed_ids_old_bookmarks_and_replayed_links_open_nothing(world, client):
    made = convene(world, open_shared(world))
    other = convene(world, open_other(world), body=made.body, guests=(Role.WEST_NURSE,))
    for one in (made, other):
        opened(world, one, S.DEID, S.IDENT)
    guest = seat(client, world, Role.COORDINATOR)
    papers = reverse("meeting_papers", args=[made.meeting, made.item])
    assert NAME in guest.get(papers).text

    # Another meeting's item, under one's own meeting and under its own; a meeting that is not there looks the same.
    changed = (
        reverse("meeting_papers", args=[made.meeting, other.item]),
        reverse("meeting_papers", args=[other.meeting, other.item]),
        reverse("meeting", args=[other.meeting]),
        reverse("meeting", args=[uuid.uuid4()]),
        reverse("meeting_secrecy", args=[made.meeting, uuid.uuid4()]),
    )
    answers = [guest.get(address) for address in changed]
    assert {one.status_code for one in answers} == {404}
    # Word for word but for the token against forged forms, which is as long every time.
    assert len({len(one.content) for one in answers[:4]}) == 1
    # A guest opens, moves, recalls and invites nothing.
    tries = (
        (reverse("meeting_move", args=[made.meeting]), {"to": "closed"}),
        (reverse("meeting_open", args=[made.meeting, made.item]), {"open-SENS": "on", "why-SENS": NECESSARY}),
        (reverse("guest_recall", args=[made.meeting, made.invitations[Role.PROVIDER]]), {}),
        (reverse("guest_link", args=[made.meeting, made.invitations[Role.PROVIDER]]), {}),
        (reverse("meeting_item_withdraw", args=[made.meeting, made.item]), {"reason": "見せたくない"}),
    )
    for address, typed in tries:
        assert guest.post(address, typed).status_code == 403, address
    assert AgendaItem.objects.get(pk=made.item).withdrawn_at is None

    link = give_link(by=world.viewer(Role.SECRETARIAT), invitation_id=made.invitations[Role.PROVIDER])
    address = reverse("meeting_answer", args=[link.token])
    guest.logout()
    page = guest.get(address).text
    assert "出欠" in page and NAME not in page and "まるごと会議" not in page and "梶原" not in page
    assert "お返事を受け取りました" in guest.post(address, {"code": link.code, "reply": Reply.ACCEPTED}).text

    hold = world.viewer(Role.SECRETARIAT, at=made.starts_at)
    hold_meeting(by=hold, meeting_id=made.meeting)
    close_meeting(by=hold, meeting_id=made.meeting)
    for ended in (address, reverse("meeting_answer", args=["never-was"])):
        answered = guest.get(ended)
        assert answered.status_code == 404 and "このリンクは、いまは使えません" in answered.text
    late = seat(client, world, Role.COORDINATOR).get(papers)
    assert late.status_code == 403 and NAME not in late.text
