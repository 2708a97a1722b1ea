"""ひとつの立場からの試し: what somebody with one office tries beyond it. Told in docs/reference/attacks.md."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from takigi.access.information import Information
from takigi.casework.rules.visit_merging import Change
from takigi.collaboration.actions import involvement, transfers
from takigi.collaboration.actions.households import MemberWords, SupporterWords, add_supporter, write_member
from takigi.collaboration.actions.records import tag_issue
from takigi.collaboration.actions.transfers import Proposal
from takigi.collaboration.models import CaseRole, StationInvolvement
from takigi.collaboration.policies.reading import reading_of
from takigi.collaboration.rules.households import Kinship, SupporterKind
from takigi.collaboration.rules.words import CollaborationRefused, Mode, Source, TransferReason
from takigi.meetings.actions.attendance import Present, take_attendance
from takigi.meetings.actions.invitations import Guest, answer, invite
from takigi.meetings.actions.minutes import finish_minutes, write_minutes
from takigi.meetings.actions.promises import PromiseWords, ask_promise
from takigi.meetings.models import ActionItem, IssuedCopy
from takigi.meetings.rules.minutes import Box, box_name
from takigi.meetings.rules.words import Capacity, MeetingKind, Reply
from takigi.organisations import actions as organisations
from takigi.organisations.rules import Duty, Level
from tests.meetings_held import held
from tests.meetings_made import WORDS, convene, opened
from tests.permissions.test_attacks import deeds, somebody
from tests.shared_cases_made import NAME, ask, open_shared
from tests.worlds import SINCE, Role, build_world

pytestmark = [pytest.mark.django_db, pytest.mark.later]
WINDOW = "3f0c5a5e-1111-4222-8333-944455566677"
ITEM_WORDS = WORDS.questions
READERS_OF_GUESTS = {
    Role.COORDINATOR: False,
    Role.STATION: False,
    Role.EAST_NURSE: False,
    Role.INSURANCE: True,
    Role.SECRETARIAT: True,
    Role.AUDITOR: True,
}
CLOSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


@pytest.fixture
def world():
    return build_world()


def post_for(world, role: Role, agency: str, duty: Duty, level: Level) -> None:
    """A second office, in an agency that has to do with the household."""
    organisations.give_post(
        by=None,
        staff_id=world.staff_id(role),
        agency_id=world.agency_ids[agency],
        duty=duty,
        level=level,
        from_on=SINCE,
        at=world.at,
    )


def test_the_station_neither_calls_itself_in_nor_back(world):
    """1–4: past its day, out of a meeting, out of a consultation, and by the form of somebody else's page."""
    case_id, nurse, station = open_shared(world), world.viewer(Role.EAST_NURSE), world.viewer(Role.STATION)
    begun = involvement.involve_station(
        by=nurse, case_id=case_id, mode=Mode.ADVICE, planned_to=nurse.on + timedelta(days=5)
    )
    until = station.on + timedelta(days=60)
    involvement.prolong_involvement(by=station, involvement_id=begun, planned_to=until, why="もう少し一緒に訪ねる")
    later = world.viewer(Role.STATION, at=world.at + timedelta(days=70))
    again = {"involvement_id": begun, "planned_to": later.on + timedelta(days=60), "why": "見えるように延ばす"}
    with pytest.raises(CollaborationRefused, match="主担当か事務局に頼んで"):
        involvement.prolong_involvement(by=later, **again)
    assert StationInvolvement.objects.get(pk=begun).planned_end_on == until
    owner = world.viewer(Role.EAST_NURSE, at=later.at)
    involvement.prolong_involvement(by=owner, **again)
    assert reading_of(later, case_id).may(Information.ROLE)
    # Its own way out stays open on the day after, too.
    far = world.viewer(Role.STATION, at=later.at + timedelta(days=90))
    involvement.end_involvement(by=far, involvement_id=begun, exit_note="包括と相談室で続けている")

    second = open_shared(world)
    convene(world, second)
    client, address = somebody(world, Role.STATION), reverse("involvement_new", args=[second])
    assert address not in client.get(reverse("shared_case", args=[second])).text
    sent = {"mode": "playing", "planned_to": "90日後"}
    assert client.get(address).status_code in CLOSED and client.post(address, sent).status_code in CLOSED
    assert not StationInvolvement.objects.filter(case_id=second).exists()


