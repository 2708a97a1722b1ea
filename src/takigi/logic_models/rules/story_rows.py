"""課題解決ストーリーの行: a theory read as the template's rows, one block for each audience, one strand for each activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Cause,
    CurrentState,
    IdealState,
    Issue,
    Node,
    Outcome,
    Output,
    audiences_of,
)
from takigi.logic_models.rules.picture import only_scheduled
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import OutcomeLevel

OneKind = TypeVar("OneKind", bound=Node)


@dataclass(frozen=True)
class Strand:
    """ひとすじ: an activity and what the arrows lead to in its own row; without an activity, what no activity leads to."""

    activity: Activity | None = None
    outputs: tuple[Output, ...] = ()
    initial: tuple[Outcome, ...] = ()
    intermediate: tuple[Outcome, ...] = ()
    long_term: tuple[Outcome, ...] = ()

    @property
    def height(self) -> int:
        """How many rows it takes with one box in each cell."""
        return max(1, len(self.outputs), len(self.initial), len(self.intermediate), len(self.long_term))


@dataclass(frozen=True)
class Block:
    """誰にの行: everything that stands in one audience's row; `audience` is None for what is shared (【共通】)."""

    audience: Audience | None
    current: tuple[CurrentState, ...] = ()
    issues: tuple[Issue, ...] = ()
    causes: tuple[Cause, ...] = ()
    strands: tuple[Strand, ...] = ()
    ideals: tuple[IdealState, ...] = ()

    @property
    def hypotheses(self) -> tuple[CurrentState | Issue | Cause, ...]:
        """現状, 課題, 真因 in the template's order."""
        return (*self.current, *self.issues, *self.causes)

    @property
    def why_tree(self) -> list[Any]:
        """なぜの木 in words: beneath each 現状 what explains it, as nested lists (`unordered_list` draws them)."""
        return _why_tree(self.current, self.causes)


def blocks_of(theory: Theory) -> tuple[Block, ...]:
    """The shared block, if there is anything shared, then one for each audience. Every box of the template stands in exactly one."""
    known = {one.key for one in theory.of(Audience)}
    left_out = only_scheduled(theory)
    rows: dict[str, list[Node]] = {"": [], **{key: [] for key in known}}
    for node in theory.nodes:
        if node.key not in left_out and not isinstance(node, Audience):
            rows[_row_of(node, known)].append(node)
    blocks = [_block(None, rows[""], theory)]
    blocks += [_block(one, rows[one.key], theory) for one in theory.of(Audience)]
    return tuple(block for block in blocks if block.audience or block != Block(None))


def _row_of(node: Node, known: set[str]) -> str:
    mine = [key for key in audiences_of(node) if key in known]
    return mine[0] if len(mine) == 1 and not getattr(node, "is_shared", False) else ""


def _block(audience: Audience | None, nodes: list[Node], theory: Theory) -> Block:
    return Block(
        audience=audience,
        current=_kind(nodes, CurrentState),
        issues=_kind(nodes, Issue),
        causes=_kind(nodes, Cause),
        strands=_strands(nodes, theory),
        ideals=_kind(nodes, IdealState),
    )


def _kind(nodes: Iterable[Node], kind: type[OneKind]) -> tuple[OneKind, ...]:
    return tuple(node for node in nodes if isinstance(node, kind))


def _strands(nodes: list[Node], theory: Theory) -> tuple[Strand, ...]:
    on_path = [node for node in nodes if isinstance(node, Activity | Output | Outcome)]
    mine = {node.key for node in on_path}
    placed: set[str] = set()
    strands = []
    for activity in _kind(on_path, Activity):
        reached = _reached(theory, activity.key, mine) - placed
        placed |= reached | {activity.key}
        strands.append(replace(_strand([node for node in on_path if node.key in reached]), activity=activity))
    rest = [node for node in on_path if node.key not in placed]
    return (*strands, _strand(rest)) if rest else tuple(strands)


def _reached(theory: Theory, start: str, mine: set[str]) -> set[str]:
    """What the arrows lead to from an activity without leaving its row and without passing another activity."""
    activities = {one.key for one in theory.of(Activity)}
    found: set[str] = set()
    edge = [start]
    while edge:
        key = edge.pop()
        for link in theory.out_of(key):
            if link.target in mine and link.target not in found | activities:
                found.add(link.target)
                edge.append(link.target)
    return found


def _strand(nodes: list[Activity | Output | Outcome]) -> Strand:
    outcomes = _kind(nodes, Outcome)
    return Strand(
        outputs=_kind(nodes, Output),
        initial=tuple(one for one in outcomes if one.level in (None, OutcomeLevel.INITIAL)),
        intermediate=tuple(one for one in outcomes if one.level is OutcomeLevel.INTERMEDIATE),
        long_term=tuple(one for one in outcomes if one.level is OutcomeLevel.LONG_TERM),
    )


def _why_tree(current: Sequence[CurrentState], causes: Sequence[Cause]) -> list[Any]:
    here = {one.key for one in (*current, *causes)}
    below: dict[str, list[Cause]] = defaultdict(list)
    for one in causes:
        below[one.parent if one.parent in here else ""].append(one)
    placed: set[str] = set()

    def hung(found: Iterable[Cause]) -> list[Any]:
        entries: list[Any] = []
        for one in found:
            if one.key not in placed:
                placed.add(one.key)
                entries += [_cause_words(one), *_beneath(hung(below[one.key]))]
        return entries

    tree = [entry for one in current for entry in (f"現状: {one.text}", *_beneath(hung(below[one.key])))]
    # Causes that explain each other in a circle hang below nothing, and are told all the same.
    return [*tree, *hung(below[""]), *hung(causes)]


def _beneath(entries: list[Any]) -> list[list[Any]]:
    return [entries] if entries else []


def _cause_words(one: Cause) -> str:
    named = ("真因" if one.is_root else "原因") + "【共通】" * one.is_shared
    return f"{named}: {one.text}" + (f"（外した見方。わけ: {one.dropped_reason}）" if one.dropped_reason else "")
