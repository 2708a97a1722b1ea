"""アウトラインに書く: a theory as indented text, each box with its mark, so that what is edited finds its place again."""

from __future__ import annotations

from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import (
    ON_THE_PATH,
    Activity,
    Audience,
    Cause,
    CurrentState,
    IdealState,
    Issue,
    Monitoring,
    Node,
    Outcome,
    Output,
    Resource,
    audiences_of,
)
from takigi.logic_models.rules.outline_values import (
    ARROW,
    DETAIL_MARK,
    LINK_WORD,
    LOOSE_WORD,
    TITLE_WORD,
    attributes,
    escaped,
    implied,
    value_lines,
    word_of,
)
from takigi.logic_models.rules.theory import Link, Theory

STEP = "  "


def write_outline(theory: Theory) -> str:
    """The whole theory as text. `read_outline` with the theory as its base gives back exactly the theory."""
    return "\n".join(_Sheet(theory).lines()) + "\n"


class _Sheet:
    """What is being written: every box once, every arrow once."""

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.placed: set[str] = set()
        self.drawn: set[str] = set()
        self.written: list[str] = []
        self.order: list[str] = []

    def lines(self) -> list[str]:
        theory = self.theory
        if theory.title:
            self.written.append(f"{TITLE_WORD}: {escaped(theory.title)}")
        for ideal in theory.of(IdealState):
            self.put(ideal, 0, None)
        for audience in theory.of(Audience):
            self.put(audience, 0, None)
        for node in theory.nodes:
            self.put(node, 0, None)
        for link in theory.links:
            if link.key not in self.drawn:
                self.written.append(f"{LINK_WORD}: #{link.source} {self.arrow(link)}")
        self.written += [f"{LOOSE_WORD}: {escaped(one.text)} #{one.key}" for one in theory.loose]
        return self.written

    def put(self, node: Node, depth: int, above: Node | None, way: Link | None = None) -> None:
        """One box with all that hangs on it."""
        if node.key in self.placed:
            return
        self.placed.add(node.key)
        self.order.append(node.key)
        self.written.append(f"{STEP * depth}{word_of(node)}: {escaped(node.text)} #{node.key}")
        inner = STEP * (depth + 1)
        if way is not None and way.mechanism:
            self.written.append(f"{inner}{FIELD_LABELS['mechanism']}: {escaped(way.mechanism)}")
        taken = implied(node.kind, above)
        for name, value in attributes(node).items():
            usual = taken.get(name, _default(node, name))
            if value != usual:
                self.written += [f"{inner}{FIELD_LABELS[name]}: {line}" for line in value_lines(node, name, value)]
        self.written += [f"{inner}{DETAIL_MARK}{escaped(line)}" for line in node.details]
        self.hang(node, depth + 1)

    def hang(self, node: Node, depth: int) -> None:
        """What stands under a box: its own, then where its arrows lead."""
        for one in self.theory.nodes:
            if _belongs(one, node):
                self.put(one, depth, node)
        if node.kind in ON_THE_PATH:
            for link in self.theory.out_of(node.key):
                self.follow(link, node, depth)

    def follow(self, link: Link, node: Node, depth: int) -> None:
        if link.key in self.drawn:
            return
        self.drawn.add(link.key)
        target = self.theory.node(link.target)
        near = isinstance(target, Output | Outcome) and audiences_of(target) == audiences_of(node)
        if target is not None and near and target.key not in self.placed:
            self.put(target, depth, node, link)
        else:
            self.written.append(f"{STEP * depth}{self.arrow(link)}")

    def arrow(self, link: Link) -> str:
        return f"{ARROW} #{link.target}" + (f": {escaped(link.mechanism)}" if link.mechanism else "")


def written_order(theory: Theory) -> list[str]:
    """The keys of the boxes in the order in which the outline has them."""
    sheet = _Sheet(theory)
    sheet.lines()
    return sheet.order


def _default(node: Node, name: str) -> object:
    return type(node).__dataclass_fields__[name].default


def _belongs(one: Node, above: Node) -> bool:
    """Whether a box is written under another one (apart from the arrows' ways)."""
    if isinstance(above, Audience):
        return _first_of(one, above)
    if isinstance(above, CurrentState | Cause):
        return isinstance(one, Cause) and one.parent == above.key
    if isinstance(above, Activity):
        return isinstance(one, Resource) and one.activities[:1] == (above.key,)
    if isinstance(above, Outcome):
        return isinstance(one, Monitoring) and one.outcomes == (above.key,)
    return False


def _first_of(one: Node, audience: Audience) -> bool:
    if isinstance(one, Cause):
        return not one.parent and one.audiences[:1] == (audience.key,)
    if isinstance(one, Issue):
        return one.audiences[:1] == (audience.key,)
    if isinstance(one, Monitoring):
        return one.audience == audience.key and len(one.outcomes) != 1
    return isinstance(one, CurrentState | Activity) and one.audience == audience.key
