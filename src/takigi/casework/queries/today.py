"""今日の数: how many of one's own cases are late, how many visits are half written, how many people wait. Numbers only: nobody is named."""

from dataclasses import dataclass

from django.db.models import Count, Q

from takigi.access.grounds import Viewer
from takigi.casework.models import Case, VisitDraft
from takigi.casework.policies import casework_agency_ids, newly_held, town_way, visible_cases
from takigi.casework.queries.form_drafts import waiting_forms_count
from takigi.casework.queries.waiting import waiting_count
from takigi.casework.rules.states import CaseKind
from takigi.kernel.codes import REASON


@dataclass(frozen=True)
class CaseworkToday:
    """今日の数. `reasons`: the reasons for which the town goes out to people."""

    late: int = 0
    drafts: int = 0
    sheets: int = 0
    waiting: int = 0
    reasons: tuple[str, ...] = ()
    handed: int = 0


def casework_today(viewer: Viewer) -> CaseworkToday:
    """For 今日. No reading of anybody: only numbers go out. Ten queries at most, none without casework."""
    if not casework_agency_ids(viewer) or not viewer.may_read_persons:
        return CaseworkToday()
    mine = Case.objects.filter(
        kind=CaseKind.PREVENTION,
        owner_id=viewer.staff_id,
        agency_id__in=casework_agency_ids(viewer),
        closed_on__isnull=True,
    )
    own = Q(started_by_id=viewer.staff_id) | Q(updated_by_id=viewer.staff_id) | Q(case__owner_id=viewer.staff_id)
    drafts = VisitDraft.objects.filter(own, ended_at__isnull=True, case__in=visible_cases(viewer))
    waiting = waiting_count(viewer)
    wanted = town_way(viewer).words("target_reasons") if waiting else frozenset()
    counted = mine.aggregate(
        late=Count("pk", filter=Q(sorted_on__lt=viewer.on)), handed=Count("pk", filter=newly_held(viewer))
    )
    return CaseworkToday(
        late=counted["late"],
        drafts=drafts.count(),
        sheets=waiting_forms_count(viewer),
        waiting=waiting,
        reasons=tuple(code.label for code in REASON.codes if code.value in wanted),
        handed=counted["handed"],
    )
