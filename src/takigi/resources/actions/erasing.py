"""場所をさがした記録を消す: for the custody room alone, which has weighed holds and found two people agreed."""

from django.db import transaction

from takigi.access.actions import Erased, erase_rows
from takigi.access.personal_rows import Subjects
from takigi.resources.handing_over import RECORDS


@transaction.atomic
def erase(subjects: Subjects) -> tuple[Erased, ...]:
    """Every need of these cases with what was chosen for it and said about it; counts by table."""
    return erase_rows(RECORDS, subjects)