def test_who_keeps_accounts_or_audits_in_the_owners_or_a_helpers_office_reads_nothing_of_it(world):
    """5–9: the record of a meeting, its table, one promise, the follow-ups and the answer, as the head of an office's systems."""
    post_for(world, Role.ADMINISTRATOR, "east", Duty.ADMINISTRATION, Level.HEAD)
    post_for(world, Role.AUDITOR, "council", Duty.AUDIT, Level.SUPERVISOR)
    case_id = open_shared(world)
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id)
    secretary = world.viewer(Role.SECRETARIAT)
    words = PromiseWords(agency_id=world.agency_ids["council"], what="朝の声かけを週に二度", due_on=secretary.on)
    promise_id = ask_promise(by=secretary, item_id=item_id, words=words)
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        client, before = somebody(world, role), deeds(world.municipality_id)
        for name, key in (("promise", promise_id), ("record_confirm", item_id), ("item_after", item_id)):
            address = reverse(name, args=[key])
            assert client.get(address).status_code in CLOSED, (role, name)
            assert client.post(address, {"way": "accept", "remark": ""}).status_code in CLOSED, (role, name)
        for name in ("my_promises", "involvement_checks", "today"):
            assert words.what not in client.get(reverse(name)).text, (role, name)
        # The auditor knows that there was a meeting; what was promised there is another matter.
        assert words.what not in client.get(reverse("meeting_promises", args=[meeting_id])).text
        assert client.post(reverse("promise_new", args=[item_id]), {}).status_code in CLOSED, role
        assert deeds(world.municipality_id) == before, role
    assert ActionItem.objects.get(pk=promise_id).state == "asked"
    # Whoever does the work there answers as ever.
    assert words.what in somebody(world, Role.COORDINATOR).get(reverse("my_promises")).text


def test_nobody_is_promised_by_another_agency(world):
    """10, 11: an agency answers in the name of somebody who works elsewhere; a minute-taker writes them down so."""
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=open_shared(world))
    secretary = world.viewer(Role.SECRETARIAT)
    words = PromiseWords(agency_id=world.agency_ids["council"], what="朝の声かけ", due_on=secretary.on)
    promise_id = ask_promise(by=secretary, item_id=item_id, words=words)
    client, stranger = somebody(world, Role.COORDINATOR), str(world.staff_id(Role.EAST_HEAD))
    address = reverse("promise", args=[promise_id])
    assert f'value="{stranger}"' not in client.get(address).text
    refused = client.post(address, {"way": "accept", "staff": stranger})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    typed = {"agency": words.agency_id, "staff": stranger, "what": "夜の見守り", "due_on": "20日後"}
    written = somebody(world, Role.SECRETARIAT).post(reverse("promise_new", args=[item_id]), typed)
    assert written.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "いまその機関にいません" in written.text and "夜の見守り" in written.text
    assert ActionItem.objects.count() == 1


def test_a_former_owner_keeps_nothing_of_the_case_but_the_memory(world):
    """12–14: after the transfer the old owner confirms, promises, settles, describes and consents no more."""
    case_id, nurse = open_shared(world), world.viewer(Role.EAST_NURSE)
    _, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id)
    post_for(world, Role.INSURANCE_HEAD, "west", Duty.CASEWORK, Level.HEAD)
    west = world.agency_ids["west"]
    proposal = Proposal(west, TransferReason.MOVED, "西の圏域に引っ越すため", nurse.on)
    proposed = transfers.propose_transfer(by=nurse, case_id=case_id, proposal=proposal)
    by, staff = world.viewer(Role.INSURANCE_HEAD), world.staff_id(Role.WEST_NURSE)
    transfers.accept_transfer(by=by, transfer_id=proposed, staff_id=staff)
    client, before = somebody(world, Role.EAST_NURSE), deeds(world.municipality_id)
    for name, key in (
        ("shared_describe", case_id),
        ("help_new", case_id),
        ("meeting_ask", case_id),
        ("member_new", case_id),
        ("issue_new", case_id),
        ("role_new", case_id),
        ("transfer_new", case_id),
        ("record_confirm", item_id),
        ("support_plan_write", item_id),
    ):
        address = reverse(name, args=[key])
        assert client.get(address).status_code in CLOSED, name
        assert (
            client.post(address, {"state": "granted", "remark": "", "summary": "書きかえる"}).status_code in CLOSED
        ), name
    # A guest of the meeting may still hear a no, and never a yes.
    yes = client.post(reverse("shared_consent", args=[case_id]), {"purpose": "sharing", "state": "granted"})
    assert yes.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert deeds(world.municipality_id) == before


def test_an_end_of_a_case_is_an_end_for_every_open_form(world):
    """15, 16: forms and buttons that stood open when the case was closed say so; nothing breaks, nothing changes."""
    case_id, nurse = open_shared(world), world.viewer(Role.EAST_NURSE)
    write_member(by=nurse, case_id=case_id, words=MemberWords(Kinship.SELF))
    supporter = add_supporter(by=nurse, case_id=case_id, words=SupporterWords(SupporterKind.PLACE, "朝市"))
    issue = tag_issue(by=nurse, case_id=case_id, code="debt", source=Source.SUPPORTER)
    head = somebody(world, Role.EAST_HEAD)
    ended = {"on": "今日", "note": "落ちついて暮らしている"}
    assert head.post(reverse("shared_close", args=[case_id]), ended).status_code == HTTPStatus.FOUND
    client, before = somebody(world, Role.EAST_NURSE), deeds(world.municipality_id)
    for name, keys in (("supporter_out", [case_id, supporter]), ("issue_resolve", [case_id, issue])):
        told = client.post(reverse(name, args=keys), follow=True)
        assert told.status_code == HTTPStatus.OK and "終結したケースには書き足せません" in told.text, name
    described = client.post(reverse("shared_describe", args=[case_id]), {"summary": "80代の親の世帯。"})
    assert described.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "終結したケースには書き足せません" in described.text
    assert deeds(world.municipality_id) == before


