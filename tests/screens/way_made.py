"""試験の道のり: a case brought to a point of its way through actions only, with words written down."""

import uuid
from datetime import timedelta

from takigi.casework.actions import goals, plans
from takigi.casework.actions.cases import move_case
from takigi.casework.actions.goals import GoalWords
from takigi.casework.queries.plans import first_plan
from takigi.casework.rules.goals import GoalField
from takigi.casework.rules.states import CaseState
from tests.casework_made import bring_to, open_case
from tests.screens.people_made import register
from tests.worlds import Role, World

BATH = GoalWords(
    "風呂に自分で入れるようになりたい",
    field=GoalField.BATH,
    graduation="見守りなしで入れたら",
    self_does="毎日、立ち上がりを5回\n手すりの場所をためす",
    family_does="脱衣所で待つ",
    team_does="週1回の通所で浴そうのまたぎを練習",
)


def visited_case(world: World, **more: str) -> uuid.UUID:
    """A case thirty days after its visit."""
    nurse = world.viewer(Role.EAST_NURSE)
    details = {"insured_no": "0012345678", "address": "みどり野市東町1丁目2番地3"} | more
    case_id = open_case(world, register(world, **details), state=CaseState.CERTIFIED, days_ago=40)
    bring_to(world, case_id, CaseState.ASSESSED, on=nurse.on - timedelta(days=30))
    return case_id


def agreed_case(world: World, **more: str) -> uuid.UUID:
    """A case whose goal was agreed 28 days ago."""
    nurse, case_id = world.viewer(Role.EAST_NURSE), visited_case(world, **more)
    goals.write_goals(by=nurse, case_id=case_id, goals=[BATH], on=nurse.on - timedelta(days=29))
    parties = ["person", "family", "therapist"]
    goals.agree_goals(by=nurse, case_id=case_id, agreed_on=nurse.on - timedelta(days=28), parties=parties)
    return case_id


def drafted_case(world: World, **more: str) -> tuple[uuid.UUID, uuid.UUID]:
    """A case with the draft of its first plan."""
    nurse, case_id = world.viewer(Role.EAST_NURSE), agreed_case(world, **more)
    sheet = first_plan(nurse, case_id)
    on = nurse.on - timedelta(days=27)
    return case_id, plans.begin_plan(by=nurse, case_id=case_id, sheet=sheet, on=on)


def planned_case(world: World, **more: str) -> tuple[uuid.UUID, uuid.UUID]:
    """A case whose plan is in force since 26 days."""
    nurse = world.viewer(Role.EAST_NURSE)
    case_id, plan_id = drafted_case(world, **more)
    plans.agree_plan(
        by=nurse,
        plan_id=plan_id,
        consented_on=nurse.on - timedelta(days=26),
        consented_by="山田 ハナ",
        service_start_on=nurse.on - timedelta(days=25),
        evaluation_ends_on=nurse.on + timedelta(days=60),
    )
    return case_id, plan_id


def graduated_case(world: World, **more: str) -> uuid.UUID:
    """A case that has just graduated."""
    case_id, _ = planned_case(world, **more)
    nurse = world.viewer(Role.EAST_NURSE)
    for state in (CaseState.SERVICE_ACTIVE, CaseState.END_ASSESSED, CaseState.GRADUATED):
        move_case(by=nurse, case_id=case_id, to=state, on=nurse.on)
    return case_id
