"""だれが何を見てよいか: relations told twice agree; consent, meetings and emergencies open and close what the matrix says."""

import random
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import NotPermitted, Unseen
from takigi.access.information import CASE_CLASSES, Information
from takigi.access.legal_bases import LegalBasis
from takigi.access.matrix import View
from takigi.access.relations import Relation
from takigi.audit.queries import readings_between
from takigi.casework.queries.access import seen_among
from takigi.collaboration.actions import agenda, cases, involvement, referrals, roles, transfers
from takigi.collaboration.actions.transfers import Proposal
from takigi.collaboration.models import SharedCase
from takigi.collaboration.policies.reading import reading_of
from takigi.collaboration.policies.relations import cases_in, relations_of
from takigi.collaboration.queries.cases import shared_file, shared_page
from takigi.collaboration.queries.readers import readers_of
from takigi.collaboration.rules.words import CollaborationRefused, Mode, TransferReason, Warmth
from takigi.people.rules import ConsentPurpose
from tests.shared_cases_made import NAME, SUMMARY, ask, consent, open_shared, put_before, sit
from tests.worlds import Role, build_world

pytestmark = pytest.mark.django_db
NAMING = {Information.IDENT, Information.HH, Information.ASSESS, Information.SENS}


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def case_id(world):
    return open_shared(world, days_ago=10)


def read(world, role: Role, case_id: uuid.UUID, **when) -> set[Information]:
    """The case classes that the role may read."""
    reading = reading_of(world.viewer(role, **when), case_id)
    return {one for one in CASE_CLASSES if reading.may(one)}


def live_through(world, dice: random.Random) -> None:
    """Some weeks of a case: whatever may be done is done or not, as the dice fall."""
    case_id = open_shared(world, role=dice.choice([Role.EAST_NURSE, Role.EAST_HEAD]))
    nurse, helper, head = (world.viewer(one) for one in (Role.EAST_NURSE, Role.COORDINATOR, Role.EAST_HEAD))
    secretary, station = world.viewer(Role.SECRETARIAT), world.viewer(Role.STATION)
    if dice.random() < 0.7:
        role = ask(world, case_id, staff=dice.choice([Role.COORDINATOR, None]), role=Role.SECRETARIAT)
        dice.choice([lambda: None, lambda: roles.accept_role(by=helper, role_id=role)])()
        dice.choice([lambda: None, lambda: roles.withdraw_role(by=secretary, role_id=role, note="別の機関になった")])()
    if dice.random() < 0.5:
        sent = referrals.refer(
            by=secretary,
            case_id=case_id,
            to_agency_id=world.agency_ids["west"],
            purpose="介護の相談",
            warmth=Warmth.CALL,
        )
        west = world.viewer(Role.WEST_NURSE)
        dice.choice([lambda: None, lambda: referrals.accept_referral(by=west, referral_id=sent)])()
    if dice.random() < 0.6:
        mode = dice.choice(list(Mode))
        begun = involvement.involve_station(by=head, case_id=case_id, mode=mode, planned_to=nurse.on)
        if dice.random() < 0.4:
            involvement.end_involvement(by=station, involvement_id=begun, exit_note="落ちついたので離れる")
    if dice.random() < 0.6:
        item = put_before_of(world, case_id, dice)
        sit(world, item, dice.choice([Role.WEST_NURSE, Role.PROVIDER]), is_community=dice.random() < 0.3)
        if dice.random() < 0.3:
            agenda.unseat(by=secretary, agenda_item_id=item, staff_id=world.staff_id(Role.WEST_NURSE))
    if dice.random() < 0.4:
        proposal = Proposal(world.agency_ids["west"], TransferReason.MOVED, "引っ越したため", nurse.on)
        transfers.propose_transfer(by=head, case_id=case_id, proposal=proposal)


def put_before_of(world, case_id, dice):
    phases = [MeetingPhase.ACCEPTED, MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD, MeetingPhase.CANCELLED]
    return put_before(world, case_id, phase=dice.choice(phases), by=Role.SECRETARIAT)


@pytest.mark.later
def test_every_relation_is_told_the_same_for_one_case_and_for_rows(world):
    dice = random.Random(6)
    for _ in range(14):
        live_through(world, dice)
    ids = list(SharedCase.objects.values_list("pk", flat=True))
    met = set()
    later = now() + timedelta(days=2)  # every meeting has closed by the clock, every involvement has run out
    for role in Role:
        for at in (None, later):
            viewer = world.viewer(role, at=at)
            told = relations_of(viewer, ids)
            for relation in Relation:
                rows = set(cases_in(relation, viewer).values_list("pk", flat=True))
                assert rows == {pk for pk, held in told.items() if relation in held}, (role, relation, at)
                met |= {relation} if rows else set()
    assert met == set(Relation), "every relation was met at least once"


