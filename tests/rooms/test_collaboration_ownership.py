"""主担当は替わらない: opening, asking, referring, meeting, transferring; and what the database itself refuses."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from takigi.access.grounds import NotPermitted
from takigi.casework.models import Assignment, Case
from takigi.casework.rules.ownership import OwnershipChange
from takigi.collaboration.actions import cases, involvement, referrals, roles, transfers
from takigi.collaboration.actions.transfers import Proposal
from takigi.collaboration.models import CaseRole, Referral, SharedCase, Transfer
from takigi.collaboration.rules.words import CollaborationRefused, Mode, TransferReason, Warmth
from takigi.organisations import actions as organisations
from takigi.organisations.rules import Duty, Level
from tests.shared_cases_made import ask, open_shared
from tests.worlds import SINCE, Role, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def case_id(world):
    return open_shared(world, days_ago=30)


def lead(world, role: Role, agency: str, duty: Duty = Duty.CASEWORK) -> None:
    """The role becomes a supervisor at the agency too."""
    organisations.give_post(
        by=None,
        staff_id=world.staff_id(role),
        agency_id=world.agency_ids[agency],
        duty=duty,
        level=Level.SUPERVISOR,
        from_on=SINCE,
        at=world.at,
    )


def holders(case_id: uuid.UUID) -> list[tuple[int, str]]:
    rows = Assignment.objects.filter(case_id=case_id).order_by("from_on", "pk")
    return [(row.agency_id, row.change) for row in rows]


def to_west(world, **more) -> Proposal:
    return Proposal(
        to_agency_id=world.agency_ids["west"],
        reason_code=TransferReason.MOVED,
        reason="西の圏域に引っ越したため",
        subject_informed_on=more.pop("informed_on", world.viewer(Role.EAST_NURSE).on),
        **more,
    )


def test_whoever_opens_a_case_owns_it_and_asking_changes_nothing(world, case_id):
    nurse, helper = world.viewer(Role.EAST_NURSE), world.viewer(Role.COORDINATOR)
    before = holders(case_id)
    assert before == [(world.agency_ids["east"], OwnershipChange.INITIAL)]
    first, second = ask(world, case_id), ask(world, case_id, agency="west", staff=None)
    roles.accept_role(by=helper, role_id=first)
    roles.finish_role(by=helper, role_id=first, note="付き添いが終わった")
    lead(world, Role.WEST_NURSE, "west", Duty.INSURANCE)
    west = world.viewer(Role.WEST_NURSE)
    with pytest.raises(CollaborationRefused):
        roles.decline_role(by=west, role_id=second, reason="")
    roles.decline_role(by=west, role_id=second, reason="担当の区域の外のため", suggestion="民生委員に頼めます")
    sent = referrals.refer(
        by=nurse,
        case_id=case_id,
        to_agency_id=world.agency_ids["council"],
        purpose="家計の相談",
        warmth=Warmth.TOGETHER,
    )
    referrals.accept_referral(by=helper, referral_id=sent)
    referrals.start_referral(by=helper, referral_id=sent, started_on=helper.on)
    involvement.involve_station(by=nurse, case_id=case_id, mode=Mode.ADVICE, planned_to=nurse.on + timedelta(days=30))
    assert holders(case_id) == before
    assert CaseRole.objects.get(pk=second).suggestion == "民生委員に頼めます"
    assert Referral.objects.get(pk=sent).status == "done"
    assert SharedCase.objects.get().case_no.endswith("-0001")


def test_only_an_accepted_transfer_brings_the_case_to_another_agency(world, case_id):
    nurse, west = world.viewer(Role.EAST_NURSE), world.viewer(Role.WEST_NURSE)
    with pytest.raises(CollaborationRefused, match="説明した日"):
        transfers.propose_transfer(by=nurse, case_id=case_id, proposal=to_west(world, informed_on=None))
    transfer = transfers.propose_transfer(by=nurse, case_id=case_id, proposal=to_west(world))
    assert len(holders(case_id)) == 1, "a proposal changes nothing"
    with pytest.raises(NotPermitted, match="監督者"):
        transfers.accept_transfer(by=west, transfer_id=transfer, staff_id=west.staff_id)
    with pytest.raises(NotPermitted):
        transfers.accept_transfer(by=nurse, transfer_id=transfer, staff_id=nurse.staff_id)
    lead(world, Role.WEST_NURSE, "west", Duty.STATION)
    west = world.viewer(Role.WEST_NURSE)
    transfers.accept_transfer(by=west, transfer_id=transfer, staff_id=west.staff_id)
    assert holders(case_id)[-1] == (world.agency_ids["west"], OwnershipChange.TRANSFER)
    rows = list(Assignment.objects.filter(case_id=case_id).order_by("pk"))
    assert rows[0].ended_on == rows[1].from_on and rows[1].transfer_id == transfer
    assert Case.objects.get(pk=case_id).agency_id == world.agency_ids["west"]
    with pytest.raises(CollaborationRefused, match="もう"):
        transfers.accept_transfer(by=west, transfer_id=transfer, staff_id=west.staff_id)


def test_the_station_takes_a_case_only_approved_until_a_day_and_with_a_way_out(world, case_id):
    nurse, station, secretary = (world.viewer(one) for one in (Role.EAST_NURSE, Role.STATION, Role.SECRETARIAT))
    plan = "落ちついたら東センターに戻す。月末に一緒に訪問する"
    exception = {
        "to_agency_id": world.agency_ids["station"],
        "reason_code": TransferReason.TEMPORARY,
        "reason": "担当が急に休みに入ったため",
        "subject_informed_on": nurse.on,
    }
    for until, exit_plan in ((None, plan), (nurse.on + timedelta(days=91), plan), (nurse.on + timedelta(days=30), "")):
        proposal = Proposal(**exception, exception_until=until, exit_plan=exit_plan)
        with pytest.raises(CollaborationRefused):
            transfers.propose_transfer(by=nurse, case_id=case_id, proposal=proposal)
    proposal = Proposal(**exception, exception_until=nurse.on + timedelta(days=90), exit_plan=plan)
    transfer = transfers.propose_transfer(by=nurse, case_id=case_id, proposal=proposal)
    with pytest.raises(CollaborationRefused, match="承認"):
        transfers.accept_transfer(by=station, transfer_id=transfer, staff_id=station.staff_id)
    with pytest.raises(NotPermitted):
        transfers.approve_exception(by=nurse, transfer_id=transfer)
    transfers.approve_exception(by=secretary, transfer_id=transfer)
    transfers.accept_transfer(by=station, transfer_id=transfer, staff_id=station.staff_id)
    assert holders(case_id)[-1] == (world.agency_ids["station"], OwnershipChange.STATION_EXCEPTION)
    with pytest.raises(NotPermitted, match="ステーション"):
        open_shared(world, role=Role.STATION, agency="station")


def test_inside_the_agency_the_supervisor_names_another_person(world, case_id):
    head, nurse = world.viewer(Role.EAST_HEAD), world.viewer(Role.EAST_NURSE)
    words = {"case_id": case_id, "on": nurse.on, "note": "木曜に訪問の約束があります"}
    with pytest.raises(NotPermitted):
        cases.change_owner_person(by=nurse, staff_id=head.staff_id, **words)
    cases.change_owner_person(by=head, staff_id=head.staff_id, **words)
    assert holders(case_id)[-1] == (world.agency_ids["east"], OwnershipChange.PERSON)


def test_a_case_is_not_closed_over_what_others_promised_without_a_word_about_it(world, case_id):
    head = world.viewer(Role.EAST_HEAD)
    roles.accept_role(by=world.viewer(Role.COORDINATOR), role_id=ask(world, case_id))
    words = {"by": head, "case_id": case_id, "on": head.on, "note": "家計の相談につながり、落ちついた"}
    with pytest.raises(CollaborationRefused, match="1件"):
        cases.close_case(**words)
    cases.close_case(**words, open_items_note="社協が月末まで見守る")
    assert Case.objects.get(pk=case_id).closed_on == head.on
    with pytest.raises(CollaborationRefused, match="終結"):
        ask(world, case_id)


def refused(words: str, statement: str, *values) -> None:
    """The statement, past the application, is refused by the database, with the sentence or the constraint that it means."""
    hexed = [one.hex if isinstance(one, uuid.UUID) and connection.vendor == "sqlite" else one for one in values]
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=words), transaction.atomic():
        cursor.execute(statement, hexed)


GAP, BY_TRANSFER, KEPT = "すきま", "受け入れられた移管", "書きかえられません"


def test_the_database_itself_refuses_what_the_actions_would_not_do(world, case_id):
    east, west, station = (world.agency_ids[one] for one in ("east", "west", "station"))
    nurse = world.viewer(Role.EAST_NURSE)
    add = (
        "insert into casework_assignment (case_id, agency_id, staff_id, from_on, handover_note, change, transfer_id, "
        "recorded_at, recorded_by_id) values (%s, %s, %s, %s, '', %s, %s, %s, %s)"
    )

    def another(words, agency, change, transfer=None, *, on=nurse.on):
        refused(words, add, case_id, agency, nurse.staff_id, on, change, transfer, world.at, nurse.staff_id)

    another(GAP, east, "person_change")  # a second owner at once
    refused("担当の履歴と同じ", "update casework_case set agency_id = %s where id = %s", west, case_id)
    refused("ケースの別", "update casework_case set kind = 'prevention' where id = %s", case_id)
    refused(KEPT, "update casework_assignment set agency_id = %s where case_id = %s", west, case_id)
    refused(KEPT, "update casework_assignment set from_on = '2020-01-01' where case_id = %s", case_id)
    Assignment.objects.filter(case_id=case_id).update(ended_on=nurse.on)
    another(GAP, east, "person_change", on=nurse.on + timedelta(days=1))
    another(GAP, east, "person_change", on=nurse.on - timedelta(days=1))  # an overlap
    another(BY_TRANSFER, west, "person_change")
    another(BY_TRANSFER, west, "transfer")  # without naming it
    another(BY_TRANSFER, west, "transfer", uuid.uuid4())  # naming one that is not there
    another("期限のある例外", station, "reorg")
    waiting = Transfer.objects.create(
        case_id=case_id,
        from_agency_id=east,
        to_agency_id=west,
        is_to_station=False,
        reason_code="moved",
        reason="引っ越し",
        subject_informed_on=nurse.on,
        proposed_at=world.at,
        proposed_by_id=nurse.staff_id,
    )
    another(BY_TRANSFER, west, "transfer", waiting.pk)  # proposed and not accepted
    change = "update collaboration_transfer set {} where id = %s"
    refused("transfer_accepted_on_a_day", change.format("status = 'accepted'"), waiting.pk)
    refused("transfer_person_told", change.format("subject_informed_on = null"), waiting.pk)
    accepted = "is_to_station = %s, status = 'accepted', accepted_on = %s, answered_at = %s, exit_plan = 'x'"
    values = (True, nurse.on, world.at)
    refused("transfer_to_station", change.format(accepted), *values, waiting.pk)
    until = nurse.on + timedelta(days=91)
    too_long = change.format(f"{accepted}, approved_at = %s, exception_until = %s")
    refused("90日", too_long, *values, world.at, until, waiting.pk)
    describe = "update collaboration_sharedcase set first_contact_on = %s where case_id = %s"
    refused("順を確かめて", describe, nurse.on, case_id)  # after the opening, and nobody doubts it
