"""操作の記録: how the audit log names what was done to somebody's record, without a word of what stands in it."""

import uuid
from collections.abc import Iterable

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.people import policies


def record(
    kind: str, by: Viewer, person_id: uuid.UUID, /, *, beside: Iterable[uuid.UUID] = (), **detail: object
) -> None:
    """One deed on one record. `beside`: the other records that it touched, so that 「だれがこの人を」 finds it."""
    audit.record(
        kind,
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=policies.target_of(person_id),
        shown=[policies.target_of(one) for one in beside],
        detail=detail,
    )
