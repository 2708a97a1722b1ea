"""操作の記録: one line of the audit chain for every deed in a shared case."""

import uuid

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.collaboration.rules.words import target_of


def record(kind: str, by: Viewer, case_id: uuid.UUID, **detail: object) -> None:
    """What was done to the case, by whom; ids and codes only."""
    audit.record(
        f"collaboration.{kind}",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=target_of(case_id),
        detail=detail,
    )
