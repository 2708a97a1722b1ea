"""絞り込み: what a list of an import is narrowed to, read from its address and nothing else."""

from dataclasses import dataclass
from typing import Any

from takigi.people.rules import RowOutcome
from takigi.screens.asked import page_asked

BLOCKING = {"yes": True, "no": False}


@dataclass(frozen=True)
class Filters:
    """The narrowing of a list, and its page."""

    page: int = 1
    blocking: bool | None = None
    code: str = ""
    outcome: RowOutcome | None = None


def filters_of(request: Any) -> Filters:
    """Unknown words narrow nothing."""
    asked = request.GET
    outcome, code = asked.get("outcome", ""), asked.get("code", "")
    return Filters(
        page=page_asked(request),
        blocking=BLOCKING.get(asked.get("blocking", "")),
        code=code if code.isidentifier() else "",
        outcome=RowOutcome(outcome) if outcome in set(RowOutcome) else None,
    )
