"""箱のページ: one box with all that is known of it: its words, arrows, sign, numbers and questions."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.signs import signs_board
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.queries.wood import wood_pile
from takigi.logic_models.rules.document import types_of
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import ON_THE_PATH, Node
from takigi.logic_models.rules.theory import Dropped, Link
from takigi.logic_models.rules.words import NodeKind
from takigi.screens.render import render_screen
from takigi.screens.stories.about import box_url
from takigi.screens.stories.box_words import box_name_of, in_words, named
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.differing import dress_differing
from takigi.screens.stories.wood_page import readings_told

# What usually follows a box; anything else can be joined by an arrow.
FOLLOWS = {
    NodeKind.ACTIVITY: (NodeKind.OUTPUT, NodeKind.OUTCOME),
    NodeKind.OUTPUT: (NodeKind.OUTCOME,),
    NodeKind.OUTCOME: (NodeKind.OUTCOME, NodeKind.IDEAL),
}


@require_safe
def story_box(request: Any, story_id: uuid.UUID, key: str) -> HttpResponse:
    """One box. A box that was taken out says why, and can be taken back."""
    page = story_page(request.viewer, story_id)
    node = page.theory.node(key)
    if node is None:
        gone = next((one for one in page.theory.dropped if one.key == key), None)
        if gone is None:
            raise Http404
        return render_screen(request, "stories/box_gone.html", _gone(request.viewer, page, gone))
    return render_screen(request, "stories/box.html", _dress(request.viewer, page, node))


def _gone(viewer: Viewer, page: StoryPage, gone: Dropped) -> dict[str, Any]:
    return head_parts(viewer, page.head) | {
        "gone": gone,
        "facts": box_facts(page, gone.node),
        "may_write": page.may_write,
        "based": page.version.based_on,
    }


def _dress(viewer: Viewer, page: StoryPage, node: Node) -> dict[str, Any]:
    story_id, key, theory = page.head.story_id, node.key, page.theory
    signs = signs_board(viewer, story_id).rows
    into, out_of = theory.into(key), theory.out_of(key)
    arrows = [link.key for link in (*into, *out_of)]
    write = ButtonLink("箱に書く", reverse("story_box_write", args=[story_id, key]), ButtonKind.PRIMARY)
    return head_parts(viewer, page.head) | {
        "node": node,
        "version": version_tag(page.version),
        "action": write if page.may_write else "",
        "may_write": page.may_write,
        "based": page.version.based_on,
        "box_key": key,
        "facts": box_facts(page, node),
        "differing": dress_differing(page, key, *arrows),
        "faults": [fault.said for fault in page.faults if fault.of == key],
        "on_the_path": node.kind in ON_THE_PATH,
        "arrows": [("ここへ来る矢印", _arrows(page, into)), ("ここから出る矢印", _arrows(page, out_of))],
        "signs": [one for one in signs if key in (*one.row.outcomes, one.row.key)],
        "signs_url": reverse("signs", args=[story_id]),
        "uses": [use for use in uses_of(viewer, story_id) if use.node == key and use.ended_on is None],
        "measures_url": reverse("story_measures", args=[story_id]),
        "readings": readings_told(wood_pile(viewer, story_id), theory, key),
        "comments": learning_of(viewer, story_id).comments_on(key),
        "link_new_url": reverse("story_link_new", args=[story_id]),
        "follows": FOLLOWS.get(node.kind, ()),
    }


def box_facts(page: StoryPage, node: Node) -> DefinitionList | str:
    """What the box says, field by field; what says nothing is left out."""
    names = {member.key: member.name for member in page.members}
    facts = []
    for name in types_of(type(node)):
        value = getattr(node, name)
        if name in ("key", "text"):
            continue
        if name in node.refers:
            words = named(page.theory, value)
        elif name.endswith("_member"):
            words = names.get(value, "")
        else:
            words = in_words(page.theory, value, names)
        if words:
            facts.append(Fact(FIELD_LABELS[name], words))
    return DefinitionList(tuple(facts)) if facts else ""


def _arrows(page: StoryPage, links: tuple[Link, ...]) -> list[dict[str, Any]]:
    return [
        {
            "link": link,
            "source": (box_name_of(page.theory, link.source), box_url(page, link.source)),
            "target": (box_name_of(page.theory, link.target), box_url(page, link.target)),
            "url": reverse("story_link", args=[page.head.story_id, link.key]),
        }
        for link in links
    ]
