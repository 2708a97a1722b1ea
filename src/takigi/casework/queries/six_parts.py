"""該当数の読み取り: the last checklist of the person, as the plan form counts it."""

from datetime import date

from django.db.models import Q

from takigi.access.grounds import Viewer
from takigi.casework.models import Case, Checklist
from takigi.casework.policies import visible_cases
from takigi.casework.queries.checklists import answers_of_row
from takigi.casework.rules.six_parts import six_checked
from takigi.casework.sheets.plan import SixChecked
from takigi.instruments.scores import Verdict


def six_of(viewer: Viewer, case: Case) -> SixChecked:
    """Counted from the last sheet that the viewer may see, judged or not; empty without one. Two queries."""
    last = _last_sheet(viewer, case)
    return six_checked(answers_of_row(last)) if last else SixChecked()


def last_verdict(viewer: Viewer, case: Case) -> tuple[bool | None, date | None]:
    """Whether the last sheet reaches a criterion (None: not to be told), and its day. Two queries."""
    last = _last_sheet(viewer, case)
    if last is None:
        return None, None
    return {Verdict.MET: True, Verdict.NOT_MET: False}.get(Verdict(last.verdict)), last.answered_on


def _last_sheet(viewer: Viewer, case: Case) -> Checklist | None:
    seen = Q(case__isnull=True) | Q(case__in=visible_cases(viewer))
    rows = Checklist.objects.filter(seen, person__root_id=case.person.root_id, replaced_by__isnull=True)
    return rows.order_by("answered_on", "recorded_at").last()
