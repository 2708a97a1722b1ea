"""箱のことば: what a box, an arrow and each of their fields say, for people to read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from takigi.kernel.eras import in_both_eras
from takigi.kernel.labelled import Labelled
from takigi.logic_models.rules.nodes import Bar, Node
from takigi.logic_models.rules.theory import Link, Theory
from takigi.logic_models.rules.words import quoted

WORDLESS = "（言葉はまだない）"
MISSING_BOX = "（まだない箱）"


def box_name(node: Node) -> str:
    """どう働きかける「訪問して聞く」."""
    return node.kind.label + quoted(node.text or WORDLESS)


def box_name_of(theory: Theory, key: str) -> str:
    """The box of a key, also where an arrow leads to nothing yet."""
    node = theory.node(key)
    return box_name(node) if node is not None else MISSING_BOX


def link_name(theory: Theory, link: Link) -> str:
    """From which box to which."""
    return f"{box_name_of(theory, link.source)} → {box_name_of(theory, link.target)}"


def in_words(theory: Theory, value: Any, names: Mapping[str, str]) -> str:
    """One field as people read it; "" when it says nothing. `names`: of the team's members, by their keys."""
    if value in (None, "", (), False, 0):
        return ""
    if value is True:
        return "はい"
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, date):
        return in_both_eras(value)
    if isinstance(value, tuple):
        return "\n".join(in_words(theory, one, names) for one in value)
    if isinstance(value, Bar):
        return value.written or _bar(value)
    return str(value)


def _bar(bar: Bar) -> str:
    days = "〜".join(in_both_eras(day) if day else "" for day in (bar.starts_on, bar.ends_on))
    return " ".join(
        part for part in (bar.text, days if days != "〜" else "", bar.step.label if bar.step else "") if part
    )


def named(theory: Theory, value: Any) -> str:
    """A field that names other boxes."""
    keys = (value,) if isinstance(value, str) else tuple(value)
    return "\n".join(box_name_of(theory, key) for key in keys if key)
