"""指標の一覧: many indicators on one page: box by box in a table, each with where it stood, where it is and where it should be."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from takigi.logic_models.queries.measures import UseCard, ValueLine

# With more indicators than this the page opens with a table, and each chart waits until somebody opens it.
MANY = 12


def by_box(cards: Sequence[dict[str, Any]], *, on: date) -> list[dict[str, Any]]:
    """The boxes in the order of the path, each with its cards; nothing where the cards themselves are few enough."""
    if len(cards) <= MANY:
        return []
    boxes: dict[str, list[dict[str, Any]]] = {}
    for number, card in enumerate(cards, start=1):
        use = card["use"]
        before = _value(use.baseline, use.unit) if use.baseline else ""
        row = card | {"number": number, "before": before, "aim": _aim(use, on)}
        boxes.setdefault(use.node, []).append(row)
    return [{"text": some[0]["box"], "cards": some} for some in boxes.values()]


def _value(line: ValueLine, unit: str) -> str:
    if line.value is None:
        return line.missing.label if line.missing else ""
    return f"{line.value.normalize():f}{unit}"


def _aim(use: UseCard, on: date) -> str:
    """The target of today; none where the team has set none for these days."""
    aimed = [one for one in use.targets_in_force if one.period_from <= on <= one.period_until]
    return _value(aimed[-1], use.unit) if aimed else ""
