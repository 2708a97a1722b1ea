"""試験の成功事例: a story of an invented person, written through the room's own action."""

import uuid

from takigi.casework.rules.goals import GoalField
from takigi.people.actions.consents import ConsentWords, record_consent
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from takigi.success_cases.actions import write_success
from takigi.success_cases.rules import SuccessWords
from tests.worlds import Role, World

WORDS = SuccessWords(
    title="骨折のあと、畑に戻った方",
    before="畑でとれた菜を近所に配っていた",
    trigger="足の骨折で入院し、退院したあと外に出なくなった",
    agreed="3か月で、畑まで一人で行って帰る",
    done="週1回の教室を12回。毎朝、庭を一周した",
    helped="菜を待っている人がいたこと",
    after="週に二度、畑に出る",
    goal_field=GoalField.FIELD,
    cause_code="fall_fracture",
)


def written_success(
    world: World, case_id: uuid.UUID, *, words: SuccessWords = WORDS, role: Role = Role.EAST_NURSE
) -> uuid.UUID:
    """A draft of the role's."""
    return write_success(by=world.viewer(role), case_id=case_id, words=words, known_names=())


def consent_to_story(world: World, person_id: uuid.UUID, state: ConsentState = ConsentState.GRANTED) -> None:
    """The person agrees to being told of, or takes it back."""
    nurse = world.viewer(Role.EAST_NURSE)
    scope = ConsentScope(frozenset({world.agency_ids["east"]}), frozenset({"DEID"}))
    words = ConsentWords(
        nurse.on, ConsentMethod.ORAL, "様式1", scope if state is ConsentState.GRANTED else ConsentScope()
    )
    steps = (ConsentState.ASKED, state) if state is ConsentState.GRANTED else (state,)
    for one in steps:
        record_consent(by=nurse, person_id=person_id, purpose=ConsentPurpose.STORY, state=one, words=words)
