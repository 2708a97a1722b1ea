"""何について: a box or an arrow of the theory in words, for lists and for choosing from."""

from collections.abc import Sequence

from django.urls import reverse

from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.nodes import ON_THE_PATH, Cause, Monitoring, Node
from takigi.logic_models.rules.theory import Link, Theory
from takigi.logic_models.rules.words import quoted

WHOLE = ("", "ストーリー全体")
GONE = "なくした箱"


def box_words(node: Node) -> str:
    """初期「…」."""
    kind = "真因" if isinstance(node, Cause) and node.is_root else node.kind.label
    return kind + quoted(node.text)


def arrow_words(link: Link, theory: Theory) -> str:
    """矢印「…」→「…」."""
    ends = (theory.node(link.source), theory.node(link.target))
    return "矢印" + "→".join(quoted(end.text if end else GONE) for end in ends)


def about_words(key: str, theory: Theory) -> str:
    """What a key stands for; one that is in no version any more says so."""
    if not key:
        return WHOLE[1]
    node = theory.node(key)
    if node:
        return box_words(node)
    link = theory.link(key)
    return arrow_words(link, theory) if link else GONE


def about_choices(theory: Theory) -> Sequence[tuple[str, str]]:
    """Every box and every arrow, the boxes on the path first."""
    boxes = sorted(
        (one for one in theory.nodes if not isinstance(one, Monitoring)), key=lambda one: one.kind not in ON_THE_PATH
    )
    return (
        *((one.key, box_words(one)) for one in boxes),
        *((one.key, arrow_words(one, theory)) for one in theory.links),
    )


def box_url(page: StoryPage, key: str) -> str:
    """The page of a box; nothing for an arrow."""
    return reverse("story_box", args=[page.head.story_id, key]) if page.theory.node(key) is not None else ""
