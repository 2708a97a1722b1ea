"""操作の記録: how the audit log names what was done to a case, without a word of what was written."""

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.models import Case


def record(kind: str, by: Viewer, case: Case, /, **detail: object) -> None:
    """One deed in a case, by whom and when."""
    audit.record(
        kind,
        municipality_id=case.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=policies.target_of(case.pk),
        detail=detail,
    )
