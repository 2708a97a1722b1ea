"""試験の多機関のケース: shared cases of an invented household, opened, asked about and met over through actions only."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from takigi.access.decide import MeetingPhase
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.casework.rules.states import Route
from takigi.collaboration.actions import agenda, cases, consents, involvement, referrals, roles, transfers
from takigi.collaboration.actions.cases import Known, NewShared
from takigi.collaboration.actions.roles import Asked
from takigi.collaboration.actions.transfers import Proposal
from takigi.collaboration.rules.words import Mode, RoleKind, TransferReason, Warmth
from takigi.people.actions.consents import ConsentWords
from takigi.people.actions.persons import PersonDetails
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from tests.worlds import Role, World

NAME = "片桐 タエ"
SUMMARY = "80代の親と50代の子の世帯。子は仕事をはなれて長く、親の介護と家計が重なっている。"
WHO = PersonDetails(name=NAME, name_kana="カタギリ タエ", birth="昭和15年4月1日", phone="092-000-0000")


def open_shared(world: World, *, role: Role = Role.EAST_NURSE, agency: str = "east", days_ago: int = 0) -> uuid.UUID:
    """A household's case, opened by somebody of the agency, who is its owner from then on."""
    viewer = world.viewer(role)
    new = NewShared(
        agency_id=world.agency_ids[agency],
        route=Route.FAMILY,
        opened_on=viewer.on - timedelta(days=days_ago),
        person=WHO,
        known=Known(summary=SUMMARY, contact_note="週に二度、夜中に大きな声がする。電気が止まりかけた。"),
    )
    return cases.open_shared_case(by=viewer, new=new)


def ask(
    world: World,
    case_id: uuid.UUID,
    *,
    agency: str = "council",
    staff: Role | None = Role.COORDINATOR,
    role: Role = Role.EAST_NURSE,
) -> uuid.UUID:
    """A role, asked of another agency."""
    asked = Asked(
        agency_id=world.agency_ids[agency],
        kind=RoleKind.COOPERATE,
        task="週に一度、買い物に付き添う",
        staff_id=world.staff_id(staff) if staff else None,
    )
    return roles.request_role(by=world.viewer(role), case_id=case_id, asked=asked)


def put_before(
    world: World,
    case_id: uuid.UUID,
    *,
    basis: LegalBasis = LegalBasis.SWA_106_6,
    phase: MeetingPhase = MeetingPhase.ACCEPTED,
    hours: int = 24,
    by: Role = Role.EAST_NURSE,
) -> uuid.UUID:
    """The case on an agenda item, in the phase, open for so many hours."""
    item = uuid.uuid4()
    secretary = world.viewer(Role.SECRETARIAT)
    agenda.put_on_agenda(by=world.viewer(by), agenda_item_id=item, case_id=case_id, legal_basis=basis)
    way = (MeetingPhase.ACCEPTED, MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD, MeetingPhase.GRACE)
    for step in way[: way.index(phase) + 1] if phase in way else (phase,):
        closes = secretary.at + timedelta(hours=hours)
        agenda.move_agenda(by=secretary, agenda_item_id=item, phase=step, closes_at=closes)
    return item


def sit(world: World, item: uuid.UUID, role: Role, *, is_community: bool = False, accepts: bool = True) -> None:
    """Somebody invited to the item, who accepts."""
    secretary = world.viewer(Role.SECRETARIAT)
    agenda.seat(by=secretary, agenda_item_id=item, staff_id=world.staff_id(role), is_community=is_community)
    agenda.accept_seat(agenda_item_id=item, staff_id=world.staff_id(role), at=secretary.at, accepts=accepts)


def consent(
    world: World,
    case_id: uuid.UUID,
    agency: str,
    classes: set[Information],
    *,
    purpose: ConsentPurpose = ConsentPurpose.SHARING,
) -> None:
    """The person consents to the classes for one agency; none: the consent is withdrawn."""
    nurse = world.viewer(Role.EAST_NURSE)
    scope = ConsentScope(frozenset({world.agency_ids[agency]}), frozenset(one.value for one in classes))
    steps = (ConsentState.ASKED, ConsentState.GRANTED) if classes else (ConsentState.WITHDRAWN,)
    for state in steps:
        words = ConsentWords(nurse.on, ConsentMethod.SIGNATURE, form_version="2026-04", scope=scope)
        consents.record_case_consent(by=nurse, case_id=case_id, purpose=purpose, state=state, words=words)


@dataclass(frozen=True)
class SharedTown:
    """One household's case with one of everything that an address can name."""

    case: uuid.UUID
    role: uuid.UUID
    referral: uuid.UUID
    stay: uuid.UUID
    transfer: uuid.UUID


def shared_town(world: World) -> SharedTown:
    """The east owns it, the council is asked for a role, the west has a referral, the station advises, a transfer waits."""
    nurse = world.viewer(Role.EAST_NURSE)
    case = open_shared(world)
    west = {"by": nurse, "case_id": case}
    sent = referrals.refer(**west, to_agency_id=world.agency_ids["west"], purpose="介護の相談", warmth=Warmth.CALL)
    begun = involvement.involve_station(**west, mode=Mode.ADVICE, planned_to=nurse.on + timedelta(days=30))
    proposal = Proposal(world.agency_ids["west"], TransferReason.MOVED, "西の圏域に引っ越すため", nurse.on)
    proposed = transfers.propose_transfer(**west, proposal=proposal)
    return SharedTown(case, ask(world, case), sent, begun, proposed)
