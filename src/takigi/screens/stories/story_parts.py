"""ストーリーのページの身じたく: picture, nested list, what wants an answer, and the ways to write."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.layered_figure import LayeredFigure
from takigi.logic_models.queries.measures import UseCard
from takigi.logic_models.queries.signs import SignsBoard
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.learning import UseRole
from takigi.logic_models.rules.nodes import Node
from takigi.logic_models.rules.picture import Dressing, picture_of
from takigi.logic_models.rules.signs import SignState
from takigi.logic_models.rules.story_rows import blocks_of
from takigi.screens.stories.arrow_readings import arrow_readings
from takigi.screens.stories.counted import StoryNumbers
from takigi.screens.stories.desk import head_parts, version_tag

# More would make the box a list; all of them stand on the page of the indicators.
NUMBERS_IN_A_BOX = 2
SIGNS_TOLD = (SignState.SEEN, SignState.BEGINNING, SignState.NOT_YET, SignState.SILENT)


def dress_story(viewer: Viewer, page: StoryPage, signs: SignsBoard, *, is_counted: bool) -> dict[str, Any]:
    """The page. Every box opens its own page; what is known of it now stands in it. `is_counted`: numbers come after it."""
    story_id = page.head.story_id
    return head_parts(viewer, page.head) | {
        "page": page,
        "action": _write(page) if page.may_write else "",
        "version": version_tag(page.version),
        "figure": figure_of(page, signs),
        "counted_url": reverse("story_counted", args=[story_id]) if is_counted and page.theory.nodes else "",
        "blocks": blocks_of(page.theory),
        "signs": [(state.label, len(signs.of(state))) for state in SIGNS_TOLD],
        "waiting": len(signs.waiting),
        "unfinished": _unfinished(page) if page.may_write else [],
        "round": [(node.text, reverse("story_box", args=[story_id, node.key])) for node in _coming_round(page)],
    }


def _unfinished(page: StoryPage) -> list[tuple[str, str]]:
    """What keeps the version from being agreed upon, each with where it is put right."""
    story_id, here = page.head.story_id, {node.key for node in page.theory.nodes}
    links = {link.key for link in page.theory.links}
    told = []
    for fault in page.faults:
        if fault.of in here:
            url = reverse("story_box", args=[story_id, fault.of])
        elif fault.of in links:
            url = reverse("story_link", args=[story_id, fault.of])
        else:
            url = reverse("story_outline", args=[story_id])
        told.append((fault.said, url))
    return told


def _coming_round(page: StoryPage) -> list[Node]:
    """The boxes of arrows that lead back to where they began: told to whoever writes, for it may be a slip of the hand."""
    round_and_round = {one.of for one in page.circles} if page.may_write else set()
    return [node for node in page.theory.nodes if node.key in round_and_round]


def _write(page: StoryPage) -> ButtonLink:
    return ButtonLink(
        "書く（字下げの文）", reverse("story_outline", args=[page.head.story_id]), ButtonKind.PRIMARY, icon="plus"
    )


def figure_of(
    page: StoryPage, signs: SignsBoard, uses: Sequence[UseCard] = (), numbers: StoryNumbers | None = None
) -> LayeredFigure | str:
    """The picture; with `numbers`, this year's at the boxes and what the records say at the arrows."""
    if not page.theory.nodes:
        return ""
    story_id = page.head.story_id
    dressing = Dressing(
        opens=lambda key: reverse("story_link" if key.startswith("l") else "story_box", args=[story_id, key]),
        notes=notes_of(page, signs, uses, numbers.now if numbers else {}),
        said={key: one.said for key, one in arrow_readings(page.theory, numbers).items()} if numbers else {},
    )
    return LayeredFigure(picture_of(page.theory, dressing))


def notes_of(
    page: StoryPage, signs: SignsBoard, uses: Sequence[UseCard] = (), now: Mapping[str, str] = MappingProxyType({})
) -> dict[str, tuple[str, ...]]:
    """What is known of a box now: this year's numbers, its sign, and questions that wait for an answer."""
    notes: dict[str, tuple[str, ...]] = {}
    of_box: dict[str, list[UseCard]] = {}
    for use in uses:
        if use.ended_on is None and now.get(use.indicator):
            of_box.setdefault(use.node, []).append(use)
    for node, counted in of_box.items():
        # What the team hopes for comes before what it only watches.
        shown = sorted(counted, key=lambda use: use.role is UseRole.WATCH)[:NUMBERS_IN_A_BOX]
        for use in shown:
            # A box is narrow: the count with what it is out of; share and waiting ones stand on the page of the indicator.
            name = (use.name,) if len(counted) > 1 else ()
            notes[node] = (*notes.get(node, ()), *name, f"いま {now[use.indicator].partition('（')[0]}")
        if len(counted) > len(shown):
            notes[node] = (*notes[node], f"ほか {len(counted) - len(shown)}つの指標")
    for row in signs.rows:
        said = f"兆し {row.standing.state.label}"
        for key in row.row.outcomes:
            notes[key] = (*notes.get(key, ()), said)
    for key, count in page.asked.items():
        notes[key] = (*notes.get(key, ()), f"問い返し {count}件")
    return notes
