"""認定の終わりを台帳に合わせる: what a renewal in the register means for the open cases."""

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.actions.dues import save_with_due
from takigi.casework.models import Case
from takigi.casework.rules.states import CaseKind
from takigi.people.queries.certifications import certified_until


@transaction.atomic
def follow_certifications(*, by: Viewer) -> int:
    """認定が更新されたケースの期限を直す: the end of the certification is what the register says now.

    Called after an import and after an import was undone; returns how many cases changed. A reminder of a certification
    that has long been renewed would be one more false alarm of a morning. Two queries, and six for each case that changed.
    """
    ends = certified_until(by.municipality_id)
    rows = Case.objects.filter(
        municipality_id=by.municipality_id, kind=CaseKind.PREVENTION, closed_on__isnull=True
    ).values_list("pk", "person__root_id", "certification_until_on")
    changed = {case_id: ends[root] for case_id, root, known in rows if ends.get(root, known) != known}
    way = policies.town_way(by)
    for case in Case.objects.filter(pk__in=list(changed)).select_for_update(of=("self",)).select_related("person"):
        case.certification_until_on = changed[case.pk]
        save_with_due(case, way, on=by.on)
        audit.record(
            "casework.certification_followed",
            municipality_id=case.municipality_id,
            by=None,
            at=by.at,
            target=policies.target_of(case.pk),
        )
    return len(changed)
