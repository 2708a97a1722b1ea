"""下書きのところ: what keeps a theory from being agreed upon. It may be kept as long as one likes; nothing of it is lost."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.logic_models.rules.nodes import ON_THE_PATH, Activity, Node, Outcome, Output, keys_in
from takigi.logic_models.rules.theory import Theory, by_key, reaches


@dataclass(frozen=True)
class Fault:
    """One place that is unfinished: which box or arrow, and in words."""

    of: str
    said: str


def _name(node: Node) -> str:
    return f"{node.kind.label}「{node.text}」" if node.text else f"言葉のない{node.kind.label}"


def faults(theory: Theory) -> tuple[Fault, ...]:
    """Boxes without words or audience, arrows and references that lead nowhere, words without a place."""
    here = by_key(theory)
    found = [Fault(node.key, f"{_name(node)}があります") for node in theory.nodes if not node.text.strip()]
    for node in theory.nodes:
        if isinstance(node, Activity | Output | Outcome) and not node.audience:
            found.append(Fault(node.key, f"{_name(node)}に、だれに（対象）がありません"))
        found += [
            Fault(node.key, f"{_name(node)}の指す先がありません")
            for field, key in keys_in(node)
            if key not in here or here[key].kind not in node.refers[field]
        ]
    for link in theory.links:
        ends = [here.get(key) for key in (link.source, link.target)]
        if any(end is None or end.kind not in ON_THE_PATH for end in ends):
            names = "から".join(_name(end) if end else "見つからない箱" for end in ends)
            found.append(Fault(link.key, f"{names}へのつながりの先がありません"))
    found += [Fault(one.key, f"置き場所の決まらない言葉「{one.text}」があります") for one in theory.loose]
    return tuple(found)


def circles(theory: Theory) -> tuple[Fault, ...]:
    """Arrows that come round. Allowed (what works feeds itself), and said, because a slip of the hand looks the same."""
    here = by_key(theory)
    round_and_round = [key for key in here if key in reaches(theory, key)]
    return tuple(
        Fault(key, f"{_name(here[key])}から始まるつながりが、ひと回りして戻っています") for key in round_and_round
    )
