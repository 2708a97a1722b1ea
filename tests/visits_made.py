"""試験の訪問: visits of invented people, written and confirmed through actions only."""

import uuid

from takigi.casework.actions.visit_drafts import save_draft
from takigi.casework.actions.visits import confirm_visit
from takigi.casework.queries.visit_values import next_draft_id
from takigi.casework.rules.visit_merging import Change, read_value
from tests.worlds import Role, World

WORDS = {
    "visited_on": "きょう",
    "visitors": ["nurse", "pt"],
    "present": ["person", "daughter"],
    "onset_kinds": ["fall", "fracture"],
    "onset_on": "9月ころ",
    "before_text": "畑でとれた菜を、近所に配って歩いていた。",
    "lost_kinds": ["field", "bath", "walk"],
    "lost_since": "転んでから",
    "wish_text": "風呂に自分で入りたい",
    "wish_speaker": "person",
    "family_wish_text": "もう転ばないでほしい",
    "family_wish_speaker": "長女",
    "reversible": "high",
    "reversible_reason": "骨はついていて、痛みがない",
    "judged_by": "pt",
    "explained": ["community_c", "gathering", "day_service"],
    "success_case": "同じ骨折から12週で畑に戻った方の話",
    "reaction": "understood_alternative",
    "reaction_words": "そういうやり方もあるんだね",
    "chosen": ["community_c"],
    "next_step": "担当者会議を開く",
    "next_step_on": "1週間後",
}


def write_visit(
    world: World, case_id: uuid.UUID, *, role: Role = Role.EAST_NURSE, editor: str = "made", **words
) -> uuid.UUID:
    """Puts words into the case's draft, all those of an ordinary visit unless some are given; returns the draft."""
    said = words or WORDS
    changes = [Change(name, read_value(name, value), 0, number) for number, (name, value) in enumerate(said.items(), 1)]
    draft_id = next_draft_id(case_id)
    save_draft(by=world.viewer(role), case_id=case_id, draft_id=draft_id, editor=editor, changes=changes)
    return draft_id


def confirm_made_visit(world: World, case_id: uuid.UUID, *, role: Role = Role.EAST_NURSE) -> uuid.UUID:
    """An ordinary visit of today, confirmed."""
    return confirm_visit(by=world.viewer(role), draft_id=write_visit(world, case_id, role=role), accepts_doubts=True)
