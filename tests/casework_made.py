"""試験のケース: cases of invented people, opened and moved on through actions only."""

import uuid
from datetime import date, timedelta

from takigi.casework.actions import cases
from takigi.casework.actions.cases import Opening
from takigi.casework.policies import ENTRUSTED_CLASSES
from takigi.casework.rules.states import CaseState, MoveReason, Route
from takigi.people.actions.consents import ConsentWords, record_consent
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from tests.worlds import Role, World

S = CaseState
NO_SCOPE = ConsentScope()
# One way to each state, for tests that need a case standing there.
USUAL_WAY = (
    S.CERTIFIED,
    S.VISIT_SCHEDULED,
    S.ASSESSED,
    S.GOAL_PROPOSED,
    S.GOAL_AGREED,
    S.PLAN_ACTIVE,
    S.SERVICE_ACTIVE,
    S.END_ASSESSED,
    S.GRADUATED,
    S.FOLLOW_UP,
    S.CLOSED,
)


def open_case(
    world: World,
    person_id: uuid.UUID,
    *,
    role: Role = Role.EAST_NURSE,
    agency: str = "east",
    state: CaseState = S.INQUIRY,
    days_ago: int = 0,
    **more: object,
) -> uuid.UUID:
    """A case of the role's centre, opened so many days ago."""
    viewer = world.viewer(role)
    opening = Opening(
        person_id=person_id,
        agency_id=world.agency_ids[agency],
        route=more.pop("route", Route.WINDOW),
        opened_on=viewer.on - timedelta(days=days_ago),
        state=state,
        **more,
    )
    return cases.open_case(by=viewer, opening=opening)


def bring_to(
    world: World, case_id: uuid.UUID, state: CaseState, *, on: date | None = None, role=Role.EAST_NURSE
) -> None:
    """Walk a case that was opened at 認定済み along the usual way to the state, all on one day."""
    viewer = world.viewer(role)
    for step in USUAL_WAY[1 : USUAL_WAY.index(state) + 1]:
        reason = MoveReason.NO_NEED if step is S.CLOSED else MoveReason.USUAL
        cases.move_case(by=viewer, case_id=case_id, to=step, on=on or viewer.on, reason=reason)


def consent_to_share(world: World, person_id: uuid.UUID, *, agency: str = "west") -> None:
    """The person is asked, and agrees that an office may see what it needs to make the plan."""
    scope = ConsentScope(frozenset({world.agency_ids[agency]}), frozenset(one.value for one in ENTRUSTED_CLASSES))
    say_about_sharing(world, person_id, ConsentState.ASKED)
    say_about_sharing(world, person_id, ConsentState.GRANTED, scope=scope)


def say_about_sharing(
    world: World, person_id: uuid.UUID, state: ConsentState, *, scope: ConsentScope = NO_SCOPE
) -> None:
    """One step of the person's consent to sharing, as a nurse of the centre hears it."""
    nurse = world.viewer(Role.EAST_NURSE)
    words = ConsentWords(nurse.on, ConsentMethod.SIGNATURE, scope=scope)
    record_consent(by=nurse, person_id=person_id, purpose=ConsentPurpose.SHARING, state=state, words=words)