def test_the_owner_reads_the_case_a_colleague_does_not_and_a_stranger_does_not_know_of_it(world, case_id):
    assert read(world, Role.EAST_NURSE, case_id) == CASE_CLASSES - {Information.LOC}
    assert read(world, Role.EAST_HEAD, case_id) == CASE_CLASSES - {Information.LOC}
    peer = world.viewer(Role.EAST_NURSE)
    assert seen_among(peer, [case_id]) == frozenset(), "no screen of prevention shows it"
    for role in (Role.WEST_NURSE, Role.PROVIDER, Role.STATION, Role.EVALUATOR, Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(Unseen):
            reading_of(world.viewer(role), case_id)
    with pytest.raises(Unseen):
        reading_of(world.viewer(Role.NEIGHBOUR_NURSE), case_id)
    assert read(world, Role.SECRETARIAT, case_id) == {
        Information.DEID,
        Information.INTL,
        Information.MREC,
        Information.ROLE,
    }


def test_consent_opens_what_it_names_to_the_agency_it_names_and_a_withdrawal_closes_it_at_once(world, case_id):
    roles.accept_role(by=world.viewer(Role.COORDINATOR), role_id=ask(world, case_id))
    before = read(world, Role.COORDINATOR, case_id)
    assert not before & (NAMING | {Information.PLAN})
    consent(world, case_id, "council", {Information.IDENT, Information.ASSESS})
    assert read(world, Role.COORDINATOR, case_id) - before == {Information.IDENT, Information.ASSESS}
    assert not read(world, Role.SECRETARIAT, case_id) & NAMING, "of another agency nothing was said"
    file = shared_file(world.viewer(Role.COORDINATOR), case_id)
    assert file.head.person.name == NAME and file.facts.contact_note and not file.facts.composition
    assert "同意" in file.head.why_not(Information.SENS)
    consent(world, case_id, "council", set())
    assert read(world, Role.COORDINATOR, case_id) == before


def test_a_meeting_opens_a_class_only_under_its_law_while_it_lasts_and_to_who_accepted(world, case_id):
    item = put_before(world, case_id, phase=MeetingPhase.MATERIALS_OPEN, hours=5)
    sit(world, item, Role.WEST_NURSE)
    sit(world, item, Role.PROVIDER, accepts=False)
    assert read(world, Role.WEST_NURSE, case_id) & NAMING == set()
    secretary = world.viewer(Role.SECRETARIAT)
    words = {"by": secretary, "agenda_item_id": item}
    with pytest.raises(CollaborationRefused, match="根拠"):
        agenda.open_class(**words, info_class=Information.IDENT, basis=DisclosureBasis.CWA_25_2)
    with pytest.raises(CollaborationRefused, match="必要"):
        agenda.open_class(**words, info_class=Information.SENS, basis=DisclosureBasis.SWA_106_6)
    for closed in (Information.LOC, Information.PLAN, Information.INTL):
        with pytest.raises(CollaborationRefused, match="開けません"):
            agenda.open_class(**words, info_class=closed, basis=DisclosureBasis.SWA_106_6)
    agenda.open_class(**words, info_class=Information.IDENT, basis=DisclosureBasis.SWA_106_6)
    assert read(world, Role.WEST_NURSE, case_id) & NAMING == {Information.IDENT}
    with pytest.raises(Unseen):
        read(world, Role.PROVIDER, case_id)
    later = secretary.at + timedelta(hours=6)
    assert read(world, Role.WEST_NURSE, case_id, at=later) & NAMING == set(), "it closes by the clock alone"
    agenda.recall(**words, because="配る相手をまちがえた", info_class=Information.IDENT)
    assert read(world, Role.WEST_NURSE, case_id) & NAMING == set()


def test_without_a_statute_only_the_deidentified_outline_is_opened_and_consent_counts_as_long_as_it_lasts(
    world, case_id
):
    words = {"by": world.viewer(Role.SECRETARIAT), "info_class": Information.IDENT}
    plain = put_before(world, case_id, basis=LegalBasis.NONE, phase=MeetingPhase.MATERIALS_OPEN)
    with pytest.raises(CollaborationRefused, match="名前を伏せた"):
        agenda.open_class(**words, agenda_item_id=plain, basis=DisclosureBasis.CONSENT)
    planning = put_before(world, case_id, basis=LegalBasis.JUSOU, phase=MeetingPhase.MATERIALS_OPEN)
    sit(world, planning, Role.WEST_NURSE)
    with pytest.raises(CollaborationRefused, match="同意"):
        agenda.open_class(**words, agenda_item_id=planning, basis=DisclosureBasis.CONSENT)
    consent(world, case_id, "west", {Information.IDENT}, purpose=ConsentPurpose.MEETING)
    agenda.open_class(**words, agenda_item_id=planning, basis=DisclosureBasis.CONSENT)
    assert Information.IDENT in read(world, Role.WEST_NURSE, case_id)
    consent(world, case_id, "west", set(), purpose=ConsentPurpose.MEETING)
    assert Information.IDENT not in read(world, Role.WEST_NURSE, case_id), "withdrawn in the middle of the meeting"


def test_an_emergency_opens_four_classes_for_a_day_and_tells_the_owner_and_the_city(world, case_id):
    secretary = world.viewer(Role.SECRETARIAT)
    with pytest.raises(Unseen):
        cases.open_in_emergency(by=world.viewer(Role.WEST_NURSE), case_id=case_id, reason="命の危険があるという電話")
    before = read(world, Role.SECRETARIAT, case_id)
    cases.open_in_emergency(by=secretary, case_id=case_id, reason="命の危険があるという電話があったため")
    assert read(world, Role.SECRETARIAT, case_id) - before == NAMING
    assert read(world, Role.SECRETARIAT, case_id, at=secretary.at + timedelta(hours=25)) == before
    with pytest.raises(NotPermitted):
        cases.open_in_emergency(by=world.viewer(Role.EAST_HEAD), case_id=case_id, reason="上司は見られるので要らない")


def test_whoever_was_asked_reads_the_outline_and_the_own_request_only(world, case_id):
    ask(world, case_id)
    ask(world, case_id, agency="west", staff=None)
    viewer = world.viewer(Role.COORDINATOR)
    reading = reading_of(viewer, case_id)
    assert {one for one in CASE_CLASSES if reading.may(one)} == {Information.DEID, Information.ROLE}
    assert reading.view(Information.ROLE) is View.OWN_ENTRY
    file = shared_file(viewer, case_id)
    assert file.head.person is None and file.facts.summary == SUMMARY
    assert [one.agency_name for one in file.beside.roles] == ["社会福祉協議会"]
    assert [line.waits for line in shared_page(viewer).lines] == [("役割の依頼に返事をする",)]


def test_every_reading_is_kept_with_its_ground_and_a_month_answers_who_saw_the_household(world, case_id):
    shared_file(world.viewer(Role.EAST_NURSE), case_id)
    shared_file(world.viewer(Role.SECRETARIAT), case_id)
    auditor, head = world.viewer(Role.AUDITOR), world.viewer(Role.EAST_HEAD)
    lines = readers_of(auditor, case_id, year=head.on.year, month=head.on.month)
    assert [one.staff_name for one in lines] == ["森口 直", "田辺 恵"]
    assert lines[1].because[0] == "主担当機関でこのケースを担当しているため"
    assert "氏名・連絡先" in lines[1].classes and "氏名・連絡先" not in lines[0].classes
    assert [one.staff_name for one in readers_of(head, case_id, year=head.on.year, month=head.on.month)]
    with pytest.raises(NotPermitted):
        readers_of(world.viewer(Role.EAST_NURSE), case_id, year=head.on.year, month=head.on.month)
    assert readings_between(world.municipality_id, f"case:{case_id}", since=now(), until=now()) == []


def test_the_list_and_the_page_cost_the_same_however_much_there_is(world):
    nurse = world.viewer(Role.EAST_NURSE)
    costs = []
    for number in (1, 5):
        while SharedCase.objects.count() < number:
            case_id = open_shared(world)
            for _ in range(number):
                ask(world, case_id)
        with CaptureQueriesContext(connection) as listed:
            assert len(shared_page(nurse).lines) == number
        with CaptureQueriesContext(connection) as opened:
            shared_file(nurse, case_id)
        costs.append((len(listed), len(opened)))
    assert costs[0] == costs[1], costs
