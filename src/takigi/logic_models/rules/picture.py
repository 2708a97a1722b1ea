"""効果発現経路の図: a theory told as columns, bands and arrows, for the room of charts to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from takigi.charts.layered_graph import Arrow, LayeredGraph, Look, Node, Stroke
from takigi.logic_models.rules import nodes as boxes
from takigi.logic_models.rules.arrows import ArrowSaid, ArrowSays
from takigi.logic_models.rules.theory import Link, Theory, by_key
from takigi.logic_models.rules.words import ActivityState, Importance, LinkStatus, LinkStrength, OutcomeLevel, quoted

COLUMNS = (
    "課題・真因\n【共通】",
    "課題仮説\n現状・課題・真因",
    "誰に",
    "どう働きかける",
    "まずどうなって\n【直接の結果】",
    "何が変わる\n（初期）",
    "何が変わる\n（中間）",
    "何が変わる\n（長期）",
    "ありたい姿",
)
SHARED, HYPOTHESIS, AUDIENCE, ACTIVITY, OUTPUT, FIRST_OUTCOME, IDEAL = 0, 1, 2, 3, 4, 5, 8
LEVELS = {OutcomeLevel.INITIAL: 0, OutcomeLevel.INTERMEDIATE: 1, OutcomeLevel.LONG_TERM: 2}
STROKES = {
    LinkStatus.HYPOTHESIS: Stroke.DOTTED,
    LinkStatus.TESTING: Stroke.DASHED,
    LinkStatus.SUPPORTED: Stroke.SOLID,
    LinkStatus.WEAK: Stroke.PALE,
    LinkStatus.DENIED: Stroke.CROSSED,
}
NOT_RUNNING = frozenset({ActivityState.IDEA, ActivityState.PAUSED, ActivityState.STOPPED})

# One sign each: what the records say, beside what the team believes (the stroke).
BADGES = {ArrowSays.SUPPORTED: "◎", ArrowSays.NOT_YET: "？", ArrowSays.WEAK: "△"}

Address = Callable[[str], str]


def nowhere(key: str) -> str:
    """An address that opens nothing: for paper."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Dressing:
    """What a page adds to the theory: where a box or an arrow opens, and what is known of a box now (いま 3件, 11月30日現在)."""

    opens: Address = nowhere
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # What the records say of an arrow, by its key.
    said: Mapping[str, ArrowSaid] = field(default_factory=dict)


def picture_of(theory: Theory, dressing: Dressing | None = None) -> LayeredGraph:
    """The theory as a picture: one band for each audience, shared causes and ideal states beside all of them.

    Boxes that are not on the path (投入, 外からの影響, モニタリング) have no place in it, nor has what is only a line of the
    schedule: no audience, no arrow.
    """
    worn = dressing or Dressing()
    bands = {one.key: number for number, one in enumerate(theory.of(boxes.Audience))}
    left_out = only_scheduled(theory)
    drawn = [_placed(node, theory, bands, worn) for node in theory.nodes if node.key not in left_out]
    return LayeredGraph(
        badges=tuple((BADGES[one], one.label) for one in ArrowSays) if worn.said else (),
        title=theory.title or "課題解決ストーリー",
        description=_description(theory),
        columns=COLUMNS,
        bands=tuple(one.text for one in theory.of(boxes.Audience)),
        nodes=tuple(node for node in drawn if node),
        arrows=(*_bonds(theory), *(_arrow(link, theory, worn) for link in theory.links)),
        key=tuple((STROKES[status], status.label) for status in LinkStatus),
    )


def only_scheduled(theory: Theory) -> frozenset[str]:
    """実施項目 that are towards nobody and lead nowhere: they stand in the schedule, not in the picture."""
    joined = {key for link in theory.links for key in (link.source, link.target)}
    return frozenset(
        one.key
        for one in theory.of(boxes.Activity)
        if (one.schedule or one.schedule_note) and not one.audience and one.key not in joined
    )


def _placed(node: boxes.Node, theory: Theory, bands: Mapping[str, int], worn: Dressing) -> Node | None:
    rows = [bands[key] for key in boxes.audiences_of(node) if key in bands]
    is_shared = bool(getattr(node, "is_shared", False)) or len(rows) != 1
    column = _column(node, is_shared=is_shared)
    if column is None:
        return None
    return Node(
        key=node.key,
        column=column,
        band=None if is_shared else rows[0],
        words=node.text or "（まだ書かれていません）",
        tag=_tag(node, is_shared=is_shared),
        notes=(*_own_notes(node), *worn.notes.get(node.key, ())),
        look=_look(node),
        href=worn.opens(node.key),
    )


