"""個別支援の決めごとを決める: dated, with a reason; what was counted before stays as it was."""

from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.models import CaseworkSettingValue
from takigi.casework.rules.settings import check_setting


@transaction.atomic
def decide_way(*, by: Viewer, key: str, value: str, from_on: date, reason: str) -> None:
    """One setting from a day on. Refused for unknown keys, impossible values and without a reason."""
    policies.check_may_decide_ways(by)
    kept = check_setting(key, value, reason)
    CaseworkSettingValue.objects.create(
        municipality_id=by.municipality_id,
        key=key,
        value=kept,
        from_on=from_on,
        reason=reason.strip(),
        decided_by_id=by.staff_id,
        decided_at=by.at,
    )
    audit.record(
        "casework.way_decided",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        detail={"key": key, "value": kept},
    )
