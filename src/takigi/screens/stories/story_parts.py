"""ストーリーのページの身じたく: picture, nested list, what wants an answer, and the ways to write."""

from typing import Any

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.layered_figure import LayeredFigure
from takigi.logic_models.queries.signs import SignsBoard
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.picture import Dressing, picture_of
from takigi.logic_models.rules.signs import SignState
from takigi.logic_models.rules.story_rows import blocks_of
from takigi.screens.addresses import address_of
from takigi.screens.stories.desk import head_parts, version_tag

SIGNS_TOLD = (SignState.SEEN, SignState.BEGINNING, SignState.NOT_YET, SignState.SILENT)


def dress_story(viewer: Viewer, page: StoryPage, signs: SignsBoard) -> dict[str, Any]:
    """The page. Every box opens its own page; what is known of it now stands in it."""
    story_id = page.head.story_id
    notes = notes_of(page, signs)
    dressing = Dressing(opens=lambda key: address_of("story_box", story_id, key), notes=notes)
    return head_parts(viewer, page.head) | {
        "page": page,
        "action": _write(page) if page.may_write else "",
        "version": version_tag(page.version),
        "figure": LayeredFigure(picture_of(page.theory, dressing)) if page.theory.nodes else "",
        "blocks": blocks_of(page.theory),
        "signs": [(state.label, len(signs.of(state))) for state in SIGNS_TOLD],
        "waiting": len(signs.waiting),
    }


def _write(page: StoryPage) -> ButtonLink:
    return ButtonLink(
        "書く（字下げの文）", address_of("story_outline", page.head.story_id), ButtonKind.PRIMARY, icon="plus"
    )


def notes_of(page: StoryPage, signs: SignsBoard) -> dict[str, tuple[str, ...]]:
    """What is known of a box now: its sign, and questions that wait for an answer."""
    notes: dict[str, tuple[str, ...]] = {}
    for row in signs.rows:
        said = f"兆し {row.standing.state.label}"
        for key in row.row.outcomes:
            notes[key] = (*notes.get(key, ()), said)
    for key, count in page.asked.items():
        notes[key] = (*notes.get(key, ()), f"問い返し {count}件")
    return notes
