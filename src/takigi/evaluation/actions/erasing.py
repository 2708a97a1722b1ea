"""仮の番号を切る: the facts stay as they were counted; nobody can lead their numbers back any more."""

from django.db import transaction

from takigi.access.actions import Erased
from takigi.access.personal_rows import Subjects
from takigi.evaluation.keys import CASE, PERSON
from takigi.evaluation.models import FactKey


@transaction.atomic
def cut_keys(municipality_id: int, subjects: Subjects) -> tuple[Erased, ...]:
    """Both sides of the numbers of these people and cases, for the custody room alone."""
    count = 0
    for kind, ids in ((PERSON, subjects.people), (CASE, subjects.cases)):
        rows = FactKey.objects.filter(municipality_id=municipality_id, kind=kind, subject__in=[str(one) for one in ids])
        count += rows.delete()[0]
    return (Erased("仮の番号", count),) if count else ()
