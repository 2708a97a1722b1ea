"""効果発現経路の箱: what can stand in a theory, each with the fields that the programme's template and its slides need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from takigi.logic_models.rules.words import (
    ActivityState,
    AudienceKind,
    BudgetStep,
    CauseKind,
    ChangeKind,
    FactorDirection,
    NodeKind,
    OutcomeLevel,
    Reach,
    ResourceKind,
    VoiceOrigin,
)

# Several lines or several keys; the order is the one in which they were written.
Lines = tuple[str, ...]
Keys = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Node:
    """箱. `key` never changes from version to version; `text` is its heading, `details` the lines beneath it, marks and all."""

    kind: ClassVar[NodeKind]
    # Fields that name other nodes, and the kinds they may name.
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {}

    key: str
    text: str = ""
    details: Lines = ()


@dataclass(frozen=True, kw_only=True)
class Audience(Node):
    """誰に: whom we address, ourselves included. `tactics`: 工夫 that belong to no single activity."""

    kind: ClassVar[NodeKind] = NodeKind.AUDIENCE

    audience_kind: AudienceKind | None = None
    # Whom among them, by age, condition and sex: what a grant asks for.
    layer: str = ""
    is_self: bool = False
    stance_now: str = ""
    stance_hoped: str = ""
    tactics: Lines = ()


@dataclass(frozen=True, kw_only=True)
class CurrentState(Node):
    """現状 of one audience."""

    kind: ClassVar[NodeKind] = NodeKind.CURRENT
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {"audience": (NodeKind.AUDIENCE,)}

    audience: str = ""


@dataclass(frozen=True, kw_only=True)
class Cause(Node):
    """原因, hung below what it explains (なぜの木). `is_shared`: 【共通】, said once for every audience."""

    kind: ClassVar[NodeKind] = NodeKind.CAUSE
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {
        "parent": (NodeKind.CAUSE, NodeKind.CURRENT),
        "audiences": (NodeKind.AUDIENCE,),
    }

    parent: str = ""
    audiences: Keys = ()
    is_shared: bool = False
    is_root: bool = False
    cause_kind: CauseKind | None = None
    reach: Reach | None = None
    # A reason that was given up stays, with why.
    dropped_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Issue(Node):
    """課題: the gap between 現状 and ありたい姿; shared (【共通】) or of some audiences. `priority`: 1 comes first, 0 not said."""

    kind: ClassVar[NodeKind] = NodeKind.ISSUE
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {
        "audiences": (NodeKind.AUDIENCE,),
        "causes": (NodeKind.CAUSE,),
        "ideal_state": (NodeKind.IDEAL,),
    }

    audiences: Keys = ()
    is_shared: bool = False
    causes: Keys = ()
    ideal_state: str = ""
    priority: int = 0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """予定の帯: one piece of a schedule. `written` is what the sheet said (5月中旬～); `is_about`: read from a picture or remembered."""

    text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_about: bool = False
    step: BudgetStep | None = None
    written: str = ""


@dataclass(frozen=True, kw_only=True)
class Activity(Node):
    """どう働きかける: what `actor` does towards `audience`. `tactics`: 具体的方策・工夫."""

    kind: ClassVar[NodeKind] = NodeKind.ACTIVITY
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {
        "audience": (NodeKind.AUDIENCE,),
        "issues": (NodeKind.ISSUE,),
    }

    audience: str = ""
    actor: str = ""
    # The member of the team who answers for it (`Member.key`), so that it is asked again when they leave.
    actor_member: str = ""
    tactics: Lines = ()
    quantity: str = ""
    issues: Keys = ()
    state: ActivityState | None = None
    schedule: tuple[Bar, ...] = ()
    schedule_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Resource(Node):
    """投入: people, money, time, a place or a contract; never mixed up with the audience."""

    kind: ClassVar[NodeKind] = NodeKind.RESOURCE
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {"activities": (NodeKind.ACTIVITY,)}

    resource_kind: ResourceKind | None = None
    amount: str = ""
    budget_line: str = ""
    legal_basis: str = ""
    activities: Keys = ()


@dataclass(frozen=True, kw_only=True)
class Output(Node):
    """直接の結果 (まずどうなって). Which activity it comes from is a link."""

    kind: ClassVar[NodeKind] = NodeKind.OUTPUT
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {"audience": (NodeKind.AUDIENCE,)}

    audience: str = ""
    quantity: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome(Node):
    """何が変わる: a change in somebody. `audience` is the row it stands in, `who_changes` whoever changes if that is another."""

    kind: ClassVar[NodeKind] = NodeKind.OUTCOME
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {"audience": (NodeKind.AUDIENCE,)}

    audience: str = ""
    level: OutcomeLevel | None = None
    who_changes: str = ""
    change_kind: ChangeKind | None = None
    voice: str = ""
    expected_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class IdealState(Node):
    """ありたい姿・インパクト: one shared node, printed on the rows of `audiences` (empty: on all)."""

    kind: ClassVar[NodeKind] = NodeKind.IDEAL
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {"audiences": (NodeKind.AUDIENCE,)}

    subject: str = ""
    steps: Lines = ()
    horizon: str = ""
    audiences: Keys = ()


@dataclass(frozen=True, kw_only=True)
class ExternalFactor(Node):
    """外からの影響: what helps or hinders although nobody here does it."""

    kind: ClassVar[NodeKind] = NodeKind.FACTOR

    direction: FactorDirection | None = None
    watch_how: str = ""


@dataclass(frozen=True, kw_only=True)
class Monitoring(Node):
    """モニタリング: how a hoped-for change is looked for. `text` is the method; several outcomes may share a row."""

    kind: ClassVar[NodeKind] = NodeKind.MONITORING
    refers: ClassVar[dict[str, tuple[NodeKind, ...]]] = {
        "audience": (NodeKind.AUDIENCE,),
        "outcomes": (NodeKind.OUTCOME,),
    }

    audience: str = ""
    outcomes: Keys = ()
    sign: str = ""
    who: str = ""
    who_member: str = ""
    next_check_on: date | None = None
    every: str = ""
    record_where: str = ""
    go_sign: str = ""
    rethink_sign: str = ""
    # Whose records bring voices by themselves; a person still confirms each.
    fed_by: tuple[VoiceOrigin, ...] = ()


NODE_TYPES: tuple[type[Node], ...] = (
    CurrentState,
    Cause,
    Issue,
    Audience,
    Resource,
    Activity,
    Output,
    Outcome,
    IdealState,
    ExternalFactor,
    Monitoring,
)
NODE_TYPE: dict[NodeKind, type[Node]] = {one.kind: one for one in NODE_TYPES}
# The boxes that arrows join.
ON_THE_PATH = frozenset({NodeKind.ACTIVITY, NodeKind.OUTPUT, NodeKind.OUTCOME, NodeKind.IDEAL})


def keys_in(node: Node) -> list[tuple[str, str]]:
    """Every other node that this one names: field and key, in the order of the fields.

    >>> keys_in(Activity(key="a1", audience="p1", issues=("i1", "i2")))
    [('audience', 'p1'), ('issues', 'i1'), ('issues', 'i2')]
    """
    found: list[tuple[str, str]] = []
    for name in node.refers:
        value = getattr(node, name)
        found += [(name, key) for key in ((value,) if isinstance(value, str) else value) if key]
    return found


def audiences_of(node: Node) -> Keys:
    """The rows that the node stands in; none for what is shared by all."""
    one = getattr(node, "audience", "")
    if isinstance(one, str) and one:
        return (one,)
    several = getattr(node, "audiences", ())
    return (node.key,) if isinstance(node, Audience) else tuple(several)
