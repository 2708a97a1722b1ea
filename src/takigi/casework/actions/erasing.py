"""個別支援の記録を消す: for the custody room alone, which has weighed holds and found two people agreed."""

import uuid

from django.db import transaction

from takigi.access.actions import Erased, erase_rows
from takigi.access.personal_rows import Subjects
from takigi.casework.handing_over import RECORDS
from takigi.casework.models import ChecklistImportRow, Visit
from takigi.casework.rules.states import CaseRefused


@transaction.atomic
def erase(subjects: Subjects) -> tuple[Erased, ...]:
    """Every row of the cases and, with a person, every checklist of theirs; counts by table."""
    return erase_rows(RECORDS, subjects)


def check_not_on_its_way(subjects: Subjects) -> None:
    """A file of checklists that still waits would bring the person back: it is finished or given up first."""
    waiting = ChecklistImportRow.objects.filter(person_ref__in=subjects.people).exclude(
        batch__state__in=("applied", "undone", "discarded", "failed")
    )
    if waiting.exists():
        raise CaseRefused(
            "この人の行が、まだ終わっていないチェックリストの取り込みにあります。取り込みを終えるか、やめてから廃棄してください。"
        )


def visits_of(subjects: Subjects) -> frozenset[uuid.UUID]:
    """Visits from which voices may have been told elsewhere. One query."""
    return frozenset(Visit.objects.filter(case_id__in=subjects.cases).values_list("pk", flat=True))
