"""その日の報告: what a story's pages say today, and what today's reading of a past day says, in the same words side by side."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from takigi.access.grounds import Viewer
from takigi.logic_models.queries.believed import theory_believed_on
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.measures import UseCard, uses_of
from takigi.logic_models.queries.signs import SignRow, signs_board
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.queries.wood import FactLine, wood_pile
from takigi.logic_models.rules.outline_writing import write_outline


def told_today(viewer: Viewer, story_id: uuid.UUID) -> dict[str, Any]:
    """What a report of the viewer's day says: the theory, the facts piled up, the signs, the targets and what was learnt."""
    shown = story_page(viewer, story_id)
    pile, board, learning = wood_pile(viewer, story_id), signs_board(viewer, story_id), learning_of(viewer, story_id)
    return {
        "theory": write_outline(shown.theory),
        "version": (shown.version.number, shown.version.approval, shown.head.state),
        "facts": _facts(pile.facts),
        "readings": [(one.text, one.about) for one in pile.readings],
        "signs": _signs(board.rows),
        "targets": _targets(uses_of(viewer, story_id)),
        "reflections": [one.saw for one in learning.reflections],
        "decisions": [(one.kind, one.basis) for one in learning.decisions],
        "claims": [one.text for one in learning.claims],
    }


def believed(viewer: Viewer, story_id: uuid.UUID, on: date) -> dict[str, Any]:
    """The same of a past day, read by a viewer of a later one."""
    then = theory_believed_on(viewer, story_id, on)
    return {
        "theory": write_outline(then.theory),
        "version": (then.version.number, then.approval, then.state),
        "facts": _facts(then.facts),
        "readings": [(one.text, one.about) for one in then.readings],
        "signs": _signs(then.signs),
        "targets": _targets(then.uses),
        "reflections": [one.saw for one in then.reflections],
        "decisions": [(one.kind, one.basis) for one in then.decisions],
        "claims": [one.text for one in then.claims],
    }


def _facts(facts: Iterable[FactLine]) -> list[Any]:
    return [(one.text, one.replaced_by is None) for one in facts]


def _signs(rows: Iterable[SignRow]) -> list[Any]:
    return [(one.row.key, one.standing.state, one.standing.voices) for one in rows]


def _targets(uses: Iterable[UseCard]) -> list[Any]:
    return [
        (use.name, use.ended_on is None, use.baseline, [(one.value, one.note) for one in use.targets_in_force])
        for use in uses
    ]