def test_what_was_asked_of_one_agency_opens_no_emergency_no_plan_and_no_consent(world):
    """17, 18: who was only asked, and whoever sits beside them, declares no emergency and writes down no yes for themselves."""
    case_id = open_shared(world)
    role = ask(world, case_id)
    client, before = somebody(world, Role.COORDINATOR), deeds(world.municipality_id)
    emergency = client.post(reverse("shared_emergency", args=[case_id]), {"reason": "様子が気になり、すぐ見たいため"})
    assert emergency.status_code in CLOSED
    granted = {
        "purpose": "sharing",
        "state": "granted",
        "agencies": [str(world.agency_ids["council"])],
        "classes": ["ident"],
        "form_version": "2026-04",
        "method": "oral",
        "happened_on": "今日",
    }
    asked = client.post(reverse("shared_consent", args=[case_id]), granted)
    assert asked.status_code in CLOSED | {HTTPStatus.UNPROCESSABLE_ENTITY}
    assert client.post(reverse("role_end", args=[role]), {"answer": "done"}).status_code != HTTPStatus.FOUND
    assert CaseRole.objects.get(pk=role).status == "requested"
    assert deeds(world.municipality_id) == before
    assert NAME not in client.get(reverse("shared_case", args=[case_id])).text


def test_papers_that_came_back_do_not_go_out_again_by_changing_ones_mind(world):
    """19: no, recalled, and yes again; the answer by screen brings back neither the paper nor its row in the register."""
    made = convene(world, open_shared(world))
    opened(world, made, Information.DEID)
    papers = reverse("meeting_papers", args=[made.meeting, made.item])
    guest = somebody(world, Role.PROVIDER)
    assert ITEM_WORDS in guest.get(papers).text
    recall = reverse("guest_recall", args=[made.meeting, made.invitations[Role.PROVIDER]])
    assert somebody(world, Role.SECRETARIAT).post(recall).status_code == HTTPStatus.FOUND
    by = world.viewer(Role.PROVIDER)
    for reply in (Reply.DECLINED, Reply.ACCEPTED):
        answer(by=by, meeting_id=made.meeting, reply=reply)
    assert ITEM_WORDS not in guest.get(papers).text
    in_hand = IssuedCopy.objects.filter(invitation_id=made.invitations[Role.PROVIDER], ended_at__isnull=True)
    assert not in_hand.exists()


def test_a_listener_and_an_absentee_write_no_minutes_and_read_none(world):
    """20: who only sat there writes into no box, and who never came reads nothing of it."""
    case_id = open_shared(world)
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id)
    secretary = world.viewer(Role.SECRETARIAT)
    said = "孫の朝の支度のことを話した"
    kept = write_minutes(
        by=secretary,
        meeting_id=meeting_id,
        editor=WINDOW,
        changes=[Change(box_name(Box.SAID, item_id), said, 0, 1)],
    )
    finish_minutes(by=secretary, meeting_id=meeting_id, seen_version=kept.version)
    take_attendance(
        by=secretary,
        meeting_id=meeting_id,
        present=[Present(attended=False, capacity=Capacity.MEMBER, staff_id=world.staff_id(Role.WEST_NURSE))],
    )
    for role in (Role.COORDINATOR, Role.WEST_NURSE, Role.PROVIDER):
        client = somebody(world, role)
        address = reverse("meeting_minutes_save", args=[meeting_id])
        sent = {"field": box_name(Box.SAID, item_id), "value": "書きかえる", "base": 0, "seq": 1}
        body = {"draft": "", "editor": WINDOW, "changes": [sent]}
        assert client.post(address, body, content_type="application/json").status_code in CLOSED, role
        assert said not in client.get(reverse("meeting_promises", args=[meeting_id])).text, role


def test_why_the_chair_let_somebody_in_stands_in_the_register_and_before_nobody_else(world):
    """21: a reason tells of the household what the date and the place do not; another guest reads the name only."""
    made = convene(world, open_shared(world), guests=(Role.COORDINATOR,))
    why = "孫のかかりつけで、夜の様子を知っているため"
    guest = Guest(staff_id=world.staff_id(Role.INSURANCE), capacity=Capacity.ADHOC, admit_reason=why)
    invite(by=world.viewer(Role.SECRETARIAT), meeting_id=made.meeting, guests=[guest])
    address = reverse("meeting_guests", args=[made.meeting])
    shown = {role: why in somebody(world, role).get(address).text for role in READERS_OF_GUESTS}
    assert shown == READERS_OF_GUESTS
