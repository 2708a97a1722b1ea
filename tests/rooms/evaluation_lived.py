"""試験の評価の町: people with cases, visits, goals and checklists, made through actions, with words that must never leave."""

import uuid
from datetime import timedelta

from takigi.casework.actions import checklists, goals, notes
from takigi.casework.actions.goals import GoalWords
from takigi.casework.actions.notes import NoteWords
from takigi.casework.rules.states import CaseState
from takigi.casework.rules.words import NoteKind
from takigi.evaluation.actions.snapshots import renew_ground
from takigi.evaluation.queries.standing import standing
from takigi.indicators.breakdowns import possible_for
from takigi.indicators.catalogue import all_indicators
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.indicators.periods import Periods, months
from takigi.instruments.timepoints import Timepoint
from tests.casework_made import open_case
from tests.checklists_made import answers
from tests.visits_made import confirm_made_visit
from tests.worlds import Role, World

SECRET = "ひみつのことば"  # a word to be looked for, not a password


def live(world: World, register, *, name: str = f"{SECRET}　ハナ", visited: bool = True) -> tuple[uuid.UUID, uuid.UUID]:
    """Somebody with a case, a visit of today, an agreed goal, a checklist and a note; person and case."""
    nurse = world.viewer(Role.EAST_NURSE)
    person = register(name=name)
    case_id = open_case(world, person, state=CaseState.CERTIFIED, days_ago=20, reason_text=SECRET, cause_code="joint")
    if visited:
        confirm_made_visit(world, case_id)
        (goal,) = goals.write_goals(
            by=nurse, case_id=case_id, goals=[GoalWords(SECRET, graduation=SECRET)], on=nurse.on
        )
        goals.agree_goals(by=nurse, case_id=case_id, agreed_on=nurse.on, parties=["person", "centre"])
        goals.rate_goal(by=nurse, goal_id=goal, timepoint=Timepoint.T0, on=nurse.on, performance=2, satisfaction=3)
    checklists.record_checklist(by=nurse, case_id=case_id, answers=answers(nurse.on - timedelta(days=3)))
    notes.write_note(by=nurse, case_id=case_id, words=NoteWords(nurse.on, NoteKind.PHONE, SECRET, minutes=20))
    return person, case_id


def this_year(world: World) -> Periods:
    """The months of the last year, this one the last."""
    on = world.viewer(Role.PLANNER).on
    return months(on - timedelta(days=330), on)


def gathered(world: World) -> int:
    """The facts of the town, gathered now."""
    return renew_ground(municipality_id=world.municipality_id, at=world.viewer(Role.PLANNER).at)


def told_now(world: World, *, role: Role = Role.PLANNER, by=(), keys=None):
    """The whole catalogue as it stands, told to somebody; by a breakdown, whatever of it can be split so."""
    if keys is None and by:
        wanted = {one for split in by for one in (split if isinstance(split, tuple) else (split,))}
        keys = [one.key for one in all_indicators() if wanted <= set(possible_for(one, ALL))]
    return standing(world.viewer(role), keys, periods=this_year(world), by=by)
