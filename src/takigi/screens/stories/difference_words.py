"""ちがいの言葉: what is different between two theories, a sentence for each box and arrow."""

from collections.abc import Iterator

from takigi.logic_models.rules.differences import Difference
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.theory import Link, Theory


def difference_words(told: Difference, before: Theory, after: Theory) -> list[str]:
    """What comes, what goes and what reads otherwise."""
    return [*_boxes(told), *_arrows(told, before, after)]


def _boxes(told: Difference) -> Iterator[str]:
    if told.title:
        yield f"題が「{told.title.before}」から「{told.title.after}」に変わります。"
    for one in told.nodes_added:
        yield f"増える: {one.kind.label}「{one.text}」"
    for one in told.nodes_removed:
        yield f"なくなる: {one.kind.label}「{one.text}」"
    for change in told.nodes_changed:
        fields = "、".join(FIELD_LABELS.get(field.field, field.field) for field in change.fields)
        yield f"変わる: {change.after.kind.label}「{change.after.text}」（{fields}）"


def _arrows(told: Difference, before: Theory, after: Theory) -> Iterator[str]:
    for one in told.links_added:
        yield f"増える矢印: {_ends(one, after)}"
    for one in told.links_removed:
        yield f"なくなる矢印: {_ends(one, before)}"
    for change in told.links_changed:
        fields = "、".join(FIELD_LABELS.get(field.field, field.field) for field in change.fields)
        yield f"変わる矢印: {_ends(change.after, after)}（{fields}）"


def _ends(link: Link, theory: Theory) -> str:
    ends = [theory.node(key) for key in (link.source, link.target)]
    return " → ".join(end.text if end else "（まだない箱）" for end in ends)