def _column(node: boxes.Node, *, is_shared: bool) -> int | None:
    match node:
        case boxes.Outcome():
            return FIRST_OUTCOME + (LEVELS[node.level] if node.level else 0)
        case boxes.CurrentState() | boxes.Cause() | boxes.Issue():
            return SHARED if is_shared and not isinstance(node, boxes.CurrentState) else HYPOTHESIS
        case boxes.Audience():
            return AUDIENCE
        case boxes.Activity():
            return ACTIVITY
        case boxes.Output():
            return OUTPUT
        case boxes.IdealState():
            return IDEAL
    return None


def _tag(node: boxes.Node, *, is_shared: bool) -> str:
    match node:
        case boxes.CurrentState():
            return "現状"
        case boxes.Cause():
            return ("真因" if node.is_root else "原因") + "【共通】" * node.is_shared
        case boxes.Issue():
            return "課題" + "【共通】" * node.is_shared
        case boxes.Audience():
            return "自分たち" * (node.is_self and node.text != "自分たち")
        case boxes.Activity():
            return node.state.label if node.state else ""
        case boxes.Outcome():
            return node.who_changes
        case boxes.IdealState():
            return node.subject
    return ""


def _own_notes(node: boxes.Node) -> tuple[str, ...]:
    match node:
        case boxes.Activity() | boxes.Output() if node.quantity:
            return (node.quantity,)
        case boxes.Outcome() if node.voice and node.voice not in node.text:
            return (f"「{node.voice.strip('「」')}」",)
        case boxes.Cause() if node.dropped_reason:
            return (f"外した理由: {node.dropped_reason}",)
    return ()


def _look(node: boxes.Node) -> Look:
    match node:
        case boxes.Activity() if node.state in NOT_RUNNING:
            return Look.DASHED
        case boxes.Cause() if node.dropped_reason:
            return Look.DASHED
        case boxes.Audience() if node.is_self:
            return Look.STRONG
        case boxes.IdealState():
            return Look.STRONG
        case boxes.Audience() | boxes.CurrentState() | boxes.Cause() | boxes.Issue():
            return Look.SHADED
    return Look.PLAIN


def _bonds(theory: Theory) -> tuple[Arrow, ...]:
    """What the row of the template says without an arrow: this audience, and what is done towards it."""
    return tuple(
        Arrow(start=one.audience, end=one.key, stroke=Stroke.BOND) for one in theory.of(boxes.Activity) if one.audience
    )


def _arrow(link: Link, theory: Theory, worn: Dressing) -> Arrow:
    said = worn.said.get(link.key)
    return Arrow(
        start=link.source,
        end=link.target,
        stroke=STROKES[link.status],
        is_strong=link.importance is Importance.KEY,
        told=told(link, theory) + (f"記録: {said.says.label}。{said.because}" if said else ""),
        href=worn.opens(link.key),
        badge=BADGES[said.says] if said else "",
    )


def told(link: Link, theory: Theory) -> str:
    """An arrow as a sentence, for who listens and for lists."""
    named = by_key(theory)
    source, target = (named[key].text if key in named else "なくなった箱" for key in (link.source, link.target))
    rests = "" if link.strength is LinkStrength.UNVERIFIED else f"（よりどころ: {link.strength.label}）"
    why = f"なぜなら、{link.mechanism}" if link.mechanism else "なぜそうなるかは、まだ書かれていません"
    return f"{quoted(source)}から{quoted(target)}へ: {link.status.label}{rests}。{why.rstrip('。')}。"


def _description(theory: Theory) -> str:
    """How many of what, and where the same can be read as words."""
    counted = Counter(link.status for link in theory.links)
    states = "、".join(f"{status.label} {counted[status]}本" for status in LinkStatus if counted[status])
    arrows = f"矢印は{len(theory.links)}本（{states}）です。" if theory.links else "矢印はまだありません。"
    scheduled = len(only_scheduled(theory))
    beside = f"予定だけの項目が{scheduled}件あり、この図にはありません。" if scheduled else ""
    return (
        f"働きかける相手は{len(theory.of(boxes.Audience))}、働きかけは{len(theory.of(boxes.Activity))}、"
        f"変化は{len(theory.of(boxes.Outcome))}です。{arrows}{beside}"
    )
